"""Where the tables of a sheet lie: their headings, their rows of data, the titles above them and the notes below.

Scope: one sheet and all tables that a source declares for it. A table ends where another begins, where headings of an
undeclared one stand, or where only text follows; what follows is its notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mtm.codelists.row_words import is_word
from mtm.kit.names import key
from mtm.kit.patterns import matches_any
from mtm.layouts.headings import Block, Place, find_blocks
from mtm.layouts.marks import is_note
from mtm.layouts.region import Region, knower, role_dimension
from mtm.layouts.sheet import Sheet, text_of, valueish, yearish
from mtm.layouts.titles import overlap, title_start, titles_of
from mtm.model.cell import Cell
from mtm.workspace.source import Column, Source, Table

VALUES = Column.model_validate({})
_NUMBERING = re.compile(r"\d{1,2}|[А-ЯA-ZӘІҢҒҮҰҚӨҺ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The regions of one table on one sheet; ``spare`` are further places where its headings stand together."""

    table: Table
    regions: tuple[Region, ...]
    spare: tuple[Region, ...] = ()


def find_tables(sheet: Sheet, source: Source, tables: Sequence[Table]) -> list[Found]:
    """The regions of every declared table on this sheet, in the order of the declaration."""
    tables = [_over_periods(sheet, table) for table in tables]
    blocks = {table.id: _blocks(sheet, source, table) for table in tables}
    every = sorted((b for found in blocks.values() for b in found), key=lambda b: b.top)
    found = []
    for table in tables:
        regions = [_region(sheet, source, table, block, every) for block in blocks[table.id]]
        titled = [r for r in regions if not table.title or any(matches_any(table.title, t) for t in r.title_texts)]
        kept = len(titled) if table.many else 1
        found.append(Found(table, tuple(titled[:kept]), tuple(titled[kept:])))
    return found


def _over_periods(sheet: Sheet, table: Table) -> Table:
    """The table with periods across, where its headings stand several times and each time under a period of its own.

    An agency that begins to print several quarters side by side does not have to be declared anew.
    """
    if (
        table.across
        or not table.headings
        or table.long
        or any(b.values and not b.twice for b in find_blocks(sheet, table))
    ):
        return table
    wider = table.model_copy(update={"across": ("time_period",)})
    blocks = find_blocks(sheet, wider)
    return wider if blocks and all(_told_apart(block) for block in blocks) else table


def _told_apart(block: Block) -> bool:
    """Whether every column of values has a period in its headings, and no two of one indicator have the same."""
    columns = [(id(p.declared), p.across) for p in block.values]
    return len(columns) > 1 and all(across for _, across in columns) and len(set(columns)) == len(columns)


def _blocks(sheet: Sheet, source: Source, table: Table) -> list[Block]:
    if table.heading and sheet.grid.heading and not matches_any(table.heading, sheet.grid.heading):
        return []
    if table.headings:
        return find_blocks(sheet, table)
    block = _headless(sheet, table)
    return [block] if block and _fits(sheet, source, table, block) else []


def _headless(sheet: Sheet, table: Table) -> Block | None:
    """A table without headings: labels in the first columns, declared values in the order of their columns."""
    labels, values = table.label_columns, tuple(c for c in table.columns if c.holds_values)
    declared: tuple[Column, ...] = (*labels, *(values or (VALUES,)))
    if len(sheet.columns) < len(declared):
        return None
    places = (
        Place(number, (), sheet.address(sheet.rows[0], number), column)
        for number, column in zip(sheet.columns, declared, strict=False)
    )
    return Block(sheet.rows[0], sheet.rows[0] - 1, tuple(places))


def _fits(sheet: Sheet, source: Source, table: Table, block: Block) -> bool:
    """Whether a table without headings is the declared one: its labels are known, and values stand beside them."""
    knows = knower(table, source, role_dimension(table))
    label = block.labels[-1].column
    rows = [r for r in sheet.rows if any(valueish(sheet.at(r, p.column)) for p in block.values)]
    known = [r for r in rows if _known(text_of(sheet.filled(r, label)), knows, source)]
    return bool(rows) and (2 * len(known) >= len(rows) or (bool(table.heading and sheet.grid.heading) and bool(known)))


def _known(text: str, knows: object, source: Source) -> bool:
    words = is_word("total", text) or is_word("rest", text) or matches_any(source.totals, text)
    return words or bool(callable(knows) and text and knows(text))


