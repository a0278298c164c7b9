"""What a text says of one row of a table must follow from that row.

Rule named_row: a change, a difference or a share with the name of a country, group or other row that one table has:
against the cells of that row, the change from its earlier to its later column, or the distance to the row that "than"
names. It is wrong where a slip (the later value as base, a digit, the others taken for the whole) gives exactly what is
printed, or where only the word of direction disagrees. It cannot see names that several tables have with other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mtm.audit.causes.repair import candidates, explained_alone
from mtm.audit.causes.slips import exchange
from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level, listings
from mtm.audit.language.periods import order
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, SAME, Relation, expect
from mtm.audit.rules.changes.change_in_text import blame_the_word
from mtm.kit.intervals import HUNDRED, Interval, share

RULE = "named_row"
LAST = True
LED = 25  # characters between a word of direction and the number that it leads to
MOST_ROWS = 3
_MOVES = {"up", "down", "change"}


@dataclass(slots=True)
class Row:
    """One row of a table: its counts with the later and the earlier one, and its percentages."""

    levels: list[Claim] = field(default_factory=list)
    differences: list[Claim] = field(default_factory=list)
    rates: list[Claim] = field(default_factory=list)

    def pair(self) -> tuple[Claim, Claim] | None:
        """The later and the earlier count, where the row has exactly two of different periods."""
        dated = [c for c in self.levels if c.period]
        if len(dated) != 2 or dated[0].unit != dated[1].unit:
            return None
        before, now = sorted(dated, key=lambda c: order(c.period))
        return (now, before) if order(before.period) < order(now.period) else None


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number of running text that one table row settles."""
    rows = _rows(reading)
    if not rows:
        return
    settled = {id(c) for r in reading.relations if r.kind != "rank" for c in r.claims if r.holds or c is r.target}
    settled |= {id(p.share) for listing in listings(reading) for p in listing.pairs}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "heading", "head") or not sentence.areas:
            continue
        for claim in sentence.claims:
            if id(claim) not in settled and not claim.hedge and claim.unit != TIMES:
                relation = _relation(rows, sentence, claim)
                if relation is not None:
                    yield relation


def _rows(reading: Reading) -> dict[str, list[Row]]:
    """The rows of all tables by the name that they bear."""
    found: dict[str, dict[tuple[int, int], Row]] = {}
    derived = {id(r.target) for r in reading.relations if r.kind == DIFFERENCE and r.holds and r.target.table >= 0}
    for claim in reading.claims:
        if claim.table < 0 or not claim.area or claim.total:
            continue
        row = found.setdefault(claim.area, {}).setdefault((claim.table, claim.row), Row())
        if claim.unit in (PERCENT, POINTS):
            row.rates.append(claim)
        elif claim.role == CHANGE_ROLE or id(claim) in derived:
            row.differences.append(claim)
        elif claim.role == "level":
            row.levels.append(claim)
    return {area: list(rows.values()) for area, rows in found.items() if len(rows) <= MOST_ROWS}


def _relation(rows: dict[str, list[Row]], sentence: Sentence, claim: Claim) -> Relation | None:
    other = _than(rows, sentence, claim)
    if other is not None:
        return _distance(rows, sentence, claim, other)
    own = rows.get(claim.area, [])
    if not own or _repeats(own, claim) or len({a.code for a in sentence.areas if a.code in rows}) > 1:
        return _share(rows, sentence, claim) if claim.unit == PERCENT and claim.role == "level" else None
    if claim.unit == PERCENT:
        return _change(own, sentence, claim) if claim.role == CHANGE_ROLE else _share(rows, sentence, claim)
    moved = claim.role == CHANGE_ROLE and (claim.direction or sentence.tags() & _MOVES)  # "CIS: −1,207": a balance
    if claim.unit != POINTS and (moved or _led(sentence, claim)):
        return _difference(own, sentence, claim)
    return None


