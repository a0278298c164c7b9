"""Cells without a number: not available yet, empty, or withheld. The first two are questions to the agency."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import areas, grouped, places
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Status

RULES = {
    Status.NOT_COLLECTED: ("missing_values", Severity.QUESTION),
    Status.BLANK: ("missing_values_blank", Severity.QUESTION),
    Status.WITHHELD: ("missing_values_withheld", Severity.NOTE),
}


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each table and kind of missing value, naming the rows."""
    without = [o for o in context.relevant if o.value is None and o.obs_status in RULES]
    tables = grouped(without, lambda o: (o.origin.sha256, o.indicator, o.time_period, o.obs_status))
    for (_, indicator, period, status), rows in tables.items():
        rule, severity = RULES[status]
        yield Finding.make(
            rule,
            severity,
            *places(rows),
            source=rows[0].origin.source,
            indicator=indicator,
            period=period.code,
            rows=areas(rows),
            count=len(rows),
        )
