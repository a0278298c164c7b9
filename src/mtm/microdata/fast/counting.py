"""Passes over the quarter partitions: crossings by whatever is printed.

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
from mtm.microdata.fast import kernels, memory
from mtm.microdata.fast.reading import files
from mtm.microdata.fast.rows import Axis, Block, Rows, grouped, in_order, of_each
from mtm.microdata.fast.walking import CODES, sure
from mtm.microdata.parameters import Parameters, memberships
from mtm.microdata.records import day_of


def crossings(dataset: Dataset, parameters: Parameters) -> Rows:
    """Every printed subtotal from one precomputed column."""
    member = membership(dataset, parameters)
    keys = [f"{part.file} {_digest(inside)}" for part, inside in zip(dataset.crossings, member, strict=True)]
    rows = memory.layered(dataset, "crossings", keys, 7, lambda places: _crossings_of(dataset, places, member))
    return Rows([("crossings", rows)])


def _digest(inside: Any) -> str:
    return sha256(np.argwhere(inside).tobytes()).hexdigest()[:16] if inside.size else ""


def _crossings_of(dataset: Dataset, places: Sequence[int], member: Any) -> list[Any]:
    """The rows of some quarters."""
    countries, quarters = len(dataset.book.citizenships), [dataset.quarters[place] for place in places]
    sets = [(0, 1, 2, 3, 4), (0, 1, 2, 3), (0, 1, 2, 4), (0, 1, 2), (0, 2, 3, 4), (0, 2, 3), (0, 2, 4), (0, 2)]
    cube = counted(dataset, places, "cell", (countries, 2, SEX_RADIX, BAND_RADIX))
    axes: list[Axis] = [quarters, range(countries), range(2), range(SEX_RADIX), range(BAND_RADIX)]
    found = grouped("crossings", cube, axes, sets, (0, 2, 1, None, 3, 4))
    if member.shape[2]:
        summed = np.einsum("qcdsb,qcg->qgdsb", cube, member[places])
        listed = [axes[0], range(member.shape[2]), *axes[2:]]
        found += grouped("crossings", summed, listed, sets[:4], (0, 2, None, 1, 3, 4))
    return of_each(in_order([rows for _, rows in found]), quarters)


def counted(dataset: Dataset, places: Sequence[int], column: str, shape: tuple[int, ...]) -> Any:
    """How often each code of a column occurs in each of some quarters."""
    cube = np.zeros((len(places), *shape), np.int64)
    flat = cube.reshape(len(places), -1)
    parts = tuple(dataset.crossings[place] for place in places)
    for number, (codes,) in files(dataset.paths(parts), (column,)):
        sure(kernels.count(codes, flat[number]), dataset, CODES)
    return cube


def membership(dataset: Dataset, parameters: Parameters) -> Any:
    """1 where a citizenship belongs to a group in a quarter that has records."""
    places = {quarter: place for place, quarter in enumerate(dataset.quarters)}
    member = np.zeros((len(places), len(dataset.book.citizenships), len(parameters.groups)), np.int64)
    for quarter, citizenship, group in memberships(dataset, parameters, dataset.quarters):
        member[places[quarter], citizenship, group] = 1
    return member


def crossings_by_point(dataset: Dataset, _: Parameters) -> Rows:
    """Every printed subtotal from the other precomputed column."""
    keys = [part.file for part in dataset.crossings]
    rows = memory.layered(dataset, "crossings_by_point", keys, 5, lambda places: _points_of(dataset, places))
    return Rows([("crossings", rows)])


def _points_of(dataset: Dataset, places: Sequence[int]) -> list[Any]:
    """The rows of some quarters."""
    points, quarters = len(dataset.book.points), [dataset.quarters[place] for place in places]
    cube = counted(dataset, places, "route", (points, 2, TRANSPORT_RADIX))
    axes: list[Axis] = [quarters, range(points), range(2), range(TRANSPORT_RADIX)]
    sets = [(0, 1, 2, 3), (0, 1, 2), (0, 2, 3), (0, 2)]
    found = grouped("crossings", cube, axes, sets, (0, 2, 1, 3))
    return of_each(in_order([rows for _, rows in found]), quarters)


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
