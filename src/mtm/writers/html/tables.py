"""What a table needs beyond its own fields to be written in HTML: groups of rows, headings that span columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mtm.model.blocks import Column, Row, Spans, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading cell: a column (with the number of rows it reaches over), or a group over several columns."""

    column: Column | None
    group: Spans = ()
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Body:
    """Rows under one group heading; ``group`` is None for rows before the first group."""

    group: Row | None
    rows: list[Row] = field(default_factory=list)


def headings(table: Table) -> list[list[Heading]]:
    """One row of heading cells, or two where columns share spanning headings."""
    if not any(column.group for column in table.columns):
        return [[Heading(column) for column in table.columns]]
    above: list[Heading] = []
    for column in table.columns:
        if not column.group:
            above.append(Heading(column, rows=2))
        elif above and above[-1].group == column.group:
            above[-1] = Heading(None, column.group, above[-1].columns + 1)
        else:
            above.append(Heading(None, column.group))
    return [above, [Heading(column) for column in table.columns if column.group]]


def bodies(rows: Sequence[Row]) -> list[Body]:
    """The rows cut at each group heading; a total ends the group before it."""
    found = [Body(None)]
    for row in rows:
        if not row.cells:
            found.append(Body(row))
        elif row.role == "total" and found[-1].group:
            found.append(Body(None, [row]))
        else:
            found[-1].rows.append(row)
    return [body for body in found if body.rows or body.group]
