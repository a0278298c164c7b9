"""Every tabulation's SQL gives the rows of the slow reference, on random histories that are mean on purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import border_reference
import pytest
from border_world import Crossing, rows, world
from hypothesis import given, settings
from hypothesis import strategies as st

from mtm.microdata.dataset import Dataset
from mtm.microdata.engines.embedded import Embedded, embedded, groups_of
from mtm.microdata.parameters import Parameters
from mtm.microdata.records import day_of
from mtm.microdata.tabulation import names
from mtm.model.reference import Group, Member

GROUPS = (
    Group("NEAR", (Member("UZB"), Member("KGZ", end=date(2023, 6, 30)))),
    Group("ALL", (Member("UZB"), Member("KGZ"), Member("CHN"))),
)
# Short rules so that short histories reach both sides of every limit.
SHORT = Parameters(
    groups=GROUPS,
    permitted={"UZB": 5, "CHN": 30},
    presence_limit=4,
    presence_window=9,
    migrant_days=30,
    migrant_window=40,
    sample=2,
)
START = datetime(2023, 6, 20)
# Gaps in hours: nothing, a minute and a little more, hours, and days on both sides of every limit of SHORT.
DAYS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 14, 15, 20, 21, 29, 30, 31, 39, 40, 41, 60, 120)
GAPS = (0, 1 / 60, 1 / 50, 1, 5, 12, 23, 25, *(24 * days for days in DAYS))


def random_history(chance: Random, person: str) -> list[Crossing]:
    """One person's crossings: mostly in turn, sometimes not; mostly one citizenship; some seconds shared."""
    moment = START + timedelta(hours=chance.choice((0, 1, 24 * chance.randrange(200), 24 * 250 + chance.randrange(96))))
    direction, citizenship = chance.randrange(2), chance.choice(("UZB", "UZB", "KGZ", "CHN"))
    birth, sex = chance.choice((None, 1900, 1990, 2009, 2020, 2024)), chance.choice("FM")
    found = []
    for _ in range(chance.randrange(1, 10)):
        document = "IDENTITY_CARD" if chance.random() < 0.1 else "PASSPORT"
        place, fold = chance.choice(("North", "South")), chance.randrange(2)
        clock = f"{moment:%Y-%m-%d %H:%M:%S}"
        found.append(
            Crossing(
                person, clock, direction, citizenship, place, sex=sex, birth_year=birth, document=document, fold=fold
            )
        )
        direction = direction if chance.random() < 0.15 else 1 - direction
        citizenship = "KGZ" if chance.random() < 0.05 else citizenship
        moment += timedelta(hours=chance.choice(GAPS))
    return found


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    bucket=st.sampled_from([13, 2**18]),
    most=st.sampled_from([100, 10**6]),
    back=st.integers(0, 60),
)
def test_every_tabulation_gives_the_rows_of_the_slow_reference_on_random_histories(seed, bucket, most, back) -> None:
    """Small buckets are put together, large ones divided into persons; the rows must not notice."""
    chance = Random(seed)
    crossings = [one for person in range(40) for one in random_history(chance, f"p{person}")]
    chance.shuffle(crossings)
    with TemporaryDirectory() as folder:
        dataset = world(Path(folder) / "d", crossings, bucket_size=bucket)
        parameters = replace(SHORT, as_of=day_of(dataset.last_day - back))
        with embedded(group_rows=most) as engine:
            for name in names():
                expected = getattr(border_reference, name)(dataset, parameters)
                assert set(engine.run(name, dataset, parameters)) == expected, name


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_persons_never_exceed_crossings_subtotals_add_up_and_stocks_change_by_what_crossed(seed) -> None:
    chance = Random(seed)
    crossings = [one for person in range(40) for one in random_history(chance, f"p{person}")]
    with TemporaryDirectory() as folder, embedded() as engine:
        dataset = world(Path(folder) / "d", crossings)
        counted = {row[1:-1]: row[-1] for row in engine.run("crossings", dataset, SHORT)}
        everyone = {row[2:6]: row[-1] for row in engine.run("persons", dataset, SHORT) if row[1] is None}
        for (quarter, direction, citizenship, group), persons in everyone.items():
            if direction is not None:
                assert persons <= counted[quarter, direction, citizenship, group, None, None]
        for (quarter, direction, *_), whole in counted.items():
            if (quarter, direction, None, None, None, None) in counted:
                parts = [v for k, v in counted.items() if k[:2] == (quarter, direction) and k[2] is not None]
                assert sum(parts) == 4 * counted[quarter, direction, None, None, None, None] and whole > 0
        assert_stock_changes_by_what_crossed(engine, dataset)


def assert_stock_changes_by_what_crossed(engine: Embedded, dataset: Dataset) -> None:
    stock: Counter[int] = Counter()
    for _, day, citizenship, value in engine.run("stock", dataset, SHORT):
        stock[day] += value if citizenship is None else 0  # type: ignore[index,operator]
    steps: Counter[int] = Counter()
    for those in border_reference.people(border_reference.events(dataset)).values():
        for before, event in zip([None, *those], those, strict=False):
            anomaly = before is not None and before.direction == event.direction
            steps[event.day] += 0 if anomaly else 1 if event.direction else -1
    for first, second in pairwise(sorted(stock)):
        assert stock[second] - stock[first] == sum(step for day, step in steps.items() if first < day <= second)


def test_groups_cover_every_person_once_and_hold_few_records(tmp_path: Path) -> None:
    crossings = [one for person in range(9) for one in random_history(Random(person), f"p{person}")]
    for bucket in (3, 64):
        dataset = world(tmp_path / f"{bucket}", crossings, bucket_size=bucket)
        groups = groups_of(dataset, 8)
        persons = [person for group in groups if group for person in range(group.low, group.high)]
        assert persons == list(range(len(persons))) and len(persons) >= dataset.persons
        assert len(groups) >= dataset.rows // 8
        assert {part for group in groups if group for part in group.parts} == set(dataset.histories)


@pytest.mark.parametrize("name", names())
def test_an_empty_dataset_gives_no_rows(name: str, tmp_path: Path) -> None:
    assert rows(name, world(tmp_path / "d", []), SHORT) == ()
