"""The recruitment cost of a migrant worker, in months of what the same worker earned (SDG indicator 10.7.1).

Questions: the parts of the cost first, the monthly earnings in the first job abroad last, all in one currency. The
score is cost divided by earnings; a worker without earnings, or with an unknown part, is not known.
Source: SDG indicator metadata 10.7.1 (International Labour Organization and World Bank); wage workers only, which the
plan says in ``where``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys.scoring.columns import ScoreColumn

TITLE = "recruitment cost as months of earnings"
SOURCE = "SDG indicator metadata, 10.7.1"


def score(columns: Sequence[ScoreColumn], _: Mapping[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Months of earnings that recruitment cost each worker."""
    if len(columns) < 2:
        raise MtmError("recruitment cost needs a cost and the monthly earnings", where=TITLE,
                       remedy="List the parts of the cost, then the earnings.")  # fmt: skip
    cost = np.sum([column.numbers for column in columns[:-1]], axis=0)
    earned = columns[-1].numbers
    with np.errstate(invalid="ignore"):
        known = (cost >= 0) & (earned > 0)
    return np.where(known, cost, 0.0) / np.where(known, earned, 1.0), known
