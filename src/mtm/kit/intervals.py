"""Intervals hold every value that a printed number may stand for.

Scope: closed intervals of Decimals and the four operations on them; the interval of a number printed with so many
decimals (198 is 197.5 to 198.5, 55.8 is 55.75 to 55.85); truncation beside rounding.
A count is exact. Both ends belong to the interval, so a value that lies on the edge is never called wrong.
Source: interval arithmetic as in IEEE 1788, restricted to finite ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, init=False)
class Interval:
    """All values from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def __init__(self, low: Decimal, high: Decimal) -> None:
        if high < low:
            raise ValueError(f"an interval cannot end ({high}) below its start ({low})")
        _set_low(self, low)  # an audit makes intervals by the thousand: half the time of the generated __init__
        _set_high(self, high)

    @classmethod
    def exact(cls, value: Decimal | int) -> Interval:
        """The interval that holds one value: a count."""
        point = Decimal(value)
        return cls(point, point)

    @classmethod
    def printed(cls, value: Decimal | int, decimals: int = 0, scale: Decimal | int = 1) -> Interval:
        """What a rounded number may stand for; ``scale`` is 1000000 for "677.3 million", whose ``decimals`` is 1.

        ``value`` is the number as printed (677.3); the result is in units (677 250 000 to 677 350 000).
        """
        half = HALF.scaleb(-decimals)
        return cls((value - half) * scale, (value + half) * scale)

    @classmethod
    def truncated(cls, value: Decimal | int, decimals: int = 0, scale: Decimal | int = 1) -> Interval:
        """What a number may stand for whose further decimals were cut off instead of rounded."""
        step = Decimal(1).scaleb(-decimals)
        number = Decimal(value)
        if number < 0:
            return cls((number - step) * scale, number * scale)
        return cls(number * scale, (number + step) * scale)

    @classmethod
    def hull(cls, intervals: Iterable[Interval]) -> Interval:
        """The smallest interval that holds all the given ones; raises ValueError for none."""
        found = tuple(intervals)
        return cls(min(i.low for i in found), max(i.high for i in found))

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    @property
    def width(self) -> Decimal:
        return self.high - self.low

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal | int) and self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """True where one value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: Interval) -> Decimal:
        """How far the two lie apart; 0 where they meet."""
        return max(ZERO, other.low - self.high, self.low - other.high)

    def common(self, other: Interval) -> Interval | None:
        """What lies in both, or None."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where the divisor may be 0."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval holds 0")
        if self.low >= 0 and other.low > 0:
            return Interval(self.low / other.high, self.high / other.low)
        ends = (self.low / other.low, self.low / other.high, self.high / other.low, self.high / other.high)
        return Interval(min(ends), max(ends))

    def times(self, factor: Decimal | int) -> Interval:
        one, two = self.low * factor, self.high * factor
        return Interval(one, two) if one <= two else Interval(two, one)

    def widen(self, by: Decimal) -> Interval:
        return Interval(self.low - by, self.high + by)

    def __str__(self) -> str:
        return f"{self.low:f}" if self.low == self.high else f"{self.low:f}..{self.high:f}"


_set_low = Interval.__dict__["low"].__set__
_set_high = Interval.__dict__["high"].__set__


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval of a sum; 0 for none."""
    low = high = ZERO
    for interval in intervals:
        low += interval.low
        high += interval.high
    return Interval(low, high)


def share(part: Interval, whole: Interval) -> Interval:
    """The part as a percentage of the whole; raises ZeroDivisionError where the whole may be 0."""
    return (part / whole).times(HUNDRED)


def change(now: Interval, before: Interval) -> Interval:
    """The change from before to now as a percentage of before: 100 (now / before - 1).

    Written with one ``before``, so that its interval is not counted twice; before is taken as positive.
    """
    ratio = now / before
    return Interval((ratio.low - 1) * HUNDRED, (ratio.high - 1) * HUNDRED)
