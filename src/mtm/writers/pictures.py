"""A drawn chart as writers see it: the drawing and its size in points.

Scope: what a writer needs of a drawing; the charts room makes them. Writers look drawings up by the id of their block,
and the trend of a tile under "trend-" and the id of the tile's figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from mtm.model.blocks import Tile


class Drawing(Protocol):
    """A drawing in SVG; ``narrow`` is the same drawing for a telephone, or "" where there is none."""

    @property
    def svg(self) -> str: ...
    @property
    def narrow(self) -> str: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


Drawings = Mapping[str, Drawing]


def trend(drawings: Drawings, tile: Tile) -> Drawing | None:
    """The small drawing beside a headline value, if there is one."""
    return drawings.get(f"trend-{tile.value.figure.id}")
