"""Shares of all categories must make a hundred: a part of the rule parts_and_total.

Scope: lists of shares; the rule itself calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.causes.repair import candidates
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.audit.rules.shares.two_shares import pairs
from mtm.kit.intervals import HUNDRED, Interval, total

RULE = "parts_and_total"
LEAST_SHARES, LEAST_PAIR, LEAST_REMAINING = 4, 2, 3
NEAR, MOST_SUM = 25, 130
_PARTLY = frozenset(("ofwhich", "earlier", "compare", "then", "up", "down", "change"))
_REMAINING = re.compile(r"\b(?:the remaining|the remainder|the rest)\b|\b(?:остальн|оставш)\w+|\bқалған\w*", re.I)
SIDES = (("sex", ("men", "women")), ("place", ("urban", "rural")), ("age", ("working", "young", "old")))


def hundreds(reading: Reading) -> Iterator[Relation]:
    """Shares of one sentence that cover all sides of an axis."""
    for sentence in reading.sentences:
        shares = [c for c in sentence.claims if c.unit == PERCENT and c.role == "level"]
        for axis, values in SIDES:
            if len(shares) == len(values) and {c.axes.get(axis) for c in shares} == set(values):
                yield from _believable_hundred(shares, sentence.block)
        if _with_the_remaining(reading, sentence, shares):
            yield _hundred(shares, sentence.block)
        elif _with_the_rest(shares):
            yield from _believable_hundred(shares, sentence.block)
    for one, two in pairs(reading):
        yield from _believable_hundred([one, two], two.block)


def _believable_hundred(shares: list[Claim], block: int) -> Iterator[Relation]:
    """Shares that make 100, or would without one slip: "26 % of the men, 13 % of the women" are of two bases."""
    relation = _hundred(shares, block)
    told = len(shares) == LEAST_PAIR and shares[0].block != shares[1].block and all(c.axes.get("flow") for c in shares)
    if relation.holds or told or any(candidates(c, _left_of_hundred(c, shares)) for c in shares):
        yield relation


def _with_the_remaining(reading: Reading, sentence: Sentence, shares: list[Claim]) -> bool:
    """ "Roads carried 55.7% of the traffic, airports 31.3% and railways the remaining 13.0%"."""
    if len(shares) < LEAST_REMAINING or any(c.hedge or c.time or c.sign in ("+", "-") for c in shares):
        return False
    if len(sentence.claims) > len(shares) or sentence.tags() & _PARTLY:
        return False  # beside counts the list may go on from the sentence before
    before = reading.sentences[sentence.number - 1] if sentence.number else None
    if before is not None and before.block == sentence.block and any(c.unit == PERCENT for c in before.claims):
        return False
    text, last = sentence.piece.text, shares[-1]
    found = [m for m in _REMAINING.finditer(text, shares[0].after, sentence.end) if m.start() >= shares[-2].after]
    led = any(0 <= last.start - m.end() < NEAR for m in found)
    return led and sum(c.value for c in shares) < MOST_SUM


def _with_the_rest(shares: list[Claim]) -> bool:
    """Countries, each once, and last the other countries: "45.6 % from A, …, 2.5 % from other countries"."""
    names = [c.area for c in shares]
    if len(shares) < LEAST_SHARES or names[-1] != REST or len(set(names)) < len(names):
        return False
    return all(names[1:-1]) and not any(":" in n for n in names[:-1]) and not any(c.hedge or c.time for c in shares)


def _left_of_hundred(share: Claim, shares: list[Claim]) -> Interval:
    others = total(c.interval for c in shares if c is not share)
    return Interval(HUNDRED - others.high, HUNDRED - others.low)


def _hundred(shares: list[Claim], block: int) -> Relation:
    """The last share is what the others leave of 100."""
    *others, last = shares
    expected = _left_of_hundred(last, shares)
    holds = last.interval.meets(expected)
    return Relation(RULE, SUM, last, tuple(others), expected, holds, family=f"hundred{block}", note="hundred")
