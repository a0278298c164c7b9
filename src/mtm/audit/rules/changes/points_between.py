"""Percentage points by which a rate is said to have moved must lie between its earlier and its later value.

Rule points_between: "In 2020 it was 78 %. In four years the share fell by 8 points, to 70 %.": the points against the
two rates that the sentences give, the two of a column that lie as many years apart as the words say, or the earlier
rate and the one with which the section opens. It is wrong where these do not make it, nor any other two rates near it.
It cannot see points whose rates are printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import POINTS, Claim
from mtm.audit.gathered.rates_then_and_now import rates_then_and_now
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation
from mtm.kit.intervals import Interval

RULE = "points_between"
LAST = True


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change in points that no other rule has settled."""
    found = [c for c in reading.claims if c.unit == POINTS and c.table < 0 and c.role == CHANGE_ROLE]
    if not found:
        return
    judged = {id(r.target) for r in reading.relations if r.holds or r.target.unit == POINTS}
    for claim in found:
        sentence = reading.sentences[claim.sentence]
        if id(claim) in judged or claim.hedge or not claim.value or sentence.kind in ("note", "head", "heading"):
            continue
        if sum(c.unit == POINTS for c in sentence.claims) == 1 and _moves(sentence):
            relation = _relation(reading, sentence, claim)
            if relation is not None:
                yield relation


def _moves(sentence: Sentence) -> bool:
    """It tells of a change in time and not of two groups side by side."""
    return bool(sentence.tagged("up") or sentence.tagged("down")) and not sentence.tagged("than")


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    given = rates_then_and_now(reading, sentence, claim)
    if given is None:
        return None
    own = -claim.interval if claim.value < 0 else claim.interval
    expected = _apart(given.now, given.former)
    holds = own.meets(expected)
    dated = given.sure and given.now.table >= 0
    if not holds and not dated and any(abs(a.value - b.value) in own for a, b in given.others):
        return None
    relation = Relation(RULE, DIFFERENCE, claim, (given.now, given.former), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"points{claim.block}.{claim.start}", {"sentence": "difference"}
    return relation


def _apart(one: Claim, two: Claim) -> Interval:
    found = one.interval - two.interval
    return -found if one.value < two.value else found


__all__ = ["RULE", "find"]
