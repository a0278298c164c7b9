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
NOBODY, SEVERAL = -1, -2  # in place of a citizenship


class Year:
    """What is counted in one year.

    ``out`` has a row per quarter and a last row for the year; columns: citizenship and direction, then citizenships in
    either direction, then directions, everyone, groups and direction, groups in either direction. ``met`` has, for each
    counter, the person of several citizenships who was counted last.
    """

    def __init__(self, member: Any) -> None:
        """Nothing counted yet; ``member`` is 1 where a citizenship belongs to a group, by quarter."""
        quarters, countries, groups = member.shape
        self.members = np.where(member.astype(bool), np.arange(groups, dtype=np.int64), -1)
        self.none = np.zeros((countries, 0), np.int64)  # years have no groups
        size = (quarters + 1, countries * 3 + 3 + groups * 3)
        self.met, self.out = np.full(size, NOBODY, np.int64), np.zeros(size, np.int64)

    def add(self, found: Abreast) -> bool:
        """Count the persons of a piece; False where rows are out of order."""
        state = np.full(found.high - found.low + 1, NOBODY, np.int32), np.zeros(found.high - found.low + 1, np.uint8)
        for place, (person, cell) in found.parts:
            counters = self.members[place], self.met[place], self.out[place]
            if not quarter(person, cell, found.low, found.high, *state, *counters):
                return False
        year(*state, self.out[-1], self.members.shape[1])
        self._several([part for _, part in found.parts], np.flatnonzero(state[0] == SEVERAL) + found.low)
        return True

    def _several(self, parts: Sequence[Arrays], wanted: Any) -> None:
        """Count those of several citizenships for the year: their rows of all quarters, person by person."""
        if wanted.size:
            found = [tuple(column[rows_of(part[0], wanted)] for column in part) for part in parts]
            person, cell = joined(found)
            order = np.argsort(person, kind="stable")
            each(person[order], cell[order], self.none, self.met[-1], self.out[-1])


@compiled
def quarter(
    person: Any, cell: Any, low: int, high: int, country: Any, sides: Any, members: Any, met: Any, out: Any
) -> bool:
    """Count the persons of one quarter, and note for ``low`` to ``high`` the citizenship and the directions seen."""
    i, n = 0, person.size
    while i < n:
        who, begun, seen = person[i], i, 0
        if who < low or who > high:
            return False
        alone, one = cell[i] // STEP // 2, True
        while i < n and person[i] == who:
            pair = cell[i] // STEP
            seen |= 1 << (pair & 1)
            one &= pair // 2 == alone
            i += 1
        if i < n and person[i] < who:
            return False
        if one:
            _once(alone, seen, members, out)
        else:
            for row in range(begun, i):
                _several(who, cell[row] // STEP, members, met, out)
        known = country[who - low]
        country[who - low] = alone if one and (known in (NOBODY, alone)) else SEVERAL
        sides[who - low] |= seen
    return True


@compiled
def year(country: Any, sides: Any, out: Any, countries: int) -> None:
    """Count those who had one citizenship all year."""
    members = np.empty((countries, 0), np.int64)
    for place in range(country.size):
        if country[place] >= 0:
            _once(country[place], sides[place], members, out)


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
def _once(country: int, sides: int, members: Any, out: Any) -> None:
    """Count a person of one citizenship; ``sides``: exit 1, entry 2, both 3."""
    left, came, countries = sides & 1, sides >> 1, members.shape[0]
    out[country * 2] += left
    out[country * 2 + 1] += came
    out[countries * 2 + country] += 1
    out[countries * 3] += left
    out[countries * 3 + 1] += came
    out[countries * 3 + 2] += 1
    for place in range(members.shape[1]):
        group = members[country, place]
        if group >= 0:
            out[countries * 3 + 3 + group * 3] += left
            out[countries * 3 + 3 + group * 3 + 1] += came
            out[countries * 3 + 3 + group * 3 + 2] += 1


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
