"""Rounding happens once, at print: half away from zero, as statistical offices do by hand.

Scope: one Decimal in, one Decimal out. Sums and shares are always made of unrounded values.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from mtm.model.figure import Figure

GENEROUS = Context(prec=60, rounding=ROUND_HALF_UP)
"""Precision of every computation: far beyond any printed number, so that the only rounding seen is the last one."""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value at so many decimals, half away from zero: 0.25 gives 0.3, -0.25 gives -0.3, never a negative zero.

    Negative ``decimals`` round to tens, hundreds, …: 1123249 at -2 is 1123200.
    """
    result = value.quantize(Decimal(1).scaleb(-decimals), context=GENEROUS)
    if decimals < 0:
        result = result.quantize(Decimal(1), context=GENEROUS)
    return abs(result) if result.is_zero() else result


def print_value(figure: Figure) -> Decimal | None:
    """The number that a figure prints, rounded here and nowhere else; None for a gap."""
    return None if figure.value is None else rounded(figure.value, figure.decimals)
