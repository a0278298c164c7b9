# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""Accepted rows become the dataset's files: dense person numbers, quarter partitions, the copy ordered by person and
time.

Scope: from staged rows to committed files and a new manifest. Works quarter by quarter and bucket by bucket, so that
memory stays bounded; every file is committed by itself under a name that depends on the dataset and the delivery
alone, so that an intake stopped anywhere finds its finished files again.

Staged rows have the columns of ``STAGED``. Within a quarter, a new record at most a minute after a record of the same
person in the same direction, or before one that is already in the dataset, is a duplicate and is set aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.microdata.codes import CELL_SQL, ROUTE_SQL, band_sql
from mtm.microdata.dataset import Dataset, Part
from mtm.microdata.histories import ties_sql, write_histories, write_latest
from mtm.microdata.records import DUPLICATE_SECONDS, next_quarter, previous_quarter
from mtm.microdata.registers import write_registers
from mtm.microdata.workbench import fill, parquet, single, write_parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STAGED = (
    "line BIGINT",  # its line in the delivery
    "pseudonym UUID",
    "second BIGINT",
    "day INTEGER",
    "quarter INTEGER",
    "direction TINYINT",
    "citizenship VARCHAR",
    "point VARCHAR",
    "transport TINYINT",
    "sex TINYINT",
    "birth_year SMALLINT",
    "purpose TINYINT",
    "document TINYINT",
)
CARRIED = "second, day, quarter, direction, transport, sex, birth_year, purpose, document"
STORED = (
    "quarter, person, second, day, direction, point, transport, citizenship, sex, birth_year, purpose, document, "
    "cell, route"
)

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Staged rows of one delivery: its files, where duplicates go, and the delivery's content hash."""

    staged: tuple[Path, ...]
    aside: Path
    sha256: str


def silent(_what: str, _done: int, _all: int) -> None:
    """A progress step that tells nobody."""


def add(
    database: DuckDBPyConnection, dataset: Dataset, batch: Batch, step: Step = silent
) -> tuple[Dataset, dict[int, int]]:
    """Write the batch into new files and return the dataset as it will be, with the duplicates found per quarter.

    Nothing is committed yet: the caller saves the returned dataset.
    """
    plan, earlier = plan_of(dataset, batch.sha256), dataset.quarters
    dataset.sweep(plan)
    database.execute(f"CREATE OR REPLACE VIEW staged AS {parquet(batch.staged)}")
    dataset = _with_codes(database, dataset)
    dataset = _with_people(database, dataset, plan)
    touched = [row[0] for row in database.execute("SELECT DISTINCT quarter FROM staged ORDER BY 1").fetchall()]
    duplicates = {}
    for done, quarter in enumerate(touched):
        step("quarters", done, len(touched))
        dataset, duplicates[quarter] = _with_quarter(database, dataset, quarter, plan, batch.aside)
    dataset = write_registers(database, dataset, touched, plan, step)
    dataset = write_histories(database, dataset, _touched_buckets(database, dataset), plan, step)
    if earlier and touched and touched[0] > earlier[-1]:
        dataset = write_latest(database, dataset, touched[0], plan)
    else:
        dataset = replace(dataset, latest=())
    return _with_span(database, replace(dataset, id=plan)), duplicates


def plan_of(dataset: Dataset, sha256: str) -> str:
    """The name of the files that a delivery adds to a dataset, and of the dataset afterwards."""
    return blake2b(f"{dataset.id}/{sha256}".encode(), digest_size=6).hexdigest()


def _with_codes(database: DuckDBPyConnection, dataset: Dataset) -> Dataset:
    """The code book grown by citizenships and points met for the first time, and its lists as tables."""
    met = {
        field: [row[0] for row in database.execute(f"SELECT DISTINCT {field} FROM staged").fetchall()]
        for field in ("citizenship", "point")
    }
    book = dataset.book.grown(citizenships=met["citizenship"], points=met["point"])
    for table, codes in (("citizenships", book.citizenships), ("points", book.points)):
        fill(database, table, ("text VARCHAR", "code SMALLINT"), [(text, code) for code, text in enumerate(codes)])
    return replace(dataset, book=book)


def _with_people(database: DuckDBPyConnection, dataset: Dataset, plan: str) -> Dataset:
    """Dense numbers for persons met for the first time, in the order of their keyed hashes, after those known."""
    known = (
        parquet(dataset.paths(dataset.people))
        if dataset.people
        else "SELECT NULL::UUID AS pseudonym, NULL::INTEGER AS person LIMIT 0"
    )
    database.execute(f"CREATE OR REPLACE VIEW known AS {known}")
    path = dataset.root / "persons" / f"{plan}.parquet"
    if not path.exists():
        fresh = "SELECT DISTINCT pseudonym FROM staged WHERE pseudonym NOT IN (SELECT pseudonym FROM known)"
        numbered = f"CAST(row_number() OVER (ORDER BY pseudonym) - 1 + {dataset.persons} AS INTEGER) AS person"
        write_parquet(database, f"SELECT pseudonym, {numbered} FROM ({fresh}) ORDER BY pseudonym", path)
    rows = _count(database, path)
    people = (*dataset.people, Part(len(dataset.people), _relative(dataset, path), rows))
    database.execute(f"CREATE OR REPLACE VIEW people AS {parquet(dataset.paths(people))}")
    return replace(dataset, people=people, persons=dataset.persons + rows)


