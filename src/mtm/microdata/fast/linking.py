"""Passes over histories: what follows what in each person's crossings.

Scope: stays, presence, stocks, corridors, match rates, circularity and migrants, each in one pass over the buckets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.fast import kernels, memory, residence, staying
from mtm.microdata.fast.rows import EMPTY, Axis, Block, Rows, block, grouped, of_each
from mtm.microdata.fast.walking import IN_ORDER, span_of, walk
from mtm.microdata.parameters import Parameters, bands, permitted_days, stock_days


def stay_lengths(dataset: Dataset, parameters: Parameters) -> Rows:
    """Stays by length in one pass."""
    found = staying.stays(dataset, parameters)
    axes = [range(length) for length in found.still.shape]
    [still] = grouped("open", found.still, axes, [(0, 1)], (None, 0, 1))
    return Rows([("completed", found.completed), still])


def stays(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Bands, totals and medians of the lengths."""
    counted = staying.stays(dataset, parameters)
    quarters, countries, limits = counted.span.quarters, len(counted.still), bands(parameters.stay_bands)

    def make(places: list[int]) -> list[Any]:
        wanted = [quarters[place] for place in places]
        return [_banded(rows, limits, countries) for rows in of_each(counted.completed, wanted)]

    if staying.continues(dataset, parameters):
        keys = [f"{key} {parameters.stay_bands}" for key in staying.layers(dataset, counted.span)]
        completed = memory.layered(dataset, "stays", keys, 5, make)
    else:
        completed = np.concatenate([np.zeros((0, 5), np.int64), *make([*range(len(quarters))])])
    still = np.zeros((countries, len(limits) + 1), np.int64)  # the last band takes what no band has
    for length, band in enumerate(_band(limits, np.arange(counted.still.shape[1]))):
        still[:, band] += counted.still[:, length]
    axes: list[Axis] = [range(countries), range(len(limits))]
    found = [(measure, completed[completed[:, 0] == number, 1:]) for number, measure in enumerate(_ENDED)]
    found += grouped("open", still[:, :-1], axes, [(0, 1), (1,)], (None, 0, 1))
    found += grouped("open", still.sum(axis=1), axes[:1], [(0,)], (None, 0, None))
    everyone = int(still.sum())
    return [*found, block("open", [(None, None, None, everyone)] if everyone else [], 4)]


Bands = Sequence[tuple[int, ...]]
_ENDED = ("completed", "twice_median")


def _banded(rows: Any, limits: Bands, countries: int) -> Any:
    """The completed stays of one quarter in bands and in all, and their medians; the measure's place comes first."""
    if not len(rows):
        return np.zeros((0, 5), np.int64)
    _, country, length, count = rows.T
    ended = np.zeros((countries, len(limits) + 1), np.int64)  # the last band takes what no band has
    np.add.at(ended, (country, _band(limits, length)), count)
    axes: list[Axis] = [range(countries), range(len(limits))]
    found = grouped("", ended[:, :-1], axes, [(0, 1), (1,)], (0, 1))
    found += grouped("", ended.sum(axis=1), axes[:1], [(0,)], (0, None))
    found.append(block("", [(None, None, int(ended.sum()))], 3))
    parts = [(0, part) for _, part in found]
    parts += [(1, _medians(country, length, count)), (1, _medians(np.full(len(rows), EMPTY), length, count))]
    return np.concatenate([_of_quarter(number, int(rows[0, 0]), part) for number, part in parts])


def _of_quarter(measure: int, quarter: int, part: Any) -> Any:
    return np.column_stack([np.full(len(part), measure), np.full(len(part), quarter), part])


def _band(limits: Bands, lengths: Any) -> Any:
    """The band of each length, -1 for none."""
    return np.searchsorted([low for _, low, *_ in limits], lengths, side="right") - 1


def _medians(country: Any, length: Any, count: Any) -> Any:
    """Twice the median of each citizenship's stays: the lower and the upper middle of those that have any."""
    order = np.lexsort((length, country))
    country, length, count = country[order], length[order], count[order].astype(np.int64)
    begins = np.flatnonzero(np.concatenate([[True], country[1:] != country[:-1]]))
    wholes = np.add.reduceat(count, begins)
    sizes = np.diff(np.append(begins, country.size))
    whole, before = np.repeat(wholes, sizes), np.repeat(np.cumsum(wholes) - wholes, sizes)
    reached, far = (np.cumsum(count) - before) * 2, length.max()
    lower = np.minimum.reduceat(np.where(reached >= whole, length, far), begins)
    upper = np.minimum.reduceat(np.where(reached > whole, length, far), begins)
    return np.column_stack([country[begins], np.full(begins.size, EMPTY), lower.astype(np.int64) + upper])


