"""The Data Analysis Plan: what each question is for, who may see it, and which indicators are made of it.

Scope: ``plan.yml`` beside a form, read and checked; a team's own form is mapped to indicators here and needs no column
of ours. What an expression or a statistic means is the business of ``surveys.estimates``.
Errors: WorkspaceError that names file, line and key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from mtm.model.errors import WorkspaceError
from mtm.surveys.form import Form, Place, Question
from mtm.surveys.states import DONT_KNOW, REFUSED
from mtm.workspace.yamlfile import InvalidError, did_you_mean, validate

DETERMINANTS = ("individual", "household", "community", "structural")
DISSEMINATION = ("public", "sensitive", "urgent")

Determinant = Literal["individual", "household", "community", "structural"]
Dissemination = Literal["public", "sensitive", "urgent"]


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _many(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


def _window(value: str) -> str:
    if value and not re.fullmatch(r"P(?:\d+[DWMY])+", value):
        raise InvalidError("is not a window of time", "Write an ISO 8601 duration such as P7D, P30D or P12M.")
    return value


Code = Annotated[str, BeforeValidator(_text)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_many)]
Window = Annotated[str, AfterValidator(_window)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Coded(_Part):
    """A question whose answers have a meaning for mtm: which choices mean what."""

    question: str
    yes: Codes = ("yes", "1")


class OutcomeRole(_Part):
    """The question that says what became of a visit, and the choices that mean no contact, not eligible, broken off."""

    question: str
    noncontact: Codes = ()
    ineligible: Codes = ()
    refused: Codes = ()
    partial: Codes = ()


class Ending(_Part):
    """The question at the end that says how the interview ended, and the choices that mean it was broken off."""

    question: str
    partial: Codes


class Roles(_Part):
    """Which questions have a part in the interview itself; default: found by their usual names."""

    consent: Coded | None = None
    outcome: OutcomeRole | None = None
    ending: Ending | None = None
    interviewer: str = ""
    site: str = ""
    started: str = ""
    ended: str = ""
    date: str = ""


class CodesPart(_Part):
    """Names of choices (and numbers) that stand for don't know and for refused."""

    dont_know: Codes = DONT_KNOW
    refused: Codes = REFUSED


class QuestionEntry(_Part):
    """The place of one question in the plan; what is left out here is taken from the form's mtm_ columns."""

    indicator: str = ""
    determinant: Determinant | Literal[""] = ""
    dissemination: Dissemination | Literal[""] = ""
    window: Window = ""
    personal: bool | None = None
    dont_know: Codes = ()
    refused: Codes = ()


class IndicatorEntry(_Part):
    """One indicator of the plan: what is estimated, for which domains, and how far down it may be shown."""

    id: str
    title: Mapping[str, str] = Field(default_factory=dict)
    question: str = ""
    questions: tuple[str, ...] = ()
    score: str = ""
    statistic: Literal["proportion", "mean", "total", "ratio", "median"] = "proportion"
    numerator: str = ""
    denominator: str = ""
    where: str = ""
    repeat: str = ""
    unit: str = ""
    domains: tuple[tuple[str, ...], ...] = ()
    determinant: Determinant | Literal[""] = ""
    dissemination: Dissemination | Literal[""] = ""
    lowest_level: Literal["national", "region"] = "national"
    window: Window = ""
    population: str = ""
    settings: Mapping[str, Any] = Field(default_factory=dict)

    @property
    def may_leave(self) -> bool:
        """Without determinant and dissemination category nothing leaves."""
        return bool(self.determinant and self.dissemination)


def _domains(value: Any) -> Any:
    """Domains may be written as one name or a list of names to be crossed."""
    if not isinstance(value, list):
        return value
    for entry in value:
        if isinstance(entry, dict) and isinstance(entry.get("domains"), list):
            entry["domains"] = [_many(domain) for domain in entry["domains"]]
    return value


class Plan(_Part):
    """The Data Analysis Plan of one instrument."""

    instrument: str = ""
    title: Mapping[str, str] = Field(default_factory=dict)
    population: str = ""
    roles: Roles = Roles()
    codes: CodesPart = CodesPart()
    questions: Mapping[str, QuestionEntry] = Field(default_factory=dict)
    indicators: Annotated[tuple[IndicatorEntry, ...], BeforeValidator(_domains)] = ()
    settings: Mapping[str, Any] = Field(default_factory=dict)

    def dont_know(self, question: str) -> tuple[str, ...]:
        entry = self.questions.get(question)
        return (entry and entry.dont_know) or self.codes.dont_know

    def refused(self, question: str) -> tuple[str, ...]:
        entry = self.questions.get(question)
        return (entry and entry.refused) or self.codes.refused


def load_plan(path: Path) -> Plan:
    """The plan of a file."""
    return validate(Plan, path)


def fitted(form: Form, plan: Plan, where: str = "plan.yml") -> Form:
    """The form with every question in its place of the plan; plan.yml stands above the form's own columns.

    Errors: WorkspaceError where the plan names a question that the form does not have.
    """
    unknown = sorted(set(plan.questions) - set(form.by_name))
    if unknown:
        raise WorkspaceError(
            "the form has no such question",
            where=f"{where}, key questions.{unknown[0]}",
            value=unknown[0],
            remedy=did_you_mean(unknown[0], form.by_name),
        )
    return replace(form, questions=tuple(_placed(q, plan.questions.get(q.name)) for q in form.questions))


def _placed(question: Question, entry: QuestionEntry | None) -> Question:
    if entry is None:
        return question
    said = question.place
    place = Place(
        indicator=entry.indicator or said.indicator,
        determinant=entry.determinant or said.determinant,
        dissemination=entry.dissemination or said.dissemination,
        window=entry.window or said.window,
        personal=said.personal if entry.personal is None else entry.personal,
    )
    return replace(question, place=place)
