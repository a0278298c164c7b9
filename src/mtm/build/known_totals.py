"""Totals from the matrix to which a round is calibrated: ``estimates: calibrate: [...]`` in round.yml.

Each entry names ``indicator``, ``by`` (a question, whose dimension and codes the matrix knows too), and where needed
``source``, ``period`` and ``dimension``; without a period the latest one not after the field work is taken.
Counts of a census or a register are known totals. What is an estimate itself, by its status, its concept or the design
behind it, carries its standard errors into every variance, or is refused for want of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mtm.kit.names import Names
from mtm.model.errors import MtmError
from mtm.model.observation import Matrix, Observation, Status
from mtm.surveys.round_file import Calibration, RoundFile

WHERE = "round.yml, key estimates.calibrate"
ESTIMATES = ("key informant", "estimate")


@dataclass(frozen=True)
class Told:
    """What a calibration looks into: the matrix, the breakdowns' names, each indicator's concept, the answers given."""

    matrix: Matrix
    breakdowns: Mapping[str, Names]
    concepts: Mapping[str, str]
    labels: Mapping[str, Sequence[str]]


def with_known_totals(one: RoundFile, told: Told) -> RoundFile:
    """The round with the totals that the matrix holds for it. Errors: MtmError where it holds none, or not all."""
    asked: Sequence[Mapping[str, Any]] = one.estimates.get("calibrate", ())
    made = tuple(_calibration(entry, one, told) for entry in asked)
    return one.model_copy(update={"calibration": (*one.calibration, *made)})


def _calibration(asked: Mapping[str, Any], one: RoundFile, told: Told) -> Calibration:
    question, indicator = str(asked.get("by", "")), str(asked.get("indicator", ""))
    dimension = str(asked.get("dimension", question))
    found = _latest(_rows(told.matrix, indicator, dimension, asked), one, indicator)
    names = told.breakdowns.get(dimension)
    totals: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for label in told.labels.get(question, ()):
        match = names.find(label) if names else None
        code = match.code if match else label
        if code not in found:
            remedy = "Choose an indicator that is broken down by every answer of the question."
            value = f"{indicator}, {dimension}={code}"
            raise MtmError("the matrix has no total for an answer", where=WHERE, value=value, remedy=remedy)
        totals[label] = found[code].value
        error = _error(told.matrix, found[code])
        if error is not None:
            errors[label] = error
    first = next(iter(found.values()))
    estimated = any(_is_estimate(o, told.concepts) for o in found.values())
    source = f"{first.origin.source}, {indicator}, {first.time_period.code}"
    return Calibration(by=(question,), totals=totals, source=source, estimated=estimated, standard_errors=errors)


def _rows(matrix: Matrix, indicator: str, dimension: str, asked: Mapping[str, Any]) -> list[Observation]:
    source, period = asked.get("source"), asked.get("period")
    return [
        o
        for o in matrix.current
        if o.indicator == indicator
        and o.value is not None
        and [name for name, _ in o.breakdown] == [dimension]
        and source in (None, o.origin.source)
        and period in (None, o.time_period.code)
    ]


def _latest(rows: Iterable[Observation], one: RoundFile, indicator: str) -> dict[str, Observation]:
    """The totals of the latest period that was over when the field work was; of one source."""
    known = sorted((o for o in rows if o.time_period.end <= one.dates.end), key=lambda o: (o.time_period.end, o.id))
    if not known:
        remedy = "Name an indicator with a breakdown by this question, received before, and its source."
        raise MtmError("the matrix has no totals to calibrate to", where=WHERE, value=indicator, remedy=remedy)
    last = known[-1]
    same = (last.time_period, last.origin.source)
    return {o.breakdown[0][1]: o for o in known if (o.time_period, o.origin.source) == same}


def _error(matrix: Matrix, total: Observation) -> object:
    """The standard error that stands beside a total, or None."""
    pairs = tuple(sorted((*total.breakdown, ("statistic", "se"))))
    beside = matrix.select(total.indicator, total.time_period, breakdown=pairs, source=total.origin.source)
    return beside[0].value if beside else None


def _is_estimate(total: Observation, concepts: Mapping[str, str]) -> bool:
    concept = concepts.get(total.indicator, "").casefold()
    return (
        total.obs_status == Status.ESTIMATED
        or any(word in concept for word in ESTIMATES)
        or total.attribute("design") is not None
    )
