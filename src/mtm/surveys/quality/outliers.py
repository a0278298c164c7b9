"""A number far from all others is more often a slip of the finger than a life: wages with a zero too many.

Robust: distance from the median in scaled median absolute deviations (Iglewicz and Hoaglin 1993), on the logarithmic
scale where amounts are skewed (nothing at all is then no outlier); where more than half of all answers are equal,
quartiles and three times their distance (Tukey 1977).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Kind, Question
from mtm.surveys.quality.context import Context, plain
from mtm.surveys.states import INTERVIEWS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"least": 30, "distance": 3.5, "fences": 3, "skew": 1.3}
"""``least`` answers for a judgement; ``distance`` in scaled deviations; ``fences`` in quartile distances; amounts are
compared as logarithms where the upper tenth lies ``skew`` times as far from the median as the lower."""

SCALE = 1.4826
"""Makes the median absolute deviation of a normal distribution its standard deviation."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every number that lies outside, the farthest of each question first."""
    for name in context.names:
        answers = context.answers(name)
        for question in answers.kept:
            if question.kind in Kind.NUMBERS:
                yield from _question(context, name, question)


def _question(context: Context, table: str, question: Question) -> Iterator[Finding]:
    answers = context.answers(table)
    values = answers.numbers(question.name)
    known = values[np.isfinite(values)]
    if len(known) < context.own["least"]:
        return
    log = skewed(known, float(context.own["skew"]))
    compared = np.log(known[known > 0]) if log else known
    low, high = limits(compared, float(context.own["distance"]), float(context.own["fences"]))
    low, high = (float(np.exp(low)), float(np.exp(high))) if log else (low, high)
    outside = np.flatnonzero((values < low) & ~(log & (values == 0)) | (values > high))
    median = float(np.median(known))
    homes = context.homes(table)
    for row in context.limited("outliers", sorted(outside, key=lambda row: (-abs(values[row] - median), row))):
        told = {"question": question.name, "given": plain(values[row], 2), "median": plain(median, 2)}
        told |= {"low": plain(low, 2), "high": plain(high, 2)}
        if table != INTERVIEWS:
            told["row"] = answers.ids[row]
        if homes[row] >= 0:
            yield context.interview("outliers", Severity.WARNING, int(homes[row]), **told)


def skewed(values: NDArray[np.float64], skew: float) -> bool:
    """Whether amounts spread further upwards than downwards, as wages and debts do."""
    if values.min() < 0 or not (values > 0).any():
        return False
    low, middle, high = (float(q) for q in np.quantile(values[values > 0], (0.1, 0.5, 0.9)))
    return high - middle > skew * (middle - low)


def limits(values: NDArray[np.float64], distance: float, fences: float) -> tuple[float, float]:
    """Between which values an answer is unremarkable; without any spread every value is."""
    median = float(np.median(values))
    deviation = SCALE * float(np.median(np.abs(values - median)))
    if deviation > 0:
        return median - distance * deviation, median + distance * deviation
    first, third = (float(q) for q in np.quantile(values, (0.25, 0.75)))
    if third > first:
        return first - fences * (third - first), third + fences * (third - first)
    return -np.inf, np.inf
