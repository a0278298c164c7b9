"""Kills builds of the example at random moments; the next build must give the same release, byte for byte.

The long form of tests/build/test_killed.py.

    python benchmarks/kill_builds.py [--kills 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kazakhstan"


def copied(target: Path) -> Path:
    return shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("store", "releases"))


def command(workspace: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "mtm", "build", str(workspace), "2023-Q4", "--out", str(out), "--quiet"]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def killed(workspace: Path, out: Path, seconds: float) -> bool:
    process = subprocess.Popen(command(workspace, out))
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    moments = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        begun = time.monotonic()
        subprocess.run(command(copied(folder / "once"), folder / "reference"), check=True)
        length, whole = time.monotonic() - begun, bytes_of(folder / "reference")
        done = differing = 0
        while done < given.kills:
            # a new workspace for every tenth kill, so that kills meet an empty store as well as a full one
            fresh = copied(folder / f"kz{done}")
            for _ in range(10):
                done += killed(fresh, folder / "out", moments.uniform(0.02, length))
            subprocess.run(command(fresh, folder / "out"), check=True)
            differing += bytes_of(folder / "out") != whole
            shutil.rmtree(fresh)
            print(f"{done} kills, {differing} differing releases", flush=True)
    print(f"{done} builds killed at random moments; {differing} of the builds after them differ")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
