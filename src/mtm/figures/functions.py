"""The functions that an expression may use, by name. Each is described in docs/reference/figures.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mtm.figures import ranking
from mtm.figures.errors import FigureError
from mtm.figures.holdings import Holdings
from mtm.figures.relations import Relations
from mtm.figures.selecting import Selecting
from mtm.figures.sums import Sums, both
from mtm.figures.vintages import Vintages
from mtm.model.figure import Figure
from mtm.model.period import Period

Function = Callable[..., object]

NAMES = (
    *(
        "obs",
        "latest",
        "latest_period",
        "periods",
        "series",
        "listed",
        "groups",
        "group_of",
        "rest",
        "codes",
        "members",
        "published",
    ),
    *("total", "balance", "residual", "increase", "difference"),
    *("share", "change", "points", "ratio"),
    *("rank", "top", "within", "count_of"),
    *("first_vintage", "previous_vintage", "revision"),
    *("previous", "year_earlier", "ytd", "year", "at_end"),
)
"""Every function of the language; ``period``, the report's period, is the only other name that is always there."""


def functions(holdings: Holdings) -> Mapping[str, Function]:
    """The functions bound to one matrix and scope."""
    selecting = Selecting(holdings)
    rooms = (
        selecting,
        Sums(holdings.scope.indicators),
        Relations(holdings.scope.indicators),
        ranking,
        Vintages(selecting),
        _Periods(selecting),
    )
    return {name: next(getattr(room, name) for room in rooms if hasattr(room, name)) for name in NAMES}


class _Periods:
    """Periods made of other periods, and numbers taken over as published."""

    def __init__(self, selecting: Selecting) -> None:
        self._of = selecting.period_of
        self._names = selecting.holdings.scope.sources

    def previous(self, period: Period | str) -> Period:
        return self._of(period).previous()

    def year_earlier(self, period: Period | str) -> Period:
        return self._of(period).year_earlier()

    def ytd(self, period: Period | str) -> Period:
        """From 1 January to the end of the period."""
        end = self._of(period).end
        return Period(end.replace(month=1, day=1), end)

    def year(self, period: Period | str) -> Period:
        return Period.year(self._of(period).end.year)

    def at_end(self, period: Period | str) -> Period:
        """The last day of a period, for stocks."""
        return Period.at(self._of(period).end)

    def published(self, figure: Figure) -> Figure:
        """A figure as somebody else printed it; nothing is worked back from it."""
        given, _ = both(figure, figure, "published()")
        if given.kind not in ("select", "published"):
            raise FigureError("published() takes one observation", value=given.formula, remedy="Use obs().")
        sources = [o.origin.source for o in given.observations]
        publisher = given.published_by or ", ".join(self._names.get(s, s) for s in sources)
        return replace(given, kind="published", published_by=publisher)
