"""What changed between two rounds, tested; and when two rounds cannot be compared, with the reason.

The difference of two independent samples has the sum of their variances; its degrees of freedom are Satterthwaite's.
All differences asked for together are one family: p-values are adjusted by Holm's method, and a change is called one
only where the adjusted value is below 0.05. Otherwise there is no clear change, whichever way the estimates lie.
Sources: Korn and Graubard (1999), Analysis of Health Surveys, chapter 3; Holm (1979), "A simple sequentially rejective
multiple test procedure", Scandinavian Journal of Statistics 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mtm.surveys.estimates import expression, intervals
from mtm.surveys.estimates.estimate import WITHHELD, Domain, Estimate
from mtm.surveys.form import Form, Question
from mtm.surveys.plan import IndicatorEntry, Plan

if TYPE_CHECKING:
    from mtm.surveys.round_file import RoundFile

RISE, FALL, NO_CLEAR_CHANGE = "rise", "fall", "no_clear_change"
LEVEL = 0.05
NOISE = 1e-9
"""Differences and errors smaller than this, relative to the estimates, are those of binary arithmetic."""


@dataclass(frozen=True)
class Side:
    """One round as far as a comparison needs it."""

    name: str
    file: RoundFile
    plan: Plan
    form: Form
    estimates: tuple[Estimate, ...]

    def entry(self, indicator: str) -> IndicatorEntry | None:
        return next((one for one in self.plan.indicators if one.id == indicator), None)


@dataclass(frozen=True, slots=True)
class Change:
    """The difference later minus earlier of one indicator in one domain, with its interval and what the test says.

    ``p`` is the p-value of this difference alone, ``adjusted`` that among all ``family`` differences tested together.
    """

    indicator: str
    domain: Domain
    difference: float
    se: float
    lower: float
    upper: float
    df: float
    p: float
    adjusted: float
    family: int
    verdict: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An indicator that is not compared; ``reason`` is a code, ``detail`` what differs."""

    indicator: str
    reason: str
    detail: str = ""


def compare(later: Side, earlier: Side) -> tuple[tuple[Change, ...], tuple[Refusal, ...]]:
    """Every indicator of the later round that the earlier one has, tested or refused."""
    before = {(e.indicator, e.domain): e for e in earlier.estimates}
    refused = {i: r for i in dict.fromkeys(e.indicator for e in later.estimates) if (r := _refusal(i, later, earlier))}
    pairs = [
        (e, before[e.indicator, e.domain])
        for e in later.estimates
        if e.indicator not in refused and (e.indicator, e.domain) in before
    ]
    tested = [(now, then) for now, then in pairs if _testable(now) and _testable(then)]
    lost = {now.indicator for now, then in pairs} - {now.indicator for now, _ in tested}
    missing = [Refusal(indicator, "withheld") for indicator in sorted(lost)]
    return _adjusted([_difference(now, then) for now, then in tested]), (*refused.values(), *missing)


def _testable(one: Estimate) -> bool:
    return one.status != WITHHELD and one.value is not None and one.se is not None and one.df is not None


def _difference(now: Estimate, then: Estimate) -> Change:
    from scipy.special import stdtr

    assert now.value is not None and then.value is not None and now.se is not None and then.se is not None  # noqa: S101 - _testable asked
    variances = (now.se**2, then.se**2)
    difference, se = now.value - then.value, sum(variances) ** 0.5
    df = _satterthwaite(variances, (now.df or 0, then.df or 0))
    size = max(abs(now.value), abs(then.value), 1.0)
    p = float(2 * stdtr(df, -abs(difference) / se)) if se > NOISE * size else float(abs(difference) <= NOISE * size)
    half = float(intervals.t_quantile(np.array([df]))[0]) * se
    return Change(now.indicator, now.domain, difference, se, difference - half, difference + half, df, p, p, 1, "")


def _satterthwaite(variances: tuple[float, float], dfs: tuple[int, int]) -> float:
    whole = sum(variances)
    parts = sum(v**2 / df for v, df in zip(variances, dfs, strict=True) if df)
    return whole**2 / parts if parts else float(min(dfs))


