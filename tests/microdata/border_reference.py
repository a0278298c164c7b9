"""The tabulations once more, slow and obvious: one person at a time, one day at a time, no SQL.

Written from the headers of the SQL files, not from their text. It starts from the stored records without their order
and gives the same rows as the engines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from mtm.microdata.dataset import Dataset
from mtm.microdata.parameters import Parameters
from mtm.microdata.records import OLDEST, day_of, quarter_days, quarter_of
from mtm.microdata.workbench import parquet, workbench

IN, OUT = 1, 0


@dataclass(frozen=True)
class Event:
    person: int
    second: int
    day: int
    direction: int
    point: int
    transport: int
    citizenship: int
    sex: int
    birth_year: int | None
    document: int

    @property
    def quarter(self) -> int:
        return quarter_of(day_of(self.day))

    @property
    def year(self) -> int:
        return day_of(self.day).year


def events(dataset: Dataset) -> tuple[Event, ...]:
    return _read(dataset.paths(dataset.crossings))


@lru_cache(maxsize=2)
def _read(paths: tuple[Path, ...]) -> tuple[Event, ...]:
    if not paths:
        return ()
    columns = "person, second, day, direction, point, transport, citizenship, sex, birth_year, document"
    with workbench() as database:
        return tuple(Event(*line) for line in database.execute(parquet(paths, columns)).fetchall())


def people(found: Iterable[Event], as_of: int | None = None) -> dict[int, list[Event]]:
    """Each person's events in the order in which they happened."""
    by_person: dict[int, list[Event]] = defaultdict(list)
    for event in found:
        by_person[event.person].append(event)
    kept = {person: in_order(those) for person, those in by_person.items()}
    if as_of is not None:
        kept = {person: [e for e in those if e.day <= as_of] for person, those in kept.items()}
    return {person: those for person, those in kept.items() if those}


def in_order(those: list[Event]) -> list[Event]:
    """By second; an entry and an exit in one second alternate with the last event that stands alone."""
    by_second: dict[int, list[Event]] = defaultdict(list)
    for event in those:
        by_second[event.second].append(event)
    alone = {second: group[0].direction for second, group in by_second.items() if len(group) == 1}
    ordered: list[Event] = []
    for second in sorted(by_second):
        group = sorted(by_second[second], key=lambda e: e.direction)
        if len(group) == 2:
            before = [alone[s] for s in sorted(alone) if s < second]
            after = [alone[s] for s in sorted(alone) if s > second]
            first = 1 - before[-1] if before else after[0] if after else IN
            group = [group[first], group[1 - first]]
        ordered += group
    return ordered


Keys = Counter[tuple[object, ...]]


def both(counter: Keys, measure: str, *key: object, citizenship: int, by: int = 1) -> None:
    """Count under the citizenship and in all; the citizenship is the last dimension."""
    counter[(measure, *key, citizenship)] += by
    counter[(measure, *key, None)] += by


def as_rows(counter: Keys) -> set[tuple[object, ...]]:
    return {(*key, value) for key, value in counter.items()}


def band(bounds: tuple[int, ...], value: int) -> int | None:
    fitting = [number for number, low in enumerate(bounds) if low <= value]
    return fitting[-1] if fitting else None


def group_numbers(dataset: Dataset, parameters: Parameters, citizenship: int, quarter: int) -> list[int]:
    area = dataset.book.citizenships[citizenship]
    last = day_of(quarter_days(quarter)[1])
    return [number for number, group in enumerate(parameters.groups) if area in group.at(last)]


