# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""The door for partner extracts: a CSV or Parquet file is judged piece by piece and joins a crossings dataset.

Scope: the order of the steps and what survives a stop. Pieces that were judged are kept in ``staging/`` and are not
judged again; the new files of the dataset are written beside the old ones; one rename of the manifest makes them count.
Stopped before that rename, the dataset is as it was, and the same command goes on where it stopped; stopped after it,
the same command finds the delivery already taken. A row is accepted or rejected, never lost and never taken twice.
"""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from mtm.microdata import layout
from mtm.microdata.codes import CodeBook
from mtm.microdata.damage import blamed
from mtm.microdata.dataset import BUCKET_SIZE, Dataset, Taken, checked, exists, load
from mtm.microdata.durable import room_on_disk, write_text
from mtm.microdata.extracts import PIECE_BYTES, PIECE_ROWS, Partner, Position, TextFile, hash_of, opened
from mtm.microdata.histories import anomalies
from mtm.microdata.mapping import Extract, load_mapping
from mtm.microdata.pseudonym import SIZE, KeyFileError, default_key, fingerprint, new_key, pads, read_key
from mtm.microdata.set_aside import list_rejected, listing, only_again, rejected_sql, remember_lines, unknown_codes
from mtm.microdata.validation import OPTIONAL, Validator
from mtm.microdata.workbench import MEMORY, fill, workbench, write_parquet
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Place, Severity
from mtm.workspace.one_writer import only_writer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DELIVERY = "delivery"  # the file in a stage that names what is staged there, by its mark
_EMPTY = ("crossings_nothing_accepted", Severity.BLOCKING)
COUNTED = ("time_repeated", *(f"{name}_missing" for name in OPTIONAL))


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one file: the dataset as it is now, the counts, where rejected rows are listed, findings."""

    dataset: Dataset | None
    taken: Taken
    rejected: Path | None
    findings: tuple[Finding, ...]


def intake(
    path: Path,
    mapping: Path,
    out: Path,
    *,
    key: Path | None = None,
    received: date | None = None,
    bucket_size: int = BUCKET_SIZE,
    piece_bytes: int = PIECE_BYTES,
    piece_rows: int = PIECE_ROWS,
    memory: str = MEMORY,
    draw: Callable[[int], bytes] = secrets.token_bytes,
    step: layout.Step = layout.silent,
) -> tuple[Intake, ...]:
    """Take a file, or every CSV and Parquet file of a folder in the order of their names, into the dataset ``out``.

    ``received``: default the date at the beginning of the file's name. ``key``: default a file in the user's own
    folder, made at the first intake of a source. A file that is already in the dataset changes nothing, but with
    another mapping the rows of it that were set aside are judged again.
    """
    told = load_mapping(mapping)
    with only_writer(out), room_on_disk(out):
        return tuple(
            _Run(one, told, out, _received(one, received), memory, bucket_size, piece_bytes, piece_rows, step).take(
                key or default_key(told.source), draw
            )
            for one in _files(path)
        )


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".txt", ".parquet"))
    if not found:
        raise MtmError("There is no CSV or Parquet file here", where=str(path), remedy="Check the path.")
    return found


def _received(path: Path, told: date | None) -> date:
    found = re.match(r"\d{4}-\d{2}-\d{2}", path.name)
    try:
        day = told or (date.fromisoformat(found[0]) if found else None)
    except ValueError:
        day = None
    if day is None:
        remedy = "Rename it to YYYY-MM-DD_name, or give the date."
        raise MtmError("The file's name does not begin with the day it was received", value=path.name, remedy=remedy)
    return day


