"""Which values one slip of typing makes out of a printed number.

Scope: one claim and the interval in which a value is wanted: one digit typed differently, two neighbours exchanged, a
scale or decimal mark mistaken. Digits are moved as whole numbers, and only those that can reach the interval are tried.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from mtm.audit.claims import Claim
from mtm.kit.intervals import Interval

Slips = Callable[[str, int, int, int], list[int]]  # digits, how many before the decimal mark, least, most
_WORDS = (Decimal(1000), Decimal("0.001"), Decimal(10**6), Decimal("0.000001"))
_FACTORS = ((Decimal(10), 0), (Decimal("0.1"), 1), (Decimal(1000), 0), (Decimal("0.001"), 3))  # decimals gained


def digit(claim: Claim, wanted: Interval) -> list[Decimal]:
    """The values, one digit away from the printed one, that may stand for what is wanted."""
    return _values(claim, wanted, (_one_digit,))


def exchange(claim: Claim, wanted: Interval) -> list[Decimal]:
    """The values, two neighbouring digits exchanged, that may stand for what is wanted."""
    return _values(claim, wanted, (_exchanged,))


def doubled(claim: Claim, wanted: Interval) -> list[Decimal]:
    """The values without one of two equal digits that follow each other: 18,877 for 1,877."""
    return _values(claim, wanted, (_once,))


def scale(claim: Claim, wanted: Interval) -> list[Decimal]:
    """The values that a mistaken scale word or decimal mark would have come from; rounding may have lost a part."""
    found = []
    for factor, gained in _FACTORS:
        lost = factor / 2 if claim.exact and factor > 1 else Decimal(0)
        value = claim.value * factor
        if _interval(claim, value, gained).widen(lost * claim.scale).meets(wanted):
            found.append(value)
    return found


def unit_word(claim: Claim, wanted: Interval) -> Decimal | None:
    """The amount that another scale word would have given: million for thousand, or none at all."""
    for factor in _WORDS:
        if claim.value and claim.interval.times(factor).meets(wanted):
            return claim.amount * factor
    return None


def candidates(suspect: Claim, wanted: Interval) -> list[Decimal]:
    """Values one typing slip away from the printed one that lie where they are wanted, nearest first."""
    found = [*_values(suspect, wanted, (_one_digit, _exchanged, _once)), *scale(suspect, wanted)]
    if len(found) < 2:
        return found
    return sorted(set(found), key=lambda v: (abs(v * suspect.scale - wanted.middle), v))


def _interval(claim: Claim, value: Decimal, gained: int) -> Interval:
    """What another value would stand for, printed as this claim is."""
    if claim.exact and value == value.to_integral_value():
        return Interval.exact(value)
    return Interval.printed(value, claim.decimals + gained, claim.scale)


def _values(claim: Claim, wanted: Interval, kinds: tuple[Slips, ...]) -> list[Decimal]:
    """The slips of the digits whose values, rounded as the claim is, meet what is wanted."""
    text = f"{abs(claim.value):.{claim.decimals}f}" if claim.decimals else f"{abs(claim.value):f}"
    whole, _, rest = text.partition(".")
    low, high = _reach(claim, wanted, len(rest))
    sign = -1 if claim.value < 0 else 1
    if sign < 0:
        low, high = -high, -low
    found = [number for slips in kinds for number in slips(whole + rest, len(whole), low, high)]
    return [sign * Decimal(number).scaleb(-len(rest)) for number in found]


def _reach(claim: Claim, wanted: Interval, places: int) -> tuple[int, int]:
    """The lowest and the highest number of last decimal places whose interval meets what is wanted."""
    if claim.exact and not places:
        return ceil(wanted.low), floor(wanted.high)
    half = Fraction(1, 2 * 10**claim.decimals)
    low, high = Fraction(wanted.low) / claim.scale - half, Fraction(wanted.high) / claim.scale + half
    return ceil(low * 10**places), floor(high * 10**places)


def _one_digit(digits: str, whole: int, low: int, high: int) -> list[int]:
    number, weight = int(digits), 10 ** len(digits)
    found: list[int] = []
    for index, old in enumerate(map(int, digits)):
        weight //= 10
        first = max(0, -((number - low) // weight) + old)  # the least digit that reaches the lower end
        last = min(9, (high - number) // weight + old)
        zero = index > 0 or whole == 1  # no number begins with 0 but 0.5
        found += [number + (new - old) * weight for new in range(first, last + 1) if new != old and (new or zero)]
    return found


def _exchanged(digits: str, _whole: int, low: int, high: int) -> list[int]:
    number, weight = int(digits), 10 ** len(digits)
    found: list[int] = []
    for one, two in pairwise(map(int, digits)):
        weight //= 10
        value = number + (two - one) * (weight - weight // 10)
        if one != two and low <= value <= high:
            found.append(value)
    return found


def _once(digits: str, _whole: int, low: int, high: int) -> list[int]:
    pairs = [index for index, (one, two) in enumerate(pairwise(digits)) if one == two]
    found = [int(digits[:index] + digits[index + 1 :]) for index in pairs]
    return [value for value in found if low <= value <= high]
