"""Rules of publication: which estimates are printed, which are marked, and which are withheld, each with its reason.

The rules, in the order in which they are asked:
1. fewer than 30 answers in the base: withheld (``few``);
2. a proportion, as the National Center for Health Statistics rules (Parker et al. 2017, Vital and Health Statistics
   2(175)), on the Korn-Graubard interval: effective size below 30: withheld (``few_effective``); as wide as 0.30 or
   wider: withheld (``wide``); wider than 0.05 and wider than 130 per cent of the proportion: withheld (``relative``);
   0 or 1: marked (``extreme``); fewer than 8 degrees of freedom: marked (``df``);
   interval wider than 130 per cent of the complement: marked (``complement``);
3. a total, mean, ratio or median, by its coefficient of variation, as Statistics Canada's letters E and F are used:
   above 33.3 per cent: withheld (``cv``); above 16.5 per cent: marked (``cv_marked``); no positive value to divide by:
   marked (``cv_unknown``); fewer than 8 degrees of freedom: marked (``df``);
4. a sample without known chances: marked (``respondents``), whatever else is right; it describes respondents alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtm.surveys.estimates import intervals
from mtm.surveys.estimates.design import Floats
from mtm.surveys.estimates.estimate import MARKED, PUBLISHED, WITHHELD


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits; a plan may set stricter ones."""

    n: int = 30
    effective: int = 30
    width: float = 0.30
    narrow: float = 0.05
    relative: float = 1.30
    df: int = 8
    cv: float = 0.333
    cv_marked: float = 0.165

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> Rules:
        """The limits with a plan's own; a plan may only be stricter."""
        plain = cls()
        higher = {key: max(getattr(plain, key), settings[key]) for key in ("n", "effective", "df") if key in settings}
        lower = ("width", "narrow", "relative", "cv", "cv_marked")
        return cls(**higher, **{key: min(getattr(plain, key), settings[key]) for key in lower if key in settings})


Rulings = tuple[NDArray[np.str_], NDArray[np.str_]]


def rule_proportions(p: Floats, se: Floats, n: Floats, df: Floats, rules: Rules) -> Rulings:
    """Status and reason of each proportion."""
    low, high = intervals.korn_graubard(p, se, n, df)
    size, width = intervals.effective_size(p, se, n, df), high - low
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = width > rules.narrow
        tests = [
            (n < rules.n, WITHHELD, "few"),
            (~(df >= 1), WITHHELD, "df_none"),
            (size < rules.effective, WITHHELD, "few_effective"),
            (width >= rules.width, WITHHELD, "wide"),
            (wide & (p > 0) & (width > rules.relative * p), WITHHELD, "relative"),
            ((p <= 0) | (p >= 1), MARKED, "extreme"),
            (df < rules.df, MARKED, "df"),
            (wide & (width > rules.relative * (1 - p)), MARKED, "complement"),
        ]
    return _first(tests, p.shape)


def rule_amounts(value: Floats, se: Floats, n: Floats, df: Floats, rules: Rules) -> Rulings:
    """Status and reason of each total, mean, ratio or median."""
    with np.errstate(divide="ignore", invalid="ignore"):
        cv = np.where(value != 0, se / np.abs(value), np.nan)
    tests = [
        (n < rules.n, WITHHELD, "few"),
        (~(df >= 1), WITHHELD, "df_none"),
        (cv > rules.cv, WITHHELD, "cv"),
        (np.isnan(cv), MARKED, "cv_unknown"),
        (cv > rules.cv_marked, MARKED, "cv_marked"),
        (df < rules.df, MARKED, "df"),
    ]
    return _first(tests, value.shape)


def rule_respondents(n: Floats, rules: Rules) -> Rulings:
    """Status and reason of what describes respondents only."""
    return _first([(n < rules.n, WITHHELD, "few"), (n >= 0, MARKED, "respondents")], n.shape)


def _first(tests: list[tuple[NDArray[np.bool_], str, str]], shape: tuple[int, ...]) -> Rulings:
    """The first test that is met decides; none is met: published."""
    conditions = [test for test, _, _ in tests]
    if not np.size(conditions[0]):
        return np.full(shape, PUBLISHED), np.full(shape, "")
    status = np.select(conditions, [word for _, word, _ in tests], default=PUBLISHED)
    return status, np.select(conditions, [reason for _, _, reason in tests], default="")
