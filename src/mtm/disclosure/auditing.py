"""The audit: given everything that is published, between which values can a reader place each withheld cell?

Scope: a witness that shares nothing with the suppression but the list of cells and sums. For every sensitive cell two
linear programmes find the least and the most that it can be, given the printed cells (as they are rounded),
the sums, and that nothing is below zero; counts are whole numbers to the reader, so the programmes ask for whole ones.
A reader may also be one of those counted: a sum over one person is taken as known to that person, and all such
persons are assumed to talk to each other.
Errors: none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mtm.disclosure.primary import Range, sensitive
from mtm.disclosure.relations import System, components, system
from mtm.disclosure.tables import Cell, Key, Name, Rules, Status, Sum, Table

NODES = 2_000
"""Branches that the search for whole numbers may open; beyond, the bound found so far counts, which is the safe side
for a reader and is told as it is."""


Piece = tuple[Any, Any, Any]
"""Numbers of cells that sums bind together, the sums as a matrix, and what they must come to."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """A sensitive cell that readers can place too closely: between ``low`` and ``high`` (None: without limit)."""

    measure: str
    key: Key
    low: Decimal
    high: Decimal | None
    needed: Range


def audit(tables: Sequence[Table], rules: Rules) -> tuple[Exposed, ...]:
    """Every sensitive cell that is printed, or that can be placed within its range; none proves the tables safe."""
    found = system(tables)
    ranges = sensitive(found, rules)
    exposed: list[Exposed] = []
    for names, sums in components(found):
        inside = {name: ranges[name] for name in names if name in ranges}
        if inside:
            exposed += _component(found, names, sums, inside)
    return tuple(sorted(exposed, key=lambda e: (e.measure, e.key)))


def _component(found: System, names: Sequence[Name], sums: Sequence[Sum], ranges: dict[Name, Range]) -> list[Exposed]:
    reader = Reader(found, names, sums)
    return [Exposed(*name, *reader.interval(name), ranges[name]) for name in reader.exposed(ranges)]


class Reader:
    """What a reader knows of one component: bounds for every cell, and the sums.

    Every table that fits what is printed is remembered: one that shows a cell low enough or high enough saves the
    search for another.
    """

    def __init__(self, found: System, names: Sequence[Name], sums: Sequence[Sum]) -> None:
        import numpy as np

        self.place = {name: number for number, name in enumerate(names)}
        bounds = [_bounds(found.cells[name], found.rounding[name[0]]) for name in names]
        self.low = np.array([low for low, _ in bounds])
        self.high = np.array([high for _, high in bounds])
        self.values = np.array([float(found.cells[name].value) for name in names])
        self.alone = np.array([found.cells[name].contributors == 1 for name in names])
        self.whole = np.array([found.kinds[name[0]] == "count" for name in names])
        self.least, self.most = self.values.copy(), self.values.copy()  # over the tables seen; the true one fits
        matrix = _matrix(sums, self.place)
        self.unknowns = unknowns(matrix, self.low, self.high, self.values)
        self.lonely = _lonely(matrix, self.low != self.high)

    def exposed(self, ranges: dict[Name, Range]) -> list[Name]:
        """The cells whose value a reader can place within what must stay possible."""
        self._sweep(ranges, 1)
        self._sweep(ranges, -1)
        return [name for name, needed in ranges.items() if not self.covers(name, needed)]

    def covers(self, name: Name, needed: Range) -> bool:
        """Whether a reader must hold for possible everything in the range."""
        place = self.place[name]
        if self.low[place] == self.high[place] or place in self.lonely:
            return False
        enough_low, enough_high = _enough(needed)
        if self.least[place] > enough_low and (self._extreme(place, 1) or 0.0) > enough_low:
            return False
        if self.most[place] >= enough_high:
            return True
        most = self._extreme(place, -1)
        return most is None or most >= enough_high

    def _sweep(self, ranges: dict[Name, Range], sign: int) -> None:
        """Look for tables that show many cells at once as low (sign 1) or as high (-1) as they must be able to be."""
        left: set[int] = set()
        while True:
            open_ = {p for n, r in ranges.items() if not self._seen(p := self.place[n], r, sign)}
            open_ &= set(self.unknowns) - self.lonely
            if not open_ or open_ == left:
                return
            left = open_
            caps = {self.place[n]: float(r.high) for n, r in ranges.items() if self.place[n] in open_}
            goal = {p: float(sign) for p in open_ if not self.alone[p]}
            those = list({id(self.unknowns[p]): self.unknowns[p] for p in goal}.values())
            if those:
                self._solve(_together(those), goal, -1, caps if sign < 0 else {})

    def _seen(self, place: int, needed: Range, sign: int) -> bool:
        low, high = _enough(needed)
        return bool(self.least[place] <= low if sign > 0 else self.most[place] >= high)

    def interval(self, name: Name) -> tuple[Decimal, Decimal | None]:
        """The least and the most that a cell can be; None for no upper limit."""
        place = self.place[name]
        if self.low[place] == self.high[place]:
            value = Decimal(str(self.low[place]))
            return value, value
        least, most = self._extreme(place, 1), self._extreme(place, -1)
        return Decimal(str(round(least or 0.0, 6))), None if most is None else Decimal(str(round(most, 6)))

    def _extreme(self, place: int, sign: int) -> float | None:
        """The least (sign 1) or the most (sign -1) that the cell can be; None where nothing limits it."""
        import numpy as np

        piece = self.unknowns[place]
        solved = self._solve(piece, {place: float(sign)}, place, {})
        if solved.status == 0 and solved.x is not None:
            return float(solved.x[piece[0] == place][0])
        bound = getattr(solved, "mip_dual_bound", None)
        return None if bound is None or not np.isfinite(bound) else sign * float(bound)

    def _solve(self, piece: Piece, goal: dict[int, float], free: int, caps: dict[int, float]) -> Any:
        """One programme over cells bound together; sums over one person are known, but for the cell asked about."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        those, rows, right = piece
        others_alone = self.alone[those] & (those != free)
        low = np.where(others_alone, self.values[those], self.low[those])
        high = np.where(others_alone, self.values[those], self.high[those])
        solved: Any = milp(
            np.array([goal.get(int(p), 0.0) for p in those]),
            integrality=self.whole[those].astype(int),
            bounds=Bounds(low, np.maximum(low, np.minimum(high, [caps.get(int(p), np.inf) for p in those]))),
            constraints=LinearConstraint(rows, right, right) if rows.shape[0] else (),
            options={"node_limit": NODES},
        )
        if solved.x is not None:
            self._remember(free, those, solved.x)
        return solved

    def _remember(self, place: int, those: Any, values: Any) -> None:
        """Keep the extremes of a table that fits; one that lets a lone person's sum move says nothing of others."""
        import numpy as np

        if place < 0 or not self.alone[place]:
            self.least[those] = np.minimum(self.least[those], values)
            self.most[those] = np.maximum(self.most[those], values)


