"""A round cleaned: decisions taken from a workbook, replayed on the raw tables, audited, and put in place.

Scope: the order of the steps and what appears on disk. ``clean/`` holds the tables, the decisions (cleaning.csv) and an
account with the hashes of the raw files (cleaning.json); it appears as a whole or not at all, and is made anew from the
raw tables every time.
Errors: MtmError where the raw files change meanwhile. Problems of the workbook are findings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtm.model.cell import Content
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.cleaning.auditing import audited
from mtm.surveys.cleaning.decisions import BLANK, CHANGE, Decision, to_csv
from mtm.surveys.cleaning.printed import Printer
from mtm.surveys.cleaning.replay import replayed
from mtm.surveys.cleaning.taking import Known, taken, tally
from mtm.surveys.extra import needed
from mtm.surveys.form import Form
from mtm.surveys.quality import skip_violations
from mtm.surveys.quality.context import Context
from mtm.surveys.rounds import CLEAN, PART, RAW, WRITERS, Round, replace_stage, started
from mtm.workspace.one_writer import only_writer

if TYPE_CHECKING:
    import pyarrow as pa

DECISIONS, ACCOUNT = "cleaning.csv", "cleaning.json"


@dataclass(frozen=True)
class Cleaned:
    """What came of a cleaning log; ``rows`` are those of the clean tables, empty where nothing was written."""

    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    rows: dict[str, int]

    @property
    def blocked(self) -> bool:
        return any(finding.severity == Severity.BLOCKING for finding in self.findings)


def clean_round(round_: Round, content: Content, file: str) -> Cleaned:
    """Replay the decisions of a workbook on the raw tables of a round. Errors: MtmError where an intake is at work."""
    with only_writer(round_.folder, WRITERS):
        return _cleaned(round_, content, file)


def _cleaned(round_: Round, content: Content, file: str) -> Cleaned:
    raw_round = replace(round_, stage=RAW)
    before = hashes(round_.folder / RAW)
    raw = {name: raw_round.table(name) for name in raw_round.tables}
    form = raw_round.form
    found = taken(content, file, Known(Printer(form, raw), round_.plan))
    if any(finding.severity == Severity.BLOCKING for finding in found.findings):
        return Cleaned((), found.findings, {})
    tables = replayed(raw, form, round_.plan, found.decisions)
    findings = [*found.findings, *audited(raw, tables, form, found.decisions, round_.id)]
    findings += _to_look_at(raw_round, tables, found.decisions)
    if hashes(round_.folder / RAW) != before:
        raise MtmError("raw answers changed meanwhile", where=(round_.folder / RAW).as_posix(), remedy="Run it again.")
    done = Cleaned(found.decisions, tuple(findings), {name: table.num_rows for name, table in tables.items()})
    if done.blocked:
        return replace(done, rows={})
    _write(round_.folder, tables, form, done, before)
    return done


def hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every file of a folder."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*")) if path.is_file()}


def _write(folder: Path, tables: dict[str, pa.Table], form: Form, done: Cleaned, raw: dict[str, str]) -> None:
    from mtm.surveys.form_json import to_json

    part = started(folder / f"{CLEAN}.new")
    parquet = needed("pyarrow.parquet")
    for name, table in tables.items():
        parquet.write_table(table, part / f"{name}.parquet", compression="zstd", version="2.6")
    decisions = to_csv(done.decisions)
    account: dict[str, Any] = {
        "raw": raw,
        "decisions": {"sha256": sha256(decisions.encode()).hexdigest(), **tally(done.decisions)},
        "tables": done.rows,
    }
    texts = {
        DECISIONS: decisions,
        ACCOUNT: json.dumps(account, indent=1, sort_keys=True) + "\n",
        "form.json": to_json(form),
    }
    for name, text in texts.items():
        (part / name).write_text(text, encoding="utf-8", newline="\n")
    part.rename(folder / f"{CLEAN}{PART}")
    replace_stage(folder / CLEAN)


def _to_look_at(round_: Round, tables: dict[str, pa.Table], decisions: Iterable[Decision]) -> list[Finding]:
    """What a decision leaves behind: answers that are no longer asked, and calculations made of the old answer."""
    changed = {d.place for d in decisions if d.decision in (CHANGE, BLANK)}
    if not changed:
        return []
    context = replace(Context.of(round_), read=_reading(tables), _tables={})
    rows = {row for _, row, _ in changed}
    broken = [
        finding
        for finding in skip_violations.check(context)
        if (finding.param("row") or finding.param("interview")) in rows
    ]
    return [*broken, *_calculations(round_.form, {question for *_, question in changed}, round_.id)]


def _reading(tables: dict[str, pa.Table]) -> Callable[[str], pa.Table]:
    return tables.__getitem__


def _calculations(form: Form, questions: set[str], name: str) -> list[Finding]:
    found = []
    for question in form.questions:
        used = sorted(set(re.findall(r"\$\{\s*([^}\s]+)\s*\}", question.calculation)) & questions)
        if used:
            place = Place(name, question.repeat, f"question {question.name}")
            params = {"question": question.name, "of": ", ".join(used)}
            found.append(Finding("cleaning_not_recomputed", Severity.WARNING, (place,), tuple(sorted(params.items()))))
    return found
