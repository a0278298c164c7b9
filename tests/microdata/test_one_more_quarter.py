"""One more quarter is counted from what was counted before, and gives the rows of a count from the beginning."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from border_world import add, came, left, world
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tabulations_against_reference import GROUPS, random_history

from mtm.microdata.dataset import Dataset
from mtm.microdata.engines.embedded import embedded
from mtm.microdata.fast import available, fast
from mtm.microdata.parameters import Parameters

pytestmark = pytest.mark.skipif(not available(), reason="numba, numpy or pyarrow is not installed (extra fast)")
GROUPED = Parameters(groups=GROUPS)
CONTINUED = ("crossings", "crossings_by_point", "persons", "stay_lengths", "stays")


def assert_same(dataset: Dataset, parameters: Parameters | None = None) -> None:
    with embedded() as sql, fast(remember=True) as passes:
        for name in CONTINUED:
            told = parameters or Parameters()
            assert passes.run(name, dataset, told) == sql.run(name, dataset, told), name


def test_files_counted_before_are_not_read_again(tmp_path: Path) -> None:
    first = world(tmp_path / "d", [came("a", "2023-09-30"), came("b", "2023-08-01"), left("b", "2023-08-05")])
    assert_same(first)
    second = add(first, [left("a", "2023-10-02"), came("c", "2023-12-31")], "second")
    assert [part.rows for part in second.latest] == [2]
    for path in second.paths(tuple(part for part in second.crossings if part.key == 20233)):
        path.write_bytes(b"no longer readable")
    for path in second.paths(second.histories):
        path.write_bytes(b"no longer readable")
    with fast(remember=True) as passes:
        assert ("completed", 20234, 1, 2, 1) in passes.run("stay_lengths", second, Parameters())
        assert ("crossings", 20233, 1, None, None, None, None, 2) in passes.run("crossings", second, Parameters())


def test_registers_counted_before_are_not_read_again_whatever_citizenships_are_new(tmp_path: Path) -> None:
    first = world(tmp_path / "d", [came("a", "2022-09-30"), came("b", "2022-11-01"), came("c", "2023-08-01")])
    assert_same(first)
    second = add(first, [left("a", "2023-10-02"), came("d", "2023-12-31", citizenship="CHN")], "second")
    for path in second.paths(first.registers):
        path.write_bytes(b"no longer readable")
    with fast(remember=True) as passes:
        found = passes.run("persons", second, Parameters())
    assert ("persons", 2022, None, None, None, None, 2) in found
    assert ("persons", 2023, None, None, None, None, 3) in found  # a, c, d
    assert ("persons", 2023, None, 1, None, None, 2) in found  # c, d came


def test_a_late_delivery_for_an_earlier_quarter_counts_everything_again(tmp_path: Path) -> None:
    first = world(tmp_path / "d", [came("a", "2023-07-01"), left("a", "2023-10-05")])
    assert_same(first)
    second = add(first, [left("a", "2023-08-01"), came("b", "2024-01-01")], "second")
    assert second.latest == ()
    assert_same(second)


def test_another_as_of_is_not_served_from_what_was_kept(tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", [came("a", "2023-07-01"), left("a", "2023-10-05")])
    assert_same(dataset)
    assert_same(dataset, Parameters(as_of=date(2023, 8, 1)))
    assert_same(dataset)


def test_a_damaged_memory_costs_time_only(tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", [came("a", "2023-07-01"), left("a", "2023-10-05")])
    assert_same(dataset)
    for file in (dataset.root / "state").iterdir():
        file.write_bytes(file.read_bytes()[: len(file.read_bytes()) // 2])
    assert_same(dataset)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32), short=st.sampled_from([3, 400]))
def test_quarters_added_one_by_one_give_the_rows_of_one_count(
    seed: int, short: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The histories hold ties, same-day events and changes of citizenship; stays from ``short`` nights on are long."""
    chance = Random(seed)
    crossings = [one for person in range(15) for one in random_history(chance, f"p{person}")]
    crossings.sort(key=lambda one: one.clock)
    quarters: dict[tuple[int, int], list[object]] = {}
    for one in crossings:
        quarters.setdefault((one.clock.year, (one.clock.month + 2) // 3), []).append(one)
    root = tmp_path_factory.mktemp("d") / "d"
    dataset: Dataset | None = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mtm.microdata.fast.tally.SHORT", short)
        for number, part in enumerate(quarters.values()):
            dataset = world(root, part) if dataset is None else add(dataset, part, str(number))  # type: ignore[arg-type]
            assert_same(dataset, GROUPED)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_delivery_of_records_before_during_and_after_what_was_counted_gives_the_rows_of_one_count(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Half of the records first, a random part of the rest late, then those of the last quarters."""
    chance = Random(seed)
    crossings = [one for person in range(15) for one in random_history(chance, f"p{person}")]
    crossings.sort(key=lambda one: one.clock)
    half = len(crossings) // 2
    late = {number for number in range(half) if chance.random() < 0.1}
    first = [one for number, one in enumerate(crossings[:half]) if number not in late]
    dataset = world(tmp_path_factory.mktemp("d") / "d", first)
    assert_same(dataset, GROUPED)
    dataset = add(dataset, [crossings[number] for number in late] + crossings[half : half + half // 2], "late")
    assert_same(dataset, GROUPED)
    assert_same(add(dataset, crossings[half + half // 2 :], "last"), GROUPED)
