# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""Simulated crossings: a whole dataset, or an extract as a border service might send it, calibrated to given totals.

Scope: documented synthetic records. Entries and exits of every citizenship and quarter equal the totals given, scaled
to the number of rows wanted; the histories behind them (who, how long, how often, where) are plausible, not estimated
from any data. The dataset says of itself that it is simulated, and everything computed from it inherits the status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import yaml

from mtm.microdata import layout
from mtm.microdata.calibration import Flow, Habits, Total, flows, scaled
from mtm.microdata.codes import CodeBook
from mtm.microdata.dataset import BUCKET_SIZE, Dataset, Taken, exists, load
from mtm.microdata.movements import POOLED, SLOTS, SLOTTED, events_sql
from mtm.microdata.records import (
    DOCUMENTS,
    PURPOSES,
    SEXES,
    TRANSPORTS,
    day_of,
    first_day,
    next_quarter,
    quarter_days,
    quarters_between,
)
from mtm.microdata.workbench import MEMORY, fill, parquet, quoted, workbench, write_parquet
from mtm.microdata.zones import Offset, local_sql, offsets, utc_second
from mtm.model.errors import MtmError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST, LAST = 20221, 20244
HOME = "XAA"  # a code that ISO 3166 leaves to its users: no country
ZONE = "Asia/Almaty"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a simulation is calibrated to; the share of changed documents is in per cent."""

    totals: tuple[Total, ...]
    habits: Habits
    persons: Mapping[str, float]
    points: Mapping[str, tuple[str, int]]
    changed_documents: int


@dataclass(frozen=True, slots=True)
class Run:
    """One simulation: its setting, size and seed, the country whose border it is, and the clock at that border."""

    told: Setting
    rows: int
    seed: int
    home: str = HOME
    zone: str = ZONE

    @property
    def quarters(self) -> tuple[int, ...]:
        found = [total.quarter for total in self.told.totals]
        return quarters_between(min(found), max(found))

    @property
    def sha256(self) -> str:
        """A hash of everything that determines the records."""
        return sha256(repr(self).encode()).hexdigest()

    def span(self, quarter: int | None) -> tuple[int, int] | tuple[None, None]:
        """First UTC second of a quarter and of the next, by the clock of the border."""
        if quarter is None:
            return None, None
        low, high = (utc_second(self.zone, *first_day(q)) for q in (quarter, next_quarter(quarter)))
        return low, high

    def offsets(self, quarter: int) -> tuple[Offset, ...]:
        return offsets(self.zone, *(utc_second(self.zone, *first_day(q)) for q in (quarter, next_quarter(quarter))))

    def events_sql(self, quarter: int) -> str:
        """The quarter's crossings, drawn from the table ``flows``."""
        told, year = self.told, self.quarters[0] // 10
        return events_sql(quarter, self.seed, told.points, told.changed_documents, self.offsets(quarter), year)


def setting(first: int = FIRST, last: int = LAST, totals: Sequence[Total] = ()) -> Setting:
    """The setting of simulation.yml between two quarters, with its published totals or those given."""
    values = yaml.safe_load(files("mtm.microdata").joinpath("simulation.yml").read_text(encoding="utf-8"))
    kinds = values["kinds"]
    habits = Habits({kind: kinds[kind]["share"] for kind in kinds}, values["long"]["share"], values["long"]["settle"])
    persons = {kind: kinds[kind]["persons"] for kind in kinds}
    points = {name: (transport, weight) for name, (transport, weight) in values["points"].items()}
    found = tuple(totals) or tuple(_published(values, first, last))
    return Setting(found, habits, persons, points, values["changed_documents"])


