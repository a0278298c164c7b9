"""How many days or months a period has.

Scope: the period codes of the auditor ("2023-Q4", "2023-M01-09", "?-Q4" without a year). A code that leaves the year
open has every number of days that it may have; an unknown period has none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

_CODE = re.compile(r"(\d{4}|\?)(?:-(?:Q([1-4])|H([12])|M(\d\d)-(\d\d)))?")
COMMON, LEAP = 2023, 2024


@cache
def days(code: str) -> tuple[int, ...]:
    """The days of a period: one number, two where a leap year may or may not be meant."""
    first, last, year = _months(code)
    years = (COMMON, LEAP) if year == "?" else (int(year),) if year else ()
    return tuple(sorted({sum(monthrange(y, m)[1] for m in range(first, last + 1)) for y in years}))


@cache
def months(code: str) -> tuple[int, ...]:
    """The months of a period."""
    first, last, year = _months(code)
    return (last - first + 1,) if year and last > first else ()


def _months(code: str) -> tuple[int, int, str]:
    """The first and last month of a period and its year; no year where the code names no span of months."""
    found = _CODE.fullmatch(code)
    if found is None or (found[1] == "?" and not found[0][1:]):
        return 0, -1, ""
    year, quarter, half, first, last = found.groups()
    if quarter:
        return 3 * int(quarter) - 2, 3 * int(quarter), year
    if half:
        return 6 * int(half) - 5, 6 * int(half), year
    if first:
        return (int(first), int(last), year) if 1 <= int(first) <= int(last) <= 12 else (0, -1, "")
    return 1, 12, year


__all__ = ["days", "months"]
