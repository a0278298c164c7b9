"""The same answer all along a battery of questions (straight-lining) is often an answer not asked for.

Where many people truly answer alike (no difficulty in any domain), alike is usual and says nothing: a battery counts
only where few answer it with one and the same choice, and where the choice is not so frequent in each question that
many would by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Question
from mtm.surveys.quality.batteries import batteries
from mtm.surveys.quality.comparing import percent, remarkable, shares_by
from mtm.surveys.quality.context import NONE, Answers, Context

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"least": 5, "usual": 0.05, "chance": 0.01, "interviews": 10, "distance": 3}
"""``least``: questions in a battery; ``usual``: share of interviews from which one constant answer is nothing special;
``chance``: probability from which on it is not, if every question were answered by itself;
``interviews`` and ``distance`` as for short interviews."""


def check(context: Context) -> Iterator[Finding]:
    """Findings per interview and battery, and per interviewer who has them more often than the others."""
    answers, least = context.answers(), int(context.own["least"])
    hits, bases = np.zeros(answers.rows), np.zeros(answers.rows)
    kept = set(answers.kept)
    for battery in batteries(context.form, least):
        asked = tuple(q for q in battery if q in kept)
        full, constant = _constant(context, answers, asked)
        hits, bases = hits + constant, bases + full
        for row in context.limited("constant_answers", np.flatnonzero(constant)):
            yield context.interview(
                "constant_answers",
                Severity.NOTE,
                int(row),
                question=asked[0].name,
                last=asked[-1].name,
                questions=len(asked),
                usual=percent(constant.sum() / max(full.sum(), 1)),
            )
    compared = shares_by(answers.who("_interviewer"), hits, bases, int(context.own["interviews"]))
    for one in remarkable(compared, context.own["distance"]):
        yield context.finding(
            "constant_answers_often",
            Severity.WARNING,
            f"interviewer {one.who}",
            interviewer=one.who,
            share=percent(one.share),
            others=percent(one.others),
        )


def _constant(
    context: Context, answers: Answers, battery: tuple[Question, ...]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which interviews answered the whole battery, and which of them with one choice that is unusual as such."""
    full = answers.interviewed.copy()
    if len(battery) < context.own["least"]:
        return np.zeros_like(full), np.zeros_like(full)
    choices = [np.array(_choice_of(answers, q)) for q in battery]
    same = full.copy()
    for codes in choices:
        full &= codes != NONE
        same &= codes == choices[0]
    same &= full
    of = max(int(full.sum()), 1)
    size = len(battery[0].choices) + 1
    shares = [np.bincount(codes[full], minlength=size) / of for codes in choices]
    usual = np.bincount(choices[0][same], minlength=size) / of >= context.own["usual"]
    usual |= np.prod(shares, axis=0) >= context.own["chance"]
    return full, same & ~usual[np.where(same, choices[0], 0)]


def _choice_of(answers: Answers, question: Question) -> NDArray[np.int64]:
    """The number of the choice in its list: codes of a column are its own, those of a list are shared."""
    column = answers.column(question.name)
    numbers = {name: number for number, name in enumerate(question.choice_names)}
    table = np.array([numbers.get(text, NONE) for text in column.values] or [NONE], np.int64)
    found = table[column.codes] if len(column.codes) else np.zeros(0, np.int64)
    return np.where(answers.codes(question.name) == NONE, NONE, found)
