"""What the columns of a table have to do with each other, found out by trying.

Rule table_columns: shares of a whole, changes between two columns, differences and balances, sums across.
A reading of a column is accepted when most rows keep it (or its heading says it and some rows keep it); the rows that
break it are then wrong. It cannot see a column whose rows are mostly wrong and whose heading says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.bases import bases_by_row, bases_for
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line, Table
from mtm.audit.relations import SHARE, Relation
from mtm.audit.rules.tables.table_ideas import (
    RULE,
    Idea,
    Row,
    accept,
    by_nearness,
    difference_ideas,
    level_ideas,
    pair_ideas,
)
from mtm.audit.rules.tables.table_measures import measures
from mtm.kit.intervals import HUNDRED

MAX_LEVELS = 16


def find(reading: Reading) -> Iterator[Relation]:
    """All relations between the columns of every table, and between the rows of tables whose rows are measures."""
    for table in reading.tables:
        yield from _lines(reading, table, table.columns, "column")
        yield from measures(table)


def _lines(reading: Reading, table: Table, lines: list[Line], way: str) -> Iterator[Relation]:
    levels = [line for line in lines if line.role == "level"][:MAX_LEVELS]
    used: set[frozenset[int]] = set()
    for line in sorted(lines, key=_derived_first):
        if line.role == "percent":
            found = list(accept(line, _percent_ideas(reading, table, line, levels, lines), table, way))
        elif line.role == "points":
            rates = [other for other in lines if other.role == "percent"]
            found = list(accept(line, difference_ideas(line, rates), table, way))
        elif line.role == "open":
            found = list(_open(reading, table, line, levels, lines, way, used))
        elif line.role == "level" and len(levels) > 2:
            found = list(accept(line, level_ideas(line, levels), table, way, used))
        else:
            continue
        yield from found


def _derived_first(line: Line) -> tuple[bool, int]:
    """Balances, changes and totals are computed from the others; of plain columns the last is."""
    return (not line.head.tags & {"balance", "change", "total", "share"}, -line.index)


def _open(
    reading: Reading,
    table: Table,
    line: Line,
    levels: list[Line],
    lines: list[Line],
    way: str,
    used: set[frozenset[int]],
) -> Iterator[Relation]:
    """Numbers without a unit under "Share" or "Change": per cent where that fits, else differences."""
    claims = [c for c in line.claims if c is not None]
    _relabel(claims, PERCENT, 1)
    found = list(accept(line, _percent_ideas(reading, table, line, levels, lines), table, way))
    if not found and levels:
        model = next(c for c in levels[-1].claims if c is not None)
        _relabel(claims, model.unit, model.scale)
        found = list(accept(line, difference_ideas(line, levels), table, way, used))
        if not found:
            _relabel(claims, PERCENT, 1)
    yield from found


def _relabel(claims: list[Claim], unit: str, scale: int) -> None:
    decimals = any(c.decimals for c in claims)
    for claim in claims:
        claim.unit, claim.scale, claim.interval_ = unit, scale, None
        claim.exact = not unit and scale == 1 and not decimals


def _percent_ideas(reading: Reading, table: Table, line: Line, levels: list[Line], lines: list[Line]) -> Iterator[Idea]:
    cued = bool(line.head.tags & {"share", "percent"}) and not line.head.tags & {"change", "up", "down"}
    for rank, level in enumerate(by_nearness(line, levels)):
        for base in bases_for(reading, table, level):
            rows: list[Row] = [
                (p, (a, base))
                for p, a in zip(line.claims, level.claims, strict=True)
                if p is not None and a is not None and a is not base
            ]
            yield Idea(SHARE, rows, cued and rank == 0, rank=rank)
        for heads in bases_by_row(table):
            yield Idea(SHARE, _shares_in_blocks(line, level, heads), cued and rank == 0, rank=rank)
    yield from pair_ideas(line, levels)
    rates = [other for other in lines if other.role == "percent" and other is not line]
    if line.head.tags & {"change", "points"}:
        yield from difference_ideas(line, rates)


def _shares_in_blocks(line: Line, level: Line, heads: dict[int, int]) -> list[Row]:
    """Every row's share with its own block's whole; a group's 100 per cent is of itself."""
    rows: list[Row] = []
    for row, head in heads.items():
        share, part, whole = line.claims[row], level.claims[row], level.claims[head]
        if share is not None and part is not None and whole is not None and abs(share.value) != HUNDRED:
            rows.append((share, (part, whole)))
    return rows


__all__ = ["RULE", "find"]
