"""Medians by domain with Woodruff's interval: the interval of the share below the median, read back in units.

Source: Woodruff (1952), "Confidence intervals for medians and other position measures", Journal of the American
Statistical Association 47. The median is the smallest value at which half of the weight is reached; the interval is
set around the share that is reached there, as R's survey package does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtm.surveys.estimates import intervals, linear
from mtm.surveys.estimates.design import Design, Floats, Ints
from mtm.surveys.estimates.measures import Domains, Measure, Results

HALF = 0.5


def medians(design: Design, measure: Measure, domains: Domains, level: float = 0.95) -> tuple[Results, Floats, Floats]:
    """Results (D x 1) of one measure, and the bounds of its intervals."""
    found = [_Ladder.of(design, measure, domains.codes == d) for d in range(domains.count)]
    below = np.zeros(design.size, dtype=bool)
    for ladder in found:
        below[ladder.rows] = measure.top[ladder.rows] <= ladder.at(HALF)
    share = linear.estimate(design, [Measure(measure.id, "proportion", below, measure.valid)], [domains])[0]
    half = intervals.t_quantile(share.df, level) * share.se
    low = _read(found, share.value - half)
    high = _read(found, share.value + half)
    value = np.array([[ladder.at(HALF)] for ladder in found])
    with np.errstate(invalid="ignore"):
        se = (high - low) / (2 * intervals.t_quantile(share.df, level))
    return Results(value, se, share.n, share.deff, share.df), low, high


def _read(found: list[_Ladder], shares: Floats) -> Floats:
    return np.array([[ladder.at(share) for share in row] for ladder, row in zip(found, shares, strict=True)])


class _Ladder:
    """The values of a domain in order, each with the share of the weight up to it."""

    __slots__ = ("rows", "share", "values")

    def __init__(self, rows: Ints, values: Floats, share: Floats) -> None:
        self.rows, self.values, self.share = rows, values, share

    @classmethod
    def of(cls, design: Design, measure: Measure, inside: NDArray[np.bool_]) -> _Ladder:
        rows = np.flatnonzero(inside & measure.valid)
        values = np.asarray(measure.top[rows], dtype=np.float64)
        order = np.argsort(values, kind="stable")
        weights = np.cumsum(design.weights[rows][order])
        share = weights / weights[-1] if len(weights) else weights
        return cls(rows, values[order], share)

    def at(self, share: float) -> float:
        """The smallest value at which this share is reached; the ends beyond 0 and 1; nan without values."""
        if not len(self.values) or not np.isfinite(share):
            return float("nan")
        place = int(np.searchsorted(self.share, share - 1e-12))
        return float(self.values[min(place, len(self.values) - 1)])
