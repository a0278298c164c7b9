"""Finding a table by the texts of its headings, wherever it stands, and unfolding headings of several lines.

Scope: one sheet and one declared table. A block is the rows of headings with what every column below them holds.
Nothing depends on fixed rows or columns: headings are matched by text, merged cells are followed, and cells left blank
beside a heading that spans several columns take its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mtm.codelists.areas import area_names
from mtm.codelists.indicators import read_unit
from mtm.kit.names import key
from mtm.kit.patterns import pattern
from mtm.kit.period_texts import period_parts
from mtm.layouts.marks import without_marks
from mtm.layouts.period_labels import declared_periods, roman_quarters, written_out
from mtm.layouts.sheet import Sheet, text_of, valueish, yearish
from mtm.model.cell import Cell
from mtm.workspace.source import Column, Table

_UNIT_AT_END = re.compile(r"[,\s]*\(([^()]*)\)$|,\s*([^,()]+)$")
_DIGITS = frozenset("123456789")
_TALLEST = 5  # lines of headings
_LONGEST = 200  # characters of a heading
_DEEPEST = 5000  # rows searched for headings; tables of individual records have their own intake


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a found table: its headings, the declared column it was taken for, labels read from headings."""

    column: int
    path: tuple[str, ...]
    address: str
    declared: Column | None = None
    across: tuple[tuple[str, str], ...] = ()
    upper: tuple[str, ...] = ()
    alike: bool = False  # another column has the same labels, and a heading of this one says nothing known

    @property
    def role(self) -> str:
        """value, note, skip, a dimension, or "" for a column that was not declared."""
        if self.declared is not None:
            return self.declared.role
        return "value" if self.across else ""

    @property
    def heading(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Block:
    """The headings of one table: rows from ``top`` to ``bottom``, and its columns from left to right."""

    top: int
    bottom: int
    places: tuple[Place, ...]
    twice: tuple[str, ...] = field(default=())

    @property
    def labels(self) -> tuple[Place, ...]:
        return tuple(p for p in self.places if p.declared is not None and p.declared.labels_rows)

    @property
    def values(self) -> tuple[Place, ...]:
        return tuple(p for p in self.places if p.role == "value")


@dataclass(frozen=True, slots=True)
class _Hit:
    row: int
    column: int
    declared: int


def find_blocks(sheet: Sheet, table: Table) -> list[Block]:
    """All places of a sheet where the headings of this table stand together, from top to bottom and left to right."""
    declared = (*table.label_columns, *(c for c in table.columns if not c.labels_rows))
    hits = list(_hits(sheet, declared)) or (_corner_hits(sheet, table) if _cornerless(table) else [])
    blocks: list[Block] = []
    below = 0
    for row in sorted({hit.row for hit in hits}):
        if row <= below:
            continue
        window = _window(hits, row, table, declared)
        if window is None:
            continue
        found = [b for b in _segments(sheet, table, declared, window) if b.values and _labelled(b, table)]
        blocks += found
        below = max((b.bottom for b in found), default=below)
    return blocks


def _hits(sheet: Sheet, declared: Sequence[Column]) -> Iterator[_Hit]:
    """The cells whose text is one of the declared headings."""
    for row in sheet.rows[:_DEEPEST]:
        for cell in sheet.row(row):
            if 0 < len(cell.text) <= _LONGEST:
                spoken = spellings(text_of(cell))
                yield from (_Hit(row, cell.column, i) for i, c in enumerate(declared) if says(c, spoken))


def _cornerless(table: Table) -> bool:
    """Whether only what runs across can be looked for: no heading is declared for the labels or the values."""
    return bool(table.across) and not any(c.heading for c in (*table.label_columns, *table.columns))


def _corner_hits(sheet: Sheet, table: Table) -> list[_Hit]:
    """A heading cell beside a blank corner: left of a line in which several cells speak of what runs across."""
    found: list[_Hit] = []
    for row in sheet.rows[:_DEEPEST]:
        cells = [c for c in sheet.row(row) if any(_names(table, d, text_of(c)) for d in table.across)]
        if len(cells) < 2 or (found and row - found[-1].row == 1):
            continue
        left = [c for c in sheet.columns if c < cells[0].column]
        if left and sheet.at(row, left[-1]) is None:
            found.append(_Hit(row, left[-1], 0))
    return found


def _names(table: Table, dimension: str, text: str) -> bool:
    """Whether a text is surely a label of the dimension, not only possibly."""
    if dimension in ("counterpart_area", "ref_area"):
        return area_names().find(spellings(text)[-1]) is not None
    return bool(text) and (dimension == "time_period" or dimension in table.values) and speaks(table, dimension, text)


def spellings(text: str) -> tuple[str, ...]:
    """A heading as it stands, without footnote marks, and without a unit at its end ("Прибыло, человек").

    A bare digit glued to a word counts as a mark here: it only helps to find a heading that is declared without it.
    """
    plain, _ = without_marks(text)
    bare, _ = without_marks(plain, _DIGITS)
    cut = [
        one[: m.start()].strip() for one in (plain, bare) for m in _UNIT_AT_END.finditer(one) if read_unit(m[1] or m[2])
    ]
    return tuple(dict.fromkeys((text, plain, bare, *cut)))


def says(column: Column, spoken: Sequence[str]) -> bool:
    wanted = [pattern(source.rpartition(" / ")[2]) for source in column.heading]
    return any(one.matches(text) for one in wanted for text in spoken)


def _window(hits: Sequence[_Hit], row: int, table: Table, declared: Sequence[Column]) -> list[_Hit] | None:
    """The fewest rows from ``row`` on whose hits make a table, with the rows after them that add declared columns."""
    needed = {i for i, c in enumerate(declared) if c.labels_rows and c.heading and not c.optional}
    values = {i for i, c in enumerate(declared) if c.holds_values and c.heading}
    kept: list[_Hit] = []
    complete = False
    for height in range(_TALLEST):
        line = [h for h in hits if h.row == row + height]
        seen = {h.declared for h in kept}
        if complete and not {h.declared for h in line} - seen:
            break
        kept += line
        seen |= {h.declared for h in line}
        complete = needed <= seen and bool(seen & values or (table.across and (needed or seen)))
    return _without_titles(kept) if complete else None


def _without_titles(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits without the first lines that add no column: "Выдано за 2023 год" above "Выдано" is a title."""
    top = min(h.row for h in hits)
    below = [h for h in hits if h.row > top]
    return _without_titles(below) if {h.declared for h in below} == {h.declared for h in hits} else list(hits)


def _labelled(block: Block, table: Table) -> bool:
    needed = [c for c in table.label_columns if c.heading and not c.optional]
    return all(any(p.declared == c for p in block.places) for c in needed)


def _segments(sheet: Sheet, table: Table, declared: Sequence[Column], hits: Sequence[_Hit]) -> Iterator[Block]:
    """One block, or several side by side where the heading of the labels stands several times in the same lines."""
    top, bottom = min(h.row for h in hits), max(h.row for h in hits)
    bottom = max(bottom, *(sheet.merged_down_to(h.row, h.column) for h in hits))
    first = next((i for i, c in enumerate(declared) if c.labels_rows and (c.heading or _cornerless(table))), None)
    starts = sorted({h.column for h in hits if h.declared == first}) if first is not None else []
    starts = starts or [min(h.column for h in hits)]
    edges = [0 if len(starts) == 1 else starts[0], *starts[1:], max(sheet.columns) + 1]
    for start, left, right in zip(starts, edges, edges[1:], strict=False):
        inside = [c for c in sheet.columns if left <= c < right]
        lowest = _extended_down(sheet, table, bottom, start, inside)
        highest = _extended_up(sheet, table, top, start, inside)
        columns = _touching(sheet, inside, start, highest, lowest)
        yield _block(sheet, table, declared, range(highest, lowest + 1), columns, start)


def _touching(sheet: Sheet, columns: Sequence[int], start: int, top: int, bottom: int) -> list[int]:
    """The columns of the table: those with a heading, up to the first gap to the left and to the right."""
    headed = [c for c in columns if c == start or any(sheet.filled(row, c) for row in range(top, bottom + 1))]
    left = [c for c in headed if c <= start]
    right = [c for c in headed if c > start]
    kept: list[int] = []
    for side in (reversed(left), right):
        previous = start
        for column in side:
            between = range(min(column, previous) + 1, max(column, previous))
            if any(c not in sheet.grid.hidden_columns for c in between):
                break
            kept.append(column)
            previous = column
    return sorted(set(kept))


def _extended_down(sheet: Sheet, table: Table, bottom: int, label: int, columns: Sequence[int]) -> int:
    """Further lines of headings: nothing stands under the label's heading, and nothing in them is a value."""
    for row in range(bottom + 1, bottom + _TALLEST):
        cells = [c for c in sheet.row(row) if c.column in columns]
        if not cells or any(c.column <= label for c in cells):
            break
        years = "time_period" in table.across
        if any(valueish(c) and not (years and yearish(c)) for c in cells):
            break
        bottom = row
    return bottom


def _extended_up(sheet: Sheet, table: Table, top: int, label: int, columns: Sequence[int]) -> int:
    """Lines above that span several columns of values, as merged cells do; only where headings of lines matter."""
    if not table.across and not any(" / " in h for c in table.columns for h in c.heading):
        return top
    for row in range(top - 1, max(top - _TALLEST, 0), -1):
        cells = [c for c in sheet.row(row) if c.column in columns]
        spanning = [c for c in cells if sheet.merged_across(row, c.column)]
        if not cells or cells[0].column <= label or not (spanning or len(cells) > 1):
            break
        top = row
    return top


def _block(
    sheet: Sheet, table: Table, declared: Sequence[Column], rows: range, columns: Sequence[int], label: int
) -> Block:
    paths = {column: _path(sheet, rows, column, columns) for column in columns}
    if _cornerless(table):
        places = tuple(_place(sheet, table, rows, c, paths[c], declared[0] if c == label else None) for c in columns)
        return Block(rows.start, rows.stop - 1, places)
    taken = {column: _declared_for(path, declared) for column, path in paths.items()}
    repeated = _repeated(taken) if not table.across else {}
    meant = _meant(sheet, table, rows.start, paths)
    places = tuple(
        _place(sheet, table, rows, column, paths[column], None if column in repeated else taken[column], meant)
        for column in columns
    )
    return Block(rows.start, rows.stop - 1, _unlike(table, places), tuple(dict.fromkeys(repeated.values())))


def _meant(sheet: Sheet, table: Table, top: int, paths: Mapping[int, tuple[str, ...]]) -> Mapping[str, str]:
    """What headings of periods mean that only their neighbours complete."""
    if "time_period" not in table.across:
        return {}
    titles = (text_of(cell) for row in sheet.rows if row < top for cell in sheet.row(row))
    texts = (text for path in paths.values() for text in path)
    own = declared_periods(table, [text for path in paths.values() for text in path])
    return {**written_out(texts), **roman_quarters(paths.values(), titles), **own}


def _unlike(table: Table, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The columns, those marked whose labels are another's but for a heading that says nothing known.

    "2023" over "I", "II" and "III" are not three values of 2023.
    """
    if "time_period" not in table.across or "counterpart_area" in table.across:
        return places
    count = Counter((id(p.declared), p.across) for p in places if p.role == "value")
    return tuple(
        replace(p, alike=p.role == "value" and bool(p.upper) and count[id(p.declared), p.across] > 1) for p in places
    )


def _path(sheet: Sheet, rows: range, column: int, columns: Sequence[int]) -> tuple[str, ...]:
    """The headings over a column, top line first; merged cells count for every column they cover."""
    found: list[str] = []
    for row in rows:
        cell = sheet.filled(row, column)
        if cell is None and row < rows.stop - 1 and not sheet.grid.merges:
            cell = _spanning(sheet, rows, row, column, columns)
        text = text_of(cell)
        if text and (not found or found[-1] != text):
            found.append(text)
    return tuple(found)


def _spanning(sheet: Sheet, rows: range, row: int, column: int, columns: Sequence[int]) -> Cell | None:
    """In a file without merged cells: the heading to the left that spans this column too, for both have lower lines."""
    lower = range(row + 1, rows.stop)
    if not any(sheet.at(r, column) for r in lower):
        return None
    for left in sorted((c for c in columns if c < column), reverse=True):
        cell = sheet.at(row, left)
        if cell is not None:
            return cell if any(sheet.at(r, left) for r in lower) else None
    return None


def _declared_for(path: Sequence[str], declared: Sequence[Column]) -> Column | None:
    """The declared column that a path of headings means: the deepest matching line wins, then the declared order."""
    for depth in range(len(path) - 1, -1, -1):
        upper, text = path[:depth], path[depth]
        for column in declared:
            if any(_matches(source, upper, text) for source in column.heading):
                return column
    return None


def _matches(source: str, upper: Sequence[str], text: str) -> bool:
    """A heading, or "upper / lower" for a heading that stands under another one."""
    *above, last = source.split(" / ")
    if not any(pattern(last).matches(spelling) for spelling in spellings(text)):
        return False
    return all(any(pattern(a).matches(s) for u in upper for s in spellings(u)) for a in above)


def _repeated(taken: dict[int, Column | None]) -> dict[int, str]:
    """Columns whose declared column was found more than once, with the heading that repeats."""
    found: dict[int, list[int]] = {}
    for column, declared in taken.items():
        if declared is not None and declared.role != "skip":
            found.setdefault(id(declared), []).append(column)
    return {c: taken[c].heading[0] for columns in found.values() if len(columns) > 1 for c in columns}  # type: ignore[union-attr]


def _place(
    sheet: Sheet,
    table: Table,
    rows: range,
    column: int,
    path: tuple[str, ...],
    declared: Column | None,
    meant: Mapping[str, str] = MappingProxyType({}),
) -> Place:
    own = next((r for r in reversed(rows) if sheet.at(r, column)), rows.stop - 1)
    address = sheet.address(own, column)
    if declared is not None and not declared.holds_values:
        return Place(column, path, address, declared)
    held = any(c.holds_values and c.heading for c in table.columns)
    if not table.across or (declared is None and held):
        return Place(column, path, address, declared)
    free = [text for text in path if declared is None or not any(_matches(h, (), text) for h in declared.heading)]
    pairs, upper = _across(table, [meant.get(text, text) for text in free])
    complete = {d for d, _ in pairs} >= {d for d in table.across if d != "time_period" or declared is None}
    return Place(column, path, address, declared, pairs if complete else (), upper)


def _across(table: Table, path: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Which heading states which dimension: periods and declared values first, any other text for what is left."""
    free = list(path)
    found: dict[str, str] = {}
    for dimension in sorted(table.across, key=lambda d: (d != "time_period", d not in table.values)):
        speaking = [text for text in free if speaks(table, dimension, text)]
        if dimension == "time_period" and speaking:
            found[dimension] = " ".join(speaking)
            free = [text for text in free if text not in speaking]
        elif speaking:
            found[dimension] = speaking[-1]
            free.remove(speaking[-1])
    return tuple(sorted(found.items())), tuple(free)


def speaks(table: Table, dimension: str, text: str) -> bool:
    """Whether a heading can be a label of this dimension."""
    if dimension == "time_period":
        parts = period_parts(text)
        return bool(parts.whole or parts.months or parts.days or parts.years)
    values = table.values.get(dimension)
    return values is None or any(key(without_marks(text)[0]) == key(known) for known in values)
