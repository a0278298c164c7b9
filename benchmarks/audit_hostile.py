"""Audits documents built to exhaust or mislead a reader, at full size, each in a process of its own.

    python benchmarks/audit_hostile.py [NAME ...]

Prints for each: seconds, memory of the auditor and of its PDF reader in MB (where the building of a file took more,
the first is that), the exit code, and what it said. A name
that is still running after 300 seconds, or that ends in a traceback, is marked as FAILED, and so is the whole run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.audit.hostile_shelf import FILES  # noqa: E402 - it lives beside the tests

SECONDS = 300
_RUN = """
import atexit, resource, sys
def used():
    own, child = (resource.getrusage(w).ru_maxrss // 1024 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print("MEMORY", own, child, file=sys.stderr)
atexit.register(used)
from mtm.cli import main
sys.argv = ["mtm", "audit", sys.argv[1]]
main()
"""


def audited(path: Path) -> tuple[bool, str]:
    """Whether the audit ended as it should, and a line about it."""
    start = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-c", _RUN, str(path)], capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False, f"FAILED: not ended after {SECONDS} s"
    said = [line for line in (done.stdout + done.stderr).decode("utf-8", "replace").splitlines() if line.strip()]
    memory = next((line.split()[1:] for line in said if line.startswith("MEMORY")), ["?", "?"])
    words = [line for line in said if not line.startswith("MEMORY")]
    good = done.returncode in (0, 1, 2) and not any("Traceback" in line for line in words)
    last = words[-1][:110] if words else ""
    mark = "" if good else "FAILED "
    spent = time.monotonic() - start
    return good, f"{mark}{spent:6.1f} s {memory[0]:>5} + {memory[1]:>5} MB, exit {done.returncode}: {last}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FILES))
    wanted = parser.parse_args().names or list(FILES)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            path = Path(folder) / name
            path.write_bytes(FILES[name]())
            good, line = audited(path)
            failed += not good
            print(f"{name:16} {line}", flush=True)
            path.unlink()
    print(f"{len(wanted) - failed} of {len(wanted)} ended in a clear message")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
