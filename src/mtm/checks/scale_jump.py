"""A value many times larger or smaller than before is more often a unit than a fact: thousands, or another currency."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.checks.context import CheckContext
from mtm.checks.looking import label, places, plain
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation

OVER_TIME = Decimal(20)
"""Against the period before or the year before: flows of people do multiply, but rarely twentyfold."""

OVER_VINTAGES = Decimal(5)
"""Against the same period in an earlier delivery: revisions are small."""

SMALL = Decimal(10)
"""Values below this jump by chance, though not by as much as a unit."""

UNITS = Decimal(500)
"""Thousands instead of units, with room for growth."""


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each value that jumps against an earlier period or an earlier vintage."""
    current = {o.key: o for o in context.matrix.current}
    for o in context.relevant:
        if _comparable(o, context):
            yield from _judge(o, context, current)


def _judge(o: Observation, context: CheckContext, current: dict[tuple[object, ...], Observation]) -> Iterator[Finding]:
    vintages = [v for v in context.matrix.vintages(o) if v.vintage < o.vintage]
    periods = (o.time_period.previous(), o.time_period.year_earlier())
    earlier = [found for p in dict.fromkeys(periods) if (found := current.get((*o.series, p)))]
    for limit, others in ((OVER_VINTAGES, vintages[-1:]), (OVER_TIME, earlier)):
        for other in others:
            factor = _factor(o, other)
            if factor is not None and not 1 / limit < factor < limit:
                yield _finding(o, other, factor)
                return


def _comparable(o: Observation, context: CheckContext) -> bool:
    """Balances, rates and percentages may jump; what mtm counted itself has one unit, and its open cases melt away."""
    known = context.indicator(o)
    if o.attribute("tabulation"):
        return False
    return not known.inflow and known.nature != "rate" and o.unit_measure not in ("percent", "percentage_points")


def _factor(now: Observation, before: Observation) -> Decimal | None:
    if now.value is None or before.value is None or now.unit_measure != before.unit_measure:
        return None
    small, large = sorted((abs(now.value), abs(before.value)))
    by_unit = small > 0 and large >= SMALL and large >= small * UNITS
    return now.value / before.value if small >= SMALL or by_unit else None


def _finding(now: Observation, before: Observation, factor: Decimal) -> Finding:
    times = factor if factor >= 1 else 1 / factor
    return Finding.make(
        "scale_jump",
        Severity.WARNING,
        *places((now, before)),
        source=now.origin.source,
        indicator=now.indicator,
        period=now.time_period.code,
        area=label(now),
        new=plain(now.value),
        old=plain(before.value),
        compared=before.time_period.code,
        factor=plain(times.quantize(Decimal(1))),
    )
