"""A change of a share is told in percentage points, a change of a count in per cent.

Rule points_or_percent: "the share rose from 38.2 to 41.5, by 3.3 per cent" where 3.3 is the difference in percentage
points and no change in per cent; "4.7 percentage points more than 92,180" where the two counts differ by 4.7 per cent.
The number is right in size, its unit is not. It cannot see units of changes whose two values are printed nowhere near.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.known_pairs import KnownPairs
from mtm.audit.lists import is_level
from mtm.audit.prose import Sentence
from mtm.audit.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect
from mtm.kit.intervals import Interval

RULE = "points_or_percent"
LAST = True
LEAST, REACH = 2, 24


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change whose unit only the other one makes true."""
    pairs: KnownPairs | None = None
    held = {id(r.target) for r in reading.relations if r.holds and r.kind in (CHANGE, DIFFERENCE)}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        for claim in sentence.claims:
            if not _may_be(claim) or id(claim) in held:
                continue
            pairs = pairs or KnownPairs(reading)
            found = (_of_shares if claim.unit == PERCENT else _of_counts)(sentence, claim, pairs)
            if found is not None:
                yield _made(sentence, claim, *found)


def _may_be(claim: Claim) -> bool:
    """A change with enough digits that it fits nothing by chance."""
    digits = len(claim.digits.lstrip("0"))
    return claim.unit in (PERCENT, POINTS) and claim.role == "change" and not claim.hedge and digits >= LEAST


def _of_shares(sentence: Sentence, claim: Claim, pairs: KnownPairs) -> tuple[Claim, Claim] | None:
    """The only two shares of the sentence, or its one with that of before in a table; the change is another number."""
    shares = [c for c in sentence.claims if c.unit == PERCENT and c is not claim and c.role == "level"]
    rates = sum(c.unit in (PERCENT, POINTS) for c in sentence.claims)
    if any(is_level(c) for c in sentence.claims) or rates != len(shares) + 1:
        return None
    if len(shares) == 2:
        settled = any(c.time for c in shares) and shares[0].area == shares[1].area
        return _in_points(claim, *shares) if settled and not any(c.hedge for c in shares) else None
    known = pairs.of(shares[0]) if len(shares) == 1 else []
    return _in_points(claim, known[0].now, known[0].before) if len(known) == 1 else None


def _in_points(claim: Claim, one: Claim, two: Claim) -> tuple[Claim, Claim] | None:
    """The number is the difference of the two shares, and the change in per cent neither way."""
    points = _size(expect(DIFFERENCE, [one.interval, two.interval]))
    rates = [_size(expect(CHANGE, pair)) for pair in ([one.interval, two.interval], [two.interval, one.interval])]
    own = _size(claim.interval)
    if own is None or points is None or not own.meets(points):
        return None
    return None if any(r is not None and own.meets(r) for r in rates) else (one, two)


def _of_counts(sentence: Sentence, claim: Claim, pairs: KnownPairs) -> tuple[Claim, Claim] | None:
    """The two counts of the sentence, or the one with the earlier count given elsewhere, and no share beside them."""
    if any(c.unit == PERCENT for c in sentence.claims):
        return None
    levels = [c for c in sentence.claims if is_level(c) and c.value > 0 and not c.hedge]
    known = [(levels[0], levels[1])] if len(levels) == 2 and levels[0].unit == levels[1].unit else []
    if len(levels) == 1:
        known = [(p.now, p.before) for p in pairs.of(levels[0])]
    own = _size(claim.interval)
    for one, two in known:
        for now, before in ((one, two), (two, one)):
            rate = _size(expect(CHANGE, [now.interval, before.interval]))
            if own is not None and rate is not None and own.meets(rate):
                return now, before
    return None


def _size(found: Interval | None) -> Interval | None:
    return -found if found is not None and found.high < 0 else found


def _made(sentence: Sentence, claim: Claim, one: Claim, two: Claim) -> Relation:
    """The unit is the place: what stands between the end of the digits and the end of the unit."""
    relation = Relation(RULE, "word", claim, (one, two), claim.interval, False, note="word")
    text = sentence.piece.text
    start = claim.start
    while start < claim.after and not (text[start].isalpha() or text[start] == "%"):
        start += 1
    relation.words = ((start, claim.after, sentence.number),)
    relation.family = f"word{sentence.number}.{start}"
    relation.params = {"word": text[start : claim.after], "operands": f"{one.printed}, {two.printed}"}
    return relation


__all__ = ["RULE", "find"]
