"""The outcomes-based rule as one pass: usual residence before and after every crossing of a person.

Scope: the compiled loop of ``migrants``; its SQL is the definition. Each person's crossings are looked at three times
within the pass: presence between them, days on either side in the window of each, then the residence in their order.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mtm.microdata.fast.kernels import compiled


@compiled
def migrants(
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    quarter: Any,
    first: int,
    last: int,
    wanted: int,
    window: int,
    out: Any,
) -> bool:
    """Add each crossing to ``out`` [migrants, unresolved, projected], by quarter, direction and citizenship."""
    n = person.size
    came, went = np.empty(n, np.int32), np.empty(n, np.int32)
    before = np.empty(n, np.int64)
    start = 0
    while start < n:
        stop = start + 1
        while stop < n and person[stop] == person[start]:
            if day[stop] < day[stop - 1]:
                return False
            stop += 1
        if stop < n and person[stop] < person[start]:
            return False
        until = stop
        while until > start and day[until - 1] > last:
            until -= 1
        if until > start:
            _presence(day, direction, came, went, before, start, until, last + window)
            _judge(
                day, direction, citizenship, quarter, first, last, wanted, window,
                came, went, before, start, until, out,
            )  # fmt: skip
        start = stop
    return True


@compiled
def _presence(day: Any, direction: Any, came: Any, went: Any, before: Any, start: int, until: int, far: int) -> None:
    """When the person is in the country between each crossing and the next, and for how many days before each."""
    days = 0
    for i in range(start, until):
        before[i] = days
        if i + 1 == until:
            came[i] = day[i] if direction[i] == 1 else far
            went[i] = far
        else:
            half = day[i] + (day[i + 1] - day[i]) // 2
            came[i] = day[i] if direction[i] == 1 else day[i + 1] if direction[i + 1] == 1 else half
            went[i] = half if direction[i] == 1 and direction[i + 1] == 1 else day[i + 1]
            days += went[i] - came[i]


@compiled
def _judge(
    day: Any,
    direction: Any,
    citizenship: Any,
    quarter: Any,
    first: int,
    last: int,
    wanted: int,
    window: int,
    came: Any,
    went: Any,
    before: Any,
    start: int,
    until: int,
    out: Any,
) -> None:
    """Judge one person's crossings in their order."""
    state = guess = 1 - direction[start]  # before an entry a non-resident, before an exit a resident
    blurred = False
    k = start
    final = direction[until - 1]
    for i in range(start, until):
        while k + 1 < until and day[k + 1] <= day[i] + window:
            k += 1
        seen = min(day[i] + window, last)
        inside = before[k] - before[i] + min(went[k], seen) - min(came[k], seen)
        here = inside if direction[i] == 1 else seen - day[i] - inside
        there = seen - day[i] - here
        outcome = 0 if there > window - wanted else 1 if here >= wanted else -1
        ahead = here + (day[i] + window - seen if direction[i] == final else 0)
        where = quarter[day[i] - first]
        if outcome == -1 and (direction[i] != state or blurred):
            out[1, where, direction[i], citizenship[i]] += 1
        if outcome == 1 and direction[i] != state:
            out[0, where, direction[i], citizenship[i]] += 1
        if ahead >= wanted and direction[i] != guess:
            out[2, where, direction[i], citizenship[i]] += 1
        if outcome == -1 and direction[i] != state:
            blurred = True
        if outcome == 1:
            state = direction[i]
        if ahead >= wanted:
            guess = direction[i]
