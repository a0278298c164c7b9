"""A figure says up or down, first or second, and other numbers that the data allow would say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import places, plain
from mtm.kit.rounding import print_value
from mtm.model.figure import Doubt, Figure
from mtm.model.finding import Finding, Severity


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each figure and reason; ranks are notes, signs are warnings."""
    for figure in context.figures:
        for doubt in figure.doubts:
            yield _finding(figure, doubt)


def _finding(figure: Figure, doubt: Doubt) -> Finding:
    params: dict[str, object] = dict(doubt.params)
    observations = doubt.operands or figure.observations
    first = figure.observations[0]
    return Finding.make(
        f"direction_not_established_{doubt.reason}",
        Severity.NOTE if figure.kind == "rank" else Severity.WARNING,
        *places(observations),
        source=first.origin.source,
        indicator=first.indicator,
        period=figure.period.code if figure.period else "",
        figure=figure.id,
        formula=figure.formula,
        computed=plain(print_value(figure)),
        unit=figure.unit,
        **{f"doubt_{name}" if name in ("source", "value") else name: value for name, value in params.items()},
    )
