"""Rows of a table that are measures of its columns: balances, rates, shares of the cell of all.

Scope: a part of the rule table_columns, for tables whose rows are arrivals, departures and their balance, applications,
grants and their rate, counts and their shares.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.tables import Line, Table
from mtm.audit.relations import SHARE, SUM, Relation
from mtm.audit.rules.tables.table_ideas import (
    Idea,
    Row,
    accept,
    by_nearness,
    is_mean,
    level_ideas,
    pair_ideas,
    ratio_ideas,
)
from mtm.kit.intervals import HUNDRED

MOST_MEASURES = 40
_NEVER_ADDED = frozenset(("average", "change", "balance", "share"))


def measures(table: Table) -> Iterator[Relation]:
    """Rows such as arrivals, departures, balance: differences down a table, tested over its columns."""
    rows = [row for row in table.rows if any(c is not None for c in row.claims)]
    if not 1 < len(rows) < MOST_MEASURES:
        return
    lines = [Line(r.head, r.claims, r.index, _row_role(r)) for r in rows]
    levels = [line for line in lines if line.role == "level"]
    for line in lines:
        if line.role == "level" and line.head.tags & {"balance", "change"} and len(levels) > 2:
            yield from accept(line, level_ideas(line, levels), table, "row")
        elif line.role == "percent":
            yield from accept(line, _rate_ideas(table, line, levels), table, "row")
    yield from _all_in_all(table, lines)


def _rate_ideas(table: Table, line: Line, levels: list[Line]) -> Iterator[Idea]:
    """A row of shares of the cell of all, of changes from one row to another, of one row as a part of another."""
    yield from _across(table, line, levels)
    if line.head.tags & {"change", "share", "up", "down"}:
        yield from pair_ideas(line, levels)
    else:
        yield from ratio_ideas(line, levels)


def _all_in_all(table: Table, lines: list[Line]) -> Iterator[Relation]:
    """A row of counts and the row of its shares: each adds up to its cell under the heading of all."""
    wholes = [at for at, column in enumerate(table.columns) if "total" in column.head.tags]
    if len(wholes) != 1:
        return
    rows: list[Row] = []
    for line in lines:
        whole = line.claims[wholes[0]]
        parts = tuple(c for c in line.claims if c is not None and c is not whole)
        counted = line.role == "level" and not line.head.tags & _NEVER_ADDED
        if (
            whole is not None
            and len(parts) == len(line.claims) - 1 > 1
            and ((counted and not is_mean(whole, parts)) or _is_hundred(whole))
        ):
            rows.append((whole, parts))
    if any(_is_hundred(whole) for whole, _ in rows):
        yield from accept(table.columns[wholes[0]], iter([Idea(SUM, rows, True)]), table, "row")


def _is_hundred(cell: Claim) -> bool:
    return cell.unit == PERCENT and cell.value == HUNDRED


def _across(table: Table, line: Line, levels: list[Line]) -> Iterator[Idea]:
    """A row of shares below the counts: of the one cell that stands under the heading of all."""
    wholes = [at for at, column in enumerate(table.columns) if "total" in column.head.tags]
    if len(wholes) != 1:
        return
    own = line.claims[wholes[0]]
    if "share" not in line.head.tags and (own is None or not _is_hundred(own)):
        return
    for rank, level in enumerate(by_nearness(line, levels)):
        whole = level.claims[wholes[0]]
        pairs = zip(line.claims, level.claims, strict=True)
        rows: list[Row] = [
            (p, (a, whole)) for p, a in pairs if whole and p is not None and a is not None and a is not whole
        ]
        yield Idea(SHARE, rows, False, rank=rank)


def _row_role(row: Line) -> str:
    units = {c.unit for c in row.claims if c is not None}
    if units and units <= {PERCENT, POINTS}:
        return "percent"
    return "level" if len(units) == 1 else "mixed"
