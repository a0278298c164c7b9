"""An export is taken in: its answers become the raw tables of a round, what is personal goes to the vault.

Scope: the order of the steps and what appears on disk. Everything is written beside the round and put in place at the
end; stopped before that, the round is as it was. A newer export of the same round replaces the raw tables as a whole;
what stood there moves to ``earlier/``, never lost and never changed. Two intakes of one round never write at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from mtm.kit.jsonfile import load_json
from mtm.kit.messages import counted
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.extra import needed
from mtm.surveys.form import Form, Question
from mtm.surveys.form_json import to_json
from mtm.surveys.intake import report
from mtm.surveys.intake.export import Export, Table
from mtm.surveys.intake.interviews import Interviews, Made, Setting
from mtm.surveys.intake.matching import Matched, match
from mtm.surveys.intake.repeats import Repeat, Rows
from mtm.surveys.intake.versions import Version, merged
from mtm.surveys.plan import Plan, fitted
from mtm.surveys.rounds import CLEAN, PART, RAW, WRITERS, replace_stage, settle, started
from mtm.surveys.states import INTERVIEWS
from mtm.surveys.vault import VaultWriter, opens
from mtm.surveys.vault_key import VAULT, fingerprint, refuse_another, remember
from mtm.workspace.one_writer import only_writer

if TYPE_CHECKING:
    import pyarrow as pa

ACCOUNT, EARLIER = "intake.json", "earlier"


@dataclass(frozen=True)
class Source:
    """Where the answers come from: the export, its hash, and the forms by version, oldest first."""

    export: Export
    sha256: str
    versions: Sequence[Version]


@dataclass(frozen=True)
class Taken:
    """What became of an export: rows by table, the account as it stands in intake.json, findings."""

    rows: dict[str, int]
    account: dict[str, Any]
    findings: tuple[Finding, ...]
    again: bool = False


def take(
    folder: Path,
    source: Source,
    plan: Plan,
    key: bytes,
    draw: Callable[[int], bytes] = os.urandom,
    *,
    another_key: bool = False,
) -> Taken:
    """Take an export into the round whose folder is given. Errors: MtmError; data problems are findings.

    ``another_key`` lets a key replace the one that the workspace's rounds were taken in with before.
    """
    surveys = folder.parents[2]
    if not another_key:
        refuse_another(surveys, key)
    with only_writer(folder, WRITERS):
        taken = _taken(folder, source, plan, key, draw)
    remember(surveys, key)
    return taken


def _taken(folder: Path, source: Source, plan: Plan, key: bytes, draw: Callable[[int], bytes]) -> Taken:
    settle(folder)
    joined = merged(source.versions, "form.xlsx")
    form = _settled(fitted(joined.form, plan))
    inputs = _inputs(source, form, plan)
    before = _account(folder)
    if before is not None and before.get("inputs") == inputs and _same_key(folder, before, key):
        finding = Finding.make("survey_already_taken", Severity.NOTE, Place(source.export.file))
        return Taken(before["tables"], before, (finding,), again=True)
    setting = Setting(form, plan, joined.absent, key)
    run = _Run(folder, setting, source.export)
    run.refuse_foreign()
    findings = [*source.export.findings, *joined.findings, *run.write(draw)]
    run.refuse_empty(before)
    findings += _against(folder, run.ids, source.export)
    account = report.account(form, run.interviews.met, run.rows, findings)
    account |= {"sha256": source.sha256, "inputs": inputs, "key": fingerprint(key)}
    _commit(folder, account)
    return Taken(run.rows, account, tuple(findings))


def _settled(form: Form) -> Form:
    """The form with it decided, question by question, what is personal."""
    return replace(form, questions=tuple(_decided(question) for question in form.questions))


def _decided(question: Question) -> Question:
    return replace(question, place=replace(question.place, personal=question.personal))


def _inputs(source: Source, form: Form, plan: Plan) -> str:
    from hashlib import sha256

    told = (source.sha256, to_json(form), plan.model_dump_json())
    return sha256("\n".join(told).encode()).hexdigest()


def _account(folder: Path) -> dict[str, Any] | None:
    path = folder / ACCOUNT
    if not path.is_file() or not (folder / RAW).is_dir():
        return None
    found = load_json(path)
    return found if isinstance(found, dict) else None


def _same_key(folder: Path, before: dict[str, Any], key: bytes) -> bool:
    return before["key"] == fingerprint(key) if "key" in before else opens(folder / VAULT, key)


class _Run:
    """One intake being written: tables piece by piece, the vault beside them."""

    def __init__(self, folder: Path, setting: Setting, export: Export) -> None:
        self._folder, self._setting = folder, setting
        main, repeats, self._odd = match(export, setting.form)
        self._main, self._repeats = main, repeats
        self.interviews = Interviews(setting, main.table, main.columns, with_repeats=bool(repeats))
        self.rows: dict[str, int] = {}
        self.ids: set[str] = set()

    def refuse_foreign(self) -> None:
        """An export of another form never takes the place of a round. Errors: MtmError."""
        asked = [one.question.name for one in self.interviews.asked]
        met = [name for name in asked if name in self._main.columns.questions]
        strange = len(self._main.columns.unknown)
        if 2 * len(met) < len(asked) and strange > len(met) and 2 * strange >= len(asked):
            lacking = len(asked) - len(met)
            raise MtmError(
                "this export does not belong to the form of the round; nothing was taken in",
                where=self._main.table.place().file,
                value=f"{lacking} of {len(asked)} questions without a column, "
                f"{counted(strange, 'column', 'columns')} without a question",
                remedy="Name the round that the export belongs to, or put the form it was made with beside plan.yml.",
            )

    def refuse_empty(self, before: dict[str, Any] | None) -> None:
        """An export without an interview never takes the place of interviews. Errors: MtmError."""
        if before is None or self.rows[INTERVIEWS] or not before["tables"].get(INTERVIEWS):
            return
        self._clear()
        raise MtmError(
            "the export holds no interview, and the round holds some; nothing was taken in",
            where=self._main.table.place().file,
            remedy="Export the round again, with all its interviews.",
        )

    def _clear(self) -> None:
        rmtree(self._folder / f"{RAW}.new{PART}", ignore_errors=True)
        (self._folder / (VAULT + PART)).unlink(missing_ok=True)

    def write(self, draw: Callable[[int], bytes]) -> list[Finding]:
        """Write everything beside the round; returns what was found."""
        part = started(self._folder / f"{RAW}.new")
        vault = VaultWriter(self._folder / (VAULT + PART), self._setting.key, draw)
        try:
            self._write_interviews(part, vault)
            findings = [*self._odd, *self._found(self._main, self.interviews)]
            findings += report.interview_findings(self._main.table, self.interviews.met, self._setting)
            findings += self._write_repeats(part, vault)
            vault.close()
        except BaseException:
            vault.abandon()
            (self._folder / (VAULT + PART)).unlink(missing_ok=True)
            rmtree(part, ignore_errors=True)
            raise
        (part / "form.json").write_text(to_json(self._setting.form), encoding="utf-8", newline="\n")
        return findings

    def _write_interviews(self, part: Path, vault: VaultWriter) -> None:
        schema = self.interviews.schema
        self.rows[INTERVIEWS] = _write(part, INTERVIEWS, schema, self.interviews.made(), vault)
        self.ids = set(self.interviews.met.ids)
        _keep_aside(self._main.table, vault)

    def _write_repeats(self, part: Path, vault: VaultWriter) -> list[Finding]:
        findings: list[Finding] = []
        known: dict[str, Rows] = {}
        for one in self._repeats:
            assert one.group is not None  # noqa: S101 - match gives every repeat its group
            repeat = Repeat(
                self._setting, one.group, one.table, one.columns, self.interviews.met, known.get(one.group.parent)
            )
            self.rows[one.group.name] = _write(part, one.group.name, repeat.schema, repeat.made(), vault)
            known[one.group.name] = repeat.rows
            _keep_aside(one.table, vault)
            findings += self._found(one, repeat)
            if repeat.rows.orphans:
                count = str(repeat.rows.orphans)
                findings.append(
                    Finding.make(
                        "survey_orphans", Severity.WARNING, one.table.place(), table=one.table.name, count=count
                    )
                )
        return findings

    def _found(self, one: Matched, taken: Interviews | Repeat) -> list[Finding]:
        questions = [asked.question.name for asked in taken.asked]
        return [
            *report.column_findings(one.table, one.columns, questions),
            *report.aside_findings(one.table),
            *report.answer_findings(one.table, taken.tally, taken.unknown),
        ]


def _write(part: Path, name: str, schema: pa.Schema, pieces: Iterator[Made], vault: VaultWriter) -> int:
    parquet = needed("pyarrow.parquet")
    rows = 0
    with parquet.ParquetWriter(
        part / f"{name}.parquet", schema, compression="snappy", write_statistics=False
    ) as writer:
        for made in pieces:
            writer.write_table(made.table)
            vault.add(name, made.vault)
            rows += made.table.num_rows
    return rows


def _keep_aside(table: Table, vault: VaultWriter) -> None:
    pa = needed("pyarrow")
    if table.aside.lines:
        vault.add("aside", pa.table({"line": table.aside.lines, "text": table.aside.texts}))


def _against(folder: Path, ids: set[str], export: Export) -> list[Finding]:
    """What a newer export changes: interviews that came, and those that are gone."""
    path = folder / RAW / f"{INTERVIEWS}.parquet"
    if not path.is_file():
        return []
    before = set(needed("pyarrow.parquet").read_table(path, columns=["_id"])["_id"].to_pylist())
    come, gone = len(ids - before), len(before - ids)
    severity = Severity.WARNING if gone else Severity.NOTE
    return [Finding.make("survey_taken_anew", severity, Place(export.file), come=str(come), gone=str(gone))]


def _commit(folder: Path, account: dict[str, Any]) -> None:
    """Put everything in place: the vault first, the tables last; what stood there is kept."""
    kept = None
    if (folder / RAW).is_dir():
        kept = folder / EARLIER / str(_next(folder / EARLIER))
        kept.mkdir(parents=True)
        for name in (VAULT, ACCOUNT, CLEAN):  # cleaned tables belong to the raw ones they were made of
            with suppress(FileNotFoundError):
                (folder / name).rename(kept / name)
    (folder / (VAULT + PART)).replace(folder / VAULT)
    text = json.dumps(account, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / ACCOUNT).write_text(text, encoding="utf-8", newline="\n")
    (folder / f"{RAW}.new{PART}").rename(folder / f"{RAW}{PART}")
    replace_stage(folder / RAW, kept / RAW if kept else None)


def _next(folder: Path) -> int:
    return max((int(path.name) for path in folder.glob("*") if path.name.isdecimal()), default=0) + 1
