"""Engines run the tabulations' SQL: DuckDB embedded in this process, or Spark on a machine or a cluster.

Scope: one door, ``engine(name)``. Every engine gives the same rows for the same tabulation; what it needs is imported
only when it is chosen.
Shapes: a row is (measure, dimensions…, value), dimensions are whole numbers or None for "in all".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from mtm.microdata.dataset import Dataset
from mtm.microdata.parameters import Parameters
from mtm.model.errors import MtmError

Row = tuple[str | int | None, ...]


class Engine(Protocol):
    """Runs one tabulation over a dataset."""

    def run(self, name: str, dataset: Dataset, parameters: Parameters) -> Sequence[Row]: ...


@contextmanager
def engine(name: str, scratch: Path | None = None, memory: str = "") -> Iterator[Engine]:
    """The engine called "duckdb" or "spark://host:port" ("spark" alone: on this machine)."""
    if name == "duckdb":
        from mtm.microdata.engines.embedded import embedded

        with embedded(scratch, memory) as opened:
            yield opened
    elif name == "spark" or name.startswith(("spark://", "local")):
        from mtm.microdata.engines.cluster import cluster

        with cluster("local[2]" if name == "spark" else name) as opened:
            yield opened
    else:
        raise MtmError("Unknown engine", value=name, remedy='Use "duckdb" or "spark://host:port".')


def ordered(rows: Iterable[Sequence[str | int | None]]) -> tuple[Row, ...]:
    """Rows in one order whatever the engine: by their columns, totals (None) first."""
    return tuple(sorted((tuple(row) for row in rows), key=lambda row: tuple((part is not None, part) for part in row)))


def added(parts: Iterable[Iterable[Sequence[str | int | None]]]) -> tuple[Row, ...]:
    """Rows of several groups of persons added up; a sum of nothing gives no row."""
    sums: Counter[Row] = Counter()
    for part in parts:
        for row in part:
            value = row[-1]
            assert isinstance(value, int)  # noqa: S101 - the last column of every tabulation is a count
            sums[tuple(row[:-1])] += value
    return ordered((*key, value) for key, value in sums.items())
