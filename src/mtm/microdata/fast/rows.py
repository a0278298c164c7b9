"""Arrays of counts become the rows of a tabulation: every grouping is a sum over axes, zeros are left out.

Scope: shaping only. A block is a measure with a matrix of whole numbers: its columns are the result's, without the
measure, and -1 stands for an empty one; dimensions are never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

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


class Rows(Sequence[Row]):
    """The rows of a tabulation as columns of numbers; a row becomes Python values when somebody looks at it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self._listed: tuple[Row, ...] | None = None

    def _rows(self) -> tuple[Row, ...]:
        if self._listed is None:
            self._listed = tuple(row for measure, matrix in self.blocks for row in _lines(measure, matrix))
        return self._listed

    def __len__(self) -> int:
        return sum(len(matrix) for _, matrix in self.blocks)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        return self._rows()[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._rows())

    def __repr__(self) -> str:
        return repr(self._rows())


def _lines(measure: str, matrix: Any) -> Iterator[Row]:
    dimensions = [_with_none(matrix[:, column]) for column in range(matrix.shape[1] - 1)]
    return zip([measure] * len(matrix), *dimensions, matrix[:, -1].tolist(), strict=True)


def assembled(blocks: Iterable[Block]) -> Rows:
    """All rows in the order that every engine gives: by measure, then by columns, empty ones first."""
    by_measure: dict[str, list[Any]] = {}
    for measure, matrix in blocks:
        by_measure.setdefault(measure, []).append(matrix)
    return Rows([(measure, in_order(by_measure[measure])) for measure in sorted(by_measure)])


def in_order(matrices: Sequence[Any]) -> Any:
    """One matrix of rows in the order of their columns, empty ones first; left as it is where it is in order."""
    matrix = np.concatenate(matrices) if len(matrices) > 1 else matrices[0]
    keys = _keys(matrix[:, :-1])
    if keys is None:
        return matrix[np.lexsort(matrix[:, :-1].T[::-1])]
    return matrix if (keys[1:] >= keys[:-1]).all() else matrix[np.argsort(keys, kind="stable")]


def of_each(rows: Any, quarters: Sequence[int]) -> list[Any]:
    """The rows of each quarter; the quarter stands in the first column, in order."""
    begins, ends = (np.searchsorted(rows[:, 0], quarters, side) for side in ("left", "right"))
    return [rows[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _with_none(column: Any) -> list[int | None]:
    empty = column == EMPTY
    found = column.astype(object) if empty.any() else column
    if found is not column:
        found[empty] = None
    values: list[int | None] = found.tolist()
    return values


def _keys(dimensions: Any) -> Any:
    """One number per row that rises with its columns; None where they do not fit into one."""
    radices = [int(size) + 2 for size in dimensions.max(axis=0, initial=0)]
    whole = 1
    for radix in radices:
        whole *= radix
    if whole >= 2**62:
        return None
    keys = np.zeros(len(dimensions), np.int64)
    for column, radix in enumerate(radices):
        keys = keys * radix + dimensions[:, column] + 1
    return keys
