"""The compiled passes give exactly the rows of the SQL, and refuse rows that are out of order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from border_world import came, left, world
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tabulations_against_reference import SHORT, random_history

from mtm.microdata.dataset import Dataset, DatasetError
from mtm.microdata.engines.embedded import embedded
from mtm.microdata.fast import available, fast, reading
from mtm.microdata.parameters import Parameters
from mtm.microdata.records import day_of
from mtm.microdata.tabulation import names
from mtm.microdata.workbench import parquet, workbench, write_parquet

pytestmark = pytest.mark.skipif(not available(), reason="numba, numpy or pyarrow is not installed (extra fast)")


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32), bucket=st.sampled_from([13, 2**18]), back=st.integers(0, 60))
def test_every_pass_gives_the_rows_of_the_sql_on_random_histories(seed, bucket, back) -> None:
    chance = Random(seed)
    crossings = [one for person in range(40) for one in random_history(chance, f"p{person}")]
    with TemporaryDirectory() as folder:
        dataset = world(Path(folder) / "d", crossings, bucket_size=bucket)
        parameters = replace(SHORT, as_of=day_of(dataset.last_day - back))
        with embedded() as sql, fast() as passes:
            for name in names():
                assert passes.run(name, dataset, parameters) == sql.run(name, dataset, parameters), name


def test_pieces_that_cut_through_persons_give_the_same_rows(tmp_path: Path, monkeypatch) -> None:
    """Files of three rows a piece: persons begin in one piece, go on in the next, and end in a third.

    Stays of two nights and more count as long ones, and four of them are too many to wait.
    """
    from pyarrow import parquet as pq

    chance = Random(8)
    crossings = [one for person in range(30) for one in random_history(chance, f"p{person}")]
    dataset = world(tmp_path / "d", crossings, bucket_size=20)
    for path in dataset.paths((*dataset.crossings, *dataset.histories, *dataset.registers)):
        pq.write_table(pq.read_table(path, partitioning=None), path, row_group_size=3)
    monkeypatch.setattr(reading, "PIECE_ROWS", 1)
    monkeypatch.setattr("mtm.microdata.fast.tally.SHORT", 2)
    monkeypatch.setattr("mtm.microdata.fast.tally.PENDING", 3)
    parameters = replace(SHORT, as_of=day_of(dataset.last_day - 20))
    assert max(len(found) for found in _lengths(dataset)) > 3
    with embedded() as sql, fast() as passes:
        for name in names():
            assert passes.run(name, dataset, parameters) == sql.run(name, dataset, parameters), name


def _lengths(dataset: Dataset) -> list[list[int]]:
    """The records of each person, by their numbers."""
    found: dict[int, list[int]] = {}
    for _, (person,) in reading.files(dataset.paths(dataset.histories), ("person",)):
        for one in person.tolist():
            found.setdefault(one, []).append(one)
    return list(found.values())


@pytest.mark.parametrize("descending", [1, 2, 3])
def test_rows_out_of_order_between_two_pieces_are_refused(descending: int, tmp_path: Path, monkeypatch) -> None:
    from pyarrow import concat_tables
    from pyarrow import parquet as pq

    crossings = [came(f"p{number}", f"2023-{month:02d}-03") for number in range(9) for month in (10, 11)]
    dataset = world(tmp_path / "d", crossings)
    for path in dataset.paths((*dataset.crossings, *dataset.histories)):
        table = pq.read_table(path, partitioning=None)
        half = table.num_rows // 2 + descending
        pq.write_table(concat_tables([table.slice(half), table.slice(0, half)]), path, row_group_size=2)
    monkeypatch.setattr(reading, "PIECE_ROWS", 1)
    with fast() as passes:
        for name in ("stays", "migrants"):
            with pytest.raises(DatasetError, match="not in the order"):
                passes.run(name, dataset, Parameters())


@pytest.mark.parametrize(
    "crossings", [[], [came("a", "2024-02-29")], [left("a", "2024-02-29"), came("a", "2024-02-29")]]
)
def test_the_smallest_datasets_give_the_same_rows(crossings, tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", crossings)
    with embedded() as sql, fast() as passes:
        for name in names():
            for parameters in (Parameters(), replace(SHORT, as_of=date(1999, 1, 1))):
                assert passes.run(name, dataset, parameters) == sql.run(name, dataset, parameters), name


def test_rows_out_of_order_are_refused_and_not_counted(tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", [came("a", "2023-10-01"), left("a", "2023-10-05"), came("b", "2023-10-02")])
    [path] = dataset.paths(dataset.histories)
    with workbench() as database:
        write_parquet(database, f"{parquet([path])} ORDER BY day DESC", path)
    with fast() as passes:
        for name in ("stays", "presence", "migrants", "corridors", "match_rates", "stock", "overstays", "circularity"):
            with pytest.raises(DatasetError, match="not in the order"):
                passes.run(name, dataset, Parameters(permitted={"UZB": 1}))


def test_a_file_with_a_damaged_footer_is_named(tmp_path: Path) -> None:
    dataset = world(tmp_path / "d", [came("a", "2023-10-01")])
    [path] = dataset.paths(dataset.histories)
    path.write_bytes(path.read_bytes()[:-8])
    with fast() as passes, pytest.raises(DatasetError, match=path.name):
        passes.run("stays", dataset, Parameters())
