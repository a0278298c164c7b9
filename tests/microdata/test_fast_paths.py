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

from mtm.microdata.dataset import DatasetError
from mtm.microdata.engines.embedded import embedded
from mtm.microdata.fast import available, fast
from mtm.microdata.parameters import Parameters
from mtm.microdata.records import day_of
from mtm.microdata.tabulation import names
from mtm.microdata.workbench import parquet, workbench, write_parquet

pytestmark = pytest.mark.skipif(not available(), reason="numba, numpy or pyarrow is not installed (extra fast)")


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32), bucket=st.sampled_from([5, 2**18]), back=st.integers(0, 60))
def test_every_pass_gives_the_rows_of_the_sql_on_random_histories(seed, bucket, back) -> None:
    chance = Random(seed)
    crossings = [one for person in range(40) for one in random_history(chance, f"p{person}")]
    with TemporaryDirectory() as folder:
        dataset = world(Path(folder) / "d", crossings, bucket_size=bucket)
        parameters = replace(SHORT, as_of=day_of(dataset.last_day - back))
        with embedded() as sql, fast() as passes:
            for name in names():
                assert passes.run(name, dataset, parameters) == sql.run(name, dataset, parameters), name


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
