"""Cells that stand at positions become rows of equal width.

Scope: tables without markup, in plain text (positions are characters) and in PDF (positions are points).
A column is a stretch of positions that the cells of most rows share; a cell belongs to the column it overlaps most.
"""

from __future__ import annotations

from typing import NamedTuple

from mtm.audit.documents.piece import EMPTY, Piece, join


class Placed(NamedTuple):
    """A cell with its extent from ``left`` to ``right``."""

    left: float
    right: float
    piece: Piece


def columns(rows: list[list[Placed]]) -> list[tuple[float, float]]:
    """The extents of the columns, from the rows that have the most common number of cells (at least 2)."""
    counts: dict[int, int] = {}
    for row in rows:
        if len(row) > 1:
            counts[len(row)] = counts.get(len(row), 0) + 1
    if not counts:
        return []
    width = max(counts, key=lambda n: (counts[n], n))
    full = [row for row in rows if len(row) == width]
    spans = [(min(r[i].left for r in full), max(r[i].right for r in full)) for i in range(width)]
    return _apart(spans)


def _apart(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Neighbours that overlap are cut in the middle of their overlap."""
    found = list(spans)
    for i in range(len(found) - 1):
        (left, right), (start, end) = found[i], found[i + 1]
        if right > start:
            middle = (right + start) / 2
            found[i], found[i + 1] = (left, max(left, middle)), (min(end, middle), end)
    return found


def align(rows: list[list[Placed]]) -> tuple[tuple[Piece, ...], ...]:
    """Rows as wide as the table has columns; cells of one row that share a column are joined."""
    extents = columns(rows)
    return tuple(_row(row, extents) for row in rows)


def _row(row: list[Placed], extents: list[tuple[float, float]]) -> tuple[Piece, ...]:
    if len(row) == len(extents):
        return tuple(cell.piece for cell in row)
    slots: list[list[Piece]] = [[] for _ in extents]
    for cell in row:
        slots[_best(cell, extents)].append(cell.piece)
    return tuple(join(slot, " ") if slot else EMPTY for slot in slots)


def _best(cell: Placed, extents: list[tuple[float, float]]) -> int:
    def overlap(i: int) -> tuple[float, float]:
        left, right = extents[i]
        shared = min(cell.right, right) - max(cell.left, left)
        return (shared, -abs((cell.left + cell.right) - (left + right)))

    return max(range(len(extents)), key=overlap)
