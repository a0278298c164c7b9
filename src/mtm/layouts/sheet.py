"""A sheet as a reader of its page sees it: what is visible, what merged cells cover, what looks like a number.

Scope: looking at one grid; nothing is decided here. Rows and columns count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from mtm.kit.numbers import Mark, Number, read_number
from mtm.model.cell import Cell, Grid

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Sheet:
    """One grid with quick access by row and column; ``rows`` and ``columns`` leave out what is hidden."""

    grid: Grid

    @property
    def name(self) -> str:
        return self.grid.name

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        return {(c.row, c.column): c for row in self.grid.rows for c in row if not c.blank}

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Visible rows that hold anything, from top to bottom."""
        return tuple(sorted({row for row, column in self.cells if self.visible(row, column)}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Visible columns that hold anything, from left to right."""
        return tuple(sorted({column for row, column in self.cells if self.visible(row, column)}))

    @cached_property
    def _by_row(self) -> dict[int, tuple[Cell, ...]]:
        found: dict[int, list[Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            if self.visible(row, column):
                found.setdefault(row, []).append(cell)
        return {row: tuple(cells) for row, cells in found.items()}

    @cached_property
    def _covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (m.top, m.left)
            for m in self.grid.merges
            for row in range(m.top, m.bottom + 1)
            for column in range(m.left, m.right + 1)
        }

    def visible(self, row: int, column: int) -> bool:
        return row not in self.grid.hidden_rows and column not in self.grid.hidden_columns

    def row(self, row: int) -> tuple[Cell, ...]:
        """The non-blank visible cells of a row, from left to right."""
        return self._by_row.get(row, ())

    def at(self, row: int, column: int) -> Cell | None:
        """The cell itself, None where it is blank."""
        return self.cells.get((row, column))

    def filled(self, row: int, column: int) -> Cell | None:
        """The cell, or the merged cell that covers this place; a text hidden under a merge still counts as its own."""
        return self.cells.get((row, column)) or self.cells.get(self._covered.get((row, column), (row, column)))

    def merged_down_to(self, row: int, column: int) -> int:
        """The last row of the merged cell that starts here; the row itself where nothing is merged."""
        return max((m.bottom for m in self.grid.merges if (m.top, m.left) == (row, column)), default=row)

    def merged_across(self, row: int, column: int) -> bool:
        """Whether a merged cell spanning several columns starts here."""
        return self.merged_right_to(row, column) > column

    def merged_right_to(self, row: int, column: int) -> int:
        """The last column of the merged cell that starts here; the column itself where nothing is merged."""
        return max((m.right for m in self.grid.merges if (m.top, m.left) == (row, column)), default=column)

    def address(self, row: int, column: int) -> str:
        """The address of a place, blank or not."""
        cell = self.grid.rows[row - 1][column - 1] if self._inside(row, column) else None
        return cell.address if cell and (cell.row, cell.column) == (row, column) else f"row {row}, column {column}"

    def blank_cell(self, row: int, column: int) -> Cell:
        """The cell of a place that holds nothing."""
        return Cell(row, column, self.address(row, column))

    def _inside(self, row: int, column: int) -> bool:
        return 0 < row <= len(self.grid.rows) and 0 < column <= len(self.grid.rows[row - 1])


def text_of(cell: Cell | None) -> str:
    """A cell's text with its spaces put in order; a stored date shown without its full year is written out."""
    if cell is None:
        return ""
    if isinstance(cell.value, date) and not re.search(r"\d{4}", cell.text):
        return cell.value.strftime("%Y-%m") if cell.value.day == 1 else cell.value.isoformat()
    return " ".join(cell.text.split())


def valueish(cell: Cell | None) -> bool:
    """Whether a cell can be a value of a table: a number, a mark of absence, or an error in place of one."""
    if cell is None or cell.blank:
        return False
    if cell.error or (isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool)):
        return True
    return not isinstance(cell.value, date) and _reads_as_value(cell.text)


@lru_cache(maxsize=65_536)
def _reads_as_value(text: str) -> bool:
    if text.isdecimal():
        return True
    reading = read_number(text)
    return isinstance(reading, Number | Mark) or reading.reason == "ambiguous"


def yearish(cell: Cell | None) -> bool:
    """Whether a cell that looks like a number may be a year in a heading."""
    return cell is not None and _YEAR.fullmatch(cell.text.strip()) is not None


def texts(cells: Iterator[Cell | None]) -> tuple[str, ...]:
    """The texts of cells, each once, blank ones left out."""
    return tuple(dict.fromkeys(t for cell in cells if (t := text_of(cell))))
