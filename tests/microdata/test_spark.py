"""Spark gives the rows of DuckDB, on this machine and on a standalone cluster of one master and two workers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from urllib.request import urlopen

import pytest
from border_world import came, world
from test_tabulations_against_reference import SHORT, random_history

from mtm.microdata.dataset import Dataset
from mtm.microdata.engines import Engine, cluster, engine
from mtm.microdata.engines.embedded import embedded
from mtm.microdata.simulate import simulate
from mtm.microdata.tabulation import names

pytestmark = pytest.mark.spark
pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed (extra spark)")
pytest.importorskip("sqlglot", reason="sqlglot is not installed (extra spark)")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is not here: Spark cannot start", allow_module_level=True)
if os.name == "nt":
    pytest.skip("Spark's start scripts need a POSIX shell", allow_module_level=True)


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dataset]:
    """Three datasets: empty, adversarial, simulated."""
    chance = Random(4)
    root = tmp_path_factory.mktemp("spark")
    mean = [one for person in range(60) for one in random_history(chance, f"p{person}")]
    return {
        "empty": world(root / "empty", []),
        "adversarial": world(root / "adversarial", mean, bucket_size=16),
        "simulated": simulate(root / "simulated", 3000, 7, first=20231, last=20242),
    }


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Small data need few partitions and no compiled plans, and short-lived Java no second compiler."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        patch.setitem(cluster.SETTINGS, "spark.sql.shuffle.partitions", "2")
        patch.setitem(cluster.SETTINGS, "spark.sql.codegen.wholeStage", "false")
        patch.setitem(cluster.SETTINGS, "spark.sql.codegen.factoryMode", "NO_CODEGEN")
        yield


@pytest.fixture(scope="module")
def oracle() -> Iterator[Engine]:
    with embedded() as opened:
        yield opened


def _compare(spark: Engine, oracle: Engine, dataset: Dataset, chosen: tuple[str, ...]) -> None:
    parameters = replace(SHORT, as_of=date(2024, 3, 15))
    for name in chosen:
        assert spark.run(name, dataset, parameters) == oracle.run(name, dataset, parameters), name


def test_spark_on_this_machine_gives_identical_rows_and_approximate_counts_within_their_bound(
    datasets, oracle, tmp_path
) -> None:
    """One session answers everything: starting Spark takes longer than most questions."""
    with engine("local[2]") as spark:
        for dataset in datasets.values():
            _compare(spark, oracle, dataset, names())
        many = world(tmp_path / "many", [came(f"p{n}", "2023-10-01") for n in range(2000)])
        found = spark.run("persons_approximate", many, replace(SHORT, sample=8))
        assert found == oracle.run("persons_approximate", many, replace(SHORT, sample=8))
        # standard error sqrt((8 - 1) * 2000) = 118
        assert found and all(abs(value - 2000) <= 3.3 * 118 for *_, value in found)  # type: ignore[operator]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a standalone master with two workers on loopback, started with Spark's own script."""
    home = Path(pyspark.__file__).parent
    port, page = _free_port(), _free_port()
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    address = f"spark://127.0.0.1:{port}"
    work = tmp_path_factory.mktemp("workers")
    start = [
        str(home / "bin" / "spark-class"),
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--webui-port",
        str(page),
    ]
    worker = [
        str(home / "bin" / "spark-class"),
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
    ]
    started = [_start(start, environment)]
    try:
        _until(lambda: b"ALIVE" in _page(page))
        started += [_start([*worker, "--work-dir", str(work / str(number)), address], environment) for number in (1, 2)]
        _until(lambda: _page(page).count(b'"state" : "ALIVE"') >= 2)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=30)


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _page(port: int) -> bytes:
    try:
        with urlopen(f"http://127.0.0.1:{port}/json/", timeout=5) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def _until(ready: object, seconds: int = 90) -> None:
    for _ in range(seconds * 2):
        if ready():  # type: ignore[operator]
            return
        time.sleep(0.5)
    pytest.fail("the Spark cluster on loopback did not come up")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_cluster_of_one_master_and_two_workers_gives_identical_rows(datasets, oracle, master, monkeypatch) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with engine(master) as spark:
        assert spark.session.sparkContext.master == master  # type: ignore[attr-defined]
        for dataset in datasets.values():
            _compare(spark, oracle, dataset, names())
