"""Completed and open stays, counted whole or continued from an earlier count with the quarters added since.

Scope: the counts behind ``stay_lengths`` and ``stays``. A completed stay never changes when later quarters are added,
and of the rest only open entries matter: an earlier count, its open entries and the new records give the new count.
Where seconds are shared by an entry and an exit, later records may turn their order round; then everything is counted
again.
Shapes: completed stays are rows (quarter, citizenship, length, count) in this order; entries are rows of persons,
days and citizenships.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.fast import kernels, memory
from mtm.microdata.fast.kernels import compiled
from mtm.microdata.fast.reading import Arrays
from mtm.microdata.fast.rows import of_each
from mtm.microdata.fast.tally import Tally
from mtm.microdata.fast.walking import IN_ORDER, Span, span_of, walk
from mtm.microdata.parameters import Parameters

ENTRIES = ("person", "day", "citizenship")


@dataclass(frozen=True, slots=True)
class Stays:
    """Completed stays, open ones by citizenship and length, and the span they lie in."""

    completed: Any
    still: Any
    span: Span


def stays(dataset: Dataset, parameters: Parameters) -> Stays:
    """All stays up to as_of."""
    span, countries = span_of(dataset, parameters), len(dataset.book.citizenships)
    if not continues(dataset, parameters):
        return Stays(*_counted(dataset, span, countries), span)
    entries, more = _followed(dataset, span, countries)

    def make(places: list[int]) -> list[Any]:
        wanted = [span.quarters[place] for place in places]
        rows = more if more is not None and wanted[0] >= dataset.latest[0].key else None
        return of_each(_counted(dataset, span, countries)[0] if rows is None else rows, wanted)

    completed = memory.layered(dataset, "stay_lengths", layers(dataset, span), 4, make)
    return Stays(completed, _open(entries, span, countries), span)


def continues(dataset: Dataset, parameters: Parameters) -> bool:
    """True where later quarters cannot change what is counted now, and there is room to keep it."""
    whole = parameters.last_day(dataset) == dataset.last_day and not any(part.ties for part in dataset.histories)
    return whole and memory.keeps(dataset)


def layers(dataset: Dataset, span: Span) -> list[str]:
    """A name for each quarter's completed stays: they depend on the files of the quarter and of all before it."""
    names, files, parts = sha256(), [], {part.key: part.file for part in dataset.crossings}
    for quarter in span.quarters:
        names.update(f"{quarter} {parts.get(quarter, '')}/".encode())
        files.append(names.hexdigest()[:32])
    return files


def _followed(dataset: Dataset, span: Span, countries: int) -> tuple[Arrays, Any]:
    """The entries that are open now, and the stays completed in the last delivery's quarters where these were read."""
    kept, more = memory.recall(dataset, "entries"), None
    if kept.words == _files(dataset, None):
        return _entries(kept), None
    if dataset.latest and kept.words == _files(dataset, dataset.latest[0].key):
        entries, more = _continued(_entries(kept), dataset, span, countries)
    else:
        entries = _found(dataset)
    memory.keep(dataset, "entries", _files(dataset, None), dict(zip(ENTRIES, entries, strict=True)))
    return entries, more


def _entries(kept: memory.Kept) -> Arrays:
    return tuple(kept.arrays[name].astype(np.int32) for name in ENTRIES)


def _counted(dataset: Dataset, span: Span, countries: int) -> tuple[Any, Any]:
    """Everything from the beginning: completed and open stays."""
    tally = Tally(span.quarters, countries, span.quarter.size)
    still = np.zeros((countries, span.quarter.size), np.int64)

    def each(*arrays: Any) -> bool:
        long = tally.room(arrays[0].size)
        return tally.took(long, kernels.stays(*arrays, span.quarter, span.first, span.last, tally.short, still, long))

    walk(dataset, IN_ORDER, each)
    return tally.rows(), still


