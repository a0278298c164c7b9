"""What a text gives for now and for before of one thing: the pairs that a change said elsewhere may be measured by.

Scope: one reading after its rules have run: the two values of a change that holds, the one later and the one earlier
value of a sentence, the two dated cells of a table row. Found by the later value, however it is rounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit
from mtm.audit.language.periods import order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.heads import Line
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Table
from mtm.audit.relations import CHANGE

MOST, LONGEST = 40, 24
_NUMBERS = re.compile(r"\d+")


class Known(NamedTuple):
    """The later and the earlier value, and the printed change where one holds."""

    now: Claim
    before: Claim
    rate: Claim | None


class KnownPairs:
    """Every pair of the reading, by unit and by the later value."""

    def __init__(self, reading: Reading) -> None:
        found: dict[tuple[int, int], Known] = {}
        tables = (*_of_rows(reading), *_of_series(reading))
        for known in (*_held(reading), *_of_sentences(reading), *tables):
            found.setdefault((id(known.now), id(known.before)), known)
        self.by_unit: dict[str, list[Known]] = {}
        self.by_distance: dict[tuple[Decimal, str], list[Known]] | None = None  # worked out at the first question
        for known in found.values():
            self.by_unit.setdefault(known.now.unit, []).append(known)
        self.widest: dict[str, Decimal] = {}
        for unit, pairs in self.by_unit.items():
            pairs.sort(key=lambda p: p.now.amount)
            self.widest[unit] = max(p.now.interval.width for p in pairs)

    def of(self, value: Claim) -> list[Known]:
        """The pairs whose later value may be this one, of the same name and side."""
        pairs = self.by_unit.get(value.unit, [])
        if not pairs:
            return []
        reach = self.widest[value.unit]
        own = value.interval
        first = bisect_left(pairs, own.low - reach, key=lambda p: p.now.amount)
        last = bisect_right(pairs, own.high + reach, key=lambda p: p.now.amount)
        near = pairs[first : min(last, first + MOST)]
        return [p for p in near if p.now.interval.meets(own) and p.now is not value and _of_one_thing(p.now, value)]

    def every(self) -> Iterator[Known]:
        """All pairs."""
        for pairs in self.by_unit.values():
            yield from pairs

    def apart(self, difference: Claim) -> list[Known]:
        """The pairs whose values lie exactly so far apart, of the same name and side."""
        if self.by_distance is None:
            self.by_distance = {}
            for unit, pairs in self.by_unit.items():
                for pair in pairs:
                    key = abs(pair.now.amount - pair.before.amount), unit
                    self.by_distance.setdefault(key, []).append(pair)
        found = self.by_distance.get((abs(difference.amount), difference.unit), [])
        return [p for p in found if _of_one_thing(p.now, difference)]


def _of_one_thing(one: Claim, other: Claim) -> bool:
    areas = {one.area, other.area} - {""}
    return len(areas) < 2 and not conflict(one.axes, other.axes)


def _held(reading: Reading) -> Iterator[Known]:
    for relation in reading.relations:
        if relation.kind == CHANGE and relation.holds and len(relation.operands) == 2:
            now, before = relation.operands
            yield Known(now, before, relation.target)


def _of_sentences(reading: Reading) -> Iterator[Known]:
    for sentence in reading.sentences:
        if sentence.kind == "note" or len(sentence.claims) < 2:
            continue
        levels = [c for c in sentence.claims if is_level(c) and c.value > 0]
        now = [c for c in levels if c.time == "now"]
        before = [c for c in levels if c.time == "before"]
        if len(now) == len(before) == 1 and same_unit(now[0], before[0]) and _of_one_thing(now[0], before[0]):
            yield Known(now[0], before[0], None)


def _of_rows(reading: Reading) -> Iterator[Known]:
    """Rows with exactly two dated counts, of two periods of one kind."""
    for table in reading.tables:
        for line in table.rows:
            for cells in _alike_headed(table, line):
                if len(cells) != 2 or cells[0].unit != cells[1].unit or cells[0].period == cells[1].period:
                    continue
                before, now = sorted(cells, key=lambda c: order(c.period))
                if _kind(before.period) == _kind(now.period) or before.period == "<":
                    yield Known(now, before, None)


def _alike_headed(table: Table, line: Line) -> Iterator[list[Claim]]:
    """The dated counts and shares of a row; of more than two those whose headings differ by their period alone."""
    for cells in _dated(line):
        if len(cells) == 2:
            yield cells
            continue
        heads: dict[str, list[Claim]] = {}
        named = {column.index: column.head.text for column in table.columns}
        for cell in cells:
            heads.setdefault(_NUMBERS.sub("", named.get(cell.column, "")).strip(), []).append(cell)
        yield from (found for found in heads.values() if len(found) == 2 and found != cells)


def _dated(line: Line) -> tuple[list[Claim], list[Claim]]:
    """The counts of a line that have a period, and its shares."""
    cells = [c for c in line.claims if c is not None and c.value > 0 and c.period and c.role == "level" and not c.sign]
    return [c for c in cells if is_level(c)], [c for c in cells if c.unit == PERCENT]


def _of_series(reading: Reading) -> Iterator[Known]:
    """Lines with three and more periods: every one with that before it, a quarter also with that of a year before."""
    for table in reading.tables:
        for line in (*table.rows, *table.columns):
            for cells in _dated(line):
                yield from _steps(cells[:LONGEST]) if len(cells) > 2 else ()


def _steps(cells: list[Claim]) -> Iterator[Known]:
    kinds = {(_kind(c.period), c.unit, c.area) for c in cells}
    if len({c.period for c in cells}) != len(cells) or len(kinds) != 1:
        return
    ordered = sorted(cells, key=lambda c: order(c.period))
    for before, now in pairwise(ordered):
        yield Known(now, before, None)
    by_period = {c.period: c for c in ordered}
    for now in ordered:
        year, mark, rest = now.period.partition("-")
        former = by_period.get(f"{int(year) - 1}-{rest}") if mark and year.isdigit() else None
        if former is not None:
            yield Known(now, former, None)


def _kind(code: str) -> str:
    """Quarters are compared with quarters, years with years."""
    return code.partition("-")[2][:1]
