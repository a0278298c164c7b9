"""Loading a workspace: every file of the team's folder is read, checked and tied together before any work begins.

Scope: configuration only; deliveries are listed by ``workspace.inbox``. Nothing is written.
Errors: WorkspaceError that names file, line and key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mtm.model.errors import WorkspaceError
from mtm.model.period import Period
from mtm.model.reference import Correction, Expected, Question
from mtm.workspace.config import (
    CorrectionsFile,
    EventEntry,
    PeriodSetup,
    PolicyFile,
    QuestionsFile,
    WorkspaceFile,
)
from mtm.workspace.indicators import Codes, load_codes
from mtm.workspace.source import Source, load_source
from mtm.workspace.yamlfile import did_you_mean, load_yaml, validate


@dataclass(frozen=True, slots=True)
class Workspace:
    """A country team's folder, read and checked.

    ``sources`` stand in the order of their file names. ``names`` is the path of names.csv, which may be absent.
    """

    root: Path
    file: WorkspaceFile
    sources: Mapping[str, Source]
    questions: tuple[Question, ...]
    corrections: tuple[Correction, ...]
    expected: tuple[Expected, ...]
    codes: Codes

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def store(self) -> Path:
        return self.root / "store" / "matrix.duckdb"

    @property
    def names(self) -> Path:
        return self.root / "names.csv"

    @property
    def cases(self) -> Path:
        """The workspace's own names in further forms; may be absent."""
        return self.root / "cases.csv"

    @property
    def locales(self) -> Path:
        """Languages that the package does not have, one folder each; may be absent."""
        return self.root / "locales"

    def setup(self, period: Period) -> PeriodSetup:
        """The dates of a period. Errors: WorkspaceError for a period that workspace.yml does not declare."""
        found = self.file.periods.get(period.code)
        if found is None:
            known = ", ".join(sorted(self.file.periods))
            raise WorkspaceError(
                "the period has no cut-off",
                where="workspace.yml, key periods",
                value=period.code,
                remedy=f"Declared are {known}. Add {period.code} with its cutoff, or build one of these.",
            )
        return found

    def previous(self, period: Period) -> tuple[Period, PeriodSetup] | None:
        """The declared period just before this one, whose release was the last issue."""
        before = [p for p in map(Period.parse, self.file.periods) if p.end < period.end]
        last = max(before, key=lambda p: p.end, default=None)
        return (last, self.file.periods[last.code]) if last else None

    def events(self, period: Period) -> tuple[tuple[EventEntry, str], ...]:
        """The policy developments of a period, each with the place where it is written."""
        path = self.root / "policy" / f"{period.code}.yml"
        if not path.is_file():
            return ()
        _, lines = load_yaml(path)
        name = f"policy/{path.name}"
        entries = validate(PolicyFile, path).events
        return tuple((e, f"{name}, line {lines.get(('events', n), 1)}") for n, e in enumerate(entries))

    def texts(self, period: Period, language: str) -> Mapping[str, Path]:
        """The team's own paragraphs for a period, by section: text/PERIOD/SECTION.LANGUAGE.md."""
        folder = self.root / "text" / period.code
        suffix = f".{language}.md"
        return {p.name.removesuffix(suffix): p for p in sorted(folder.glob(f"*{suffix}"))} if folder.is_dir() else {}

    def recipe(self, source: str) -> str:
        """A fingerprint of everything in the workspace that decides how a source's files are understood."""
        digest = hashlib.sha256()
        for name in (f"sources/{source}.yml", "names.csv", "indicators.yml"):
            content = _bytes(self.root / name)
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def load(root: Path) -> Workspace:
    """The workspace in a folder."""
    if not (root / "workspace.yml").is_file():
        raise WorkspaceError(
            "this folder is not a workspace: it has no workspace.yml",
            where=root.as_posix(),
            remedy=f'Name a workspace folder, or make one with "mtm new {root.as_posix()}".',
        )
    file = validate(WorkspaceFile, root / "workspace.yml")
    codes = load_codes(root / "indicators.yml")
    sources = _sources(root, codes)
    _check_sources(root, file, sources)
    questions, lines = _entries(root / "questions.yml", QuestionsFile)
    corrections, corrected = _entries(root / "corrections.yml", CorrectionsFile)
    return Workspace(
        root,
        file,
        sources,
        tuple(q.question(lines(n)) for n, q in enumerate(questions.questions)) if questions else (),
        tuple(c.correction(corrected(n)) for n, c in enumerate(corrections.corrections)) if corrections else (),
        file.calendar("workspace.yml"),
        codes,
    )


def cut_off(text: str) -> date:
    """A date typed by a person. Errors: WorkspaceError for anything but a day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WorkspaceError("not a date", where="--as-of", value=text, remedy="Write YYYY-MM-DD.") from None


def period_named(text: str) -> Period:
    """A period typed by a person. Errors: WorkspaceError for anything that is not a period's code."""
    try:
        return Period.parse(text)
    except ValueError:
        raise WorkspaceError("not a period", value=text, remedy="Write it like 2023-Q4, 2023 or 2023-11.") from None


def _sources(root: Path, codes: Codes) -> dict[str, Source]:
    folder = root / "sources"
    paths = sorted(folder.glob("*.yml")) if folder.is_dir() else []
    if not paths:
        remedy = "Declare at least one in sources/NAME.yml; see docs/reference/sources.md."
        raise WorkspaceError("the workspace has no sources", where=folder.as_posix(), remedy=remedy)
    return {path.stem: load_source(path, codes.indicators, codes.dimensions) for path in paths}


def _check_sources(root: Path, file: WorkspaceFile, sources: Mapping[str, Source]) -> None:
    _, lines = load_yaml(root / "workspace.yml")
    for number, expected in enumerate(file.expected):
        if expected.source not in sources:
            raise WorkspaceError(
                "no source has this id",
                where=f"workspace.yml, line {lines.get(('expected', number), 1)}, key expected[{number}].source",
                value=expected.source,
                remedy=did_you_mean(expected.source, sources),
            )


def _entries(path: Path, model: Any) -> tuple[Any, Any]:
    if not path.is_file():
        return None, lambda _number: path.name
    _, lines = load_yaml(path)
    key = next(iter(model.model_fields))
    return validate(model, path), lambda number: f"{path.name}, line {lines.get((key, number), 1)}"


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
