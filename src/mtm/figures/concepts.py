"""Crossings are not persons and a stock is not a flow: what may be computed with what.

Scope: judges operands before they are computed with. A mistake of the definition (units, concepts) raises
FigureError; operands whose periods turn out not to fit give a reason for a gap, because data decide about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from mtm.figures.errors import FigureError
from mtm.model.figure import Figure
from mtm.model.period import Period
from mtm.model.reference import Indicator

Indicators = Mapping[str, Indicator]

PERCENT = "percent"
POINTS = "percentage_points"


def one_unit(operands: Sequence[Figure], verb: str) -> tuple[str, str]:
    """The unit that all operands share, and why they cannot be put together where they do not.

    One indicator that was delivered in two units is a matter of the data; two indicators of different units are a
    mistake of the definition and raise.
    """
    units = list(dict.fromkeys(o.unit for o in operands if o.unit))
    if len(units) > 1 and len(_indicators(operands)) > 1:
        raise FigureError(
            f"{verb} needs one unit, not {' and '.join(units)}",
            remedy="Only quantities of one unit can be put together; use ratio() for one per another.",
        )
    return (units[0] if units else ""), ("units_differ" if len(units) > 1 else "")


def require_no_percentages(operands: Sequence[Figure], verb: str, instead: str) -> None:
    """Raises where an operand is a percentage, which must not be used as an amount."""
    if any(o.unit in (PERCENT, POINTS) for o in operands):
        raise FigureError(f"{verb} is not made of percentages", remedy=f"Use {instead}.")


def require_one_concept(operands: Sequence[Figure], indicators: Indicators, verb: str) -> None:
    """Raises where a flow meets a stock, a crossing a resident, or two indicators count partly the same persons."""
    found = [indicators[code] for code in sorted(_indicators(operands)) if code in indicators]
    natures = sorted({i.nature for i in found if i.nature != "rate"})
    if len(natures) > 1:
        raise FigureError(
            f"{verb} cannot put a {natures[0]} and a {natures[1]} together",
            value=", ".join(i.code for i in found),
            remedy="Print them beside each other instead.",
        )
    concepts = sorted({i.concept for i in found if i.concept})
    if len(concepts) > 1:
        raise FigureError(
            f"{verb} cannot put two concepts together: {' and '.join(concepts)}",
            value=", ".join(i.code for i in found),
            remedy="Print them beside each other instead.",
        )
    _require_no_overlap(found, verb)


def _require_no_overlap(found: Sequence[Indicator], verb: str) -> None:
    for one in found:
        for other in found:
            if other.code in one.overlaps:
                raise FigureError(
                    f"{verb} would count persons twice: {one.code} and {other.code} are declared as overlapping",
                    remedy="Print them beside each other instead.",
                )


def require_same_indicator(now: Figure, before: Figure, verb: str) -> None:
    """Raises where two figures that should differ in time only measure different things."""
    ours, theirs = _indicators([now]), _indicators([before])
    if ours and theirs and ours != theirs:
        raise FigureError(
            f"{verb} compares different indicators",
            value=f"{', '.join(sorted(ours))} / {', '.join(sorted(theirs))}",
            remedy="Compare one indicator in two periods.",
        )


def same_period(operands: Sequence[Figure]) -> Period | None:
    """The period that all operands share, or None."""
    periods = {o.period for o in operands}
    return periods.pop() if len(periods) == 1 else None


def comparable(now: Period | None, before: Period | None) -> bool:
    """Two periods of one kind and length: quarter and quarter, nine months and nine months, date and date."""
    if now is None or before is None:
        return False
    return now.kind == before.kind and _months(now) == _months(before) and now != before


def summed_period(operands: Sequence[Figure], indicators: Indicators) -> Period | None:
    """The period of a sum: the common one, or the whole span of neighbouring periods of one flow; None where none fits.

    A nine-month total and a quarter overlap and never add up; stocks and unresolved counts are not summed over time.
    """
    common = same_period(operands)
    if common is not None:
        return common
    periods = sorted(o.period for o in operands if o.period is not None)
    codes = _indicators(operands)
    natures = {indicators[c].nature for c in codes if c in indicators} or {"flow"}
    chained = all(a.end + timedelta(1) == b.start for a, b in pairwise(periods))
    whole = len(periods) == len(operands) and not any(p.instant for p in periods)
    if len(codes) == 1 and natures == {"flow"} and chained and whole:
        return Period(periods[0].start, periods[-1].end)
    return None


def _indicators(operands: Iterable[Figure]) -> frozenset[str]:
    found: set[str] = set()
    for operand in operands:
        found |= {o.indicator for o in operand.observations}
        found |= {code for name, code in operand.missing if name == "indicator"}
    return frozenset(found)


def _months(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
