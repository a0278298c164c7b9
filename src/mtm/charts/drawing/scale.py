"""Value axes: which round numbers stand at the marks, and where a value lies between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight value axis from ``low`` to ``high``, drawn from ``start`` to ``end`` (points; may run upwards)."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """The place of a value on the paper."""
        share = float((value - self.low) / (self.high - self.low))
        return self.start + share * (self.end - self.start)

    def ticks(self, count: int = 4) -> tuple[Decimal, ...]:
        """Round numbers inside the axis, about ``count`` of them, zero among them where the axis crosses it."""
        step = round_step((self.high - self.low) / count)
        first = int((self.low / step).to_integral_value(ROUND_CEILING))
        last = int((self.high / step).to_integral_value(ROUND_FLOOR))
        return tuple(mark * step for mark in range(first, last + 1))


def spanning(values: Iterable[Decimal | None], start: float, end: float) -> Scale:
    """An axis that holds zero and all values; from 0 to 1 where there is nothing else to show."""
    known = [value for value in values if value is not None]
    low, high = min([Decimal(0), *known]), max([Decimal(0), *known])
    return Scale(low, high if high > low else low + 1, start, end)


def round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20, 50, … (or 0.1, 0.2, …) that is not below ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


def decimals(step: Decimal) -> int:
    """How many decimals a tick needs: none for 200, one for 0.5."""
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
