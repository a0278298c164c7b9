"""Excel workbooks before 2007 (.xls): texts through calamine, everything else from the records themselves.

Scope: the same cells as for .xlsx. The used area is known from the records before calamine lays the sheet out in
memory, and calamine's panics end in a refusal like any other damage.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from mtm.model.cell import Content, Merge, Scalar
from mtm.model.finding import Severity
from mtm.readers.biff import Book, Facts, Stored, read_book
from mtm.readers.grid import Sheet, a1
from mtm.readers.ole import Compound
from mtm.readers.printed import printed
from mtm.readers.reading import Reading, Refusal
from mtm.readers.sheets import finished

_WORKSHEET, _MACROS = 0, 1
_MACRO_STORAGES = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA")


def read_xls(reading: Reading, data: bytes, compound: Compound) -> Content:
    """All worksheets in the workbook's order. Errors: Refusal where nothing can be used."""
    stream = next(name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in compound.names)
    book = read_book(compound.read(stream))
    _note_runnable(reading, compound, book)
    for facts in book.sheets:
        reading.afford(facts.height * facts.width, 0)
    workbook = _calamine(data)
    sheets = [
        _sheet(reading, book, facts, workbook.get_sheet_by_name(name))
        for facts, name in zip(book.sheets, _names(workbook, book), strict=True)
        if facts.kind == _WORKSHEET
    ]
    return finished(reading, "xls", sheets)


def _calamine(data: bytes) -> Any:
    import python_calamine

    try:
        return python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refusal("read_encrypted") from error
    except python_calamine.CalamineError as error:
        raise Refusal("read_damaged", reason=str(error)) from error


def _names(workbook: Any, book: Book) -> Sequence[str]:
    names: Sequence[str] = workbook.sheet_names
    if len(names) != len(book.sheets):
        raise Refusal("read_damaged", reason="the list of sheets does not agree with the sheets")
    return names


def _sheet(reading: Reading, book: Book, facts: Facts, found: Any) -> Sheet:
    sheet = Sheet(found.name, reading, hidden=facts.hidden)
    sheet.hidden_rows, sheet.hidden_columns = facts.hidden_rows, facts.hidden_columns
    for row, values in enumerate(found.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if isinstance(value, str) and value and (row, column) not in facts.cells:
                sheet.put(row, column, value, value)
    scaled: list[tuple[str, str]] = []
    for (row, column), stored in facts.cells.items():
        text, value, scale = _shown(stored, book)
        sheet.put(row, column, text, value, stored.error)
        if scale > 1:
            scaled.append((a1(row, column), text))
    for top, left, bottom, right in _merged(found):
        sheet.merge(Merge(top + 1, left + 1, bottom + 1, right + 1))
    reading.note_cells("read_scaled_format", Severity.WARNING, sheet.name, scaled)
    return sheet


def _shown(stored: Stored, book: Book) -> tuple[str, Scalar, int]:
    value = stored.value
    if isinstance(value, bool) or value is None:
        return stored.error or str(value).upper(), value, 1
    code = book.codes[stored.style] if stored.style < len(book.codes) else "General"
    shown = printed(value, code, from_1904=book.from_1904)  # type: ignore[arg-type]
    return shown.text, shown.value, shown.scale


def _merged(found: Any) -> list[tuple[int, int, int, int]]:
    return [(*first, *last) for first, last in found.merged_cell_ranges or ()]


def _note_runnable(reading: Reading, compound: Compound, book: Book) -> None:
    macros = [name for name in _MACRO_STORAGES if name in compound.names]
    macros += [facts.name for facts in book.sheets if facts.kind == _MACROS]
    embedded = sorted(name for name in compound.storages if name.startswith(("MBD", "LNK", "ObjectPool")))
    if macros:
        reading.note("read_macros", Severity.WARNING, count=len(macros), first=macros[0])
    if embedded:
        reading.note("read_embedded", Severity.WARNING, count=len(embedded), first=embedded[0])
    if book.links:
        reading.note("read_external_links", Severity.WARNING, count=book.links, first="SUPBOOK")
