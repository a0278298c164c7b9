"""Versions of one form merged into the form of a round, with a report of what changed between them.

Scope: forms. The newest form leads; questions and choices that only older ones had are added behind.
Shapes: versions in the order given, the last one is the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.form import Choice, Form, Group, Question


@dataclass(frozen=True, slots=True)
class Version:
    """A form and the names under which interviews may mention it: its version, and the name of its file."""

    names: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Merged:
    """The form of a round, and which questions each known version did not have."""

    form: Form
    absent: dict[str, frozenset[str]]
    findings: tuple[Finding, ...] = ()


def merged(forms: Sequence[Version], file: str) -> Merged:
    """Merge forms by version, oldest first. ``file`` is what findings name."""
    version, newest = forms[-1].names[0], forms[-1].form
    questions = {question.name: question for question in newest.questions}
    groups = {group.path: group for group in newest.groups}
    findings: list[Finding] = []
    for told in reversed(forms[:-1]):
        older = told.form
        findings.extend(_changes(told.names[0], older, version, newest, file))
        for question in older.questions:
            known = questions.get(question.name)
            questions[question.name] = question if known is None else _with_choices(known, question)
        groups = {group.path: group for group in older.groups} | groups
    form = replace(newest, questions=tuple(questions.values()), groups=_ordered(groups))
    names = frozenset(questions)
    absent = {name: names - frozenset(told.form.by_name) for told in forms for name in told.names if name}
    return Merged(form, absent, tuple(findings))


def _ordered(groups: dict[tuple[str, ...], Group]) -> tuple[Group, ...]:
    return tuple(groups[path] for path in sorted(groups, key=lambda path: (groups[path].row, path)))


def _with_choices(newer: Question, older: Question) -> Question:
    known = set(newer.choice_names)
    added = tuple(choice for choice in older.choices if choice.name not in known)
    return replace(newer, choices=(*newer.choices, *added)) if added else newer


def _changes(old: str, older: Form, new: str, newer: Form, file: str) -> Iterator[Finding]:
    def told(rule: str, severity: str, question: str, **params: str) -> Finding:
        pairs = tuple(sorted({"old": old, "new": new, "question": question, **params}.items()))
        return Finding(rule, severity, (Place(file, "survey"),), pairs)

    for name in sorted(set(newer.by_name) - set(older.by_name)):
        yield told("survey_version_added", Severity.NOTE, name)
    for name in sorted(set(older.by_name) - set(newer.by_name)):
        yield told("survey_version_removed", Severity.NOTE, name)
    for name in sorted(set(older.by_name) & set(newer.by_name)):
        before, after = older.by_name[name], newer.by_name[name]
        if before.kind != after.kind:
            yield told("survey_version_type", Severity.WARNING, name, before=before.kind, after=after.kind)
        for rule, severity, one, other in _compared(before, after):
            if one != other:
                yield told(rule, severity, name)
        yield from _choice_changes(before, after, told)


def _compared(before: Question, after: Question) -> Iterator[tuple[str, str, object, object]]:
    yield "survey_version_wording", Severity.WARNING, _shared(before, after), _shared(after, before)
    yield "survey_version_logic", Severity.WARNING, before.relevant, after.relevant
    if before.place.window and after.place.window:  # a server may leave our columns out
        yield "survey_version_window", Severity.WARNING, before.place.window, after.place.window
    yield "survey_version_repeat", Severity.WARNING, before.repeat, after.repeat


def _shared(question: Question, other: Question) -> dict[str, str]:
    """The wording in the languages that both have: a language more is no other question."""
    languages = {language for language, _ in other.labels}
    return {language: " ".join(text.split()) for language, text in question.labels if language in languages}


def _choice_changes(before: Question, after: Question, made: Callable[..., Finding]) -> Iterator[Finding]:
    one, other = {c.name: c for c in before.choices}, {c.name: c for c in after.choices}
    gone, come = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if gone or come:
        yield made("survey_version_choices", Severity.WARNING, after.name, gone=_few(gone), come=_few(come))
    both = sorted(set(one) & set(other))
    reworded = [name for name in both if _label(one[name], other[name]) != _label(other[name], one[name])]
    if reworded:
        yield made("survey_version_choice_wording", Severity.WARNING, after.name, choices=_few(reworded))


def _label(choice: Choice, other: Choice) -> dict[str, str]:
    languages = {language for language, _ in other.labels}
    return {language: " ".join(text.split()) for language, text in choice.labels if language in languages}


def _few(names: list[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "") if names else "none"
