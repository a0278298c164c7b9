"""Passes over the quarter partitions: crossings by whatever is printed, and distinct persons.

Scope: from the precomputed columns ``cell`` and ``route`` to rows; a cube of counts is filled once, its sums are the
subtotals.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np

from mtm.microdata.codes import BAND_RADIX, SEX_RADIX, TRANSPORT_RADIX
from mtm.microdata.dataset import Dataset
from mtm.microdata.fast import distinct, kernels, memory
from mtm.microdata.fast.reading import abreast, files
from mtm.microdata.fast.rows import Axis, Block, block, grouped
from mtm.microdata.fast.walking import sure
from mtm.microdata.parameters import Parameters, memberships
from mtm.microdata.records import day_of


def crossings(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Every printed subtotal from one precomputed column."""
    countries = len(dataset.book.citizenships)
    sets = [(0, 1, 2, 3, 4), (0, 1, 2, 3), (0, 1, 2, 4), (0, 1, 2), (0, 2, 3, 4), (0, 2, 3), (0, 2, 4), (0, 2)]
    cube = counted(dataset, "cell", (countries, 2, SEX_RADIX, BAND_RADIX))
    axes: list[Axis] = [dataset.quarters, range(countries), range(2), range(SEX_RADIX), range(BAND_RADIX)]
    found = grouped("crossings", cube, axes, sets, (0, 2, 1, None, 3, 4))
    return found + _crossings_of_groups(cube, axes, dataset, parameters)


def counted(dataset: Dataset, column: str, shape: tuple[int, ...]) -> Any:
    """How often each code of a column occurs in each quarter; a partition counted before is not read again."""
    cube = np.zeros((len(dataset.crossings), *shape), np.int64)
    flat = cube.reshape(len(dataset.crossings), -1)
    known = memory.recall(dataset, column)
    new = [place for place, part in enumerate(dataset.crossings) if part.file not in known]
    for number, (codes,) in files(dataset.paths(tuple(dataset.crossings[place] for place in new)), (column,)):
        kernels.count(codes, flat[new[number]])
    for place, part in enumerate(dataset.crossings):
        if part.file in known:
            flat[place, : known[part.file].size] = known[part.file]
    told = {part.file: flat[place] for place, part in enumerate(dataset.crossings)}
    if set(told) != set(known):
        memory.keep(dataset, column, told)
    return cube


def _crossings_of_groups(cube: Any, axes: Sequence[Axis], dataset: Dataset, parameters: Parameters) -> list[Block]:
    member = _membership(dataset, parameters)
    if not member.shape[2]:
        return []
    summed = np.einsum("qcdsb,qcg->qgdsb", cube, member)
    sets = [(0, 1, 2, 3, 4), (0, 1, 2, 3), (0, 1, 2, 4), (0, 1, 2)]
    listed = [axes[0], range(member.shape[2]), *axes[2:]]
    return grouped("crossings", summed, listed, sets, (0, 2, None, 1, 3, 4))


def _membership(dataset: Dataset, parameters: Parameters) -> Any:
    """1 where a citizenship belongs to a group in a quarter that has records."""
    places = {quarter: place for place, quarter in enumerate(dataset.quarters)}
    member = np.zeros((len(places), len(dataset.book.citizenships), len(parameters.groups)), np.int64)
    for quarter, citizenship, group in memberships(dataset, parameters, dataset.quarters):
        member[places[quarter], citizenship, group] = 1
    return member


def crossings_by_point(dataset: Dataset, _: Parameters) -> list[Block]:
    """Every printed subtotal from the other precomputed column."""
    points = len(dataset.book.points)
    cube = counted(dataset, "route", (points, 2, TRANSPORT_RADIX))
    axes = [dataset.quarters, range(points), range(2), range(TRANSPORT_RADIX)]
    sets = [(0, 1, 2, 3), (0, 1, 2), (0, 2, 3), (0, 2)]
    return grouped("crossings", cube, axes, sets, (0, 2, 1, 3))


