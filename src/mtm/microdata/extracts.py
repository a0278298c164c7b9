# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""A partner's file in pieces that fit into memory: lines of a text file, rows of a Parquet file.

Scope: bytes to rows of text, each with its line number; lines that are no rows are told apart with the reason.
A line is a record: a quotation mark that is never closed spoils its own line only, not the ten million after it.
Shapes: a piece knows where the next one begins, so that an intake can go on where it stopped.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mtm.microdata.mapping import CsvPart, Extract
from mtm.microdata.workbench import quoted, single
from mtm.model.errors import MtmError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PIECE_BYTES = 32 * 2**20
PIECE_ROWS = 400_000
LONGEST = 2**20  # bytes; a longer line is no record

FIELDS_WRONG, QUOTES_WRONG, LETTERS_WRONG, TOO_LONG = "fields", "quotes", "encoding", "too_long"


class ExtractError(MtmError):
    """A partner's file cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a piece begins: bytes and lines before it in a text file, rows before it in a Parquet file."""

    offset: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one piece as the table ``raw`` (line, then the mapped columns), and the lines that are no rows."""

    start: Position
    end: Position
    rows: int
    broken: tuple[tuple[int, str], ...] = ()
    last: bool = False


@dataclass(frozen=True, slots=True)
class TextFile:
    """A CSV file: its header, and how to cut it."""

    path: Path
    layout: CsvPart
    header: tuple[str, ...]
    begins: Position
    size: int
    columns: tuple[str, ...]
    piece_bytes: int = PIECE_BYTES
    kinds: tuple[str, ...] = field(default=())

    def pieces(self, database: DuckDBPyConnection, start: Position | None, scratch: Path) -> Iterator[Piece]:
        """The pieces from ``start`` on; each is loaded into the table ``raw``."""
        at = start or self.begins
        with self.path.open("rb") as file:
            file.seek(at.offset)
            while at.offset < self.size:
                data = _whole_lines(file, self.piece_bytes)
                if not data:
                    break
                end = Position(at.offset + len(data), at.lines + data.count(b"\n") + (not data.endswith(b"\n")))
                kept, broken, rows = _screened(data, at.lines, self.layout, len(self.header))
                missing = _load_text(database, kept, self, scratch)
                yield Piece(at, end, rows, (*broken, *missing), end.offset >= self.size)
                at = end


def _whole_lines(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    return data if data.endswith(b"\n") or not data else data + file.readline()


def _screened(data: bytes, before: int, layout: CsvPart, fields: int) -> tuple[list[bytes], list[tuple[int, str]], int]:
    """Good lines with their number in front, bad lines with the reason, and how many lines there were."""
    kept: list[bytes] = []
    broken: list[tuple[int, str]] = []
    mark, quote = layout.delimiter.encode(layout.encoding), layout.quote.encode(layout.encoding)
    plain, rows = quote not in data and _decodes(data, layout.encoding), 0
    for number, line in enumerate(data.split(b"\n"), start=before + 1):
        line = line.removesuffix(b"\r")
        if not line:
            continue
        rows += 1
        reason = ""
        if len(line) > LONGEST:
            reason = TOO_LONG
        elif not plain:
            reason = _fault(line, layout, fields)
        elif line.count(mark) != fields - 1:
            reason = FIELDS_WRONG
        if reason:
            broken.append((number, reason))
        else:
            kept.append(b"%d%b%b" % (number, mark, line))
    return kept, broken, rows


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _fault(line: bytes, layout: CsvPart, fields: int) -> str:
    """Why a line is no record, or ""."""
    if not _decodes(line, layout.encoding):
        return LETTERS_WRONG
    text = line.decode(layout.encoding)
    if text.count(layout.quote) % 2:
        return QUOTES_WRONG
    try:
        [row] = csv.reader([text], delimiter=layout.delimiter, quotechar=layout.quote, strict=True)
    except (csv.Error, ValueError):
        return QUOTES_WRONG
    return "" if len(row) == fields else FIELDS_WRONG


def _load_text(
    database: DuckDBPyConnection, kept: list[bytes], file: TextFile, scratch: Path
) -> tuple[tuple[int, str], ...]:
    """Load good lines into ``raw``; what DuckDB still cannot read is returned as broken."""
    path = scratch / "piece.csv"
    text = b"\n".join(kept)
    path.write_bytes(text if file.layout.encoding == "utf-8" else text.decode(file.layout.encoding).encode())
    names = ["line", *(f"c{number}" for number in range(len(file.header)))]
    types = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
    chosen = ", ".join(f"c{file.header.index(column)} AS {identifier(column)}" for column in file.columns)
    read = (
        f"read_csv({quoted(str(path))}, columns = {{{types}}}, header = false, auto_detect = false, "
        f"delim = {quoted(file.layout.delimiter)}, quote = {quoted(file.layout.quote)}, "
        f"escape = {quoted(file.layout.quote)}, new_line = '\\n', ignore_errors = true, max_line_size = {LONGEST * 4})"
    )
    rows = f"SELECT CAST(line AS BIGINT) AS line, {chosen} FROM {read}" if kept else _no_rows(file.columns)
    database.execute(f"CREATE OR REPLACE TABLE raw AS {rows}")
    path.unlink()
    if single(database, "SELECT count(*) FROM raw") == len(kept):
        return ()
    mark = file.layout.delimiter.encode(file.layout.encoding)
    loaded = {row[0] for row in database.execute("SELECT line FROM raw").fetchall()}
    numbers = (int(line.partition(mark)[0]) for line in kept)
    return tuple((number, QUOTES_WRONG) for number in numbers if number not in loaded)


def _no_rows(columns: tuple[str, ...]) -> str:
    chosen = ", ".join(f"NULL::VARCHAR AS {identifier(column)}" for column in columns)
    return f"SELECT 0::BIGINT AS line, {chosen} WHERE false"


def identifier(name: str) -> str:
    """A column's name as SQL takes it, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file: how many rows, and of which type the mapped columns are."""

    path: Path
    header: tuple[str, ...]
    size: int
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    piece_rows: int = PIECE_ROWS

    def pieces(self, database: DuckDBPyConnection, start: Position | None, _: Path) -> Iterator[Piece]:
        """The pieces from ``start`` on; each is loaded into the table ``raw``."""
        at = start or Position()
        chosen = ", ".join(f"CAST({identifier(column)} AS VARCHAR) AS {identifier(column)}" for column in self.columns)
        source = f"read_parquet({quoted(str(self.path))}, file_row_number = true)"
        while at.offset < self.size:
            until = min(at.offset + self.piece_rows, self.size)
            within = f"file_row_number >= {at.offset} AND file_row_number < {until}"
            rows = f"SELECT file_row_number + 1 AS line, {chosen} FROM {source} WHERE {within}"
            with readable(self.path):
                database.execute(f"CREATE OR REPLACE TABLE raw AS {rows}")
            end = Position(until, until)
            yield Piece(at, end, until - at.offset, (), until >= self.size)
            at = end


