"""What is known of each interviewer, for a page of the workbook and for the summary at the console.

Scope: counts and medians per interviewer beside the median of all interviewers, and the findings about them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.context import Answers, Context
from mtm.surveys.states import Outcome, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHOWN = 200
"""Findings listed on one interviewer's page, the gravest first."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One interviewer: named numbers (None where there is none) beside the medians of all, and findings."""

    who: str
    values: tuple[tuple[str, float | None], ...]
    medians: Mapping[str, float | None]
    findings: tuple[Finding, ...]
    told: int

    def median(self, name: str) -> float | None:
        return self.medians.get(name)


def interviewers(context: Context, findings: Iterable[Finding]) -> tuple[Figures, ...]:
    """Every interviewer, those with most findings of weight first."""
    answers = context.answers()
    who = answers.who("_interviewer")
    if not answers.has("_interviewer") or not answers.rows:
        return ()
    told = _by_interviewer(findings)
    columns = _columns(answers)
    people = [(code, name) for code, name in enumerate(who.values) if name and (who.codes == code).any()]
    values = {name: _values(code, columns, told.get(name, [])) for code, name in people}
    medians = {
        name: _median([dict(v)[name] for v in values.values()]) for name in dict(next(iter(values.values()), ()))
    }
    found = [
        Figures(name, v, medians, tuple(told.get(name, [])[:SHOWN]), len(told.get(name, [])))
        for name, v in values.items()
    ]
    return tuple(sorted(found, key=lambda f: (-(dict(f.values)["findings"] or 0), f.who)))


def _by_interviewer(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: f.sort_key):
        told[finding.param("interviewer")].append(finding)
    return told


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is counted per interviewer: sums by code of the interviewer, and minutes for medians."""

    who: NDArray[np.int32]
    sums: dict[str, NDArray[Any]]
    minutes: NDArray[np.float64]


def _columns(answers: Answers) -> _Columns:
    who = answers.who("_interviewer")
    size = len(who.values)
    outcome = answers.who("_outcome")
    sums: dict[str, NDArray[Any]] = {"interviews": np.bincount(who.codes[answers.interviewed], minlength=size)}
    for name in Outcome.ORDER:
        sums[name] = np.bincount(who.codes[outcome.truths(name.__eq__)], minlength=size)
    states = {state: np.zeros(answers.rows) for state in (State.ANSWERED, State.DONT_KNOW, State.REFUSED, State.BLANK)}
    for question in answers.questions:
        if answers.has(f"{question.name}?"):
            found = answers.states(question.name)
            for state, counted in states.items():
                counted += found == state
    asked = sum(states.values(), np.zeros(answers.rows))
    for label, state in (("don't know", State.DONT_KNOW), ("refused answers", State.REFUSED), ("blanks", State.BLANK)):
        sums[f"{label} %"] = _share(who.codes, states[state], asked, size)
    minutes = np.where(answers.complete, (answers.seconds("_ended") - answers.seconds("_started")) / 60, np.nan)
    return _Columns(who.codes, sums, minutes)


def _share(codes: NDArray[np.int32], hits: NDArray[Any], bases: NDArray[Any], size: int) -> NDArray[np.float64]:
    base = np.bincount(codes, bases, size)
    found = np.full(size, np.nan)
    np.divide(100 * np.bincount(codes, hits, size), base, out=found, where=base > 0)
    return found


def _values(code: int, columns: _Columns, findings: Sequence[Finding]) -> tuple[tuple[str, float | None], ...]:
    found: list[tuple[str, float | None]] = [(name, _number(by[code])) for name, by in columns.sums.items()]
    minutes = columns.minutes[columns.who == code]
    known = minutes[np.isfinite(minutes)]
    found.append(("median minutes", _number(np.median(known)) if len(known) else None))
    found.append(("findings", float(sum(f.severity in (Severity.BLOCKING, Severity.WARNING) for f in findings))))
    return tuple(found)


def _number(value: Any) -> float | None:
    return round(float(value), 2) if np.isfinite(value) else None


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
