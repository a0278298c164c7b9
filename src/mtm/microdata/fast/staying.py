"""Completed and open stays, counted whole or continued from an earlier count with the quarters added since.

Scope: the counts behind ``stay_lengths`` and ``stays``. A completed stay never changes when later quarters are added,
and of the rest only open entries matter: an earlier count, its open entries and the new records give the new count.
Where seconds are shared by an entry and an exit, later records may turn their order round; then everything is counted
again.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.fast import kernels, memory
from mtm.microdata.fast.kernels import compiled
from mtm.microdata.fast.walking import IN_ORDER, Span, span_of, walk
from mtm.microdata.parameters import Parameters

NAME = "stays"
OPEN = ("person", "day", "citizenship")


def stays(dataset: Dataset, parameters: Parameters) -> tuple[Any, Any, Span]:
    """Completed stays by quarter, citizenship and length; open ones by citizenship and length; the span they lie in."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    days = dataset.last_day - dataset.first_day + 1
    done = np.zeros((len(span.quarters), countries, days), np.int64)
    still = np.zeros((countries, days), np.int64)
    whole = parameters.last_day(dataset) == dataset.last_day and not any(part.ties for part in dataset.histories)
    kept = memory.recall(dataset, NAME) if whole else {}
    if whole and _continues(kept, dataset):
        entries = _continued(kept, dataset, span, done)
    else:
        entries = _counted(dataset, span, done, still, whole)
    if whole:
        still[:] = 0
        np.add.at(still, (entries[2], span.last - entries[1]), 1)
        _keep(dataset, done, entries, span)
    return done, still, span


def _counted(dataset: Dataset, span: Span, done: Any, still: Any, whole: bool) -> tuple[Any, Any, Any]:
    """Everything from the beginning; with the open entries where they are wanted."""
    found: list[Any] = []

    def each(*arrays: Any) -> bool:
        in_order = bool(kernels.stays(*arrays, span.quarter, span.first, span.last, done, still))
        if whole:
            found.append(open_entries(*arrays))
        return in_order

    walk(dataset, IN_ORDER, each)
    person, day, citizenship = np.concatenate([np.zeros((3, 0), np.int64), *found], axis=1)
    return person, day, citizenship


def _continues(kept: dict[str, Any], dataset: Dataset) -> bool:
    """True where what was kept is this dataset before its last delivery, or this dataset itself."""
    if not kept or int(kept["first_day"][0]) != dataset.first_day:
        return False
    files = tuple(str(name) for name in kept["files"])
    if files == _files(dataset, None):
        return True
    return bool(dataset.latest) and files == _files(dataset, dataset.latest[0].key)


def _files(dataset: Dataset, before: int | None) -> tuple[str, ...]:
    return tuple(part.file for part in dataset.crossings if before is None or part.key < before)


def _continued(kept: dict[str, Any], dataset: Dataset, span: Span, done: Any) -> tuple[Any, Any, Any]:
    places = {quarter: place for place, quarter in enumerate(span.quarters)}
    quarters = np.array([places[int(quarter)] for quarter in kept["quarters"]], np.int64)
    done[quarters[kept["quarter"]], kept["citizenship"], kept["length"]] = kept["count"]
    entries = kept["open_person"], kept["open_day"], kept["open_citizenship"]
    if tuple(str(name) for name in kept["files"]) == _files(dataset, None):
        return entries
    used = np.zeros(entries[0].size, np.bool_)
    found: list[Any] = []

    def each(*new: Any) -> bool:
        in_order = bool(continued(*entries, used, *new, span.quarter, span.first, done))
        found.append(open_entries(*new))
        return in_order

    walk(dataset, IN_ORDER, each, dataset.latest)
    more = np.concatenate([np.zeros((3, 0), np.int64), *found], axis=1)
    person, day, citizenship = (np.concatenate([old[~used], now]) for old, now in zip(entries, more, strict=True))
    order = np.argsort(person, kind="stable")
    return person[order], day[order], citizenship[order]


def _keep(dataset: Dataset, done: Any, entries: tuple[Any, Any, Any], span: Span) -> None:
    quarter, citizenship, length = np.nonzero(done)
    memory.keep(
        dataset,
        NAME,
        {
            "files": np.array(_files(dataset, None)),
            "first_day": np.array([dataset.first_day]),
            "quarters": np.array(span.quarters),
            "quarter": quarter,
            "citizenship": citizenship,
            "length": length,
            "count": done[quarter, citizenship, length],
            **{f"open_{name}": part for name, part in zip(OPEN, entries, strict=True)},
        },
    )


@compiled
def open_entries(person: Any, day: Any, direction: Any, citizenship: Any) -> Any:
    """The last record of each person where it is an entry: persons, days, citizenships."""
    n, found = person.size, 0
    out = np.empty((3, n), np.int64)
    for i in range(n):
        if direction[i] == 1 and (i + 1 == n or person[i + 1] != person[i]):
            out[0, found], out[1, found], out[2, found] = person[i], day[i], citizenship[i]
            found += 1
    return out[:, :found]


@compiled
def continued(
    open_person: Any,
    open_day: Any,
    open_country: Any,
    used: Any,
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    quarter: Any,
    first: int,
    done: Any,
) -> bool:
    """Add the stays that new records complete, of open entries and among themselves; mark the entries followed."""
    n, at = person.size, np.searchsorted(open_person, person[0])
    for i in range(n):
        if i and (person[i] < person[i - 1] or (person[i] == person[i - 1] and day[i] < day[i - 1])):
            return False
        if i and person[i] == person[i - 1]:
            if direction[i] == 0 and direction[i - 1] == 1:
                done[quarter[day[i] - first], citizenship[i - 1], day[i] - day[i - 1]] += 1
            continue
        while at < open_person.size and open_person[at] < person[i]:
            at += 1
        if at < open_person.size and open_person[at] == person[i]:
            used[at] = True
            if direction[i] == 0:
                done[quarter[day[i] - first], open_country[at], day[i] - open_day[at]] += 1
    return True
