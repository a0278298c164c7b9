"""A figure's formula as a person reads it: permanent_residence_in[CIS] − permanent_residence_out[CIS].

Scope: text made from a figure's kind and operands. Periods are written only where the operands differ in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mtm.model.figure import Figure
from mtm.model.observation import TOTAL, Observation
from mtm.model.period import Period

LONGEST_SUM = 6
"""Terms written out in a sum; longer sums show their first and last term and how many there are."""


def symbol(indicator: str, area: str, breakdown: tuple[tuple[str, str], ...], period: Period | None = None) -> str:
    """One observation as a symbol: border_arrivals[UZB], kandas_share[age=WORKING, 2023-Q4]."""
    within = [] if area == TOTAL else [area.partition(":")[2] or area]
    within += [f"{dimension}={code}" for dimension, code in breakdown]
    within += [period.code] if period else []
    return f"{indicator}[{', '.join(within)}]" if within else indicator


def formula(kind: str, operands: Sequence[Figure | Observation]) -> str:
    """The formula of a figure of this kind over these operands."""
    figures = [operand for operand in operands if isinstance(operand, Figure)]
    dated = len({o.time_period for f in figures for o in f.observations}) > 1
    terms = [_term(figure, dated) for figure in figures]
    return _WRITTEN[kind](terms) if terms else ""


def _term(figure: Figure, dated: bool) -> str:
    if figure.kind in ("select", "published") and figure.operands and isinstance(figure.operands[0], Observation):
        o = figure.operands[0]
        return symbol(o.indicator, o.counterpart_area, o.breakdown, o.time_period if dated else None)
    inner = formula(figure.kind, figure.operands) if dated and figure.operands else figure.formula
    return f"({inner})" if " " in inner else inner


def _sum(terms: Sequence[str]) -> str:
    if len(terms) <= LONGEST_SUM:
        return " + ".join(terms)
    return f"{terms[0]} + … + {terms[-1]} ({len(terms)} terms)"


def _less(terms: Sequence[str]) -> str:
    if len(terms) <= LONGEST_SUM:
        return " − ".join(terms)
    return f"{terms[0]} − ({_sum(terms[1:])})"


_WRITTEN: Mapping[str, Callable[[Sequence[str]], str]] = {
    "select": lambda terms: terms[0],
    "published": lambda terms: terms[0],
    "total": _sum,
    "balance": _less,
    "residual": _less,
    "difference": _less,
    "revision": _less,
    "points": _less,
    "change": lambda terms: f"({terms[0]} − {terms[1]}) / {terms[1]} × 100",
    "share": lambda terms: f"{terms[0]} / {terms[1]} × 100",
    "ratio": lambda terms: f"{terms[0]} / {terms[1]}",
    "rank": lambda terms: f"rank of {terms[0]} among {len(terms)}",
    "count": lambda terms: f"number of {_sum(terms)}".replace(" + ", ", "),
}
