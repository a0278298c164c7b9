"""An answer to a question that the form did not ask, or none where it had to be given: another form, or an edited file.

A condition is judged only where every answer that it speaks of is known. "Don't know" and "refused" stand in tables as
states; they are known where the plan gives the question one code for the state, which is then what the form compared.
Answers in the vault are not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Question
from mtm.surveys.intake.decode import Decoder
from mtm.surveys.logic.columns import Column
from mtm.surveys.logic.evaluate import Answers as Known
from mtm.surveys.logic.evaluate import UnevaluableError, evaluate
from mtm.surveys.logic.expression import Answer, Call, ExpressionError, Node, Operation, parse
from mtm.surveys.quality.context import Answers, Context
from mtm.surveys.states import INTERVIEWS, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS: dict[str, Any] = {}

UNKNOWN = (State.DONT_KNOW, State.REFUSED, State.STRIPPED, State.NOT_IN_VERSION)
GIVEN = (State.ANSWERED, State.DONT_KNOW, State.REFUSED, State.STRIPPED)


def check(context: Context) -> Iterator[Finding]:
    """Findings per interview and question; conditions that cannot be judged are told once, as a note."""
    for table in context.names:
        answers = context.answers(table)
        rows = _Rows(context, table, answers)
        for question in answers.questions:
            if answers.has(f"{question.name}?"):
                yield from _question(context, rows, question)


class _Rows:
    """The columns that conditions of one table speak of: its own, and those of the interview around a repeat."""

    def __init__(self, context: Context, table: str, answers: Answers) -> None:
        self.table, self.answers = table, answers
        self.form, self.plan = context.form, context.plan
        self._columns: dict[str, Column] = {}
        self.home = context.homes(table)
        self.interviews = context.answers()

    def column(self, name: str) -> Column | None:
        """The answers as the form compared them."""
        if self.answers.has(name):
            return self._coded(self.answers, name)
        return self._coded(self.interviews, name).take(self.home) if self.interviews.has(name) else None

    def _coded(self, source: Answers, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = self._with_codes(source, name)
        return self._columns[name]

    def _with_codes(self, source: Answers, name: str) -> Column:
        """The column of a question with the codes of don't know and refused in their places."""
        column = source.column(name)
        if not self._codes(name) or not source.has(f"{name}?"):
            return column
        codes, values, states = column.codes.copy(), list(column.values), source.states(name)
        for state, code in self._codes(name).items():
            codes[states == state] = len(values)
            values.append(code)
        return Column(codes, values)

    def _codes(self, name: str) -> dict[int, str]:
        """The one code of each state that has just one."""
        question = self.form.by_name.get(name)
        if question is None:
            return {}
        decoder = Decoder.of(question, self.plan)
        meant = {int(State.DONT_KNOW): decoder.dont_know, int(State.REFUSED): decoder.refused}
        return {state: next(iter(codes)) for state, codes in meant.items() if len(codes) == 1}

    def unknown(self, name: str) -> NDArray[np.bool_]:
        """Rows in which the answer is not there although the form may have seen one."""
        lost = [state for state in UNKNOWN if state not in self._codes(name)]
        for source, rows in ((self.answers, np.arange(self.answers.rows)), (self.interviews, self.home)):
            if source.has(f"{name}?"):
                found = np.append(np.isin(source.states(name), lost), True)
                return np.asarray(found[rows], np.bool_)
        return np.zeros(self.answers.rows, np.bool_)

    def judged(self) -> NDArray[np.bool_]:
        return np.append(self.interviews.interviewed, False)[self.home]


def _question(context: Context, rows: _Rows, question: Question) -> Iterator[Finding]:
    states = rows.answers.states(question.name)
    judged = rows.judged()
    asked = np.ones(rows.answers.rows, np.bool_)
    if question.relevant:
        try:
            node = parse(question.relevant)
            asked = evaluate(node, Known(rows.column, rows.answers.rows))
        except (UnevaluableError, ExpressionError) as error:
            place = f"question {question.name}"
            yield context.finding(
                "skip_violations_not_judged", Severity.NOTE, place, rows.table, question=question.name, why=error
            )
            return
        for name in mentioned(node):
            judged = judged & ~rows.unknown(name)
    yield from _found(context, rows, question, "skip_violations", judged & ~asked & np.isin(states, GIVEN))
    if question.required:
        complete = np.append(rows.interviews.complete, False)[rows.home]
        missing = judged & complete & asked & (states == State.BLANK)
        yield from _found(context, rows, question, "skip_violations_required", missing)


def _found(context: Context, rows: _Rows, question: Question, rule: str, hits: NDArray[np.bool_]) -> Iterator[Finding]:
    for row in context.limited(rule, np.flatnonzero(hits)):
        home = int(rows.home[row])
        own = {} if rows.table == INTERVIEWS else {"row": rows.answers.ids[row]}
        yield context.interview(rule, Severity.WARNING, home, question=question.name, **own)


def mentioned(node: Node) -> set[str]:
    """The questions that a condition speaks of."""
    if isinstance(node, Answer):
        return {node.name}
    if isinstance(node, Call):
        return set().union(*(mentioned(argument) for argument in node.arguments))
    if isinstance(node, Operation):
        return mentioned(node.left) | mentioned(node.right)
    return set()
