"""The share of one of two sides must be its count over both.

Rule share_of_side: "124,145 women and 109,204 men. The share of women is 53.2 per cent": a percentage of one sex, of
town or country, that stands apart from its count, against the only two counts of both sides that its paragraph gives
before it. It is wrong where it is the share of the other side, or two digits of it are exchanged. It cannot see shares
of wholes with a third side.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.slips import exchange
from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, Relation
from mtm.kit.intervals import HUNDRED, Interval, share

RULE = "share_of_side"
LAST = True
_SIDES = {"sex": ("women", "men"), "place": ("urban", "rural")}
TELLING, LONG = 3, 3


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every share of a side whose paragraph counts both."""
    settled = {id(c) for r in reading.relations if r.kind != SAME for c in r.claims}
    for claim in reading.claims:
        if claim.unit != PERCENT or claim.table >= 0 or claim.role == CHANGE or id(claim) in settled:
            continue
        if claim.hedge or claim.sign in ("+", "-") or claim.time == "before" or len(claim.digits) < LONG:
            continue
        for axis, sides in _SIDES.items():
            relation = _relation(reading, claim, axis, sides) if claim.axes.get(axis) in sides else None
            if relation is not None:
                yield relation
                break


def _relation(reading: Reading, claim: Claim, axis: str, sides: tuple[str, str]) -> Relation | None:
    counts = [c for s in reading.by_block.get(claim.block, ()) for c in s.claims if _counts(c, claim)]
    found = [[c for c in counts if c.axes.get(axis) == side] for side in sides]
    if [len(f) for f in found] != [1, 1]:
        return None
    own, other = (found[0][0], found[1][0]) if claim.axes.get(axis) == sides[0] else (found[1][0], found[0][0])
    if own.unit != other.unit or own.area != other.area or own.period != other.period:
        return None
    both = own.interval + other.interval
    expected = share(own.interval, both)
    relation = Relation(RULE, "word", claim, (own, other), expected, claim.interval.meets(expected), note="times")
    relation.words = ((claim.start, claim.end, claim.sentence),)
    one, two = own.printed.strip(), other.printed.strip()
    value = (own.amount * 100 / (own.amount + other.amount)).quantize(Decimal("0.1"))
    relation.family = f"side{claim.block}.{claim.start}"
    relation.params = {"formula": f"{one} / ({one} + {two}) = {value:f} %"}
    rest = Interval(HUNDRED - expected.high, HUNDRED - expected.low)
    wrong = claim.interval.meets(rest) or bool(exchange(claim, expected))
    return relation if relation.holds or wrong else None


def _counts(count: Claim, claim: Claim) -> bool:
    """A count before the share, of now, with digits enough."""
    before = count.start < claim.start and not count.hedge and count.time != "before"
    return before and is_level(count) and significant(count) >= TELLING
