"""Totals, balances and what is left of a total: amounts of one unit and one concept.

Scope: functions of the expression language. Values are never rounded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from mtm.figures import concepts
from mtm.figures.errors import FigureError
from mtm.figures.family import Family, figures_in
from mtm.figures.making import derived
from mtm.model.figure import Figure
from mtm.model.observation import Observation
from mtm.model.period import Period

Figures = Figure | Family | Sequence[object]


@dataclass(frozen=True)
class Sums:
    """Adding and subtracting figures."""

    indicators: concepts.Indicators

    def total(self, figures: Figures) -> Figure:
        """The sum of figures; a gap among them makes the sum a gap."""
        operands = figures_in(figures, "total()")
        if not operands:
            return replace(derived("total", (), "", None), gap="nothing_listed")
        unit, unfit = self._amounts(operands, "total()")
        period = concepts.summed_period(operands, self.indicators)
        return derived("total", operands, unit, period, unfit=unfit or ("" if period else "periods_differ"))

    def balance(self, inflow: Figure, outflow: Figure) -> Figure:
        """In minus out, with its sign."""
        operands = both(inflow, outflow, "balance()")
        unit, unfit = self._amounts(operands, "balance()")
        period = concepts.same_period(operands)
        return derived(
            "balance", operands, unit, period, signed=True, unfit=unfit or ("" if period else "periods_differ")
        )

    def residual(self, total: Figure, parts: Figures) -> Figure:
        """What a total holds beyond its listed parts: derived, and not the same as an observed category "other".

        Parts without a value stay inside the residual; the tag ``holds`` names them. Where no part is listed at all
        there is nothing that the total could exceed: a gap.
        """
        listed = figures_in(parts, "residual()")
        known = tuple(p for p in listed if p.value is not None)
        operands = (*both(total, total, "residual()")[:1], *known)
        unit, unfit = self._amounts(operands, "residual()")
        period = concepts.same_period(operands)
        result = derived("residual", operands, unit, period, unfit=unfit or ("" if period else "periods_differ"))
        inside = ",".join(p.area for p in listed if p.value is None)
        tags = (("derived", "not_listed"), *((("holds", inside),) if inside else ()))
        gap = result.gap or ("" if any(p.value is not None or p.observations for p in listed) else "nothing_listed")
        return replace(result, tags=tags, gap=gap, value=None if gap else result.value)

    def increase(self, now: Figure, before: Figure) -> Figure:
        """How much more in units now than before, with its sign."""
        operands = both(now, before, "increase()")
        concepts.require_no_percentages(operands, "increase()", "points()")
        unit, unfit = concepts.one_unit(operands, "increase()")
        return over_time("difference", operands, unit, "increase()", unfit)

    def difference(self, later: Figure, earlier: Figure) -> Figure:
        """What was added between two cumulative values of one delivery: the third quarter out of nine and six months.

        Values of two deliveries are never differenced, because a revision would be taken for a flow.
        """
        operands = both(later, earlier, "difference()")
        unit, unfit = concepts.one_unit(operands, "difference()")
        period = _between(later.period, earlier.period)
        unfit = unfit or (_one_delivery(later, earlier) if period else "periods_differ")
        return derived("difference", operands, unit, period or later.period, unfit=unfit)

    def _amounts(self, operands: Sequence[Figure], verb: str) -> tuple[str, str]:
        concepts.require_no_percentages(operands, verb, "share() of the amounts, or points() between two shares")
        concepts.require_one_concept(operands, self.indicators, verb)
        return concepts.one_unit(operands, verb)


def both(first: object, second: object, verb: str) -> tuple[Figure, Figure]:
    """The two operands of an operation; raises where one is a family, a list or a text."""
    if isinstance(first, Figure) and isinstance(second, Figure):
        return first, second
    wrong = second if isinstance(first, Figure) else first
    raise FigureError(
        f"{verb} takes single figures",
        value=str(wrong)[:60],
        remedy="Ask a family for one of its figures: family[key].",
    )


def over_time(kind: str, operands: tuple[Figure, Figure], unit: str, verb: str, unfit: str = "") -> Figure:
    """What lies between a figure and the same one at an earlier time, which is its base."""
    now, before = operands
    concepts.require_same_indicator(now, before, verb)
    gap = before_gap(now, before)
    unfit = unfit or ("" if concepts.comparable(now.period, before.period) else "periods_differ")
    return derived(
        kind, operands, unit, now.period, base=before, compared_with=before.period, signed=True, gap=gap, unfit=unfit
    )


def before_gap(now: Figure, before: Figure) -> str:
    """The reason for a missing comparison: nothing was delivered for the earlier period."""
    undelivered = before.gap in ("not_delivered", "not_listed")
    return "no_earlier_period" if now.value is not None and undelivered else ""


def _between(later: Period | None, earlier: Period | None) -> Period | None:
    if later is None or earlier is None or later.instant or earlier.instant:
        return None
    if later.start != earlier.start or later.end <= earlier.end:
        return None
    return Period(earlier.end + timedelta(1), later.end)


def _one_delivery(later: Figure, earlier: Figure) -> str:
    ours, theirs = only_observation(later), only_observation(earlier)
    if ours is None or theirs is None or ours.series != theirs.series:
        return "different_series"
    return "" if ours.origin.sha256 == theirs.origin.sha256 else "different_vintages"


def only_observation(figure: Figure) -> Observation | None:
    """The observation behind a figure that is made of one only."""
    found = figure.observations
    return found[0] if len(found) == 1 else None
