"""Killed at any moment of a build, the next build gives the same release.

Short form: 8 random moments; ``benchmarks/kill_builds.py`` does 200.
"""

import os
import random
import subprocess
import sys
import time

import pytest

from tests.build.conftest import copied
from tests.build.test_sameness import built, bytes_of

pytestmark = pytest.mark.slow
MOMENTS, SHORTER = 8, 0.6


def kill_after(seconds, workspace, out):
    """Start a build and end it without warning; True if it was still running."""
    command = [sys.executable, "-m", "mtm", "build", str(workspace), "2023-Q4", "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_the_next_build_gives_the_same_release(example, tmp_path):
    moments = random.Random(20240215)
    workspace, out = copied(tmp_path / "kz"), tmp_path / "out"
    begun = time.monotonic()
    whole = built(copied(tmp_path / "once"), tmp_path / "reference")
    length = time.monotonic() - begun

    killed = 0
    for _ in range(MOMENTS):
        if kill_after(moments.uniform(0.05, length * 0.95), workspace, out):
            killed += 1
        else:
            length *= SHORTER  # the machine has become faster than when the length was taken

    assert killed >= MOMENTS // 2, "the builds ended before they could be killed"
    assert built(workspace, out) == whole == bytes_of(example.release)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("out")] == ["out"]
