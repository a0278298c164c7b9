"""Every source owes its deliveries by a day: those that are missing, not yet due, or came late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mtm.checks.context import CheckContext
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Observation
from mtm.model.period import Period
from mtm.model.reference import Expected

NOTHING = "–"


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each delivery of the calendar that is not there, or that came after its day."""
    for owed in context.expected:
        period = owed.period(context.period)
        due = period.end + timedelta(owed.due_days)
        came = _came(owed, period, context)
        wanted = owed.indicators or ("",)
        missing = [indicator for indicator in wanted if indicator not in came]
        late = max(came.values(), default=due)
        if missing:
            yield _missing(owed, period, due, [m for m in missing if m], context)
        elif late > due:
            yield _finding(
                "expected_delivery_late",
                Severity.NOTE,
                owed,
                period,
                due,
                received=str(late),
                days=str((late - due).days),
            )


def _came(owed: Expected, period: Period, context: CheckContext) -> dict[str, date]:
    """The day on which each wanted indicator first came for the period; "" stands for any."""
    came: dict[str, date] = {}
    for o in context.matrix.observations:
        wanted = o.indicator if owed.indicators else ""
        if o.origin.source == owed.source and _covers(o, period) and wanted in (owed.indicators or ("",)):
            came[wanted] = min(came.get(wanted, o.vintage), o.vintage)
    return came


def _covers(o: Observation, period: Period) -> bool:
    if o.time_period.instant:
        return o.time_period.end in (period.end, period.end + timedelta(1))
    return o.time_period == period


def _missing(owed: Expected, period: Period, due: date, missing: list[str], context: CheckContext) -> Finding:
    overdue = context.as_of > due
    rule, severity = (
        ("expected_delivery", Severity.WARNING) if overdue else ("expected_delivery_pending", Severity.NOTE)
    )
    own = [o for o in context.matrix.observations if o.origin.source == owed.source and _wanted(o, owed)]
    latest = max((o.time_period.end for o in own), default=None)
    after = [d.path for d in context.deliveries if d.source == owed.source and d.received > context.as_of]
    return _finding(
        rule,
        severity,
        owed,
        period,
        due,
        missing=", ".join(missing) or NOTHING,
        latest=latest.isoformat() if latest else NOTHING,
        afterwards=", ".join(sorted(after)) or NOTHING,
    )


def _wanted(o: Observation, owed: Expected) -> bool:
    return not owed.indicators or o.indicator in owed.indicators


def _finding(rule: str, severity: str, owed: Expected, period: Period, due: date, **params: str) -> Finding:
    place = (Place(owed.place),) if owed.place else ()
    form = owed.form or ", ".join(owed.indicators) or NOTHING
    return Finding.make(
        rule, severity, *place, source=owed.source, period=period.code, form=form, due=due.isoformat(), **params
    )
