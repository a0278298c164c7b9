"""The answers that a score is made of: choices or numbers, and whether they are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.kit.messages import counted
from mtm.model.errors import MtmError


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """The answers to one question: ``codes`` point into ``labels``, -1 is not known; ``numbers`` hold nan there."""

    question: str
    labels: Sequence[str]
    codes: NDArray[np.int64]
    numbers: NDArray[np.float64]

    @property
    def known(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (self.codes >= 0) | ~np.isnan(self.numbers)
        return found

    def is_one_of(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Where the answer is one of these choices."""
        hits = np.array([label in wanted for label in self.labels] + [False])
        found: NDArray[np.bool_] = hits[self.codes]
        return found


def want(columns: Sequence[ScoreColumn], count: int, module: str) -> None:
    """Check that a module gets as many questions as it has. Errors: MtmError."""
    if len(columns) != count:
        raise MtmError(f"{module} is made of {counted(count, 'question', 'questions')}, not {len(columns)}",
                       value=", ".join(c.question for c in columns),
                       remedy="List its questions in plan.yml in the order of the module.")  # fmt: skip


def choices(settings: Mapping[str, Any], key: str, usual: Sequence[str]) -> frozenset[str]:
    """Which choice names mean this; a plan may say otherwise."""
    told = settings.get(key, usual)
    return frozenset(str(one) for one in ([told] if isinstance(told, str | int) else told))
