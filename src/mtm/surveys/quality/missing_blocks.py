"""A block of questions that was asked and left blank, and a question that is left blank far too often."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Question
from mtm.surveys.quality.comparing import percent
from mtm.surveys.quality.context import Answers, Context
from mtm.surveys.states import State

SETTINGS = {"least": 3, "often": 0.2, "asked": 30}
"""``least``: questions in a block that were asked; ``often``: share of blanks from which a question is named, if it was
``asked`` so many times."""

ASKED = (State.ANSWERED, State.DONT_KNOW, State.REFUSED, State.BLANK, State.STRIPPED)


def check(context: Context) -> Iterator[Finding]:
    """Findings per complete interview and block, and per question."""
    answers = context.answers()
    for group, run in groupby(answers.questions, key=lambda q: q.groups):
        block = [q for q in run if answers.has(f"{q.name}?")]
        if len(block) >= context.own["least"]:
            yield from _block(context, answers, "/".join(group) or "-", block)
    for question in answers.questions:
        if answers.has(f"{question.name}?"):
            yield from _question(context, answers, question)


def _block(context: Context, answers: Answers, name: str, block: list[Question]) -> Iterator[Finding]:
    asked, blank = np.zeros(answers.rows, int), np.zeros(answers.rows, int)
    for question in block:
        states = answers.states(question.name)
        asked += np.isin(states, ASKED)
        blank += states == State.BLANK
    found = np.flatnonzero(answers.complete & (asked >= context.own["least"]) & (asked == blank))
    for row in context.limited("missing_blocks", found):
        yield context.interview(
            "missing_blocks", Severity.WARNING, int(row), block=name, question=block[0].name, questions=int(asked[row])
        )


def _question(context: Context, answers: Answers, question: Question) -> Iterator[Finding]:
    states = answers.states(question.name)[answers.complete]
    asked, blank = int(np.isin(states, ASKED).sum()), int((states == State.BLANK).sum())
    if asked >= context.own["asked"] and blank >= context.own["often"] * asked:
        yield context.finding(
            "missing_blocks_question",
            Severity.WARNING,
            f"question {question.name}",
            question=question.name,
            share=percent(blank / asked),
            of=asked,
        )