def _region(sheet: Sheet, source: Source, table: Table, block: Block, every: Sequence[Block]) -> Region:
    below = max(block.top, block.bottom)
    limit = min((b.top for b in every if b.top > below and overlap(b, block)), default=None)
    rows = [r for r in sheet.rows if r > block.bottom and (limit is None or r < limit)]
    skipped = [r for r in rows[:1] if _is_numbering(sheet, block, r)]
    region = Region(sheet, table, source, block, (), skipped=tuple(skipped))
    data, rest = _data(region, [r for r in rows if r not in skipped])
    footers = rest if limit is None else [r for r in rest if r < title_start(sheet, rest, limit)]
    titles = titles_of(sheet, block, every)
    return replace(region, data=tuple(data), footers=tuple(footers), titles=titles)


def _is_numbering(sheet: Sheet, block: Block, row: int) -> bool:
    """A row that only numbers the columns: 1 2 3, or А Б 1 2."""
    cells = [c for c in sheet.row(row) if c.column in {p.column for p in block.places}]
    texts = [c.text.strip() for c in cells]
    digits = [int(t) for t in texts if t.isdigit()]
    return (
        len(texts) > 1
        and len(texts) >= len(block.places) - 1
        and all(_NUMBERING.fullmatch(t) for t in texts)
        and digits == list(range(digits[0], digits[0] + len(digits)) if digits else [])
        and (not digits or digits[0] == 1)
    )


def _data(region: Region, rows: Sequence[int]) -> tuple[list[int], list[int]]:
    """The rows of data and the rows of notes after them; both end where headings of another table stand."""
    for index, row in enumerate(rows):
        if _starts_another(region, row, rows[index - 1] if index else region.block.bottom):
            start = title_start(region.sheet, rows[:index], row)
            rows = [r for r in rows[:index] if r < start]
            break
    last = max((r for r in rows if _holds_value(region, r)), default=region.block.bottom)
    data = [r for r in rows if r <= last]
    for row in (r for r in rows if r > last):
        if not _continues(region, row, (data or [region.block.bottom])[-1]):
            break
        data.append(row)
    return data, [r for r in rows if r > (data or [region.block.bottom])[-1]]


def _value_cells(region: Region, row: int) -> list[Cell]:
    columns = {p.column for p in region.block.values}
    return [c for c in region.sheet.row(row) if c.column in columns]


def _label(region: Region, row: int) -> str:
    return next((t for p in region.block.labels if (t := text_of(region.sheet.filled(row, p.column)))), "")


def _holds_value(region: Region, row: int) -> bool:
    """Whether a row belongs to the data for certain: a number or mark among its values, or a label beside any text."""
    cells = _value_cells(region, row)
    beside = bool(cells) and bool(_label(region, row)) and not is_note(_label(region, row))
    return any(valueish(c) for c in cells) or (beside and row - 1 in region.sheet.rows)


def _continues(region: Region, row: int, last: int) -> bool:
    """A row without values right under the data whose label is still an item, a group or a total."""
    label = _label(region, row)
    if row != last + 1 or not label or is_note(label):
        return False
    groups = any(matches_any((*g.labels, *g.rest), label) for g in region.source.groups.values())
    return groups or _known(label, region.knows, region.source)


def _starts_another(region: Region, row: int, above: int) -> bool:
    """Whether headings of another table stand here: a heading of our labels, or several texts among the values."""
    if region.table.long or not region.table.headings:
        return False
    label = _label(region, row)
    if label and any(matches_any(c.heading, label) for c in region.table.label_columns if c.heading):
        return True
    cells = _value_cells(region, row)
    texts = [c for c in cells if not valueish(c)]
    if len(texts) > 1 and len(texts) == len(cells):
        return not _repeats(region, texts)
    after_gap = row - above > 1 or not _value_cells(region, above)
    return (
        len(cells) > 1
        and after_gap
        and not (label and region.knows(label))
        and all(yearish(c) or not valueish(c) for c in cells)
    )


def _repeats(region: Region, cells: Sequence[Cell]) -> bool:
    """Remarks such as "данные уточняются" beside an item are no headings."""
    label = _label(region, cells[0].row)
    return bool(label) and (region.knows(label) or len({key(c.text) for c in cells}) == 1)
