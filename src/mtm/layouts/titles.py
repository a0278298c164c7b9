"""Which titles above a table are its own, where tables stand under each other and side by side.

Scope: the cells above one block of headings. A title that stands once holds for all tables under it; where each of two
tables side by side has one, each keeps its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtm.codelists.indicators import read_unit
from mtm.kit.period_texts import only_period
from mtm.layouts.headings import Block
from mtm.layouts.marks import is_note
from mtm.layouts.sheet import Sheet, text_of, valueish
from mtm.model.cell import Cell


def overlap(one: Block, other: Block) -> bool:
    """Whether two blocks of headings share a column, so that one stands above the other."""
    return bool({p.column for p in one.places} & {p.column for p in other.places})


def titles_of(sheet: Sheet, block: Block, every: Sequence[Block]) -> tuple[Cell, ...]:
    """The titles of a block, from top to bottom: what stands above it and is no other table's."""
    beside = [b for b in every if b is not block and not overlap(b, block)]
    return tuple(c for row in _rows(sheet, block, every) for c in _own(sheet, row, block, beside))


def title_start(sheet: Sheet, rows: Sequence[int], limit: int) -> int:
    """The first row of the titles of the next table: the unbroken rows right above it, notes left out."""
    start = limit
    for row in reversed(rows):
        if start - row > 1 or is_note(text_of(sheet.row(row)[0])):
            break
        start = row
    return start


def _rows(sheet: Sheet, block: Block, every: Sequence[Block]) -> list[int]:
    """The rows of titles above a block: all above the first one, the unbroken rows right above a later one."""
    earlier = [b for b in every if b.bottom < block.top and overlap(b, block)]
    rows = [r for r in sheet.rows if r < block.top]
    if not earlier:
        return rows
    between = [r for r in rows if r > max(b.bottom for b in earlier)]
    start = title_start(sheet, between, block.top)
    columns = {p.column for p in block.places}
    return [r for r in between if r >= start and not any(valueish(c) for c in sheet.row(r) if c.column in columns)]


def _own(sheet: Sheet, row: int, block: Block, beside: Sequence[Block]) -> list[Cell]:
    """The cells of a row of titles that speak of this block."""
    cells = sheet.row(row)
    kinds = {_kind(text_of(c)) for c in cells if _over(sheet, c, block)}
    return [c for c in cells if _over(sheet, c, block) or not _taken(sheet, c, beside, kinds)]


def _taken(sheet: Sheet, cell: Cell, beside: Sequence[Block], kinds: set[str]) -> bool:
    """Whether a cell belongs to a table beside: to its headings and rows, or as its title where ours says as much."""
    over = [b for b in beside if _over(sheet, cell, b)]
    return any(cell.row >= b.top for b in over) or (bool(over) and _kind(text_of(cell)) in kinds)


def _over(sheet: Sheet, cell: Cell, block: Block) -> bool:
    """Whether a cell, with the columns that it is merged across, stands over the columns of a block."""
    columns = [p.column for p in block.places]
    return cell.column <= max(columns) and sheet.merged_right_to(cell.row, cell.column) >= min(columns)


def _kind(text: str) -> str:
    """What a title says: a unit alone, a period alone, or words; a unit printed once holds for both tables."""
    if read_unit(text.strip("() ")):
        return "unit"
    return "period" if only_period(text) else "words"
