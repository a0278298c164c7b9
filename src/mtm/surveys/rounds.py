"""A round of a survey on disk: what was planned (round.yml), what was answered (raw), what is used (clean).

Scope: finding, reading and writing rounds; files appear whole or not at all, and raw answers are never changed.
Shapes: ``interviews`` has one row per interview, each repeat a table of its own; columns are described in
``surveys.states``: ``q`` null unless answered, ``q?`` the state, ``q/choice`` a bool for select-multiple.
Errors: MtmError that names the folder and what to do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.model.errors import MtmError
from mtm.surveys.extra import needed
from mtm.surveys.form import Form, Question
from mtm.surveys.form_json import load_form_json, to_json
from mtm.surveys.plan import Plan, fitted, load_plan
from mtm.surveys.round_file import RoundFile
from mtm.surveys.states import INTERVIEWS
from mtm.workspace.yamlfile import did_you_mean, validate

if TYPE_CHECKING:
    import pyarrow as pa

SURVEYS, ROUNDS = "surveys", "rounds"
RAW, CLEAN = "raw", "clean"
PART = ".part"
WRITERS = "Another intake or cleaning of this round"
"""Who may hold the lock of a round's folder."""


@dataclass(frozen=True)
class Round:
    """One round of one instrument. ``stage`` is the folder its tables are read from: raw or clean.

    Tables are read from disk when they are asked for; ``form`` is the form as taken in, with its place in the plan.
    """

    folder: Path
    instrument: str
    name: str
    file: RoundFile
    plan: Plan
    stage: str = RAW

    @cached_property
    def form(self) -> Form:
        told = load_form_json(self.folder / RAW / "form.json")
        placed = fitted(told, self.plan, f"{SURVEYS}/{self.instrument}/plan.yml")
        return replace(placed, questions=tuple(map(_as_taken, placed.questions, told.questions)))

    @property
    def id(self) -> str:
        return f"{self.instrument}/{self.name}"

    @property
    def simulated(self) -> bool:
        return self.file.simulated

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there are: ``interviews`` first, then the repeats in the order of their names."""
        found = sorted(path.stem for path in (self.folder / self.stage).glob("*.parquet"))
        return tuple(sorted(found, key=lambda name: name != INTERVIEWS))

    def table(self, name: str = INTERVIEWS, columns: Sequence[str] | None = None) -> pa.Table:
        """One table, or some of its columns; strings of few values are dictionaries."""
        path = self.folder / self.stage / f"{name}.parquet"
        if not path.is_file():
            raise _nothing_taken(self.folder, name)
        parquet = needed("pyarrow.parquet")
        return parquet.read_table(path, columns=None if columns is None else list(columns))

    def columns(self, name: str = INTERVIEWS) -> tuple[str, ...]:
        """The names of a table's columns, without reading it."""
        path = self.folder / self.stage / f"{name}.parquet"
        if not path.is_file():
            raise _nothing_taken(self.folder, name)
        return tuple(needed("pyarrow.parquet").read_schema(path).names)


def _as_taken(placed: Question, taken: Question) -> Question:
    """What went to the vault at intake stays personal, whatever the plan says later."""
    return replace(placed, place=replace(placed.place, personal=taken.place.personal))


def round_folder(workspace: Path, told: str) -> Path:
    """The folder of ``instrument/round``, or of ``round`` where only one instrument has it."""
    known = {f"{path.parent.parent.name}/{path.name}": path for path in _rounds(workspace)}
    found = [path for name, path in known.items() if told in (name, path.name)]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(name for name, path in known.items() if told == path.name)
        raise MtmError("several instruments have a round of this name", value=told, remedy=f"Say {names}.")
    remedy = did_you_mean(told, known) or "Make surveys/INSTRUMENT/rounds/ROUND/round.yml first."
    raise MtmError("there is no such round", where=(workspace / SURVEYS).as_posix(), value=told, remedy=remedy)


def _rounds(workspace: Path) -> list[Path]:
    found = (workspace / SURVEYS).glob(f"*/{ROUNDS}/*")
    return sorted(path for path in found if path.is_dir() and not path.name.endswith(PART))


def load_round(workspace: Path, told: str, *, clean: bool = False) -> Round:
    """A round with its plan; ``clean`` reads the replayed tables where they exist, else the raw ones."""
    folder = round_folder(workspace, told)
    instrument = folder.parent.parent
    settle(folder)
    stage = CLEAN if clean and (folder / CLEAN / f"{INTERVIEWS}.parquet").is_file() else RAW
    return Round(
        folder=folder,
        instrument=instrument.name,
        name=folder.name,
        file=load_round_file(folder),
        plan=load_plan(instrument / "plan.yml"),
        stage=stage,
    )


def load_round_file(folder: Path) -> RoundFile:
    """The round.yml of a round's folder."""
    return validate(RoundFile, folder / "round.yml")


def write_tables(folder: Path, tables: Mapping[str, pa.Table], form: Form | None = None) -> None:
    """Write tables (and the form) as the whole content of ``folder``, which appears complete or not at all.

    Errors: MtmError where ``folder`` is there already: raw answers are never changed, and clean ones are removed first.
    """
    parquet = needed("pyarrow.parquet")
    part = started(folder)
    for name, table in tables.items():
        parquet.write_table(table, part / f"{name}.parquet", compression="zstd", version="2.6")
    if form is not None:
        (part / "form.json").write_text(to_json(form), encoding="utf-8", newline="\n")
    finish(folder)


def started(folder: Path) -> Path:
    """An empty folder beside ``folder`` to be filled and then put in its place by ``finish``."""
    if folder.exists():
        remedy = "Remove it first if it is to be made again."
        raise MtmError("this part of the round is there already", where=folder.as_posix(), remedy=remedy)
    part = folder.with_name(folder.name + PART)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    return part


def finish(folder: Path) -> None:
    """Force the files of the filled folder to the disk and rename it into place."""
    part = folder.with_name(folder.name + PART)
    for path in sorted(part.iterdir()):
        with path.open("rb+") as handle:
            os.fsync(handle.fileno())
    part.rename(folder)


def replace_stage(folder: Path, kept: Path | None = None) -> None:
    """Put the filled folder beside ``folder`` in its place; what stood there moves to ``kept`` or is removed.

    Stopped between the two renames, ``settle`` finishes the step the next time the round is opened.
    """
    part = folder.with_name(folder.name + PART)
    (part / _READY).write_text("", encoding="utf-8")
    if folder.exists():
        if kept is None:
            shutil.rmtree(folder)
        else:
            kept.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(kept)
    _settle(folder)


def settle(round_folder: Path) -> None:
    """Finish a replacement that was stopped half-way."""
    for stage in (RAW, CLEAN):
        _settle(round_folder / stage)


_READY = "ready"


def _settle(folder: Path) -> None:
    part = folder.with_name(folder.name + PART)
    if (part / _READY).is_file() and not folder.exists():
        (part / _READY).unlink()
        finish(folder)


def _nothing_taken(folder: Path, table: str) -> MtmError:
    remedy = "Take an export in first: mtm survey intake WORKSPACE ROUND EXPORT."
    return MtmError("the round has no such table", where=folder.as_posix(), value=table, remedy=remedy)
