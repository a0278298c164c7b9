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
    for done, bucket in enumerate(buckets):
        step("histories", done, len(buckets))
        path = dataset.root / "histories" / f"bucket={bucket:05d}" / f"{plan}.parquet"
        if not path.exists():
            write_parquet(database, _ordered_sql(dataset, bucket), path)
        parts[bucket] = _part(database, dataset, bucket, path)
    return replace(dataset, histories=tuple(parts[key] for key in sorted(parts)))


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


def _ordered_sql(dataset: Dataset, bucket: int) -> str:
    low = bucket * dataset.bucket_size
    high = low + dataset.bucket_size
    rows = parquet(dataset.paths(dataset.crossings), _KEPT)
    return ordered_sql(f"{rows} WHERE person >= {low} AND person < {high}")


def ordered_sql(source: str) -> str:
    """SQL that puts crossings into the order of histories and adds ``turn``."""
    return f"""
        WITH r AS ({source}),
        tied AS (SELECT person, second FROM r GROUP BY person, second HAVING count(*) > 1),
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


def paths(dataset: Dataset) -> tuple[Path, ...]:
    """The files of the copy, in the order of their buckets."""
    return dataset.paths(dataset.histories)


def anomalies(database: DuckDBPyConnection, dataset: Dataset) -> dict[str, int]:
    """How many records of the dataset do not follow from the one before: counted, never corrected."""
    found = {"entry_after_entry": 0, "exit_after_exit": 0, "exit_without_entry": 0}
    for path in dataset.paths(dataset.histories):
        before = "lag(direction) OVER (PARTITION BY person ORDER BY second, turn) AS before"
        rows = f"SELECT direction, {before} FROM ({parquet([path], 'person, second, turn, direction')})"
        counts = database.execute(f"""
            SELECT count(*) FILTER (direction = 1 AND before = 1), count(*) FILTER (direction = 0 AND before = 0),
                   count(*) FILTER (direction = 0 AND before IS NULL) FROM ({rows})""").fetchall()[0]
        for name, count in zip(found, counts, strict=True):
            found[name] += count
    return found
