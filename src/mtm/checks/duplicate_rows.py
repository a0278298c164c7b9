"""One delivery gives the same thing twice: of two values one is wrong; with one value the row was repeated."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, label, places, plain
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each key that a delivery gives more than once; equal values on two sheets are no repetition."""
    twice = grouped(context.matrix.observations, lambda o: (o.origin.sha256, o.key))
    for rows in twice.values():
        if len(rows) > 1 and any(context.concerns(o) for o in rows):
            yield from _judge(rows)


def _judge(rows: list[Observation]) -> Iterator[Finding]:
    values = {o.value for o in rows}
    sheets = [o.origin.sheet for o in rows]
    if len(values) == 1 and len(set(sheets)) == len(sheets):
        return
    first = rows[0]
    yield Finding.make(
        "duplicate_rows" if len(values) > 1 else "duplicate_rows_equal",
        Severity.WARNING if len(values) > 1 else Severity.NOTE,
        *places(rows),
        source=first.origin.source,
        indicator=first.indicator,
        period=first.time_period.code,
        area=label(first),
        values=", ".join(plain(o.value) or o.origin.raw for o in rows),
        count=len(rows),
    )
