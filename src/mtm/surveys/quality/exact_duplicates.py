"""Two interviews with the same answers to everything, repeats included, are one interview entered twice, or made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.columns import alike_by_chance, answered, expected_pairs, groups, mixed, prints
from mtm.surveys.quality.context import Context, plain, substantive, text_at
from mtm.surveys.states import INTERVIEWS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"least": 10, "chance": 1}
"""``least``: answers that an interview must have; ``chance``: pairs alike that the round would have by chance, from
which on a pair is only a note."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every interview that repeats an earlier one."""
    answers = context.answers()
    questions = substantive(answers.kept)
    count = answered(answers, questions)
    rows = np.flatnonzero(answers.interviewed & (count >= context.own["least"]))
    keys = (prints(answers, questions) ^ _repeats(context))[rows]
    order, starts = groups(keys)
    who = answers.who("_interviewer")
    alike = float(np.mean([alike_by_chance(answers.codes(q.name)[rows]) for q in questions])) if questions else 1.0
    for group in np.flatnonzero(np.diff(starts) > 1):
        same = sorted(rows[order[starts[group] : starts[group + 1]]])
        expected = expected_pairs(1.0, float(count[same[0]]), alike, len(rows))
        chance = expected >= context.own["chance"]
        rule = "exact_duplicates_by_chance" if chance else "exact_duplicates"
        for row in context.limited(rule, same[1:]):
            yield context.interview(
                rule,
                Severity.NOTE if chance else Severity.WARNING,
                int(row),
                first=answers.ids[same[0]],
                other_interviewer=text_at(who, int(same[0])),
                answers=int(count[row]),
                expected=plain(expected),
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
