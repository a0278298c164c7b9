"""A gap is shown as a gap: it says why there is no number, what is missing and from whom, and is never 0.

Scope: reasons and what is missing. ``missing`` lists, for each missing value, the pairs indicator, period, area,
breakdown, source, name (of the source), one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mtm.figures.formulas import symbol
from mtm.figures.holdings import Holdings
from mtm.model.figure import Figure
from mtm.model.period import Period
from mtm.model.reference import Breakdown

Missing = tuple[tuple[str, str], ...]


def missing(
    holdings: Holdings, indicator: str, period: Period | None, area: str, breakdown: Breakdown, source: str | None
) -> Missing:
    """What is missing and which sources should supply it."""
    owed = (source,) if source else holdings.suppliers(indicator)
    names = [holdings.scope.sources.get(s, s) for s in owed]
    return (
        ("indicator", indicator),
        ("period", period.code if period else ""),
        ("area", area),
        ("breakdown", ", ".join(f"{dimension}={code}" for dimension, code in breakdown)),
        ("source", ", ".join(owed)),
        ("name", ", ".join(names)),
    )


def undelivered(
    holdings: Holdings,
    indicator: str,
    period: Period | None,
    area: str,
    breakdown: Breakdown,
    source: str | None,
    reason: str = "not_delivered",
) -> Figure:
    """The gap where no observation is: nothing was delivered for this place and period."""
    known = holdings.scope.indicators.get(indicator)
    return Figure(
        id="",
        section="",
        kind="select",
        value=None,
        unit=known.unit if known else "",
        decimals=0,
        period=period,
        formula=symbol(indicator, area, breakdown),
        area=area,
        gap=reason,
        missing=missing(holdings, indicator, period, area, breakdown, source),
    )


def first_gap(operands: Sequence[Figure]) -> str:
    """The reason of the first operand that is a gap, or ""."""
    return next((o.gap for o in operands if o.value is None), "")


def all_missing(operands: Iterable[Figure]) -> Missing:
    """What is missing in all operands, each missing value once."""
    found: dict[Missing, None] = {}
    for operand in operands:
        pairs = operand.missing
        for start in range(0, len(pairs), 6):
            found.setdefault(pairs[start : start + 6])
    return tuple(pair for pairs in found for pair in pairs)


def emptied(figure: Figure, reason: str) -> Figure:
    """The same figure without its value, for this reason."""
    return replace(figure, value=None, gap=reason, doubts=())
