"""Totals become numbers of stays: how many of each kind begin and end in which quarter, so that every total is met
exactly.

Scope: whole numbers only, no records. A flow is a number of stays of one citizenship and kind with the quarter of the
entry and of the exit; None stands for "before the first quarter" or "not within the last". For the country's own
citizens a stay is an absence: it begins with the exit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtm.microdata.records import quarters_between

SETTLED_QUARTERS = 5  # a settler's exit comes five quarters later or never: beyond twelve months in any case


@dataclass(frozen=True, slots=True)
class Total:
    """Published entries and exits of one citizenship in one quarter."""

    quarter: int
    citizenship: str
    entries: int
    exits: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A number of stays that begin in ``begins`` and end in ``ends``."""

    citizenship: str
    kind: str
    begins: int | None
    ends: int | None
    stays: int


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares of the kinds of short stays in per cent, and of long stays; see simulation.yml."""

    short: Mapping[str, int]
    long: int
    settle: int


def scaled(totals: Sequence[Total], rows: int) -> tuple[Total, ...]:
    """The totals in proportion, ``rows`` crossings in all, by largest remainders; the earlier total wins a tie."""
    counts = [count for total in totals for count in (total.entries, total.exits)]
    whole = sum(counts)
    if whole == 0:
        return tuple(totals)
    floors = [count * rows // whole for count in counts]
    order = sorted(range(len(counts)), key=lambda place: (-(counts[place] * rows % whole), place))
    for place in order[: rows - sum(floors)]:
        floors[place] += 1
    return tuple(Total(t.quarter, t.citizenship, floors[2 * n], floors[2 * n + 1]) for n, t in enumerate(totals))


def flows(totals: Iterable[Total], habits: Habits, home: str) -> tuple[Flow, ...]:
    """Stays that add up to the totals: entries and exits of every citizenship and quarter, exactly."""
    by_citizenship: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for total in totals:
        begin, end = (total.exits, total.entries) if total.citizenship == home else (total.entries, total.exits)
        by_citizenship[total.citizenship][total.quarter] = (begin, end)
    return tuple(
        flow
        for citizenship in sorted(by_citizenship)
        for flow in _flows_of(citizenship, by_citizenship[citizenship], habits)
    )


def _flows_of(citizenship: str, totals: Mapping[int, tuple[int, int]], habits: Habits) -> list[Flow]:
    found: list[Flow] = []
    waiting: dict[str, dict[int, int]] = {"settler": {}, "sojourn": {}}
    for quarter in quarters_between(min(totals), max(totals)):
        begins, ends = totals.get(quarter, (0, 0))
        short = min(begins, ends) * (100 - habits.long) // 100
        found += [
            Flow(citizenship, kind, quarter, quarter, stays) for kind, stays in _shared(short, habits.short) if stays
        ]
        found += _leaving(citizenship, waiting, quarter, ends - short)
        settlers = (begins - short) * habits.settle // 100
        waiting["settler"][quarter], waiting["sojourn"][quarter] = settlers, begins - short - settlers
    for kind, cohorts in waiting.items():
        found += [Flow(citizenship, kind, begun, None, stays) for begun, stays in cohorts.items() if stays]
    return found


def _shared(stays: int, shares: Mapping[str, int]) -> list[tuple[str, int]]:
    """Stays split by percentages; the last kind takes what rounding leaves."""
    kinds = list(shares)
    counts = [stays * shares[kind] // 100 for kind in kinds[:-1]]
    return list(zip(kinds, [*counts, stays - sum(counts)], strict=True))


def _leaving(citizenship: str, waiting: Mapping[str, dict[int, int]], quarter: int, exits: int) -> list[Flow]:
    """Long stays that end in this quarter: first settlers who may leave again (a tenth of the exits), then the
    longest sojourns.

    Exits that no earlier entry explains are of persons who were in the country before the first quarter.
    """
    found: list[Flow] = []
    taken = _take(waiting["settler"], quarter, SETTLED_QUARTERS, exits // 10)
    found += [Flow(citizenship, "settler", begun, quarter, stays) for begun, stays in taken]
    left = exits - sum(stays for _, stays in taken)
    taken = _take(waiting["sojourn"], quarter, 1, left)
    found += [Flow(citizenship, "sojourn", begun, quarter, stays) for begun, stays in taken]
    left -= sum(stays for _, stays in taken)
    return [*found, Flow(citizenship, "earlier", None, quarter, left)] if left else found


def _take(cohorts: dict[int, int], quarter: int, lag: int, wanted: int) -> list[tuple[int, int]]:
    taken = []
    for begun in sorted(cohorts):
        if len(quarters_between(begun, quarter)) - 1 < lag or not wanted:
            break
        stays = min(cohorts[begun], wanted)
        cohorts[begun] -= stays
        wanted -= stays
        if stays:
            taken.append((begun, stays))
    return taken
