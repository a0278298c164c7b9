"""Records of an .xls workbook stream: what calamine leaves out, so that an old file is read as exactly as a new one.

Scope: numbers with their format codes, errors, formulas without results, hidden rows, columns and sheets, passwords.
Texts are left to calamine, which knows the code pages and continued records of two decades.
Source: [MS-XLS] Excel Binary File Format, 2.4; [MS-OI29500] for error codes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mtm.model.cell import Scalar
from mtm.readers.format_codes import BUILT_IN
from mtm.readers.grid import UNCALCULATED
from mtm.readers.limits import MAX_FORMATS, MAX_SHEETS
from mtm.readers.printed import of_float
from mtm.readers.reading import Refusal

_BOF, _EOF, _FILEPASS, _SHEET, _DAYS, _FORMAT, _XF, _LINKS = 0x809, 0x0A, 0x2F, 0x85, 0x22, 0x41E, 0xE0, 0x1AE
_ROW, _COLUMNS = 0x208, 0x7D
_NUMBER, _RK, _MANY_RK, _BOOL_OR_ERROR, _FORMULA = 0x203, 0x27E, 0xBD, 0x205, 0x06
_TEXTS = (0xFD, 0x204, 0xD6)  # LABELSST, LABEL, RSTRING: read by calamine
_BIFF8 = 0x600
_ON_LOAD = 0x0002  # the program that wrote the formula wants it calculated on opening
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell as stored: ``value`` is a number, a truth value, or None with an error; ``style`` names its format."""

    value: Scalar
    style: int
    error: str | None = None


@dataclass(slots=True)
class Facts:
    """What the records say about one sheet."""

    name: str
    hidden: bool
    kind: int  # 0 worksheet, 1 macros of Excel 4, 2 chart
    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    results: int = 0  # formulas with a stored result
    empty: list[tuple[int, int]] = field(default_factory=list)  # formulas whose stored result is an empty text
    height: int = 0
    width: int = 0


@dataclass(slots=True)
class Book:
    """A workbook's sheets, format codes by style, whether days count from 1904, and references to other files."""

    sheets: list[Facts] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    from_1904: bool = False
    links: int = 0


def read_book(stream: bytes) -> Book:
    """All facts of a workbook stream. Errors: Refusal for passwords, damage and versions before Excel 5."""
    book = Book()
    places: list[int] = []
    custom: dict[int, str] = {}
    styles: list[int] = []
    version = 0
    for kind, data in _records(stream, 0):
        if kind == _BOF and not version:
            version = struct.unpack_from("<H", data)[0]
        elif kind == _FILEPASS:
            raise Refusal("read_encrypted")
        elif kind == _SHEET:
            places.append(_listed(book, data, version))
        elif kind == _FORMAT and len(custom) < MAX_FORMATS:
            custom[struct.unpack_from("<H", data)[0]] = _code(data, version)
        elif kind == _XF and len(styles) < MAX_FORMATS:
            styles.append(struct.unpack_from("<H", data, 2)[0])
        else:
            _setting(book, kind, data)
    codes = BUILT_IN | custom
    book.codes = [codes.get(number, "General") for number in styles]
    for facts, place in zip(book.sheets, places, strict=True):
        _read_sheet(facts, stream, place)
    if not any(facts.results for facts in book.sheets):
        _mark_uncalculated(book)
    return book