def _found(dataset: Dataset) -> Arrays:
    """The open entries of the whole dataset."""
    found = [np.zeros((3, 0), np.int32)]

    def each(*arrays: Any) -> bool:
        found.append(open_entries(*arrays))
        return True  # the count that follows looks at the order

    walk(dataset, IN_ORDER, each)
    person, day, citizenship = np.concatenate(found, axis=1)
    return person, day, citizenship


def _open(entries: Any, span: Span, countries: int) -> Any:
    """Open stays by citizenship and length, from their entries."""
    days = span.quarter.size
    lengths = np.bincount(entries[2].astype(np.int64) * days + (span.last - entries[1]), minlength=countries * days)
    return lengths.reshape(countries, days)


def _files(dataset: Dataset, before: int | None) -> tuple[str, ...]:
    return tuple(part.file for part in dataset.crossings if before is None or part.key < before)


def _continued(entries: Arrays, dataset: Dataset, span: Span, countries: int) -> tuple[Arrays, Any]:
    """The entries that are open now, and the stays that the quarters added since complete."""
    base = span.quarters.index(dataset.latest[0].key)
    tally, places = Tally(span.quarters[base:], countries, span.quarter.size), span.quarter - base
    now = tuple(np.empty(entries[0].size + dataset.latest[0].rows, np.int32) for _ in entries)
    at = np.zeros(2, np.int64)

    def each(*new: Any) -> bool:
        long = tally.room(new[0].size)
        return tally.took(long, continued(entries, now, at, *new, places, span.first, tally.short, long))

    walk(dataset, IN_ORDER, each, dataset.latest)
    _, made = still_open(entries, now, at[0], at[1], dataset.persons)
    return tuple(column[:made] for column in now), tally.rows()


@compiled
def open_entries(person: Any, day: Any, direction: Any, citizenship: Any) -> Any:
    """The last record of each person where it is an entry: persons, days, citizenships."""
    n, found = person.size, 0
    out = np.empty((3, n), np.int32)
    for i in range(n):
        if direction[i] == 1 and (i + 1 == n or person[i + 1] != person[i]):
            out[0, found], out[1, found], out[2, found] = person[i], day[i], citizenship[i]
            found += 1
    return out[:, :found]


@compiled
def still_open(entries: Any, now: Any, seen: int, made: int, person: int) -> tuple[int, int]:
    """Take over the open entries of the persons before this one, who have no new record."""
    while seen < entries[0].size and entries[0][seen] < person:
        now[0][made], now[1][made], now[2][made] = entries[0][seen], entries[1][seen], entries[2][seen]
        seen, made = seen + 1, made + 1
    return seen, made


@compiled
def continued(
    entries: Any,
    now: Any,
    at: Any,
    person: Any,
    day: Any,
    direction: Any,
    citizenship: Any,
    quarter: Any,
    first: int,
    short: Any,
    long: Any,
) -> int:
    """Add the stays that new records complete, of open entries and among themselves; list the entries open ``now``.

    ``at``: how many of ``entries`` were looked at, how many of ``now`` are filled. Returns how many long stays there
    are, -1 for rows that are out of order.
    """
    n, found, seen, made = person.size, 0, at[0], at[1]
    for i in range(n):
        place = quarter[day[i] - first]
        same = i > 0 and person[i] == person[i - 1]
        if place < 0 or (i and (person[i] < person[i - 1] or (same and day[i] < day[i - 1]))):
            return -1
        length, country = -1, 0
        if same:
            if direction[i - 1] == 1:
                length, country = day[i] - day[i - 1], citizenship[i - 1]
        else:
            seen, made = still_open(entries, now, seen, made, person[i])
            if seen < entries[0].size and entries[0][seen] == person[i]:
                length, country = day[i] - entries[1][seen], entries[2][seen]
                seen += 1
        if direction[i] == 0 and length >= 0:
            if length < short.shape[2]:
                short[place, country, length] += 1
            else:
                long[found, 0], long[found, 1], long[found, 2] = place, country, length
                found += 1
        if direction[i] == 1 and (i + 1 == n or person[i + 1] != person[i]):
            now[0][made], now[1][made], now[2][made] = person[i], day[i], citizenship[i]
            made += 1
    at[0], at[1] = seen, made
    return found
