"""The nouns of a questionnaire: a form asks questions, some with choices, some again and again in a repeat.

Scope: what an XLSForm says, whoever wrote it, as frozen values; nothing about what was answered.
Source: the XLSForm standard as KoboToolbox and ODK implement it (xlsform.org).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Texts = tuple[tuple[str, str], ...]
"""Pairs of a language code and a text; the language is "" in a form that names none."""


class Kind:
    """What kind of answer a question takes."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    PLACE = "place"  # coordinates, always personal
    MEDIA = "media"  # pictures, sound, files, barcodes, always personal
    CALCULATE = "calculate"
    META = "meta"  # start, end, today, deviceid …: filled by the device
    OTHER = "other"  # rank and acknowledge: kept as text

    SELECTS = (SELECT_ONE, SELECT_MULTIPLE)
    NUMBERS = (INTEGER, DECIMAL)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list: its name as stored, and its label in each language."""

    name: str
    labels: Texts = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands in the Data Analysis Plan; empty parts are not decided yet.

    ``determinant``: individual, household, community or structural (IOM's determinants of migrant vulnerability).
    ``dissemination``: public, sensitive or urgent. ``window``: the recall window as an ISO 8601 duration ("P7D").
    ``personal``: True sends the answers to the vault, False keeps them, None leaves it to the kind of question.
    """

    indicator: str = ""
    determinant: str = ""
    dissemination: str = ""
    window: str = ""
    personal: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name is its column, ``relevant`` the whole condition under which it is asked.

    ``relevant`` joins the question's own condition and those of the groups around it; "" is always asked.
    ``repeat`` is the innermost repeat around it, "" for the interview itself. ``row`` is its row in the survey sheet.
    ``written`` is its name in the form where another question has that name too, else "".
    """

    name: str
    kind: str
    type: str = ""
    labels: Texts = ()
    hints: Texts = ()
    constraint_messages: Texts = ()
    list_name: str = ""
    choices: tuple[Choice, ...] = ()
    choice_filter: str = ""
    groups: tuple[str, ...] = ()
    repeat: str = ""
    relevant: str = ""
    constraint: str = ""
    required: bool = False
    calculation: str = ""
    place: Place = field(default_factory=Place)
    row: int = 0
    written: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The way to the question as an export may write it: its groups, and its name in the form."""
        return (*self.groups, self.written or self.name)

    @property
    def choice_names(self) -> tuple[str, ...]:
        return tuple(choice.name for choice in self.choices)

    @property
    def personal(self) -> bool:
        """Whether its answers go to the vault: what the form says, else free text, coordinates, media, devices."""
        if self.place.personal is not None:
            return self.place.personal
        return self.kind in (Kind.PLACE, Kind.MEDIA, Kind.TEXT) or self.type in PERSONAL_META


PERSONAL_META = (
    "deviceid",
    "subscriberid",
    "simserial",
    "phonenumber",
    "username",
    "email",
    "audit",
    "start-geopoint",
    "background-audio",
    "background-geopoint",
)
"""Metadata of the device or of the interviewer that point to a person."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group or a repeat: ``path`` leads to it from the top, its own name last; ``parent`` is the repeat around it."""

    name: str
    path: tuple[str, ...]
    labels: Texts = ()
    repeat: bool = False
    parent: str = ""
    relevant: str = ""
    row: int = 0


@dataclass(frozen=True)
class Form:
    """A questionnaire: its questions in the order of the form, its groups and repeats, and its languages."""

    id: str
    version: str = ""
    title: str = ""
    languages: tuple[str, ...] = ("",)
    default_language: str = ""
    questions: tuple[Question, ...] = ()
    groups: tuple[Group, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        """Questions by name; XLSForm wants names to be unique at least within a group, we within the form."""
        return {question.name: question for question in self.questions}

    @cached_property
    def repeats(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.repeat)

    def asked_in(self, repeat: str = "") -> tuple[Question, ...]:
        """The questions of one table: the interview itself, or a repeat."""
        return tuple(question for question in self.questions if question.repeat == repeat)


def text_in(texts: Texts, language: str) -> str:
    """The text in a language, else the first there is."""
    known = dict(texts)
    return known.get(language) or next((text for _, text in texts if text), "")
