"""One writer at a time: the lock belongs to a process, never to a file that is left over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mtm.model.errors import MtmError
from mtm.workspace.one_writer import only_writer

HOLDS = """
import sys
from pathlib import Path
from mtm.workspace.one_writer import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_and_a_killed_one_leaves_nothing_locked(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with (
            pytest.raises(MtmError, match="Another cleaning is writing here") as refused,
            only_writer(tmp_path, "Another cleaning"),
        ):
            pass
        assert "Wait until it has finished" in str(refused.value)
        other.kill()
        other.wait()

    assert (tmp_path / "lock").exists()
    with only_writer(tmp_path):
        pass


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stopped"), only_writer(tmp_path):
        raise ValueError("stopped")
    with only_writer(tmp_path):
        pass
