"""Published modules scored as their authors define them: answers of several questions become one number per interview.

Scope: one file per score, named by its id; each has ``TITLE``, ``SOURCE`` and ``score(columns, settings)``.
A score takes the columns of its questions in the order the module defines, and gives (values, known): where ``known``
is False the answers do not decide, and the value means nothing. Unknown answers are never taken for "no" or 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys.scoring.columns import ScoreColumn

Scored = tuple[NDArray[np.float64], NDArray[np.bool_]]
Score = Callable[[Sequence[ScoreColumn], Mapping[str, Any]], Scored]

_NOT_SCORES = ("columns",)


def scores() -> tuple[str, ...]:
    """The ids of all scores there are."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if m.name not in _NOT_SCORES))


def score(name: str, columns: Sequence[ScoreColumn], settings: Mapping[str, Any]) -> Scored:
    """The score of every interview. Errors: MtmError for a score that does not exist or questions that do not fit."""
    if name not in scores():
        raise MtmError("there is no such score", value=name, remedy=f"Use one of: {', '.join(scores())}.")
    made: Scored = import_module(f"{__name__}.{name}").score(columns, settings)
    return made
