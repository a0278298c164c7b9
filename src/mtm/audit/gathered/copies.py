"""Which numbers of a report may be one number stated twice, and whether two printed numbers are nearly the same.

Scope: what a number measures, its value as a key, equality within rounding, and digits that one slip sets apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mtm.audit.claims import PERCENT, POINTS, TIMES, UNKNOWN, Claim
from mtm.audit.meaning.reading import Reading
from mtm.kit.intervals import Interval

NAMING = ("flow", "status", "term", "sex", "place", "age", "statistic", "vital")
_NOTHING = (None,) * len(NAMING)
WHOLE = 100
_FACTORS = tuple(Decimal(f) for f in ("10", "0.1", "1000", "0.001"))
Key = tuple[object, ...]


def value_key(claim: Claim) -> Key | None:
    """Value, unit and country, where the value is telling enough to recognise a copy by; worked out once per claim."""
    if claim.key_ is UNKNOWN:
        claim.key_ = _value_key(claim)
    return claim.key_


def _value_key(claim: Claim) -> Key | None:
    if claim.role == "other" or claim.hedge or claim.word:
        return None
    digits = len(str(abs(claim.value)).replace(".", "").strip("0"))
    if digits < (2 if claim.area else 4):
        return None
    return (abs(claim.amount), claim.decimals, claim.unit, claim.area)


def groups_of_meaning(reading: Reading) -> dict[Key, list[Claim]]:
    """Claims that measure the same thing, by what they measure; worked out once per reading."""
    if reading.meanings is None:
        reading.meanings = _meanings(reading)
    return reading.meanings


def _meanings(reading: Reading) -> dict[Key, list[Claim]]:
    groups: dict[Key, list[Claim]] = {}
    for claim in reading.claims:
        key = measured(reading, claim)
        if key is not None:
            groups.setdefault(key, []).append(claim)
    return groups


def measured(reading: Reading, claim: Claim) -> Key | None:
    """What a claim measures; None where the text does not say enough."""
    if claim.unit in (TIMES, POINTS) or claim.role == "other" or claim.area.startswith("rest:") or claim.word:
        return None
    if claim.table >= 0 and not claim.area and not claim.total and not claim.dated:
        return None
    if claim.unit == PERCENT and abs(claim.value) == WHOLE:
        return None  # the whole of any share says nothing of what it is taken
    axes = effective_axes(reading, claim)
    named = tuple(map(axes.get, NAMING)) if axes else _NOTHING
    unit = claim.unit if claim.unit == PERCENT else "money" if claim.unit else "count"
    if named == _NOTHING and not claim.area and unit != "money":
        return None
    if "-" in claim.period and "cumulative" in named:  # since the start of the year: what the months named say too
        named = tuple(None if name == "cumulative" else name for name in named)
    return (claim.area, unit, claim.role, named, axes.get("way", "") if unit != "count" else "")


def effective_axes(reading: Reading, claim: Claim) -> Mapping[str, str]:
    """A claim's own axes, completed by those of its section's headings."""
    inherited = reading.sections[claim.section].axes
    return {**inherited, **claim.axes} if inherited else claim.axes


def same_value(one: Claim, other: Claim) -> bool:
    """Equal within the rounding of both; a change without a sign matches either sign."""
    a, b = one.interval, other.interval
    if a.meets(b):
        return True
    if a is not (wide := rounded(one)) and wide.meets(b):
        return True
    if b is not (wide := rounded(other)) and a.meets(wide):
        return True
    unsigned = one.sign not in ("+", "-") or other.sign not in ("+", "-")
    return unsigned and one.role in ("change", "balance") and a.meets(-b)


def rounded(claim: Claim) -> Interval:
    """A round count ("3,400,000", "160 thousand" after about or over) may stand for its neighbourhood."""
    if claim.rounded_ is None:
        claim.rounded_ = _rounded(claim)
    return claim.rounded_


def _rounded(claim: Claim) -> Interval:
    value = abs(claim.amount)
    if claim.unit in (PERCENT, POINTS) or value != value.to_integral_value():
        half = Decimal(1).scaleb(-claim.decimals) * claim.scale
        return claim.interval.widen(half) if claim.hedge else claim.interval
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 2 and not claim.hedge:
        return claim.interval
    step = Decimal(10) ** zeros
    if claim.hedge == "over":
        return Interval(claim.amount, claim.amount + step)
    if claim.hedge == "under":
        return Interval(claim.amount - step, claim.amount)
    return claim.interval.widen(step / 2 if not claim.hedge else step)


def near_digits(one: Claim, other: Claim) -> bool:
    """One digit typed differently, two neighbours exchanged, or a factor of ten or a thousand between them."""
    a, b = _digits(one), _digits(other)
    if one.value and len(a) > 2 and _factor_apart(one.interval, other.interval):
        return True
    if len(a) < 3 or len(b) < 3:
        return False
    if a == b:
        return abs(one.amount) != abs(other.amount)
    if len(a) != len(b):
        return False
    differing = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differing) == 1:
        return len(a) > 3
    return len(a) > 3 and len(differing) == 2 and _exchanged(a, b, *differing)


def _factor_apart(one: Interval, other: Interval) -> bool:
    return any(one.low * factor <= other.high and other.low <= one.high * factor for factor in _FACTORS)


def _exchanged(a: str, b: str, first: int, second: int) -> bool:
    return second - first == 1 and a[first] == b[second] and a[second] == b[first]


def _digits(claim: Claim) -> str:
    return claim.digits.strip("0")


def stems(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """The words of the column's heading and of the caption of the table that holds the number."""
    table = next((t for t in reading.tables if t.block == claim.table), None)
    if table is None:
        return ()
    line = next((c for c in table.columns if c.index == claim.column), None)
    return (*(line.head.stems if line else ()), *table.caption.stems)
