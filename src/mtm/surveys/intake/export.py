"""An export as it came: tables of texts, piece by piece, before anybody decides what a column means.

Scope: the nouns, and workbooks that a door has read into cells. CSV and zip files are read by their neighbours.
Shapes: a Piece holds one dictionary-encoded string array per column of its table; blanks are null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtm.model.cell import Cell, Content, Grid
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.extra import needed
from mtm.surveys.forms.sheets import printed

if TYPE_CHECKING:
    import pyarrow as pa


_TAG = re.compile(r"#[A-Za-z][\w]*(?:\s*\+[\w]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a table: ``columns`` by position, ``first`` the number of its first row in the file."""

    columns: Sequence[pa.DictionaryArray]
    rows: int
    first: int


MOST_ASIDE = 10_000
"""Rows that are kept with their texts; an export with more of them is not an export."""


@dataclass(slots=True)
class Aside:
    """Rows that could not be read: their numbers for the findings, their texts for the vault alone."""

    count: int = 0
    lines: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    _lines: set[int] = field(default_factory=set)

    def add(self, line: int, text: str) -> None:
        if line and line in self._lines:
            return  # read a second time
        self._lines.add(line)
        self.count += 1 + text.strip().count("\n")  # a quotation that never ends swallows the rows behind it
        if len(self.lines) < MOST_ASIDE:
            self.lines.append(line)
            self.texts.append(text)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export. ``pieces`` reads it from its beginning; rows it cannot read go to ``aside``.

    ``comma`` says that its decimal mark is known to be the comma; ``findings`` what was noticed when it was opened.
    """

    file: str
    name: str
    headers: tuple[str, ...]
    pieces: Callable[[], Iterator[Piece]]
    aside: Aside = field(default_factory=Aside)
    comma: bool = False
    findings: tuple[Finding, ...] = ()

    def place(self, column: int | None = None) -> Place:
        """The table, or the header of a column, never with a value."""
        return Place(self.file, self.name, "" if column is None else f"column {column + 1}")


@dataclass(frozen=True, slots=True)
class Export:
    """A whole export: the first table holds the interviews, the others its repeats."""

    file: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()


def untagged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces without a row of HXL tags ("#adm1+name") below the headers, where the export has one."""
    for number, piece in enumerate(pieces):
        if number == 0 and _tags(piece):
            rest = [column.slice(1) for column in piece.columns]
            piece = Piece(rest, piece.rows - 1, piece.first + 1)
        if piece.rows:
            yield piece


def _tags(piece: Piece) -> bool:
    written = [text for column in piece.columns if (text := column[0].as_py())]
    return bool(written) and all(_TAG.fullmatch(text.strip()) for text in written)


def export_of(content: Content, file: str) -> Export:
    """The export in a workbook: each sheet that has rows is a table; hidden sheets are left out and said so."""
    shown = [grid for grid in content.grids if not grid.hidden and _filled(grid)]
    hidden = [
        Finding.make("survey_hidden_sheet", Severity.NOTE, Place(file, grid.name), sheet=grid.name)
        for grid in content.grids
        if grid.hidden
    ]
    return Export(file, tuple(_table(grid, file) for grid in shown), tuple(hidden))


def _filled(grid: Grid) -> bool:
    return any(not cell.blank for row in grid.rows for cell in row)


def _table(grid: Grid, file: str) -> Table:
    start = next(number for number, row in enumerate(grid.rows) if any(not cell.blank for cell in row))
    headers = tuple(printed(cell.value) for cell in grid.rows[start])
    return Table(file, grid.name, headers, lambda: untagged(_pieces(grid, start + 1)))


def _pieces(grid: Grid, start: int) -> Iterator[Piece]:
    pa = needed("pyarrow")
    rows = [row for row in grid.rows[start:] if any(not cell.blank for cell in row)]
    if not rows:
        return
    width = len(grid.rows[start - 1])
    columns = [
        pa.array([_text(row[at]) if at < len(row) else None for row in rows], pa.string()).dictionary_encode()
        for at in range(width)
    ]
    yield Piece(columns, len(rows), rows[0][0].row)


def _text(cell: Cell) -> str | None:
    return printed(cell.value) or None
