"""An intake that is stopped anywhere goes on where it stopped: nothing lost, nothing twice."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from border_intake import MAPPING, Desk, lines, records

from mtm.microdata import durable
from mtm.microdata.dataset import Dataset, exists, load
from mtm.microdata.durable import DiskFullError
from mtm.microdata.engines.embedded import embedded
from mtm.microdata.fast import available, fast
from mtm.microdata.parameters import Parameters

PIECE = 3000  # bytes: some twelve pieces


class StoppedError(BaseException):
    """Stands for a kill: nothing in the code catches it."""


def wanted(root: Path) -> list[tuple[object, ...]]:
    desk = Desk(root / "whole")
    dataset = desk.take(desk.file(lines(500)), piece_bytes=PIECE).dataset
    assert dataset is not None
    return records(dataset)


def stop_at(patch: pytest.MonkeyPatch, step: int, error: BaseException | None = None) -> list[int]:
    """Stop at the ``step``-th forcing of a file or folder to the disk: before and after every rename."""
    count = [0]
    force = os.fsync

    def forced(handle: int) -> None:
        count[0] += 1
        if count[0] == step:
            raise error or StoppedError
        force(handle)

    patch.setattr(durable.os, "fsync", forced)
    return count


def test_an_intake_stopped_at_any_commit_ends_with_the_same_records(tmp_path: Path) -> None:
    expected, step, finished = wanted(tmp_path), 0, False
    desk = Desk(tmp_path / "parts")
    path = desk.file(lines(500))
    while not finished:
        step += 1
        with pytest.MonkeyPatch.context() as patch:
            stop_at(patch, step)
            try:
                desk.take(path, piece_bytes=PIECE)
                finished = True
            except StoppedError:
                if exists(desk.out):
                    assert records(load(desk.out)) == expected
    dataset = desk.take(path, piece_bytes=PIECE).dataset
    assert dataset is not None and records(dataset) == expected
    assert marks_count_persons(dataset)
    assert step > 3


def test_rows_judged_again_are_lost_by_no_stop(tmp_path: Path) -> None:
    expected, step, finished = wanted(tmp_path), 0, False
    desk = Desk(tmp_path / "parts", MAPPING.replace("{IN: entry, OUT: exit}", "{IN: entry}"))
    path = desk.file(lines(500))
    assert desk.take(path, piece_bytes=PIECE).taken.accepted == 250
    desk.mapping.write_text(MAPPING, encoding="utf-8")
    while not finished:
        step += 1
        with pytest.MonkeyPatch.context() as patch:
            stop_at(patch, step)
            try:
                desk.take(path, piece_bytes=PIECE)
                finished = True
            except StoppedError:
                assert load(desk.out).rows in (250, 500)
    assert records(load(desk.out)) == expected
    assert step > 3


def marks_count_persons(dataset: Dataset) -> bool:
    """True where counting the marks of the registers gives the rows of the definition; none without the extra."""
    if not available():
        return True
    with embedded() as sql, fast() as passes:
        found = passes.run("persons", dataset, Parameters())
        return len(found) > 20 and found == sql.run("persons", dataset, Parameters())


@pytest.mark.parametrize("stride", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_single_stop_anywhere_is_survived_from_a_fresh_start(tmp_path: Path, stride: int) -> None:
    expected, step = wanted(tmp_path), 0
    while True:
        step += stride
        desk = Desk(tmp_path / f"{step}")
        path = desk.file(lines(60))
        with pytest.MonkeyPatch.context() as patch:
            stop_at(patch, step)
            try:
                desk.take(path, piece_bytes=PIECE)
                break
            except StoppedError:
                pass
        dataset = desk.take(path, piece_bytes=PIECE).dataset
        assert dataset is not None and dataset.rows == 60
        assert set(records(dataset)) <= set(expected)
    assert step > 15


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from border_intake import Desk
desk = Desk(Path(sys.argv[2]))
if len(sys.argv) > 4:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
from mtm.model.errors import MtmError
try:
    desk.take(Path(sys.argv[3]), piece_bytes=3000)
except MtmError as error:
    sys.exit(str(error))
"""


def start(desk: Desk, path: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(desk.root), str(path), *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_killed_process_leaves_a_dataset_that_the_next_one_completes(tmp_path: Path) -> None:
    """Killed with the first piece, among the pieces, and when the dataset's own files appear."""
    expected = wanted(tmp_path)
    desk = Desk(tmp_path / "killed")
    path = desk.file(lines(500))
    killed = [
        kill_when(start(desk, path), desk, *seen) for seen in (("piece-*", 1), ("piece-*", 8), ("crossings/*", 2))
    ]
    assert any(killed)
    if exists(desk.out):
        assert records(load(desk.out)) == expected
    dataset = desk.take(path, piece_bytes=PIECE).dataset
    assert dataset is not None and records(dataset) == expected


def kill_when(process: subprocess.Popen[str], desk: Desk, pattern: str, count: int) -> bool:
    """Kill the process as soon as so many files are there; False if it was done before."""
    while process.poll() is None:
        if len(list(desk.out.rglob(pattern))) >= count:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", [1, 8, 21, 30])
def test_a_disk_that_fills_at_a_commit_is_told_and_the_next_run_completes(step: int, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "full")
    path = desk.file(lines(60))
    with pytest.MonkeyPatch.context() as patch:
        stop_at(patch, step, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(DiskFullError, match="run the same command again"):
            desk.take(path, piece_bytes=PIECE)
    assert not exists(desk.out)
    dataset = desk.take(path, piece_bytes=PIECE).dataset
    assert dataset is not None and dataset.rows == len(records(dataset)) == 60


@pytest.mark.skipif(os.name == "nt", reason="the size of files cannot be limited there")
def test_a_full_disk_stops_with_a_clear_message_and_the_next_run_completes(tmp_path: Path) -> None:
    expected = wanted(tmp_path)
    desk = Desk(tmp_path / "full")
    path = desk.file(lines(500))
    process = start(desk, path, "3500")  # no file may grow beyond 3500 bytes, as on a disk with no room left
    _, said = process.communicate()
    assert process.returncode == 1
    assert "The disk is full" in said and "run the same command again" in said
    assert not exists(desk.out)
    dataset = desk.take(path, piece_bytes=PIECE).dataset
    assert dataset is not None and records(dataset) == expected
