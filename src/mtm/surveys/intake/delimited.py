"""CSV exports read in pieces, columns at a time, however many rows there are.

Scope: UTF-8 (with or without a mark) and UTF-16; commas, semicolons or tabs, told by the header. A row with too many or
too few fields is kept aside, never forced into columns.
Errors: MtmError where the file cannot be read as text in columns.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mtm.model.errors import MtmError
from mtm.surveys.extra import needed
from mtm.surveys.intake.export import Aside, Export, Piece, Table, untagged

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 16 * 2**20
"""Bytes parsed at a time; a row must fit into it."""

MAX_COLUMNS = 20_000
MAX_HEADER = 2 * 2**20
_DELIMITERS = (",", ";", "\t")


def csv_export(path: Path) -> Export:
    """The export in one CSV file."""
    return Export(path.name, (csv_table(path.name, "", lambda: path.open("rb")),))


def csv_table(file: str, name: str, opened: Callable[[], IO[bytes]]) -> Table:
    """A table that is read when its pieces are asked for; its header is read now."""
    with opened() as stream:
        head = stream.read(MAX_HEADER)
    encoding = _encoding(head, file)
    text = head.decode(encoding, errors="ignore")
    delimiter, headers = _headers(text, file)
    aside = Aside()
    return Table(
        file, name, headers, lambda: untagged(_pieces(file, opened, encoding, delimiter, headers, aside)), aside
    )


def _encoding(head: bytes, file: str) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            raise _not_text(file) from error
    if b"\0" in head[:4096]:
        raise _not_text(file)
    return "utf-8-sig"


def _not_text(file: str) -> MtmError:
    remedy = "Export it again as CSV in UTF-8, or as .xlsx."
    return MtmError("is not a CSV file in UTF-8", where=file, remedy=remedy)


def _headers(text: str, file: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter that gives the most columns in the first row, and the headers."""
    import csv

    found: list[tuple[str, list[str]]] = []
    for delimiter in _DELIMITERS:
        try:
            found.append((delimiter, next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])))
        except csv.Error:
            continue
    delimiter, headers = max(found, key=lambda pair: len(pair[1]), default=(",", []))
    if not headers or len(headers) > MAX_COLUMNS:
        raise MtmError("has no row of column names", where=file, remedy="Export it again, with headers.")
    return delimiter, tuple(header.strip() for header in headers)


def _pieces(
    file: str, opened: Callable[[], IO[bytes]], encoding: str, delimiter: str, headers: tuple[str, ...], aside: Aside
) -> Iterator[Piece]:
    pa, csv = needed("pyarrow"), needed("pyarrow.csv")
    names = [str(at) for at in range(len(headers))]
    with opened() as stream:
        try:
            reader = csv.open_csv(
                stream,
                read_options=csv.ReadOptions(
                    use_threads=False,
                    block_size=BLOCK,
                    skip_rows_after_names=1,
                    column_names=names,
                    encoding="utf-16" if encoding == "utf-16" else "utf8",
                ),
                parse_options=csv.ParseOptions(
                    delimiter=delimiter, newlines_in_values=True, invalid_row_handler=_handler(aside)
                ),
                convert_options=csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                    strings_can_be_null=True,
                    null_values=[""],
                    quoted_strings_can_be_null=True,
                ),
            )
            yield from _batches(reader)
        except pa.ArrowInvalid as error:
            raise _broken(file, error) from error


def _batches(reader: Any) -> Iterator[Piece]:
    first = 2
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
    reasons = {"UTF8": "it is not UTF-8 throughout", "straddling": "a quoted text never ends"}
    why = next((said for mark, said in reasons.items() if mark in str(error)), "its rows cannot be told apart")
    return MtmError(f"cannot be read to its end: {why}", where=file, remedy="Export it again, or as .xlsx.")
