"""Shares in a table must be of one whole, though the table does not print it.

Rule table_shares: "Top five countries: persons, per cent of all" without a row for all. Every count with its share
says between which values the whole lies; where most rows agree on one whole, those that want another are wrong. It
cannot see lists of fewer than four rows, or shares so round that any whole would do.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.meaning.heads import Line
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, Relation
from mtm.kit.intervals import HUNDRED, Interval, share

RULE = "table_shares"
LEAST, MOST_LINES, MOST_CELLS = 3, 4, 60
_ROUGH = Decimal("0.1")  # 5 per cent, rounded, says that much about its whole
_MOVING = frozenset(("change", "up", "down", "compare", "points"))
Row = tuple[Claim, Claim]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every share of a line that is of no printed whole."""
    held = {id(r.target) for r in reading.relations if r.holds}
    for table in reading.tables:
        for way, lines in (("column", table.columns), ("row", table.rows)):
            for line in lines:
                if _is_share(line) and not any(id(c) in held for c in line.claims):
                    yield from _of_one_whole(line, lines, f"whole{table.block}.{way}{line.index}")


def _is_share(line: Line) -> bool:
    found = [c for c in line.claims if c is not None]
    if len(found) <= LEAST or line.head.tags & _MOVING:
        return False
    return all(c.unit == PERCENT and 0 < c.value < HUNDRED and c.sign not in ("+", "-") for c in found)


def _of_one_whole(line: Line, lines: list[Line], family: str) -> Iterator[Relation]:
    """The nearest line of counts whose shares agree on a whole."""
    others = [o for o in lines if o is not line and o.role == "level"]
    for other in sorted(others, key=lambda o: (o.index > line.index, abs(o.index - line.index)))[:MOST_LINES]:
        cells = zip(line.claims[:MOST_CELLS], other.claims, strict=False)
        rows = [(s, c) for s, c in cells if s is not None and c is not None and c.interval.low > 0]
        whole, kept = _whole(rows) if len(rows) > LEAST else (None, 0)
        if whole is not None and kept >= max(LEAST, len(rows) - 1, (2 * len(rows) + 2) // 3):
            yield from _relations(rows, whole, kept, family)
            return


def _whole(rows: list[Row]) -> tuple[Interval | None, int]:
    """What lies in as many of the rows' wholes as possible, and in how many of those that say enough."""
    wholes = [count.interval / said.interval for said, count in rows]
    telling = [w for w in wholes if w.width < w.low * _ROUGH]
    best: Interval | None = None
    most = 0
    for start in telling:
        around = [w for w in telling if w.low <= start.low <= w.high]
        if len(around) > most:
            most = len(around)
            best = Interval(start.low, min(w.high for w in around)).times(HUNDRED)
    different = len({c.amount for _, c in rows})
    return (best, most) if different > LEAST else (None, 0)


def _relations(rows: list[Row], whole: Interval, kept: int, family: str) -> Iterator[Relation]:
    for said, count in rows:
        expected = share(count.interval, whole)
        holds = expected.meets(said.interval)
        relation = Relation(RULE, RATIO, said, (count,), expected, holds, family=family, support=kept, note="derived")
        shown = f"{expected.middle:.{said.decimals}f}"
        formula = f"{count.printed.strip()} / ≈{_rough(whole.middle / count.scale)} = {shown}%"
        relation.params = {"sentence": RATIO, "formula": formula, "expected": f"{shown}%"}
        yield relation


def _rough(value: Decimal) -> str:
    """The whole is known to a few digits: "50390" for 50,386.2."""
    return f"{Decimal(f'{value:.4g}'):f}"


__all__ = ["RULE", "find"]
