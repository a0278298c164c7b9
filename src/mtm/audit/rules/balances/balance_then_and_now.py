"""A balance that is told beside its earlier value must be what came less what left, now and then.

Rule balance_then_and_now: "16,507 came, 11,438 left; the balance was 5,069, a year earlier 2,159": each of the two
balances against the in and the out of its own time, of its sentence or of the one before. It is wrong where words name
one in and one out of that time and they do not make it. It cannot see balances whose in or out is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.balances import is_aside, named_balance
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation
from mtm.kit.intervals import Interval

RULE = "balance_then_and_now"
_UP, _DOWN = {"positive", "net_gain"}, {"negative", "net_loss"}
_RATES = (PERCENT, POINTS, TIMES)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every balance of a pair whose in and out of that time are known."""
    for sentence in reading.sentences:
        if sentence.kind == "note" or not sentence.tagged("balance") or len(sentence.claims) < 2:
            continue
        for pair in _pairs(sentence):
            for balance in pair:
                sides = _sides(reading, sentence, balance, pair)
                if sides is not None:
                    yield _made(sentence, balance, *sides)


def _pairs(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "The balance was 5,069 (a year earlier 2,159)": the number that the word leads to, and its earlier value."""
    for now, before in pairwise(sentence.claims):
        if (now.time, before.time) != ("now", "before") or now.unit != before.unit or now.unit in _RATES:
            continue
        if is_level(now) and is_level(before) and named_balance(now, sentence) and now.table < 0:
            yield now, before


def _sides(
    reading: Reading, sentence: Sentence, balance: Claim, pair: tuple[Claim, Claim]
) -> tuple[Claim, Claim] | None:
    """The one in and the one out of the balance's time, of its own sentence or of the one before."""
    previous = reading.sentences[sentence.number - 1] if sentence.number else None
    if previous is not None and (previous.block != sentence.block or previous.kind == "note"):
        previous = None
    for near in (sentence, previous):
        found = [c for c in near.claims if _may_be(c, near, balance, pair)] if near is not None else []
        came = [c for c in found if c.axes.get("flow") == "in"]
        left = [c for c in found if c.axes.get("flow") == "out"]
        if len(came) == len(left) == 1:
            return came[0], left[0]
        if found:
            return None
    return None


def _may_be(claim: Claim, sentence: Sentence, balance: Claim, pair: tuple[Claim, Claim]) -> bool:
    """A count that words call in or out, of the balance's time and unit, and of no other place."""
    if any(claim is c for c in pair) or not is_level(claim) or not claim.told or claim.hedge:
        return False
    if claim.unit != balance.unit or (claim.time == "before") != (balance.time == "before"):
        return False
    return not is_aside(claim, sentence) and len({claim.area, balance.area} - {""}) < 2


def _made(sentence: Sentence, balance: Claim, came: Claim, left: Claim) -> Relation:
    expected = came.interval - left.interval
    own, turned = balance.interval, _turned(sentence, balance)
    signed = balance.sign in ("+", "-")
    holds = own.meets(expected) if signed else any(way.meets(expected) for way in _ways(own, turned))
    relation = Relation(RULE, DIFFERENCE, balance, (came, left), expected, holds, support=1)
    relation.family = f"balance{balance.block}"
    if not signed:
        relation.params["shown"] = "unsigned"
    return relation


def _ways(own: Interval, turned: int) -> tuple[Interval, ...]:
    """A balance without a sign is of the side that words name, or of either."""
    return (own, -own) if not turned else (own if turned > 0 else -own,)


def _turned(sentence: Sentence, balance: Claim) -> int:
    tags = {t for c in sentence.cues if c.start < balance.start for t in c.tags}
    return bool(tags & _UP) - bool(tags & _DOWN)
