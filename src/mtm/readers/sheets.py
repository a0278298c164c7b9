"""What all spreadsheets have in common: sheets become grids, and what a user should know about them is noted.

Scope: hidden parts, cells that hold errors, sheets that end exactly where a format ends, workbooks without any cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtm.model.cell import Cell, Content, Grid
from mtm.model.finding import Severity
from mtm.readers.grid import UNCALCULATED, Sheet
from mtm.readers.limits import FULL_SHEETS
from mtm.readers.reading import Reading, Refusal


def finished(reading: Reading, format: str, sheets: Sequence[Sheet]) -> Content:
    """The content of a spreadsheet. Errors: Refusal where no sheet holds a single cell."""
    for sheet in sheets:
        note_full(reading, sheet.name, sheet.height)
    grids = tuple(sheet.grid() for sheet in sheets)
    if not any(grid.rows for grid in grids):
        raise Refusal("read_no_cells")
    for grid in grids:
        note_errors(reading, grid)
        _note_hidden(reading, grid)
    return Content(format, grids)


def note_full(reading: Reading, sheet: str, rows: int) -> None:
    """In 2020 England lost 15,841 records because a sheet had no more rows (Public Health England)."""
    if rows in FULL_SHEETS:
        reading.note("read_full_sheet", Severity.WARNING, sheet=sheet, rows=rows)


def note_errors(reading: Reading, grid: Grid) -> None:
    wrong = [cell for row in grid.rows for cell in row if cell.error is not None]
    uncalculated = [cell for cell in wrong if cell.error == UNCALCULATED]
    others = [cell for cell in wrong if cell.error != UNCALCULATED]
    reading.note_cells("read_uncalculated", Severity.WARNING, grid.name, _places(uncalculated))
    reading.note_cells("read_cell_errors", Severity.WARNING, grid.name, _places(others))


def _note_hidden(reading: Reading, grid: Grid) -> None:
    filled = [(cell.row, cell.column) for row in grid.rows for cell in row if not cell.blank]
    rows = {row for row, _ in filled} & grid.hidden_rows
    columns = {column for _, column in filled} & grid.hidden_columns
    if grid.hidden and filled:
        reading.note("read_hidden_sheet", sheet=grid.name)
    if rows:
        reading.note("read_hidden_rows", sheet=grid.name, count=len(rows), first=min(rows))
    if columns:
        reading.note("read_hidden_columns", sheet=grid.name, count=len(columns), first=min(columns))


def _places(cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    return ((cell.address, cell.error or cell.text) for cell in cells)
