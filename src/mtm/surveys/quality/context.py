"""What the checks look at: the answers of a round as numpy columns, the form, and what was planned.

Scope: reading only. Every column is decoded once and kept.
Shapes: one element per interview (or per row of a repeat), in the order of the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.extra import needed
from mtm.surveys.form import Form, Kind, Question
from mtm.surveys.logic.columns import Column
from mtm.surveys.plan import Plan
from mtm.surveys.round_file import RoundFile
from mtm.surveys.states import INTERVIEWS, Outcome, State, state_column

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from mtm.surveys.rounds import Round

NONE = -1
"""The code of a row without an answer."""

LIMIT = 5_000
"""Findings of one rule about single interviews; beyond, nobody reads on, and one finding says how many there are."""


@dataclass(eq=False)
class Answers:
    """One table of a round, column by column."""

    table: pa.Table
    questions: tuple[Question, ...]
    _codes: dict[str, NDArray[np.int32]] = field(default_factory=dict)
    _columns: dict[str, Column] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.table.column_names)

    def has(self, name: str) -> bool:
        return name in self.names

    @cached_property
    def kept(self) -> tuple[Question, ...]:
        """The questions whose answers are here and not in the vault."""
        return tuple(q for q in self.questions if self.has(q.name) and self.has(state_column(q.name)))

    def column(self, name: str) -> Column:
        """Codes into the texts of a column; a row without a value has the empty text."""
        if name not in self._columns:
            self._columns[name] = Column.of(self.table[name].combine_chunks())
        return self._columns[name]

    def codes(self, question: str) -> NDArray[np.int32]:
        """The answer of each row as a code, NONE unless it was answered."""
        if question not in self._codes:
            self._codes[question] = np.where(
                self.states(question) == State.ANSWERED, _codes(self.table[question]), NONE
            )
        return self._codes[question]

    def states(self, question: str) -> NDArray[np.int8]:
        found = self.table[state_column(question)].combine_chunks().fill_null(int(State.NOT_IN_VERSION))
        return np.asarray(found.to_numpy(zero_copy_only=False), np.int8)

    def numbers(self, question: str) -> NDArray[np.float64]:
        """The answer of each row as a number, NaN unless it was answered."""
        pa = needed("pyarrow")
        values = self.table[question].combine_chunks().cast(pa.float64()).to_numpy(zero_copy_only=False)
        return np.where(self.states(question) == State.ANSWERED, np.asarray(values, np.float64), np.nan)

    def seconds(self, name: str) -> NDArray[np.float64]:
        """A column of moments as seconds since 1970, NaN where there is none."""
        if not self.has(name):
            return np.full(self.rows, np.nan)
        pa, pc = needed("pyarrow"), needed("pyarrow.compute")
        moments = self.table[name].combine_chunks().cast(pa.timestamp("us", tz="UTC")).cast(pa.int64())
        return np.asarray(pc.cast(moments, pa.float64(), safe=False).to_numpy(zero_copy_only=False)) / 1e6

    @cached_property
    def ids(self) -> list[str]:
        return [str(text) for text in self.table["_id"].to_pylist()]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each id stands."""
        return {name: row for row, name in enumerate(self.ids)}

    @cached_property
    def interviewed(self) -> NDArray[np.bool_]:
        """Rows in which somebody was interviewed, to the end or not."""
        if not self.has("_outcome"):
            return np.ones(self.rows, np.bool_)
        return self.column("_outcome").truths(Outcome.INTERVIEWED.__contains__)

    @cached_property
    def complete(self) -> NDArray[np.bool_]:
        if not self.has("_outcome"):
            return np.ones(self.rows, np.bool_)
        return self.column("_outcome").truths(Outcome.COMPLETE.__eq__)

    def who(self, name: str) -> Column:
        """A column of interviewers or sites; blank where the form has none."""
        return self.column(name) if self.has(name) else Column.constant("", self.rows)


