"""Does every text stand in every language of the form?

Scope: labels, hints, constraint messages of questions, labels of groups and choices.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.form import Kind, Texts
from mtm.surveys.forms.looked_at import LookedAt, cell, gathered


def texts(seen: LookedAt) -> Iterator[Finding]:
    """One finding for each language and column that lacks texts."""
    for language in seen.form.languages:
        spelled = seen.survey.spelled(language) or "the form's language"
        lacking = {"label": list(_labels(seen, language)), "hint": list(_others(seen, language, "hint"))}
        lacking["constraint_message"] = list(_others(seen, language, "constraint_message"))
        for column, places in lacking.items():
            yield from gathered("survey_text_missing", Severity.WARNING, places, column=column, language=spelled)
        yield from gathered("survey_choice_text_missing", Severity.WARNING, _choices(seen, language), language=spelled)
        yield from gathered("survey_label_twice", Severity.NOTE, _repeated(seen, language), language=spelled)


def _labels(seen: LookedAt, language: str) -> Iterator[Place]:
    for question in seen.form.questions:
        shown = question.kind not in (Kind.META, Kind.CALCULATE) and not question.name.endswith("_other")
        if shown and not dict(question.labels).get(language):
            yield seen.place(question, "label", language)
    for group in seen.form.groups:
        if group.labels and not dict(group.labels).get(language):
            yield cell(seen.file, seen.survey, group.row, "label", language)


def _repeated(seen: LookedAt, language: str) -> Iterator[Place]:
    """Questions of one table whose label an earlier one has: an export with labels cannot tell them apart."""
    met: set[tuple[str, str]] = set()
    for question in seen.form.questions:
        label = (question.repeat, " ".join(dict(question.labels).get(language, "").split()).casefold())
        if label[1] and label in met:
            yield seen.place(question, "label", language)
        met.add(label)


def _others(seen: LookedAt, language: str, column: str) -> Iterator[Place]:
    for question in seen.form.questions:
        told: Texts = question.hints if column == "hint" else question.constraint_messages
        if told and not dict(told).get(language):
            yield seen.place(question, column, language)


def _choices(seen: LookedAt, language: str) -> Iterator[Place]:
    for entry in seen.choices.entries:
        if entry.text("list_name") and entry.text("name") and not entry.text("label", language):
            yield cell(seen.file, seen.choices, entry.row, "label", language)
