"""The design of a round as its round.yml states it, with the weights and known totals that go with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtm.kit.messages import counted
from mtm.model.errors import MtmError
from mtm.surveys.estimates import calibration
from mtm.surveys.estimates.answers import Answers
from mtm.surveys.estimates.calibration import Totals
from mtm.surveys.estimates.design import REFUSE, Design, Floats, design
from mtm.surveys.round_file import Calibration, RoundFile, Stratum

RAKING, LINEAR = "raking", "linear"
BETWEEN = "/"
"""Joins the codes of crossed strata and of crossed totals: "north/F"."""

INFORMANTS = ("informant", "информант", "хабарлаушы", "baseline assessment", "bma", "dtm")
"""Words of a source of totals by which it is no count."""


def sampled(told: RoundFile, answers: Answers, where: str = "round.yml") -> Design:
    """The design of the rows of ``answers``. Errors: MtmError with what round.yml lacks."""
    made = design(
        _weights(told, answers, where),
        _strata(told, answers),
        _clusters(told, answers),
        _populations(told, answers),
        str(told.design.settings.get("lonely", REFUSE)),
    )
    margins = [_margin(one, answers, where) for one in told.calibration]
    if not margins:
        return made
    method = str(told.estimates.get("calibration", RAKING))
    if method not in (RAKING, LINEAR):
        raise MtmError("unknown method of calibration", where=f"{where}, key estimates.calibration", value=method,
                       remedy="Say raking or linear.")  # fmt: skip
    return calibration.rake(made, margins) if method == RAKING else calibration.linear_margins(made, margins)


def _strata(told: RoundFile, answers: Answers) -> NDArray[np.str_] | None:
    if not told.design.strata:
        return None
    return _joined(told.design.strata, answers, "stratum")


def _clusters(told: RoundFile, answers: Answers) -> NDArray[np.str_] | None:
    """The clusters drawn; rows of a repeat without clusters share the interview that they stand in."""
    if told.design.clusters:
        return _joined((told.design.clusters,), answers, "cluster")
    return answers.parents.astype(str) if answers.parents is not answers.rows else None


def _joined(names: Sequence[str], answers: Answers, what: str) -> NDArray[np.str_]:
    """The codes of some questions joined; every interview has its own."""
    parts = []
    for name in names:
        found = answers.answer(name)
        if not found.known.all():
            raise MtmError(
                counted(int((~found.known).sum()), "interview has", "interviews have") + f" no {what}",
                value=name,
                remedy="Give it to them in the cleaning log, or leave them out.",
            )
        labels, codes = found.coded
        parts.append(labels[codes].astype(str))
    joined = parts[0]
    for part in parts[1:]:
        joined = np.char.add(np.char.add(joined, BETWEEN), part)
    return joined


def _frame(told: RoundFile) -> dict[str, Stratum]:
    return {stratum.id: stratum for stratum in told.design.frame}


def _populations(told: RoundFile, answers: Answers) -> Floats | None:
    """Units of the first stage in each interview's stratum: clusters where clusters were drawn, else persons."""
    frame, strata = _frame(told), _strata(told, answers)
    if not frame:
        return None
    sizes = {s.id: s.clusters if told.design.clusters else s.population for s in frame.values()}
    if any(size is None for size in sizes.values()):
        return None
    return _per_interview({name: float(size) for name, size in sizes.items() if size}, strata, answers.size)


def _per_interview(sizes: dict[str, float], strata: NDArray[np.str_] | None, rows: int) -> Floats:
    if strata is None:
        return np.full(rows, sum(sizes.values()))
    unknown = sorted(set(strata.tolist()) - set(sizes))
    if unknown:
        raise MtmError(
            "interviews stand in strata that the frame does not have",
            where="round.yml, key design.frame",
            value=", ".join(unknown[:5]),
            remedy="Add them to the frame, or correct the answers.",
        )
    return np.array([sizes[name] for name in strata.tolist()])


def _weights(told: RoundFile, answers: Answers, where: str) -> Floats:
    """The weight of each interview: a question's, or persons in the stratum over interviews in it."""
    if told.design.weight:
        return answers.answer(told.design.weight).as_numbers
    sizes = {s.id: float(s.population) for s in told.design.frame if s.population}
    if not sizes or len(sizes) < len(told.design.frame):
        raise MtmError(
            "a probability sample needs weights",
            where=f"{where}, key design",
            remedy="Name the question that holds the weight, or give each stratum's population in the frame.",
        )
    strata = _strata(told, answers)
    population = _per_interview(sizes, strata, answers.size)
    codes = np.zeros(answers.size, np.int64) if strata is None else np.unique(strata, return_inverse=True)[1]
    drawn = _interviews(codes, answers)
    weights: Floats = population / drawn[codes]
    return weights


def _interviews(codes: NDArray[np.int64], answers: Answers) -> NDArray[np.int64]:
    """Held interviews in each stratum; rows of one interview count once."""
    pairs = np.unique(np.stack([codes, answers.parents]), axis=1)[0]
    return np.bincount(pairs, minlength=int(codes.max(initial=0)) + 1)


def _margin(told: Calibration, answers: Answers, where: str) -> tuple[NDArray[np.int64], Totals]:
    labels = list(told.totals)
    origin = _origin(told)
    errors = None
    if told.standard_errors:
        missing = [label for label in labels if label not in told.standard_errors]
        if missing:
            raise MtmError(
                "totals without a standard error stand beside others with one",
                where=where,
                value=", ".join(missing[:5]),
                remedy="Give every estimated total its standard error.",
            )
        errors = [float(told.standard_errors[label]) for label in labels]
    totals = Totals.of(BETWEEN.join(told.by), [float(told.totals[label]) for label in labels], origin, errors)
    codes = _codes(told, answers, labels)
    unknown = sorted(set(codes.tolist()) - set(labels))
    if unknown:
        raise MtmError(
            "categories of the sample have no total",
            where=f"{where}, key calibration",
            value=", ".join(unknown[:5]),
            remedy="Add their totals, or join categories.",
        )
    return np.array([labels.index(code) for code in codes.tolist()], dtype=np.int64), totals


def _origin(told: Calibration) -> str:
    """Totals are known unless the plan or their source says that they are estimates."""
    if any(word in told.source.casefold() for word in INFORMANTS):
        return "key_informants"
    return "estimate" if told.estimated or told.standard_errors else "register"


def _codes(told: Calibration, answers: Answers, labels: Sequence[str]) -> NDArray[np.str_]:
    return _joined(told.by, answers, f"answer to calibrate by ({', '.join(labels[:3])} …)")
