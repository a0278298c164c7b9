"""Cells gathered in any order become the rows of a grid, every row as wide as the widest.

Scope: addresses of sheets (B6), the used area, blanks that fill it. What lies outside the used area does not exist,
whatever size a sheet declares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from mtm.model.cell import Cell, Grid, Merge, Scalar
from mtm.readers.limits import MAX_MERGES
from mtm.readers.reading import Reading, Refusal

Address = Callable[[int, int], str]

_ERRORS = frozenset(
    (
        *("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"),
        *("#ССЫЛКА!", "#ДЕЛ/0!", "#ЗНАЧ!", "#ИМЯ?", "#Н/Д", "#ЧИСЛО!", "#ПУСТО!", "#ПЕРЕНОС!"),  # Excel in Russian
        *("Err:502", "Err:504", "Err:508", "Err:509", "Err:522", "Err:523"),  # LibreOffice
    )
)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANK = ("", None, None)
UNCALCULATED = "formula without a stored result"


def clean(text: str) -> str:
    """A text without what no output could hold: control characters and halves of characters show as the sign for it."""
    return _UNFIT.sub("\ufffd", text)


@lru_cache(maxsize=16_384)
def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def a1(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


@dataclass(slots=True)
class Sheet:
    """One sheet being gathered: cells by row and column, each with text, value and error."""

    name: str
    reading: Reading
    hidden: bool = False
    cells: dict[int, dict[int, tuple[str, Scalar, str | None]]] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, text: str, value: Scalar, error: str | None = None) -> None:
        """Keep a cell that is not blank; a text that is an error mark is an error whoever wrote it."""
        if not text.isprintable():
            text, value = clean(text), clean(value) if isinstance(value, str) else value
        if isinstance(value, str) and value in _ERRORS:
            value, error = None, value
        if error is not None:
            self.errors.append((row, column))
        if text or value is not None or error is not None:
            self.reading.spend(1, len(text))
            self.cells.setdefault(row, {})[column] = (text, value, error)

    def merge(self, merge: Merge) -> None:
        self.merges.append(merge)
        if len(self.merges) > MAX_MERGES:
            raise Refusal("read_too_many_merges", sheet=self.name, limit=MAX_MERGES)

    @property
    def height(self) -> int:
        return max(self.cells, default=0)

    @property
    def width(self) -> int:
        return max((max(row) for row in self.cells.values()), default=0)

    def grid(self, address: Address = a1) -> Grid:
        """The grid of the used area. Errors: Refusal where lone far-off cells make it larger than may be read."""
        height, width = self.height, self.width
        self._spend_blanks(height, width)
        rows = tuple(self._row(row, width, address) for row in range(1, height + 1))
        columns = (range(first, min(last, width) + 1) for first, last in self.hidden_columns)
        return Grid(
            name=self.name,
            rows=rows,
            merges=tuple(_clipped(self.merges, height, width)),
            hidden=self.hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row <= height),
            hidden_columns=frozenset(column for span in columns for column in span),
        )

    def _row(self, row: int, width: int, address: Address) -> tuple[Cell, ...]:
        found = self.cells.get(row)
        if found is None:
            return tuple([Cell(row, column, address(row, column)) for column in range(1, width + 1)])
        get = found.get
        return tuple([Cell(row, c, address(row, c), *get(c, _BLANK)) for c in range(1, width + 1)])

    def _spend_blanks(self, height: int, width: int) -> None:
        filled = sum(len(row) for row in self.cells.values())
        try:
            self.reading.spend(height * width - filled)
        except Refusal:
            last = self.cells[height]
            far = a1(height, max(last))
            raise Refusal(
                "read_wide_sheet", sheet=self.name, rows=height, columns=width, cells=filled, far=far
            ) from None


def _clipped(merges: Iterable[Merge], height: int, width: int) -> Iterable[Merge]:
    """Merges within the used area, in the order of the sheet; what is left of a single cell is no merge."""
    for merge in sorted(merges, key=lambda m: (m.top, m.left, m.bottom, m.right)):
        clipped = Merge(merge.top, merge.left, min(merge.bottom, height), min(merge.right, width))
        inside = clipped.top <= clipped.bottom and clipped.left <= clipped.right
        if inside and (clipped.top, clipped.left) != (clipped.bottom, clipped.right):
            yield clipped
