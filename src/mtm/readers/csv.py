"""Tables as text (.csv, .tsv, .txt): alphabet, delimiter and quotes are found from the content.

Scope: one grid per file; every field keeps its text, numbers are not interpreted here. Addresses name the line in the
file and the column's heading ("line 5, column VAL"), where the file has headings.
Source: RFC 4180; the first line "sep=;" is Excel's.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtm.model.cell import Content
from mtm.model.finding import Severity
from mtm.readers.encoding import Decoded
from mtm.readers.grid import Sheet
from mtm.readers.limits import MAX_TEXT, PLACES_SHOWN
from mtm.readers.reading import Reading, Refusal
from mtm.readers.sheets import note_errors, note_full

_DELIMITERS = ("\t", ";", "|", ",")  # of equally good ones the first: commas also stand inside numbers and names
_SAMPLE = 200_000  # characters on which the delimiter is judged
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−–]?[\d\s.,'%]+")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the file: the line on which it begins, and its fields."""

    line: int
    fields: list[str]


def read_csv(reading: Reading, decoded: Decoded) -> Content:
    """The file as one grid. Errors: Refusal for a quotation mark that is never closed, and beyond the limits."""
    _note_encoding(reading, decoded)
    text = decoded.text.removeprefix("\ufeff").rstrip("\x1a")  # the end mark of DOS
    delimiter = _delimiter(text)
    records = _records(reading, text, delimiter)
    note_full(reading, "", sum(any(record.fields) for record in records))
    names = _headings(records)
    sheet = Sheet("", reading)
    for row, record in enumerate(records, start=1):
        for column, field in enumerate(record.fields, start=1):
            sheet.put(row, column, field, field or None)
    grid = sheet.grid(lambda row, column: f"line {records[row - 1].line}, column {names.get(column, column)}")
    if not grid.rows:
        raise Refusal("read_no_cells")
    note_errors(reading, sheet, grid)
    _note_ragged(reading, records)
    return Content("csv", (grid,))


def _note_encoding(reading: Reading, decoded: Decoded) -> None:
    if decoded.rival:
        reading.note("read_encoding_doubt", Severity.WARNING, encoding=decoded.encoding, other=decoded.rival)
    elif decoded.guessed:
        reading.note("read_encoding", encoding=decoded.encoding)
    unread = decoded.text.count("\ufffd") if decoded.guessed else 0
    if unread:
        reading.note("read_letters_lost", Severity.WARNING, count=unread, encoding=decoded.encoding)


def _records(reading: Reading, text: str, delimiter: str) -> list[Record]:
    """All records, blank ones too, so that rows count as in the file."""
    csv.field_size_limit(MAX_TEXT)
    try:
        return list(_parsed(text, delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise Refusal("read_quote_open", line=_last_begun(text, delimiter)) from error
        reason = str(error)
    try:
        records = list(_parsed(text, delimiter, strict=False))
    except csv.Error as error:
        raise Refusal("read_damaged", reason=str(error)) from error
    reading.note("read_quote_stray", Severity.WARNING, line=_last_begun(text, delimiter), reason=reason)
    return records


def _parsed(text: str, delimiter: str, *, strict: bool) -> Iterator[Record]:
    skipped = 1 if _SEP.match(text) else 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 0
    for number, fields in enumerate(reader):
        begins, line = line + 1, reader.line_num
        yield Record(begins, [] if number < skipped else fields)


def _last_begun(text: str, delimiter: str) -> int:
    """The line of the first record that cannot be read under the strict rules."""
    line = 0
    try:
        for record in _parsed(text, delimiter, strict=True):
            line = record.line + sum(field.count("\n") for field in record.fields)
    except csv.Error:
        pass
    return line + 1


def _delimiter(text: str) -> str:
    """The sign that cuts most lines into equally many fields, two at least."""
    stated = _SEP.match(text)
    if stated:
        return stated[1]
    sample = text[:_SAMPLE]
    complete = sample if len(text) <= _SAMPLE else sample[: sample.rfind("\n") + 1] or sample
    return max(_DELIMITERS, key=lambda sign: _evenness(complete, sign))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many records have the commonest number of fields, and that number; (0, 0) where nothing is cut."""
    try:
        widths = Counter(len(record.fields) for record in _parsed(sample, delimiter, strict=False))
    except csv.Error:
        return 0, 0
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0, 0
    width = max(cut, key=lambda w: (cut[w], w))
    return cut[width], width


def _headings(records: Sequence[Record]) -> dict[int, str]:
    """The name of each column: from the first full record, if it holds no numbers but years; no name twice."""
    width = _usual_width(records)
    full = (record.fields for record in records if len(record.fields) == width)
    first = next((fields for fields in full if sum(map(bool, fields)) >= min(2, width)), [])
    names = [" ".join(field.split()) for field in first]
    if any(_NUMBER.fullmatch(name) and not _YEAR.fullmatch(name) for name in names):
        return {}
    return {i: name for i, name in enumerate(names, start=1) if name and names.count(name) == 1}


def _usual_width(records: Sequence[Record]) -> int:
    widths = Counter(len(record.fields) for record in records if any(record.fields))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _note_ragged(reading: Reading, records: Sequence[Record]) -> None:
    """A record with more fields than the others usually has a delimiter inside a name, which moves its numbers."""
    width = _usual_width(records)
    longer = [record.line for record in records if len(record.fields) > width and any(record.fields[width:])]
    if longer and width > 1:
        lines = ", ".join(str(line) for line in longer[:PLACES_SHOWN])
        reading.note("read_ragged", Severity.WARNING, count=len(longer), lines=lines, columns=width)
