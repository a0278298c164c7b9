"""Simulated observations never enter a report that does not say of itself that it is simulated.

They are known by their status or their attribute, the withheld ones included, wherever they came from. One finding for
each delivery that holds any, and it stops the release: what is invented must not be published as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, places
from mtm.model.finding import Finding, Severity


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each delivery with simulated observations in a workspace that is not simulated."""
    if context.simulated:
        return
    found = [o for o in context.matrix.observations if o.simulated]
    for rows in grouped(found, lambda o: (o.origin.source, o.origin.file)).values():
        first = rows[0].origin
        yield Finding.make(
            "simulated_data", Severity.BLOCKING, *places(rows[:20]), source=first.source, count=len(rows)
        )
