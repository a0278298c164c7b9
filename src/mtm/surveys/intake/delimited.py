"""CSV exports read in pieces, columns at a time, however many rows there are.

Scope: UTF-8 (with or without a mark), UTF-16, and code pages that the door can tell; commas, semicolons or tabs, told
by the first rows. A row with too many or too few fields is kept aside, never forced into columns.
Errors: MtmError where the file cannot be read as text in columns.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.extra import needed
from mtm.surveys.intake.export import Aside, Export, Piece, Table, untagged

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 16 * 2**20
"""Bytes parsed at a time; a row must fit into it."""

MAX_COLUMNS = 20_000
MAX_HEADER = 2 * 2**20
_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 20
_TOLD = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)


CodePage = Callable[[bytes], tuple[str, str]]
"""The code page of bytes that are not UTF-8, and another that is as plausible; empty texts where there is none."""


def csv_export(path: Path, code_page: CodePage | None = None) -> Export:
    """The export in one CSV file."""
    table = csv_table(path.name, "", lambda: path.open("rb"), code_page)
    return Export(path.name, (table,), table.findings)


def csv_table(file: str, name: str, opened: Callable[[], IO[bytes]], code_page: CodePage | None = None) -> Table:
    """A table that is read when its pieces are asked for; its header is read now."""
    with opened() as stream:
        head = stream.read(MAX_HEADER)
    encoding, rival = _encoding(head, file, code_page)
    layout = _layout(head.decode(encoding, errors="ignore").removeprefix("\ufeff"), file)
    aside = Aside()
    return Table(
        file,
        name,
        layout.headers,
        lambda: untagged(_pieces(file, opened, encoding, layout, aside)),
        aside,
        comma=layout.delimiter == ";",
        findings=_noticed(file, encoding, rival),
    )


def _encoding(head: bytes, file: str, code_page: CodePage | None) -> tuple[str, str]:
    """The encoding, and a rival that is as plausible."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16", ""
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            found, rival = code_page(head) if code_page and b"\0" not in head[:4096] else ("", "")
            if not found:
                raise _not_text(file) from error
            return found, rival
    if b"\0" in head[:4096]:
        raise _not_text(file)
    return "utf-8-sig", ""


def _noticed(file: str, encoding: str, rival: str) -> tuple[Finding, ...]:
    if encoding in ("utf-8-sig", "utf-16"):
        return ()
    if rival:
        doubt = {"encoding": encoding, "other": rival}
        return (Finding.make("survey_code_page_doubt", Severity.WARNING, Place(file), **doubt),)
    return (Finding.make("survey_code_page", Severity.NOTE, Place(file), encoding=encoding),)


def _not_text(file: str) -> MtmError:
    remedy = "Export it again as CSV in UTF-8, or as .xlsx."
    return MtmError("is not a CSV file in UTF-8", where=file, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns are parted, their headers, and how many lines stand above the first row of answers."""

    delimiter: str
    headers: tuple[str, ...]
    above: int = 1


def _layout(text: str, file: str) -> Layout:
    """The delimiter that most of the first rows agree on; among those, the one that gives the most columns."""
    told = _TOLD.match(text)
    if told:  # a line that spreadsheet programs write and read: sep=;
        text = text[told.end() :]
    found = [
        (*_agreeing(rows), delimiter, rows[0])
        for delimiter in ((told[1],) if told else _DELIMITERS)
        if (rows := _first_rows(text, delimiter))
    ]
    _, columns, delimiter, headers = max(found, key=lambda one: one[:2], default=(False, 0, ",", []))
    if not columns or columns > MAX_COLUMNS:
        raise MtmError("has no row of column names", where=file, remedy="Export it again, with headers.")
    return Layout(delimiter, tuple(header.strip() for header in headers), 2 if told else 1)


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    import csv

    rows: list[list[str]] = []
    with suppress(csv.Error):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > _LOOKED_AT:
                break
    return rows


def _agreeing(rows: list[list[str]]) -> tuple[bool, int]:
    """Whether at least half of the rows have as many fields as the headers, and how many those are."""
    columns = len(rows[0])
    fitting = sum(len(row) == columns for row in rows[1:])
    return columns > 1 and 2 * fitting >= len(rows) - 1, columns


def _pieces(file: str, opened: Callable[[], IO[bytes]], encoding: str, layout: Layout, aside: Aside) -> Iterator[Piece]:
    pa, csv = needed("pyarrow"), needed("pyarrow.csv")
    names = [str(at) for at in range(len(layout.headers))]
    with opened() as stream:
        try:
            reader = csv.open_csv(
                stream,
                read_options=csv.ReadOptions(
                    use_threads=False,
                    block_size=BLOCK,
                    skip_rows_after_names=layout.above,
                    column_names=names,
                    encoding="utf8" if encoding == "utf-8-sig" else encoding,
                ),
                parse_options=csv.ParseOptions(
                    delimiter=layout.delimiter, newlines_in_values=True, invalid_row_handler=_handler(aside)
                ),
                convert_options=csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                    strings_can_be_null=True,
                    null_values=[""],
                    quoted_strings_can_be_null=True,
                ),
            )
            yield from _batches(reader, layout.above + 1)
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise _broken(file, error) from error


def _batches(reader: Any, first: int) -> Iterator[Piece]:
    for batch in reader:
        if batch.num_rows:
            yield Piece(batch.columns, batch.num_rows, first)
            first += batch.num_rows


def _handler(aside: Aside) -> Callable[[pa.csv.InvalidRow], str]:
    def keep_aside(row: pa.csv.InvalidRow) -> str:
        aside.add(row.number or 0, row.text)
        return "skip"

    return keep_aside


def _broken(file: str, error: Exception) -> MtmError:
    """Arrow's message may quote values of the row, which must not be printed."""
    reasons = {
        "UTF8": "it is not UTF-8 throughout",
        "codec": "some bytes are no letters of its code page",
        "straddling": "a quoted text never ends",
    }
    why = next((said for mark, said in reasons.items() if mark in str(error)), "its rows cannot be told apart")
    return MtmError(f"cannot be read to its end: {why}", where=file, remedy="Export it again, or as .xlsx.")
