"""The answers of one piece of a table: every question decoded, its state settled, its columns made.

Scope: questions. What became of the interview as a whole is settled before (``Fate``) and handed in.
Shapes: for a question ``q`` the columns ``q`` (null unless answered), ``q/choice`` (select-multiple) and ``q?``; for a
personal one ``q?`` alone, its texts being handed on for the vault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.extra import needed
from mtm.surveys.form import Kind, Question
from mtm.surveys.intake.decode import UNREADABLE, Decoder, marked
from mtm.surveys.intake.export import Piece
from mtm.surveys.intake.headers import Columns
from mtm.surveys.intake.values import Answer, answer_of, gathered
from mtm.surveys.logic.columns import Column
from mtm.surveys.logic.evaluate import Answers, UnevaluableError, evaluate
from mtm.surveys.logic.expression import ExpressionError, Node, parse
from mtm.surveys.plan import Plan
from mtm.surveys.states import State, choice_column, state_column

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

DEVICE = ("start", "end", "today")
"""Metadata that become the interview's own columns; other metadata go to the vault."""


@dataclass(frozen=True)
class Asked:
    """A question as the intake works with it: its decoder and its condition, None where it is always asked."""

    question: Question
    decoder: Decoder
    condition: Node | None = None
    unknown: str = ""


@dataclass(frozen=True)
class Fate:
    """What is known of each row before its questions: whether answers may be kept, and which version it was.

    ``kept`` is False for a refusal. ``absent`` says of a question for which rows its version did not have it.
    ``outer`` gives the answers around a repeat, by question.
    """

    kept: NDArray[np.bool_]
    absent: Callable[[str], NDArray[np.bool_] | None]
    outer: Callable[[str], Column | None]


@dataclass
class Tally:
    """What the findings are made of: counts by question."""

    unreadable: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    states: dict[str, Counter[int]] = field(default_factory=dict)


def asked(questions: Iterable[Question], plan: Plan, comma: bool = False) -> tuple[Asked, ...]:
    """The questions of one table, compiled; ``comma`` where the table's decimal mark is known to be the comma."""
    return tuple(_asked(q, plan, comma) for q in questions if q.kind != Kind.META)


def _asked(question: Question, plan: Plan, comma: bool) -> Asked:
    decoder = Decoder.of(question, plan, comma)
    if not question.relevant:
        return Asked(question, decoder)
    try:
        return Asked(question, decoder, parse(question.relevant))
    except ExpressionError as error:
        return Asked(question, decoder, None, str(error))


