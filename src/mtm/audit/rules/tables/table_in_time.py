"""A table's column of changes must follow from its own numbers one period before.

Rule table_in_time: where rows are years, quarters, months or rounds, a column headed as a change ("growth on the year
before", signed differences) against the same column's neighbour row, and a row of changes where the columns are
periods: differences, per cent, or the later as a percentage of the earlier. The reading that most periods keep is
taken, and those that break it are wrong. It cannot see a table with a single step in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.language.periods import order
from mtm.audit.meaning.heads import Head, Line, Table
from mtm.audit.meaning.moves import is_factor
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, Relation, expect, meets
from mtm.kit.intervals import HUNDRED, Interval

RULE = "table_in_time"
LEAST_KEPT, MOST_LINES, YEAR = 2, 12, 12
_MOVING = frozenset(("change", "up", "down", "compare", "index"))
_ROUND = re.compile(
    r"\b(?:round|wave|раунд|волна|кезең)\w*\s+(\d{1,2})\b|\b(\d{1,2})(?:-\w{1,3})?\s+(?:раунд|волна)", re.I
)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[-–/]\s*\d{2,4}\b")
_ON_EARLIER = re.compile(r"\b(?:y/y|y-?o-?y|q/q|q-?o-?q|m/m|г/г|кв/кв|м/м|ж/ж)\b", re.I)
Pairing = list[tuple[int, int]]
Row = tuple[Claim, tuple[Claim, Claim]]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change of a table over time whose two numbers the table gives."""
    settled = {id(r.target) for r in reading.relations if r.holds and r.kind in (CHANGE, DIFFERENCE, RATIO)}
    for table in reading.tables:
        rows = [row for row, role in zip(table.rows, table.roles, strict=True) if role in ("item", "part")]
        yield from _along(table, _pairings(rows), table.columns, "row", settled)
        yield from _along(table, _pairings(table.columns), table.rows, "column", settled)


def _along(table: Table, pairings: list[Pairing], lines: list[Line], way: str, settled: set[int]) -> Iterator[Relation]:
    """Columns over rows that are periods, or rows over such columns."""
    levels = [line for line in lines if _is_level(line)][:MOST_LINES] if pairings else []
    for line in lines if levels else ():
        if _moving(line) and all(id(c) not in settled for c in line.claims):
            others = [o for o in levels if o is not line]
            yield from _best(line, others, pairings, way, f"time{table.block}.{way}{line.index}")


def _pairings(times: list[Line]) -> list[Pairing]:
    """Which two of them lie one step apart, and which a year, as their places (now, before)."""
    at = {w: line.index for line in times if (w := _when(line.head)) is not None}
    if len(at) <= LEAST_KEPT:
        return []
    ordered = sorted(at)
    step = min(b - a for a, b in pairwise(ordered))
    found = [[(at[w], at[w - gap]) for w in ordered if w - gap in at] for gap in dict.fromkeys((step, YEAR))]
    return [pairing for pairing in found if len(pairing) >= LEAST_KEPT]


def _when(head: Head) -> int | None:
    """Months since the year 0; the number of a round."""
    if counted := _ROUND.search(head.text):
        return int(counted[1] or counted[2])
    if years := _YEARS.search(head.text):
        return int(years[1]) * YEAR
    if not head.period or head.period == "<" or head.tags & _MOVING:
        return None
    year, months = order(head.period)
    return year * YEAR + months


def _is_level(line: Line) -> bool:
    units = {c.unit for c in line.claims if c is not None}
    if len(units) != 1 or units & {PERCENT, POINTS} or line.role in ("rank", "year"):
        return False
    return not line.head.tags & _MOVING and not any(c is not None and c.sign in ("+", "-") for c in line.claims)


