"""The same inputs give the same bytes: in another folder, time zone and locale, from an old store or a new one."""

import os
import subprocess
import sys
from pathlib import Path

from tests.build.conftest import copied


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def built(workspace: Path, out: Path, **environment: str) -> dict[str, bytes]:
    """A build in a process of its own, as a user starts it."""
    command = [sys.executable, "-m", "mtm", "build", str(workspace), "2023-Q4", "--out", str(out)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return bytes_of(out)


def test_another_folder_time_zone_and_locale_give_the_same_release(example, tmp_path):
    workspace = copied(tmp_path / "другая папка" / "kz")

    release = built(workspace, tmp_path / "out", TZ="Asia/Almaty", LC_ALL="C", PYTHONHASHSEED="7", LANG="ru_RU.UTF-8")

    assert release == bytes_of(example.release)


def test_a_second_build_from_the_same_store_changes_nothing(example, tmp_path):
    assert built(example.workspace, tmp_path / "again") == bytes_of(example.release)


def test_a_store_deleted_and_built_again_from_the_inbox_gives_the_same_release(tmp_path):
    workspace = copied(tmp_path / "kz")
    first = built(workspace, tmp_path / "first")
    (workspace / "store" / "matrix.duckdb").unlink()

    assert built(workspace, tmp_path / "second") == first


def test_source_date_epoch_stamps_the_files(example, tmp_path):
    stamped = built(example.workspace, tmp_path / "stamped", SOURCE_DATE_EPOCH="1700000000")

    assert stamped["observations.csv"] == bytes_of(example.release)["observations.csv"]
    assert b"2023-11-14" in __import__("zipfile").ZipFile(tmp_path / "stamped" / "report.en.docx").read(
        "docProps/core.xml"
    )
