"""The reduced Coping Strategies Index: days of the last seven on which five strategies were used, weighted.

Questions in this order, with their universal weights: less preferred food (1), borrowed food or relied on help (2),
smaller portions (1), fewer meals (1), adults ate less so that children could eat (3). The index runs from 0 to 56;
0-3, 4-18 and 19 or more are the usual classes. All five answers are needed, each 0 to 7 days.
Source: Maxwell and Caldwell (2008), The Coping Strategies Index: Field Methods Manual, second edition; classes as the
Integrated Food Security Phase Classification uses them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.surveys.scoring.columns import ScoreColumn, want

TITLE = "reduced Coping Strategies Index"
SOURCE = "Maxwell and Caldwell (2008), The Coping Strategies Index: Field Methods Manual"
WEIGHTS = (1, 2, 1, 1, 3)
WEEK = 7


def score(columns: Sequence[ScoreColumn], _: Mapping[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The index of each household, 0 to 56."""
    want(columns, len(WEIGHTS), TITLE)
    days = np.stack([column.numbers for column in columns])
    with np.errstate(invalid="ignore"):
        known = ((days >= 0) & (days <= WEEK) & (days == np.floor(days))).all(axis=0)
    total = np.asarray(WEIGHTS, dtype=np.float64) @ np.where(known, days, 0.0)
    return total, known
