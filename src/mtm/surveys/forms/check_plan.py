"""Is every question in its place of the Data Analysis Plan, can everybody answer it, and what about persons?

Scope: determinant, dissemination category, window; don't know and refused; personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.form import Kind, Question
from mtm.surveys.forms.looked_at import LookedAt, few, gathered
from mtm.surveys.plan import DETERMINANTS, DISSEMINATION, Plan

WINDOW = re.compile(r"P(?:\d+[DWMY])+")
_NO_ANSWER_NEEDED = 2
"""Lists of two choices such as yes and no of consent are whole; longer ones need a way not to know."""

_POINTS_TO_A_PERSON = re.compile(
    r"(?:^|_)(?:first_?name|last_?name|full_?name|surname|patronymic|phone|telephone|mobile|passport_?n\w*|iin|inn"
    r"|address|e?mail|gps|latitude|longitude|birth_?date|date_of_birth|dob|id_?number|plate)(?:_|$)",
    re.IGNORECASE,
)


def placed(seen: LookedAt) -> Iterator[Finding]:
    """Questions without a determinant or a dissemination category, or with one that is unknown."""
    asked = [q for q in seen.form.questions if q.kind not in (Kind.META, Kind.CALCULATE) and not q.personal]
    for column, known in (("mtm_determinant", DETERMINANTS), ("mtm_dissemination", DISSEMINATION)):
        part = column.removeprefix("mtm_")
        lacking = [q for q in asked if not getattr(q.place, part)]
        places = [seen.place(q, column) for q in lacking]
        yield from gathered("survey_place_missing", Severity.WARNING, places, part=part, names=few(_names(lacking)))
        for question in asked:
            value = getattr(question.place, part)
            if value and value not in known:
                place = seen.place(question, column)
                yield Finding.make("survey_place_unknown", Severity.BLOCKING, place, part=part, said=value[:60],
                                   known=", ".join(known))  # fmt: skip
    for question in asked:
        if question.place.window and not WINDOW.fullmatch(question.place.window):
            place = seen.place(question, "mtm_window")
            yield Finding.make("survey_window_unknown", Severity.BLOCKING, place, said=question.place.window[:60])


def not_known(seen: LookedAt, plan: Plan, first: int = 0) -> Iterator[Finding]:
    """Required choices without don't know or without refused: people are made to say what they do not know.

    ``first`` is the row of consent; what stands above it is the interviewer's own.
    """
    for part, codes in (("dont_know", plan.codes.dont_know), ("refused", plan.codes.refused)):
        lacking = [
            q for q in seen.form.questions if q.row > first and _wants(q) and not set(codes) & set(q.choice_names)
        ]
        places = [seen.place(q, "type") for q in lacking]
        yield from gathered("survey_no_way_out", Severity.NOTE, places, part=part, names=few(_names(lacking)))


def _wants(question: Question) -> bool:
    return question.required and question.kind in Kind.SELECTS and len(question.choices) > _NO_ANSWER_NEEDED


def persons(seen: LookedAt) -> Iterator[Finding]:
    """What goes to the vault, and what may point to a person and would stay in the tables."""
    stripped = [q for q in seen.form.questions if q.personal]
    if stripped:
        place = Place(seen.file, seen.survey.name)
        names = few(_names(stripped))
        yield Finding.make("survey_to_the_vault", Severity.NOTE, place, count=str(len(stripped)), names=names)
    kept = [
        q for q in seen.form.questions
        if not q.personal and q.kind not in Kind.SELECTS and _POINTS_TO_A_PERSON.search(q.name)
    ]  # fmt: skip
    places = [seen.place(q, "name") for q in kept]
    yield from gathered("survey_may_be_personal", Severity.WARNING, places, names=few(_names(kept)))


def _names(questions: list[Question]) -> Iterator[str]:
    return (question.name for question in questions)