def _with_quarter(
    database: DuckDBPyConnection, dataset: Dataset, quarter: int, plan: str, beside: Path
) -> tuple[Dataset, int]:
    """One quarter's partition rewritten with its new rows; returns how many of them were duplicates."""
    path = dataset.root / "crossings" / f"quarter={quarter}" / f"{plan}.parquet"
    doubled = beside / f"duplicates-{quarter}.parquet"
    if not (path.exists() and doubled.exists()):
        database.execute(f"CREATE OR REPLACE TABLE pool AS {_pool_sql(dataset, quarter)}")
        write_parquet(database, "SELECT line FROM pool WHERE fresh AND doubled ORDER BY line", doubled)
        encoded = f"SELECT *, {CELL_SQL} AS cell, {ROUTE_SQL} AS route FROM ({_banded_sql(dataset, quarter)})"
        write_parquet(database, f"SELECT {STORED} FROM ({encoded}) ORDER BY person, second, direction", path)
        database.execute("DROP TABLE pool")
    kept = tuple(part for part in dataset.crossings if part.key != quarter)
    ties = int(single(database, f"SELECT count(*) FROM ({ties_sql(path)})"))
    part = Part(quarter, _relative(dataset, path), _count(database, path), ties)
    parts = sorted((*kept, part), key=lambda part: part.key)
    return replace(dataset, crossings=tuple(parts)), _count(database, doubled)


def _pool_sql(dataset: Dataset, quarter: int) -> str:
    """Old and new rows of a quarter, each new one marked when it repeats a crossing."""
    fresh = f"""
        SELECT true AS fresh, line, person, {CARRIED}, c.code AS citizenship, p.code AS point
        FROM staged JOIN people USING (pseudonym)
        JOIN citizenships c ON c.text = staged.citizenship JOIN points p ON p.text = staged.point
        WHERE quarter = {quarter}"""
    rows = f"{fresh} UNION ALL {_old_sql(dataset, quarter)} UNION ALL {_near_sql(dataset, quarter)}"
    repeats = f"""
        coalesce(second - lag(second) OVER w <= {DUPLICATE_SECONDS}, false) OR
        coalesce(min(CASE WHEN NOT fresh THEN second END)
                 OVER (w ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - second <= {DUPLICATE_SECONDS}, false)"""
    return f"""
        SELECT * FROM (
            SELECT *, fresh AND ({repeats}) AS doubled FROM ({rows})
            WINDOW w AS (PARTITION BY person, direction ORDER BY second, fresh, line))
        WHERE quarter = {quarter}"""


def _old_sql(dataset: Dataset, quarter: int, where: str = "true") -> str:
    parts = dataset.crossings_of(quarter)
    if not parts:
        return _NO_OLD
    columns = f"false AS fresh, NULL::BIGINT AS line, person, {CARRIED}, citizenship, point"
    return f"{parquet(dataset.paths(parts), columns)} WHERE {where}"


_NO_OLD = """
    SELECT false AS fresh, NULL::BIGINT AS line, 0 AS person, 0::BIGINT AS second, 0 AS day, 0 AS quarter,
           0::TINYINT AS direction, 0::TINYINT AS transport, 0::TINYINT AS sex, 0::SMALLINT AS birth_year,
           0::TINYINT AS purpose, 0::TINYINT AS document, 0::SMALLINT AS citizenship, 0::SMALLINT AS point
    WHERE false"""


def _near_sql(dataset: Dataset, quarter: int) -> str:
    """Rows of the neighbouring quarters within a minute: a crossing at midnight counts once."""
    low = f"(SELECT min(second) - {DUPLICATE_SECONDS} FROM staged WHERE quarter = {quarter})"
    high = f"(SELECT max(second) + {DUPLICATE_SECONDS} FROM staged WHERE quarter = {quarter})"
    neighbours = (previous_quarter(quarter), next_quarter(quarter))
    return " UNION ALL ".join(_old_sql(dataset, near, f"second BETWEEN {low} AND {high}") for near in neighbours)


def _banded_sql(dataset: Dataset, quarter: int) -> str:
    age = f"({quarter // 10} - birth_year)"
    return f"SELECT *, {band_sql(dataset.book, age)} AS age_band FROM pool WHERE NOT doubled"


def _touched_buckets(database: DuckDBPyConnection, dataset: Dataset) -> list[int]:
    met = f"SELECT DISTINCT person // {dataset.bucket_size} FROM people JOIN staged USING (pseudonym) ORDER BY 1"
    return [row[0] for row in database.execute(met).fetchall()]


def _with_span(database: DuckDBPyConnection, dataset: Dataset) -> Dataset:
    if not dataset.crossings:
        return dataset
    low, high = database.execute(
        f"SELECT min(day), max(day) FROM ({parquet(dataset.paths(dataset.crossings), 'day')})"
    ).fetchall()[0]
    return dataset if low is None else replace(dataset, first_day=low, last_day=high)


def _count(database: DuckDBPyConnection, path: Path) -> int:
    return int(single(database, f"SELECT count(*) FROM ({parquet([path])})"))


def _relative(dataset: Dataset, path: Path) -> str:
    return path.relative_to(dataset.root).as_posix()