def origins_by_point(dataset: Dataset, _: Parameters) -> list[Block]:
    """Pairs of both precomputed columns."""
    points, countries = len(dataset.book.points), len(dataset.book.citizenships)
    cube = np.zeros((len(dataset.quarters), points, 2, countries), np.int64)
    step = 2 * SEX_RADIX * BAND_RADIX
    for place, (route, cell) in files(dataset.paths(dataset.crossings), ("route", "cell")):
        kernels.count_pairs(route, TRANSPORT_RADIX, cell, step, 0, cube[place].reshape(points * 2, countries))
    axes = [dataset.quarters, range(points), range(2), range(countries)]
    return grouped("crossings", cube, axes, [(0, 1, 2, 3), (0, 1, 2)], (0, 2, 1, 3))


def seasonality(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Crossings by day and by citizenship and direction, then days added up to months."""
    days, countries = dataset.last_day - dataset.first_day + 1, len(dataset.book.citizenships)
    daily = np.zeros((days, countries * 2), np.int64)
    for _, (day, cell) in files(dataset.paths(dataset.crossings), ("day", "cell")):
        kernels.count_pairs(day, 1, cell, SEX_RADIX * BAND_RADIX, dataset.first_day, daily)
    months: dict[int, Any] = {}
    for number in range(parameters.last_day(dataset) - dataset.first_day + 1):
        day = day_of(dataset.first_day + number)
        months[day.year * 100 + day.month] = months.get(day.year * 100 + day.month, 0) + daily[number]
    cube = np.array([*months.values()]).reshape(len(months), countries, 2)
    axes = [tuple(months), range(countries), range(2)]
    return grouped("crossings", cube, axes, [(0, 1, 2), (0, 2)], (0, 2, 1))


def persons(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Distinct persons by quarter and year, the quarters of a year side by side."""
    member = _membership(dataset, parameters)
    quarters, years = dataset.quarters, sorted({quarter // 10 for quarter in dataset.quarters})
    inside = [[place for place, quarter in enumerate(quarters) if quarter // 10 == year] for year in years]
    found: list[Block] = []
    for year, places, counts in zip(years, inside, _persons_of(dataset, inside, member), strict=True):
        for place, row in zip(places, counts[:-1], strict=True):
            found.append(_persons_block(row, (None, quarters[place]), *member.shape[1:]))
        found.append(_persons_block(counts[-1], (year, None), member.shape[1], 0))
    return found


def _persons_of(dataset: Dataset, inside: Sequence[Sequence[int]], member: Any) -> list[Any]:
    """The counts of each year's partitions; a year counted before with the same files and groups is not read again."""
    parts = [tuple(dataset.crossings[place] for place in places) for places in inside]
    told = [
        ("/".join(part.file for part in those), member[places]) for those, places in zip(parts, inside, strict=True)
    ]
    keys = [sha256(f"{files} {shown.shape}".encode() + shown.tobytes()).hexdigest() for files, shown in told]
    kept = memory.recall(dataset, "persons")
    new = {key: distinct.Year(member[inside[n]]) for n, key in enumerate(keys) if key not in kept}
    listed = list(new.values())
    for part in abreast([dataset.paths(parts[keys.index(key)]) for key in new], ("person", "cell")):
        sure(listed[part.group].add(part), dataset)
    counts = {key: new[key].counts() if key in new else kept[key] for key in keys}
    if new:
        memory.keep(dataset, "persons", counts)
    return list(counts.values())


def _persons_block(counts: Any, period: tuple[int | None, int | None], countries: int, groups: int) -> Block:
    """Rows of one period: columns as ``distinct.persons`` lays them out."""
    keys: list[tuple[int | None, int | None, int | None]] = []
    keys += [(pair % 2, pair // 2, None) for pair in range(countries * 2)]
    keys += [(None, country, None) for country in range(countries)]
    keys += [(0, None, None), (1, None, None), (None, None, None)]
    keys += [(side, None, group) for group in range(groups) for side in (0, 1, None)]
    lines = [(*period, *key, value) for key, value in zip(keys, counts.tolist(), strict=False) if value]
    return block("persons", lines, 6)
