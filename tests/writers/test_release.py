"""A release is published whole or not at all."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mtm.model.errors import MtmError
from mtm.writers import release
from mtm.writers.release import publish, recover

OLD = {"report.html": b"old", "charts/arrivals.svg": b"<svg/>"}
NEW = {"report.html": b"new", "charts/arrivals.svg": b"<svg>new</svg>", "data.csv": b"A\r\n"}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_stand_under_their_names_with_their_folders(tmp_path: Path) -> None:
    target = publish(NEW, tmp_path / "releases" / "2023-Q4")

    assert contents(target) == NEW


def test_a_different_release_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")
    publish(NEW, target)

    assert contents(target) == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


def test_the_same_release_again_touches_no_file(tmp_path: Path) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")
    before = {p: p.stat().st_mtime_ns for p in target.rglob("*")} | {target: target.stat().st_ino}
    publish(OLD, target)

    assert {p: p.stat().st_mtime_ns for p in target.rglob("*")} | {target: target.stat().st_ino} == before


@pytest.mark.parametrize(
    "change",
    [{"report.html": b"changed"}, {"stray.txt": b"left by hand"}],
    ids=["a changed file", "an added file"],
)
def test_a_release_touched_by_hand_is_restored(tmp_path: Path, change: dict[str, bytes]) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")
    for name, data in change.items():
        (target / name).write_bytes(data)
    publish(OLD, target)

    assert contents(target) == OLD


def test_a_full_disk_is_an_error_that_leaves_the_old_release_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")

    def full(path: Path, data: bytes) -> None:
        path.write_bytes(data[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(release, "_write", full)
    with pytest.raises(MtmError, match="No space left on device") as caught:
        publish(NEW, target)

    assert caught.value.where == str(target)
    assert "Free space" in caught.value.remedy
    assert contents(target) == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes to run into")
def test_a_limit_of_the_system_met_while_writing_is_an_error_too(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys; from pathlib import Path; from mtm.writers.release import publish\n"
        "from mtm.model.errors import MtmError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: publish({'small': b'a', 'large': bytes(9000)}, Path(sys.argv[1]))\n"
        "except MtmError as error: print(error.what)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "2023-Q4")], capture_output=True, text=True, check=True
    )

    assert run.stdout.startswith("the release cannot be written: ")
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_moved_away_stays_and_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")
    move = Path.rename

    def busy(self: Path, to: Path) -> Path:
        if self.name.endswith(".incoming"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return move(self, to)

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(MtmError, match="close programs"):
        publish(NEW, target)

    assert contents(target) == OLD


def test_a_file_in_the_place_of_the_release_is_an_error_and_stays(tmp_path: Path) -> None:
    target = tmp_path / "2023-Q4"
    target.write_bytes(b"a file of somebody")

    with pytest.raises(MtmError):
        publish(NEW, target)
    assert target.read_bytes() == b"a file of somebody"


def test_an_exchange_cut_short_between_its_two_moves_is_finished_by_the_next_start(tmp_path: Path) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")
    target.rename(tmp_path / ".2023-Q4.outgoing")
    publish(NEW, tmp_path / ".2023-Q4.incoming")
    recover(target)

    assert contents(target) == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


def test_half_a_release_left_by_a_killed_build_is_cleared_and_never_becomes_the_release(tmp_path: Path) -> None:
    target = publish(OLD, tmp_path / "2023-Q4")
    for part in ("incoming", "discarded"):
        (tmp_path / f".2023-Q4.{part}").mkdir()
        (tmp_path / f".2023-Q4.{part}" / "half").write_bytes(b"ha")
    recover(target)

    assert contents(target) == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


def test_the_next_publish_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    for part in ("incoming", "outgoing", "discarded"):
        (tmp_path / f".2023-Q4.{part}").mkdir()
        (tmp_path / f".2023-Q4.{part}" / "half").write_bytes(b"ha")
    target = publish(NEW, tmp_path / "2023-Q4")

    assert contents(target) == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the signal is one of POSIX systems")
def test_killed_at_any_moment_the_old_or_the_new_release_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "2023-Q4"
    program = (
        "import sys; from pathlib import Path; from mtm.writers.release import publish\n"
        "releases = [{f'{n}.txt': bytes([k]) * 5000 for n in range(12)} for k in (0, 1)]\n"
        "print(flush=True)\n"
        "while True:\n"
        "  for files in releases: publish(files, Path(sys.argv[1]))\n"
    )
    complete = [{f"{n}.txt": bytes([k]) * 5000 for n in range(12)} for k in (0, 1)]
    publish(complete[0], target)
    moments = random.Random(20240215)

    for _ in range(15):
        child = subprocess.Popen([sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(moments.uniform(0, 0.06))
        child.kill()
        child.communicate()
        recover(target)
        assert contents(target) in complete
        assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


@pytest.mark.skipif(os.name == "nt", reason="there the system refuses to move a folder in use")
def test_nobody_else_gets_the_lock_while_a_release_is_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    refused = []

    def exchange(files: object, target: Path) -> None:
        other = os.open(target.parent, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        refused.append(os.close(other))

    monkeypatch.setattr(release, "_exchange", exchange)
    publish(NEW, tmp_path / "2023-Q4")

    assert refused == [None]


@pytest.mark.skipif(os.name == "nt", reason="there the system refuses to move a folder in use")
def test_two_builds_at_once_take_turns_and_leave_one_complete_release(tmp_path: Path) -> None:
    target = tmp_path / "2023-Q4"
    program = (
        "import sys; from pathlib import Path; from mtm.writers.release import publish\n"
        "for turn in range(80): publish({f'{n}.txt': sys.argv[2].encode() for n in range(5)}, Path(sys.argv[1]))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(target), name]) for name in ("first", "second")]

    assert [child.wait() for child in both] == [0, 0]
    assert set(contents(target).values()) in ({b"first"}, {b"second"})
    assert [p.name for p in tmp_path.iterdir()] == ["2023-Q4"]


@pytest.mark.parametrize(
    "name",
    ["CON", "aux.csv", "charts/nul.svg", "a:b.csv", "what?.csv", "end.", "end ", "../out", "/root", "a//b", "a\nb", ""],
)
def test_a_name_that_windows_cannot_store_or_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(MtmError, match="cannot store"):
        publish({name: b""}, tmp_path / "2023-Q4")
    assert list(tmp_path.iterdir()) == []


def test_a_name_longer_than_a_file_system_takes_is_refused(tmp_path: Path) -> None:
    kazakh = "қ" * 128  # 256 bytes in UTF-8

    with pytest.raises(MtmError, match="cannot store"):
        publish({kazakh: b""}, tmp_path / "2023-Q4")


def test_names_that_differ_only_in_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MtmError, match="differ only in case"):
        publish({"Table.csv": b"", "table.csv": b""}, tmp_path / "2023-Q4")


def test_cyrillic_names_are_kept(tmp_path: Path) -> None:
    target = publish({"кестелер/Қандас.csv": b"1"}, tmp_path / "2023-ж IV тоқсан")

    assert contents(target) == {"кестелер/Қандас.csv": b"1"}
