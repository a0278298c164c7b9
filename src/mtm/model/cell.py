"""A cell is one value of a delivered file together with the address where it stands.

Scope: what a reader found, before anybody decides what it means.
Shapes: a Content holds Grids (sheets, CSV files, tables of a document) and Paragraphs (running text).
Rows and columns count from 1, as spreadsheet users count them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Scalar = int | Decimal | str | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in a file: its address, the text a person sees, and the stored value.

    ``text`` is what the sheet shows under its number format ("198.0", "2 975 788"), because printed decimals are
    evidence of rounding. ``value`` is the stored value; numbers are int or Decimal, never binary floats.
    ``error`` names what is wrong with the cell ("#REF!", "formula without a stored result"); its value is then None.
    """

    row: int
    column: int
    address: str
    text: str = ""
    value: Scalar = None
    error: str | None = None

    @property
    def blank(self) -> bool:
        return not self.text.strip() and self.value is None and self.error is None


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of merged cells; the value stands in its top left corner."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, a CSV file or a document's table: rows of cells, every row as wide as the widest.

    ``name`` is the sheet's name, or "table 2" in a document, or "" for a CSV file.
    ``hidden_rows`` and ``hidden_columns`` hold row and column numbers that the sender has hidden.
    ``heading`` is the text of the nearest paragraph above a document's table, "" elsewhere.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text in a document; ``address`` is "paragraph 3"."""

    address: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a reader found in one delivered file.

    ``format`` is the format found by content, not by extension: "xlsx", "xls", "ods", "csv", "docx".
    """

    format: str
    grids: tuple[Grid, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
