"""Calibration: weights are moved as little as needed for the sample to repeat totals that are known.

Scope: raking to the margins of classifications and linear (GREG) calibration to totals of any variables. The totals
stay with the design, because what they explain no longer varies: the variance is that of the residuals.
Counts of key informants and other estimates are no known totals: calibrating to them is refused unless their standard
errors are given, and then every variance has their part in it.
Sources: Deville and Särndal (1992), "Calibration estimators in survey sampling", Journal of the American Statistical
Association 87; Dever and Valliant (2010), "A comparison of variance estimators for poststratification to estimated
control totals", Survey Methodology 36.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mtm.kit.messages import counted
from mtm.model.errors import MtmError
from mtm.surveys.estimates.design import Controls, Design, Floats, Ints

KNOWN = ("census", "register")
ESTIMATED = ("survey", "key_informants", "estimate")
ROUNDS, CLOSE = 500, 1e-10


@dataclass(frozen=True, slots=True)
class Totals:
    """Known totals: how many in each category, said by whom.

    ``origin`` is census or register (no sampling error), or survey, key_informants, estimate; these carry
    ``covariance`` (or standard errors, taken as independent).
    """

    name: str
    values: Floats
    origin: str
    covariance: Floats | None = None

    @classmethod
    def of(cls, name: str, values: ArrayLike, origin: str, errors: ArrayLike | None = None) -> Totals:
        """Totals with one standard error each, or none."""
        covariance = None if errors is None else np.diag(np.asarray(errors, dtype=np.float64) ** 2)
        return cls(name, np.asarray(values, dtype=np.float64), origin, covariance)


def rake(design: Design, margins: Sequence[tuple[Ints, Totals]]) -> Design:
    """The design with weights raked until every margin holds; ``codes`` of a margin point into its totals.

    Errors: a category without interviews, margins that contradict each other, or an answer that is not known.
    """
    _check_origins([totals for _, totals in margins])
    for codes, totals in margins:
        _check_categories(codes, totals)
    weights = _raked(design.weights, margins)
    variables = np.hstack([np.eye(len(totals.values))[codes] for codes, totals in margins])
    return _calibrated(design, weights, variables, [totals for _, totals in margins])


def linear(design: Design, variables: ArrayLike, totals: Totals) -> Design:
    """The design with weights of the generalised regression estimator; ``variables`` are interviews x totals.

    Errors: weights that would become zero or negative (ask for raking instead, or for fewer controls).
    """
    _check_origins([totals])
    x, w = np.atleast_2d(np.asarray(variables, dtype=np.float64).T).T, design.weights
    gap = totals.values - w @ x
    factors = 1 + x @ (np.linalg.pinv((x * w[:, None]).T @ x) @ gap)
    weights = w * factors
    if not np.allclose(weights @ x, totals.values, rtol=1e-8):
        raise MtmError(
            "the totals cannot be met by these variables",
            value=totals.name,
            remedy="Check that the totals agree with each other and that every control occurs in the sample.",
        )
    if (weights <= 0).any():
        raise MtmError(
            f"linear calibration makes {int((weights <= 0).sum())} weights zero or negative",
            value=totals.name,
            remedy="Use raking, join categories, or check the totals.",
        )
    return _calibrated(design, weights, x, [totals])


def linear_margins(design: Design, margins: Sequence[tuple[Ints, Totals]]) -> Design:
    """The design with weights of the generalised regression estimator for the margins of classifications."""
    _check_origins([totals for _, totals in margins])
    for codes, totals in margins:
        _check_categories(codes, totals)
    variables = np.hstack([np.eye(len(totals.values))[codes] for codes, totals in margins])
    joined = Totals(
        " and ".join(totals.name for _, totals in margins),
        np.concatenate([totals.values for _, totals in margins]),
        "estimate" if any(totals.covariance is not None for _, totals in margins) else "register",
        _covariance([totals for _, totals in margins]),
    )
    return linear(design, variables, joined)


def _raked(weights: Floats, margins: Sequence[tuple[Ints, Totals]]) -> Floats:
    w = weights.copy()
    for _ in range(ROUNDS):
        worst = 0.0
        for codes, totals in margins:
            factors = totals.values / np.bincount(codes, w, len(totals.values))
            w = w * factors[codes]
            worst = max(worst, float(np.abs(factors - 1).max()))
        if worst < CLOSE:
            return w
    sums = " and ".join(f"{totals.name} {float(totals.values.sum()):.0f}" for _, totals in margins)
    raise MtmError(
        "raking does not come to rest",
        value=sums,
        remedy="Margins must have the same sum and be possible together: compare them, or join categories.",
    )


def _calibrated(design: Design, weights: Floats, variables: Floats, totals: Sequence[Totals]) -> Design:
    controls = Controls(variables, design.weights, _covariance(totals))
    return replace(design, weights=weights, controls=controls)


def _covariance(totals: Sequence[Totals]) -> Floats | None:
    if all(one.covariance is None for one in totals):
        return None
    size = sum(len(one.values) for one in totals)
    whole, at = np.zeros((size, size)), 0
    for one in totals:
        many = len(one.values)
        if one.covariance is not None:
            whole[at : at + many, at : at + many] = one.covariance
        at += many
    return whole


def _check_origins(totals: Sequence[Totals]) -> None:
    for one in totals:
        if one.origin not in (*KNOWN, *ESTIMATED):
            raise MtmError(
                "unknown origin of totals",
                where=one.name,
                value=one.origin,
                remedy=f"Say one of {', '.join((*KNOWN, *ESTIMATED))}.",
            )
        if one.origin in ESTIMATED and one.covariance is None:
            raise MtmError(
                "totals that are estimates themselves come without their uncertainty",
                where=one.name,
                value=one.origin,
                remedy="Give their standard errors, or calibrate to a census or register.",
            )


def _check_categories(codes: NDArray[np.int64], totals: Totals) -> None:
    if (codes < 0).any():
        raise MtmError(
            counted(int((codes < 0).sum()), "interview has", "interviews have")
            + " no answer to a calibration variable",
            where=totals.name,
            remedy="Impute it in the cleaning log, or calibrate to another variable.",
        )
    counts = np.bincount(codes, minlength=len(totals.values))
    if (
        len(counts) > len(totals.values)
        or ((counts == 0) & (totals.values > 0)).any()
        or (totals.values[codes] <= 0).any()
    ):
        raise MtmError(
            "categories of the totals and of the sample do not match",
            where=totals.name,
            remedy="Every category needs a positive total and at least one interview: join categories.",
        )
