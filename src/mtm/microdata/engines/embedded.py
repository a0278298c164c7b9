"""DuckDB in this process: bounded memory, spilling to disk, persons taken in groups that fit.

Scope: the engine of every laptop, and the oracle for the fast paths. A tabulation that "runs by persons" is run on one
group of persons after the other and its rows are added up: memory depends on the group, not on the dataset. A group is
some buckets, or a part of one whose persons cross very often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mtm.microdata.damage import blamed
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
        """The rows of one tabulation, in order; raises DatasetError where a file of the dataset is damaged."""
        with blamed(dataset):
            return self._run(name, dataset, parameters)

    def _run(self, name: str, dataset: Dataset, parameters: Parameters) -> tuple[Row, ...]:
        chosen = tabulation(name)
        self._prepare(dataset, parameters)
        if chosen.reads:
            rows = self._run(chosen.reads, dataset, parameters)
            _store(self.database, tabulation(chosen.reads), rows)
        text = chosen.text(parameters.numbers(dataset))
        groups = groups_of(dataset, self.group_rows) if chosen.runs == "by persons" else (None,)
        return added(self._rows(text, dataset, group) for group in groups)

    def _prepare(self, dataset: Dataset, parameters: Parameters) -> None:
        if self._prepared != (dataset, parameters):
            for table, content in tables(dataset, parameters).items():
                _fill(self.database, table, content)
            self._prepared = (dataset, parameters)

    def _rows(self, text: str, dataset: Dataset, group: Group | None) -> Sequence[Row]:
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


@dataclass(frozen=True, slots=True)
class Group:
    """The persons from ``low`` to below ``high``, and the buckets that hold them."""

    parts: tuple[Part, ...]
    low: int
    high: int


def groups_of(dataset: Dataset, most: int) -> tuple[Group | None, ...]:
    """Neighbouring buckets put together up to ``most`` records, larger ones divided; None where all fits at once."""
    parts, size = dataset.histories, dataset.bucket_size
    if sum(part.rows for part in parts) <= most:
        return (None,)
    groups: list[Group] = []
    for part in parts:
        low, high = part.key * size, (part.key + 1) * size
        last = groups[-1] if groups else None
        if last and sum(other.rows for other in last.parts) + part.rows <= most:
            groups[-1] = Group((*last.parts, part), last.low, high)
        else:
            step = -(-(min(high, dataset.persons) - low) // -(-part.rows // most))
            groups += [Group((part,), at, min(at + step, high)) for at in range(low, min(high, dataset.persons), step)]
    return tuple(groups)


def show(database: DuckDBPyConnection, dataset: Dataset, group: Group | None) -> None:
    """Views ``crossings`` and ``histories`` of the whole dataset or of a group of persons."""
    crossings = parquet(dataset.paths(dataset.crossings)) if dataset.crossings else empty(CROSSINGS)
    histories = parquet(dataset.paths(dataset.histories)) if dataset.histories else empty(HISTORIES)
    if group is not None:
        within = f"WHERE person >= {group.low} AND person < {group.high}"
        crossings = f"{crossings} {within}"
        histories = f"{parquet(dataset.paths(group.parts))} {within}"
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
