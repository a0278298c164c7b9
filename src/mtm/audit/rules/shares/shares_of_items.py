"""The shares of a list of items must be taken of one whole.

Rule shares_of_items: items in a row, each with one count and its share, and the whole that all others of them use: a
number of the text before the list. It is wrong where one share alone uses another, and the counts of the list add up to
the whole or at least three others use it. It cannot see lists of two items, or where the items use several wholes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.evidence.structure import of_change, of_neighbour
from mtm.audit.gathered.lists import Listing, Pair, is_level, listings
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.audit.rules.shares.share_of_whole import fits
from mtm.kit.intervals import HUNDRED, share, total

RULE = "shares_of_items"
LAST = True
LEAST, ENOUGH = 3, 3
BEFORE = 24


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every share of such a list."""
    own = _own_wholes(reading)
    for pairs in _runs(reading):
        whole = _whole(reading, pairs)
        if whole is None:
            continue
        for pair in pairs:
            relation = _made(pair, whole, fits(pair, whole))
            other = of_neighbour(reading, relation) or of_change(reading, pair.share)
            other = other or pair.part.interval.low > whole.interval.high  # a list of its own, of something else
            other = other or id(pair.share) in own
            if relation.holds or not (other or pair.share.hedge or pair.part.hedge):
                yield relation


def _own_wholes(reading: Reading) -> set[int]:
    """Shares that hold of another number of their own item: "80 settled, 12 (15%) of them in the south"."""
    held = [r for r in reading.relations if r.holds and r.kind == SHARE and len(r.operands) == 2]
    return {id(r.target) for r in held if r.operands[1].block == r.target.block == r.operands[0].block}


def _runs(reading: Reading) -> Iterator[list[Pair]]:
    """The pairs of items that follow each other, one pair each."""
    by_block: dict[int, Listing] = {listing.block: listing for listing in listings(reading)}
    run: list[Pair] = []
    for number in range(len(reading.blocks) + 1):
        item = number < len(reading.blocks) and reading.blocks[number].kind == "item"
        listing = by_block.get(number) if item else None
        if listing is not None and len(listing.pairs) == 1 and _opens(reading, listing.pairs[0]):
            run.append(listing.pairs[0])
            continue
        if len(run) >= LEAST:
            yield run
        run = []


def _opens(reading: Reading, pair: Pair) -> bool:
    """The first number of its item: an item that first speaks of something else is none of the list."""
    first = next((s for s in reading.by_block.get(pair.part.block, ()) if s.claims), None)
    return first is not None and first.number == pair.part.sentence


def _whole(reading: Reading, pairs: list[Pair]) -> Claim | None:
    """The number before the list that all shares but one at most are taken of; nothing where several would do."""
    expected = total(p.part.interval for p in pairs)
    closed = HUNDRED in total(p.share.interval for p in pairs)
    found: list[tuple[int, Claim]] = []
    for whole in [*_before(reading, pairs[0].part), *totals_near(reading, pairs[0].part)]:
        if whole.unit != pairs[0].part.unit or any(p.part.interval.low > whole.interval.high for p in pairs):
            continue  # no part is larger than its whole: they are of another one
        held = sum(fits(p, whole) for p in pairs)
        complete = closed or whole.interval.meets(expected)
        if held == len(pairs) or (held == len(pairs) - 1 and (held >= ENOUGH or (complete and held > 1))):
            found.append((held, whole))
    best = max((held for held, _ in found), default=0)
    wholes = {w.amount: w for held, w in found if held == best}
    return next(iter(wholes.values())) if len(wholes) == 1 else None


def _before(reading: Reading, part: Claim) -> list[Claim]:
    claims = reading.by_section.get(part.section, [])
    end = bisect_left(claims, part.block, key=lambda c: c.block)
    near = claims[max(0, end - BEFORE) : end]
    return [c for c in near if is_level(c) and c.unit == part.unit and not c.hedge and c.interval.low > 0]


def _made(pair: Pair, whole: Claim, holds: bool) -> Relation:
    expected = share(pair.part.interval, whole.interval)
    relation = Relation(RULE, SHARE, pair.share, (pair.part, whole), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"items{pair.part.section}.{whole.index}", {"sentence": "share"}
    return relation