def _moving(line: Line) -> bool:
    """Its name says that it tells of changes, or most of its numbers bear signs."""
    claims = [c for c in line.claims if c is not None]
    if len(claims) < LEAST_KEPT or "balance" in line.head.tags:
        return False
    signed = sum(c.sign in ("+", "-") for c in claims)
    to_earlier = "<" in line.head.periods or "earlier" in line.head.tags or _ON_EARLIER.search(line.head.text)
    if to_earlier and all(c.unit == PERCENT for c in claims):
        return True  # "as % of the year before"
    return bool(line.head.tags & _MOVING) or 2 * signed > len(claims)


def _best(line: Line, levels: list[Line], pairings: list[Pairing], way: str, family: str) -> Iterator[Relation]:
    """The reading that most periods keep, with every one's relation."""
    ideas = [
        (kind, rows)
        for level in _nearest(line, levels)
        for pairing in pairings
        for kind in _kinds(line)
        if len(rows := _rows(line, level, pairing, way)) >= LEAST_KEPT
    ]
    if not ideas:
        return
    kind, rows = max(ideas, key=lambda idea: _kept(*idea))
    kept = _kept(kind, rows)
    if (kept < LEAST_KEPT or 2 * kept < len(rows)) and not (kept and _one_wrong(kind, rows)):
        return
    signed = _keeps_signs(line, kind, rows)
    for target, operands in rows:
        expected = expect(kind, [o.interval for o in operands])
        if expected is None or is_factor(target):
            continue  # "4.1 times" among percentages
        holds = meets(target, expected) and not (signed and _turned(target, operands))
        yield Relation(RULE, kind, target, operands, expected, holds, family=family, support=kept)


def _nearest(line: Line, levels: list[Line]) -> list[Line]:
    return sorted(levels, key=lambda o: (o.index > line.index, abs(o.index - line.index)))


def _kinds(line: Line) -> Sequence[str]:
    units = {c.unit for c in line.claims if c is not None}
    return (CHANGE, RATIO) if units == {PERCENT} else (DIFFERENCE, CHANGE) if line.role == "open" else (DIFFERENCE,)


def _rows(line: Line, level: Line, pairing: Pairing, way: str) -> list[Row]:
    targets, values = _by_time(line, way), _by_time(level, way)
    return [
        (targets[now], (values[now], values[before]))
        for now, before in pairing
        if now in targets and now in values and before in values
    ]


def _by_time(line: Line, way: str) -> dict[int, Claim]:
    """The numbers of a line by the row or the column that is their period."""
    return {c.row if way == "row" else c.column: c for c in reversed(line.claims) if c is not None}


def _kept(kind: str, rows: list[Row]) -> int:
    """How many periods keep it; a change of 0 keeps any."""
    found = [(t, expect(kind, [o.interval for o in operands])) for t, operands in rows]
    return sum(expected is not None and t.value != 0 and meets(t, expected) for t, expected in found)


def _one_wrong(kind: str, rows: list[Row]) -> bool:
    """The only two changes that do not fit lead to and from one number, and want the same one in its place."""
    broken = [row for row in rows if not _kept(kind, [row])]
    if len(broken) != 2 or kind == RATIO:
        return False
    (first, (one, before)), (second, (after, other)) = broken
    if one is not other:
        return False
    there, back = first.interval, second.interval
    if kind == DIFFERENCE:
        return (before.interval + there).meets(after.interval - back)
    return (before.interval * _grown(there)).meets(after.interval / _grown(back))


def _grown(rate: Interval) -> Interval:
    return Interval(1 + rate.low / HUNDRED, 1 + rate.high / HUNDRED)


def _keeps_signs(line: Line, kind: str, rows: list[Row]) -> bool:
    """Its name tells of growth, or most of its numbers say with their sign which way they went."""
    grows = "up" in line.head.tags and "down" not in line.head.tags
    turned = sum(_turned(*row) for row in rows)
    return kind != RATIO and (grows or len(rows) > LEAST_KEPT * turned + turned)


def _turned(target: Claim, operands: tuple[Claim, Claim]) -> bool:
    """A fall without its minus; a rise with one."""
    now, before = (o.interval for o in operands)
    if now.meets(before) or not target.value:
        return False
    return (target.value > 0) != (now.low > before.high)


__all__ = ["RULE", "find"]