@dataclass(frozen=True, slots=True)
class _Run:
    """The intake of one file."""

    path: Path
    mapping: Extract
    out: Path
    received: date
    memory: str
    bucket_size: int
    piece_bytes: int
    piece_rows: int
    step: layout.Step

    @property
    def read_with(self) -> str:
        """A hash of the mapping."""
        return blake2b(self.mapping.model_dump_json().encode(), digest_size=6).hexdigest()

    def take(self, key: Path, draw: Callable[[int], bytes]) -> Intake:
        if not self.path.is_file():
            raise MtmError("There is no such file", where=str(self.path), remedy="Check the path.")
        sha256 = hash_of(self.path)
        before = checked(load(self.out)) if exists(self.out) else None
        earlier = before.holding(sha256) if before else None
        if before and earlier and not self._knows_more(earlier):
            return self._unchanged(before, earlier)
        secret = self._secret(key, draw, before)
        dataset = before or self._new(secret)
        self._same_partner(dataset, secret)
        delivery = self._delivery(earlier, sha256)
        told = (dataset.id, sha256, self.received, self.mapping.model_dump_json(), self.piece_bytes, self.piece_rows)
        stage = self.out / "staging" / blake2b(repr(told).encode(), digest_size=6).hexdigest()
        stage.mkdir(parents=True, exist_ok=True)
        write_text(stage / DELIVERY, delivery.mark)
        with workbench(stage / "spill", memory=self.memory) as database:
            if earlier:
                remember_lines(database, listing(self.out, earlier))
            file = self._limited(opened(database, self.path, self.mapping))
            pieces = self._judge(database, file, stage, secret, again=earlier is not None)
            return self._finish(database, dataset, file, pieces, stage, delivery, earlier)

    def _knows_more(self, earlier: Taken) -> bool:
        """Rows of the delivery were set aside, and the mapping is not the one that they were read with."""
        return bool(earlier.rejected) and earlier.mapping != self.read_with and listing(self.out, earlier).is_file()

    def _delivery(self, earlier: Taken | None, sha256: str) -> Taken:
        """The delivery before anything is known of its rows."""
        again = earlier.again + 1 if earlier else 0
        received = earlier.received if earlier else self.received.isoformat()
        name = earlier.name if earlier else self.path.name
        return Taken(name, sha256, received, 0, 0, mapping=self.read_with, again=again)

    def _unchanged(self, before: Dataset, taken: Taken) -> Intake:
        self._clear(before)
        finding = Finding.make("crossings_already_taken", Severity.NOTE, Place(self.path.name), file=self.path.name)
        return Intake(before, taken, None, (finding,))

    def _new(self, secret: bytes) -> Dataset:
        book = CodeBook(age_bands=self.mapping.age_bands)
        told = self.mapping
        return Dataset(
            self.out, "new", told.source, told.country, told.zone, False, book,
            bucket_size=self.bucket_size, key_print=fingerprint(secret), origin=told.source,
        )  # fmt: skip

    def _secret(self, key: Path, draw: Callable[[int], bytes], before: Dataset | None) -> bytes:
        if not key.exists():
            if before is not None:
                remedy = "Restore it from its safe place; without it the same persons cannot be recognised again."
                raise KeyFileError("The key of this dataset is missing", where=str(key), remedy=remedy)
            new_key(key, draw(SIZE))
        return read_key(key, self.out, self.path)

    def _same_partner(self, dataset: Dataset, secret: bytes) -> None:
        """A dataset holds one source's records of one border, hashed with one key."""
        told = self.mapping
        pairs = (
            ("source", dataset.source, told.source),
            ("country", dataset.ref_area, told.country),
            ("zone", dataset.zone, told.zone),
            ("key", dataset.key_print, fingerprint(secret)),
            ("age_bands", dataset.book.age_bands, told.age_bands),
            ("simulated", dataset.simulated, False),
        )
        for name, there, here in pairs:
            if there != here:
                remedy = f"The dataset has {there}. Use the mapping and key it was made with, or another folder."
                raise MtmError(f"The dataset was made with another {name}", where=str(self.out), remedy=remedy)

    def _limited(self, file: Partner) -> Partner:
        if isinstance(file, TextFile):
            return replace(file, piece_bytes=self.piece_bytes)
        return replace(file, piece_rows=self.piece_rows)

    def _judge(
        self, database: DuckDBPyConnection, file: Partner, stage: Path, secret: bytes, *, again: bool
    ) -> list[_Piece]:
        """Judge all pieces that are not judged yet; ``again``: of their rows only those that were set aside before."""
        done = list(_judged(stage))
        validator = Validator(self.mapping, file, self.received, pads(secret))
        at = done[-1].end if done else None
        if done and done[-1].last:
            return done
        for piece in file.pieces(database, at, stage):
            broken = only_again(database, piece.broken) if again else piece.broken
            validator.judge(database)
            number = len(done)
            fill(database, "broken", ("line BIGINT", "reason VARCHAR"), [(n, f"broken_{why}") for n, why in broken])
            write_parquet(database, rejected_sql(), stage / f"rejected-{number:06d}.parquet")
            write_parquet(database, _accepted_sql(), stage / f"accepted-{number:06d}.parquet")
            counts = _counts(database)
            done.append(_Piece(piece.end, piece.rows, *counts, piece.last))
            write_text(stage / f"piece-{number:06d}.json", done[-1].text())
            self.step("rows", piece.end.offset, file.size)
        return done

    def _finish(
        self, database: DuckDBPyConnection, dataset: Dataset, file: Partner, pieces: list[_Piece], stage: Path,
        delivery: Taken, earlier: Taken | None,
    ) -> Intake:  # fmt: skip
        """Put the accepted rows into the dataset and commit it."""
        staged = tuple(stage / f"accepted-{number:06d}.parquet" for number in range(len(pieces)))
        rejected = sum((Counter(piece.rejected) for piece in pieces), Counter[str]())
        flagged = sum((Counter(piece.flagged) for piece in pieces), _lasting(earlier))
        rows = earlier.rows if earlier else sum(piece.rows for piece in pieces)
        unknown = tuple(self._unknown(database, stage))
        if not any(piece.accepted for piece in pieces):
            return self._nothing(database, replace(delivery, rows=rows, rejected=_some(rejected)), stage, unknown)
        with blamed(dataset):
            grown, duplicates = layout.add(database, dataset, layout.Batch(staged, stage, delivery.mark), self.step)
            flagged += Counter(anomalies(database, grown))
        rejected["duplicate"] += sum(duplicates.values())
        taken = replace(
            delivery, rows=rows, accepted=rows - rejected.total(), rejected=_some(rejected), flagged=_some(flagged)
        )
        listed = list_rejected(database, stage, listing(self.out, taken)) if rejected.total() else None
        grown = replace(grown, taken=_with(grown.taken, taken))
        grown.save()
        self._clear(grown, earlier)
        found = (*self._again(earlier, taken), *unknown, *self._findings(file, taken, listed))
        return Intake(grown, taken, listed, found)

    def _clear(self, dataset: Dataset, replaced: Taken | None = None) -> None:
        """Remove what was staged for deliveries that are in the dataset now, and a list that another one replaced."""
        held = {taken.mark for taken in dataset.taken}
        for told in (self.out / "staging").glob(f"*/{DELIVERY}"):
            if told.read_text(encoding="utf-8") in held:
                rmtree(told.parent)
        if replaced:
            listing(self.out, replaced).unlink(missing_ok=True)

    def _nothing(self, database: DuckDBPyConnection, taken: Taken, stage: Path, unknown: tuple[Finding, ...]) -> Intake:
        """Without a single good row a file does not become part of the dataset, so that it can be taken again; rows
        judged again stay set aside."""
        before = load(self.out) if exists(self.out) else None
        earlier = before.holding(taken.sha256) if before else None
        listed = listing(self.out, earlier or taken)
        if earlier is None and taken.rejected:
            list_rejected(database, stage, listed)
        rmtree(stage)
        rule, severity = ("crossings_none_again", Severity.WARNING) if earlier else _EMPTY
        nothing = Finding.make(rule, severity, Place(self.path.name), file=self.path.name)
        kept = listed if listed.is_file() else None
        found = (nothing, *unknown, *self._rejections(taken, kept))
        return Intake(before, earlier or taken, kept, found)

    def _again(self, earlier: Taken | None, taken: Taken) -> Iterator[Finding]:
        """What became of rows that had been set aside."""
        if earlier:
            name, now = self.path.name, taken.accepted - earlier.accepted
            yield Finding.make(
                "crossings_taken_again",
                Severity.NOTE,
                Place(name),
                file=name,
                count=now,
                rows=earlier.rows - earlier.accepted,
            )

    def _unknown(self, database: DuckDBPyConnection, stage: Path) -> Iterator[Finding]:
        """The codes that kept rows out, by field."""
        for one in unknown_codes(database, stage, self.mapping):
            codes = [f"{code} ({count:,})" for code, count in one.codes] + ["\u2026"] * bool(one.others)
            yield Finding.make(
                "crossings_codes_unknown",
                Severity.WARNING,
                Place(self.path.name),
                field=one.field,
                count=one.rows,
                codes=", ".join(codes),
                file=self.path.name,
            )

    def _findings(self, file: Partner, taken: Taken, listed: Path | None) -> Iterator[Finding]:
        yield from self._rejections(taken, listed)
        place = Place(self.path.name)
        for flag, count in taken.flagged.items():
            yield Finding.make(f"crossings_flagged_{flag}", Severity.NOTE, place, file=self.path.name, count=count)
        unused = [column for column in file.header if column not in self.mapping.listed]
        if unused:
            yield Finding.make(
                "crossings_columns_unused", Severity.NOTE, place, file=self.path.name, columns=", ".join(unused)
            )

    def _rejections(self, taken: Taken, listed: Path | None) -> Iterator[Finding]:
        where = listed.relative_to(self.out).as_posix() if listed else ""
        for reason, count in taken.rejected.items():
            yield Finding.make(
                f"crossings_rejected_{reason}",
                Severity.WARNING,
                Place(self.path.name),
                file=self.path.name,
                count=count,
                rows=taken.rows,
                rejected=where,
            )


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is known of a judged piece; its file is the commit of the piece."""

    end: Position
    rows: int
    accepted: int
    rejected: dict[str, int]
    flagged: dict[str, int]
    last: bool

    def text(self) -> str:
        told = {
            "end": [self.end.offset, self.end.lines],
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "flagged": self.flagged,
            "last": self.last,
        }
        return json.dumps(told) + "\n"


def _judged(stage: Path) -> Iterator[_Piece]:
    """The pieces that an earlier run of the same intake has committed, in order."""
    number = 0
    while (path := stage / f"piece-{number:06d}.json").exists():
        told = json.loads(path.read_text(encoding="utf-8"))
        yield _Piece(Position(*told.pop("end")), **told)
        number += 1


def _accepted_sql() -> str:
    columns = ", ".join(column.split()[0] for column in layout.STAGED)
    return f"SELECT {columns} FROM judged WHERE reason IS NULL ORDER BY line"


def _counts(database: DuckDBPyConnection) -> tuple[int, dict[str, int], dict[str, int]]:
    reasons = "SELECT reason FROM judged WHERE reason IS NOT NULL UNION ALL SELECT reason FROM broken"
    rejected = dict(database.execute(f"SELECT reason, count(*) FROM ({reasons}) GROUP BY 1 ORDER BY 1").fetchall())
    sums = ", ".join(f"count(*) FILTER ({name})" for name in COUNTED)
    accepted, *flags = database.execute(f"SELECT count(*), {sums} FROM judged WHERE reason IS NULL").fetchall()[0]
    return accepted, rejected, {name: count for name, count in zip(COUNTED, flags, strict=True) if count}


def _lasting(earlier: Taken | None) -> Counter[str]:
    """What was counted of rows taken in before; what does not follow from the record before is counted anew."""
    told = earlier.flagged if earlier else {}
    return Counter({name: count for name, count in told.items() if name in COUNTED})


def _with(deliveries: tuple[Taken, ...], taken: Taken) -> tuple[Taken, ...]:
    """The deliveries with this one at its place, or at the end."""
    if any(one.sha256 == taken.sha256 for one in deliveries):
        return tuple(taken if one.sha256 == taken.sha256 else one for one in deliveries)
    return (*deliveries, taken)


def _some(counts: Counter[str]) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count}
