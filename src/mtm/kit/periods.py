"""Reading the period texts of agencies, in Russian, Kazakh and English, into a Period.

Scope: one text ("за IV квартал 2023 года"), or several from the most specific to the most general (a column's heading,
then the table's title) that complete each other: "2023 г." under "январь-сентябрь" is January to September 2023.
A text that admits two periods, or lacks its year, is refused with the reason; no year is ever supplied from elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mtm.kit.period_texts import AMBIGUOUS, IMPOSSIBLE, Parts, period_parts
from mtm.model.period import Period

NO_PERIOD, NO_YEAR = "no_period", "no_year"

__all__ = [
    "AMBIGUOUS",
    "IMPOSSIBLE",
    "NO_PERIOD",
    "NO_YEAR",
    "Unread",
    "from_january",
    "read_period",
    "since",
    "year_to_date",
]


@dataclass(frozen=True, slots=True)
class Unread:
    """A text not read; ``reason`` is no_period, no_year, ambiguous or impossible, ``readings`` are the choices."""

    text: str
    reason: str
    readings: tuple[Period, ...] = ()


def read_period(*texts: str, kind: str = "") -> Period | Unread:
    """The one period that the texts state together, the first being the most specific.

    A whole period in an earlier text wins. Months without a year take the year of the same or of a later text;
    a bare year takes the months that a later text leaves without a year or gives with the same year.
    ``kind`` says what is wanted where a text names both a span and a date ("IV квартал 2023 года, по состоянию на
    10.01.2024"): "span" or "date".
    """
    said = [text.strip() for text in texts if text.strip()]
    parts = [_wanted(period_parts(text), kind) for text in said]
    for index, part in enumerate(parts):
        outcome = _complete(part, parts[index + 1 :])
        if isinstance(outcome, Period):
            return outcome
        if outcome is not None:
            return Unread(" | ".join(said), outcome.reason, outcome.readings)
    return Unread(" | ".join(said), NO_PERIOD)


def year_to_date(day: date) -> Period:
    """From 1 January to the day before ``day``: what "since the beginning of the year, as of 1 September" covers.

    As of 1 January it is the whole year before.
    """
    last = day - timedelta(1)
    return Period(date(last.year, 1, 1), last)


def since(first: date, day: date) -> Period:
    """From ``first`` to the day before ``day``: what a total since a first day, as of ``day``, covers."""
    return Period(first, day - timedelta(1))


def from_january(period: Period) -> Period:
    """From January to the end of ``period``: what a cumulative series means by its last month or quarter."""
    return Period(date(period.end.year, 1, 1), period.end)


def _wanted(part: Parts, kind: str) -> Parts:
    """Of a span and a date in one text, the one that is wanted."""
    fitting = tuple(p for p in part.whole if kind in ("", "date" if p.instant else "span"))
    spoken = len({p.instant for p in part.whole}) + bool(part.months) + bool(part.years)
    return replace(part, whole=fitting) if kind and spoken > 1 else part


def _complete(part: Parts, rest: Sequence[Parts]) -> Period | Unread | None:
    """The period of one text with the help of the texts after it; None where it says nothing of periods."""
    pieces = len(part.whole) + len(part.months) + len(part.days) + len(part.years)
    if part.reason:
        return Unread("", part.reason)
    if pieces > 1:
        return Unread("", AMBIGUOUS, part.whole)
    if part.whole:
        return part.whole[0]
    if part.months or part.days:
        return _with_year(part, rest)
    if part.years:
        return _with_months(part, rest)
    return None


def _with_year(part: Parts, rest: Sequence[Parts]) -> Period | Unread:
    """Months or a day without a year take the one year that the nearest later text names."""
    for other in rest:
        years = sorted({*other.years, *(p.start.year for p in other.whole), *(p.end.year for p in other.whole)})
        choices = tuple(_dated(part, year) for year in years)
        if len(choices) == 1 and not other.reason:
            return choices[0]
        if choices:
            return Unread("", AMBIGUOUS, choices)
    return Unread("", NO_YEAR)


def _dated(part: Parts, year: int) -> Period:
    return Period.months(year, *part.months[0]) if part.months else Period.at(date(year, *part.days[0]))


def _with_months(part: Parts, rest: Sequence[Parts]) -> Period | Unread:
    """A bare year is the whole year, unless it or a later text speaks of some of its months."""
    year = part.years[0]
    for other in rest:
        shorter = [p for p in other.whole if p.kind != "year"]
        if len(other.months) == 1 and not shorter and not other.days:
            return Period.months(year, *other.months[0])
        if len(shorter) == 1 and not other.months and shorter[0].start.year == shorter[0].end.year == year:
            return shorter[0]
        if shorter or other.months or other.days or other.loose:
            return Unread("", AMBIGUOUS, (Period.year(year), *shorter))
    return Unread("", AMBIGUOUS, (Period.year(year),)) if part.loose else Period.year(year)
