"""Spark, on one machine or a cluster: the same SQL files, translated by sqlglot, over the same Parquet files.

Scope: the engine for records that outgrow one machine. Spark distributes; nothing here does. The dataset's folder must
be visible to every worker under the same path. Needs the extra ``spark`` (pyspark, sqlglot) and Java 17.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mtm.microdata.damage import blamed
from mtm.microdata.dataset import Dataset
from mtm.microdata.engines import Row, ordered
from mtm.microdata.engines.embedded import CROSSINGS, HISTORIES
from mtm.microdata.parameters import Parameters, Table, tables
from mtm.microdata.tabulation import Tabulation, tabulation
from mtm.model.errors import MtmError

_KINDS = {"TINYINT": "tinyint", "SMALLINT": "smallint", "INTEGER": "int", "BIGINT": "bigint", "VARCHAR": "string"}


class Cluster:
    """An open Spark session; what a dataset and parameters need is shown to it once."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self._prepared: tuple[Dataset, Parameters] | None = None

    def run(self, name: str, dataset: Dataset, parameters: Parameters) -> tuple[Row, ...]:
        """The rows of one tabulation, in order; raises DatasetError where a file of the dataset is damaged."""
        with blamed(dataset):
            return self._run(name, dataset, parameters)

    def _run(self, name: str, dataset: Dataset, parameters: Parameters) -> tuple[Row, ...]:
        chosen = tabulation(name)
        self._prepare(dataset, parameters)
        if chosen.reads:
            self._query(tabulation(chosen.reads), dataset, parameters).createOrReplaceTempView(chosen.reads)
        return ordered(tuple(row) for row in self._query(chosen, dataset, parameters).collect())

    def _query(self, chosen: Tabulation, dataset: Dataset, parameters: Parameters) -> Any:
        return self.session.sql(translated(chosen.text(parameters.numbers(dataset))))

    def _prepare(self, dataset: Dataset, parameters: Parameters) -> None:
        if self._prepared != (dataset, parameters):
            for table, content in tables(dataset, parameters).items():
                self._small(table, content)
            self._show(dataset)
            self._prepared = (dataset, parameters)

    def _show(self, dataset: Dataset) -> None:
        for view, parts, columns in (
            ("crossings", dataset.crossings, CROSSINGS),
            ("histories", dataset.histories, HISTORIES),
        ):
            paths = [str(path.resolve()) for path in dataset.paths(parts)]
            frame = self.session.read.parquet(*paths) if paths else self.session.createDataFrame([], _schema(columns))
            frame.createOrReplaceTempView(view)

    def _small(self, name: str, table: Table) -> None:
        """A small table as literal values, which Spark sends to every worker by itself."""
        columns = ", ".join(f"{column} INTEGER" for column in table.columns)
        if not table.rows:
            frame = self.session.createDataFrame([], _schema(columns))
        else:
            values = ", ".join("(" + ", ".join(str(int(value)) for value in row) + ")" for row in table.rows)
            listed = f"VALUES {values} AS t({', '.join(table.columns)})"
            frame = self.session.sql(f"SELECT * FROM {listed}")  # noqa: S608 - whole numbers and our own names
        frame.createOrReplaceTempView(name)


@contextmanager
def cluster(master: str) -> Iterator[Cluster]:
    """Open a session on ``master`` ("local[2]", "spark://host:7077") and stop it afterwards."""
    session = _session(master)
    try:
        yield Cluster(session)
    finally:
        session.stop()


def _session(master: str) -> Any:
    _need_java()
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MtmError("Spark is not installed", remedy='Install it with pip install "mtm[spark]".') from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("mtm tabulations")
    local = {"spark.sql.shuffle.partitions": "4"} if master.startswith("local") else {}
    for key, value in (SETTINGS | local).items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


# A whole number that does not fit is an error, never a wrapped one; days and seconds are numbers, so no zone matters.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        raise MtmError("Spark needs Java 17, which is not here", remedy="Install it, or use --engine duckdb.")


def translated(sql: str) -> str:
    """DuckDB's SQL as Spark reads it."""
    try:
        import sqlglot
    except ImportError:
        raise MtmError("Spark needs sqlglot", remedy='Install it with pip install "mtm[spark]".') from None
    return str(sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)[0])


def _schema(columns: str) -> str:
    pairs = [column.split() for column in columns.split(", ")]
    return ", ".join(f"{name} {_KINDS[kind]}" for name, kind in pairs)
