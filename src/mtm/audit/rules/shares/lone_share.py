"""A share without others beside it must be its count over a whole that the report uses elsewhere.

Rule lone_share: "205,080 refugees (56 %) are children": a count with its share that no other rule has settled,
against the few numbers that sums of several parts or several other shares of the report have as their whole. It is
wrong where no number around it fits, and for exactly one of these wholes a slip gives what is printed: two digits
exchanged, one of three digits, the share of the others in place of its own, or the count over the others. It cannot
see shares of wholes that the report uses only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.evidence.structure import of_change, of_neighbour
from mtm.audit.gathered.belonging import strong_wholes
from mtm.audit.gathered.copies import stems
from mtm.audit.gathered.lists import Pair, is_level, listings
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, SHARE, Relation
from mtm.audit.rules.shares.share_of_whole import apart, fits
from mtm.kit.intervals import HUNDRED, Interval, share

RULE = "lone_share"
LAST = True
TELLING, LONG, MOST, COUNTED, SURE = 3, 3, 6, 4, 2
_OF_THEN = frozenset(("earlier", "then"))  # its whole is that of another time


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every such share."""
    settled = {id(r.target) for r in reading.relations if r.kind == SHARE}
    settled |= {id(c) for r in reading.relations if not r.holds or r.kind == SAME for c in r.claims if _is_rate(c, r)}
    wholes: list[Claim] | None = None
    for listing in listings(reading):
        for pair in listing.pairs:
            if id(pair.share) in settled or id(pair.part) in settled or not _judged(pair):
                continue
            if not _OF_THEN.isdisjoint(reading.sentences[pair.share.sentence].tags()):
                continue  # "a year before it had given 132.7 million, or 21.1 % of what came then"
            wholes = strong_wholes(reading) if wholes is None else wholes
            relation = _relation(reading, pair, wholes)
            if relation is not None:
                yield relation


def _is_rate(claim: Claim, relation: Relation) -> bool:
    """A percentage that stands elsewhere too, or any number that another rule doubts."""
    return claim.unit == PERCENT or not relation.holds


def _judged(pair: Pair) -> bool:
    part, own = pair.part, pair.share
    if (
        part.total
        or own.role == CHANGE
        or own.hedge
        or own.sign
        or part.hedge
        or part.time == "before"
        or own.time == "before"
        or part.period == "<"
    ):
        return False
    return significant(part) >= TELLING and 0 < own.value < HUNDRED


def _relation(reading: Reading, pair: Pair, wholes: list[Claim]) -> Relation | None:
    part = pair.part
    able = [w for w in wholes if w.unit == part.unit and w.amount > part.amount and not apart(part, w)][:MOST]
    for whole in able:
        if fits(pair, whole):
            return _made(pair, whole, True)
    around = [*totals_near(reading, part), *_paragraph(reading, part)]
    if any(w.unit == part.unit and w.amount > part.amount and fits(pair, w) for w in around):
        return None
    beside = [Pair(pair.share, c) for c in _paragraph(reading, part) if c.unit == part.unit and c.amount > 0]
    if any(fits(other, w) for other in beside for w in able):
        return None  # "151.3 by residents, 81.4 by others; residents made up 65.0 %"
    if len(pair.share.digits) < LONG:  # two digits are soon alike: the whole must count the same
        able = [w for w in able if _counts_the_same(reading, w, part)]
    slipped = [w for w in able if _slipped(pair, share(part.interval, w.interval))] or _only(reading, pair)
    slipped = slipped or [w for w in able[:SURE] if _counted_wrong(pair, w)]
    if len({w.amount for w in slipped}) != 1:
        return None
    relation = _made(pair, slipped[0], False)
    return None if of_neighbour(reading, relation) or of_change(reading, pair.share) else relation


def _only(reading: Reading, pair: Pair) -> list[Claim]:
    """The one larger count of the sentences before it in its paragraph, where the share is that of the others of it."""
    part, own = pair.part, pair.share
    larger = [c for c in _paragraph(reading, part) if c.unit == part.unit and c.amount > part.amount]
    larger = [c for c in larger if c.time != "before" and c.sentence < part.sentence and not apart(part, c)]
    if len({c.amount for c in larger}) != 1 or len(own.digits) < LONG or own.time or own.direction:
        return []
    return larger[:1] if own.interval.meets(_rest(share(part.interval, larger[0].interval))) else []


def _rest(expected: Interval) -> Interval:
    return Interval(HUNDRED - expected.high, HUNDRED - expected.low)


def _counts_the_same(reading: Reading, whole: Claim, part: Claim) -> bool:
    """The word after both numbers is one, or the table of the whole names what the part counts."""
    words = stems(reading, whole) if whole.table >= 0 else (whole.noun,)
    return bool(part.noun) and any(w[:4] == part.noun[:4] for w in words if w)


def _paragraph(reading: Reading, part: Claim) -> list[Claim]:
    return [c for s in reading.by_block.get(part.block, ()) for c in s.claims if is_level(c) and c is not part]


def _slipped(pair: Pair, expected: Interval) -> bool:
    own = pair.share
    rest = _rest(expected)
    if exchange(own, expected) or own.interval.meets(rest):
        return True
    if rest.low > 0 and len(own.digits) >= LONG and own.interval.meets(share(expected, rest)):
        return True
    return len(own.digits) >= LONG and bool(digit(own, expected))


def _counted_wrong(pair: Pair, whole: Claim) -> bool:
    """ "Women were 20.0 % (3,782)" of 18,640: two figures of the count exchanged, or one typed wrong."""
    part, own = pair.part, pair.share
    if significant(part) < COUNTED or len(own.digits) < LONG or not part.exact:
        return False
    wanted = whole.interval * own.interval
    wanted = wanted.times(Decimal(1) / HUNDRED)
    if part.interval.gap(wanted) * 3 > wanted.middle:
        return False  # 1,827 for 5,827: a share of another whole is as likely
    return bool(exchange(part, wanted) or digit(part, wanted))


def _made(pair: Pair, whole: Claim, holds: bool) -> Relation:
    expected = share(pair.part.interval, whole.interval)
    relation = Relation(RULE, SHARE, pair.share, (pair.part, whole), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"lone{pair.part.block}.{pair.part.start}", {"sentence": "share"}
    return relation
