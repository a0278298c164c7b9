"""Set mtm up on a fresh machine and run one thing: the example report, or the tests.

Needs Python 3.11 or later with pip and venv, and nothing else; works on Linux, macOS and Windows.

    python bootstrap.py report     sets up .venv and builds examples/kazakhstan for 2023-Q4
    python bootstrap.py test       sets up .venv and runs the tests and the code checks
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def set_up(extras: str) -> None:
    """Make the virtual environment once, and again when pyproject.toml has changed."""
    stamp = VENV / f"mtm-{extras or 'core'}.stamp"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Setting up .venv (once; a few minutes on a slow network) ...", flush=True)
    if not PYTHON.is_file():
        venv.create(VENV, with_pip=True)
    package = f".[{extras}]" if extras else "."
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--editable", package], cwd=ROOT, check=True)
    stamp.write_text(wanted, encoding="utf-8")


def report() -> int:
    """Build the example's report for the fourth quarter of 2023."""
    set_up("")
    return run(["-m", "mtm", "build", "examples/kazakhstan", "2023-Q4"])


def test() -> int:
    """Run the code checks and the tests; fails when any of them fails."""
    set_up("dev,fast,spark,survey")
    checks = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    ]
    failed = [" ".join(check[:2]) for check in checks if run(check) != 0]
    tests = run(["-m", "pytest", "-n", "auto", *sys.argv[2:]])
    if failed:
        print(f"code checks failed: {', '.join(failed)}", file=sys.stderr)
    return tests or int(bool(failed))


def run(arguments: list[str]) -> int:
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - the first thing a fresh machine may get wrong
        print("mtm needs Python 3.11 or later; this is " + sys.version.split()[0], file=sys.stderr)
        return 2
    verbs = {"report": report, "test": test}
    if len(sys.argv) < 2 or sys.argv[1] not in verbs:
        print(__doc__)
        return 2
    try:
        return verbs[sys.argv[1]]()
    except subprocess.CalledProcessError as error:
        print(f"setting up failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
