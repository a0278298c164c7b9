"""Two interviews with the same answers to everything, repeats included, are one interview entered twice, or made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.columns import answered, groups, mixed, prints
from mtm.surveys.quality.context import Context, substantive, text_at
from mtm.surveys.states import INTERVIEWS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"least": 10}
"""``least``: answers that an interview must have; few answers agree by chance."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every interview that repeats an earlier one."""
    answers = context.answers()
    questions = substantive(answers.kept)
    count = answered(answers, questions)
    rows = np.flatnonzero(answers.interviewed & (count >= context.own["least"]))
    keys = (prints(answers, questions) ^ _repeats(context))[rows]
    order, starts = groups(keys)
    who = answers.who("_interviewer")
    for group in np.flatnonzero(np.diff(starts) > 1):
        same = sorted(rows[order[starts[group] : starts[group + 1]]])
        for row in context.limited("exact_duplicates", same[1:]):
            yield context.interview(
                "exact_duplicates",
                Severity.WARNING,
                int(row),
                first=answers.ids[same[0]],
                other_interviewer=text_at(who, int(same[0])),
                answers=int(count[row]),
            )


def _repeats(context: Context) -> NDArray[np.uint64]:
    """The answers in the repeats of each interview, in any order, as one number."""
    found = np.zeros(context.answers().rows, np.uint64)
    for name in context.names:
        if name != INTERVIEWS:
            rows = context.answers(name)
            home, values = context.homes(name), mixed(prints(rows, substantive(rows.kept)))
            np.add.at(found, home[home >= 0], values[home >= 0])
    return found
