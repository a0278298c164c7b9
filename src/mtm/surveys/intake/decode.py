"""The texts of one column become values: codes of choices, numbers, dates, each text looked at once.

Scope: one question. A choice may come by name or by label in any language; a date as ISO text or with dots; "don't
know" and "refused" are told apart from answers. A text that cannot be meant is unreadable and goes aside, never
guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from mtm.surveys.form import Kind, Question
from mtm.surveys.intake.headers import plain
from mtm.surveys.intake.spelling import dated, number
from mtm.surveys.plan import Plan
from mtm.surveys.states import State

UNREADABLE = -1
_WHOLE = re.compile(r"([-+]?[0-9]{1,18})(?:\.0+)?")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_NUMBERS_LISTED = 50
_NO = ("0", "false", "no", "0.0")
MISSING = ("n/a",)

Value = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Decoded:
    """One text decoded: its value, the text that conditions compare with, and its state (or UNREADABLE)."""

    value: Value
    text: str
    state: int


BLANK = Decoded(None, "", State.BLANK)


@dataclass
class Decoder:
    """Decodes the texts of one question; what was seen once is remembered."""

    question: Question
    dont_know: frozenset[str]
    refused: frozenset[str]
    comma: bool = False
    _seen: dict[str, Decoded] = field(default_factory=dict)

    REMEMBERED = 200_000

    @classmethod
    def of(cls, question: Question, plan: Plan, comma: bool = False) -> Decoder:
        """With the codes of the plan; for numbers and texts only those that the plan gives to this very question.

        ``comma`` where the table that holds the answers is known to write the comma as its decimal mark.
        """
        entry = plan.questions.get(question.name)
        if question.kind in Kind.SELECTS:
            dont_know = _meant(question, plan.dont_know(question.name))
            return cls(question, dont_know, _meant(question, plan.refused(question.name)))
        given = entry.dont_know if entry else (), entry.refused if entry else ()
        return cls(question, frozenset(given[0]), frozenset(given[1]), comma)

    def __call__(self, text: str) -> Decoded:
        found = self._seen.get(text)
        if found is None:
            found = self._decode(text.strip())
            if len(self._seen) < self.REMEMBERED:
                self._seen[text] = found
        return found

    def _decode(self, text: str) -> Decoded:
        if not text or (text in MISSING and text not in self.question.choice_names):
            return BLANK
        if self.question.kind == Kind.SELECT_ONE:
            return self._one(text)
        if self.question.kind == Kind.SELECT_MULTIPLE:
            return self.chosen(self._names(text))
        text = self._spelled(text)
        if text in self.dont_know:
            return Decoded(None, text, State.DONT_KNOW)
        if text in self.refused:
            return Decoded(None, text, State.REFUSED)
        value = _READ.get(self.question.kind, _as_text)(text)
        return Decoded(value, text, UNREADABLE if value is None else State.ANSWERED)

    def _spelled(self, text: str) -> str:
        if self.question.kind in Kind.NUMBERS:
            return number(text, self.comma)
        return dated(text) if self.question.kind in (Kind.DATE, Kind.DATETIME) else text

    def _one(self, text: str) -> Decoded:
        name = self._named.get(text) or self._labelled.get(plain(text)) or self._named.get(text.removesuffix(".0"))
        if name is None and not self.question.choices:
            name = text  # the list stands in a file attached to the form
        if name is None:
            return Decoded(None, "", UNREADABLE)
        return Decoded(name, name, self._state((name,)))

    def chosen(self, names: Sequence[str] | None) -> Decoded:
        """The decoded answer that these choices make together, in the order of the form."""
        if names is None:
            return Decoded(None, "", UNREADABLE)
        if not names:
            return BLANK
        order = self._order
        ordered = tuple(sorted(set(names), key=lambda name: order.get(name, len(order))))
        return Decoded(ordered, " ".join(ordered), self._state(ordered))

    def _state(self, names: Sequence[str]) -> int:
        if all(name in self.dont_know for name in names):
            return State.DONT_KNOW
        if all(name in self.refused for name in names):
            return State.REFUSED
        return State.ANSWERED

    def _names(self, text: str) -> tuple[str, ...] | None:
        """The choices in one text: names joined by spaces (or commas), else labels joined by spaces."""
        parts = text.split()
        if not self.question.choices or all(part in self._named for part in parts):
            return tuple(parts)
        words = plain(text).replace(";", " ").replace(",", " ").split()
        return _segmented(words, self._label_words)

    @cached_property
    def _named(self) -> dict[str, str]:
        return {name: name for name in self.question.choice_names}

    @cached_property
    def _labelled(self) -> dict[str, str]:
        """Labels that mean one choice only, and names in another case."""
        found: dict[str, set[str]] = {}
        for choice in self.question.choices:
            for text in (choice.name, *(label for _, label in choice.labels)):
                found.setdefault(plain(text), set()).add(choice.name)
        return {text: next(iter(names)) for text, names in found.items() if len(names) == 1}

    @cached_property
    def _label_words(self) -> list[tuple[tuple[str, ...], str]]:
        texts = {tuple(text.replace(",", " ").replace(";", " ").split()): name for text, name in self._labelled.items()}
        return sorted(((words, name) for words, name in texts.items() if words), key=lambda pair: -len(pair[0]))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.question.choice_names)}


def marked(text: str, choice: str) -> bool | None:
    """Whether a column of a select-multiple says that its choice was chosen; None for a blank.

    The column holds 1 or 0, true or false, or the name of the choice where it was chosen.
    """
    said = text.strip().lower()
    if not said or said in MISSING:
        return None
    return said == choice.lower() or said not in _NO


def _meant(question: Question, codes: Iterable[str]) -> frozenset[str]:
    """The codes that are choices here; numbers such as 98 mean nothing special in a long list of numbers."""
    names = question.choice_names
    if not names:  # the list stands in a file attached to the form
        return frozenset(code for code in codes if not code.lstrip("-").isdecimal())
    numbered = sum(name.lstrip("-").isdecimal() for name in names) >= _NUMBERS_LISTED
    return frozenset(code for code in codes if code in names and not (numbered and code.lstrip("-").isdecimal()))


def _segmented(words: Sequence[str], labels: list[tuple[tuple[str, ...], str]]) -> tuple[str, ...] | None:
    """The one way to read words as a sequence of labels, longest first; None where there is no way."""
    found: list[str] = []
    at = 0
    while at < len(words):
        fit = next(((label, name) for label, name in labels if tuple(words[at : at + len(label)]) == label), None)
        if fit is None:
            return None
        found.append(fit[1])
        at += len(fit[0])
    return tuple(found)


def _as_text(text: str) -> Value:
    return text


def _whole(text: str) -> Value:
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def _decimal(text: str) -> Value:
    return float(text) if _DECIMAL.fullmatch(text) else None


def day(text: str) -> int | None:
    """Days since 1970-01-01; a time behind the date is left out."""
    try:
        return (date.fromisoformat(dated(text)[:10]) - date(1970, 1, 1)).days
    except ValueError:
        return None


def moment(text: str) -> int | None:
    """Microseconds since 1970-01-01 in UTC; a text without a zone is taken as UTC."""
    try:
        found = datetime.fromisoformat(dated(text).strip())
    except ValueError:
        return None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    since = found - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


_READ: dict[str, Callable[[str], Value]] = {
    Kind.INTEGER: _whole,
    Kind.DECIMAL: _decimal,
    Kind.DATE: day,
    Kind.DATETIME: moment,
}
