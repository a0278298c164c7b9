"""A section may print data older or longer than the report's period, but it must be known."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import places
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each section and indicator whose newest data do not cover the report's period."""
    for (section, indicator), newest in _newest(context).items():
        period = newest.time_period
        if period == context.period:
            continue
        older = period.end < context.period.end and not _day_after(newest, context)
        if older or not period.instant:
            yield Finding.make(
                "period_mismatch" if older else "period_mismatch_length",
                Severity.WARNING if older else Severity.NOTE,
                *places((newest,)),
                source=newest.origin.source,
                indicator=indicator,
                period=period.code,
                section=section,
                report=context.period.code,
                until=period.end.isoformat(),
            )


def _newest(context: CheckContext) -> dict[tuple[str, str], Observation]:
    """The newest observation with a value of each section and indicator; those like the report's period first."""
    found: dict[tuple[str, str], Observation] = {}
    for figure in context.figures:
        for o in _leaves(figure):
            key = (figure.section, o.indicator)
            if key not in found or _rank(o, context) > _rank(found[key], context):
                found[key] = o
    return dict(sorted(found.items()))


def _leaves(figure: Figure) -> tuple[Observation, ...]:
    return tuple(o for o in figure.observations if o.value is not None)


def _rank(o: Observation, context: CheckContext) -> tuple[object, ...]:
    return (o.time_period == context.period, o.time_period.end, o.time_period.start, o.vintage)


def _day_after(o: Observation, context: CheckContext) -> bool:
    return o.time_period.instant and o.time_period.end >= context.period.end