class readable:  # noqa: N801 - reads as a phrase in "with readable(path)"
    """Turn DuckDB's errors about a partner's file into ours, which name the file and what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import duckdb

        if isinstance(error, duckdb.Error) and not isinstance(error, duckdb.OutOfMemoryException):
            first = str(error).splitlines()[0]
            raise ExtractError(
                f"The Parquet file is damaged or incomplete ({first})",
                where=str(self.path),
                remedy="Ask for the file again; compare its size or checksum with the sender's. Nothing was taken in.",
            ) from None


Partner = TextFile | ParquetFile


def opened(database: DuckDBPyConnection, path: Path, mapping: Extract) -> Partner:
    """The file with its header checked against the mapping; a missing column is an error that lists what is there."""
    if not path.is_file():
        raise ExtractError("There is no such file", where=str(path), remedy="Check the path.")
    with path.open("rb") as file:
        parquet = file.read(4) == b"PAR1"
    found = _open_parquet(database, path, mapping) if parquet else _open_text(path, mapping)
    missing = [column for column in mapping.listed if column not in found.header]
    if missing:
        raise ExtractError(
            "The mapping names a column that the file does not have",
            where=str(path),
            value=missing[0],
            remedy=f"The file has {', '.join(found.header)}. Change the mapping, or ask why the layout has changed.",
        )
    return found


def _open_text(path: Path, mapping: Extract) -> TextFile:
    with path.open("rb") as file:
        first = file.readline(LONGEST)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        remedy = (
            "Save it as UTF-8 (spreadsheet programs call it CSV UTF-8), or convert it with iconv -f UTF-16 -t UTF-8."
        )
        raise ExtractError(
            "The file is written in UTF-16, whose lines cannot be told apart", where=str(path), remedy=remedy
        )
    if not first or b"\0" in first:
        remedy = "Give a CSV or a Parquet file; save a workbook as CSV."
        raise ExtractError("The file is empty or is no text", where=str(path), remedy=remedy)
    encoding = mapping.csv.encoding
    try:
        text = first.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        raise ExtractError(
            "The header is not written in the encoding of the mapping",
            where=str(path),
            value=encoding,
            remedy="Set csv.encoding in the mapping, for instance to cp1251.",
        ) from None
    rows = list(csv.reader([text.rstrip("\r\n")], delimiter=mapping.csv.delimiter, quotechar=mapping.csv.quote))
    header = tuple(name.strip() for name in rows[0]) if rows else ()
    begins = Position(len(first), 1)
    return TextFile(path, mapping.csv, _distinct(header, path), begins, path.stat().st_size, mapping.listed)


def _distinct(header: tuple[str, ...], path: Path) -> tuple[str, ...]:
    twice = [name for name in header if header.count(name) > 1]
    if twice:
        raise ExtractError("A column stands twice in the header", where=str(path), value=twice[0], remedy="Rename one.")
    return header


def _open_parquet(database: DuckDBPyConnection, path: Path, mapping: Extract) -> ParquetFile:
    with readable(path):
        described = database.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(str(path))})").fetchall()
        size = int(single(database, f"SELECT count(*) FROM read_parquet({quoted(str(path))})"))
    kinds = {name: kind for name, kind, *_ in described}
    return ParquetFile(path, tuple(kinds), size, mapping.listed, tuple(kinds.get(c, "") for c in mapping.listed))


def hash_of(path: Path) -> str:
    """The sha256 of a file, read in pieces."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(2**20):
            found.update(block)
    return found.hexdigest()
