"""A zip of CSV files, as ODK Central exports them: one for the interviews, one for each repeat.

Scope: bounded unpacking straight into the CSV reader; nothing is written to disk, names in the archive lead nowhere.
Pictures and other media in the archive are left alone and never read.
Errors: MtmError for an archive that is damaged, encrypted, or larger than its limits.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from mtm.model.errors import MtmError
from mtm.surveys.intake.delimited import CodePage, csv_table
from mtm.surveys.intake.export import Export

MAX_MEMBERS = 200_000  # a medium survey's media are tens of thousands of files
MAX_TABLES = 200
MAX_UNPACKED = 4 * 2**30
MAX_RATIO = 250
RATIO_FROM = 8 * 2**20


def zip_export(path: Path, code_page: CodePage | None = None) -> Export:
    """The tables of a zip archive; the interviews are the table without a parent, the one others are named after."""
    infos = _tables(path)
    names = sorted((info.filename for info in infos), key=lambda name: (len(_stem(name)), name))
    tables = tuple(
        csv_table(f"{path.name}/{_stem(name)}.csv", _stem(name), _opener(path, name), code_page) for name in names
    )
    main = next((t for t in tables if "PARENT_KEY" not in t.headers and "_parent_index" not in t.headers), tables[0])
    noticed = tuple(finding for table in tables for finding in table.findings)
    return Export(path.name, (main, *(table for table in tables if table is not main)), noticed)


def _stem(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].removesuffix(".csv").removesuffix(".CSV")


def _tables(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise MtmError("is not a zip archive, or a damaged one", where=path.name, remedy="Export it again.") from error
    tables = [info for info in infos if info.filename.lower().endswith(".csv") and not info.is_dir()]
    _check(path.name, infos, tables)
    return tables


def _check(file: str, infos: list[zipfile.ZipInfo], tables: list[zipfile.ZipInfo]) -> None:
    if not tables:
        raise MtmError("holds no CSV file", where=file, remedy="Export the submissions as CSV in a zip, or as .xlsx.")
    if any(info.flag_bits & 1 for info in tables):
        raise MtmError("is protected by a password", where=file, remedy="Export it without a password.")
    sizes = [info.file_size for info in tables]
    swollen = any(i.file_size > RATIO_FROM and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in tables)
    if len(infos) > MAX_MEMBERS or len(tables) > MAX_TABLES or sum(sizes) > MAX_UNPACKED or swollen:
        remedy = "Do not unpack it. Export a part of the submissions at a time."
        raise MtmError("unpacks to more than an export may have", where=file, remedy=remedy)
    if len({_stem(info.filename).lower() for info in tables}) < len(tables):
        raise MtmError("holds two files of one name", where=file, remedy="Ask who made it; no server exports this.")


def _opener(path: Path, name: str) -> Callable[[], IO[bytes]]:
    return lambda: cast(IO[bytes], _Member(path, name))


class _Member(io.RawIOBase):
    """One member as a stream that is counted while it unpacks and closes its archive with itself."""

    def __init__(self, path: Path, name: str) -> None:
        self._file = path.name
        self._archive = zipfile.ZipFile(path)
        self._stream = self._archive.open(name)
        self._left = self._archive.getinfo(name).file_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise MtmError("is damaged or cut off", where=self._file, remedy="Export it again.") from error
        self._left -= len(data)
        if self._left < 0:
            raise MtmError("unpacks to more than it says", where=self._file, remedy="Do not unpack it.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._archive.close()
        super().close()
