"""Confidence intervals: Student's t for means and totals, logit and Korn-Graubard for proportions.

Sources: Korn and Graubard (1998), "Confidence intervals for proportions with small expected number of positive counts
estimated from survey data", Survey Methodology 24; Parker et al. (2017), "National Center for Health Statistics data
presentation standards for proportions", Vital and Health Statistics 2(175).
All functions take and return arrays; nan stands where there is no value.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtm.surveys.estimates.design import Floats

Bounds = tuple[Floats, Floats]
FEW = 10.0  # effective counts below which the logit interval is no longer trusted


def t_quantile(df: Floats, level: float = 0.95) -> Floats:
    """Student's t beyond which (1 - level) lies, both sides together; nan for no degrees of freedom."""
    from scipy.special import stdtrit

    known = np.where(df >= 1, df, np.nan)
    found: Floats = stdtrit(known, 0.5 + level / 2)
    return found


def symmetric(value: Floats, se: Floats, df: Floats, level: float = 0.95) -> Bounds:
    """Estimate plus and minus t standard errors."""
    half = t_quantile(df, level) * se
    return value - half, value + half


def logit(p: Floats, se: Floats, df: Floats, level: float = 0.95) -> Bounds:
    """The interval made on the logit scale, which stays inside 0 and 1; nan at 0 and 1 themselves."""
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = np.where((p > 0) & (p < 1), p, np.nan)
        scale = np.log(inner / (1 - inner))
        half = t_quantile(df, level) * se / (inner * (1 - inner))
        return 1 / (1 + np.exp(half - scale)), 1 / (1 + np.exp(-half - scale))


def effective_size(p: Floats, se: Floats, n: Floats, df: Floats, level: float = 0.95) -> Floats:
    """How many interviews of a simple random sample would say as much; never more than there are.

    At 0 and 1 the sample shows no variation, and only the degrees of freedom reduce the size.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = np.where(se > 0, p * (1 - p) / se**2, n)
        shrunk = plain * (t_quantile(n - 1, level) / t_quantile(df, level)) ** 2
    return np.minimum(shrunk, n)


def korn_graubard(p: Floats, se: Floats, n: Floats, df: Floats, level: float = 0.95) -> Bounds:
    """The exact binomial interval of Clopper and Pearson with the effective sample size."""
    from scipy.special import betaincinv

    size = effective_size(p, se, n, df, level)
    hits, tail = size * p, (1 - level) / 2
    with np.errstate(invalid="ignore"):
        low = np.where(p <= 0, 0.0, betaincinv(np.maximum(hits, 1e-300), size - hits + 1, tail))
        high = np.where(p >= 1, 1.0, betaincinv(hits + 1, np.maximum(size - hits, 1e-300), 1 - tail))
    return np.where(np.isnan(size), np.nan, low), np.where(np.isnan(size), np.nan, high)


def proportion(
    p: Floats, se: Floats, n: Floats, df: Floats, level: float = 0.95
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Lower and upper bound, and where they are Korn-Graubard's: near 0 and 1 the logit interval is too short."""
    size = effective_size(p, se, n, df, level)
    with np.errstate(invalid="ignore"):
        near = ~(size * np.minimum(p, 1 - p) >= FEW)
    exact, usual = korn_graubard(p, se, n, df, level), logit(p, se, df, level)
    return np.where(near, exact[0], usual[0]), np.where(near, exact[1], usual[1]), near
