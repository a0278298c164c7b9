"""Rows of a tabulation become observations: named, dated, with their lineage, and without the small counts.

Scope: the only way from this room's counts to the matrix. Withholding comes first, so that nothing below the
threshold is ever in an observation. Lineage stands in the origin: the dataset, the tabulation with its version, its
parameters, the row. Everything from a simulated dataset says so, in its status or, where withheld, in its attributes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from mtm.microdata.dataset import Dataset
from mtm.microdata.engines import Row
from mtm.microdata.parameters import Parameters, band_code
from mtm.microdata.records import DIRECTIONS, SEXES, TRANSPORTS, day_of, quarter_code, quarter_days
from mtm.microdata.tabulation import Tabulation
from mtm.microdata.withholding import Key, Sum, withheld
from mtm.model.observation import TOTAL, Observation, Origin, Status
from mtm.model.period import Period

SUMMED = frozenset(
    ("citizenship", "sex", "age_band", "point", "transport", "length_band", "trip_band", "entry_point", "exit_point")
)
BREAKDOWN = {
    "sex": "sex",
    "age_band": "age",
    "point": "crossing_point",
    "transport": "transport",
    "length_band": "length_of_stay",
    "trip_band": "trips",
    "entry_point": "entry_point",
    "exit_point": "exit_point",
}


@dataclass(frozen=True, slots=True)
class Release:
    """What is allowed out: counts from ``threshold`` on, and results that point at enforcement only if wanted."""

    threshold: int
    enforcement: bool
    vintage: date


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Mapping[str, Any]]:
    """Tabulation -> measure -> indicator, unit and the rest of publication.yml; tabulations not named stay inside."""
    text = files("mtm.microdata").joinpath("publication.yml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return found


def published(
    tabulation: Tabulation, rows: Sequence[Row], dataset: Dataset, parameters: Parameters, release: Release
) -> tuple[Observation, ...]:
    """The observations that may leave this room, withheld ones without their value."""
    known = measures().get(tabulation.name, {})
    cells = {
        row[:-1]: row[-1]
        for row in rows
        if row[0] in known and _allowed(tabulation, row, release) and not _one_quarter(tabulation, row, dataset)
    }
    counts = _with_zeros({key: value for key, value in cells.items() if isinstance(value, int)}, known)
    hidden = _hidden(tabulation, counts, known, dataset, parameters, release.threshold)
    writer = _Writer(tabulation, dataset, parameters, release, known, counts, hidden)
    return tuple(writer.observation(key) for key in counts if not _elsewhere(tabulation, key, known))


def _with_zeros(counts: Mapping[Key, int], known: Mapping[str, Any]) -> dict[Key, int]:
    """The counts, and a 0 where a measure has no row beside one that it goes with: nothing counted is not unknown."""
    zeros = {
        (measure, *key[1:]): 0
        for measure, told in known.items()
        for key in counts
        if told.get("zero_with") and key[0] == told["zero_with"]
    }
    return {**zeros, **counts}


def _elsewhere(tabulation: Tabulation, key: Key, known: Mapping[str, Any]) -> bool:
    """True for totals that another tabulation publishes."""
    empty = known[str(key[0])].get("elsewhere")
    return bool(empty) and all(key[tabulation.columns.index(column)] is None for column in empty)


def _allowed(tabulation: Tabulation, row: Row, release: Release) -> bool:
    """False for rows by the column that points at enforcement, unless the workspace wants them."""
    if release.enforcement or not tabulation.enforcement:
        return True
    return row[tabulation.columns.index(tabulation.enforcement)] is None


def _one_quarter(tabulation: Tabulation, row: Row, dataset: Dataset) -> bool:
    """True for rows of a year of which the records hold one quarter, where that quarter has its own rows."""
    year = row[tabulation.columns.index("year")] if {"year", "quarter"} <= set(tabulation.columns) else None
    return year is not None and months_of(int(year), dataset).kind == "quarter"


def months_of(year: int, dataset: Dataset) -> Period:
    """A year, or the months of it whose quarters lie within the records: nine months are not printed as a year."""
    first, last = day_of(dataset.first_day), day_of(dataset.last_day)
    begin = (first.month - 1) // 3 * 3 + 1 if first.year == year else 1
    end = (last.month + 2) // 3 * 3 if last.year == year else 12
    return Period.months(year, begin, end)


def _hidden(
    tabulation: Tabulation,
    counts: Mapping[Key, int],
    known: Mapping[str, Any],
    dataset: Dataset,
    parameters: Parameters,
    threshold: int,
) -> frozenset[Key]:
    """Small counts, what gives them away, and medians of few stays."""
    by_measure: dict[str | int | None, dict[Key, int]] = defaultdict(dict)
    for key, value in counts.items():
        by_measure[key[0]][key] = value
    hidden: set[Key] = set()
    for measure, those in by_measure.items():
        if not known[str(measure)].get("counted_in"):
            shown = frozenset(key for key in those if _elsewhere(tabulation, key, known))
            hidden |= withheld(those, sums(tabulation, tuple(those), dataset, parameters), threshold, shown)
    for key in counts:
        source = known[str(key[0])].get("counted_in")
        if source and (source, *key[1:]) in hidden:
            hidden.add(key)
    return frozenset(hidden | _same(counts, known, hidden))


def _same(counts: Mapping[Key, int], known: Mapping[str, Any], hidden: set[Key]) -> set[Key]:
    """What another measure would give away because the two are equal wherever a third one is 0."""
    found: set[Key] = set()
    for measure, told in known.items():
        for key in counts if told.get("equals") else ():
            pair = {key, (told["equals"], *key[1:])}
            if key[0] == measure and not counts.get((told["where_zero"], *key[1:])) and pair & hidden:
                found |= pair & counts.keys()
    return found


def sums(tabulation: Tabulation, keys: Sequence[Key], dataset: Dataset, parameters: Parameters) -> list[Sum]:
    """The sums that bind the rows of one measure: totals over each dimension, and groups over their members."""
    columns, present = tabulation.columns[:-1], set(keys)
    parts: dict[tuple[int, Key], list[Key]] = defaultdict(list)
    for key in keys:
        for place, column in enumerate(columns):
            if column in SUMMED and key[place] is not None:
                parts[place, (*key[:place], None, *key[place + 1 :])].append(key)
    found = [Sum(whole, tuple(those)) for (_, whole), those in parts.items() if whole in present]
    return found + _group_sums(columns, keys, present, dataset, parameters)


def _group_sums(
    columns: Sequence[str], keys: Sequence[Key], present: set[Key], dataset: Dataset, parameters: Parameters
) -> list[Sum]:
    if "area_group" not in columns or not parameters.groups:
        return []
    group, citizenship, quarter = (columns.index(name) for name in ("area_group", "citizenship", "quarter"))
    codes = {code: number for number, code in enumerate(dataset.book.citizenships)}
    found = []
    for key in keys:
        if key[group] is not None and key[quarter] is not None:
            last = day_of(quarter_days(int(key[quarter] or 0))[1])
            members = [codes[area] for area in parameters.groups[int(key[group] or 0)].at(last) if area in codes]
            parts = [_with(_with(key, group, None), citizenship, member) for member in members]
            found.append(Sum(key, tuple(part for part in parts if part in present)))
    return found


def _with(key: Key, place: int, value: int | None) -> Key:
    return (*key[:place], value, *key[place + 1 :])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Everything that the observations of one tabulation share."""

    tabulation: Tabulation
    dataset: Dataset
    parameters: Parameters
    release: Release
    known: Mapping[str, Any]
    counts: Mapping[Key, int]
    hidden: frozenset[Key]

    def observation(self, key: Key) -> Observation:
        values = dict(zip(self.tabulation.columns, key, strict=False))
        told = self.known[str(key[0])]
        value = self._value(key, told)
        return Observation(
            indicator=_indicator(told, values.get("direction")),
            time_period=self._period(values),
            ref_area=self.dataset.ref_area,
            counterpart_area=self._area(values),
            breakdown=self._breakdown(values),
            value=value,
            unit_measure=told["unit"],
            obs_status=self._status(key, told),
            decimals=1 if told.get("halves") else 0,
            vintage=self.release.vintage,
            origin=self._origin(values, value),
            attributes=self._attributes(key, told),
        )

    def _value(self, key: Key, told: Mapping[str, Any]) -> Decimal | None:
        if key in self.hidden:
            return None
        return Decimal(self.counts[key]) / 2 if told.get("halves") else Decimal(self.counts[key])

    def _status(self, key: Key, told: Mapping[str, Any]) -> str:
        if key in self.hidden:
            return Status.WITHHELD
        if self.dataset.simulated:
            return Status.SIMULATED
        if told.get("status") == "estimated" or self._censored(key):
            return Status.ESTIMATED
        open_until = told.get("provisional_while")
        return Status.PROVISIONAL if open_until and self.counts.get((open_until, *key[1:])) else Status.NORMAL

    def _censored(self, key: Key) -> bool:
        """True for migrants of the dataset's first months, whose residence before is an assumption."""
        if self.tabulation.name != "migrants":
            return False
        first = quarter_days(int(key[self.tabulation.columns.index("quarter")] or 0))[0]
        return first < self.dataset.first_day + self.parameters.migrant_window

    def _period(self, values: Mapping[str, str | int | None]) -> Period:
        """The period that a row speaks of; rows without one (open stays) are stocks at as_of."""
        number = {name: int(values[name] or 0) for name in ("quarter", "month", "day", "year") if values.get(name)}
        if "quarter" in number:
            return Period.quarter(*divmod(number["quarter"], 10))
        if "month" in number:
            year, month = divmod(number["month"], 100)
            return Period.months(year, month, month)
        if "year" in number:
            return months_of(number["year"], self.dataset)
        return Period.at(day_of(number.get("day", self.parameters.last_day(self.dataset))))

    def _area(self, values: Mapping[str, str | int | None]) -> str:
        citizenship, group = values.get("citizenship"), values.get("area_group")
        if group is not None:
            return f"{self.dataset.source}:{self.parameters.groups[int(group)].code}"
        return TOTAL if citizenship is None else self.dataset.book.citizenships[int(citizenship)]

    def _breakdown(self, values: Mapping[str, str | int | None]) -> tuple[tuple[str, str], ...]:
        pairs = (
            (BREAKDOWN[name], self._code(name, values[name])) for name in BREAKDOWN if values.get(name) is not None
        )
        return tuple(sorted(pairs))

    def _code(self, column: str, value: str | int | None) -> str:
        number = int(value or 0)
        if column == "length_band":
            return band_code(self.parameters.stay_bands, number)
        if column == "trip_band":
            return band_code(self.parameters.trip_bands, number)
        lists = {"sex": SEXES, "age_band": self.dataset.book.band_codes, "transport": TRANSPORTS}
        return lists.get(column, self.dataset.book.points)[number]

    def _origin(self, values: Mapping[str, str | int | None], value: Decimal | None) -> Origin:
        numbers = self.parameters.numbers(self.dataset)
        told = [f"{name}={numbers[name]}" for name in self.tabulation.parameters if name not in ("as_of", "first_day")]
        told += [f"as_of={day_of(numbers['as_of']).isoformat()}"]
        row = [f"{name}={self._text(name, part)}" for name, part in values.items() if part is not None]
        return Origin(
            source=self.dataset.source,
            file=f"{self.dataset.id}/{self.tabulation.name}.v{self.tabulation.version}",
            sha256=self.dataset.content,
            sheet="; ".join(sorted(told)),
            cell="; ".join(row),
            raw="" if value is None else str(value),
            label=self.tabulation.title,
        )

    def _text(self, column: str, value: str | int) -> str:
        if column == "measure":
            return str(value)
        if column == "quarter":
            return quarter_code(int(value))
        if column == "day":
            return day_of(int(value)).isoformat()
        if column == "direction":
            return DIRECTIONS[int(value)]
        if column == "citizenship":
            return self.dataset.book.citizenships[int(value)]
        if column == "area_group":
            return self.parameters.groups[int(value)].code
        return self._code(column, value) if column in BREAKDOWN else str(value)

    def _attributes(self, key: Key, told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        pairs = [("simulated", "yes")] if self.dataset.simulated else []
        if told.get("provisional_while") and key not in self.hidden:
            pairs += self._bounds(key)
        return tuple(sorted(pairs))

    def _bounds(self, key: Key) -> list[tuple[str, str]]:
        """Least and most that a provisional figure can become, where neither gives a small count away."""
        settled, unresolved = ("migrants", *key[1:]), ("unresolved", *key[1:])
        if settled in self.hidden or unresolved in self.hidden:
            return []
        least = self.counts.get(settled, 0)
        return [("at_least", str(least)), ("at_most", str(least + self.counts.get(unresolved, 0)))]


def _indicator(told: Mapping[str, Any], direction: str | int | None) -> str:
    if "indicator" in told:
        return str(told["indicator"])
    return str(told["either" if direction is None else ("out", "in")[int(direction)]])
