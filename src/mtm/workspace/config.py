"""What a workspace's own files may say: periods with their cut-offs, expected deliveries, questions, corrections.

Scope: the shapes of workspace.yml, outline.yml, questions.yml, corrections.yml and policy/PERIOD.yml.
The shape of sources/*.yml is in ``workspace.source``. Reference: docs/reference/workspace.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from mtm.model.period import Period
from mtm.model.reference import Correction, Expected, Question


class Part(BaseModel):
    """Unknown keys are mistakes, not extras: a misspelt key must never be passed over in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: object) -> object:
    """YAML reads 2023 and 55.8 as numbers; a code or a printed value is text."""
    return str(value) if isinstance(value, int | float | date) and not isinstance(value, bool) else value


def _period(value: object) -> object:
    text = str(value)
    try:
        Period.parse(text)
    except ValueError as error:
        raise ValueError("not a period: write 2023-Q4, 2023, 2023-11, 2023-09-01 or 2023-01-01/2023-09-30") from error
    return text


Day = date
Printed = Annotated[str, BeforeValidator(_text)]
PeriodCode = Annotated[str, BeforeValidator(_period)]
Words = dict[str, str]
"""A text per language: {en: …, ru: …, kk: …}."""


class PeriodSetup(Part):
    """One period's dates: nothing received after ``cutoff`` enters its release."""

    cutoff: date
    published: date | None = None
    next: date | None = None


class ExpectedDelivery(Part):
    """A delivery that a source owes for every period; see ``model.reference.Expected``."""

    source: str
    form: str = ""
    covers: Literal["month", "quarter", "year", "ytd"]
    due_days: int = Field(ge=0, le=1000)
    indicators: list[str] = []


class Contact(Part):
    """Whom to write to; a name may be given by language."""

    name: str | Words = ""
    email: str = ""
    address: str = ""
    feedback: str = ""


class Review(Part):
    """Who has read a translation; a draft is a finding of every release that prints it."""

    state: Literal["draft", "reviewed"]
    by: str = ""
    on: date | None = None


class WorkspaceFile(Part):
    """workspace.yml."""

    country: str = Field(pattern=r"^[A-Z]{3}$")
    name: Words
    title: Words
    subtitle: Words = {}
    languages: list[str] = ["en"]
    simulated: bool = False
    publisher: Words = {}
    contact: Contact = Contact()
    funding: Words = {}
    disclaimer: Words = {}
    notice: Words = {}
    licence: Words = {}
    citation: Words = {}
    periods: dict[PeriodCode, PeriodSetup]
    expected: list[ExpectedDelivery] = []
    small_counts: int = Field(default=0, ge=0)
    enforcement: bool = False
    translations: dict[str, Words] = {}
    review: dict[str, Review] = {}

    @field_validator("languages")
    @classmethod
    def _at_least_one(cls, value: list[str]) -> list[str]:
        if not value:
            raise ValueError("name at least one language")
        return value

    def calendar(self, place: str) -> tuple[Expected, ...]:
        return tuple(
            Expected(e.source, e.form, e.covers, e.due_days, tuple(e.indicators), place) for e in self.expected
        )


class Matched(Part):
    """What a question or a correction is about; parts left out match anything."""

    id: str
    source: str
    indicator: str = ""
    period: PeriodCode | Literal[""] = ""
    area: str = ""
    breakdown: dict[str, str] | None = None
    raw: Printed = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...] | None:
        return None if self.breakdown is None else tuple(sorted(self.breakdown.items()))


class QuestionEntry(Matched):
    low: Decimal | None = None
    high: Decimal | None = None
    text: Words
    status: Literal["open", "settled"] = "open"

    def question(self, place: str) -> Question:
        return Question(
            self.id, self.source, self.indicator, self.period, self.area, self.pairs, self.raw,
            self.low, self.high, tuple(sorted(self.text.items())), self.status == "open", place,
        )  # fmt: skip


class CorrectionEntry(Matched):
    indicator: str
    period: PeriodCode
    raw: Printed
    value: Annotated[Decimal | None, BeforeValidator(_text)]
    reason: str = Field(min_length=3)
    author: str = Field(min_length=2)
    status: Literal["active", "withdrawn"] = "active"

    def correction(self, place: str) -> Correction:
        return Correction(
            self.id, self.source, self.indicator, self.period, self.area or "_T", self.raw, self.value,
            self.reason, self.author, self.status, self.pairs, place,
        )  # fmt: skip


class QuestionsFile(Part):
    questions: list[QuestionEntry] = []


class CorrectionsFile(Part):
    corrections: list[CorrectionEntry] = []


class OutlineFile(Part):
    """outline.yml: the sections of the report, in order."""

    sections: list[str] = Field(min_length=1)


class EventEntry(Part):
    """A policy development: every sentence is a quoted fact with its source."""

    date: Day
    until: Day | None = None
    agency: Words
    title: Words
    text: Words
    source: Words
    url: str = ""
    affects: list[str] = []


class PolicyFile(Part):
    events: list[EventEntry] = []
