"""By how many something moved must be what the two values around the words make.

Rule moved_by: "Traffic rose by 7.0 %, or by 61,600 persons." after "941,980 persons passed (880,380 in July 2024)": a
difference in words against the two values of the sentences before it, or the earlier value of its own sentence and the
later one before it. It is wrong where the size is right and the word of direction is not, or where one slip in one of
the three numbers explains the gap. It cannot see differences whose values stand further off, or slips in short numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import CHANGE, PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation
from mtm.audit.rules.changes.change_in_text import blame_the_word
from mtm.audit.rules.changes.change_nearby import one_thing, value_pairs
from mtm.kit.intervals import Interval

RULE = "moved_by"
LAST = True
TELLING, LONG = 3, 4


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every difference in words that no other rule has settled."""
    settling = [r for r in reading.relations if r.note != "twofold" or not r.holds]  # which asks for no direction
    judged = {id(c) for r in settling for c in r.claims if c.role == CHANGE and (r.holds or c is r.target)}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        for claim in sentence.claims:
            if _judged(claim) and id(claim) not in judged:
                relation = _relation(reading, sentence, claim)
                if relation is not None:
                    yield relation


def _judged(claim: Claim) -> bool:
    """A difference in words, exact, with a direction."""
    if claim.role != CHANGE or claim.unit in (PERCENT, POINTS, TIMES) or claim.time or claim.hedge:
        return False
    return bool(claim.direction) and claim.sign not in ("+", "-") and significant(claim) >= TELLING


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    pairs, meant = value_pairs(reading, sentence, claim)
    pairs = [p for p in pairs if p[0].unit == p[1].unit == claim.unit and one_thing(*p, claim)]
    tested = [_tested(claim, *pair) for pair in pairs]
    if held := next((r for r in tested if r.holds), None):
        return held
    if any(_fits_others(reading, claim, r) for r in tested[:1]):
        return None
    for relation in tested:
        if _as_said(claim).meets(-relation.expected):
            blame_the_word(relation, sentence)
            return relation if relation.words else None
    return next((r for r in tested if _slipped(r, meant)), None)


def _tested(claim: Claim, now: Claim, former: Claim) -> Relation:
    expected = now.interval - former.interval
    relation = Relation(RULE, DIFFERENCE, claim, (now, former), expected, False, note="derived", support=1)
    relation.family, relation.params = f"moved{claim.block}.{claim.start}", {"sentence": "difference"}
    relation.holds = _as_said(claim).meets(expected)
    return relation


def _as_said(claim: Claim) -> Interval:
    return -claim.interval if claim.direction < 0 < claim.value else claim.interval


def _fits_others(reading: Reading, claim: Claim, relation: Relation) -> bool:
    """Two other values of the paragraph make the difference, whichever came first."""
    own = claim.interval
    levels = [c for s in reading.by_block.get(claim.block, ()) for c in s.claims if is_level(c)]
    levels = [c for c in levels if c.unit == claim.unit]
    now, former = relation.operands
    return any(
        own.meets(a.interval - b.interval)
        for a in levels
        for b in levels
        if a is not b and {id(a), id(b)} != {id(now), id(former)}
    )


def _slipped(relation: Relation, meant: bool) -> bool:
    """One slip sets the three numbers right; a single digit takes long numbers."""
    claim, (now, former) = relation.target, relation.operands
    own = _as_said(claim)
    wanted = ((claim, _size(relation.expected)), (now, former.interval + own), (former, now.interval - own))
    for number, value in wanted:
        if value.low <= 0 or (number is not claim and not meant and significant(number) < LONG):
            continue
        if exchange(number, value) or (significant(number) >= LONG and digit(number, value)):
            return True
    return False


def _size(expected: Interval) -> Interval:
    return expected if expected.low >= 0 else -expected
