"""DuckDB in this process: bounded memory, spilling to disk, persons taken in groups that fit.

Scope: the engine of every laptop, and the oracle for the fast paths. A tabulation that "runs by persons" is run on one
group of buckets after the other and its rows are added up: memory depends on the group, not on the dataset.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mtm.microdata.dataset import Dataset, Part
from mtm.microdata.engines import Row, added, ordered
from mtm.microdata.parameters import Parameters, Table, tables
from mtm.microdata.tabulation import Tabulation, tabulation
from mtm.microdata.workbench import MEMORY, fill, parquet, workbench

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GROUP_ROWS = 3_000_000  # records of one group of persons: window functions need about 250 bytes a record

CROSSINGS = (
    "quarter INTEGER, person INTEGER, second BIGINT, day INTEGER, direction TINYINT, point SMALLINT, "
    "transport TINYINT, citizenship SMALLINT, sex TINYINT, birth_year SMALLINT, purpose TINYINT, document TINYINT, "
    "cell INTEGER, route INTEGER"
)
HISTORIES = (
    "person INTEGER, second BIGINT, turn TINYINT, day INTEGER, quarter INTEGER, direction TINYINT, "
    "citizenship SMALLINT, point SMALLINT, document TINYINT"
)


class Embedded:
    """An open DuckDB and how many records of histories one run may take."""

    def __init__(self, database: DuckDBPyConnection, group_rows: int = GROUP_ROWS) -> None:
        self.database, self.group_rows = database, group_rows
        self._prepared: tuple[Dataset, Parameters] | None = None

    def run(self, name: str, dataset: Dataset, parameters: Parameters) -> tuple[Row, ...]:
        """The rows of one tabulation, in order."""
        chosen = tabulation(name)
        self._prepare(dataset, parameters)
        if chosen.reads:
            rows = self.run(chosen.reads, dataset, parameters)
            _store(self.database, tabulation(chosen.reads), rows)
        text = chosen.text(parameters.numbers(dataset))
        groups = groups_of(dataset.histories, self.group_rows) if chosen.runs == "by persons" else [None]
        return added(self._rows(text, dataset, group) for group in groups)

    def _prepare(self, dataset: Dataset, parameters: Parameters) -> None:
        if self._prepared != (dataset, parameters):
            for table, content in tables(dataset, parameters).items():
                _fill(self.database, table, content)
            self._prepared = (dataset, parameters)

    def _rows(self, text: str, dataset: Dataset, group: Sequence[Part] | None) -> Sequence[Row]:
        show(self.database, dataset, group)
        return self.database.execute(text).fetchall()


@contextmanager
def embedded(scratch: Path | None = None, memory: str = "", group_rows: int = GROUP_ROWS) -> Iterator[Embedded]:
    """Open the engine; ``scratch`` takes what does not fit into ``memory``."""
    with (
        TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as spill,
        workbench(Path(spill), memory=memory or MEMORY) as database,
    ):
        yield Embedded(database, group_rows)


def groups_of(parts: Sequence[Part], most: int) -> list[Sequence[Part] | None]:
    """Neighbouring buckets put together up to ``most`` records; None, the whole, where everything fits."""
    if sum(part.rows for part in parts) <= most:
        return [None]
    groups: list[list[Part]] = [[]]
    for part in sorted(parts, key=lambda part: part.key):
        if groups[-1] and sum(other.rows for other in groups[-1]) + part.rows > most:
            groups.append([])
        groups[-1].append(part)
    return list(groups)


def show(database: DuckDBPyConnection, dataset: Dataset, group: Sequence[Part] | None) -> None:
    """Views ``crossings`` and ``histories`` of the whole dataset or of a group of buckets."""
    crossings = parquet(dataset.paths(dataset.crossings)) if dataset.crossings else empty(CROSSINGS)
    histories = parquet(dataset.paths(dataset.histories)) if dataset.histories else empty(HISTORIES)
    if group is not None:
        low, high = group[0].key * dataset.bucket_size, (group[-1].key + 1) * dataset.bucket_size
        crossings += f" WHERE person >= {low} AND person < {high}"
        histories = parquet(dataset.paths(tuple(group)))
    database.execute(f"CREATE OR REPLACE VIEW crossings AS {crossings}")
    database.execute(f"CREATE OR REPLACE VIEW histories AS {histories}")


def empty(columns: str) -> str:
    """SQL for a table without rows."""
    pairs = [column.split() for column in columns.split(", ")]
    return "SELECT " + ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in pairs) + " WHERE false"


def _fill(database: DuckDBPyConnection, name: str, table: Table) -> None:
    fill(database, name, [f"{column} INTEGER" for column in table.columns], table.rows)


def _store(database: DuckDBPyConnection, source: Tabulation, rows: Sequence[Row]) -> None:
    kinds = {"measure": "VARCHAR", "value": "BIGINT"}
    columns = [f"{column} {kinds.get(column, 'INTEGER')}" for column in source.columns]
    fill(database, source.name, columns, ordered(rows))
