"""Can the form's conditions be understood, do they ask for what exists, and does consent hold the rest together?

Scope: relevant and constraint of every question and group. A condition that compares with a choice that is not in the
list never holds, and nobody notices in the field. One that is no XPath stops the form; one that is, but that mtm does
not understand, is told as a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.form import Form, Kind, Question
from mtm.surveys.forms.looked_at import LookedAt, cell, few, gathered
from mtm.surveys.logic.expression import (
    OWN,
    Answer,
    Call,
    ExpressionError,
    Node,
    Operation,
    Text,
    answers,
    functions,
    parse,
)
from mtm.surveys.logic.grammar import is_xpath

EVERYWHERE = frozenset({"today", "now"})
_CONSENT = "consent"
PASSES = 50
"""Questions look back at earlier ones, so that one pass is enough; a form that looks ahead needs a few more."""


def logic(seen: LookedAt) -> Iterator[Finding]:
    """Conditions that cannot be parsed, that name what is not there, or that can never hold."""
    for entry in seen.survey.entries:
        for column in ("relevant", "constraint"):
            text = entry.text(column)
            if text:
                yield from _condition(seen, text, column, entry.place(column), entry.text("name"))


def _condition(seen: LookedAt, text: str, column: str, place: Place, name: str) -> Iterator[Finding]:
    try:
        node = parse(text)
    except ExpressionError as error:
        if is_xpath(text):
            yield Finding.make("survey_logic_unreadable", Severity.WARNING, place, column=column, why=str(error))
        else:
            yield Finding.make("survey_logic_not_xpath", Severity.BLOCKING, place, column=column, why=str(error))
        return
    known = seen.form.by_name
    groups = {group.name for group in seen.form.groups}
    for asked in sorted(answers(node) - {OWN}):
        if asked not in known and asked not in groups:
            yield Finding.make("survey_logic_unknown_name", Severity.BLOCKING, place, column=column, name=asked)
    if column == "relevant":
        unknown = functions(node) - _evaluated() - EVERYWHERE
        if unknown:
            yield Finding.make("survey_logic_function", Severity.NOTE, place, functions=few(sorted(unknown)))
    for asked, choice in sorted(set(_compared(node, name))):
        question = known.get(asked)
        if question and question.choices and choice and choice not in question.choice_names:
            yield Finding.make(
                "survey_logic_no_such_choice", Severity.WARNING, place, column=column, name=asked, choice=choice[:60]
            )


def _evaluated() -> frozenset[str]:
    from mtm.surveys.logic.evaluate import EVALUATED

    return EVALUATED


def _compared(node: Node, own: str) -> Iterator[tuple[str, str]]:
    """Questions and the choices that a condition compares them with."""
    if isinstance(node, Operation):
        if node.operator in ("=", "!="):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(one, Answer) and isinstance(other, Text):
                    yield (own if one.name == OWN else one.name), other.value
        yield from _compared(node.left, own)
        yield from _compared(node.right, own)
    if isinstance(node, Call):
        arguments = node.arguments
        if node.function == "selected" and len(arguments) == 2:
            one, other = arguments
            if isinstance(one, Answer) and isinstance(other, Text):
                yield (own if one.name == OWN else one.name), other.value
        for argument in arguments:
            yield from _compared(argument, own)


def consent(seen: LookedAt, told: str = "") -> Iterator[Finding]:
    """Is there a question on consent, what is asked before it, and what is asked in spite of a refusal?"""
    question = consent_question(seen.form, told)
    if question is None:
        yield Finding.make("survey_no_consent", Severity.WARNING, Place(seen.file, seen.survey.name))
        return
    asked = [q for q in seen.form.questions if q.kind not in (Kind.META, Kind.CALCULATE)]
    before = [q for q in asked if q.row < question.row]
    if before:
        place = seen.place(question, "name")
        names = few(q.name for q in before)
        yield Finding.make("survey_asked_before_consent", Severity.NOTE, place, count=str(len(before)), names=names)
    gated = _gated(seen.form, question.name)
    after = [q for q in asked if q.row > question.row and q.name not in gated]
    places = [cell(seen.file, seen.survey, q.row, "relevant") for q in after]
    yield from gathered("survey_asked_after_refusal", Severity.WARNING, places, consent=question.name)


def consent_question(form: Form, told: str) -> Question | None:
    """The question that asks for consent: the plan's, else the first choice with consent in its name."""
    if told:
        return form.by_name.get(told)
    return next((q for q in form.questions if q.kind == Kind.SELECT_ONE and _CONSENT in q.name.lower()), None)


def _gated(form: Form, consent_name: str) -> set[str]:
    """Questions that are only asked after consent, directly or because they depend on one that is."""
    needs = {question.name: _names(question.relevant) for question in form.questions}
    gated: set[str] = set()
    for _ in range(PASSES):
        before = len(gated)
        for name, used in needs.items():
            if used & gated or consent_name in used:
                gated.add(name)
        if len(gated) == before:
            break
    return gated


def _names(condition: str) -> frozenset[str]:
    try:
        return answers(parse(condition)) if condition else frozenset()
    except ExpressionError:
        return frozenset()
