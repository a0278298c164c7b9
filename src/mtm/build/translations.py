"""What stands between a report and its translations: drafts, texts without a translation, forms that no table has,
and sections that do not print the same figures in every language.

Scope: findings of the release, one per language and kind, so that nothing unreviewed is published in silence.
A text says its state itself (``review: {state: draft}`` in its front matter; locales/LANGUAGE/review.yml for the words
of a language; ``review`` in workspace.yml for the workspace's YAML files). A translation that says nothing is a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mtm.build.knowing import name_of
from mtm.build.naming import ReportNames
from mtm.compose import walk
from mtm.compose.input import SectionFolder, Text
from mtm.compose.report import Composed
from mtm.kit import yaml_text
from mtm.kit.formats import locale_folder
from mtm.model.blocks import Report
from mtm.model.errors import WorkspaceError
from mtm.model.finding import Finding, Place, Severity
from mtm.model.period import Period
from mtm.workspace.config import WorkspaceFile
from mtm.workspace.load import Workspace

SOURCE = "en"
"""The language in which the package's own texts are written."""
PARTS = ("formats", "words", "findings", "cases")
"""What a locale consists of, each with its own state of review."""
DRAFT, REVIEWED = "draft", "reviewed"
_PRINTED = ("name", "title", "subtitle", "publisher", "funding", "disclaimer", "notice", "licence", "citation")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One text of a language: where it stands and whether somebody who knows the language has read it."""

    where: str
    state: str


def reviews(
    workspace: Workspace, folders: Mapping[str, SectionFolder], authored: Iterable[Text], language: str
) -> tuple[Reviewed, ...]:
    """The state of every text that a report in this language prints; a text in its first language is no translation."""
    own = workspace.file.languages[0]
    packaged = [folder.text for folder in folders.values() if _shipped(folder.text.where)]
    written = [folder.text for folder in folders.values() if not _shipped(folder.text.where)]
    found = [Reviewed(t.where, _state(t.entries.get("review"), t.where, language == SOURCE)) for t in packaged]
    found += [
        Reviewed(t.where, _state(t.entries.get("review"), t.where, language == own)) for t in (*written, *authored)
    ]
    entry = workspace.file.review.get(language)
    stated = entry.state if entry else (REVIEWED if language == own else DRAFT)
    return (*found, Reviewed("workspace.yml", stated), *_locale(workspace, language))


def drafts(states: Iterable[Reviewed]) -> tuple[str, ...]:
    """Where the drafts stand."""
    return tuple(r.where for r in states if r.state == DRAFT)


def findings(
    workspace: Workspace,
    period: Period,
    states: Mapping[str, tuple[Reviewed, ...]],
    names: Mapping[str, ReportNames],
    composed: Mapping[str, Composed],
) -> Iterator[Finding]:
    """One finding per language for its drafts, one for what it lacks, one for forms of names, and unequal figures."""
    for language, known in states.items():
        where = drafts(known)
        if where:
            yield _finding("translation_draft", language, where, total=len(known))
        absent = tuple(_untranslated(workspace, period, language))
        if absent:
            yield _finding("translation_missing", language, absent)
        lacking = sorted(names[language].lacking)
        if lacking:
            yield _finding("name_form_missing", language, tuple(f"{code} ({form})" for code, form in lacking))
    yield from _disagreements({language: made.report for language, made in composed.items()})


def in_language(finding: Finding, workspace: Workspace, language: str) -> Finding:
    """The finding with the team's questions and the agencies' names, which it carries in English, in this language."""
    known = {name_of(source, SOURCE): name_of(source, language) for source in workspace.sources.values()}
    params = dict(finding.params)
    asked = next((dict(q.text) for q in workspace.questions if q.id == params.get("question")), {})
    if language in asked and params.get("text") in asked.values():
        params["text"] = asked[language]
    told = tuple(sorted((name, known.get(text, text)) for name, text in params.items()))
    return finding if told == finding.params else replace(finding, params=told)


def _finding(rule: str, language: str, where: tuple[str, ...], **more: int) -> Finding:
    places = tuple(Place(text) for text in where)
    params: dict[str, object] = {"language": language, "count": len(where), "first": where[0], **more}
    return Finding.make(rule, Severity.WARNING, *places, **params)  # type: ignore[arg-type] # none is a named argument


def _shipped(where: str) -> bool:
    return where.startswith("mtm ")


def _state(given: Any, where: str, first: bool) -> str:
    if given is None:
        return REVIEWED if first else DRAFT
    state = given.get("state") if isinstance(given, Mapping) else None
    if state not in (DRAFT, REVIEWED):
        remedy = "Write review: {state: draft}, or review: {state: reviewed, by: NAME}."
        raise WorkspaceError("a review is a draft or reviewed", where=where, value=str(given), remedy=remedy)
    return str(state)


def _locale(workspace: Workspace, language: str) -> tuple[Reviewed, ...]:
    file = locale_folder(language, workspace.locales) / language / "review.yml"
    where = f"locales/{language}/review.yml"
    given = yaml_text.load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    parts = PARTS if language != SOURCE else PARTS[:3]
    return tuple(
        Reviewed(f"locales/{language}/{part}", _state((given or {}).get(part), where, language == SOURCE))
        for part in parts
    )


def _untranslated(workspace: Workspace, period: Period, language: str) -> Iterator[str]:
    """Texts of the workspace's YAML files that a report prints and that have no translation."""
    for name, value in _texts(workspace.file):
        if language not in value:
            yield f"workspace.yml, {name}"
    for id_, source in workspace.sources.items():
        declared = {"name": source.name, **{f"groups.{code}.name": g.name for code, g in source.groups.items()}}
        yield from (f"sources/{id_}.yml, {key}" for key, words in declared.items() if language not in words)
    for code, entry in workspace.codes.indicators.items():
        if language not in entry.name:
            yield f"indicators.yml, {code}"
    yield from (q.place for q in workspace.questions if q.open and language not in dict(q.text))
    for event, where in workspace.events(period):
        texts = {"agency": event.agency, "title": event.title, "text": event.text, "source": event.source}
        yield from (f"{where}, {key}" for key, words in texts.items() if language not in words)


def _texts(file: WorkspaceFile) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name in _PRINTED:
        value: Mapping[str, str] = getattr(file, name)
        if any(text.strip() for text in value.values()):
            yield name, value


def _disagreements(reports: Mapping[str, Report]) -> Iterator[Finding]:
    """Sections that print other figures in one language than in the first."""
    printed = {language: figures_by_section(report) for language, report in reports.items()}
    first = next(iter(printed), "")
    for language, sections in printed.items():
        for section, ids in sections.items():
            more, less = ids - printed[first][section], printed[first][section] - ids
            if more or less:
                yield Finding.make(
                    "languages_disagree", Severity.WARNING, section=section, language=language, other=first,
                    more=", ".join(sorted(more)) or "–", less=", ".join(sorted(less)) or "–",
                )  # fmt: skip


def figures_by_section(report: Report) -> Mapping[str, frozenset[str]]:
    """The ids of the figures that each section prints, the front page under "front"."""
    found = {section.id: section.blocks for section in report.sections} | {"front": report.front}
    return {id_: frozenset(f.id for f in walk.figures(blocks)) for id_, blocks in found.items()}
