"""What lies between two percentages is percentage points; what a number grew by is per cent.

Rule percent_or_points: "the share rose from 34.1 to 37.5 per cent, that is by 3.4 per cent": a change in per cent that
is the difference of two shares and not their change, or one in percentage points that is the change of two values and
not their difference; the two stand in its own sentence, in the one beside it, or under its name in a table. Where
nothing around it speaks of a share or a rate, percentage points that are the change of any two values of that name are
per cent. It cannot see changes whose two values are printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.known_pairs import Known, KnownPairs
from mtm.audit.gathered.rates_then_and_now import rates_then_and_now
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.heads import Head, Line, Table
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, SAME, SHARE, Relation, expect
from mtm.kit.intervals import Interval, share

RULE = "percent_or_points"
LAST = True
MOST, TELLING = 6, 2
_ARITHMETIC = frozenset((CHANGE, DIFFERENCE, SHARE))

Changes = dict[tuple[int, Decimal], list[Known]]


class Pair(NamedTuple):
    """Two values of one thing."""

    one: Claim
    two: Claim


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change whose unit is the wrong one of the two."""
    rates = [
        c for c in reading.claims if c.table < 0 and (c.unit == POINTS or (c.unit == PERCENT and c.role == "change"))
    ]
    if not rates:
        return
    settled = {id(r.target) for r in reading.relations if r.holds and r.kind in _ARITHMETIC}
    changes: Changes | None = None
    for claim in rates:
        sentence = reading.sentences[claim.sentence]
        if id(claim) in settled or sentence.kind in ("note", "head") or not claim.value or claim.hedge:
            continue
        near = _near(reading, sentence)
        relation = _of_pairs(reading, near, claim)
        if relation is None and claim.unit == POINTS and _precise(claim) and not _of_shares(near):
            changes = _changes(reading) if changes is None else changes
            relation = _of_changes(near, claim, changes)
        if relation is not None:
            yield relation


