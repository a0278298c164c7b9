"""The compiled passes: each reads ordered arrays once, from front to back, and adds to counters.

Scope: loops over whole numbers only. The SQL of the tabulation of the same name is the definition; these loops give
its rows. Arrays of one call hold whole persons, ordered by person and time; ``last`` is the day number of as_of, later
records are not looked at. A pass returns False when it meets rows out of order.
Shapes: ``quarter`` maps a day, counted from the dataset's first, to the place of its quarter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile once, keep the result on disk, let other threads run meanwhile."""
    loop: Callable[..., Any] = njit(cache=True, nogil=True)(function)
    return loop


@compiled
def count(codes: Any, out: Any) -> bool:
    """How often each code occurs; False where one is not in the list."""
    for code in codes:
        if code < 0 or code >= out.size:
            return False
        out[code] += 1
    return True


@compiled
def count_pairs(first: Any, step_first: int, second: Any, step_second: int, low: int, out: Any) -> None:
    """How often each pair occurs, of ``first // step_first - low`` and ``second // step_second``."""
    for i in range(first.size):
        out[first[i] // step_first - low, second[i] // step_second] += 1


@compiled
def stays(
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    quarter: Any,
    first: int,
    last: int,
    short: Any,
    still: Any,
    long: Any,
) -> int:
    """Completed stays by quarter, citizenship and length; open stays by citizenship and length.

    Completed ones beyond the lengths of ``short`` are listed in ``long``. Returns how many, -1 for rows out of order.
    """
    n, found = person.size, 0
    for i in range(n):
        if i and (person[i] < person[i - 1] or (person[i] == person[i - 1] and day[i] < day[i - 1])):
            return -1
        if direction[i] == 1 and day[i] <= last:
            if i + 1 < n and person[i + 1] == person[i] and day[i + 1] <= last:
                if direction[i + 1] == 0:
                    place, length = quarter[day[i + 1] - first], day[i + 1] - day[i]
                    if length < short.shape[2]:
                        short[place, citizenship[i], length] += 1
                    else:
                        long[found, 0], long[found, 1], long[found, 2] = place, citizenship[i], length
                        found += 1
            else:
                still[citizenship[i], last - day[i]] += 1
    return found


@compiled
def corridors(person: Any, day: Any, direction: Any, point: Any, quarter: Any, first: int, last: int, out: Any) -> bool:
    """Completed stays by quarter of the exit, entry point and exit point."""
    for i in range(person.size - 1):
        if person[i + 1] < person[i] or (person[i + 1] == person[i] and day[i + 1] < day[i]):
            return False
        follows = person[i + 1] == person[i] and day[i + 1] <= last
        if follows and direction[i] == 1 and direction[i + 1] == 0:
            out[quarter[day[i + 1] - first], point[i], point[i + 1]] += 1
    return True


@compiled
def links(
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    document: Any,
    quarter: Any,
    first: int,
    last: int,
    out: Any,
) -> bool:
    """Kinds of records by quarter and citizenship, in the order of LINKS."""
    n = person.size
    for i in range(n):
        same = i > 0 and person[i - 1] == person[i]
        if i and (person[i] < person[i - 1] or (same and day[i] < day[i - 1])):
            return False
        if day[i] > last:
            continue
        place, country = quarter[day[i] - first], citizenship[i]
        if direction[i] == 0:
            out[4 if not same else 3 if direction[i - 1] == 1 else 5, place, country] += 1
        elif i + 1 == n or person[i + 1] != person[i] or day[i + 1] > last:
            out[1, place, country] += 1
        elif direction[i + 1] == 1:
            out[2, place, country] += 1
        else:
            out[0, place, country] += 1
            if citizenship[i + 1] != country or document[i + 1] != document[i]:
                out[6, place, country] += 1
    return True


LINKS = (
    "entries_matched",
    "entries_open",
    "entries_unmatched",
    "exits_matched",
    "exits_first",
    "exits_unmatched",
    "changed_document",
)


@compiled
def spells(
    person: Any, day: Any, direction: Any, citizenship: Any, first: int, last: int, steps: Any, seen: Any
) -> bool:
    """Where presence begins (+1) and ends (-1), by citizenship and day; [0] after entries, [1] before first exits."""
    n = person.size
    for i in range(n):
        same = i > 0 and person[i - 1] == person[i]
        if i and (person[i] < person[i - 1] or (same and day[i] < day[i - 1])):
            return False
        if day[i] > last:
            continue
        country = citizenship[i]
        if direction[i] == 1:
            until = last + 1
            if i + 1 < n and person[i + 1] == person[i] and day[i + 1] <= last:
                until = day[i + 1]
            if day[i] < until:
                steps[0, country, day[i] - first] += 1
                steps[0, country, until - first] -= 1
                seen[0, country] = True
        elif not same and first < day[i]:
            steps[1, country, 0] += 1
            steps[1, country, day[i] - first] -= 1
            seen[1, country] = True
    return True


@compiled
def overstays(
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    permitted: Any,
    quarter: Any,
    first: int,
    last: int,
    out: Any,
) -> bool:
    """Stays within [0] and beyond [1] the permitted days, and open ones beyond [2], by quarter and citizenship."""
    n = person.size
    for i in range(n):
        if i and (person[i] < person[i - 1] or (person[i] == person[i - 1] and day[i] < day[i - 1])):
            return False
        allowed = permitted[citizenship[i]]
        if direction[i] == 1 and day[i] <= last and allowed >= 0:
            if i + 1 < n and person[i + 1] == person[i] and day[i + 1] <= last:
                if direction[i + 1] == 0:
                    beyond = 1 if day[i + 1] - day[i] + 1 > allowed else 0
                    out[beyond, quarter[day[i + 1] - first], citizenship[i]] += 1
            elif last - day[i] + 1 > allowed:
                out[2, quarter[last - first], citizenship[i]] += 1
    return True


@compiled
def presence(
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    quarter: Any,
    first: int,
    last: int,
    limit: int,
    window: int,
    stays_beyond: Any,
    persons_beyond: Any,
    persons_in_all: Any,
) -> bool:
    """Stays and persons with more than ``limit`` days of presence in the ``window`` days to the last day of a stay."""
    n = person.size
    began, ended = np.empty(n, np.int32), np.empty(n, np.int32)
    met, met_in_all = np.full(persons_beyond.shape, -1), np.full(persons_in_all.size, -1)
    head = tail = days = 0
    for i in range(n):
        same = i > 0 and person[i - 1] == person[i]
        if i and (person[i] < person[i - 1] or (same and day[i] < day[i - 1])):
            return False
        if not same:
            head = tail = days = 0
        if direction[i] == 0 or day[i] > last:
            continue
        follows = i + 1 < n and person[i + 1] == person[i] and day[i + 1] <= last
        if follows and direction[i + 1] == 1:
            continue
        until = day[i + 1] if follows else last
        began[tail] = day[i] if tail == 0 else max(day[i], ended[tail - 1] + 1)
        ended[tail] = until
        days += until - began[tail] + 1
        tail += 1
        while ended[head] < until - (window - 1):
            days -= ended[head] - began[head] + 1
            head += 1
        if days - max(0, until - (window - 1) - began[head]) > limit:
            place, country = quarter[until - first], citizenship[i]
            stays_beyond[place, country] += 1
            if met[place, country] != person[i]:
                met[place, country] = person[i]
                persons_beyond[place, country] += 1
            if met_in_all[place] != person[i]:
                met_in_all[place] = person[i]
                persons_in_all[place] += 1
    return True


@compiled
def entries_a_year(
    person: Any, day: Any, direction: Any, citizenship: Any, year: Any, first: int, band: Any, persons: Any, trips: Any
) -> bool:
    """Persons and their entries by calendar year, citizenship (the last place is all) and band of entries."""
    everyone = persons.shape[1] - 1
    number = np.zeros(everyone, np.int64)
    touched = np.empty(everyone, np.int64)
    n, met, start = person.size, 0, 0
    for i in range(n + 1):
        same = i > 0 and i < n and person[i - 1] == person[i]
        if 0 < i < n and (person[i] < person[i - 1] or (same and day[i] < day[i - 1])):
            return False
        if i > 0 and (not same or year[day[i] - first] != year[day[i - 1] - first]):
            place, whole = year[day[start] - first], 0
            for j in range(met):
                made = number[touched[j]]
                whole += made
                number[touched[j]] = 0
                tier = band[min(made, band.size - 1)]
                persons[place, touched[j], tier] += 1
                trips[place, touched[j], tier] += made
            if whole:
                tier = band[min(whole, band.size - 1)]
                persons[place, everyone, tier] += 1
                trips[place, everyone, tier] += whole
            met, start = 0, i
        if i < n and direction[i] == 1:
            if number[citizenship[i]] == 0:
                touched[met] = citizenship[i]
                met += 1
            number[citizenship[i]] += 1
    return True