def corridors(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Entry point to exit point in one pass."""
    span, points = span_of(dataset, parameters), len(dataset.book.points)
    cube = np.zeros((len(span.quarters), points, points), np.int64)
    names = ("person", "day", "direction", "point")
    walk(dataset, names, lambda *arrays: kernels.corridors(*arrays, span.quarter, span.first, span.last, cube))
    axes = [span.quarters, range(points), range(points)]
    return grouped("stays", cube, axes, [(0, 1, 2), (0, 1), (0, 2), (0,)], (0, 1, 2))


def match_rates(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """The kind of every record in one pass."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    cube = np.zeros((len(kernels.LINKS), len(span.quarters), countries), np.int64)
    names = (*IN_ORDER, "document")
    walk(dataset, names, lambda *arrays: kernels.links(*arrays, span.quarter, span.first, span.last, cube))
    return _by_quarter(kernels.LINKS, cube, span.quarters)


def _by_quarter(measures: Sequence[str], cube: Any, quarters: Axis) -> list[Block]:
    """Measures by quarter (or day) and citizenship, and in all citizenships."""
    axes, found = [quarters, range(cube.shape[2])], []
    for measure, counts in zip(measures, cube, strict=True):
        found += grouped(measure, counts, axes, [(0, 1), (0,)], (0, 1))
    return found


def overstays(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Stays against the permitted days in one pass."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    permitted = np.full(countries, -1, np.int64)
    for citizenship, days in permitted_days(dataset, parameters):
        permitted[citizenship] = days
    cube = np.zeros((3, len(span.quarters), countries), np.int64)
    walk(
        dataset,
        IN_ORDER,
        lambda *arrays: kernels.overstays(*arrays, permitted, span.quarter, span.first, span.last, cube),
    )
    return _by_quarter(("completed_within", "completed_beyond", "open_beyond"), cube, span.quarters)


def presence(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Days within the window with two pointers per person."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    by_country = np.zeros((2, len(span.quarters), countries), np.int64)
    everyone = np.zeros(len(span.quarters), np.int64)
    rule = (parameters.presence_limit, parameters.presence_window)
    walk(
        dataset,
        IN_ORDER,
        lambda *arrays: kernels.presence(
            *arrays, span.quarter, span.first, span.last, *rule, by_country[0], by_country[1], everyone
        ),
    )
    axes = [span.quarters, range(countries)]
    found = grouped("stays_beyond", by_country[0], axes, [(0, 1), (0,)], (0, 1))
    found += grouped("persons_beyond", by_country[1], axes, [(0, 1)], (0, 1))
    return found + grouped("persons_beyond", everyone, axes[:1], [(0,)], (0, None))


def _present(dataset: Dataset, parameters: Parameters) -> tuple[Any, Any]:
    """Persons present at the end of every day, by kind, citizenship and day; and which of them ever were."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    steps, seen = np.zeros((2, countries, span.days + 1), np.int64), np.zeros((2, countries), np.bool_)
    walk(dataset, IN_ORDER, lambda *arrays: kernels.spells(*arrays, span.first, span.last, steps, seen))
    return steps.cumsum(axis=2)[:, :, : span.days], seen


def stock(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Daily presence, looked up at the dates wanted."""
    present, _ = _present(dataset, parameters)
    dates = stock_days(dataset, parameters)
    chosen = present[:, :, [day - dataset.first_day for day in dates]].transpose(0, 2, 1)
    return _by_quarter(("present", "before_first_exit"), chosen, dates)


def daily_presence(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Daily presence and its sums over quarters; citizenships that were ever present keep their zeros."""
    present, seen = _present(dataset, parameters)
    span = span_of(dataset, parameters)
    places = span.quarter[: span.days]
    found: list[Block] = []
    for suffix, counts, met in zip(("", "_before_first_exit"), present, seen, strict=True):
        if met.any():
            sums = np.stack([counts[:, places == place].sum(axis=1) for place in range(places[-1] + 1)])
            lines: list[tuple[int | None, ...]] = [
                (span.quarters[place], None, int(country), int(of_quarter[country]))
                for place, of_quarter in enumerate(sums)
                for country in np.flatnonzero(met)
            ]
            lines += [(span.quarters[place], None, None, int(of_all)) for place, of_all in enumerate(sums.sum(axis=1))]
            found.append(block(f"person_days{suffix}", lines, 4))
            daily = [(None, span.first + n, None, value) for n, value in enumerate(counts.sum(axis=0).tolist())]
            found.append(block(f"present_daily{suffix}", daily, 4))
    return found


def migrants(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """The outcomes-based rule in one pass."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    cube = np.zeros((3, len(span.quarters), 2, countries), np.int64)
    rule = (parameters.migrant_days, parameters.migrant_window)
    walk(
        dataset,
        IN_ORDER,
        lambda *arrays: residence.migrants(*arrays, span.quarter, span.first, span.last, *rule, cube),
    )
    axes, found = [span.quarters, range(2), range(countries)], []
    for measure, counts in zip(("migrants", "unresolved", "projected"), cube, strict=True):
        found += grouped(measure, counts, axes, [(0, 1, 2), (0, 1)], (0, 1, 2))
    return found


def circularity(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Entries of each person and year in one pass."""
    span = span_of(dataset, parameters)
    listed = np.array([quarter // 10 for quarter in span.quarters])
    years, year = tuple(range(listed[0], listed[-1] + 1)), (listed - listed[0])[span.quarter]
    bounds, countries = parameters.trip_bands, len(dataset.book.citizenships)
    band = np.array([sum(1 for low in bounds if low <= made) - 1 for made in range(bounds[-1] + 1)], np.int64)
    size = (len(years), countries + 1, len(bounds) + 1)  # the last band takes what lies below the first bound
    persons, trips = np.zeros(size, np.int64), np.zeros(size, np.int64)
    walk(
        dataset,
        IN_ORDER,
        lambda *arrays: kernels.entries_a_year(*arrays, year, dataset.first_day, band, persons, trips),
    )
    axes: list[Axis] = [years, range(countries), range(len(bounds) + 1)]
    found: list[Block] = []
    for measure, counts in (("persons", persons), ("trips", trips)):
        found += grouped(measure, counts[:, :-1, :-1], axes, [(0, 1, 2)], (0, 1, 2))
        found += grouped(measure, counts[:, -1, :-1], [axes[0], axes[2]], [(0, 1)], (0, None, 1))
        found += grouped(measure, counts[:, :-1].sum(axis=2), axes[:2], [(0, 1)], (0, 1, None))
        found += grouped(measure, counts[:, -1].sum(axis=1), axes[:1], [(0,)], (0, None, None))
    return found
