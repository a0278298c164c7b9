"""Lists of one report should take their shares of one kind of whole.

Rule sibling_base: a list of countries under a group whose shares fit the grand total, while its sibling lists take
theirs of the group, is likely to be on the wrong base; both bases are given. It cannot see lists that name their base
themselves, and where all lists agree it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import Pair
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import SHARE, Relation
from mtm.audit.rules.shares.share_of_whole import Choice, choose, fits
from mtm.kit.intervals import share

RULE = "sibling_base"


@dataclass(slots=True)
class _List:
    choice: Choice
    pairs: list[Pair]
    inner: Claim
    outer: bool


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per share of the odd list."""
    lists = [found for choice in choose(reading) if (found := _list(choice)) is not None]
    inner = [one for one in lists if not one.outer]
    outer = [one for one in lists if one.outer]
    if not inner or not outer or len(outer) > len(inner):
        return
    for odd in outer:
        twin = next((one for one in inner if _siblings(one, odd)), None)
        if twin is None:
            continue
        for pair in odd.pairs:
            expected = share(pair.part.interval, odd.inner.interval)
            relation = Relation(RULE, SHARE, pair.share, (pair.part, odd.inner), expected, False, certain=False)
            relation.family = f"sibling{odd.choice.listing.block}"
            main = odd.choice.main
            relation.params = {"other_base": main.printed if main else "", "twin_base": twin.inner.printed}
            yield relation


def _list(choice: Choice) -> _List | None:
    """The list with its own group as the inner whole; lists of fewer than two countries say nothing."""
    main = choice.main
    items = [p for p in choice.listing.pairs if p.part.area and not p.part.area.startswith("group:")]
    if main is None or len(items) < 2:
        return None
    using = [p for p in items if choice.base.get(id(p.share)) is main]
    inner = _inner(choice, items)
    if len(using) < 2 or inner is None or inner.interval.low <= 0:
        return None
    if main is inner or main.amount == inner.amount:
        return _List(choice, using, inner, outer=False)
    if main.amount < inner.amount or any(fits(p, inner) or of_all(p.share) for p in using):
        return None
    return _List(choice, using, inner, outer=True)


def _inner(choice: Choice, items: list[Pair]) -> Claim | None:
    """The group's own level in the paragraph, not smaller than the items together."""
    together = sum(p.part.amount for p in items)
    for claim in choice.near:
        group = claim.area.startswith("group:") and claim.unit == items[0].part.unit
        if claim.time == "before":
            continue  # "rose from 315,482 to 370,737": the parts are those of the later value
        if group and claim.amount >= together and claim.order < items[-1].part.order:
            return claim
    return None


def _siblings(one: _List, other: _List) -> bool:
    """Lists over the same countries, or under groups of the same scheme."""
    areas = {p.part.area for p in one.pairs}
    shared = len(areas & {p.part.area for p in other.pairs})
    return shared > 1 or one.inner.unit == other.inner.unit
