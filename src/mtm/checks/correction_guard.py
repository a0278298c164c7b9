"""A correction holds only while the value it was written for still stands in the source."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.checks.context import CheckContext
from mtm.checks.looking import places, plain
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Observation
from mtm.model.reference import Correction


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each active correction: applied, repaired at the source, overtaken by a third value, or idle."""
    for correction in context.corrections:
        if correction.status == "active":
            found = [o for o in context.matrix.current if correction.about(o)]
            yield from (_judge(correction, o, context) for o in found)
            if not found:
                yield _finding("correction_guard_idle", Severity.NOTE, correction, None)


def _judge(correction: Correction, o: Observation, context: CheckContext) -> Finding:
    if correction.holds(o):
        return _finding("correction_guard_applied", Severity.NOTE, correction, o)
    if o.value == correction.value:
        return _finding("correction_guard_repaired", Severity.WARNING, correction, o)
    severity = Severity.BLOCKING if context.concerns(o) else Severity.WARNING
    return _finding("correction_guard", severity, correction, o)


def _finding(rule: str, severity: str, correction: Correction, o: Observation | None) -> Finding:
    kept = (Place(correction.place),) if correction.place else ()
    cells = places((o,)) if o else ()
    return Finding.make(
        rule,
        severity,
        *cells,
        *kept,
        source=correction.source,
        indicator=correction.indicator,
        period=correction.period,
        area=correction.area,
        correction=correction.id,
        expected=correction.raw,
        now=o.origin.raw if o else "",
        corrected=plain(correction.value if isinstance(correction.value, Decimal) else None),
        reason=correction.reason,
        author=correction.author,
        kept=correction.place,
    )
