"""The peers' ways of answering four questions on the same Parquet files: the bare scan, plain DuckDB, Polars, pandas.

Each function gets the dataset's folder and returns how many rows or what number it found, so that no work is skipped.
They are written as their users would write them, without the precomputed columns.
"""

from __future__ import annotations

import json
from pathlib import Path

SETS = (
    ("quarter", "direction", "citizenship", "sex", "band"),
    ("quarter", "direction", "citizenship", "sex"),
    ("quarter", "direction", "citizenship", "band"),
    ("quarter", "direction", "citizenship"),
    ("quarter", "direction", "sex", "band"),
    ("quarter", "direction", "sex"),
    ("quarter", "direction", "band"),
    ("quarter", "direction"),
)
PERSON_SETS = (
    ("quarter", "direction", "citizenship"),
    ("quarter", "direction"),
    ("quarter", "citizenship"),
    ("quarter",),
)
BANDS = (0, 15, 25, 45, 65)


def files(root: Path, kind: str) -> list[str]:
    parts = json.loads((root / "dataset.json").read_text(encoding="utf-8"))[kind]
    return [str(root / part["file"]) for part in parts]


def _duckdb():
    """An own database with DuckDB's own settings: all the memory and cores of the machine."""
    import duckdb

    return duckdb.connect()


def scan(root: Path, kind: str, columns: tuple[str, ...]) -> object:
    """Read the raw columns that a question needs and add them up: nobody who reads them can be faster."""
    sums = ", ".join(f"sum({column})" for column in columns)
    return _duckdb().execute(f"SELECT {sums} FROM read_parquet({files(root, kind)})").fetchall()


def scan_crossings(root: Path) -> object:
    return scan(root, "crossings", ("direction", "citizenship", "sex", "birth_year"))


def scan_points(root: Path) -> object:
    return scan(root, "crossings", ("direction", "point", "transport"))


def scan_persons(root: Path) -> object:
    return scan(root, "crossings", ("person",))


def scan_histories(root: Path) -> object:
    return scan(root, "histories", ("person", "day", "direction", "citizenship"))


def duckdb_crossings(root: Path) -> object:
    band = " + ".join(f"(quarter // 10 - birth_year >= {low})::INT" for low in BANDS)
    sets = ", ".join(f"({', '.join(one)})" for one in SETS)
    return len(
        _duckdb()
        .execute(
            f"SELECT quarter, direction, citizenship, sex, band, count(*) FROM (SELECT *, coalesce({band}, 0) AS band "
            f"FROM read_parquet({files(root, 'crossings')})) GROUP BY GROUPING SETS ({sets})"
        )
        .fetchall()
    )


def duckdb_persons(root: Path) -> object:
    sets = ", ".join(f"({', '.join(one)})" for one in PERSON_SETS)
    query = (
        f"SELECT quarter, direction, citizenship, count(DISTINCT person) FROM read_parquet({files(root, 'crossings')})"
    )
    return len(_duckdb().execute(f"{query} GROUP BY GROUPING SETS ({sets})").fetchall())


def duckdb_points(root: Path) -> object:
    sides = ("point, transport", "point", "transport")
    sets = ", ".join(["(quarter, direction)", *(f"(quarter, direction, {side})" for side in sides)])
    rows = f"FROM read_parquet({files(root, 'crossings')})"
    query = f"SELECT quarter, direction, point, transport, count(*) {rows} GROUP BY GROUPING SETS ({sets})"
    return len(_duckdb().execute(query).fetchall())


def duckdb_stays(root: Path) -> object:
    window = "OVER (PARTITION BY person ORDER BY second, turn)"
    followed = (
        f"SELECT *, lead(day) {window} AS next_day, lead(quarter) {window} AS next_quarter, "
        f"lead(direction) {window} AS next_direction FROM read_parquet({files(root, 'histories')})"
    )
    query = (
        f"SELECT next_quarter, citizenship, next_day - day, count(*) FROM ({followed}) "
        "WHERE direction = 1 AND next_direction = 0 GROUP BY ALL"
    )
    return len(_duckdb().execute(query).fetchall())


def duckdb_migrants(root: Path) -> object:
    """The definition itself, its window functions over all persons at once."""
    from mtm.microdata.dataset import load
    from mtm.microdata.parameters import Parameters
    from mtm.microdata.tabulation import tabulation

    database = _duckdb()
    database.execute(f"CREATE VIEW histories AS SELECT * FROM read_parquet({files(root, 'histories')})")
    return len(database.execute(tabulation("migrants").text(Parameters().numbers(load(root)))).fetchall())


