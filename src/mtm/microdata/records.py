"""A crossing record: who (pseudonymous), when, in which direction, where, how, and what the document said.

Scope: the fields, their code lists, and how days and quarters become integers. No database, no files.
Shapes: a day is the number of days since 1970-01-01 on the calendar of the border's own time zone; a second counts
from the same origin in UTC, so that the order of events survives a change of the clock; a quarter is year * 10 +
quarter.
"""

from __future__ import annotations

from datetime import date, timedelta

FIELDS = (
    "person",
    "time",
    "direction",
    "crossing_point",
    "transport",
    "citizenship",
    "sex",
    "birth_year",
    "purpose",
    "document_type",
)
REQUIRED = ("person", "time", "direction")

UNKNOWN = "_U"
EXIT, ENTRY = 0, 1

# Lists that every dataset shares; 0 is always "not stated", except for the direction, which is required.
DIRECTIONS = ("exit", "entry")
SEXES = (UNKNOWN, "F", "M", "X")
TRANSPORTS = (UNKNOWN, "ROAD", "RAIL", "AIR", "WATER", "FOOT", "_O")
PURPOSES = (
    UNKNOWN,
    "PRIVATE",
    "TOURISM",
    "WORK",
    "STUDY",
    "BUSINESS",
    "TRANSIT",
    "FAMILY",
    "TREATMENT",
    "RESIDENCE",
    "_O",
)
DOCUMENTS = (
    UNKNOWN,
    "PASSPORT",
    "IDENTITY_CARD",
    "DIPLOMATIC",
    "SERVICE",
    "TRAVEL_DOCUMENT",
    "RETURN_CERTIFICATE",
    "_O",
)

DUPLICATE_SECONDS = 60  # two records of one person in one direction, at most a minute apart, are one crossing
OLDEST = 120  # years; an older traveller is a mistyped birth year

_ORIGIN = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days from 1970-01-01 to ``day``."""
    return (day - _ORIGIN).days


def day_of(number: int) -> date:
    """The date of a day number."""
    return _ORIGIN + timedelta(days=number)


def quarter_of(day: date) -> int:
    """The quarter of a date as year * 10 + quarter: 20234 is the fourth quarter of 2023."""
    return day.year * 10 + (day.month + 2) // 3


def quarter_days(quarter: int) -> tuple[int, int]:
    """First and last day number of a quarter."""
    year, number = divmod(quarter, 10)
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return day_number(first), day_number(after) - 1


def first_day(quarter: int) -> tuple[int, int, int]:
    """Year, month and day on which a quarter begins."""
    return quarter // 10, quarter % 10 * 3 - 2, 1


def next_quarter(quarter: int) -> int:
    """The quarter that follows."""
    return quarter + 7 if quarter % 10 == 4 else quarter + 1


def previous_quarter(quarter: int) -> int:
    """The quarter before."""
    return quarter - 7 if quarter % 10 == 1 else quarter - 1


def quarters_between(first: int, last: int) -> tuple[int, ...]:
    """All quarters from ``first`` to ``last``, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = next_quarter(first)
    return tuple(found)


def quarter_code(quarter: int) -> str:
    """The quarter as SDMX writes it: 2023-Q4."""
    return f"{quarter // 10}-Q{quarter % 10}"
