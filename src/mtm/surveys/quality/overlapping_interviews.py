"""One interviewer cannot hold two interviews at once: overlapping times are wrong clocks, or interviews not held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.context import Context, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"minutes": 1, "open_hours": 12}
"""``minutes`` of overlap that are let pass; an interview of ``open_hours`` or more was left open and is set aside."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every interview that begins before an earlier one of its interviewer ended."""
    answers = context.answers()
    start, end = answers.seconds("_started"), answers.seconds("_ended")
    who = answers.who("_interviewer")
    known = answers.interviewed & (end >= start) & ~who.blank
    open_ = known & (end - start >= context.own["open_hours"] * 3600)
    for row in context.limited("overlapping_interviews_left_open", np.flatnonzero(open_)):
        hours = plain((end[row] - start[row]) / 3600)
        yield context.interview("overlapping_interviews_left_open", Severity.NOTE, int(row), hours=hours)
    rows = np.flatnonzero(known & ~open_)
    rows = rows[np.lexsort((rows, start[rows], who.codes[rows]))]
    if not len(rows):
        return
    before, until = _latest_before(who.codes[rows], end[rows])
    overlap = until - start[rows]
    found = np.flatnonzero(overlap > context.own["minutes"] * 60)
    for place in context.limited("overlapping_interviews", found):
        yield context.interview(
            "overlapping_interviews",
            Severity.WARNING,
            int(rows[place]),
            other=answers.ids[rows[before[place]]],
            minutes=plain(min(overlap[place], end[rows[place]] - start[rows[place]]) / 60),
        )


def _latest_before(who: NDArray[np.int32], end: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For rows sorted by interviewer and start: which earlier row of the interviewer ended last, and when."""
    span = float(end.max() - end.min()) + 1
    reach = np.maximum.accumulate(end - end.min() + who * span)  # later interviewers lie beyond all before
    first = np.concatenate(([True], who[1:] != who[:-1]))
    earlier = np.concatenate(([0.0], reach[:-1]))
    until = np.where(first, -np.inf, earlier - who * span + end.min())
    owner = np.maximum.accumulate(np.where(end - end.min() + who * span >= reach, np.arange(len(end)), 0))
    return np.concatenate(([0], owner[:-1])), until
