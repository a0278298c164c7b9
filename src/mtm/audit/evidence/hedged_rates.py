"""A percentage that its words call rough: "almost 40 per cent", «чуть более 50 %», "40 %-ға жуық".

Scope: one relation whose target is such a percentage. Words leave more open than digits: a number of tens stands for
what lies within ten on the side that the word names, one of fives within five, any other for its neighbours.
"""

from __future__ import annotations

from decimal import Decimal

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.relations import CHANGE, SHARE, Relation
from mtm.kit.intervals import Interval

_TEN, _FIVE = Decimal(10), Decimal(5)


def excused(relation: Relation) -> Relation:
    """The relation, which holds where the hedge leaves room for what the operands make."""
    target = relation.target
    if relation.holds or not target.hedge or target.unit != PERCENT or relation.kind not in (CHANGE, SHARE):
        return relation
    if relation.words:  # a word contradicts the number, not the number its operands
        return relation
    own = _loose(target)
    turned = relation.kind == CHANGE and target.sign not in ("+", "-")
    up, down = own.meets(relation.expected), turned and own.meets(-relation.expected)
    if (up and target.direction >= 0) or (down and target.direction <= 0):
        relation.holds = True
    return relation


def _loose(rate: Claim) -> Interval:
    step = _step(rate)
    own = rate.interval
    if rate.hedge == "over":
        return Interval(own.low, own.high + step)
    if rate.hedge == "under":
        return Interval(own.low - step, own.high)
    return Interval(own.low - step / 2, own.high + step / 2)


def _step(rate: Claim) -> Decimal:
    if not rate.decimals and rate.value:
        for step in (_TEN, _FIVE):
            if rate.value % step == 0:
                return step
    return Decimal(1).scaleb(-rate.decimals)


__all__ = ["excused"]
