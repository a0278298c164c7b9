"""Answers that depend on who asks: the share of a question's variance that lies between interviewers.

The intraclass correlation of a one-way analysis of variance (Kish 1962, "Studies of interviewer variance"), after the
means of the sites are taken out where several interviewers share a site; where each site has one interviewer, a
difference of interviewers cannot be told from one of sites, and the finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.extra import needed
from mtm.surveys.form import Kind, Question
from mtm.surveys.logic.columns import Column
from mtm.surveys.quality.context import NONE, Answers, Context, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"interviewers": 4, "answers": 10, "correlation": 0.1, "chance": 0.001, "share": 0.02}
"""At least so many ``interviewers`` with so many ``answers``; named from this ``correlation`` on, below this ``chance``
(divided by the number of tests); choices taken by less than a ``share`` of respondents are left out."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect on one choice, or on a number: correlation, chance, and who lies farthest from the others."""

    correlation: float
    chance: float
    who: int
    choice: str = ""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every question whose answers depend on the interviewer."""
    answers = context.answers()
    who, sites = answers.who("_interviewer"), answers.who("_site")
    shared = _shared(who.codes, sites.codes)
    questions = [q for q in answers.kept if q.kind in (Kind.SELECT_ONE, *Kind.NUMBERS)]
    for question in questions:
        found = _strongest(context, answers, question, shared)
        if found is None or found.correlation < context.own["correlation"]:
            continue
        if found.chance * len(questions) < context.own["chance"]:
            yield context.finding(
                "interviewer_effects" if shared else "interviewer_effects_or_sites",
                Severity.WARNING,
                f"question {question.name}",
                question=question.name,
                correlation=plain(found.correlation, 2),
                interviewer=who.values[found.who] or "-",
                choice=found.choice or "-",
            )


def _shared(who: NDArray[np.int32], sites: NDArray[np.int32]) -> bool:
    """Whether sites have several interviewers each, so that the two can be told apart."""
    pairs = np.unique(np.stack([sites, who]), axis=1)
    return bool(np.mean(np.bincount(pairs[0])[np.unique(pairs[0])] > 1) >= 0.5) if pairs.size else False


def _strongest(context: Context, answers: Answers, question: Question, shared: bool) -> Effect | None:
    """The effect on the number, or on the choice that depends most on who asks."""
    who, sites = answers.who("_interviewer").codes, answers.who("_site").codes
    known = (answers.codes(question.name) != NONE) & answers.interviewed
    known &= (np.bincount(who[known], minlength=int(who.max(initial=0)) + 1) >= context.own["answers"])[who]
    people, asked_by = np.unique(who[known], return_inverse=True)
    if len(people) < context.own["interviewers"]:
        return None
    place = sites[known] if shared else np.zeros(len(asked_by), np.int32)
    counted = np.bincount(asked_by * (int(place.max()) + 1) + place, minlength=len(people) * (int(place.max()) + 1))
    base = np.asarray(counted.reshape(len(people), -1), np.float64)
    if question.kind in Kind.NUMBERS:
        ranks = _ranks(answers.numbers(question.name)[known])
        sums = np.bincount(asked_by, ranks, len(people)), np.bincount(place, ranks, base.shape[1])
        found = [effect(base, *sums, float(ranks @ ranks))]
    else:
        found = _choices(answers.column(question.name), known, asked_by, place, base, float(context.own["share"]))
    best = max((f for f in found if f), key=lambda f: f.correlation, default=None)
    return replace(best, who=int(people[best.who])) if best else None


def _choices(
    column: Column,
    known: NDArray[np.bool_],
    who: NDArray[Any],
    place: NDArray[np.int32],
    base: NDArray[np.float64],
    least: float,
) -> list[Effect | None]:
    """The effect on taking each choice that is not rare."""
    codes, size = column.codes[known], len(column.values)
    by_who = np.bincount(who * size + codes, minlength=base.shape[0] * size).reshape(-1, size)
    by_site = np.bincount(place * size + codes, minlength=base.shape[1] * size).reshape(-1, size)
    totals = by_who.sum(axis=0)
    often = np.flatnonzero((totals >= least * len(codes)) & (totals < len(codes)))
    return [effect(base, by_who[:, c], by_site[:, c], float(totals[c]), column.values[int(c)]) for c in often]


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 0 to 1, so that one slip of the finger is no effect; equal values share the middle of their ranks."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts + 1) / 2
    return np.asarray(middle[place] / max(len(values) - 1, 1), np.float64)


def effect(
    base: NDArray[np.float64], by_who: NDArray[Any], by_site: NDArray[Any], squares: float, choice: str = ""
) -> Effect | None:
    """One-way analysis of variance over interviewers, within sites; None where nothing varies.

    ``base`` are the answers by interviewer and site, ``by_who`` and ``by_site`` the sums of the values over each,
    ``squares`` the sum of their squares.
    """
    size, at_site = base.sum(axis=1), base.sum(axis=0)
    site_mean = by_site / np.maximum(at_site, 1)
    means = (by_who - base @ site_mean) / size
    k, n, lost = len(size), float(size.sum()), int((at_site > 0).sum()) - 1
    between = float((size * means**2).sum())
    inside = (squares - float((at_site * site_mean**2).sum()) - between) / max(n - k - lost, 1)
    between /= k - 1
    if inside <= 1e-12:
        return None
    typical = (n - float((size**2).sum()) / n) / (k - 1)
    correlation = (between - inside) / (between + (typical - 1) * inside)
    chance = float(needed("scipy.special").fdtrc(k - 1, max(n - k - lost, 1), between / inside))
    return Effect(correlation, chance, int(np.argmax(np.abs(means) * np.sqrt(size))), choice)
