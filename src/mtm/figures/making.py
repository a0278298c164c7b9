"""Making a figure of others: one place where value, status, gap, decimals and formula of every derived figure arise."""

from __future__ import annotations

from collections.abc import Sequence

from mtm.figures.arithmetic import compute
from mtm.figures.formulas import formula
from mtm.figures.gaps import all_missing, first_gap
from mtm.model.figure import Figure
from mtm.model.observation import Status
from mtm.model.period import Period

CAUTION = (Status.NORMAL, Status.PROVISIONAL, Status.ESTIMATED, Status.SIMULATED)
"""Statuses of values from the best to the worst; a figure has the worst of its operands."""

TOLERANT = ("rank", "count")
"""Kinds that are computed although some of their operands are gaps."""

ONE_DECIMAL = ("share", "change", "points")
WHOLE = ("rank", "count")
OF_THE_FIRST = ("share", "change", "points", "rank", "residual", "revision", "difference")
"""Kinds that speak of the area of their first operand."""


def derived(
    kind: str,
    operands: Sequence[Figure],
    unit: str,
    period: Period | None,
    *,
    base: Figure | None = None,
    compared_with: Period | None = None,
    signed: bool = False,
    gap: str = "",
    unfit: str = "",
) -> Figure:
    """A figure of this kind over these operands; a gap where an operand is one.

    ``gap`` names a better reason for such a gap; ``unfit`` is why operands that all have values cannot be put together.
    """
    gap = gap or first_gap(operands[:1] if kind in TOLERANT else operands) or unfit
    value = None if gap else compute(kind, [o.value for o in operands])
    if value is None and not gap:
        gap = _undivided(operands)
    return Figure(
        id="",
        section="",
        kind=kind,
        value=value,
        unit=unit,
        decimals=default_decimals(kind, operands),
        period=period,
        formula=formula(kind, operands),
        operands=tuple(operands),
        status=worst_status(operands),
        base=base,
        area=operands[0].area if kind in OF_THE_FIRST else _common_area(operands),
        gap=gap,
        missing=() if value is not None else all_missing(operands),
        compared_with=compared_with,
        signed=signed,
    )


def default_decimals(kind: str, operands: Sequence[Figure]) -> int:
    """Decimals at print unless a definition sets its own: one for percentages, two for ratios, else as delivered."""
    if kind in ONE_DECIMAL:
        return 1
    if kind in WHOLE:
        return 0
    if kind == "ratio":
        return 2
    return max((o.decimals for o in operands), default=0)


def worst_status(operands: Sequence[Figure]) -> str:
    """The status that a figure inherits: simulated before estimated before provisional before normal."""
    values = [o.status for o in operands if o.value is not None]
    return max(values, key=_caution, default=Status.NORMAL)


def _caution(status: str) -> tuple[float, str]:
    return (CAUTION.index(status) if status in CAUTION else 0.5, status)


def _undivided(operands: Sequence[Figure]) -> str:
    divisor = operands[1].value if len(operands) > 1 else None
    return "negative_base" if divisor is not None and divisor < 0 else "division_by_zero"


def _common_area(operands: Sequence[Figure]) -> str:
    areas = {o.area for o in operands}
    return areas.pop() if len(areas) == 1 else ""
