"""Shares of one whole must sum to 100 within their rounding; what is missing to 100 is named.

Only percentages that are declared as shares of a whole are summed (``share_of``): over the areas of a table, or over
the codes of one breakdown. 61.4 + 30 + 8.5 = 99.9 is rounding; 15.6 + 34.4 + 41.2 = 91.2 lacks a category.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from mtm.checks.context import CheckContext
from mtm.checks.looking import areas, grouped, places, plain, table_of
from mtm.kit.identities import interval, is_rest
from mtm.kit.intervals import Interval, total
from mtm.model.finding import Finding, Severity
from mtm.model.observation import OTHER, TOTAL, Observation

WHOLE = Decimal(100)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each set of shares that does not reach 100, or exceeds it."""
    shares = [o for o in context.relevant if _is_share(o, context)]
    over_areas = grouped((o for o in shares if o.counterpart_area != TOTAL), table_of)
    over_codes = grouped((o for o in shares if o.breakdown), _split)
    for rows in (*over_areas.values(), *over_codes.values()):
        yield from _judge(rows, context)


def _is_share(o: Observation, context: CheckContext) -> bool:
    return bool(context.indicator(o).share_of) and o.unit_measure == "percent" and not o.statistic


def _split(o: Observation) -> tuple[object, ...]:
    return (*table_of(o)[:3], o.ref_area, o.counterpart_area, o.breakdown[:-1], o.breakdown[-1][0])


def _judge(rows: Iterable[Observation], context: CheckContext) -> Iterator[Finding]:
    listed = [o for o in rows if o.attribute("role") != "memo" and not _is_subtotal(o, rows)]
    known = [o for o in listed if o.value is not None]
    sums = total(interval(o, context.units) for o in known)
    if len(known) < 2 or sums.meets(Interval.exact(WHOLE)):
        return
    printed = sum((o.value for o in known if o.value is not None), Decimal(0))
    complete = any(is_rest(o.counterpart_area) or OTHER in dict(o.breakdown).values() for o in listed)
    rule, severity = _rule(printed, complete and len(known) == len(listed))
    first = known[0]
    yield Finding.make(
        rule,
        severity,
        *places(known),
        source=first.origin.source,
        indicator=first.indicator,
        period=first.time_period.code,
        sum=plain(printed),
        missing=plain(abs(WHOLE - printed)),
        listed=areas(known),
        without=areas(o for o in listed if o.value is None),
    )


def _rule(printed: Decimal, complete: bool) -> tuple[str, str]:
    if printed > WHOLE:
        return "shares_sum_exceeded", Severity.WARNING
    return ("shares_sum", Severity.WARNING) if complete else ("shares_sum_missing", Severity.NOTE)


def _is_subtotal(o: Observation, rows: Iterable[Observation]) -> bool:
    return any(other.attribute("group") == o.counterpart_area for other in rows)
