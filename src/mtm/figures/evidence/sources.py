"""Sources: another source gives another number for the same thing, and it would turn the figure."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.figures.evidence.turning import doubt, shown, turned
from mtm.figures.holdings import Holdings
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation


def doubts(figure: Figure, holdings: Holdings) -> Iterator[Doubt]:
    """One doubt for each other source whose numbers, put in place of ours, turn the figure."""
    rivals: dict[str, dict[Observation, Observation]] = {}
    for leaf in figure.observations:
        for other in holdings.at(leaf.indicator, leaf.counterpart_area, leaf.breakdown):
            same = (other.time_period, other.ref_area) == (leaf.time_period, leaf.ref_area)
            if same and other.origin.source != leaf.origin.source and other.value is not None:
                rivals.setdefault(other.origin.source, {})[leaf] = other
    for source, found in sorted(rivals.items()):
        value = turned(figure, {leaf: o.value for leaf, o in found.items() if o.value is not None})
        if value is not None:
            name = holdings.scope.sources.get(source, source)
            yield doubt("sources", list(found.values()), source=source, name=name, turned=shown(figure, value))
