"""A section may print data older or longer than the report's period, but it must be known."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, places
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation
from mtm.model.period import Period


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each section and period that is not the report's, naming the indicators."""
    newest = _newest(context)
    spans = grouped(newest.values(), lambda o: o.time_period)
    for section in dict.fromkeys(section for section, _ in newest):
        for period in sorted(spans):
            rows = [o for (where, _), o in newest.items() if where == section and o.time_period == period]
            if rows and not _fits(period, context.period):
                yield _finding(section, rows, context)


def _fits(period: Period, report: Period) -> bool:
    return period == report or (period.instant and period.end >= report.end)


def _finding(section: str, rows: list[Observation], context: CheckContext) -> Finding:
    period = rows[0].time_period
    older = period.end < context.period.end
    return Finding.make(
        "period_mismatch" if older else "period_mismatch_length",
        Severity.WARNING if older else Severity.NOTE,
        *places(rows),
        source=rows[0].origin.source,
        indicator=rows[0].indicator,
        period=period.code,
        section=section,
        indicators=", ".join(o.indicator for o in rows),
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
