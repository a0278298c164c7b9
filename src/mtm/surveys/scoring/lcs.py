"""Livelihood coping strategies: the most severe strategy that a household used, or has nothing left to use.

The score is 1 none, 2 stress, 3 crisis, 4 emergency. A strategy counts when it was used in the last 30 days or cannot
be used any more because it was already (the World Food Programme's answers "yes" and "no, already exhausted").
``settings``: ``severity`` gives stress, crisis or emergency for each question. An unknown answer leaves the score
unknown unless a strategy at least as severe was used.
Source: World Food Programme, Livelihood Coping Strategies indicator for essential needs and for food security.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys.scoring.columns import ScoreColumn, choices

TITLE = "livelihood coping strategies"
SOURCE = "World Food Programme, Livelihood Coping Strategies"
SEVERITIES = {"stress": 2.0, "crisis": 3.0, "emergency": 4.0}
NONE = 1.0
USED = ("yes", "1", "exhausted", "already", "no_exhausted", "no_already")


def score(columns: Sequence[ScoreColumn], settings: Mapping[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The class of each household, 1 to 4."""
    weights = np.array([_severity(column.question, settings) for column in columns])[:, None]
    used = choices(settings, "used", USED)
    hits = np.stack([column.is_one_of(used) for column in columns])
    unknown = np.stack([~column.known for column in columns])
    worst = np.where(hits, weights, NONE).max(axis=0)
    possible = np.where(unknown, weights, NONE).max(axis=0)
    return worst, possible <= worst


def _severity(question: str, settings: Mapping[str, Any]) -> float:
    told = settings.get("severity", {}).get(question)
    if told not in SEVERITIES:
        raise MtmError("a coping strategy has no severity", where=f"settings.severity.{question}", value=str(told),
                       remedy="Say stress, crisis or emergency for each question.")  # fmt: skip
    return SEVERITIES[str(told)]
