"""A published balance must be arrivals minus departures as the same delivery gives them, within rounding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.checks.context import CheckContext
from mtm.checks.looking import places, plain
from mtm.kit.identities import interval
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each published balance that its inflow and outflow do not give."""
    given = {_key(o, o.indicator): o for o in context.matrix.observations if o.value is not None}
    for o in context.relevant:
        known = context.indicator(o)
        into, out = given.get(_key(o, known.inflow)), given.get(_key(o, known.outflow))
        if o.value is not None and into is not None and out is not None:
            computed = interval(into, context.units) - interval(out, context.units)
            if not computed.meets(interval(o, context.units)):
                yield _finding(o, into, out)


def _key(o: Observation, indicator: str) -> tuple[object, ...]:
    return (o.origin.sha256, indicator, o.time_period, o.ref_area, o.counterpart_area, o.breakdown)


def _finding(balance: Observation, into: Observation, out: Observation) -> Finding:
    computed = (into.value or Decimal(0)) - (out.value or Decimal(0))
    return Finding.make(
        "balance_identity",
        Severity.WARNING,
        *places((balance, into, out)),
        source=balance.origin.source,
        indicator=balance.indicator,
        period=balance.time_period.code,
        area=balance.counterpart_area,
        inflow=plain(into.value),
        outflow=plain(out.value),
        computed=plain(computed),
        printed=plain(balance.value),
    )
