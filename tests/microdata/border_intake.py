"""Partner files for tests: a header, lines, a mapping, and the intake of both into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mtm.microdata.dataset import Dataset
from mtm.microdata.intake import Intake, intake
from mtm.microdata.workbench import parquet, workbench

HEADER = "doc,when,way,place,transport,country,sex,born,why,paper"
MAPPING = """
source: border-service
country: XAA
zone: Asia/Almaty
columns:
  person: doc
  time: when
  direction: way
  crossing_point: place
  transport: transport
  citizenship: country
  sex: sex
  birth_year: born
  purpose: why
  document_type: paper
codes:
  direction: {IN: entry, OUT: exit}
  crossing_point: any
"""
REST = "North,ROAD,UZB,M,1990,WORK,PASSPORT"
SECRET = bytes(range(32))


class Desk:
    """A folder with a mapping, a key in another folder, and a dataset."""

    def __init__(self, root: Path, mapping: str = MAPPING) -> None:
        self.root, self.out = root, root / "data" / "out"
        root.mkdir(exist_ok=True)
        self.mapping, self.key = root / "mapping.yml", root / "safe" / "border.key"
        self.mapping.write_text(mapping, encoding="utf-8")

    def file(self, lines: Sequence[str], name: str = "2025-01-10_crossings.csv", **writing: Any) -> Path:
        folder = self.root / "inbox"
        folder.mkdir(exist_ok=True)
        path = folder / name
        encoding = writing.get("encoding", "utf-8")
        path.write_text("\n".join([writing.get("header", HEADER), *lines]) + "\n", encoding=encoding, newline="")
        return path

    def take(self, path: Path, **more: Any) -> Intake:
        options: dict[str, Any] = {"key": self.key, "draw": lambda _: SECRET, "memory": "200MB"} | more
        [found] = intake(path, self.mapping, self.out, **options)
        return found


def lines(count: int, first: int = 0) -> list[str]:
    """So many good lines: persons who come on one day and leave some days later."""
    found = []
    for number in range(first, first + count):
        day = date.fromordinal(date(2023, 1, 1).toordinal() + number * 7 % 700)
        way = "IN" if number % 2 == 0 else "OUT"
        found.append(f"P{number // 2},{day} {number % 24:02d}:15:00,{way},{REST}")
    return found


def records(dataset: Dataset) -> list[tuple[Any, ...]]:
    """The dataset's records with pseudonyms, in one order whatever the files; both copies hold the same number."""
    columns = "pseudonym::VARCHAR, second, day, quarter, direction, transport, sex, birth_year, purpose, document"
    with workbench() as database:
        for name, parts in (("c", dataset.crossings), ("p", dataset.people), ("h", dataset.histories)):
            database.execute(f"CREATE VIEW {name} AS {parquet(dataset.paths(parts))}")
        [(rows,), (copied,)] = [database.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("c", "h")]
        assert rows == copied == dataset.rows
        return database.execute(f"SELECT {columns}, cell, route FROM c JOIN p USING (person) ORDER BY ALL").fetchall()
