"""A direction needs evidence: where an identity does not close and the gap could turn the sign or the rank, we say so.

Scope: balances, changes, differences and ranks. Each reason is one file of this folder, found by itself:
it has ``doubts(figure, holdings)``. The question is always the same: recomputed with the other number that the data
allow, would the sign or the rank be another?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mtm.figures.evidence.turning import directed
from mtm.figures.holdings import Holdings
from mtm.model.figure import Doubt, Figure

Reason = Callable[[Figure, Holdings], Iterator[Doubt]]

ORDER = ("parts", "grouping", "vintages", "sources", "question", "unlisted")


def doubts(figure: Figure, holdings: Holdings) -> tuple[Doubt, ...]:
    """Everything that leaves the direction of a figure open; none for figures without a direction and for gaps."""
    if not directed(figure):
        return ()
    return tuple(doubt for reason in reasons() for doubt in reason(figure, holdings))


@cache
def reasons() -> tuple[Reason, ...]:
    """The reasons in their order, one per file."""
    found = {m.name for m in iter_modules(__path__) if m.name != "turning"}
    names = [n for n in ORDER if n in found] + sorted(found - set(ORDER))
    return tuple(import_module(f"{__name__}.{name}").doubts for name in names)
