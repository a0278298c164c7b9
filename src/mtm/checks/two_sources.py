"""Two sources give different numbers for the same thing: both are shown, they are never averaged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, label, places, plain
from mtm.kit.identities import interval
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each pair of sources that disagree beyond their rounding."""
    valued = (o for o in context.relevant if o.value is not None)
    for rows in grouped(valued, lambda o: (*o.series[:4], o.time_period)).values():
        for first, second in combinations(rows, 2):
            if not interval(first, context.units).meets(interval(second, context.units)):
                yield _finding(first, second, context)


def _finding(first: Observation, second: Observation, context: CheckContext) -> Finding:
    return Finding.make(
        "two_sources",
        Severity.WARNING,
        *places((first, second)),
        source=first.origin.source,
        indicator=first.indicator,
        period=first.time_period.code,
        area=label(first),
        first=plain(first.value),
        second=plain(second.value),
        other=context.name(second.origin.source),
        difference=plain(abs((first.value or Decimal(0)) - (second.value or Decimal(0)))),
    )
