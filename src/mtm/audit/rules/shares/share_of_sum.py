"""A share of a part must be its share of the whole that the part makes up together with other numbers.

Rule share_of_sum: a count with its share, where another number of the report and the count add up to a total that the
report prints, or where the count is a part of a sum that holds. It is wrong where the share fits neither that total
nor any other whole around it. It cannot see parts whose complement is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.evidence.structure import of_change, of_neighbour
from mtm.audit.gathered.lists import Pair, is_level, listings
from mtm.audit.gathered.wholes import heads, totals_near
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, SUM, Relation
from mtm.audit.rules.shares.share_of_whole import apart, fits
from mtm.kit.intervals import share

RULE = "share_of_sum"
LAST = True
TELLING = 1000  # smaller numbers add up to others by chance
MOST = 60
DIGITS = 4
MOST_WRONG = 1  # held shares of the text for each that is called wrong: else the percentages are no shares


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every share that no other rule has settled."""
    known = _Known(reading)
    shares = [r for r in reading.relations if r.kind == SHARE and r.target.table < 0 and not known.siblings(r.operands)]
    settled = {id(r.target) for r in shares}
    changes = {abs(c.value) for c in reading.claims if c.unit == PERCENT and c.role == CHANGE}
    found: list[Relation] = []
    for listing in listings(reading):
        pairs = [p for p in listing.pairs if id(p.share) not in settled and abs(p.share.value) not in changes]
        pairs = [p for p in pairs if not p.share.hedge]
        if len(pairs) * 2 <= max(len(listing.pairs), 2):
            found += _relations(reading, known, [p for p in pairs if _tells(p.part)])
    broken = [r for r in found if not r.holds]
    believed = len(broken) * MOST_WRONG <= sum(r.holds for r in (*shares, *found))
    yield from (r for r in found if r.holds or believed)


def _relations(reading: Reading, known: _Known, pairs: list[Pair]) -> list[Relation]:
    found = [_relation(reading, known, pair) for pair in pairs]
    return [r for r in found if r is not None]


def _tells(part: Claim) -> bool:
    """Digits enough that it makes no sum by chance."""
    return part.amount >= TELLING and (part.exact or len(f"{part.value:f}".replace(".", "").strip("0")) >= DIGITS)


class _Known:
    """Exact counts by value, and the totals of sums that hold by the value of their parts."""

    def __init__(self, reading: Reading) -> None:
        self.counts: dict[Decimal, Claim] = {}
        self.sums: dict[Decimal, list[Claim]] = {}
        self.parts: dict[int, list[Relation]] = {}
        self.shared = {id(p.part) for listing in listings(reading) for p in listing.pairs}
        for claim in reading.claims:
            if claim.exact and is_level(claim) and claim.amount >= TELLING:
                self.counts.setdefault(claim.amount, claim)
        for relation in reading.relations:
            if relation.kind == SUM and relation.holds and is_level(relation.target):
                for operand in relation.operands if len(relation.operands) > 1 else ():
                    self.sums.setdefault(operand.amount, []).append(relation.target)
                    self.parts.setdefault(id(operand), []).append(relation)

    def siblings(self, pair: tuple[Claim, ...]) -> bool:
        """Part and whole of a share are parts, with shares of their own, of one sum: neither is the other's whole."""
        if len(pair) != 2 or id(pair[1]) not in self.shared:
            return False
        return any(o is pair[1] for r in self.parts.get(id(pair[0]), ()) for o in r.operands)


def _relation(reading: Reading, known: _Known, pair: Pair) -> Relation | None:
    part = pair.part
    if _another_share_between(reading, pair):
        return None
    totals = totals_near(reading, part)
    wholes = [w for w in totals if _makes(w, part, known)] + known.sums.get(part.amount, [])
    wholes = [w for w in wholes if w.unit == part.unit and w.amount > part.amount and not w.hedge]
    for whole in wholes:
        if fits(pair, whole):
            return _made(pair, whole, True)
    meant = [w for w in wholes if not apart(part, w)]
    if not meant or len({w.amount for w in meant}) > 1:
        return None
    around = [*totals, *heads(reading).get(part.section, [])[:MOST], *_paragraph(reading, part)]
    around = [w for w in around if w.unit == part.unit and w.amount > part.amount and not known.siblings((part, w))]
    if any(fits(pair, w) for w in around):
        return None
    beside = [c for c in _paragraph(reading, part) if c.sentence == pair.share.sentence and c.unit == part.unit]
    if any(fits(Pair(pair.share, c), meant[0]) for c in beside):
        return None  # "68.7% were men and 31.3% women: 234,664 and 107,106 respectively"
    relation = _made(pair, meant[0], False)
    return None if of_neighbour(reading, relation) or of_change(reading, pair.share) else relation


def _another_share_between(reading: Reading, pair: Pair) -> bool:
    """ "3,433 of the 8,174 voted, or 42.0 per cent; in the country it was 58.6": the nearer share is theirs."""
    part, share = pair.part, pair.share
    if part.table >= 0 or part.sentence != share.sentence:
        return False
    between = (c for c in reading.sentences[part.sentence].claims if part.start < c.start < share.start)
    return any(c.unit == PERCENT for c in between)


def _makes(whole: Claim, part: Claim, known: _Known) -> bool:
    """Another number of the report is what the part lacks to the whole."""
    rest = known.counts.get(whole.amount - part.amount)
    return whole.exact and part.exact and rest is not None and rest is not part


def _paragraph(reading: Reading, part: Claim) -> list[Claim]:
    return [c for s in reading.by_block.get(part.block, ()) for c in s.claims if is_level(c) and c is not part]


def _made(pair: Pair, whole: Claim, holds: bool) -> Relation:
    expected = share(pair.part.interval, whole.interval)
    relation = Relation(RULE, SHARE, pair.share, (pair.part, whole), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"ofsum{pair.part.block}", {"sentence": "share"}
    return relation
