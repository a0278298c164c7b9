"""A crossings dataset on disk: a folder whose one small file, ``dataset.json``, says which files belong to it.

Scope: the manifest and its loading. Layout of the folder:

    dataset.json                        the manifest; replacing it is the one commit of an intake
    crossings/quarter=20234/*.parquet   all columns, one partition per quarter, ordered by person and time
    histories/bucket=00007/*.parquet    the narrow copy ordered by person and time over all quarters
    histories/latest/*.parquet          of that copy, the quarters that the last delivery added at the end
    registers/quarter=20234/*.parquet   who was met in the quarter, marked so that distinct persons can be counted
    persons/*.parquet                   keyed hash -> dense person number
    rejected/*.csv                      rows that were not taken in, with the reason, without the person's identity
    staging/                            an intake under way
    state/                              what earlier runs have counted, to make the next quarter cheap; may be deleted

Files are never changed after their commit. A file that the manifest does not name does not belong to the dataset.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from mtm.microdata.codes import CodeBook
from mtm.microdata.durable import write_text
from mtm.model.errors import MtmError

MANIFEST = "dataset.json"
KINDS = ("crossings", "histories", "latest", "registers", "people")
FOLDERS = ("crossings", "histories", "registers", "persons")
SCHEMA = 2
BUCKET_SIZE = 2**18  # persons in one bucket of histories: a few million rows, a few hundred megabytes at work


class DatasetError(MtmError):
    """A crossings dataset cannot be read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of the dataset: ``key`` is its quarter or its bucket, ``file`` is relative to the dataset.

    ``ties`` counts seconds of a quarter or bucket in which a person both entered and left.
    """

    key: int
    file: str
    rows: int
    ties: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """One delivery (or one simulation) that went into the dataset, with what happened to its rows.

    ``mapping`` is a hash of the mapping it was last read with, ``again`` how often its rejected rows were judged again.
    """

    name: str
    sha256: str
    received: str
    rows: int
    accepted: int
    rejected: Mapping[str, int] = field(default_factory=dict)
    flagged: Mapping[str, int] = field(default_factory=dict)
    mapping: str = ""
    again: int = 0

    @property
    def mark(self) -> str:
        """What the delivery has given to the dataset so far: another mark, other records."""
        return f"{self.sha256}+{self.again}" if self.again else self.sha256


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the manifest says. ``root`` is the folder; ``first_day`` and ``last_day`` are day numbers of the records."""

    root: Path
    id: str
    source: str
    ref_area: str
    zone: str
    simulated: bool
    book: CodeBook
    first_day: int = 0
    last_day: int = -1
    persons: int = 0
    bucket_size: int = BUCKET_SIZE
    key_print: str = ""
    origin: str = ""
    taken: tuple[Taken, ...] = ()
    crossings: tuple[Part, ...] = ()
    histories: tuple[Part, ...] = ()
    latest: tuple[Part, ...] = ()
    registers: tuple[Part, ...] = ()
    people: tuple[Part, ...] = ()

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.crossings)

    @property
    def received(self) -> date:
        """The date of the latest delivery: the vintage of everything computed from this dataset."""
        return max(date.fromisoformat(taken.received) for taken in self.taken)

    @property
    def quarters(self) -> tuple[int, ...]:
        return tuple(sorted({part.key for part in self.crossings}))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every data file."""
        return tuple(part for name in KINDS for part in getattr(self, name))

    def paths(self, parts: tuple[Part, ...]) -> tuple[Path, ...]:
        return tuple(self.root / part.file for part in parts)

    def crossings_of(self, quarter: int) -> tuple[Part, ...]:
        return tuple(part for part in self.crossings if part.key == quarter)

    @property
    def content(self) -> str:
        """A hash of all deliveries that went in: the same records in the same order give the same hash."""
        return sha256("/".join(taken.mark for taken in self.taken).encode()).hexdigest()

    def holding(self, sha256: str) -> Taken | None:
        """The delivery with this content that is already in the dataset."""
        return next((taken for taken in self.taken if taken.sha256 == sha256), None)

    def save(self) -> None:
        """Commit this state of the dataset: from here on it is the dataset."""
        values = {name: value for name, value in asdict(self).items() if name != "root"}
        write_text(self.root / MANIFEST, json.dumps({"schema": SCHEMA, **values}, ensure_ascii=False, indent=1) + "\n")

    def sweep(self, keep: str) -> None:
        """Remove data files that the manifest does not name and that are not of the intake under way (``keep``).

        Called when an intake begins to write, not when it ends: whoever reads the dataset meanwhile keeps the files of
        the manifest that they began with until the intake after.
        """
        named = {part.file for part in self.parts}
        for folder in FOLDERS:
            for file in sorted((self.root / folder).rglob("*.parquet*")):
                if file.relative_to(self.root).as_posix() not in named and file.name != f"{keep}.parquet":
                    file.unlink()


def exists(root: Path) -> bool:
    """True when the folder holds a dataset."""
    return (root / MANIFEST).is_file()


def load(root: Path) -> Dataset:
    """The dataset in a folder; raises DatasetError where there is none, or none that this version can read."""
    path = root / MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatasetError(
            "There is no crossings dataset here",
            where=str(root),
            remedy='Make one with "mtm intake crossings" or "mtm simulate crossings".',
        ) from None
    except ValueError as error:
        raise DatasetError(
            f"The dataset's manifest cannot be read ({error})", where=str(path), remedy="Take the deliveries in again."
        ) from None
    schema = values.pop("schema", None)
    if schema != SCHEMA:
        raise DatasetError(
            "The dataset was made by another version of mtm, schema",
            where=str(path),
            value=str(schema),
            remedy="Take its deliveries in again, into a new folder and with the same key.",
        )
    return _dataset(root, values)


def _dataset(root: Path, values: dict[str, Any]) -> Dataset:
    book = {name: tuple(codes) for name, codes in values.pop("book").items()}
    found: dict[str, Any] = {"book": CodeBook(**book), "taken": tuple(Taken(**entry) for entry in values.pop("taken"))}
    for name in KINDS:
        found[name] = tuple(Part(**part) for part in values.pop(name))
    return Dataset(root=root, **found, **values)


def checked(dataset: Dataset) -> Dataset:
    """The same dataset when every named file is there; a missing file is an error, never fewer rows."""
    for part in dataset.parts:
        if not (dataset.root / part.file).is_file():
            raise DatasetError(
                "A file of the dataset is missing",
                where=str(dataset.root),
                value=part.file,
                remedy="Restore it from a copy.",
            )
    return dataset