def _mark_uncalculated(book: Book) -> None:
    """Where every formula's result is an empty text, the program that wrote the workbook did not calculate."""
    for facts in book.sheets:
        for row, column in facts.empty:
            _keep(facts, row - 1, column - 1, Stored(None, 0, UNCALCULATED))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream up to its end mark; parts inside it (charts) are left out."""
    depth, place = 0, start
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        data = stream[place + 4 : place + 4 + size]
        place += 4 + size
        if len(data) < size:
            break
        if kind == _BOF:
            depth += 1
        if depth == 1:
            yield kind, data + bytes(16)  # so that a short record reads as zeros instead of failing
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
    raise Refusal("read_damaged", reason="the workbook ends in the middle of a sheet")


def _listed(book: Book, data: bytes, version: int) -> int:
    if len(book.sheets) >= MAX_SHEETS:
        raise Refusal("read_too_many_sheets", limit=MAX_SHEETS)
    place, state, kind, length = struct.unpack_from("<IBBB", data)
    wide = version >= _BIFF8 and data[7] & 1
    start = 8 if version >= _BIFF8 else 7
    name = data[start : start + length * (2 if wide else 1)]
    book.sheets.append(Facts(name.decode("utf-16-le" if wide else "latin-1", errors="replace"), state & 3 != 0, kind))
    return int(place)


def _code(data: bytes, version: int) -> str:
    if version < _BIFF8:
        return data[3 : 3 + data[2]].decode("latin-1")
    length, flags = struct.unpack_from("<HB", data, 2)
    return data[5 : 5 + length * (2 if flags & 1 else 1)].decode(
        "utf-16-le" if flags & 1 else "latin-1", errors="replace"
    )


def _setting(book: Book, kind: int, data: bytes) -> None:
    if kind == _DAYS:
        book.from_1904 = data[0] == 1
    elif kind == _LINKS and data[2:4] not in (b"\x01\x04", b"\x01\x3a"):  # not the workbook's own names
        book.links += 1


def _read_sheet(facts: Facts, stream: bytes, place: int) -> None:
    for kind, data in _records(stream, place):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", data)
            if flags & 0x20:
                facts.hidden_rows.add(row + 1)
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", data)
            if flags & 1:
                facts.hidden_columns.append((first + 1, min(last, 255) + 1))
        else:
            _read_cells(facts, kind, data)


def _read_cells(facts: Facts, kind: int, data: bytes) -> None:
    row, column, style = struct.unpack_from("<HHH", data)
    if kind == _NUMBER:
        _keep(facts, row, column, _number(data[6:14], style))
    elif kind == _RK:
        _keep(facts, row, column, _rk(data[6:10], style))
    elif kind == _MANY_RK:
        for position in range(4, len(data) - 16 - 7, 6):
            style = struct.unpack_from("<H", data, position)[0]
            _keep(facts, row, column + (position - 4) // 6, _rk(data[position + 2 : position + 6], style))
    elif kind == _BOOL_OR_ERROR:
        _keep(facts, row, column, _bool_or_error(data[6], data[7] != 0, style))
    elif kind == _FORMULA:
        _read_formula(facts, row, column, data)
    elif kind in _TEXTS:
        _extend(facts, row, column)


def _keep(facts: Facts, row: int, column: int, stored: Stored | None) -> None:
    _extend(facts, row, column)
    if stored is not None:
        facts.cells[row + 1, column + 1] = stored


def _extend(facts: Facts, row: int, column: int) -> None:
    facts.height, facts.width = max(facts.height, row + 1), max(facts.width, column + 1)


def _number(data: bytes, style: int) -> Stored:
    found = of_float(struct.unpack("<d", data)[0])
    return Stored(found, style) if found is not None else Stored(None, style, "no number")


def _rk(data: bytes, style: int) -> Stored:
    """Numbers in four bytes: an integer or the upper half of a binary number, possibly to be divided by 100."""
    raw = struct.unpack("<i", data)[0]
    plain = float(raw >> 2) if raw & 2 else struct.unpack("<d", struct.pack("<iI", 0, raw & 0xFFFFFFFC))[0]
    found = of_float(plain / 100 if raw & 1 else plain)
    return Stored(found, style) if found is not None else Stored(None, style, "no number")


def _bool_or_error(value: int, is_error: bool, style: int) -> Stored:
    if is_error:
        return Stored(None, style, _ERRORS.get(value, "error"))
    return Stored(value != 0, style)


def _read_formula(facts: Facts, row: int, column: int, data: bytes) -> None:
    """A formula's stored result: a number, or by its first byte a text (next record), truth, error, nothing."""
    style, flags = struct.unpack_from("<H8xH", data, 4)
    stored: Stored | None = None
    if data[12:14] != b"\xff\xff":
        stored = _number(data[6:14], style)
        if flags & _ON_LOAD and stored.value == 0:
            stored = Stored(None, style, UNCALCULATED)
    elif data[6] in (1, 2):
        stored = _bool_or_error(data[8], data[6] == 2, style)
    elif data[6] == 3:
        facts.empty.append((row + 1, column + 1))
        return
    facts.results += stored is None or stored.error != UNCALCULATED
    _keep(facts, row, column, stored)
