"""Groups of rows: which rows share a value, and where each group begins.

Scope: sorting and counting over columns, no findings.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.form import Question
from mtm.surveys.quality.context import NONE, Answers

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def mixed(values: NDArray[Any]) -> NDArray[np.uint64]:
    """Numbers scattered over 64 bits, equal ones alike (splitmix64, Steele, Lea and Flood 2014)."""
    found = values.astype(np.int64).view(np.uint64) + _STEP
    found = (found ^ (found >> np.uint64(30))) * _FIRST
    found = (found ^ (found >> np.uint64(27))) * _SECOND
    return np.asarray(found ^ (found >> np.uint64(31)), np.uint64)


def prints(answers: Answers, questions: list[Question]) -> NDArray[np.uint64]:
    """One number per row that is equal for rows with equal answers, and all but never for others."""
    found = np.zeros(answers.rows, np.uint64)
    for question in questions:
        found = mixed(found ^ mixed(answers.codes(question.name)))
    return found


def alike_by_chance(codes: NDArray[Any]) -> float:
    """The probability that two rows with an answer have the same one."""
    counts = np.bincount(codes[codes != NONE].astype(np.int64)).astype(float)
    return float(((counts / counts.sum()) ** 2).sum()) if counts.sum() else 1.0


def expected_pairs(share: float, of: float, alike: float, rows: int) -> float:
    """How many pairs of rows agree in such a share of so many answers by chance, at most (Chernoff's bound).

    ``alike`` is the mean probability that two rows agree in one answer. Answers are taken as independent; those of
    people who live alike are not, so the true number is larger.
    """
    if share <= alike:
        return rows * (rows - 1) / 2
    apart = (1 - share) * log((1 - share) / (1 - alike)) if share < 1 else 0.0
    return exp(-of * (share * log(share / alike) + apart)) * rows * (rows - 1) / 2


def answered(answers: Answers, questions: list[Question]) -> NDArray[np.int64]:
    """How many of the questions each row answered."""
    found = np.zeros(answers.rows, np.int64)
    for question in questions:
        found += answers.codes(question.name) != NONE
    return found


def groups(keys: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows in the order of their keys, and where each group of equal keys begins (with the end added)."""
    order = np.argsort(keys, kind="stable")
    sorted_ = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], sorted_[1:] != sorted_[:-1]))) if len(keys) else np.zeros(0, int)
    return order, np.append(starts, len(keys))
