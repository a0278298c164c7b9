"""A small border for tests: records written by hand become a dataset, rows come back with names for numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mtm.microdata import layout
from mtm.microdata.codes import CodeBook
from mtm.microdata.dataset import Dataset, Taken
from mtm.microdata.engines import Row, engine
from mtm.microdata.parameters import Parameters
from mtm.microdata.records import DOCUMENTS, PURPOSES, SEXES, TRANSPORTS, day_number, quarter_of
from mtm.microdata.tabulation import tabulation
from mtm.microdata.workbench import fill, workbench, write_parquet

ZONE = "Asia/Almaty"
IN, OUT = 1, 0


@dataclass(frozen=True)
class Crossing:
    """One record as a test writes it, in clock time at the border; ``fold`` 1 is its second occurrence."""

    person: str
    time: str
    direction: int
    citizenship: str = "UZB"
    point: str = "North"
    transport: str = "ROAD"
    sex: str = "M"
    birth_year: int | None = 1990
    purpose: str = "_U"
    document: str = "PASSPORT"
    fold: int = 0

    @property
    def clock(self) -> datetime:
        text = self.time if " " in self.time else f"{self.time} 12:00:00"
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE), fold=self.fold)


def came(person: str, time: str, **more: object) -> Crossing:
    return Crossing(person, time, IN, **more)  # type: ignore[arg-type]


def left(person: str, time: str, **more: object) -> Crossing:
    return Crossing(person, time, OUT, **more)  # type: ignore[arg-type]


def world(root: Path, crossings: Sequence[Crossing], *, bucket_size: int = 2**18, sha: str = "first") -> Dataset:
    """A committed dataset of these records, made by the same layout that intake uses."""
    dataset = Dataset(root, "test", "test", "XAA", ZONE, False, CodeBook(), bucket_size=bucket_size)
    return add(dataset, crossings, sha)


def add(dataset: Dataset, crossings: Sequence[Crossing], sha: str) -> Dataset:
    """The dataset with one more delivery."""
    scratch = dataset.root / "staging"
    with workbench(scratch) as database:
        fill(database, "written", layout.STAGED, [_row(line, crossing) for line, crossing in enumerate(crossings)])
        staged = scratch / f"{sha}.parquet"
        write_parquet(database, "SELECT * FROM written", staged)
        grown, duplicates = layout.add(database, dataset, layout.Batch((staged,), scratch / sha, sha))
    taken = Taken(sha, sha, "2025-01-15", len(crossings), len(crossings) - sum(duplicates.values()))
    grown = replace(grown, taken=(*grown.taken, taken))
    grown.save()
    return grown


def _row(line: int, crossing: Crossing) -> tuple[object, ...]:
    clock = crossing.clock
    day = day_number(clock.date())
    pseudonym = crossing.person.encode().hex().rjust(32, "0")[:32]
    return (
        line,
        pseudonym,
        int(clock.timestamp()),
        day,
        quarter_of(clock.date()),
        crossing.direction,
        crossing.citizenship,
        crossing.point,
        TRANSPORTS.index(crossing.transport),
        SEXES.index(crossing.sex),
        crossing.birth_year,
        PURPOSES.index(crossing.purpose),
        DOCUMENTS.index(crossing.document),
    )


def rows(name: str, dataset: Dataset, parameters: Parameters | None = None, using: str = "duckdb") -> tuple[Row, ...]:
    """The rows of a tabulation as the engine gives them."""
    with engine(using) as opened:
        return opened.run(name, dataset, parameters or Parameters())


def named(name: str, dataset: Dataset, found: Iterable[Row]) -> set[tuple[tuple[str, object], ...]]:
    """Rows as sets of (column, value) pairs, without empty columns, with the names of citizenships and points."""
    lists = {
        "citizenship": dataset.book.citizenships,
        "point": dataset.book.points,
        "entry_point": dataset.book.points,
        "exit_point": dataset.book.points,
        "sex": SEXES,
        "age_band": dataset.book.band_codes,
        "transport": TRANSPORTS,
        "direction": ("out", "in"),
    }
    columns = tabulation(name).columns
    return {
        tuple(
            (column, lists[column][value] if column in lists else value)  # type: ignore[index]
            for column, value in zip(columns, row, strict=True)
            if value is not None
        )
        for row in found
    }


def row(**values: object) -> tuple[tuple[str, object], ...]:
    """One expected row in the same form: columns in the order of the tabulation."""
    return tuple(values.items())


def table(name: str, dataset: Dataset, parameters: Parameters | None = None, **fixed: object) -> dict[object, int]:
    """The values of the rows whose columns are as given (None: the total), by the columns that are left."""
    found: dict[object, int] = {}
    columns = tabulation(name).columns
    for line in named(name, dataset, rows(name, dataset, parameters)):
        values = dict(line)
        if all(values.get(column) == wanted for column, wanted in fixed.items()):
            rest = tuple(values.get(column) for column in columns[:-1] if column not in fixed)
            found[rest[0] if len(rest) == 1 else rest] = values["value"]  # type: ignore[assignment]
    return found