def _codes(values: pa.ChunkedArray) -> NDArray[np.int32]:
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    array = values if pa.types.is_dictionary(values.type) else pc.dictionary_encode(values)
    array = array.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # a table without rows has no chunk
        return np.zeros(0, np.int32)
    return np.asarray(array.indices.fill_null(NONE).to_numpy(zero_copy_only=False), np.int32)


@dataclass(frozen=True)
class Context:
    """One round as the checks see it; ``settings`` are round.yml's, ``own`` those of the check that runs."""

    name: str
    form: Form
    file: RoundFile
    read: Callable[[str], pa.Table]
    settings: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)
    present: tuple[str, ...] | None = None
    plan: Plan = field(default_factory=Plan)
    _tables: dict[str, Answers] = field(default_factory=dict)
    _given: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, round_: Round) -> Context:
        quality, tables = round_.file.quality, round_.tables
        return cls(round_.id, round_.form, round_.file, round_.table, quality, present=tables, plan=round_.plan)

    def set_to(self, own: Mapping[str, Any]) -> Context:
        return replace(self, own=own)

    def answers(self, name: str = INTERVIEWS) -> Answers:
        """A table of the round: the interviews, or a repeat."""
        if name not in self._tables:
            repeat = "" if name == INTERVIEWS else name
            self._tables[name] = Answers(self.read(name), self.form.asked_in(repeat))
        return self._tables[name]

    def homes(self, table: str) -> NDArray[np.int64]:
        """For every row of a table, the row of its interview; -1 where that is not there."""
        rows = self.answers(table)
        if table == INTERVIEWS:
            return np.arange(rows.rows)
        above = next((g.parent for g in self.form.repeats if g.name == table), "") or INTERVIEWS
        places = self.answers(above).places
        parent = [places.get(str(key), -1) for key in rows.table["_parent"].to_pylist()]
        return np.asarray(np.append(self.homes(above), -1)[np.array(parent, np.int64)], np.int64)

    @property
    def names(self) -> tuple[str, ...]:
        """The interviews' table first, then those of the repeats that were taken in."""
        repeats = (group.name for group in self.form.repeats)
        return (INTERVIEWS, *(name for name in repeats if self.present is None or name in self.present))

    def limited(self, rule: str, rows: Iterable[int]) -> list[int]:
        """The rows that may still be told under this rule; the others are counted."""
        wanted = [int(row) for row in rows]
        told = max(LIMIT - self._given[rule], 0)
        self._given[rule] += len(wanted)
        return wanted[:told]

    def cut(self) -> list[Finding]:
        """One finding for every rule of which some were not told."""
        return [
            self.finding("quality_list_cut", Severity.WARNING, "interviews", check=rule, count=count, limit=LIMIT)
            for rule, count in sorted(self._given.items())
            if count > LIMIT
        ]

    def finding(self, rule: str, severity: str, place: str, table: str = INTERVIEWS, **params: Any) -> Finding:
        """A finding about ``place`` ("interview abc", "interviewer e07", "site A", "question age")."""
        return Finding.make(rule, severity, Place(self.name, table, place), **params)

    def interview(self, rule: str, severity: str, at: int, /, **params: Any) -> Finding:
        """A finding about the interview in this row, with its interviewer and site."""
        answers = self.answers()
        return self.finding(
            rule,
            severity,
            f"interview {answers.ids[at]}",
            interview=answers.ids[at],
            interviewer=text_at(answers.who("_interviewer"), at),
            site=text_at(answers.who("_site"), at),
            **params,
        )


def text_at(column: Column, row: int) -> str:
    """The text of one row, "-" for a blank."""
    return column.values[int(column.codes[row])] or "-"


def plain(value: float, digits: int = 1) -> str:
    """A number as findings carry it: 12, 12.5."""
    rounded = round(float(value), digits)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def substantive(questions: tuple[Question, ...]) -> list[Question]:
    """Questions that respondents answer by choosing or by a number: no texts, no calculations, no metadata."""
    kinds = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.INTEGER, Kind.DECIMAL, Kind.DATE)
    return [q for q in questions if q.kind in kinds]
