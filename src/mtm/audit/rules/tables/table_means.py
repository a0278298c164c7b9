"""A table's means and rates must be what two of its other columns or rows make, divided.

Rule table_means: persons per household, people per boat, dollars per transfer, arrivals per 1,000 inhabitants: a line
of rounded numbers that is one line over another, as it stands or per 100, 1,000, 10,000 or 100,000. The pair that
most cells keep is taken, and those that break it are wrong. It cannot see means in a table of fewer than three cells,
or those of a group that the table does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.heads import Line
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, Relation
from mtm.kit.intervals import Interval

RULE = "table_means"
LEAST, CUED, MOST_LINES, MOST_CELLS = 3, 2, 10, 60
FACTORS = tuple(Decimal(f) for f in (1, 100, 1000, 10_000, 100_000))
_NEAR = Decimal("1.06")  # of the two cells that suggest a factor, how far rounding may carry them
_PER = re.compile(
    r"\b(?:per|mean|average|avg|rates?|ratio|each)\b|\bна\s+(?:одн|1\b|кажд|душу|\d)|\bсредн|коэффициент"
    r"|орташа|шаққанда|\bбір\s+\w+(?:ға|ге|қа|ке|на|не)\b|коэффициенті",
    re.I,
)
Row = tuple[Claim, Claim, Claim]


class Quotient(NamedTuple):
    """One line over another times a factor, and how many cells of a third keep it."""

    factor: Decimal
    rows: list[Row]
    held: int
    over: int
    under: int


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every cell of a line that is the quotient of two others."""
    held = {id(r.target) for r in reading.relations if r.holds}
    for table in reading.tables:
        for way, lines in (("column", table.columns), ("row", table.rows)):
            yield from _along(lines, held, f"mean{table.block}.{way}")


def _along(lines: list[Line], held: set[int], family: str) -> Iterator[Relation]:
    """m = a / b and b = a / m are one quotient: the line that is named as a mean, or has the fewest digits, is it."""
    used: list[set[int]] = []
    for line in sorted(_rounded(lines, held), key=_mean_first):
        others = [o for o in lines if o is not line and _divides(o)][:MOST_LINES]
        best = _best(line, others, _named(line))
        if best is not None and not any(line.index in three for three in used):
            used.append({line.index, best.over, best.under})
            yield from _relations(best, f"{family}{line.index}")


def _mean_first(line: Line) -> tuple[bool, int, int]:
    return (not _named(line), sum(len(c.digits) for c in _cells(line)), -line.index)


def _named(line: Line) -> bool:
    return _PER.search(line.head.text) is not None


def _rounded(lines: list[Line], held: set[int]) -> Iterator[Line]:
    """Those whose numbers are no counts, no rates in per cent, and are not yet explained."""
    if len(lines) < LEAST:
        return
    for line in lines:
        found = _cells(line)
        if len(found) < LEAST or line.role in ("rank", "year", "points"):
            continue
        if not (_named(line) or sum(c.decimals > 0 for c in found) * 2 > len(found)):
            continue
        if all(_positive(c) for c in found) and 2 * sum(id(c) in held for c in found) <= len(found):
            yield line


def _cells(line: Line) -> list[Claim]:
    return [c for c in line.claims[:MOST_CELLS] if c is not None]


def _positive(claim: Claim) -> bool:
    return claim.value > 0 and claim.unit not in (PERCENT, POINTS) and claim.sign not in ("+", "-")


def _divides(line: Line) -> bool:
    found = _cells(line)
    return len(found) >= LEAST and line.role not in ("rank", "year") and all(c.interval.low > 0 for c in found)


def _best(line: Line, others: list[Line], named: bool) -> Quotient | None:
    """The quotient that most cells keep; two cells are enough under a heading that says "per" or "average"."""
    best: Quotient | None = None
    for over, under in permutations(others, 2):
        rows = _three(line, over, under)
        if len(rows) < LEAST:
            continue
        for factor in _suggested(rows):
            held = sum(_keeps(row, factor) for row in rows)
            if best is None or held > best.held:
                best = Quotient(factor, rows, held, over.index, under.index)
    if best is None or not _tells(best):
        return None
    enough = best.held >= (CUED if named else LEAST) and best.held * 3 >= len(best.rows) * 2
    return best if enough else None


def _three(line: Line, over: Line, under: Line) -> list[Row]:
    cells = zip(line.claims[:MOST_CELLS], over.claims, under.claims, strict=False)
    return [(m, a, b) for m, a, b in cells if m is not None and a is not None and b is not None]


def _suggested(rows: list[Row]) -> set[Decimal]:
    """The factors that the first cells come close to: one of them may be the wrong one."""
    found = set()
    for mean, over, under in rows[:CUED]:
        made = over.amount / under.amount
        for factor in FACTORS:
            if mean.amount < made * factor * _NEAR and made * factor < mean.amount * _NEAR:
                found.add(factor)
    return found


def _keeps(row: Row, factor: Decimal) -> bool:
    return _own(row[0]).meets(_made(row, factor))


def _own(mean: Claim) -> Interval:
    """A mean was rounded, though it may look like a count."""
    return Interval.printed(mean.value, mean.decimals, mean.scale)


def _made(row: Row, factor: Decimal) -> Interval:
    return (row[1].interval / row[2].interval).times(factor)


def _tells(found: Quotient) -> bool:
    """Equal means, or a line divided by ones, keep anything; a cell that is off must be off by more than a trifle."""
    return len({m.value for m, _, _ in found.rows}) > 1 and len({b.value for _, _, b in found.rows}) > 1


def _relations(best: Quotient, family: str) -> Iterator[Relation]:
    for row in best.rows:
        mean, over, under = row
        expected = _made(row, best.factor)
        relation = Relation(
            RULE, RATIO, mean, (over, under), expected, _keeps(row, best.factor), family=family, note="derived"
        )
        relation.support = best.held
        shown = f"{expected.middle / mean.scale:.{mean.decimals}f}"
        per = f" × {best.factor:f}" if best.factor > 1 else ""
        formula = f"{over.printed.strip()} / {under.printed.strip()}{per} = {shown}"
        relation.params = {"sentence": RATIO, "formula": formula, "expected": shown}
        yield relation


__all__ = ["RULE", "find"]
