"""An interview that took far less time than usual was not read out; one that ends before it began has a wrong clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.comparing import percent, remarkable, shares_by
from mtm.surveys.quality.context import Answers, Context, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"share": 0.5, "minutes": 0, "interviews": 10, "often": 0.2, "distance": 3}
"""``share`` of the median of complete interviews of the same form version, or ``minutes``, below which it is too short;
an interviewer is named from so many ``interviews`` on, where such a share of them (``often``) is too short and the
share lies so many standard errors (``distance``) above everyone else's."""


def check(context: Context) -> Iterator[Finding]:
    """Findings per interview, and per interviewer who has them often."""
    answers = context.answers()
    minutes = (answers.seconds("_ended") - answers.seconds("_started")) / 60
    for row in context.limited("short_interviews_backwards", np.flatnonzero(minutes < 0)):
        yield context.interview("short_interviews_backwards", Severity.WARNING, int(row), minutes=plain(minutes[row]))
    timed = answers.complete & (minutes >= 0)
    usual = _usual(answers, minutes, timed)
    limit = np.maximum(usual * context.own["share"], context.own["minutes"])
    short = timed & (minutes < limit)
    shortest = sorted(map(int, np.flatnonzero(short)), key=lambda row: (minutes[row] / limit[row], row))
    for row in context.limited("short_interviews", shortest):
        yield context.interview(
            "short_interviews",
            Severity.WARNING,
            int(row),
            minutes=plain(minutes[row]),
            usual=plain(usual[row]),
            limit=plain(limit[row]),
        )
    yield from _interviewers(context, answers, short, timed)


def _usual(answers: Answers, minutes: NDArray[np.float64], timed: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The median minutes of complete interviews of each row's form version; 0 where there is none."""
    version = answers.who("_version")
    medians = np.zeros(len(version.values))
    for code in range(len(version.values)):
        those = minutes[timed & (version.codes == code)]
        medians[code] = np.median(those) if len(those) else 0
    return np.asarray(medians[version.codes], np.float64)


def _interviewers(
    context: Context, answers: Answers, short: NDArray[np.bool_], timed: NDArray[np.bool_]
) -> Iterator[Finding]:
    own = context.own
    hits, bases = short.astype(float), timed.astype(float)
    compared = shares_by(answers.who("_interviewer"), hits, bases, int(own["interviews"]))
    for one in remarkable(compared, own["distance"]):
        if one.share >= own["often"]:
            yield context.finding(
                "short_interviews_often",
                Severity.WARNING,
                f"interviewer {one.who}",
                interviewer=one.who,
                count=one.count,
                of=one.of,
                share=percent(one.share),
                others=percent(one.others),
            )
