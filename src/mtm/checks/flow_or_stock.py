"""The source does not say whether it counts what happened in the period or what stood at its end."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, places
from mtm.model.finding import Finding, Severity


def check(context: CheckContext) -> Iterator[Finding]:
    """One question for each source and indicator whose nature is unresolved."""
    unresolved = [o for o in context.relevant if context.indicator(o).nature == "unresolved"]
    for (source, indicator), rows in grouped(unresolved, lambda o: (o.origin.source, o.indicator)).items():
        latest = max(rows, key=lambda o: (o.time_period, o.vintage, o.counterpart_area == "_T"))
        yield Finding.make(
            "flow_or_stock",
            Severity.QUESTION,
            *places((latest,)),
            source=source,
            indicator=indicator,
            period=latest.time_period.code,
            label=latest.origin.label,
        )
