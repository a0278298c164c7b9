"""Distinct persons as one pass over files that are each ordered by person: a person is met once, then known.

Scope: the compiled loops of ``persons``. The quarters of a year are read side by side, some persons at a time; for
these persons it is noted in which directions and on which citizenship they were met in the year. Nearly everybody has
one citizenship: then that says it all. For the others the rows are looked at once more, and it is enough to know, for
each counter, who was counted last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mtm.microdata.codes import BAND_RADIX, SEX_RADIX
from mtm.microdata.fast.kernels import compiled
from mtm.microdata.fast.reading import Abreast, Arrays, joined

STEP = SEX_RADIX * BAND_RADIX  # cells that share citizenship and direction
NOBODY, SEVERAL = -1, -2  # in place of a citizenship and the directions seen


class Year:
    """What is counted in one year.

    ``one`` counts persons of one citizenship, by quarter (the last row is the year) and by citizenship * 4 +
    directions: exit 1, entry 2, both 3. ``out`` counts the others; columns: citizenship and direction, then
    citizenships in either direction, then directions, everyone, groups and direction, groups in either direction.
    ``met`` has, for each column, the person of several citizenships who was counted last.
    """

    def __init__(self, member: Any) -> None:
        """Nothing counted yet; ``member`` is 1 where a citizenship belongs to a group, by quarter."""
        quarters, countries, groups = member.shape
        self.member, self.one = member, np.zeros((quarters + 1, countries * 4), np.int64)
        self.members = np.where(member.astype(bool), np.arange(groups, dtype=np.int64), -1)
        self.none = np.zeros((countries, 0), np.int64)  # years have no groups
        size = (quarters + 1, countries * 3 + 3 + groups * 3)
        self.met, self.out = np.full(size, NOBODY, np.int64), np.zeros(size, np.int64)

    def add(self, found: Abreast) -> bool:
        """Count the persons of a piece; False where rows are out of order."""
        state = np.full(found.high - found.low + 1, NOBODY, np.int32)
        for place, (person, cell) in found.parts:
            counters = self.one[place], self.members[place], self.met[place], self.out[place]
            if not quarter(person, cell, found.low, found.high, state, *counters):
                return False
        if year(state, self.one[-1]):
            self._several([part for _, part in found.parts], np.flatnonzero(state == SEVERAL) + found.low)
        return True

    def _several(self, parts: Sequence[Arrays], wanted: Any) -> None:
        """Count those of several citizenships for the year: their rows of all quarters, person by person."""
        found = [tuple(column[rows_of(part[0], wanted)] for column in part) for part in parts]
        person, cell = joined(found)
        order = np.argsort(person, kind="stable")
        each(person[order], cell[order], self.none, self.met[-1], self.out[-1])

    def counts(self) -> Any:
        """Everyone, in the columns of ``out``."""
        countries, found = self.member.shape[1], self.out.copy()
        by_sides = self.one.reshape(len(self.one), countries, 4)
        both = by_sides[:, :, 3]
        for side, ones in enumerate(
            (by_sides[:, :, 1] + both, by_sides[:, :, 2] + both, by_sides[:, :, 1:].sum(axis=2))
        ):
            if side < 2:
                found[:, side : countries * 2 : 2] += ones
            else:
                found[:, countries * 2 : countries * 3] += ones
            found[:, countries * 3 + side] += ones.sum(axis=1)
            found[:-1, countries * 3 + 3 + side :: 3] += np.einsum("qc,qcg->qg", ones[:-1], self.member)
        return found


@compiled
def quarter(
    person: Any, cell: Any, low: int, high: int, state: Any, one: Any, members: Any, met: Any, out: Any
) -> bool:
    """Count the persons of one quarter, and note for ``low`` to ``high`` the citizenship and the directions seen."""
    i, n = 0, person.size
    while i < n:
        who, begun, pair = person[i], i, cell[i] // STEP
        if who < low or who > high:
            return False
        found, alone = (pair // 2) * 4 + (1 << (pair & 1)), True
        i += 1
        while i < n and person[i] == who:
            pair = cell[i] // STEP
            alone &= pair // 2 == found // 4
            found |= 1 << (pair & 1)
            i += 1
        if i < n and person[i] < who:
            return False
        known = state[who - low]
        if alone:
            one[found] += 1
            state[who - low] = found if known == NOBODY else known | found if known // 4 == found // 4 else SEVERAL
            continue
        state[who - low] = SEVERAL
        for row in range(begun, i):
            _several(who, cell[row] // STEP, members, met, out)
    return True


@compiled
def year(state: Any, one: Any) -> bool:
    """Count those who had one citizenship all year; True where somebody had several."""
    several = False
    for found in state:
        if found >= 0:
            one[found] += 1
        several |= found == SEVERAL
    return several


@compiled
def rows_of(person: Any, wanted: Any) -> Any:
    """The places of the rows of the persons ``wanted``; both are in order."""
    out, found = np.empty(person.size, np.int64), 0
    for who in wanted:
        row = np.searchsorted(person, who)
        while row < person.size and person[row] == who:
            out[found] = row
            found += 1
            row += 1
    return out[:found]


@compiled
def each(person: Any, cell: Any, members: Any, met: Any, out: Any) -> None:
    """Count every person once under whatever the crossings say."""
    for row in range(person.size):
        _several(person[row], cell[row] // STEP, members, met, out)


@compiled
def _several(who: int, pair: int, members: Any, met: Any, out: Any) -> None:
    """Count one crossing's person where not counted yet; ``pair`` is citizenship * 2 + direction."""
    direction, country, countries = pair % 2, pair // 2, members.shape[0]
    for column in (pair, countries * 2 + country, countries * 3 + direction, countries * 3 + 2):
        if met[column] != who:
            met[column] = who
            out[column] += 1
    for place in range(members.shape[1]):
        group = members[country, place]
        if group >= 0:
            for column in (countries * 3 + 3 + group * 3 + direction, countries * 3 + 3 + group * 3 + 2):
                if met[column] != who:
                    met[column] = who
                    out[column] += 1
