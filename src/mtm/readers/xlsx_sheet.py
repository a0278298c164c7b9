"""One worksheet of an .xlsx file, read as a stream of events into a sheet.

Scope: cells, merges, hidden rows and columns. The area that the sheet declares (``dimension``) is not believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from mtm.model.cell import Merge, Scalar
from mtm.model.finding import Severity
from mtm.readers.grid import UNCALCULATED, Sheet, a1
from mtm.readers.limits import MAX_TEXT, SHEET_COLUMNS, SHEET_ROWS
from mtm.readers.printed import number, printed
from mtm.readers.reading import Reading, Refusal

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BROKEN = "#REF!"
_TEXTS = ("s", "str", "inlineStr")


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook share: texts, format codes by style, the first day, whether results are stale."""

    texts: list[str]
    codes: list[str]
    from_1904: bool
    stale: bool


@dataclass(slots=True)
class SheetListener:
    """Fills a sheet from the events of its part.

    A formula is uncalculated when no result is stored, or when the result is 0 and the workbook asks to be calculated
    on opening: programs that write workbooks without calculating them store 0 everywhere.
    """

    sheet: Sheet
    workbook: Workbook
    row: int = 0
    column: int = 0
    kind: str = ""
    style: int = 0
    formula: str | None = None
    pieces: list[str] = field(default_factory=list)
    value: str | None = None
    inside: str = ""
    phonetic: bool = False
    scaled: list[tuple[str, str]] = field(default_factory=list)
    results: int = 0
    empty: list[tuple[int, int]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "f") or (name == "t" and not self.phonetic):
            self.inside, self.pieces = name, []
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col":
            self._hide_columns(attributes)

    def data(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if name == self.inside:
            self._end_text(name)
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self.phonetic = False

    def mark_uncalculated(self) -> None:
        """Formulas whose result is an empty text, in a workbook where no formula has any other, were not calculated."""
        for row, column in self.empty:
            self.sheet.put(row, column, "", None, UNCALCULATED)

    def report(self, reading: Reading) -> None:
        reading.note_cells("read_scaled_format", Severity.WARNING, self.sheet.name, self.scaled)

    def _start_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        self.row = int(stated) if stated.isdigit() and len(stated) < 8 else self.row + 1
        self.column = 0
        if not 1 <= self.row <= SHEET_ROWS:
            raise Refusal("read_damaged", reason=f"row {self.row}")
        if _true(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.sheet.hidden_rows.add(self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._move(attributes.get("r", ""))
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "")
        self.style = int(style) if style.isdigit() and len(style) < 7 else 0
        self.formula, self.value = None, None

    def _move(self, reference: str) -> None:
        """A cell without an address stands right of the one before."""
        match = _REFERENCE.fullmatch(reference)
        if match:
            self.column, self.row = column_number(match[1]), int(match[2])
        else:
            self.column += 1
        if not (1 <= self.row <= SHEET_ROWS and 1 <= self.column <= SHEET_COLUMNS):
            raise Refusal("read_damaged", reason=f"cell {reference or a1(max(self.row, 1), self.column)}")

    def _end_text(self, name: str) -> None:
        text = "".join(self.pieces)
        if len(text) > MAX_TEXT:
            raise Refusal("read_too_much_text", limit=MAX_TEXT, longest=MAX_TEXT)
        if name == "f":
            self.formula = text
        else:
            self.value = (self.value or "") + text if name == "t" else text
        self.inside = ""

    def _end_cell(self) -> None:
        if self.value is None and self.formula is None:
            return
        text, value, error = self._read()
        if self.formula is not None and error != UNCALCULATED:
            self._count_result(text)
        self.sheet.put(self.row, self.column, text, value, error)

    def _count_result(self, text: str) -> None:
        if text:
            self.results += 1
        else:
            self.empty.append((self.row, self.column))

    def _read(self) -> tuple[str, Scalar, str | None]:
        stored = self.value or ""
        if self.formula is not None and _BROKEN in self.formula:
            return stored, None, _BROKEN
        if self.kind == "e":
            return stored, None, stored or "error"
        if self._uncalculated(stored):
            return stored, None, UNCALCULATED
        if self.kind in _TEXTS:
            return self._text(stored)
        if self.kind == "b":
            return ("TRUE", True, None) if stored.strip() in ("1", "true") else ("FALSE", False, None)
        return self._day(stored) if self.kind == "d" else self._number(stored)

    def _uncalculated(self, stored: str) -> bool:
        if self.formula is None or self.kind == "str":
            return False
        return not stored.strip() or (self.workbook.stale and stored.strip() == "0")

    def _text(self, stored: str) -> tuple[str, Scalar, str | None]:
        if self.kind != "s":
            text = unescaped(stored)
            return text, text or None, None
        index = stored.strip()
        if index.isdigit() and len(index) < 9 and int(index) < len(self.workbook.texts):
            text = self.workbook.texts[int(index)]
            return text, text or None, None
        return "", None, "text missing from the workbook"

    def _number(self, stored: str) -> tuple[str, Scalar, str | None]:
        found = number(stored)
        if found is None:
            return stored, None, f"no number: {stored[:40]}" if stored.strip() else None
        shown = printed(found, self._code(), from_1904=self.workbook.from_1904)
        if shown.scale > 1:
            self.scaled.append((a1(self.row, self.column), shown.text))
        return shown.text, shown.value, None

    def _day(self, stored: str) -> tuple[str, Scalar, str | None]:
        try:
            when = datetime.fromisoformat(stored.strip())
        except ValueError:
            return stored, None, f"no date: {stored[:40]}"
        return (when.date().isoformat(), when.date(), None) if "T" not in stored else (stored, when, None)

    def _code(self) -> str:
        return self.workbook.codes[self.style] if self.style < len(self.workbook.codes) else "General"

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if top and bottom:
            merge = Merge(int(top[2]), column_number(top[1]), int(bottom[2]), column_number(bottom[1]))
            self.sheet.merge(merge)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        hidden = _true(attributes.get("hidden")) or attributes.get("width") == "0"
        if hidden and first.isdigit() and last.isdigit() and len(first) < 6 and len(last) < 6:
            self.sheet.hidden_columns.append((int(first), int(last)))


@lru_cache(maxsize=16_384)
def column_number(name: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    found = 0
    for letter in name.upper():
        found = found * 26 + ord(letter) - 64
    return found


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are stored as _x000D_, an underscore in front of such a text as _x005F_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")