def sorted_migrants(root: Path) -> object:
    """The fast path without the ordered copy: the quarters' records are put in order first, then passed once."""
    import numpy as np

    from mtm.microdata.dataset import load
    from mtm.microdata.fast.residence import migrants
    from mtm.microdata.fast.walking import IN_ORDER, span_of
    from mtm.microdata.histories import bucket_sql, find_ties
    from mtm.microdata.parameters import Parameters

    dataset, rule, database = load(root), Parameters(), _duckdb()
    span = span_of(dataset, rule)
    cube = np.zeros((3, len(span.quarters), 2, len(dataset.book.citizenships)), np.int64)
    tied = find_ties(database, dataset)
    for part in dataset.histories:
        ordered = bucket_sql(dataset, part.key, part.key in tied)
        found = database.execute(f"SELECT {', '.join(IN_ORDER)} FROM ({ordered})").to_arrow_table()
        arrays = [found.column(name).to_numpy() for name in IN_ORDER]
        told = (span.quarter, span.first, span.last, rule.migrant_days, rule.migrant_window)
        assert migrants(*arrays, *told, cube), "records are out of order"
    return cube.tolist()


def polars_crossings(root: Path) -> object:
    import polars as pl

    band = sum(((pl.col("quarter") // 10 - pl.col("birth_year")) >= low).cast(pl.Int8) for low in BANDS).fill_null(0)
    base = pl.scan_parquet(files(root, "crossings")).with_columns(band.alias("band"))
    cube = base.group_by(SETS[0]).agg(pl.len()).collect(engine="streaming")
    return sum(cube.group_by(one).agg(pl.col("len").sum()).height for one in SETS)


def polars_persons(root: Path) -> object:
    import polars as pl

    base = pl.scan_parquet(files(root, "crossings"))
    found = [base.group_by(one).agg(pl.col("person").n_unique()).collect(engine="streaming") for one in PERSON_SETS]
    return sum(one.height for one in found)


def polars_stays(root: Path) -> object:
    import polars as pl

    base = pl.scan_parquet(files(root, "histories")).sort("person", "second", "turn")
    follows = pl.col("person").shift(-1) == pl.col("person")
    named = base.with_columns(
        (pl.col("day").shift(-1) - pl.col("day")).alias("length"),
        pl.col("quarter").shift(-1).alias("next_quarter"),
        (follows & (pl.col("direction") == 1) & (pl.col("direction").shift(-1) == 0)).alias("stay"),
    )
    return named.filter("stay").group_by("next_quarter", "citizenship", "length").agg(pl.len()).collect().height


def pandas_crossings(root: Path) -> object:
    import pandas as pd

    parts = []
    for file in files(root, "crossings"):
        frame = pd.read_parquet(file, columns=["quarter", "direction", "citizenship", "sex", "birth_year"])
        age = frame["quarter"] // 10 - frame["birth_year"]
        frame["band"] = sum((age >= low).astype("int8") for low in BANDS)
        parts.append(frame.groupby(list(SETS[0])).size())
    cube = pd.concat(parts)
    return sum(len(cube.groupby(level=list(one)).sum()) for one in SETS)


def pandas_persons(root: Path) -> object:
    import pandas as pd

    found = 0
    for file in files(root, "crossings"):
        frame = pd.read_parquet(file, columns=["quarter", "direction", "citizenship", "person"])
        found += sum(len(frame.groupby(list(one))["person"].nunique()) for one in PERSON_SETS)
    return found


def pandas_stays(root: Path) -> object:
    import pandas as pd

    parts = []
    for file in files(root, "histories"):
        columns = ["person", "second", "turn", "day", "quarter", "direction", "citizenship"]
        frame = pd.read_parquet(file, columns=columns).sort_values(["person", "second", "turn"])
        after = frame.shift(-1)
        stay = (after["person"] == frame["person"]) & (frame["direction"] == 1) & (after["direction"] == 0)
        length = (after["day"] - frame["day"])[stay]
        parts.append(pd.DataFrame({"q": after["quarter"][stay], "c": frame["citizenship"][stay], "n": length}))
    return len(pd.concat(parts).groupby(["q", "c", "n"]).size())