def _enough(needed: Range) -> tuple[float, float]:
    """The range less the noise of the arithmetic."""
    room = float(max(abs(needed.high), Decimal(1))) / 1_000_000
    return float(needed.low) + room, float(needed.high) - room


def unknowns(matrix: Any, low: Any, high: Any, values: Any) -> dict[int, Piece]:
    """For every cell that is not printed exactly: the cells bound to it by sums, those sums, and what they leave."""
    import numpy as np
    from scipy.sparse import block_array, csc_array
    from scipy.sparse.csgraph import connected_components

    open_ = np.flatnonzero(low != high)
    right = -(matrix @ np.where(low == high, values, 0.0))
    part = csc_array(matrix[:, open_])
    _, labels = connected_components(block_array([[None, part.T], [part, None]]), directed=False)
    group = labels[: len(open_)]
    found = {}
    for label in range(group.max() + 1 if len(group) else 0):
        inside = np.flatnonzero(group == label)
        rows = np.unique(part[:, inside].indices)
        piece = (open_[inside], part[rows][:, inside], right[rows])
        found.update({int(place): piece for place in open_[inside]})
    return found


def _together(those: Sequence[Piece]) -> Piece:
    """Several pieces as one problem: they share nothing."""
    import numpy as np
    from scipy.sparse import block_diag

    rows = block_diag([rows for _, rows, _ in those], format="csr")
    return np.concatenate([cells for cells, _, _ in those]), rows, np.concatenate([right for _, _, right in those])


def _lonely(matrix: Any, open_: Any) -> set[int]:
    """Cells that are the only unknown of some sum: subtraction gives them."""
    import numpy as np

    part = matrix[:, np.flatnonzero(open_)].tocsr()
    single = np.flatnonzero(np.diff(part.indptr) == 1)
    return {int(np.flatnonzero(open_)[part.indices[part.indptr[row]]]) for row in single}


def _matrix(sums: Sequence[Sum], place: dict[Name, int]) -> Any:
    """One row per sum: its parts less its whole."""
    from scipy.sparse import csr_array

    entries = [
        (sign, row, place[name])
        for row, one in enumerate(sums)
        for sign, name in ((-1.0, one.whole), *((1.0, part) for part in one.parts))
    ]
    values, rows, columns = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((values, (rows, columns)), shape=(len(sums), len(place)))


def _bounds(cell: Cell, rounding: Decimal) -> tuple[float, float]:
    """What the printed page says about a cell: its value, its value within rounding, or nothing."""
    shown = cell.known or (cell.printed and cell.status == Status.PUBLISHED)
    if not shown:
        return 0.0, float("inf")
    half = float(rounding) / 2
    return max(float(cell.value) - half, 0.0), float(cell.value) + half
