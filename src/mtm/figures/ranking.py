"""Ranks say which figure is the largest, and carry everything they were ranked among.

Scope: functions of the expression language. Equal values share a rank; figures without a value are not ranked.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtm.figures import concepts
from mtm.figures.errors import FigureError
from mtm.figures.family import Family, figures_in
from mtm.figures.making import derived
from mtm.figures.sums import both
from mtm.model.figure import Figure
from mtm.model.observation import TOTAL

Figures = Figure | Family | Sequence[object]


def rank(figure: Figure, among: Figures) -> Figure:
    """The place of a figure among others by size: 1 is the largest, equal values share a place."""
    both(figure, figure, "rank()")
    others = tuple(f for f in figures_in(among, "rank()") if not _same(f, figure))
    operands = (figure, *others)
    _, unfit = concepts.one_unit(operands, "rank()")
    period = concepts.same_period([o for o in operands if o.value is not None] or operands)
    return derived("rank", operands, "rank", period, unfit=unfit or ("" if period else "periods_differ"))


def top(n: int, figures: Figures) -> Family:
    """The ranks of the n largest by area, largest first; figures equal to the last one are kept as well."""
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise FigureError("top() takes a whole number of at least 1", value=str(n))
    given = figures_in(figures, "top()")
    keys = list(figures) if isinstance(figures, Family) else [f.area or f.id for f in given]
    ranks = [(key, rank(figure, given)) for key, figure in zip(keys, given, strict=True) if figure.value is not None]
    kept = [(key, r) for key, r in ranks if r.value is not None and r.value <= n]
    return Family(tuple(sorted(kept, key=lambda pair: (pair[1].value or 0, pair[0]))))


def within(figures: Figures, group: str) -> Family:
    """Those of a family that the source lists under one of its groups; "_T" keeps those in none."""
    given = figures_in(figures, "within()")
    keys = list(figures) if isinstance(figures, Family) else [f.area or f.id for f in given]
    return Family(tuple((key, f) for key, f in zip(keys, given, strict=True) if group_of(f) == group))


def group_of(figure: Figure) -> str:
    """The source's own group under which a figure's row is listed, or all areas ("_T") where it is in none."""
    return next((group for o in figure.observations if (group := o.attribute("group"))), TOTAL)


def count_of(figures: Figures, unit: str = "count") -> Figure:
    """How many of these figures have a value."""
    operands = figures_in(figures, "count_of()")
    return derived("count", operands, unit, concepts.same_period(operands))


def _same(one: Figure, other: Figure) -> bool:
    if one.id and other.id:
        return one.id == other.id
    return one is other or (one.operands == other.operands and one.kind == other.kind and bool(one.operands))
