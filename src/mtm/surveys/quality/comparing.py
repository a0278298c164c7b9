"""Comparing one interviewer with all the others, so that a survey is judged by its own measure.

Scope: shares and their distance in standard errors; arithmetic over columns, no findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.logic.columns import Column

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Compared:
    """One interviewer's share beside that of all others; ``distance`` is in standard errors."""

    who: str
    count: int
    of: int
    share: float
    others: float
    distance: float


def shares_by(who: Column, hits: NDArray[Any], bases: NDArray[Any], least: int) -> Iterator[Compared]:
    """Each interviewer with at least ``least`` interviews: hits per base beside everyone else's.

    ``hits`` and ``bases`` are per interview, so that an interview counts once in the standard error however many
    questions it answers. Source: ratio estimate with Taylor-linearised variance (Cochran 1977, section 6.4).
    """
    size = len(who.values)
    count = np.bincount(who.codes, bases > 0, size)
    parts = (hits, bases, hits * hits, hits * bases, bases * bases)
    sums = [np.bincount(who.codes, part, size) for part in parts]
    for code in map(int, np.flatnonzero(count >= least)):
        mine, rest = [float(s[code]) for s in sums], [float(s.sum() - s[code]) for s in sums]
        if who.values[code] and rest[1] > 0:
            others = count.sum() - count[code]
            share, usual = mine[0] / mine[1], rest[0] / rest[1]
            error = _error(rest, usual, int(count[code]), int(others)) / (mine[1] / count[code])
            yield Compared(who.values[code], int(mine[0]), int(mine[1]), share, usual, (share - usual) / error)


def _error(rest: list[float], usual: float, mine: int, others: int) -> float:
    """The standard error of the mean of (hits - share x bases) over one interviewer's interviews and all others'.

    The variance is not taken to be less than that of a single hit among all others: where nobody else has one, one is
    no proof.
    """
    variance = (rest[2] - 2 * usual * rest[3] + usual * usual * rest[4]) / others
    return float(np.sqrt(max(variance, 1 / others) * (1 / mine + 1 / others)))


def remarkable(found: Iterable[Compared], distance: float) -> Iterator[Compared]:
    """Those who lie above the others by ``distance`` standard errors, or by more where many are compared.

    With many interviewers some lie far off by chance: all together, one in a hundred surveys may name one wrongly.
    """
    compared = list(found)
    needed = max(distance, NormalDist().inv_cdf(1 - 0.01 / max(len(compared), 1)))
    return (one for one in compared if one.distance > needed)


def percent(share: float) -> str:
    """A share as findings carry it: 12.3."""
    return f"{100 * share:.1f}"
