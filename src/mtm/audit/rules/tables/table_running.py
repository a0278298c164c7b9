"""A running total in a table grows by what is added in each row.

Rule table_running: "Since January", «С начала года», a cumulative column beside the one of single months: each of its
numbers is the one before plus what the row adds, by columns or by rows. Where most steps keep that, those that break it
are wrong. It cannot see running totals whose single steps the table does not give.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.heads import Line
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation, test

RULE = "table_running"
LEAST, MOST_LINES, MOST_CELLS = 3, 8, 60


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every step of a line that runs up the numbers of another."""
    for table in reading.tables:
        items = [at for at, role in enumerate(table.roles) if role == "item"]
        yield from _along([_cells(line, items) for line in table.columns], f"run{table.block}.column")
        columns = range(len(table.columns))
        rows = [row for row, role in zip(table.rows, table.roles, strict=True) if role == "item"]
        yield from _along([_cells(row, columns) for row in rows], f"run{table.block}.row")


def _cells(line: Line, places: list[int] | range) -> list[Claim | None]:
    return [line.claims[at] for at in places[:MOST_CELLS] if at < len(line.claims)]


def _along(lines: list[list[Claim | None]], family: str) -> Iterator[Relation]:
    for index, line in enumerate(lines):
        if not _grows(line):
            continue
        for other in lines[:MOST_LINES]:
            relations = _steps(line, other, f"{family}{index}") if other is not line else []
            kept = sum(r.holds for r in relations)
            if kept >= LEAST and kept * 2 > len(relations):
                for relation in relations:
                    relation.support = kept
                yield from relations
                break


def _grows(line: list[Claim | None]) -> bool:
    """It rises in all steps but those of one wrong number."""
    found = [c for c in line if c is not None and c.unit not in (PERCENT, POINTS) and c.value > 0]
    if len(found) <= LEAST or len(found) < len(line):
        return False
    return sum(b.amount < a.amount for a, b in pairwise(found)) < 2


def _steps(line: list[Claim | None], other: list[Claim | None], family: str) -> list[Relation]:
    found = []
    for (before, _), (after, step) in pairwise(zip(line, other, strict=True)):
        if before is not None and after is not None and step is not None and step.unit == after.unit:
            relation = test(RULE, SUM, after, (before, step), family=family)
            found.extend([relation] if relation is not None else [])
    return [*_first(line[0], other[0], family), *found]


def _first(total: Claim | None, step: Claim | None, family: str) -> Iterator[Relation]:
    """The first of them is its own step, unless it begins with a stock: one slip apart, it does not."""
    if total is None or step is None or total.unit != step.unit:
        return
    relation = test(RULE, SUM, total, (step,), family=family)
    if relation is not None and (relation.holds or digit(step, total.interval) or exchange(step, total.interval)):
        yield relation


__all__ = ["RULE", "find"]
