"""Heaping: answers that end in 0 and 5 far too often were estimated, by the respondent or by the interviewer.

Two looks. Myers' blended index (Myers 1940) for ages and the like, whatever the interviewer: what share of the answers
would have to end otherwise for the ten digits to be equally frequent. And a chi-square test of each interviewer's last
digits against everyone else's, so that wages, which all end in zeros, are judged by the survey's own habit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.extra import needed
from mtm.surveys.form import Kind, Question
from mtm.surveys.quality.comparing import percent
from mtm.surveys.quality.context import Answers, Context, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"least": 200, "index": 15, "answers": 50, "chance": 0.001, "share": 0.2}
"""``least`` answers for the index, which is named from ``index`` on; ``answers`` of one interviewer for the test, named
below the ``chance`` (divided by the number of tests) where at least such a ``share`` of digits differs."""


def check(context: Context) -> Iterator[Finding]:
    """Findings per question, and per interviewer and question."""
    answers = context.answers()
    questions = [q for q in answers.kept if q.kind == Kind.INTEGER]
    for question in questions:
        values = answers.numbers(question.name)
        whole = np.where(np.isfinite(values), np.abs(values), -1).astype(np.int64)
        yield from _index(context, question, whole[whole >= 0])
        yield from _interviewers(context, answers, question, whole, len(questions))


def _index(context: Context, question: Question, values: NDArray[np.int64]) -> Iterator[Finding]:
    if len(values) < context.own["least"] or np.quantile(values, 0.99) >= 120 or np.quantile(values, 0.9) < 30:
        return
    found = myers(values)
    if found >= context.own["index"]:
        yield context.finding(
            "digit_preference",
            Severity.WARNING,
            f"question {question.name}",
            question=question.name,
            index=plain(found),
            digits=_favoured(values),
        )


def myers(values: NDArray[np.int64]) -> float:
    """Myers' blended index: 0 for equally frequent last digits, 90 for a single one.

    Digits are counted over the decades from 10 on and, once more, over as many decades from 20 on.
    """
    top = int(np.quantile(values, 0.99)) // 10 * 10 + 9
    first = np.bincount(values[(values >= 10) & (values <= top - 10)] % 10, minlength=10)
    second = np.bincount(values[(values >= 20) & (values <= top)] % 10, minlength=10)
    digits = np.arange(10)
    blended = first * (digits + 1) + second * (9 - digits)
    if not blended.sum():
        return 0.0
    return float(np.abs(100 * blended / blended.sum() - 10).sum() / 2)


def _favoured(values: NDArray[np.int64]) -> str:
    """The two most frequent last digits."""
    counted = np.bincount(values % 10, minlength=10)
    return ", ".join(str(digit) for digit in sorted(sorted(range(10), key=lambda d: (-counted[d], d))[:2]))


def _interviewers(
    context: Context, answers: Answers, question: Question, values: NDArray[np.int64], questions: int
) -> Iterator[Finding]:
    who = answers.who("_interviewer")
    known = values >= 10
    size = len(who.values)
    table = np.bincount(who.codes[known] * 10 + values[known] % 10, minlength=size * 10).reshape(size, 10)
    tested = [code for code in range(size) if table[code].sum() >= context.own["answers"] and who.values[code]]
    for code in tested:
        others = table.sum(axis=0) - table[code]
        if others.sum() < context.own["answers"]:
            continue
        mine, usual = table[code] / table[code].sum(), others / others.sum()
        differs = float(np.abs(mine - usual).sum() / 2)
        chance = _chance(np.stack([table[code], others])) * len(tested) * questions
        if differs >= context.own["share"] and chance < context.own["chance"]:
            yield context.finding(
                "digit_preference_interviewer",
                Severity.WARNING,
                f"interviewer {who.values[code]}",
                interviewer=who.values[code],
                question=question.name,
                share=percent(differs),
                digits=_favoured(values[known & (who.codes == code)]),
                of=int(table[code].sum()),
            )


def _chance(table: NDArray[np.int64]) -> float:
    """The probability of such a difference by chance (Pearson's chi-square of two rows)."""
    table = table[:, table.sum(axis=0) > 0].astype(float)
    if table.shape[1] < 2:
        return 1.0
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    statistic = float(((table - expected) ** 2 / expected).sum())
    return float(needed("scipy.special").chdtrc(table.shape[1] - 1, statistic))
