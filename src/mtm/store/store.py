"""The store of a workspace: deliveries byte for byte, and everything read from them, in one DuckDB file.

Scope: append-only. A delivery is taken in one transaction, its bytes included, so that a process killed at any moment
leaves all of it or nothing, and no file can be left over or lose its row; that is why bytes are kept in the database
and not beside it. The last take of each path counts; earlier ones stay.
Every take carries a checksum over its rows, verified whenever they are read: what the disk changed is never served.
Corrections are applied above the store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mtm.model.finding import Finding, Place, Severity
from mtm.model.labelled import SetAside, Shape
from mtm.model.observation import Delivery, Matrix, Observation
from mtm.store import database, rows, sealed
from mtm.store.takes import Counts, Take, Taken, standing
from mtm.store.vintages import compare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")

WAIT = 10.0  # seconds for another process to finish; a build takes a few
_LINE = "take, withdrawn, source, received, path, sha256, size, recipe, checksums, seal"
_CHUNK = 20_000  # rows handed to the database at once
_TABLES = {
    "observations": rows.OBSERVATION,
    "findings": rows.FINDING,
    "set_aside": rows.SET_ASIDE,
    "shapes": rows.SHAPE,
}


class Store:
    """An open store; use as a context manager. Reads are in a fixed order, whatever order deliveries came in."""

    def __init__(self, path: Path, connection: DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, read_only: bool = False, *, wait: float = WAIT) -> Store:
        """Open the file, making it where it is missing and may be written.

        Errors: StoreError with the remedy, for a file that is missing, locked longer than ``wait`` seconds, damaged,
        not a store, or of another version.
        """
        return cls(path, database.connect(path, read_only=read_only, wait=wait))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with database.explained(self.path):
            self._connection.close()

    def has(self, delivery: Delivery, recipe: str) -> bool:
        """True where the last take of this path is exactly this delivery, read by this recipe."""
        last = [take for take in self._history() if take[1].path == delivery.path]
        return bool(last) and last[-1][1:] == (delivery, recipe, False)

    def take(self, take: Take) -> Counts:
        """Take a delivery in one transaction; nothing happens where it was taken before.

        Errors: ValueError where the bytes are not those of the delivery; StoreError where it cannot be written, and
        then nothing of it is kept.
        """
        delivery = take.delivery
        if hashlib.sha256(take.data).hexdigest() != delivery.sha256:
            raise ValueError(f"{delivery.path}: these are not the delivery's bytes")
        if self.has(delivery, take.recipe):
            return Counts()
        contents = _contents(take)
        counted = self._current(None)
        with self._transaction():
            number = self._next()
            for table, found in contents.items():
                self._fill(table, number, found)
            self._keep(delivery.sha256, take.data)
            self._note(number, delivery, take.recipe, sealed.digests(contents), withdrawn=False)
            counts = compare(self._connection, number, delivery.received, [taken.number for taken in counted])
        other = any(t.delivery.path == delivery.path and t.delivery.sha256 != delivery.sha256 for t in counted)
        return replace(counts, replaced=(delivery.path,)) if other else counts

    def take_all(self, takes: Iterable[Take]) -> Counts:
        """Take several deliveries, oldest first, each in a transaction of its own."""
        ordered = sorted(takes, key=lambda take: (take.delivery.received, take.delivery.path))
        return sum((self.take(take) for take in ordered), Counts())

    def withdraw(self, path: str) -> None:
        """From now on the delivery of this path does not count, as if its file had never come; its takes stay."""
        last = [take for take in self._history() if take[1].path == path]
        if not last or last[-1][3]:
            return
        _, delivery, recipe, _ = last[-1]
        with self._transaction():
            self._note(self._next(), delivery, recipe, "{}", withdrawn=True)

    def history(self, as_of: date | None = None) -> tuple[Taken, ...]:
        """Every take up to the cut-off, by date received and path, and whether it counts."""
        return standing(self._history(), as_of)

    def deliveries(self, as_of: date | None = None) -> tuple[Delivery, ...]:
        """The deliveries that count at the cut-off, by date received and path."""
        return tuple(taken.delivery for taken in self._current(as_of))

    def observations(self, as_of: date | None = None) -> tuple[Observation, ...]:
        """All observations of the deliveries that count, in their order."""
        found = self._read("observations", as_of, rows.observation)
        return tuple(o for _, o in found if as_of is None or o.vintage <= as_of)

    def matrix(self, as_of: date) -> Matrix:
        """All vintages known at the cut-off."""
        return Matrix.known(self.observations(as_of), as_of)

    def findings(self, as_of: date | None = None) -> tuple[Finding, ...]:
        """What was found while the deliveries were read, and files that came twice."""
        found = tuple(finding for _, finding in self._read("findings", as_of, rows.finding))
        return found + tuple(_duplicates(self.history(as_of)))

    def set_aside(self, as_of: date | None = None) -> tuple[tuple[Delivery, SetAside], ...]:
        """Cells that were kept aside, with the delivery they stand in."""
        return self._read("set_aside", as_of, rows.set_aside)

    def shapes(self, as_of: date | None = None) -> tuple[tuple[Delivery, Shape], ...]:
        """The columns that each delivery had."""
        return self._read("shapes", as_of, rows.shape)

    def data(self, sha256: str) -> bytes:
        """The bytes of a delivery. Errors: KeyError where the store has none; StoreError where they are damaged."""
        with database.explained(self.path):
            row = self._connection.execute("SELECT data FROM contents WHERE sha256 = ?", [sha256]).fetchone()
        if row is None:
            raise KeyError(sha256)
        data = bytes(row[0])
        if hashlib.sha256(data).hexdigest() != sha256:
            raise database.damaged(self.path, f"the bytes of {sha256}")
        return data

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with database.explained(self.path):
            self._connection.begin()
            try:
                yield
                self._connection.commit()
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        import duckdb

        with suppress(duckdb.Error):  # the failure that led here is the one to report
            self._connection.rollback()

    def _history(self) -> list[tuple[int, Delivery, str, bool]]:
        """The line of every take, oldest first, as it was written."""
        return [line[:4] for line in self._lines()]

    def _lines(self) -> list[tuple[int, Delivery, str, bool, str]]:
        with database.explained(self.path):
            found = self._connection.execute(f"SELECT {_LINE} FROM takes ORDER BY take").fetchall()  # noqa: S608
            lines = [_line(row) for row in found]
            for line, row in zip(lines, found, strict=True):
                if sealed.seal(*line) != row[-1]:
                    raise database.damaged(self.path, f"the line of take {line[0]}")
        return lines

    def _current(self, as_of: date | None) -> list[Taken]:
        return [taken for taken in self.history(as_of) if taken.state == "current"]

    def _read(
        self, table: str, as_of: date | None, build: Callable[[Sequence[Any]], T]
    ) -> tuple[tuple[Delivery, T], ...]:
        """The rows of a table for every take that counts, each take's checksum verified."""
        current = self._current(as_of)
        checksums = {number: json.loads(told) for number, _, _, _, told in self._lines()}
        with database.explained(self.path):
            by_take = self._rows(table, [taken.number for taken in current])
            for taken in current:
                if sealed.digest(by_take.get(taken.number, [])) != checksums[taken.number].get(table):
                    raise database.damaged(self.path, f"{table} of {taken.delivery.path}")
            return tuple((taken.delivery, build(row)) for taken in current for row in by_take.get(taken.number, []))

    def _rows(self, table: str, numbers: Sequence[int]) -> dict[int, list[Sequence[Any]]]:
        columns = ", ".join(_TABLES[table])
        query = f"SELECT take, {columns} FROM {table} WHERE take IN (SELECT unnest(?::BIGINT[])) ORDER BY take, seq"  # noqa: S608
        found: dict[int, list[Sequence[Any]]] = {}
        for row in self._connection.execute(query, [list(numbers)]).fetchall():
            found.setdefault(row[0], []).append(row[1:])
        return found

    def _next(self) -> int:
        row = self._connection.execute("SELECT coalesce(max(take), 0) + 1 FROM takes").fetchone()
        return int(row[0]) if row else 1

    def _fill(self, table: str, number: int, found: Sequence[rows.Row]) -> None:
        """Many rows at once, as one JSON parameter: a hundred times faster than row by row, and no file in between."""
        values = ", ".join(f"item[{i}]" for i in range(2, len(_TABLES[table]) + 2))
        items = """(SELECT unnest(from_json(?, '[["VARCHAR"]]')) AS item)"""
        query = f"INSERT INTO {table} SELECT ?, item[1]::BIGINT, {values} FROM {items}"  # noqa: S608 - our own names
        for start in range(0, len(found), _CHUNK):
            numbered = [[str(i), *row] for i, row in enumerate(found[start : start + _CHUNK], start=start + 1)]
            self._connection.execute(query, [number, json.dumps(numbered)])

    def _note(self, number: int, d: Delivery, recipe: str, checksums: str, *, withdrawn: bool) -> None:
        line = [number, withdrawn, d.source, d.received.isoformat(), d.path, d.sha256, d.size, recipe, checksums]
        seal = sealed.seal(number, d, recipe, withdrawn, checksums)
        self._connection.execute("INSERT INTO takes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*line, seal])

    def _keep(self, sha256: str, data: bytes) -> None:
        known = self._connection.execute("SELECT 1 FROM contents WHERE sha256 = ?", [sha256]).fetchone()
        if not known:
            self._connection.execute("INSERT INTO contents VALUES (?, ?)", [sha256, data])


def _contents(take: Take) -> dict[str, list[rows.Row]]:
    return {
        "observations": [rows.observation_row(o) for o in take.observations],
        "findings": [rows.finding_row(f) for f in take.findings],
        "set_aside": [rows.set_aside_row(s) for s in take.set_aside],
        "shapes": [rows.shape_row(s) for s in take.shapes],
    }


def _line(row: Sequence[Any]) -> tuple[int, Delivery, str, bool, str]:
    number, withdrawn, source, received, path, sha256, size, recipe, checksums, _ = row
    return number, Delivery(source, date.fromisoformat(received), path, sha256, size), recipe, withdrawn, checksums


def _duplicates(history: Sequence[Taken]) -> Iterator[Finding]:
    """Files that came twice: on one day the second is left out, later it is a vintage that changes nothing."""
    first: dict[tuple[str, str], str] = {}
    for taken in history:
        delivery = taken.delivery
        place = Place(delivery.path)
        if taken.state == "duplicate":
            yield Finding.make("same_file_twice", Severity.NOTE, place, source=delivery.source, other=taken.other)
        elif taken.state == "current":
            other = first.setdefault((delivery.source, delivery.sha256), delivery.path)
            if other != delivery.path:
                yield Finding.make("same_file_again", Severity.NOTE, place, source=delivery.source, other=other)
