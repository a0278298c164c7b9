"""How many days or months a period has, and from when to when it reaches.

Scope: the period codes of the auditor ("2023-Q4", "2023-M01-09", "?-Q4" without a year). A code that leaves the year
open has every number of days that it may have; an unknown period has none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

_CODE = re.compile(r"(\d{4}|\?)(?:-(?:Q([1-4])|H([12])|M(\d\d)-(\d\d)))?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
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


@cache
def reach(code: str) -> tuple[date, date] | None:
    """The first and last day of a period or date; None where the code leaves the year open or names none."""
    if found := _DAY.fullmatch(code):
        day = _day(*map(int, found.groups()))
        return (day, day) if day is not None else None
    first, last, year = _months(code)
    if not year or year == "?" or int(year) < 1:
        return None
    return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # "31 September"


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


__all__ = ["days", "months", "reach"]
