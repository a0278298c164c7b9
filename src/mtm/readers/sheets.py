"""What all spreadsheets have in common: sheets become grids, and what a user should know about them is noted.

Scope: hidden parts, cells that hold errors, sheets that end exactly where a format ends, workbooks without any cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtm.model.cell import Content, Grid
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
    for sheet, grid in zip(sheets, grids, strict=True):
        note_errors(reading, sheet, grid)
        _note_hidden(reading, sheet, grid)
    return Content(format, grids)


def note_full(reading: Reading, sheet: str, rows: int) -> None:
    """In 2020 England lost 15,841 records because a sheet had no more rows (Public Health England)."""
    if rows in FULL_SHEETS:
        reading.note("read_full_sheet", Severity.WARNING, sheet=sheet, rows=rows)


def note_errors(reading: Reading, sheet: Sheet, grid: Grid) -> None:
    """Cells with errors, those that a calculation would mend apart from the others."""
    wrong = [grid.rows[row - 1][column - 1] for row, column in sorted(set(sheet.errors))]
    for rule, uncalculated in (("read_uncalculated", True), ("read_cell_errors", False)):
        cells = (cell for cell in wrong if (cell.error == UNCALCULATED) is uncalculated)
        reading.note_cells(rule, Severity.WARNING, grid.name, ((cell.address, cell.error or "") for cell in cells))


def _note_hidden(reading: Reading, sheet: Sheet, grid: Grid) -> None:
    rows = sheet.cells.keys() & grid.hidden_rows
    columns = {column for row in sheet.cells.values() for column in row} & grid.hidden_columns
    if grid.hidden and grid.rows:
        reading.note("read_hidden_sheet", sheet=grid.name)
    if rows:
        reading.note("read_hidden_rows", sheet=grid.name, count=len(rows), first=min(rows))
    if columns:
        reading.note("read_hidden_columns", sheet=grid.name, count=len(columns), first=min(columns))
