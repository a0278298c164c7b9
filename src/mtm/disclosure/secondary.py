"""Which further cells must be withheld so that no sensitive cell can be worked out, at the least loss.

Scope: one component of a system. For each sensitive cell and each direction a linear programme moves the cell as far as
its range asks, moves others so that every sum still holds, and pays for each published cell that it touches: those it
touches are withheld (the incremental attack of Kelly, Golden and Assad, 1992, Networks 22). What is found here
is not believed: ``auditing`` proves it by another programme.
Errors: none; a cell that cannot be protected, because what is public already gives it away, is returned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import Any

from mtm.disclosure.primary import Range
from mtm.disclosure.tables import Cell, Name, Sum

TINY = 1e-6
"""Relative size below which a move is numerical noise."""


class Movement:
    """The cells and sums of one component as matrices, and which cells are withheld so far."""

    def __init__(
        self,
        names: Sequence[Name],
        sums: Sequence[Sum],
        cells: Mapping[Name, Cell],
        withheld: set[Name],
        held: frozenset[Name] = frozenset(),
    ) -> None:
        import numpy as np
        from scipy.sparse import csr_array, hstack

        self.names = list(names)
        self.place = {name: number for number, name in enumerate(self.names)}
        self.values = np.array([float(cells[name].value) for name in self.names])
        self.costs = np.array([_cost(cells[name]) for name in self.names])
        self.fixed = np.array([cells[name].known or name in held for name in self.names])
        self.alone = np.array([cells[name].contributors == 1 for name in self.names])
        self.free = np.array([name in withheld or not cells[name].printed for name in self.names])
        matrix = csr_array(_triples(sums, self.place), shape=(len(sums), len(self.names)))
        self.matrix = hstack([matrix, -matrix]).tocsr()  # what goes up, what goes down
        self.raised, self.lowered = np.zeros(len(self.names)), np.zeros(len(self.names))

    def protect(self, name: Name, needed: Range) -> set[Name] | None:
        """The cells to withhold beside those withheld already, so that this one may be anything in its range."""
        place = self.place[name]
        moves = (float(needed.high) - self.values[place], self.values[place] - float(needed.low))
        touched: set[Name] = set()
        for sign, move in zip((1, -1), moves, strict=True):
            seen = self.raised[place] if sign > 0 else self.lowered[place]
            if move <= seen:
                continue
            step = self._move(place, sign * move)
            if step is None:
                return None
            new = [i for i in step if not self.free[i]]
            self.free[new] = True
            touched |= {self.names[i] for i in new}
        return touched

    def _move(self, place: int, by: float) -> list[int] | None:
        """Numbers of the cells that move when this one is moved by so much; None where the sums do not let it."""
        import numpy as np
        from scipy.optimize import linprog

        count = len(self.names)
        scale = max(float(np.max(self.values)), 1.0)
        up, down = np.full(count, 4 * scale + abs(by)), self.values.copy()
        still = self.fixed | (self.alone & (np.arange(count) != place))
        up[still], down[still] = 0, 0
        bounds = np.stack([np.zeros(2 * count), np.concatenate([up, down])], axis=1)
        bounds[place], bounds[count + place] = (max(by, 0), max(by, 0)), (max(-by, 0), max(-by, 0))
        costs = np.where(self.free, TINY, self.costs)
        found = linprog(
            np.concatenate([costs, costs]),
            A_eq=self.matrix,
            b_eq=np.zeros(self.matrix.shape[0]),
            bounds=bounds,
            method="highs",
        )
        if not found.success:
            return None
        moved: Any = found.x[:count] - found.x[count:]
        self._remember(place, moved)
        return [int(i) for i in np.flatnonzero(np.abs(moved) > TINY * max(abs(by), 1.0))]

    def _remember(self, place: int, moved: Any) -> None:
        """A move shows how far the other cells can go too, and so does its mirror image while nothing falls below 0."""
        import numpy as np

        if self.alone[place]:
            return
        self.raised, self.lowered = np.maximum(self.raised, moved), np.maximum(self.lowered, -moved)
        rising = moved > TINY
        share = float(np.min(self.values[rising] / moved[rising], initial=1.0))
        self.raised = np.maximum(self.raised, -moved * share)
        self.lowered = np.maximum(self.lowered, moved * share)


def _cost(cell: Cell) -> float:
    """What withholding a cell costs: more for larger cells, most for zeros, which are the plainest of statements."""
    return 1 + log(1 + float(cell.value)) if cell.value else 20.0


def _triples(sums: Sequence[Sum], place: Mapping[Name, int]) -> tuple[list[float], tuple[list[int], list[int]]]:
    values, rows, columns = [], [], []
    for row, one in enumerate(sums):
        for sign, name in ((-1.0, one.whole), *((1.0, part) for part in one.parts)):
            values.append(sign)
            rows.append(row)
            columns.append(place[name])
    return values, (rows, columns)