def crossings(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for e in events(dataset):
        age = None if e.birth_year is None else e.year - e.birth_year
        ages = (None, dataset.book.band_of(age if age is not None and 0 <= age <= OLDEST else None))
        groups = group_numbers(dataset, parameters, e.citizenship, e.quarter)
        areas = [(e.citizenship, None), (None, None), *((None, group) for group in groups)]
        for citizenship, group in areas:
            for sex in (None, e.sex):
                for age_band in ages:
                    found[("crossings", e.quarter, e.direction, citizenship, group, sex, age_band)] += 1
    return as_rows(found)


def crossings_by_point(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for e in events(dataset):
        for point in (None, e.point):
            for transport in (None, e.transport):
                found[("crossings", e.quarter, e.direction, point, transport)] += 1
    return as_rows(found)


def persons(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    met: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for e in events(dataset):
        for direction in (None, e.direction):
            for citizenship in (None, e.citizenship):
                met[("persons", None, e.quarter, direction, citizenship, None)].add(e.person)
                met[("persons", e.year, None, direction, citizenship, None)].add(e.person)
            for group in group_numbers(dataset, parameters, e.citizenship, e.quarter):
                met[("persons", None, e.quarter, direction, None, group)].add(e.person)
    return {(*key, len(those)) for key, those in met.items()}


def persons_approximate(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    met: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for e in events(dataset):
        if e.person * 2654435761 % 2**32 < 2**32 / parameters.sample:
            for direction in (None, e.direction):
                for citizenship in (None, e.citizenship):
                    met[("persons", e.quarter, direction, citizenship)].add(e.person)
    return {(*key, len(those) * parameters.sample) for key, those in met.items()}


def _stays(dataset: Dataset, parameters: Parameters) -> list[tuple[Event, Event | None]]:
    """Entries with their exit, or None while open."""
    found: list[tuple[Event, Event | None]] = []
    for those in people(events(dataset), parameters.last_day(dataset)).values():
        for number, event in enumerate(those):
            follower = those[number + 1] if number + 1 < len(those) else None
            if event.direction == IN and (follower is None or follower.direction == OUT):
                found.append((event, follower))
    return found


def stay_lengths(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for entry, leave in _stays(dataset, parameters):
        if leave is None:
            found[("open", None, entry.citizenship, parameters.last_day(dataset) - entry.day)] += 1
        else:
            found[("completed", leave.quarter, entry.citizenship, leave.day - entry.day)] += 1
    return as_rows(found)


def stays(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    lengths: dict[tuple[object, object], list[int]] = defaultdict(list)
    for entry, leave in _stays(dataset, parameters):
        quarter = leave.quarter if leave else None
        length = (leave.day if leave else parameters.last_day(dataset)) - entry.day
        for citizenship in (None, entry.citizenship):
            for length_band in (None, band(parameters.stay_bands, length)):
                found[("completed" if leave else "open", quarter, citizenship, length_band)] += 1
            if leave:
                lengths[quarter, citizenship].append(length)
    rows = as_rows(found)
    for key, those in lengths.items():
        those.sort()
        middle = those[(len(those) - 1) // 2] + those[len(those) // 2]
        rows.add(("twice_median", *key, None, middle))
    return rows


def presence(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    who: dict[tuple[object, ...], set[int]] = defaultdict(set)
    by_person: dict[int, list[tuple[Event, int]]] = defaultdict(list)
    for entry, leave in _stays(dataset, parameters):
        by_person[entry.person].append((entry, leave.day if leave else parameters.last_day(dataset)))
    for person, those in by_person.items():
        days = {day for entry, last in those for day in range(entry.day, last + 1)}
        for entry, last in those:
            if sum(last - parameters.presence_window < day <= last for day in days) > parameters.presence_limit:
                quarter = quarter_of(day_of(last))
                both(found, "stays_beyond", quarter, citizenship=entry.citizenship)
                for citizenship in (None, entry.citizenship):
                    who["persons_beyond", quarter, citizenship].add(person)
    return as_rows(found) | {(*key, len(persons)) for key, persons in who.items()}


def overstays(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for entry, leave in _stays(dataset, parameters):
        allowed = parameters.permitted.get(dataset.book.citizenships[entry.citizenship])
        last = leave.day if leave else parameters.last_day(dataset)
        if allowed is None:
            continue
        beyond = last - entry.day + 1 > allowed
        if leave:
            kind = "completed_beyond" if beyond else "completed_within"
            both(found, kind, leave.quarter, citizenship=entry.citizenship)
        elif beyond:
            both(found, "open_beyond", quarter_of(day_of(last)), citizenship=entry.citizenship)
    return as_rows(found)


def _present_at(everyone: list[list[Event]], day: int) -> Keys:
    found: Keys = Counter()
    for those in everyone:
        earlier = [e for e in those if e.day <= day]
        if earlier and earlier[-1].direction == IN:
            both(found, "present", citizenship=earlier[-1].citizenship)
        if not earlier and those[0].direction == OUT:
            both(found, "before_first_exit", citizenship=those[0].citizenship)
    return found


def stock(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    rows: set[tuple[object, ...]] = set()
    last = parameters.last_day(dataset)
    everyone = list(people(events(dataset), last).values())
    for day in range(dataset.first_day, last + 1):
        if day_of(day).month % 3 == 0 and quarter_days(quarter_of(day_of(day)))[1] == day:
            present = _present_at(everyone, day)
            rows |= {(measure, day, citizenship, value) for (measure, citizenship), value in present.items()}
    return rows


def daily_presence(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    days: Keys = Counter()
    daily: dict[tuple[object, ...], int] = {}
    seen: set[tuple[str, object]] = set()
    last = parameters.last_day(dataset)
    everyone = list(people(events(dataset), last).values())
    for day in range(dataset.first_day, last + 1):
        found = _present_at(everyone, day)
        for suffix, measure in (("", "present"), ("_before_first_exit", "before_first_exit")):
            daily["present_daily" + suffix, None, day, None] = found[(measure, None)]
            for (kind, citizenship), value in found.items():
                if kind == measure:
                    seen.add((suffix, citizenship))
                    days[f"person_days{suffix}", quarter_of(day_of(day)), None, citizenship] += value
    quarters = {quarter_of(day_of(day)) for day in range(dataset.first_day, last + 1)}
    for suffix, citizenship in seen:
        for quarter in quarters:
            days[f"person_days{suffix}", quarter, None, citizenship] += 0
    kept = {key: value for key, value in daily.items() if any(key[0] == "present_daily" + suffix for suffix, _ in seen)}
    return as_rows(days) | {(*key, value) for key, value in kept.items()}


def _nights(those: list[Event], until: int) -> set[int]:
    """The days at whose end the person is in the country, up to ``until``; a missing crossing lies half way."""
    nights: set[int] = set()
    for event, follower in pairwise(those):
        half = (follower.day - event.day) // 2
        if (event.direction, follower.direction) == (IN, OUT):
            nights.update(range(event.day, follower.day))
        elif (event.direction, follower.direction) == (IN, IN):
            nights.update(range(event.day, event.day + half))
        elif (event.direction, follower.direction) == (OUT, OUT):
            nights.update(range(event.day + half, follower.day))
    if those[-1].direction == IN:
        nights.update(range(those[-1].day, until))
    return nights


def migrants(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    last = parameters.last_day(dataset)
    wanted, window = parameters.migrant_days, parameters.migrant_window
    for those in people(events(dataset), last).values():
        nights = _nights(those, last + window)
        resident: bool | None = those[0].direction == OUT
        guess = resident
        for e in those:
            until = min(e.day + window, last)
            inside = sum(day in nights for day in range(e.day, until))
            here = inside if e.direction == IN else until - e.day - inside
            settled_no = (until - e.day) - here > window - wanted
            settled_yes = not settled_no and here >= wanted
            if resident is None:
                if not settled_no:
                    both(found, "unresolved", e.quarter, e.direction, citizenship=e.citizenship)
            elif resident != (e.direction == IN):
                if settled_yes:
                    both(found, "migrants", e.quarter, e.direction, citizenship=e.citizenship)
                    resident = e.direction == IN
                elif not settled_no:
                    both(found, "unresolved", e.quarter, e.direction, citizenship=e.citizenship)
                    resident = None
            ahead = sum(day in nights for day in range(e.day, e.day + window))
            stays_here = ahead if e.direction == IN else window - ahead
            if guess != (e.direction == IN) and stays_here >= wanted:
                both(found, "projected", e.quarter, e.direction, citizenship=e.citizenship)
                guess = e.direction == IN
    return as_rows(found)


def circularity(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    trips: Counter[tuple[int, int, int | None]] = Counter()
    for e in events(dataset):
        if e.direction == IN:
            trips[e.person, e.year, e.citizenship] += 1
            trips[e.person, e.year, None] += 1
    found: Keys = Counter()
    for (_, year, citizenship), number in trips.items():
        for trip_band in {None, band(parameters.trip_bands, number)}:
            found["persons", year, citizenship, trip_band] += 1
            found["trips", year, citizenship, trip_band] += number
    return as_rows(found)


def seasonality(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for e in events(dataset):
        if e.day <= parameters.last_day(dataset):
            month = day_of(e.day).year * 100 + day_of(e.day).month
            both(found, "crossings", month, e.direction, citizenship=e.citizenship)
    return as_rows(found)


def corridors(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for entry, leave in _stays(dataset, parameters):
        if leave:
            for first in (None, entry.point):
                for second in (None, leave.point):
                    found["stays", leave.quarter, first, second] += 1
    return as_rows(found)


def origins_by_point(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for e in events(dataset):
        both(found, "crossings", e.quarter, e.direction, e.point, citizenship=e.citizenship)
    return as_rows(found)


def match_rates(dataset: Dataset, parameters: Parameters) -> set[tuple[object, ...]]:
    found: Keys = Counter()
    for those in people(events(dataset), parameters.last_day(dataset)).values():
        for number, e in enumerate(those):
            before = those[number - 1] if number else None
            after = those[number + 1] if number + 1 < len(those) else None
            both(found, _kind(e, before, after), e.quarter, citizenship=e.citizenship)
            matched = e.direction == IN and after is not None and after.direction == OUT
            if matched and (after.citizenship, after.document) != (e.citizenship, e.document):
                both(found, "changed_document", e.quarter, citizenship=e.citizenship)
    return as_rows(found)


def _kind(e: Event, before: Event | None, after: Event | None) -> str:
    if e.direction == IN:
        return "entries_open" if after is None else "entries_matched" if after.direction == OUT else "entries_unmatched"
    return "exits_first" if before is None else "exits_matched" if before.direction == IN else "exits_unmatched"
