"""Distinct persons: the marks of the registers are counted, by citizenship.

Scope: from registers to rows. What each mark says stands in ``microdata.registers``.
Shapes: counts are by quarter, citizenship, kind (see ``_WIDTH``) and side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.fast import kernels, memory
from mtm.microdata.fast.counting import membership
from mtm.microdata.fast.reading import files, pieces
from mtm.microdata.fast.rows import EMPTY, Axis, Block, grouped
from mtm.microdata.fast.walking import CODES, sure
from mtm.microdata.parameters import Parameters
from mtm.microdata.registers import EVERYONE, MARKS, SEVERAL, SIDES, YEAR, YEAR_EVERYONE

SIDE: Axis = (0, 1, EMPTY)  # left, came, either
_WIDTH = 5 * len(SIDE)  # in the quarter, everyone, in the year, everyone in the year, of those not SEVERAL


@cache
def _increments() -> Any:
    """What a row adds by its marks: by quarter, everyone, year, everyone in the year, single, and by side."""
    marks = np.arange(MARKS)
    sides = [marks & 1, marks >> 1 & 1, np.ones(MARKS, np.int64)]
    found = [*sides]
    for begin in (EVERYONE, YEAR, YEAR_EVERYONE):
        found += [marks >> begin & 1, marks >> begin + 1 & 1, marks >> begin + 2 & 1]
    found += [side * (1 - (marks >> SEVERAL & 1)) for side in sides]
    return np.stack(found, axis=1)


def persons(dataset: Dataset, parameters: Parameters) -> list[Block]:
    """Distinct persons by quarter and year, by citizenship, by group and in all."""
    counts = _counted(dataset)
    quarters, years = dataset.quarters, tuple(sorted({quarter // 10 for quarter in dataset.quarters}))
    places = [years.index(quarter // 10) for quarter in quarters]
    by_year = np.zeros((len(years), *counts.shape[1:]), np.int64)
    np.add.at(by_year, places, counts)
    found = _blocks(counts[:, :, 0], counts[:, :, 1].sum(axis=1), quarters, 1)
    found += _blocks(by_year[:, :, 2], by_year[:, :, 3].sum(axis=1), years, 0)
    member = membership(dataset, parameters)
    if member.shape[2]:
        of_groups = np.einsum("qcs,qcg->qgs", counts[:, :, 4], member) + _several(dataset, counts, member)
        axes: list[Axis] = [quarters, range(member.shape[2]), SIDE]
        found += grouped("persons", of_groups, axes, [(0, 1, 2)], (None, 0, 2, None, 1))
    return found


def _blocks(by_citizenship: Any, everyone: Any, periods: Axis, column: int) -> list[Block]:
    """Rows of quarters (``column`` 1) or years (0)."""
    period = (None, 0) if column else (0, None)
    axes: list[Axis] = [periods, range(by_citizenship.shape[1]), SIDE]
    found = grouped("persons", by_citizenship, axes, [(0, 1, 2)], (*period, 2, 1, None))
    return found + grouped("persons", everyone, [periods, SIDE], [(0, 1)], (*period, 1, None, None))


def _counted(dataset: Dataset) -> Any:
    """Counts by quarter, citizenship, kind and side; a register counted before is not read again."""
    keys = [part.file for part in dataset.registers]
    rows = memory.layered(dataset, "persons", keys, _WIDTH + 2, lambda places: _counts_of(dataset, places))
    counts = np.zeros((len(keys), len(dataset.book.citizenships), _WIDTH), np.int64)
    counts[np.searchsorted(dataset.quarters, rows[:, 0]), rows[:, 1]] = rows[:, 2:]
    return counts.reshape(*counts.shape[:2], -1, len(SIDE))


def _counts_of(dataset: Dataset, places: Sequence[int]) -> list[Any]:
    """The counts of some quarters: quarter, citizenship, and what was counted."""
    parts = tuple(dataset.registers[place] for place in places)
    found = [np.zeros((0, _WIDTH + 2), np.int64) for _ in parts]
    for number, those in groupby(files(dataset.paths(parts), ("code",)), key=lambda piece: piece[0]):
        counts = _counts(dataset, (codes for _, (codes,) in those))
        rows = np.flatnonzero(counts.any(axis=1))
        found[number] = np.column_stack([np.full(rows.size, parts[number].key), rows, counts[rows]])
    return found


def _counts(dataset: Dataset, pieces: Iterable[Any]) -> Any:
    """The counts of one register by citizenship: every code once, then what its marks add."""
    marked = np.zeros(len(dataset.book.citizenships) * MARKS, np.int64)
    for codes in pieces:
        sure(kernels.count(codes, marked), dataset, CODES)
    met = np.flatnonzero(marked)
    counts = np.zeros((len(dataset.book.citizenships), _WIDTH), np.int64)
    np.add.at(counts, met // MARKS, _increments()[met % MARKS] * marked[met, None])
    return counts


def _several(dataset: Dataset, counts: Any, member: Any) -> Any:
    """Those of several citizenships by quarter, group and side: each counts once in a group."""
    found = np.zeros((len(member), member.shape[2], 3), np.int64)
    for place, path in enumerate(dataset.paths(dataset.registers)):
        rows = int((counts[place, :, 0] - counts[place, :, 4])[:, 2].sum())
        if rows:
            person, code = _first(path, rows)
            sure(bool((code >> SEVERAL & 1).all()), dataset)
            sides = code % MARKS & SIDES
            for group in range(member.shape[2]):
                inside = member[place][code // MARKS, group] == 1
                for side, wanted in enumerate((sides & 1, sides & 2, sides)):
                    found[place, group, side] = np.unique(person[inside & (wanted > 0)]).size
    return found


def _first(path: Any, rows: int) -> Sequence[Any]:
    """The first rows of a register: person and code."""
    found: list[Any] = []
    held = 0
    for arrays in pieces(path, ("person", "code")):
        found.append(arrays)
        held += arrays[0].size
        if held >= rows:
            break
    return [np.concatenate(those)[:rows] for those in zip(*found, strict=True)]
