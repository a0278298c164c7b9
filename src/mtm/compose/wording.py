"""Which word a number deserves: the sign of a change, the hedge for a share, the place in a ranking.

Scope: decisions by number, the same in every language; the words themselves are in the locale. A reader checks words
against the printed number, so every decision is taken on the number as printed (rounded once, half away from zero).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mtm.kit.rounding import rounded
from mtm.model.figure import Figure

_PORTIONS = (
    (Decimal("97.5"), "nearly_all"),
    (Decimal(90), "great_majority"),
    (Decimal("52.5"), "majority"),
)
_FRACTIONS = ((Decimal("31.5"), Decimal(35), "third"), (Decimal("22.5"), Decimal("27.5"), "quarter"))
_TENTH = (Decimal("9.5"), Decimal("10.5"))
_HALF = Decimal(50)


def printed(figure: Figure) -> Decimal | None:
    """The value as it will be printed, or None for a gap."""
    return None if figure.value is None else rounded(figure.value, figure.decimals)


def sign(figure: Figure) -> str:
    """One of up, down, same, unclear (the evidence does not settle the sign), absent (no value)."""
    value = printed(figure)
    if value is None:
        return "absent"
    if figure.doubts:
        return "unclear"
    return _sign(value)


def compared(first: Figure, second: Figure) -> str:
    """How the first figure stands to the second, as ``sign`` says it of their difference."""
    one, other = printed(first), printed(second)
    if one is None or other is None:
        return "absent"
    if first.doubts or second.doubts:
        return "unclear"
    return _sign(one - other)


def portion(share: Figure) -> str:
    """The hedge for a share in per cent as printed: a key of the locale's ``portions``.

    Just over half is above 50 and below 52.5; nearly half is 45 to below 50; the majority begins at 52.5.
    """
    value = printed(share)
    if value is None:
        return "absent"
    if value in (0, 100, 50):
        return {0: "none", 100: "all", 50: "half"}[int(value)]
    for least, key in _PORTIONS:
        if value >= least:
            return key
    if value > _HALF:
        return "just_over_half"
    return _below_half(value)


def ordered(figures: Iterable[Figure], *, down: bool = True) -> tuple[Figure, ...]:
    """From the largest printed value to the smallest, the ones without a value last; equal values keep their order."""
    kept = tuple(figures)
    known = [f for f in kept if f.value is not None]
    return (*sorted(known, key=_value, reverse=down), *(f for f in kept if f.value is None))


def place(figure: Figure, among: Iterable[Figure]) -> int | None:
    """The place from the top, 1 for the largest; figures of equal printed value share a place. None without a value."""
    value = printed(figure)
    if value is None:
        return None
    others = (printed(other) for other in among)
    return 1 + sum(other is not None and other > value for other in others)


def _sign(value: Decimal) -> str:
    return "same" if value == 0 else ("up" if value > 0 else "down")


def _below_half(value: Decimal) -> str:
    if value >= 45:
        return "nearly_half"
    for least, most, key in _FRACTIONS:
        if least <= value <= most:
            return key
    return "tenth" if _TENTH[0] <= value <= _TENTH[1] else "minority"


def _value(figure: Figure) -> Decimal:
    return rounded(figure.value or Decimal(0), figure.decimals)