class PieceOfAnswers:
    """One piece of a table with its questions decoded on demand."""

    def __init__(self, piece: Piece, columns: Columns, questions: Sequence[Asked], unknown: dict[str, str]) -> None:
        self._piece, self._columns, self._asked = piece, columns, {one.question.name: one for one in questions}
        self._found: dict[str, Answer | None] = {}
        self._relevance: dict[str, NDArray[np.bool_] | None] = {}
        self._unknown = unknown

    def raw(self, position: int) -> Column:
        return Column.of(self._piece.columns[position])

    def column(self, name: str) -> Column | None:
        """The answers to a question as conditions compare them: choices by name."""
        found = self._answer(name)
        return found.column if found else None

    def _answer(self, name: str) -> Answer | None:
        if name not in self._found:
            one = self._asked.get(name)
            self._found[name] = self._decoded(one) if one else None
        return self._found[name]

    def _decoded(self, one: Asked) -> Answer | None:
        name = one.question.name
        at, splits = self._columns.values.get(name), self._columns.splits.get(name)
        if at is not None:
            found = answer_of(self._piece.columns[at], one.decoder)
            if not splits or not (found.values.states == UNREADABLE).any():
                return found
        if splits:
            return self._joined(one, splits)
        return None

    def _joined(self, one: Asked, splits: dict[str, int]) -> Answer:
        """A select-multiple from its columns: every set of choices that occurs is decoded once."""
        names = list(splits)
        chosen = np.zeros((self._piece.rows, len(names)), np.bool_)
        written = np.zeros(self._piece.rows, np.bool_)
        for at, name in enumerate(names):
            column = self.raw(splits[name])
            found = [marked(text, name) for text in column.values]
            chosen[:, at] = np.array([one is True for one in found], np.bool_)[column.codes]
            written |= np.array([one is not None for one in found], np.bool_)[column.codes]
        packed = np.packbits(chosen & written[:, None], axis=1)
        rows, codes = np.unique(packed, axis=0, return_inverse=True)
        sets = np.unpackbits(rows, axis=1, count=len(names)).astype(np.bool_)
        decoded = [one.decoder.chosen([name for name, yes in zip(names, row, strict=True) if yes]) for row in sets]
        return Answer(codes.reshape(-1).astype(np.int32), gathered(decoded, one.question.kind))

    def relevant(self, one: Asked, fate: Fate) -> NDArray[np.bool_] | None:
        """For which rows the form asks the question; None where that cannot be told from the answers."""
        text = one.question.relevant
        if text not in self._relevance:
            self._relevance[text] = self._evaluated(one, fate)
        return self._relevance[text]

    def _evaluated(self, one: Asked, fate: Fate) -> NDArray[np.bool_] | None:
        if one.condition is None:
            if one.unknown:
                self._unknown[one.question.name] = one.unknown
            return None if one.unknown else np.ones(self._piece.rows, np.bool_)

        def known(name: str) -> Column | None:
            return self.column(name) or fate.outer(name)

        try:
            return evaluate(one.condition, Answers(known, self._piece.rows))
        except UnevaluableError as error:
            self._unknown[one.question.name] = str(error)
            return None

    def build(self, fate: Fate, tally: Tally) -> tuple[dict[str, pa.Array], dict[str, pa.Array]]:
        """The columns of the round's table, and the personal texts for the vault."""
        kept: dict[str, pa.Array] = {}
        personal: dict[str, pa.Array] = {}
        for one in self._asked.values():
            name = one.question.name
            answer = self._answer(name)
            states = self._states(one, answer, fate, tally)
            if answer is not None and one.question.personal:
                personal[name] = _texts(answer, states == State.STRIPPED)
            elif not one.question.personal:
                kept |= columns_for(one.question, answer, states)
            personal |= self._unread(name, answer, fate)
            kept[state_column(name)] = needed("pyarrow").array(states)
        return kept, personal

    def _unread(self, name: str, answer: Answer | None, fate: Fate) -> dict[str, pa.Array]:
        """What could not be read as an answer, for the vault: it may be anything that somebody typed."""
        at = self._columns.values.get(name)
        if answer is None or at is None:
            return {}
        unread = (answer.states == UNREADABLE) & fate.kept
        if not unread.any():
            return {}
        pa, pc = needed("pyarrow"), needed("pyarrow.compute")
        return {f"{name} as written": pc.if_else(pa.array(unread), self._piece.columns[at].cast(pa.string()), None)}

    def _states(self, one: Asked, answer: Answer | None, fate: Fate, tally: Tally) -> NDArray[np.int8]:
        question = one.question
        if answer is None:
            states = np.full(self._piece.rows, State.NOT_IN_VERSION, np.int8)
        else:
            relevant = self.relevant(one, fate)
            states = _settled(answer.states, relevant, question)
            tally.unreadable[question.name] += int(((answer.states == UNREADABLE) & fate.kept).sum())
            if relevant is not None:
                tally.outside[question.name] += int(((states == State.ANSWERED) & ~relevant & fate.kept).sum())
            absent = fate.absent(question.name)
            if absent is not None:
                states[absent & (states != State.ANSWERED)] = State.NOT_IN_VERSION
            if question.personal:
                states[states == State.ANSWERED] = State.STRIPPED
        states[~fate.kept] = State.SKIPPED
        return states


