"""A running total must grow by the flow that feeds it: "since 1991" against the counts since 1 January.

Both are taken with their rounding: 1,123.2 thousand minus 1,112.6 thousand is between 10,500 and 10,700.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, places, plain
from mtm.kit.identities import interval
from mtm.kit.intervals import Interval
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each step of a running total that its flow does not explain."""
    totals = [o for o in context.matrix.current if context.indicator(o).cumulates and o.value is not None]
    for series in grouped(totals, lambda o: o.series).values():
        ordered = sorted(series, key=_last_day)
        for earlier, later in pairwise(ordered):
            if context.concerns(later):
                yield from _judge(earlier, later, context)


def _judge(earlier: Observation, later: Observation, context: CheckContext) -> Iterator[Finding]:
    flows = _flows(earlier, later, context)
    if flows is None:
        return
    fed, terms = flows
    growth = interval(later, context.units) - interval(earlier, context.units)
    if growth.meets(fed):
        return
    yield Finding.make(
        "cumulative_growth",
        Severity.WARNING,
        *places((later, earlier, *terms)),
        source=later.origin.source,
        indicator=later.indicator,
        period=later.time_period.code,
        flow=context.indicator(later).cumulates,
        growth=plain((later.value or Decimal(0)) - (earlier.value or Decimal(0))),
        fed=plain(fed.middle),
        since=_last_day(earlier).isoformat(),
        until=_last_day(later).isoformat(),
    )


def _flows(
    earlier: Observation, later: Observation, context: CheckContext
) -> tuple[Interval, tuple[Observation, ...]] | None:
    """What flowed in between two days, out of counts since 1 January; None where one is missing."""
    begin, end = _last_day(earlier), _last_day(later)
    before, after = _since_january(later, begin, context), _since_january(later, end, context)
    years = [_since_january(later, date(year, 12, 31), context) for year in range(begin.year, end.year)]
    if before is None or after is None or any(o is None for o in years):
        return None
    added = (after, *(o for o in years if o is not None))
    fed = Interval.exact(0) - interval(before, context.units)
    for o in added:
        fed = fed + interval(o, context.units)
    return fed, (*added, before)


def _since_january(total: Observation, day: date, context: CheckContext) -> Observation | None:
    flow = context.indicator(total).cumulates
    for o in context.matrix.select(flow, None, total.counterpart_area, total.breakdown, total.origin.source):
        p = o.time_period
        if o.value is not None and not p.instant and p.start == date(day.year, 1, 1) and p.end == day:
            return o
    return None


def _last_day(o: Observation) -> date:
    """The last day that a running total covers: "as of 1 September" covers August."""
    p = o.time_period
    return p.end - timedelta(1) if p.instant and p.end.day == 1 else p.end
