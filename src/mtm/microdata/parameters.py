"""Parameters of the tabulations, and the small tables that the SQL joins.

Scope: from what a user sets to whole numbers and rows (ages, calendar, groups, bands, permitted stays).
Groups have dated members: a quarter counts the members of its last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mtm.microdata.dataset import Dataset
from mtm.microdata.records import OLDEST, day_number, day_of, quarter_days, quarter_of, quarters_between
from mtm.model.errors import MtmError
from mtm.model.reference import Group

FAR = 1_000_000  # the open end of the last band
STAY_BANDS = (0, 1, 8, 31, 91, 366)  # nights: same day, a week, a month, three months, twelve months, longer
TRIP_BANDS = (1, 2, 3, 6, 13)

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of whole numbers for the engines to join."""

    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the tabulations are computed with; None stands for the default that the dataset gives.

    ``as_of``: records after this day are not looked at; default: the dataset's last day. ``stock_dates``: default the
    last days of the quarters. ``permitted``: citizenship to permitted days of a stay.
    ``sample``: one person in so many.
    """

    as_of: date | None = None
    groups: tuple[Group, ...] = ()
    stock_dates: tuple[date, ...] = ()
    stay_bands: tuple[int, ...] = STAY_BANDS
    trip_bands: tuple[int, ...] = TRIP_BANDS
    permitted: Mapping[str, int] = field(default_factory=dict)
    presence_limit: int = 90
    presence_window: int = 180
    migrant_days: int = 365
    migrant_window: int = 487
    sample: int = 16

    def __post_init__(self) -> None:
        for bands in (self.stay_bands, self.trip_bands):
            if not bands or sorted(set(bands)) != list(bands):
                raise MtmError(
                    "Bands need rising lower bounds", value=str(bands), remedy="Give each bound once, in order."
                )
        if not 0 < self.migrant_days <= self.migrant_window or not 0 < self.presence_limit <= self.presence_window:
            raise MtmError(
                "A length of stay must be positive and fit into its window",
                value=f"{self.migrant_days}/{self.migrant_window}, {self.presence_limit}/{self.presence_window}",
                remedy="Give days such as 365 of 487 and 90 of 180.",
            )
        if self.sample < 1:
            raise MtmError("A sample takes one person in a positive number", value=str(self.sample), remedy="Give 16.")

    def last_day(self, dataset: Dataset) -> int:
        """The day number up to which records are looked at."""
        return min(day_number(self.as_of), dataset.last_day) if self.as_of else dataset.last_day

    def numbers(self, dataset: Dataset) -> dict[str, int]:
        """The values that stand for ``:name`` in the SQL."""
        return {
            "as_of": self.last_day(dataset),
            "first_day": dataset.first_day,
            "presence_limit": self.presence_limit,
            "presence_window": self.presence_window,
            "migrant_days": self.migrant_days,
            "migrant_window": self.migrant_window,
            "sample": self.sample,
        }


def tables(dataset: Dataset, parameters: Parameters) -> dict[str, Table]:
    """The small tables by name."""
    quarters = quarters_of(dataset, parameters)
    return {
        "ages": Table(("age", "band"), tuple((age, dataset.book.band_of(age)) for age in range(OLDEST + 1))),
        "calendar": Table(("day", "quarter", "month"), tuple(_calendar(dataset, parameters))),
        "quarters": Table(("quarter", "year"), tuple((quarter, quarter // 10) for quarter in quarters)),
        "memberships": Table(("quarter", "citizenship", "area_group"), memberships(dataset, parameters, quarters)),
        "stay_bands": Table(("band", "low", "high"), bands(parameters.stay_bands)),
        "trip_bands": Table(("band", "low", "high"), bands(parameters.trip_bands)),
        "permitted": Table(("citizenship", "days"), permitted_days(dataset, parameters)),
        "dates": Table(("day",), tuple((day,) for day in stock_days(dataset, parameters))),
    }


def quarters_of(dataset: Dataset, parameters: Parameters) -> tuple[int, ...]:
    """All quarters from the first record to as_of."""
    if dataset.last_day < dataset.first_day:
        return ()
    last = max(dataset.last_day, parameters.last_day(dataset))
    return quarters_between(quarter_of(day_of(dataset.first_day)), quarter_of(day_of(last)))


def _calendar(dataset: Dataset, parameters: Parameters) -> Iterable[tuple[int, ...]]:
    """Every day from the dataset's first to as_of."""
    for number in range(dataset.first_day, parameters.last_day(dataset) + 1):
        day = day_of(number)
        yield number, quarter_of(day), day.year * 100 + day.month


def memberships(dataset: Dataset, parameters: Parameters, quarters: Iterable[int]) -> Rows:
    """Quarter, citizenship and place of the group, for the members on the quarter's last day."""
    codes = {code: number for number, code in enumerate(dataset.book.citizenships)}
    found: list[tuple[int, ...]] = []
    for quarter in quarters:
        last = day_of(quarter_days(quarter)[1])
        for number, group in enumerate(parameters.groups):
            found += [(quarter, codes[area], number) for area in group.at(last) if area in codes]
    return tuple(found)


def bands(bounds: tuple[int, ...]) -> Rows:
    """Band, lowest and highest value."""
    highs = (*(low - 1 for low in bounds[1:]), FAR)
    return tuple((number, low, high) for number, (low, high) in enumerate(zip(bounds, highs, strict=True)))


def permitted_days(dataset: Dataset, parameters: Parameters) -> Rows:
    """Citizenships of the dataset and the permitted days of their stays."""
    codes = {code: number for number, code in enumerate(dataset.book.citizenships)}
    return tuple((codes[area], days) for area, days in sorted(parameters.permitted.items()) if area in codes)


def stock_days(dataset: Dataset, parameters: Parameters) -> list[int]:
    """The days of which stocks are wanted, within the records."""
    wanted = [day_number(day) for day in parameters.stock_dates]
    wanted = wanted or [quarter_days(quarter)[1] for quarter in quarters_of(dataset, parameters)]
    return [day for day in wanted if dataset.first_day <= day <= parameters.last_day(dataset)]


def band_code(bounds: tuple[int, ...], band: int) -> str:
    """A band as a code: 0, 1T7, 8T30, GE366."""
    low = bounds[band]
    if band + 1 == len(bounds):
        return f"GE{low}"
    high = bounds[band + 1] - 1
    return str(low) if low == high else f"{low}T{high}"
