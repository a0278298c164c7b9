"""What every pass over histories shares: the span of days, the walk over the persons, the check of their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mtm.microdata.dataset import Dataset, DatasetError, Part
from mtm.microdata.fast.reading import whole_persons
from mtm.microdata.parameters import Parameters
from mtm.microdata.records import day_of, quarter_days, quarter_of, quarters_between

IN_ORDER = ("person", "day", "direction", "citizenship")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a dataset up to as_of, and the quarter, month or year of each as a place on an axis."""

    first: int
    last: int
    quarters: tuple[int, ...]
    quarter: Any

    @property
    def days(self) -> int:
        return self.last - self.first + 1


def span_of(dataset: Dataset, parameters: Parameters) -> Span:
    """The span of a dataset; every day up to its last record has a quarter, as_of only limits what is counted."""
    quarters = quarters_between(quarter_of(day_of(dataset.first_day)), quarter_of(day_of(dataset.last_day)))
    lengths = [last - max(first, dataset.first_day) + 1 for first, last in map(quarter_days, quarters)]
    places = np.repeat(np.arange(len(quarters), dtype=np.int32), lengths)
    return Span(dataset.first_day, parameters.last_day(dataset), quarters, places)


def walk(
    dataset: Dataset, names: Sequence[str], each: Callable[..., bool], parts: tuple[Part, ...] | None = None
) -> None:
    """Call ``each`` with columns of histories or of ``parts``, some persons at a time; the first is the person."""
    before = -1
    for arrays in whole_persons(dataset.paths(dataset.histories if parts is None else parts), names):
        sure(before < arrays[0][0] and each(*arrays), dataset)
        before = arrays[0][-1]


ORDER = "Records are not in the order in which the dataset was written"
CODES = "Records have codes that are not in the dataset's lists"


def sure(right: bool, dataset: Dataset, wrong: str = ORDER) -> None:
    """Refuse to count rows that are not as they were written."""
    if not right:
        raise DatasetError(
            wrong,
            where=str(dataset.root),
            remedy="Restore its files from a copy, or take the deliveries in again.",
        )
