"""What three languages of one report cost, against one.

    pip install -e '.[dev]'
    python benchmarks/languages_cost.py [RUNS]

Each build is a process of its own on a copy of the example that has read its deliveries already; the two kinds are run
in turn. Prints the medians of wall time and of processor time (0 on Windows) and the median of the ratios, pair by
pair. The aim is at most 2.5.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples/kazakhstan"
ONE, THREE = "en", "en,ru,kk"


def processor() -> float:
    """Processor seconds of all finished child processes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cost(workspace: Path, languages: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "mtm", "build", str(workspace), "2023-Q4", "--quiet", "--languages", languages]
    wall, busy = time.perf_counter(), processor()
    subprocess.run(command, check=True, cwd=ROOT)
    return time.perf_counter() - wall, processor() - busy


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place) / "kazakhstan"
        shutil.copytree(EXAMPLE, workspace, ignore=shutil.ignore_patterns("releases", "store"))
        cost(workspace, THREE)  # the deliveries are read once
        pairs = [(cost(workspace, ONE), cost(workspace, THREE)) for _ in range(runs)]
    for name, column in (("wall", 0), ("processor", 1)):
        one = [single[column] for single, _ in pairs]
        three = [triple[column] for _, triple in pairs]
        ratios = [b / a for a, b in zip(one, three, strict=True) if a]
        if ratios:
            ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
            print(f"{name}: one language {statistics.median(one):.2f} s, three {statistics.median(three):.2f} s")
            print(f"  ratio {ratio}, {runs} pairs")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
