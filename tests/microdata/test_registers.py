"""The registers: who was met in each quarter, marked at intake so that distinct persons are a count of marks."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from border_world import Crossing, add, came, left, world
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tabulations_against_reference import SHORT, random_history

from mtm.microdata.dataset import Dataset, DatasetError
from mtm.microdata.engines.embedded import embedded
from mtm.microdata.fast import available, fast
from mtm.microdata.parameters import Parameters
from mtm.microdata.registers import EVERYONE, MARKS, SEVERAL, YEAR, YEAR_EVERYONE
from mtm.microdata.workbench import parquet, workbench, write_parquet

needs_passes = pytest.mark.skipif(not available(), reason="numba, numpy or pyarrow is not installed (extra fast)")
LEFT, CAME, MET = 1, 2, 4


def register(dataset: Dataset, quarter: int) -> list[tuple[int, str, int]]:
    """The rows of a register in their order: person, citizenship, marks."""
    [path] = dataset.paths(tuple(part for part in dataset.registers if part.key == quarter))
    with workbench() as database:
        found = database.execute(parquet([path], "person, code")).fetchall()
    return [(person, dataset.book.citizenships[code // MARKS], code % MARKS) for person, code in found]


def marks(sides: int, everyone: int, year: int, year_everyone: int, several: bool = False) -> int:
    later = everyone << EVERYONE | year << YEAR | year_everyone << YEAR_EVERYONE
    return sides | later | (1 << SEVERAL if several else 0)


def test_a_person_is_marked_once_in_the_quarter_and_once_in_the_year(tmp_path: Path) -> None:
    crossings = [came("a", "2023-08-01"), left("a", "2023-08-05"), came("a", "2023-08-09"), left("a", "2023-10-01")]
    dataset = world(tmp_path / "d", [*crossings, came("a", "2024-01-02")])
    both = LEFT | CAME
    assert register(dataset, 20233) == [(0, "UZB", marks(both, both | MET, both | MET, both | MET))]
    assert register(dataset, 20234) == [(0, "UZB", marks(LEFT, LEFT | MET, 0, 0))]
    assert register(dataset, 20241) == [(0, "UZB", marks(CAME, CAME | MET, CAME | MET, CAME | MET))]


def test_a_person_of_two_citizenships_counts_under_both_and_once_under_everyone(tmp_path: Path) -> None:
    """Came as KGZ and left as UZB in one quarter, both again in the next, where b, of one citizenship, stands last."""
    first = [came("a", "2023-08-01", citizenship="KGZ"), left("a", "2023-08-05")]
    second = [came("a", "2023-10-01"), left("a", "2023-10-05", citizenship="KGZ"), came("b", "2023-10-02")]
    dataset = world(tmp_path / "d", [*first, *second])
    assert register(dataset, 20233) == [
        (0, "KGZ", marks(CAME, CAME | MET, CAME | MET, CAME | MET, True)),
        (0, "UZB", marks(LEFT, LEFT, LEFT | MET, LEFT, True)),
    ]
    assert register(dataset, 20234) == [
        (0, "KGZ", marks(LEFT, LEFT | MET, LEFT, 0, True)),
        (0, "UZB", marks(CAME, CAME, CAME, 0, True)),
        (1, "UZB", marks(CAME, CAME | MET, CAME | MET, CAME | MET)),
    ]


def test_a_late_delivery_renews_the_registers_to_the_end_of_its_year_and_no_others(tmp_path: Path) -> None:
    written = [came("a", f"{year}-{month:02d}-01") for year in (2022, 2023) for month in (3, 5, 8, 11)]
    first = world(tmp_path / "d", written)
    second = add(first, [left("a", "2022-06-01"), came("b", "2022-06-02")], "late")
    kept = [part.key for part in second.registers if part in first.registers]
    assert kept == [20221, 20231, 20232, 20233, 20234]
    assert register(second, 20222)[0] == (0, "UZB", marks(LEFT | CAME, LEFT | CAME | MET, LEFT, LEFT))
    assert register(second, 20223) == [(0, "UZB", marks(CAME, CAME | MET, 0, 0))]


@needs_passes
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32), deliveries=st.integers(1, 5))
def test_counting_marks_gives_the_rows_of_the_sql_whatever_the_order_of_deliveries(seed: int, deliveries: int) -> None:
    """Random histories with changes of citizenship; deliveries overlap in time and repeat some records."""
    chance = Random(seed)
    crossings = [one for person in range(25) for one in random_history(chance, f"p{person}")]
    parts: list[list[Crossing]] = [[] for _ in range(deliveries)]
    for one in crossings:
        for number in {chance.randrange(deliveries), chance.randrange(deliveries)}:
            parts[number].append(one)
    with TemporaryDirectory() as folder, embedded() as sql, fast(remember=True) as passes:
        dataset: Dataset | None = None
        for number, part in enumerate(parts):
            root = Path(folder) / "d"
            dataset = world(root, part) if dataset is None else add(dataset, part, str(number))
            assert passes.run("persons", dataset, SHORT) == sql.run("persons", dataset, SHORT)


@needs_passes
def test_a_register_with_a_code_outside_its_list_is_refused(tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", [came("a", "2023-10-01")])
    [path] = dataset.paths(dataset.registers)
    with workbench() as database:
        write_parquet(database, f"SELECT person, code + {9 * MARKS} AS code FROM ({parquet([path])})", path)
    with fast() as passes, pytest.raises(DatasetError, match="codes that are not in"):
        passes.run("persons", dataset, Parameters())
