"""An interviewer who writes "don't know" or "refused" far more often than the others is not asking, or not trusted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.comparing import percent, remarkable, shares_by
from mtm.surveys.quality.context import Context
from mtm.surveys.states import State

SETTINGS = {"interviews": 10, "points": 0.03, "distance": 3}
"""``interviews`` of an interviewer for a judgement; ``points``: difference of the shares, in parts of one, from which
it is named; ``distance`` in standard errors, an interview counting once however many questions it answers."""

RULES = {State.DONT_KNOW: "dont_know_rates", State.REFUSED: "dont_know_rates_refused"}


def check(context: Context) -> Iterator[Finding]:
    """Findings per interviewer."""
    answers, own = context.answers(), context.own
    bases = np.zeros(answers.rows)
    hits = {state: np.zeros(answers.rows) for state in RULES}
    for question in answers.questions:
        if answers.has(f"{question.name}?"):
            states = answers.states(question.name)
            bases += np.isin(states, (State.ANSWERED, State.STRIPPED, *RULES))
            for state in RULES:
                hits[state] += states == state
    bases = np.where(answers.interviewed, bases, 0)
    for state, rule in RULES.items():
        counted = np.where(answers.interviewed, hits[state], 0)
        compared = shares_by(answers.who("_interviewer"), counted, bases, int(own["interviews"]))
        for one in remarkable(compared, own["distance"]):
            if one.share - one.others >= own["points"]:
                yield context.finding(
                    rule,
                    Severity.WARNING,
                    f"interviewer {one.who}",
                    interviewer=one.who,
                    share=percent(one.share),
                    others=percent(one.others),
                    of=one.of,
                )
