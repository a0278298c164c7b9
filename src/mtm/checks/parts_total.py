"""Parts must add up to their total within one delivery; what is left over is named.

Groups are held against the total, listed rows and rest rows against their group, the codes of a breakdown against the
value without it. A list that does not mean to be complete leaves a rest that is "not listed"; where a part has no
value, the sum cannot be checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import areas, grouped, places, plain, table_of
from mtm.kit.identities import Identity, identities
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each total that its parts do not make up."""
    relevant = {o.origin.sha256 for o in context.relevant}
    rows = [o for o in context.matrix.observations if o.origin.sha256 in relevant and _adds_up(o, context)]
    for identity in (*_over_areas(rows), *_over_breakdowns(rows)):
        if context.concerns(identity.total):
            yield from _judge(identity, context)


def _over_areas(rows: list[Observation]) -> Iterator[Identity]:
    for table in grouped(rows, table_of).values():
        yield from identities(table)


def _over_breakdowns(rows: list[Observation]) -> Iterator[Identity]:
    same = grouped(rows, lambda o: (o.origin.sha256, o.indicator, o.time_period, o.ref_area, o.counterpart_area))
    for values in same.values():
        wholes = {o.breakdown: o for o in values if o.value is not None}
        for (within, _), parts in grouped((o for o in values if o.breakdown), _finest).items():
            if within in wholes and len(parts) > 1:
                yield Identity(wholes[within], tuple(parts))


def _finest(o: Observation) -> tuple[tuple[tuple[str, str], ...], str]:
    """The breakdown without its last dimension, and that dimension."""
    return o.breakdown[:-1], o.breakdown[-1][0]


def _judge(identity: Identity, context: CheckContext) -> Iterator[Finding]:
    if identity.closes(context.units) or _withheld_by_us(identity):
        return
    rule, severity = _rule(identity)
    total = identity.total
    yield Finding.make(
        rule,
        severity,
        *places((total, *identity.parts)),
        source=total.origin.source,
        indicator=total.indicator,
        period=total.time_period.code,
        area=total.counterpart_area,
        total=plain(total.value),
        parts=plain(identity.sum),
        terms=" + ".join(plain(p.value) for p in identity.valued) if len(identity.valued) <= 4 else "",
        gap=plain(abs(identity.gap)),
        without=areas(identity.open),
        unit=total.unit_measure,
    )


def _withheld_by_us(identity: Identity) -> bool:
    """Whether what is missing in the sum are small counts that mtm itself has withheld: nobody is to be asked."""
    return identity.gap >= 0 and bool(identity.open) and all(o.attribute("tabulation") for o in identity.open)


def _rule(identity: Identity) -> tuple[str, str]:
    if identity.gap < 0:
        return "parts_total_exceeded", Severity.WARNING
    if identity.open:
        return "parts_total_open", Severity.NOTE
    if identity.complete:
        return "parts_total", Severity.WARNING
    return "parts_total_not_listed", Severity.NOTE


def _adds_up(o: Observation, context: CheckContext) -> bool:
    """False for percentages and rates, and for what is said about an estimate, such as its standard error."""
    percentage = o.unit_measure in ("percent", "percentage_points") or context.indicator(o).nature == "rate"
    return not (percentage or o.statistic)
