"""Arrays of counts become the rows of a tabulation: every grouping is a sum over axes, zeros are left out.

Scope: shaping only. An axis of an array is a dimension; its values are mapped to the integers of the SQL's result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from mtm.microdata.engines import Row

Axis = Sequence[int]  # the value of each place of an axis


def grouped(
    measure: str, counts: Any, axes: Sequence[Axis], sets: Iterable[Sequence[int]], before: Sequence[None] = ()
) -> list[Row]:
    """Rows of ``counts`` summed to each set of axes; axes that are not in the set are None in the row.

    ``before`` are empty columns between the measure and the axes.
    """
    found: list[Row] = []
    for kept in sets:
        gone = tuple(axis for axis in range(counts.ndim) if axis not in kept)
        part = counts.sum(axis=gone) if gone else counts
        places = np.nonzero(part)
        columns: list[Iterable[int | None]] = []
        taken = iter(places)
        for axis in range(counts.ndim):
            columns.append(_named(axes[axis], next(taken)) if axis in kept else [None] * places[0].size)
        values = part[places].tolist()
        found += [(measure, *before, *row) for row in zip(*columns, values, strict=True)]
    return found


def _named(axis: Axis, places: Any) -> list[int]:
    return np.asarray(axis, dtype=np.int64)[places].tolist()  # type: ignore[no-any-return]


def placed(rows: Iterable[Row], columns: Sequence[int | None]) -> list[Row]:
    """Rows with their parts in another order; None puts an empty column."""
    return [tuple(None if place is None else row[place] for place in columns) for row in rows]
