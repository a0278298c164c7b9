"""Shares, changes, percentage points and ratios: one figure set against another that is its base.

Scope: functions of the expression language. Per cent is always of a base that the figure carries.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtm.figures import concepts
from mtm.figures.errors import FigureError
from mtm.figures.making import derived
from mtm.figures.sums import both, over_time
from mtm.model.figure import Figure


@dataclass(frozen=True)
class Relations:
    """Setting figures against each other."""

    indicators: concepts.Indicators

    def share(self, part: Figure, whole: Figure) -> Figure:
        """The part in per cent of the whole, which is its base."""
        operands = both(part, whole, "share()")
        concepts.require_no_percentages(operands, "share()", "the amounts")
        _, unfit = concepts.one_unit(operands, "share()")
        concepts.require_one_concept(operands, self.indicators, "share()")
        period = concepts.same_period(operands)
        unfit = unfit or ("" if period else "periods_differ")
        return derived("share", operands, concepts.PERCENT, period, base=whole, unfit=unfit)

    def change(self, now: Figure, before: Figure) -> Figure:
        """The change in per cent of the earlier value, which is its base."""
        operands = both(now, before, "change()")
        concepts.require_no_percentages(operands, "change()", "points() between two shares")
        _, unfit = concepts.one_unit(operands, "change()")
        return over_time("change", operands, concepts.PERCENT, "change()", unfit)

    def points(self, now: Figure, before: Figure) -> Figure:
        """The difference between two percentages, in percentage points."""
        operands = both(now, before, "points()")
        if any(o.unit not in (concepts.PERCENT, "") for o in operands):
            raise FigureError("points() is the difference of two percentages", remedy="Use change() or increase().")
        return over_time("points", operands, concepts.POINTS, "points()")

    def ratio(self, first: Figure, second: Figure, unit: str = "ratio") -> Figure:
        """One figure per another; figures of different units need a name for the unit of the result."""
        operands = both(first, second, "ratio()")
        unfit = concepts.one_unit(operands, "ratio()")[1] if unit == "ratio" else ""
        period = concepts.same_period(operands)
        unfit = unfit or ("" if period else "periods_differ")
        return derived("ratio", operands, unit, period, base=second, unfit=unfit)
