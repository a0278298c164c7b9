"""A figure sets numbers of two deliveries against each other, although one delivery gives both, and differently.

A country's share then has a base that its own table never knew. Revisions of a total alone are the usual cause.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import grouped, places, plain
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation

KINDS = ("share", "total", "balance", "residual", "ratio")


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each section and replaced value, with the number of figures that it touches."""
    touched: dict[tuple[str, Observation, Observation], list[str]] = {}
    for figure in context.figures:
        for used, own in _mixed(figure, context):
            touched.setdefault((figure.section, used, own), []).append(figure.id)
    for (section, used, own), ids in touched.items():
        yield Finding.make(
            "mixed_deliveries",
            Severity.WARNING,
            *places((used, own)),
            source=used.origin.source,
            indicator=used.indicator,
            period=used.time_period.code,
            section=section,
            area=used.counterpart_area,
            used=plain(used.value),
            own=plain(own.value),
            delivery=own.origin.file,
            count=len(ids),
            first=ids[0],
        )


def _mixed(figure: Figure, context: CheckContext) -> Iterator[tuple[Observation, Observation]]:
    """Pairs of a value that the figure uses and the value that the other operands' delivery gives instead."""
    if figure.kind not in KINDS or figure.value is None:
        return
    tables = grouped(figure.observations, lambda o: (o.origin.source, o.time_period))
    for rows in tables.values():
        deliveries = {o.origin.sha256 for o in rows}
        for used in rows if len(deliveries) > 1 else ():
            for own in context.matrix.vintages(used):
                if own.origin.sha256 in deliveries and own.value not in (None, used.value):
                    yield used, own
