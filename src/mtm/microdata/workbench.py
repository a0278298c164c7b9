# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""The one place where this room opens DuckDB: bounded memory, spilling to a folder beside the work.

Scope: connections and the few statements that everyone here needs. Rows keep their order
(``preserve_insertion_order`` stays on): with it off, ordered reads were found to come back unordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtm.microdata.durable import aside, commit, room_on_disk
from mtm.model.errors import MtmError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1200MB"
ROW_GROUP = 122_880


@contextmanager
def workbench(
    scratch: Path | None = None, *, memory: str = MEMORY, threads: int | None = None
) -> Iterator[DuckDBPyConnection]:
    """A database in memory that holds at most ``memory`` and spills the rest into ``scratch``."""
    import duckdb

    settings: dict[str, Any] = {"memory_limit": memory, "TimeZone": "UTC", "preserve_insertion_order": "true"}
    if scratch is not None:
        scratch.mkdir(parents=True, exist_ok=True)
        settings["temp_directory"] = str(scratch)
    if threads is not None:
        settings["threads"] = threads
    time_zone = settings.pop("TimeZone")
    with duckdb.connect(":memory:", config=settings) as database:
        database.execute(f"SET TimeZone = '{time_zone}'")
        database.execute("SET enable_progress_bar = false")  # its bar would run through that of the command line
        yield database


def quoted(text: str) -> str:
    """A string as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def parquet(paths: Iterable[Path], columns: str = "*") -> str:
    """SQL that reads these Parquet files; with no file, the caller has to provide an empty table."""
    listed = ", ".join(quoted(str(path)) for path in paths)
    return f"SELECT {columns} FROM read_parquet([{listed}], hive_partitioning = false)"


def write_parquet(database: DuckDBPyConnection, query: str, path: Path) -> int:
    """Write a query's rows to a Parquet file, whole or not at all, and return how many there are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = f"FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE {ROW_GROUP}"
    with room_on_disk(path.parent):
        found = database.execute(f"COPY ({query}) TO {quoted(str(aside(path)))} ({options})").fetchone()
        commit(path)
    return int(found[0]) if found else 0


def literal(value: object) -> str:
    """A whole number, a string or None as an SQL literal."""
    if value is None:
        return "NULL"
    return quoted(value) if isinstance(value, str) else str(int(value))  # type: ignore[call-overload]


def fill(database: DuckDBPyConnection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A small table of given values; ``columns`` are "name TYPE". Literals: a bound parameter costs 0.2 ms."""
    database.execute(f"CREATE OR REPLACE TABLE {table} ({', '.join(columns)})")
    for start in range(0, len(rows), 1000):
        values = ", ".join("(" + ", ".join(map(literal, row)) + ")" for row in rows[start : start + 1000])
        database.execute(f"INSERT INTO {table} VALUES {values}")


def single(database: DuckDBPyConnection, query: str) -> Any:
    """The first value of a query's first row."""
    row = database.execute(query).fetchone()
    if row is None:
        raise MtmError(
            "A query that must answer gave no row", value=query[:80], remedy="Report this as a defect of mtm."
        )
    return row[0]
