"""What a source said before: earlier vintages of a figure, and by how much the newest one revised them.

Scope: functions of the expression language on figures that are one observation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mtm.figures.errors import FigureError
from mtm.figures.making import derived
from mtm.figures.selecting import Selecting
from mtm.figures.sums import only_observation
from mtm.model.figure import Figure
from mtm.model.observation import Observation


@dataclass(frozen=True)
class Vintages:
    """Access to earlier deliveries of the same key."""

    selecting: Selecting

    def first_vintage(self, figure: Figure) -> Figure:
        """The figure as its source first gave it."""
        return self._vintage(figure, 0)

    def previous_vintage(self, figure: Figure) -> Figure:
        """The figure as its source gave it in the delivery before."""
        return self._vintage(figure, -1)

    def revision(self, figure: Figure, since: str = "previous") -> Figure:
        """New minus old, with its sign: against the delivery before, or since the first."""
        if since not in ("previous", "first"):
            raise FigureError("revision() is since the previous or the first vintage", value=since)
        old = self.first_vintage(figure) if since == "first" else self.previous_vintage(figure)
        return derived("revision", (figure, old), figure.unit, figure.period, base=old, signed=True)

    def _vintage(self, figure: Figure, place: int) -> Figure:
        found = only_observation(figure)
        if figure.kind not in ("select", "published"):
            raise FigureError("vintages belong to single observations", value=figure.formula, remedy="Use obs().")
        earlier = self._earlier(found) if found else []
        if not earlier:
            return replace(figure, value=None, gap=figure.gap or "no_earlier_vintage", operands=())
        return self.selecting.select(earlier[place])

    def _earlier(self, observation: Observation) -> list[Observation]:
        return [o for o in self.selecting.holdings.matrix.vintages(observation) if o.vintage < observation.vintage]