def _settled(states: NDArray[np.int8], relevant: NDArray[np.bool_] | None, question: Question) -> NDArray[np.int8]:
    """A blank is skipped where the form did not ask; where that is unknown, a question with a condition was skipped."""
    settled = states.copy()
    settled[states == UNREADABLE] = State.BLANK
    blank = settled == State.BLANK
    if relevant is not None:
        settled[(states == State.BLANK) & ~relevant] = State.SKIPPED
    elif question.relevant:
        settled[blank & (states == State.BLANK)] = State.SKIPPED
    return settled


def fields_for(question: Question) -> list[tuple[str, Any]]:
    """Names and types of the columns of a question."""
    pa = needed("pyarrow")
    state = (state_column(question.name), pa.int8())
    if question.personal:
        return [state]
    words = pa.dictionary(pa.int32(), pa.string())
    types = {
        Kind.SELECT_ONE: words,
        Kind.SELECT_MULTIPLE: words,
        Kind.INTEGER: pa.int64(),
        Kind.DECIMAL: pa.float64(),
        Kind.DATE: pa.date32(),
        Kind.DATETIME: pa.timestamp("us", tz="UTC"),
    }
    found = [(question.name, types.get(question.kind, words))]
    if question.kind == Kind.SELECT_MULTIPLE:
        found += [(choice_column(question.name, choice.name), pa.bool_()) for choice in question.choices]
    return [*found, state]


def columns_for(question: Question, answer: Answer | None, states: NDArray[np.int8]) -> dict[str, pa.Array]:
    """The value columns of a question: null wherever its state is not answered."""
    pa = needed("pyarrow")
    types = dict(fields_for(question)[:-1])
    if answer is None:
        return {name: pa.nulls(len(states), type_) for name, type_ in types.items()}
    mask = states != State.ANSWERED
    if question.kind in (Kind.INTEGER, Kind.DATE, Kind.DATETIME):
        return {question.name: _numbers(answer, mask, np.int64, types[question.name])}
    if question.kind == Kind.DECIMAL:
        return {question.name: _numbers(answer, mask, np.float64, types[question.name])}
    found = {question.name: _texts(answer, ~mask)}
    if question.kind == Kind.SELECT_MULTIPLE:
        found |= _chosen(question, answer, mask)
    return found


def _numbers(answer: Answer, mask: NDArray[np.bool_], kind: Any, type_: Any) -> pa.Array:
    pa = needed("pyarrow")
    numbers = answer.values.numbers
    found = (np.zeros(len(answer.values.states), kind) if numbers is None else numbers)[answer.codes]
    if pa.types.is_date32(type_):
        return pa.array(found.astype(np.int32), mask=mask).cast(pa.date32())
    if pa.types.is_timestamp(type_):
        return pa.array(found, mask=mask).cast(type_)
    return pa.array(found, mask=mask, type=type_)


def _texts(answer: Answer, shown: NDArray[np.bool_]) -> pa.Array:
    """Texts as a dictionary; only texts that some row shows are in it, so that nothing hidden is carried along."""
    pa = needed("pyarrow")
    used = np.zeros(len(answer.values.states), np.bool_)
    used[answer.codes[shown]] = True
    place = np.cumsum(used, dtype=np.int32) - 1
    indices = pa.array(place[answer.codes], mask=~shown)
    return pa.DictionaryArray.from_arrays(indices, answer.values.texts.filter(pa.array(used)))


def _chosen(question: Question, answer: Answer, mask: NDArray[np.bool_]) -> dict[str, pa.Array]:
    pa = needed("pyarrow")
    names = {choice.name: at for at, choice in enumerate(question.choices)}
    chosen = answer.values.chosen or ()
    table = np.zeros((len(answer.values.states), max(len(names), 1)), np.bool_)
    for row, set_ in enumerate(chosen):
        table[row, [names[name] for name in set_ if name in names]] = True
    return {
        choice_column(question.name, name): pa.array(table[:, at][answer.codes], mask=mask)
        for name, at in names.items()
    }
