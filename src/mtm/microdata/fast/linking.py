"""Passes over histories: what follows what in each person's crossings.

Scope: stays, presence, stocks, corridors, match rates, circularity and migrants, each in one pass over the buckets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.fast import kernels, residence, staying
from mtm.microdata.fast.rows import Axis, Block, block, grouped
from mtm.microdata.fast.walking import IN_ORDER, span_of, walk
from mtm.microdata.parameters import Parameters, bands, permitted_days, stock_days


def stay_lengths(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Stays by length in one pass."""
    done, still, span = staying.stays(dataset, parameters)
    axes = [span.quarters, range(done.shape[1]), range(done.shape[2])]
    found = grouped("completed", done, axes, [(0, 1, 2)], (0, 1, 2))
    return found + grouped("open", still, axes[1:], [(0, 1)], (None, 0, 1))


def stays(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Bands, totals and medians of the lengths."""
    done, still, span = staying.stays(dataset, parameters)
    limits = [(low, min(high, done.shape[2] - 1) + 1) for _, low, high in bands(parameters.stay_bands)]
    axes: list[Axis] = [span.quarters, range(done.shape[1]), range(len(limits))]
    ended, lasting = _banded(done, limits), _banded(still, limits)
    found = grouped("completed", ended, axes, [(0, 1, 2), (0, 2)], (0, 1, 2))
    found += grouped("completed", done.sum(axis=2), axes[:2], [(0, 1), (0,)], (0, 1, None))
    found += grouped("open", lasting, axes[1:], [(0, 1), (1,)], (None, 0, 1))
    found += grouped("open", still.sum(axis=1), axes[1:2], [(0,)], (None, 0, None))
    everyone = int(still.sum())
    found.append(block("open", [(None, None, None, everyone)] if everyone else [], 4))
    return [*found, _medians(done, axes)]


def _banded(counts: Any, edges: Sequence[tuple[int, int]]) -> Any:
    return np.stack([counts[..., low:high].sum(axis=-1) for low, high in edges], axis=-1)


def _medians(done: Any, axes: Sequence[Axis]) -> Block:
    """Twice the median: the lower and the upper middle of every distribution that has stays."""
    lines: list[tuple[int | None, ...]] = []
    for quarter, of_quarter in zip(axes[0], done, strict=True):
        for counts, countries in ((of_quarter, axes[1]), (of_quarter.sum(axis=0, keepdims=True), (None,))):
            reached = counts.cumsum(axis=1)
            whole = reached[:, -1:]
            lower, upper = (reached * 2 >= whole).argmax(axis=1), (reached * 2 > whole).argmax(axis=1)
            for c in np.flatnonzero(whole).tolist():
                lines.append((quarter, countries[c], None, int(lower[c] + upper[c])))
    return block("twice_median", lines, 4)


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