def _repeats(rows: list[Row], claim: Claim) -> bool:
    """The number itself stands in the row, with its sign if it has one."""
    cells = [c for row in rows for c in (*row.levels, *row.differences, *row.rates)]
    cells = [c for c in cells if (c.unit == PERCENT) == (claim.unit == PERCENT)]
    own = _as_said(claim)
    return any(own.meets(c.interval) or (not claim.direction and own.meets(-c.interval)) for c in cells)


def _as_said(claim: Claim) -> Interval:
    turned = claim.sign not in ("+", "-") and claim.direction < 0 < claim.value
    return -claim.interval if turned else claim.interval


def _led(sentence: Sentence, claim: Claim) -> bool:
    """ "an increase of 2,540": a word of direction leads to the number."""
    return any(c.tags & {"up", "down"} and 0 <= claim.start - c.end < LED for c in sentence.cues)


def _change(rows: list[Row], sentence: Sentence, claim: Claim) -> Relation | None:
    pairs = [p for p in (row.pair() for row in rows) if p is not None]
    if not pairs or _of_its_own(rows, sentence, claim):
        return None
    tested = [_made(CHANGE, claim, *pair) for pair in pairs]
    return _judged([r for r in tested if r is not None], sentence, claim)


def _of_its_own(rows: list[Row], sentence: Sentence, claim: Claim) -> bool:
    """ "51,816 people from China, 23.7 per cent fewer": the change of a number beside it that no such row holds."""
    here = [c for c in sentence.claims if is_level(c) and c.area == claim.area and not c.hedge]
    cells = [c for row in rows for c in row.levels]
    return bool(here) and not any(c.interval.meets(cell.interval) for c in here for cell in cells)


def _difference(rows: list[Row], sentence: Sentence, claim: Claim) -> Relation | None:
    pairs = [p for p in (row.pair() for row in rows) if p is not None and p[0].unit == claim.unit]
    if not pairs:
        return None
    scaled = (claim.interval.times(Decimal(1) / claim.scale), -claim.interval.times(Decimal(1) / claim.scale))
    if claim.scale > 1 and any(own.meets(n.interval - b.interval) for own in scaled for n, b in pairs):
        return None  # the table is in thousands and does not say so
    tested = [_made(DIFFERENCE, claim, *pair) for pair in pairs]
    return _judged([r for r in tested if r is not None], sentence, claim)


def _judged(tested: list[Relation], sentence: Sentence, claim: Claim) -> Relation | None:
    """A row that fits settles it; else a word that turns the direction, or a slip that explains the only row."""
    for relation in tested:
        if relation.holds:
            return relation
    if len(tested) != 1 or tested[0].operands[0].amount == tested[0].operands[1].amount:
        return None  # two equal numbers were rounded too far to tell of a change
    relation = tested[0]
    own = _as_said(claim)
    if own.meets(-relation.expected) and claim.sign not in ("+", "-") and claim.direction:
        blame_the_word(relation, sentence)
        return relation if relation.words else None
    near = candidates(claim, relation.expected) or candidates(claim, -relation.expected)
    return relation if near or explained_alone(relation) else None


def _made(kind: str, claim: Claim, now: Claim, before: Claim) -> Relation | None:
    expected = expect(kind, [now.interval, before.interval])
    if expected is None:
        return None
    own = _as_said(claim)
    holds = own.meets(expected) or (not claim.direction and not claim.sign and own.meets(-expected))
    return _related(kind, claim, (now, before), expected, holds)


def _related(kind: str, claim: Claim, operands: tuple[Claim, ...], expected: Interval, holds: bool) -> Relation:
    relation = Relation(RULE, kind, claim, operands, expected, holds, note="derived", support=1)
    relation.family, relation.params = f"row{claim.block}.{claim.start}", {"sentence": kind}
    return relation


