"""The answers of a round as estimates need them: choices as codes, numbers, and what became of each question.

Scope: interviews that were held (complete or partial), or the rows of a repeat together with the interview around them.
A column is read when an expression asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys.estimates.design import Floats, Ints
from mtm.surveys.extra import needed
from mtm.surveys.scoring.columns import ScoreColumn
from mtm.surveys.states import INTERVIEWS, META, Outcome, State, choice_column, state_column

if TYPE_CHECKING:
    import pyarrow as pa

Read = Callable[[str, str], "pa.ChunkedArray | None"]
"""Reads one column of one table; None where there is none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answers to one question: ``codes`` into ``labels`` (-1 not known), or ``numbers`` (nan not known)."""

    labels: tuple[str, ...]
    codes: Ints
    numbers: Floats | None
    states: NDArray[np.int8]

    @property
    def known(self) -> NDArray[np.bool_]:
        known: NDArray[np.bool_] = self.codes >= 0 if self.numbers is None else ~np.isnan(self.numbers)
        return known

    def taken(self, rows: Ints) -> Answer:
        numbers = None if self.numbers is None else self.numbers[rows]
        return Answer(self.labels, self.codes[rows], numbers, self.states[rows])

    @property
    def as_numbers(self) -> Floats:
        """Numbers, also where choices are named by numbers."""
        if self.numbers is not None:
            return self.numbers
        values = np.array([_number(label) for label in self.labels] + [np.nan])
        found: Floats = values[self.codes]
        return found

    @property
    def coded(self) -> tuple[NDArray[Any], Ints]:
        """Labels and codes, numbers too; for domains, strata and clusters."""
        if self.numbers is None:
            return np.array(self.labels or ("",)), self.codes
        known = self.known
        values, codes = np.unique(self.numbers[known], return_inverse=True)
        out = np.full(len(known), -1, dtype=np.int64)
        out[known] = codes
        return np.array([f"{value:g}" for value in values] or [""]), out


@dataclass
class Answers:
    """The rows that estimates are made of: held interviews, or the rows of one repeat in them."""

    read: Read
    table: str
    parents: Ints  # row of the interviews table behind each row here
    rows: Ints  # row of the table behind each row here
    sites: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _kept: dict[str, Answer | None] = field(default_factory=dict)

    @classmethod
    def of(cls, read: Read, repeat: str = "", sites: Mapping[str, Mapping[str, str]] | None = None) -> Answers:
        """The held interviews of a round, or with ``repeat`` the rows of that table that belong to them."""
        held = np.flatnonzero(_texts_in(_there(read, INTERVIEWS, "_outcome"), Outcome.INTERVIEWED))
        if not repeat:
            return cls(read, INTERVIEWS, held, held, sites or {})
        ids = {name: int(row) for row, name in enumerate(_there(read, INTERVIEWS, "_id").to_pylist())}
        kept = set(held.tolist())
        behind = np.array([ids.get(name, -1) for name in _there(read, repeat, "_parent").to_pylist()], dtype=np.int64)
        rows = np.flatnonzero(np.array([row in kept for row in behind.tolist()], dtype=bool))
        return cls(read, repeat, behind[rows], rows, sites or {})

    @property
    def size(self) -> int:
        return len(self.rows)

    def answer(self, name: str) -> Answer:
        """The answers to a question, or a part of the site ("region", "stratum"). Errors: MtmError for none such."""
        found = self.find(name)
        if found is None:
            raise MtmError(
                "the round has no such question", value=name, remedy="Check the name in plan.yml and round.yml."
            )
        return found

    def find(self, name: str) -> Answer | None:
        if name not in self._kept:
            self._kept[name] = self._question(name) or self._of_site(name)
        return self._kept[name]

    def derive(self, name: str, answer: Answer) -> None:
        """Let expressions and domains ask for an answer that was made of others."""
        self._kept[name] = answer

    def choice(self, question: str, choice: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether a choice of a select-multiple was taken, and where that is known."""
        for table, rows in self._places():
            column = self.read(table, choice_column(question, choice))
            if column is not None:
                states = _states(self.read(table, state_column(question)), len(column))[rows]
                return _bools(column)[rows], states == State.ANSWERED
        raise MtmError("the round has no such choice", value=f"{question}/{choice}",
                       remedy="has() asks a select-multiple question for one of its choices, by name.")  # fmt: skip

    def score_columns(self, questions: Sequence[str]) -> list[ScoreColumn]:
        return [_score_column(name, self.answer(name)) for name in questions]

    def _places(self) -> tuple[tuple[str, Ints], ...]:
        own = (self.table, self.rows)
        return (own,) if self.table == INTERVIEWS else (own, (INTERVIEWS, self.parents))

    def _question(self, name: str) -> Answer | None:
        for table, rows in self._places():
            column = self.read(table, name)
            if column is not None:
                states = np.zeros(len(column), np.int8)
                if name not in META:
                    states = _states(self.read(table, state_column(name)), len(column))
                return _answer(column, states).taken(rows)
        return None

    def _of_site(self, name: str) -> Answer | None:
        site = self._question("_site")
        if site is None or not any(parts.get(name) for parts in self.sites.values()):
            return None
        told = [self.sites.get(label, {}).get(name, "") for label in site.labels] + [""]
        labels = sorted(set(told) - {""})
        codes = np.array([labels.index(t) if t else -1 for t in told], dtype=np.int64)
        return Answer(tuple(labels), codes[site.codes], None, site.states)


def _there(read: Read, table: str, name: str) -> pa.ChunkedArray:
    column = read(table, name)
    if column is None:
        raise MtmError("the round has no such column", value=f"{table}/{name}", remedy="Take the round in again.")
    return column


def _texts_in(column: pa.ChunkedArray, wanted: Sequence[str]) -> NDArray[np.bool_]:
    labels, codes = _dictionary(column)
    hits = np.array([label in wanted for label in labels] + [False])
    found: NDArray[np.bool_] = hits[codes]
    return found


def _answer(column: pa.ChunkedArray, states: NDArray[np.int8]) -> Answer:
    pa = needed("pyarrow")
    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = column.cast(pa.float64()).fill_null(float("nan")).to_numpy().astype(np.float64)
        return Answer((), np.full(len(column), -1, dtype=np.int64), numbers, states)
    labels, codes = _dictionary(column)
    return Answer(labels, codes, None, states)


def _dictionary(column: pa.ChunkedArray) -> tuple[tuple[str, ...], Ints]:
    pa = needed("pyarrow")
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    if isinstance(column, pa.ChunkedArray):
        column = column.unify_dictionaries().combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # an empty table has no chunk to combine
        return (), np.zeros(0, dtype=np.int64)
    codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return tuple(str(label) for label in column.dictionary.to_pylist()), codes


def _states(column: pa.ChunkedArray | None, size: int) -> NDArray[np.int8]:
    if column is None:
        return np.zeros(size, np.int8)
    return np.asarray(column.fill_null(int(State.BLANK)).to_numpy(), dtype=np.int8)


def _bools(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(column.fill_null(False).to_numpy(), dtype=bool)


def _score_column(name: str, answer: Answer) -> ScoreColumn:
    return ScoreColumn(name, answer.labels, answer.codes, answer.as_numbers)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
