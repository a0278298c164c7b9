"""A revision is a new value for what was already delivered: old, new, difference, and the delivery that brought it."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import label, places, plain
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation, Status


def check(context: CheckContext) -> Iterator[Finding]:
    """One note for each value that the latest delivery changed or withholds, a warning where it took the value away."""
    for o in context.relevant:
        earlier = [v for v in context.matrix.vintages(o) if v.vintage < o.vintage]
        if earlier and earlier[-1].value != o.value and earlier[-1].value is not None:
            yield _finding(earlier[-1], o)


def _rule(new: Observation) -> str:
    if new.value is not None:
        return "revision"
    return "revision_withheld" if new.obs_status == Status.WITHHELD else "revision_withdrawn"


def _finding(old: Observation, new: Observation) -> Finding:
    rule = _rule(new)
    return Finding.make(
        rule,
        Severity.WARNING if rule == "revision_withdrawn" else Severity.NOTE,
        *places((new, old)),
        source=new.origin.source,
        indicator=new.indicator,
        period=new.time_period.code,
        area=label(new),
        old=plain(old.value),
        new=plain(new.value),
        difference="" if new.value is None or old.value is None else plain(new.value - old.value),
        before=old.vintage.isoformat(),
        delivery=new.origin.file,
    )
