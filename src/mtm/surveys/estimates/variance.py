"""The variance of a sum over a sample of clusters in strata (Taylor linearisation, ultimate clusters).

Source: Cochran (1977), Sampling Techniques, third edition, chapters 5 and 11; Wolter (2007), Introduction to Variance
Estimation, second edition, chapter 6. For calibrated weights the sums are those of residuals: Deville and Särndal
(1992), "Calibration estimators in survey sampling", Journal of the American Statistical Association 87.
"""

from __future__ import annotations

import numpy as np

from mtm.surveys.estimates.design import CENTRE, Design, Floats, Ints


def of_sums(sums: Floats, clusters: Ints, design: Design) -> Floats:
    """The variance of the sample total of each column, from its sums by cluster.

    ``sums`` has one row for each cluster named in ``clusters`` (increasing); the other clusters add nothing to the
    total, and their zeros count as variation.
    """
    if not len(clusters):
        return np.zeros(sums.shape[1])
    strata = design.stratum[clusters]
    starts = np.flatnonzero(np.r_[True, strata[1:] != strata[:-1]])
    here = strata[starts]
    sizes = design.clusters[here].astype(np.float64)[:, None]
    present = np.diff(np.r_[starts, len(strata)])[:, None]
    means = np.add.reduceat(sums, starts, axis=0) / sizes
    away = sums - np.repeat(means, present[:, 0], axis=0)
    squares = np.add.reduceat(away * away, starts, axis=0) + (sizes - present) * means * means
    with np.errstate(divide="ignore", invalid="ignore"):
        within = (1 - design.fraction[here])[:, None] * sizes / (sizes - 1) * squares
    spread: Floats = np.where(sizes > 1, within, 0.0).sum(axis=0)
    return spread + _lonely(sums, strata, design)


def _lonely(sums: Floats, strata: Ints, design: Design) -> Floats:
    """What strata with one cluster add under the strategy "centre": their distance from the mean cluster."""
    lonely = design.lonely
    if design.strategy != CENTRE or not lonely.any():
        return np.zeros(sums.shape[1])
    mean = sums.sum(axis=0) / len(design.stratum)
    rows = lonely[strata]
    away = (1 - design.fraction[strata[rows]])[:, None] * (sums[rows] - mean) ** 2
    absent = int(lonely.sum()) - int(rows.sum())
    added: Floats = away.sum(axis=0) + absent * mean**2
    return added
