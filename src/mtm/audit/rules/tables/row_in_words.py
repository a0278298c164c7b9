"""What a text says of the change of a row without dates must be what the row gives.

Rule row_in_words: where no column names a period ("Round 13", "Round 14"), a difference in words ("in Lakeside the
number fell by 6,880") against the differences between two numbers of the rows of that name, and against their cells.
It is wrong where it is none of them and one slip of typing away from one. It cannot see differences of which the table
gives no two values, slips in short numbers, or directions: the order of the columns says nothing of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mtm.audit.causes.repair import candidates
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation
from mtm.kit.intervals import Interval

RULE = "row_in_words"
LAST = True
LEAST_DIGITS = 3
MOST_CELLS = 8
MOST_TIMES = 4  # two values of one measure are seldom further apart
Row = tuple[Claim, ...]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every difference in words about a country, group or name that has a row."""
    rows: dict[str, list[Row]] | None = None
    settled = {id(r.target) for r in reading.relations}
    for claim in reading.claims:
        if claim.table >= 0 or not claim.area or id(claim) in settled:
            continue
        if _tells_difference(claim) and _of_one_row(reading, claim):
            rows = _rows(reading) if rows is None else rows
            relation = _relation(claim, rows.get(claim.area, []))
            if relation is not None:
                yield relation


def _tells_difference(claim: Claim) -> bool:
    if claim.role != "change" or claim.unit in (PERCENT, POINTS, TIMES) or claim.hedge:
        return False
    return len(f"{abs(claim.value):f}".replace(".", "").strip("0")) >= LEAST_DIGITS


def _of_one_row(reading: Reading, claim: Claim) -> bool:
    """Its sentence does not set one name beside another: "11,800 more than in trade"."""
    sentence = reading.sentences[claim.sentence]
    told = [c for c in sentence.claims if _tells_difference(c)]
    return len({a.code for a in sentence.areas}) <= len(told)


def _rows(reading: Reading) -> dict[str, list[Row]]:
    """The counts and amounts of every named row."""
    found: dict[str, list[Row]] = {}
    for table in reading.tables:
        for line in table.rows:
            cells = [c for c in line.claims if c is not None and c.area and c.unit not in (PERCENT, POINTS, TIMES)]
            if cells:
                found.setdefault(cells[0].area, []).append(tuple(cells[:MOST_CELLS]))
    return found


def _relation(claim: Claim, rows: list[Row]) -> Relation | None:
    """Held where any two cells, or one cell, give the difference; broken against the one that a slip leads to."""
    size = abs_interval(claim.interval)
    made = [pair for row in rows for pair in _pairs(row) if pair[0].unit == claim.unit]
    for now, then in made:
        if size.meets(abs_interval(now.interval - then.interval)):
            return _made(claim, now, then, True)
    cells = [c for row in rows for c in row]
    if any(size.meets(abs_interval(c.interval)) for c in cells):
        return None
    for now, then in made:
        if candidates(claim, abs_interval(now.interval - then.interval)):
            return _made(claim, now, then, False)
    return None


def _pairs(row: Row) -> Iterator[tuple[Claim, Claim]]:
    """Two values of one measure, the larger first."""
    for one, two in combinations([c for c in row if is_level(c) and c.sign not in ("+", "-") and c.value > 0], 2):
        small, large = sorted((one, two), key=lambda c: c.amount)
        if one.unit == two.unit and small.amount < large.amount <= MOST_TIMES * small.amount:
            yield large, small


def abs_interval(interval: Interval) -> Interval:
    """The sizes of what an interval holds, where it does not hold 0."""
    return -interval if interval.high < 0 else interval


def _made(claim: Claim, now: Claim, then: Claim, holds: bool) -> Relation:
    expected = abs_interval(now.interval - then.interval)
    if claim.value < 0:
        expected = -expected
    relation = Relation(RULE, DIFFERENCE, claim, (now, then), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"row{claim.block}.{claim.start}", {"sentence": "difference"}
    return relation
