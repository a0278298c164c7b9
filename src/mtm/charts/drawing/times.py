"""Where periods stand along a time axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from mtm.model.period import Period


def middle(code: str) -> float | None:
    """The middle of a period as a day number, None where the code is not a period's."""
    try:
        period = Period.parse(code)
    except ValueError:
        return None
    return (period.start.toordinal() + period.end.toordinal()) / 2


def positions(codes: Sequence[str], left: float, right: float) -> list[float]:
    """Places between the edges: true to time where every code is a period later than the one before, else even."""
    days = [middle(code) for code in codes]
    known = [day for day in days if day is not None]
    rising = all(a < b for a, b in pairwise(known))
    if len(known) < len(days) or not rising:
        known = [float(n) for n in range(len(codes))]
    if len(known) == 1:
        return [(left + right) / 2]
    span = known[-1] - known[0]
    return [left + (day - known[0]) / span * (right - left) for day in known]


def share(day: date, start: date, end: date) -> float:
    """How far a day lies between two days, from 0 to 1."""
    return (day.toordinal() - start.toordinal()) / max(1, end.toordinal() - start.toordinal())
