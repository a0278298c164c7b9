"""Results by citizenship that point at enforcement stay out of a report unless its workspace asks for them.

They rest on matched records, and a person with a new document looks as if having stayed: such numbers by citizenship
do harm where they are taken for findings. mtm never delivers them unasked; a file made elsewhere is stopped here.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, places
from mtm.model.finding import Finding, Severity
from mtm.model.observation import TOTAL


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each delivery with such results in a workspace that does not ask for them."""
    if context.enforcement:
        return
    found = (o for o in context.matrix.observations if context.indicator(o).enforcement and o.counterpart_area != TOTAL)
    for rows in grouped(found, lambda o: (o.origin.source, o.origin.file)).values():
        source = rows[0].origin.source
        yield Finding.make("enforcement_data", Severity.BLOCKING, *places(rows), source=source, count=len(rows))