def _near(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """The sentence, the one before it and the one after it in its paragraph."""
    near = [s for s in reading.by_block.get(sentence.block, ()) if abs(s.number - sentence.number) < 2]
    return sorted(near, key=lambda s: (abs(s.number - sentence.number), s.number > sentence.number))


def _of_pairs(reading: Reading, near: list[Sentence], claim: Claim) -> Relation | None:
    """The two values from which the number follows with the other unit, where none give it with its own."""
    sentence = near[0]
    pairs = [p for s in near for p in _pairs(s, claim)]
    if not pairs and (told := rates_then_and_now(reading, sentence, claim)) is not None and told.sure:
        pairs = [Pair(told.now, told.former)]
    if any(_fits(claim, pair, claim.unit) for pair in pairs):
        return None
    shares = claim.unit == POINTS or any(s.tagged("rated") for s in near if s.number <= sentence.number)
    named = _in_tables(reading, sentence) if shares else []
    if any(_fits(claim, pair, claim.unit) for pair in named):
        return None
    other = POINTS if claim.unit == PERCENT else PERCENT
    shared = _of_shares(near)
    for pair in (*pairs, *named):
        if not (shared and claim.unit == POINTS and pair.one.unit != PERCENT) and _fits(claim, pair, other):
            return _made(claim, sentence, (pair.one, pair.two))
    return None


def _pairs(sentence: Sentence, claim: Claim) -> list[Pair]:
    """The earlier and the later value of one thing, percentages or amounts; or the only two percentages."""
    values = [c for c in sentence.claims if c is not claim and c.unit not in (POINTS, TIMES) and c.role == "level"]
    found = [Pair(a, b) for a, b in combinations(values, 2) if {a.time, b.time} == {"now", "before"} and _alike(a, b)]
    rates = [c for c in values if c.unit == PERCENT]
    if not found and len(rates) == 2 and _alike(*rates):
        found = [Pair(*rates)]
    found = [p for p in found if p.one.amount != p.two.amount]  # a number said twice
    return [p for p in found if _about(p.one, claim) and _about(p.two, claim)][:MOST]


def _alike(one: Claim, two: Claim) -> bool:
    return one.unit == two.unit and len({one.area, two.area} - {""}) < 2 and not conflict(one.axes, two.axes)


def _about(value: Claim, claim: Claim) -> bool:
    return not claim.area or not value.area or claim.area == value.area


def _fits(claim: Claim, pair: Pair, unit: str) -> bool:
    """Whether the two values give the number as a change in per cent, or as their difference in points."""
    own = -claim.interval if claim.value < 0 else claim.interval
    a, b = pair.one.interval, pair.two.interval
    if unit == POINTS:
        return pair.one.unit == PERCENT and (own.meets(a - b) or own.meets(b - a))
    made = (expect(CHANGE, (a, b)), expect(CHANGE, (b, a)))
    return any(m is not None and (own.meets(m) or own.meets(-m)) for m in made)


def _in_tables(reading: Reading, sentence: Sentence) -> list[Pair]:
    """Two shares under a name of the sentence: the last two of a column, or of a row."""
    stems = {entry.stem for _, _, entry in sentence.found if entry.stem}
    areas = {a.code for a in sentence.areas}
    found: list[Pair] = []
    for table in reading.tables:
        for line in _named(table, stems, areas):
            cells = [c for c in line.claims if c is not None and c.unit == PERCENT and c.role == "level"]
            if len(cells) < 2 or any(c.total or c.sign in ("+", "-") for c in cells):
                continue
            one, two = cells[-2:]
            if one.row != two.row or (one.period and two.period and one.period != two.period):
                found.append(Pair(one, two))
    return found[:MOST]


def _named(table: Table, stems: set[str], areas: set[str]) -> Iterator[Line]:
    """Rows of shares by period that the sentence names; columns, where the rows are the periods."""
    yield from (row for row in table.rows if _says(row.head, stems, areas))
    dated = all(not row.head.area for row in table.rows) and any(row.head.period for row in table.rows)
    if dated or len(table.rows) == 2:
        yield from (line for line in table.columns if _says(line.head, stems, areas))


def _says(head: Head, stems: set[str], areas: set[str]) -> bool:
    if head.area:
        return head.area in areas
    return bool(head.stems) and stems.issuperset(head.stems)


def _precise(claim: Claim) -> bool:
    return len(claim.digits.lstrip("0")) >= TELLING


def _of_shares(near: list[Sentence]) -> bool:
    """The sentence or the one before it speaks of a share or a rate, or gives a percentage that is no change."""
    spoken = [s for s in near if s.number <= near[0].number]
    if any(s.tagged("rated") for s in spoken):
        return True
    return any(c.unit == PERCENT and c.role == "level" for s in spoken for c in s.claims)


def _changes(reading: Reading) -> Changes:
    """The changes of all pairs of values, by what they round to."""
    found: Changes = {}
    for known in KnownPairs(reading).every():
        made = expect(CHANGE, (known.now.interval, known.before.interval))
        if made is None:
            continue
        for decimals in (0, 1, 2):
            size = abs(made.middle).quantize(Decimal(1).scaleb(-decimals))
            found.setdefault((decimals, size), []).append(known)
    return found


def _of_changes(near: list[Sentence], claim: Claim, changes: Changes) -> Relation | None:
    """The change of two values of its name, or of one value by the difference that stands beside it."""
    names = {a.code for a in near[0].areas} | {claim.area} - {""}
    for known in changes.get((claim.decimals, abs(claim.value)), ()):
        if known.now.area in names and not conflict(known.now.axes, claim.axes):
            return _made(claim, near[0], (known.now, known.before))
    amounts = [c for s in near for c in s.claims if c.unit not in (PERCENT, POINTS, TIMES) and c.value > 0]
    own = -claim.interval if claim.value < 0 else claim.interval
    for value, size in permutations(amounts[:MOST], 2):
        if value.unit != size.unit or size.sentence != near[0].number or size.role != "change":
            continue
        bases = [b for b in (value.interval - size.interval, value.interval + size.interval) if b.low > 0]
        if any(own.meets(share(size.interval, base)) for base in bases):
            return _made(claim, near[0], (value, size))
    return None


def _made(claim: Claim, sentence: Sentence, operands: tuple[Claim, ...]) -> Relation:
    kind = SAME if len(operands) == 1 else CHANGE if claim.unit == POINTS else DIFFERENCE
    expected: Interval = claim.interval
    relation = Relation(RULE, kind, claim, operands, expected, False, note="unit", support=1)
    relation.words = ((claim.start, max(claim.after, claim.end), sentence.number),)
    relation.family = f"unit{claim.sentence}.{claim.start}"
    relation.params = {"operands": ", ".join(o.printed for o in operands)}
    relation.params["sentence"] = "unit_percent" if claim.unit == POINTS else "unit_points"
    return relation
