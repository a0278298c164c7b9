"""A period says which days a figure speaks of: a span of days for a flow, one day for a stock.

Scope: the value and its code. Parsing of agencies' period texts is in ``kit.periods``.
The codes follow SDMX time periods where SDMX has one (2023, 2023-Q4, 2023-11) and ISO 8601 intervals elsewhere
(2023-01-01/2023-09-30); a stock carries its date (2023-09-01).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` to ``end``, both included; ``instant`` marks a stock at the date ``end``."""

    start: date
    end: date
    instant: bool = False

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls.months(year, 3 * quarter - 2, 3 * quarter)

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Period:
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @classmethod
    def at(cls, day: date) -> Period:
        return cls(day, day, instant=True)

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read a code as written by ``code``; raises ValueError for anything else."""
        if "/" in code:
            start, end = code.split("/")
            return cls(date.fromisoformat(start), date.fromisoformat(end))
        if "-Q" in code:
            year, quarter = code.split("-Q")
            return cls.quarter(int(year), int(quarter))
        parts = [int(p) for p in code.split("-")]
        if len(parts) == 1:
            return cls.year(parts[0])
        if len(parts) == 2:
            return cls.months(parts[0], parts[1], parts[1])
        return cls.at(date(*parts))

    @property
    def kind(self) -> str:
        """One of: instant, month, quarter, year, months (several whole months of one year), span (anything else)."""
        if self.instant:
            return "instant"
        whole = self.start.day == 1 and self.end + timedelta(1) == _first_of_next_month(self.end)
        if not whole or self.start.year != self.end.year:
            return "span"
        length = self.end.month - self.start.month + 1
        if length == 1:
            return "month"
        if length == 12:
            return "year"
        if length == 3 and self.start.month in (1, 4, 7, 10):
            return "quarter"
        return "months"

    @property
    def cumulative(self) -> bool:
        """True for January to a later month: a year-to-date sum that is neither one month nor the whole year."""
        return self.kind in ("months", "quarter") and self.start.month == 1

    @property
    def code(self) -> str:
        kind = self.kind
        if kind == "instant":
            return self.end.isoformat()
        if kind == "year":
            return f"{self.start.year:04d}"
        if kind == "quarter":
            return f"{self.start.year:04d}-Q{(self.start.month + 2) // 3}"
        if kind == "month":
            return f"{self.start.year:04d}-{self.start.month:02d}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def year_earlier(self) -> Period:
        """The same months or the same date one year before (29 February becomes 28 February)."""
        end_of_month = self.end + timedelta(1) == _first_of_next_month(self.end)
        year = self.end.year - 1
        day = monthrange(year, self.end.month)[1] if end_of_month and not self.instant else self.end.day
        end = date(year, self.end.month, min(day, monthrange(year, self.end.month)[1]))
        start = date(
            self.start.year - 1, self.start.month, min(self.start.day, 28) if self.start.month == 2 else self.start.day
        )
        return Period(end if self.instant else start, end, self.instant)

    def previous(self) -> Period:
        """The period of the same length just before: the quarter before a quarter, the year before a year."""
        if self.kind == "quarter":
            year, quarter = self.start.year, (self.start.month + 2) // 3
            return Period.quarter(year - 1, 4) if quarter == 1 else Period.quarter(year, quarter - 1)
        if self.kind == "month":
            last = self.start - timedelta(1)
            return Period.months(last.year, last.month, last.month)
        return self.year_earlier()

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return self.code


def _first_of_next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
