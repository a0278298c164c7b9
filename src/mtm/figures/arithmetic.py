"""What each kind of figure does with the values of its operands: one line of arithmetic per kind.

Scope: values in, a value out; None where there is no result. Units and periods are judged in ``concepts``.
The same table serves the first computation and every "what if" that the evidence asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from mtm.kit.rounding import GENEROUS
from mtm.model.figure import Figure
from mtm.model.observation import Observation

Values = Sequence[Decimal]

HUNDRED = Decimal(100)


def _only(values: Values) -> Decimal:
    return values[0]


def _sum(values: Values) -> Decimal:
    result = Decimal(0)
    for value in values:
        result = GENEROUS.add(result, value)
    return result


def _less(values: Values) -> Decimal:
    return GENEROUS.subtract(values[0], _sum(values[1:]))


def _per(values: Values) -> Decimal | None:
    return GENEROUS.divide(values[0], values[1]) if values[1] else None


def _share(values: Values) -> Decimal | None:
    part = _per(values)
    return None if part is None else GENEROUS.multiply(part, HUNDRED)


def _change(values: Values) -> Decimal | None:
    return _share([_less(values), values[1]]) if values[1] > 0 else None


ARITHMETIC: Mapping[str, Callable[[Values], Decimal | None]] = {
    "select": _only,
    "published": _only,
    "total": _sum,
    "balance": _less,
    "residual": _less,
    "difference": _less,
    "revision": _less,
    "points": _less,
    "change": _change,
    "share": _share,
    "ratio": _per,
}
"""Kinds that need a value of every operand. Ranks and counts pass over operands without one."""


def compute(kind: str, values: Sequence[Decimal | None]) -> Decimal | None:
    """The value of a figure of this kind, never rounded; None where an operand is missing or nothing can be divided."""
    if kind == "rank":
        return _rank(values)
    if kind == "count":
        return Decimal(sum(value is not None for value in values))
    known = [value for value in values if value is not None]
    return ARITHMETIC[kind](known) if known and len(known) == len(values) else None


def _rank(values: Sequence[Decimal | None]) -> Decimal | None:
    ranked, *others = values
    if ranked is None:
        return None
    return Decimal(1 + sum(value is not None and value > ranked for value in others))


def recompute(figure: Figure, instead: Mapping[Observation, Decimal]) -> Decimal | None:
    """The figure's value if some of its observations had other values: "what would it be with Ukraine in the group"."""
    values = [_operand(operand, instead) for operand in figure.operands]
    return compute(figure.kind, values) if values else figure.value


def _operand(operand: Figure | Observation, instead: Mapping[Observation, Decimal]) -> Decimal | None:
    if isinstance(operand, Figure):
        return recompute(operand, instead)
    return instead.get(operand, operand.value)