def _adjusted(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Holm's adjustment over the whole family, and the verdict that follows from it."""
    order = sorted(range(len(changes)), key=lambda n: changes[n].p)
    adjusted, worst = dict.fromkeys(order, 1.0), 0.0
    for rank, n in enumerate(order):
        worst = max(worst, min(1.0, changes[n].p * (len(changes) - rank)))
        adjusted[n] = worst
    return tuple(
        replace(one, adjusted=adjusted[n], family=len(changes), verdict=_verdict(one, adjusted[n]))
        for n, one in enumerate(changes)
    )


def _verdict(one: Change, adjusted: float) -> str:
    if adjusted >= LEVEL or one.difference == 0:
        return NO_CLEAR_CHANGE
    return RISE if one.difference > 0 else FALL


def _refusal(indicator: str, later: Side, earlier: Side) -> Refusal | None:
    """Why an indicator cannot be compared, or None: the first difference that changes what is measured."""
    now, then = later.entry(indicator), earlier.entry(indicator)
    if not any(e.indicator == indicator for e in earlier.estimates):
        return Refusal(indicator, "missing")
    if later.file.design.kind != "probability" or earlier.file.design.kind != "probability":
        return Refusal(indicator, "respondents")
    if now is None or then is None:
        return _index_refusal(indicator, later, earlier)
    for reason, mine, theirs in (
        ("population", _population(now, later), _population(then, earlier)),
        ("window", _windows(now, later), _windows(then, earlier)),
        ("definition", _definition(now), _definition(then)),
        ("wording", _wording(now, later), _wording(then, earlier)),
    ):
        if mine != theirs:
            return Refusal(indicator, reason, _shown(mine, theirs))
    return None


def _index_refusal(indicator: str, later: Side, earlier: Side) -> Refusal | None:
    """An index is comparable where it has the same needs and each of them is comparable."""
    told = [side.plan.settings.get("index", {}).get("needs", []) for side in (later, earlier)]
    if not told[0] or told[0] != told[1]:
        return Refusal(indicator, "definition", _shown(tuple(told[0]), tuple(told[1])))
    found = (_refusal(need, later, earlier) for need in told[0])
    return next((Refusal(indicator, one.reason, one.indicator) for one in found if one), None)


def _population(entry: IndicatorEntry, side: Side) -> str:
    return entry.population or side.file.population or side.plan.population


def _questions(entry: IndicatorEntry, side: Side) -> list[Question]:
    texts = (entry.numerator, entry.denominator, entry.where)
    named = [entry.question, *entry.questions, *(name for text in texts if text for name in expression.names(text))]
    return [side.form.by_name[name] for name in dict.fromkeys(named) if name in side.form.by_name]


def _windows(entry: IndicatorEntry, side: Side) -> tuple[str, ...]:
    return (entry.window, *(question.place.window for question in _questions(entry, side)))


def _definition(entry: IndicatorEntry) -> tuple[str, ...]:
    texts = (entry.question, *entry.questions, entry.numerator, entry.denominator, entry.where)
    told = (entry.statistic, entry.score, entry.repeat, *(" ".join(text.split()) for text in texts))
    return (*told, *(f"{key}={value}" for key, value in sorted(entry.settings.items())))


def _wording(entry: IndicatorEntry, side: Side) -> tuple[tuple[str, ...], ...]:
    """What people were asked and could answer, in every language of the form; spaces do not matter."""
    return tuple(
        (question.name, question.type, *_texts(question.labels), *_texts(question.hints),
         *(text for choice in question.choices for text in (choice.name, *_texts(choice.labels))))
        for question in _questions(entry, side)
    )  # fmt: skip


def _texts(labels: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{language}: {' '.join(text.split())}" for language, text in sorted(labels))


def _shown(mine: object, theirs: object) -> str:
    """The first part that differs, later against earlier."""
    if isinstance(mine, str) or isinstance(theirs, str):
        return f"“{mine}” / “{theirs}”"
    flat = [list(_flat(side)) for side in (mine, theirs)]
    for one, other in zip(*flat, strict=False):
        if one != other:
            return f"“{one}” / “{other}”"
    return ""


def _flat(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [text for part in value for text in _flat(part)]
    return [str(value)]