def _published(values: dict[str, Any], first: int, last: int) -> Iterator[Total]:
    shares: dict[str, list[int]] = values["citizenships"]
    sums = [sum(counts[side] for counts in shares.values()) for side in (0, 1)]
    for quarter in quarters_between(first, last):
        whole = values["totals"][quarter % 10]
        for citizenship, counts in shares.items():
            yield Total(quarter, citizenship, *(whole[side] * counts[side] // sums[side] for side in (0, 1)))


def simulate(
    out: Path,
    rows: int,
    seed: int,
    totals: Sequence[Total] = (),
    *,
    first: int = FIRST,
    last: int = LAST,
    home: str = HOME,
    zone: str = ZONE,
    bucket_size: int = BUCKET_SIZE,
    memory: str = MEMORY,
    step: layout.Step = layout.silent,
) -> Dataset:
    """Make a simulated crossings dataset of exactly ``rows`` records in the folder ``out``.

    ``first`` and ``last`` are quarters such as 20221; ``totals`` replace the published ones. A second run with the same
    arguments changes nothing; other arguments need another folder.
    """
    run = Run(setting(first, last, totals), rows, seed, home, zone)
    if exists(out):
        return _same(load(out), run)
    id_, origin = f"simulated-{run.sha256[:12]}", f"simulation of {rows} crossings, seed {seed}"
    dataset = Dataset(out, id_, "simulation", home, zone, True, CodeBook(), bucket_size=bucket_size, origin=origin)
    scratch = out / "staging" / run.sha256[:12]
    with _flows(run, scratch / "spill", memory) as database:
        staged = []
        for done, quarter in enumerate(run.quarters):
            step("events", done, len(run.quarters))
            staged.append(_stage(database, run, quarter, scratch))
        batch = layout.Batch(tuple(staged), scratch, run.sha256)
        dataset = _covering(layout.add(database, dataset, batch, step)[0], run)
    dataset.save()
    rmtree(scratch.parent)
    return dataset


def _same(dataset: Dataset, run: Run) -> Dataset:
    if dataset.holding(run.sha256) is None:
        where = str(dataset.root)
        raise MtmError("The folder holds another dataset", where=where, remedy="Give a folder that does not exist yet.")
    return dataset


def _covering(dataset: Dataset, run: Run) -> Dataset:
    first, last = quarter_days(run.quarters[0])[0], quarter_days(run.quarters[-1])[1]
    taken = Taken(dataset.origin, run.sha256, day_of(last + 1).isoformat(), run.rows, dataset.rows)
    return replace(dataset, first_day=first, last_day=last, taken=(taken,))


@contextmanager
def _flows(run: Run, spill: Path, memory: str = MEMORY) -> Iterator[DuckDBPyConnection]:
    """A database that holds the table ``flows``: every kind of stay with its number, quarters and pool of persons."""
    found = flows(scaled(run.told.totals, run.rows), run.told.habits, run.home)
    pools = _pools(found, run.told.persons)
    with workbench(spill, memory=memory) as database:
        fill(database, "flows", _FLOW, [_row(number, flow, pools, run) for number, flow in enumerate(found)])
        yield database


_FLOW = (
    "flow BIGINT",
    "citizenship VARCHAR",
    "kind VARCHAR",
    "begins INTEGER",
    "ends INTEGER",
    "stays BIGINT",
    "pool BIGINT",
    "turn BIGINT",
    "opening TINYINT",
    "low BIGINT",
    "high BIGINT",
    "end_low BIGINT",
    "end_high BIGINT",
)


def _row(number: int, flow: Flow, pools: Mapping[tuple[str, str], int], run: Run) -> tuple[object, ...]:
    pool = pools.get((flow.citizenship, flow.kind), 1)
    opening = 0 if flow.citizenship == run.home else 1
    turn = run.quarters.index(flow.begins) if flow.begins else 0
    spans = (*run.span(flow.begins), *run.span(flow.ends))
    return (number, flow.citizenship, flow.kind, flow.begins, flow.ends, flow.stays, pool, turn, opening, *spans)


def _pools(found: Sequence[Flow], persons: Mapping[str, float]) -> dict[tuple[str, str], int]:
    """How many persons share the stays of a kind: enough that nobody has two stays in one slot."""
    pools: dict[tuple[str, str], int] = {}
    for flow in found:
        if flow.kind in POOLED:
            least = -(-flow.stays // SLOTS) if flow.kind in SLOTTED else flow.stays
            key = (flow.citizenship, flow.kind)
            pools[key] = max(pools.get(key, 1), least, round(flow.stays * persons[flow.kind]))
    return pools


def _stage(database: DuckDBPyConnection, run: Run, quarter: int, scratch: Path) -> Path:
    path = scratch / f"events-{quarter}.parquet"
    if not path.exists():
        pseudonym = f"CAST(md5(concat({run.seed}, '|', name)) AS UUID) AS pseudonym"
        write_parquet(database, f"SELECT * EXCLUDE (name), {pseudonym} FROM ({run.events_sql(quarter)})", path)
    return path


def simulate_extract(
    path: Path,
    rows: int,
    seed: int,
    totals: Sequence[Total] = (),
    *,
    first: int = FIRST,
    last: int = LAST,
    home: str = HOME,
    zone: str = ZONE,
    step: layout.Step = layout.silent,
) -> None:
    """Write the simulated crossings as a border service might send them: one CSV or Parquet file, invented documents.

    Take it in with the mapping that docs/how-to/crossings.md shows.
    """
    run = Run(setting(first, last, totals), rows, seed, home, zone)
    kind = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
    with TemporaryDirectory(dir=path.parent) as beside, _flows(run, Path(beside) / "spill") as database:
        parts = []
        for done, quarter in enumerate(run.quarters):
            step("events", done, len(run.quarters))
            parts.append(Path(beside) / f"{quarter}.parquet")
            write_parquet(database, _extract_sql(run, quarter), parts[-1])
        database.execute(f"COPY ({parquet(parts)}) TO {quoted(str(path))} ({kind})")


def _extract_sql(run: Run, quarter: int) -> str:
    clock = local_sql("second", run.offsets(quarter))
    return f"""
        SELECT upper(left(md5(concat({run.seed}, '|', name)), 12)) AS doc_no,
               strftime(make_timestamp({clock} * 1000000), '%Y-%m-%d %H:%M:%S') AS crossed_at,
               CASE direction WHEN 1 THEN 'IN' ELSE 'OUT' END AS way, point AS checkpoint, citizenship, birth_year,
               {_named("transport", TRANSPORTS)}, {_named("sex", SEXES)}, {_named("purpose", PURPOSES)},
               {_named("document", DOCUMENTS)}
        FROM ({run.events_sql(quarter)}) ORDER BY second, line"""


def _named(field: str, codes: Sequence[str]) -> str:
    return f"CAST([{', '.join(map(quoted, codes))}] AS VARCHAR[])[{field} + 1] AS {field}"
