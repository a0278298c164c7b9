"""Vintages: what the same sources said at an earlier date would turn the figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mtm.figures.evidence.turning import doubt, shown, turned
from mtm.figures.holdings import Holdings
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation


def doubts(figure: Figure, holdings: Holdings) -> Iterator[Doubt]:
    """One doubt for the latest earlier state of the data that turns the figure; every state is taken as a whole."""
    told = ((leaf, holdings.matrix.vintages(leaf)) for leaf in figure.observations)
    history = {leaf: found for leaf, found in told if any(o.value != leaf.value for o in found)}
    for day in sorted({o.vintage for found in history.values() for o in found}, reverse=True):
        then = {leaf: _known(found, day) for leaf, found in history.items()}
        other = {leaf: o for leaf, o in then.items() if o and o.value is not None and o.value != leaf.value}
        value = turned(figure, {leaf: o.value for leaf, o in other.items() if o.value is not None}) if other else None
        if value is not None:
            yield doubt("vintages", list(other.values()), vintage=day.isoformat(), turned=shown(figure, value))
            return


def _known(vintages: tuple[Observation, ...], day: date) -> Observation | None:
    return next((o for o in reversed(vintages) if o.vintage <= day), None)