def _share(rows: dict[str, list[Row]], sentence: Sentence, claim: Claim) -> Relation | None:
    """The only share that the row prints, where another share of the sentence is one of that table's column."""
    printed = _printed_share(rows.get(claim.area, []))
    if printed is None or claim.sign or claim.direction or claim.value <= 0 or claim.decimals != printed.decimals:
        return None
    holds = claim.interval.meets(printed.interval)
    relation = _related(SAME, claim, (printed,), printed.interval, holds)
    if holds:
        return relation
    beside = [
        (c, _printed_share(rows.get(c.area, []))) for c in sentence.claims if c is not claim and c.unit == PERCENT
    ]
    column = (printed.table, printed.column)
    agree = any(p and (p.table, p.column) == column and c.interval.meets(p.interval) for c, p in beside)
    slip = exchange(claim, printed.interval) or _of_the_others(claim, printed)
    return relation if agree and slip else None


def _printed_share(rows: list[Row]) -> Claim | None:
    """The one percentage of the one row of that name."""
    shares = [c for row in rows for c in row.rates if c.role == "level" and not c.sign]
    return shares[0] if len(rows) == len(shares) == 1 else None


def _of_the_others(claim: Claim, printed: Claim) -> bool:
    part = printed.interval
    rest = Interval(HUNDRED - part.high, HUNDRED - part.low)
    return rest.low > 0 and claim.interval.meets(share(part, rest))


def _than(rows: dict[str, list[Row]], sentence: Sentence, claim: Claim) -> str | None:
    """The name after "than": "11.8 thousand fewer than trade"."""
    if claim.unit in (PERCENT, POINTS):
        return None
    after = [c for c in sentence.cues if 0 <= c.start - claim.after < LED and c.tags & _MORE]
    if not after:
        return None
    named = [a for a in sentence.areas if a.start >= claim.after and a.code in rows]
    return named[0].code if len(named) == 1 and named[0].start - claim.after < 2 * LED else None


_MORE = frozenset(("up", "down", "over", "under", "than"))


def _distance(rows: dict[str, list[Row]], sentence: Sentence, claim: Claim, other: str) -> Relation | None:
    """From the row that the sentence speaks of to the other, in one column of one table."""
    names = [a.code for a in sentence.areas if a.code in rows and a.code != other and a.end <= claim.start]
    if len(set(names)) != 1:
        return None
    pairs = [
        (a, b)
        for one in rows[names[0]]
        for two in rows[other]
        for a in one.levels
        for b in two.levels
        if (a.table, a.column) == (b.table, b.column) and a.unit == claim.unit
    ]
    beside = [c for c in sentence.claims if c is not claim and is_level(c) and c.unit == claim.unit]
    pairs = [p for p in pairs if not beside or any(c.interval.meets(p[0].interval) for c in beside)]
    up = any(c.tags & {"up", "over"} and 0 <= c.start - claim.after < LED for c in sentence.cues)
    for a, b in pairs:
        expected = a.interval - b.interval if up else b.interval - a.interval
        relation = _related(DIFFERENCE, claim, (a, b) if up else (b, a), expected, claim.interval.meets(expected))
        if relation.holds:
            return relation
    if len(pairs) != 1:
        return None
    if claim.interval.meets(-relation.expected):
        return _word(relation, sentence, claim)
    return relation if candidates(claim, relation.expected) else None


def _word(relation: Relation, sentence: Sentence, claim: Claim) -> Relation | None:
    """More is written where it is less."""
    cue = next((c for c in sentence.cues if 0 <= c.start - claim.after < LED and c.tags & _MORE), None)
    if cue is None:
        return None
    relation.words, relation.note = ((cue.start, cue.end, sentence.number),), "word"
    relation.family = f"word{sentence.number}.{cue.start}"
    printed = ", ".join(o.printed for o in relation.operands)
    relation.params = {"word": sentence.piece.text[cue.start : cue.end], "operands": printed}
    return relation
