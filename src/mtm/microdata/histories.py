# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""The copy of the dataset for questions about persons: each person's crossings in the order in which they happened.

Scope: one file per bucket of ``bucket_size`` neighbouring person numbers, ordered by person, second and ``turn``.
``turn`` settles what a clock cannot: an entry and an exit of one person in the same second (often a source that gives
dates only). They are put in the order that lets directions alternate: after an exit the entry comes first, after an
entry the exit. If nothing came before, what comes after decides; if nothing does, the entry comes first. Duplicates
were set aside before, so a second holds at most one entry and one exit of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.microdata.dataset import Dataset, Part
from mtm.microdata.workbench import parquet, write_parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = ("person", "second", "turn", "day", "quarter", "direction", "citizenship", "point", "document")
_KEPT = "person, second, day, quarter, direction, citizenship, point, document"


def write_histories(
    database: DuckDBPyConnection,
    dataset: Dataset,
    buckets: Sequence[int],
    plan: str,
    step: Callable[[str, int, int], None],
) -> Dataset:
    """Rewrite the buckets whose persons have new crossings; the other buckets stay as they are."""
    parts = {part.key: part for part in dataset.histories}
    tied = find_ties(database, dataset)
    for done, bucket in enumerate(buckets):
        step("histories", done, len(buckets))
        path = dataset.root / "histories" / f"bucket={bucket:05d}" / f"{plan}.parquet"
        if not path.exists():
            write_parquet(database, bucket_sql(dataset, bucket, bucket in tied), path)
        parts[bucket] = _part(database, dataset, bucket, path)
    return replace(dataset, histories=tuple(parts[key] for key in sorted(parts)))


def find_ties(database: DuckDBPyConnection, dataset: Dataset) -> frozenset[int]:
    """Make the table ``ties`` of the persons and seconds that the clock leaves open; returns their buckets."""
    found = [ties_sql(dataset.root / part.file) for part in dataset.crossings if part.ties]
    rows = " UNION ALL ".join(found) or "SELECT 0 AS person, 0::BIGINT AS second WHERE false"
    database.execute(f"CREATE OR REPLACE TABLE ties AS {rows}")
    buckets = database.execute(f"SELECT DISTINCT person // {dataset.bucket_size} FROM ties").fetchall()
    return frozenset(int(bucket) for (bucket,) in buckets)


def ties_sql(path: Path) -> str:
    """SQL for the persons and seconds of a quarter's file with an entry and an exit; they are neighbours in it."""
    before = "lag(person) OVER () AS person_before, lag(second) OVER () AS second_before"
    rows = f"SELECT person, second, {before} FROM ({parquet([path], 'person, second')})"
    return f"SELECT person, second FROM ({rows}) WHERE person = person_before AND second = second_before"


def write_latest(database: DuckDBPyConnection, dataset: Dataset, quarter: int, plan: str) -> Dataset:
    """The records from a quarter on once more, in the order of histories: all that a tabulation of before lacks."""
    path = dataset.root / "histories" / "latest" / f"{plan}.parquet"
    if not path.exists():
        rows = f"{parquet(dataset.paths(dataset.histories))} WHERE quarter >= {quarter}"
        write_parquet(database, f"{rows} ORDER BY person, second, turn", path)
    return replace(dataset, latest=(_part(database, dataset, quarter, path),))


def _part(database: DuckDBPyConnection, dataset: Dataset, key: int, path: Path) -> Part:
    counts = f"SELECT count(*), coalesce(sum(turn), 0) FROM ({parquet([path], 'turn')})"
    rows, ties = database.execute(counts).fetchall()[0]
    return Part(key, path.relative_to(dataset.root).as_posix(), rows, int(ties))


def bucket_sql(dataset: Dataset, bucket: int, tied: bool) -> str:
    """SQL for a bucket of the copy, from the quarters; ``tied``: look at the table ``ties``."""
    low = bucket * dataset.bucket_size
    within = f"WHERE person >= {low} AND person < {low + dataset.bucket_size}"
    source = f"{parquet(dataset.paths(dataset.crossings), _KEPT)} {within}"
    return ordered_sql(source, f"SELECT * FROM ties {within}" if tied else "")


def ordered_sql(source: str, ties: str = "") -> str:
    """SQL that puts crossings into the order of histories and adds ``turn``.

    ``ties`` is SQL for the persons and seconds with an entry and an exit; without it there are none.
    """
    if not ties:
        return f"""
        SELECT person, second, CAST(0 AS TINYINT) AS turn, day, quarter, direction, citizenship, point, document
        FROM ({source}) ORDER BY person, second"""
    return f"""
        WITH r AS ({source}),
        tied AS ({ties}),
        alone AS (SELECT person, second, direction FROM r SEMI JOIN (SELECT DISTINCT person FROM tied) USING (person)
                  ANTI JOIN tied USING (person, second)),
        around AS (
            SELECT tied.person, tied.second,
                   max(alone.second * 2 + alone.direction) FILTER (alone.second < tied.second) AS before,
                   min(alone.second * 2 + alone.direction) FILTER (alone.second > tied.second) AS after
            FROM tied LEFT JOIN alone USING (person) GROUP BY tied.person, tied.second),
        opening AS (SELECT person, second, coalesce(1 - before % 2, after % 2, 1) AS first FROM around)
        SELECT person, second, CAST(CASE WHEN first IS NULL OR direction = first THEN 0 ELSE 1 END AS TINYINT) AS turn,
               day, quarter, direction, citizenship, point, document
        FROM r LEFT JOIN opening USING (person, second)
        ORDER BY person, second, turn"""


def anomalies(database: DuckDBPyConnection, dataset: Dataset) -> dict[str, int]:
    """How many records of the dataset do not follow from the one before: counted, never corrected."""
    found = {"entry_after_entry": 0, "exit_after_exit": 0, "exit_without_entry": 0}
    for path in dataset.paths(dataset.histories):
        before = "CASE WHEN lag(person) OVER () = person THEN lag(direction) OVER () END AS before"
        rows = f"SELECT direction, {before} FROM ({parquet([path], 'person, direction')})"
        counts = database.execute(f"""
            SELECT count(*) FILTER (direction = 1 AND before = 1), count(*) FILTER (direction = 0 AND before = 0),
                   count(*) FILTER (direction = 0 AND before IS NULL) FROM ({rows})""").fetchall()[0]
        for name, count in zip(found, counts, strict=True):
            found[name] += count
    return found
