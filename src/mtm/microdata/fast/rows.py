"""Arrays of counts become the rows of a tabulation: every grouping is a sum over axes, zeros are left out.

Scope: shaping only. A block is a measure with a matrix of whole numbers: its columns are the result's, without the
measure, and -1 stands for an empty one; dimensions are never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from mtm.microdata.engines import Row

Axis = Sequence[int]  # the value of each place of an axis
Block = tuple[str, Any]
EMPTY = -1


def grouped(
    measure: str, counts: Any, axes: Sequence[Axis], sets: Iterable[Sequence[int]], columns: Sequence[int | None]
) -> list[Block]:
    """A block for each set of axes: the counts summed over the others.

    ``columns`` says which axis stands in each dimension of the result; None is a dimension that these rows leave empty.
    """
    named = [np.asarray(axis, dtype=np.int64) for axis in axes]
    found = []
    for kept in sets:
        gone = tuple(axis for axis in range(counts.ndim) if axis not in kept)
        part = counts.sum(axis=gone) if gone else counts
        places = np.nonzero(part)
        matrix = np.full((places[0].size, len(columns) + 1), EMPTY, np.int64)
        for column, axis in enumerate(columns):
            if axis is not None and axis in kept:
                matrix[:, column] = named[axis][places[sorted(kept).index(axis)]]
        matrix[:, -1] = part[places]
        found.append((measure, matrix))
    return found


def block(measure: str, lines: Sequence[Sequence[int | None]], width: int) -> Block:
    """A block of rows given one by one; ``width`` counts their columns."""
    plain = [[EMPTY if value is None else value for value in line] for line in lines]
    return measure, np.array(plain, np.int64).reshape(len(plain), width)


def assembled(blocks: Iterable[Block]) -> tuple[Row, ...]:
    """All rows in the order that every engine gives: by measure, then by columns, empty ones first."""
    by_measure: dict[str, list[Any]] = {}
    for measure, matrix in blocks:
        by_measure.setdefault(measure, []).append(matrix)
    found: list[Row] = []
    for measure in sorted(by_measure):
        matrix = np.concatenate(by_measure[measure])
        matrix = matrix[_order(matrix[:, :-1])]
        dimensions = [_with_none(matrix[:, column]) for column in range(matrix.shape[1] - 1)]
        found += zip([measure] * len(matrix), *dimensions, matrix[:, -1].tolist(), strict=True)
    return tuple(found)


def _with_none(column: Any) -> list[int | None]:
    empty = column == EMPTY
    found = column.astype(object) if empty.any() else column
    if found is not column:
        found[empty] = None
    values: list[int | None] = found.tolist()
    return values


def _order(dimensions: Any) -> Any:
    """The places of rows in order, by one number per row where all dimensions fit into it."""
    radices = [int(size) + 2 for size in dimensions.max(axis=0, initial=0)]
    whole = 1
    for radix in radices:
        whole *= radix
    if whole >= 2**62:
        return np.lexsort(dimensions.T[::-1])
    keys = np.zeros(len(dimensions), np.int64)
    for column, radix in enumerate(radices):
        keys = keys * radix + dimensions[:, column] + 1
    return np.argsort(keys, kind="stable")
