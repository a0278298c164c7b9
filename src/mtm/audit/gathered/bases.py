"""Which numbers may be the whole that shares in a table refer to.

Scope: candidates only, nearest first: the table's own total rows, then levels of the same unit in the text around
the table that are at least as large as its largest row.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line, Table

REACH = 6  # blocks before and after the table
MOST = 12


def bases_for(reading: Reading, table: Table, level: Line) -> Iterator[Claim]:
    """Candidates for the whole of this column."""
    totals = [
        claim
        for claim, role in zip(level.claims, table.roles, strict=True)
        if claim is not None and role in ("total", "subtotal")
    ]
    yield from totals
    if any(claim.total for claim in totals):
        return
    claims = [c for c in level.claims if c is not None]
    if not claims:
        return
    yield from around(reading, table, claims, level.head.period)


def bases_by_row(table: Table) -> Iterator[dict[int, int]]:
    """Tables in blocks: the row that each row's share is taken of. Items are parts of the group that heads or closes
    their block, groups are parts of the total; nothing where there are no two groups."""
    totals = [row for row, role in enumerate(table.roles) if role == "total"]
    groups = {row: totals[0] for row, role in enumerate(table.roles) if role == "subtotal" and totals}
    for order in (range(len(table.roles)), range(len(table.roles) - 1, -1, -1)):
        found, head = dict(groups), -1
        for row in order:
            if table.roles[row] in ("total", "subtotal"):
                head = row if table.roles[row] == "subtotal" else -1
            elif head >= 0:
                found[row] = head
        if len({head for row, head in found.items() if row not in groups}) > 1:
            yield found


def around(reading: Reading, table: Table, claims: list[Claim], period: str) -> list[Claim]:
    """Levels near the table, of its unit, not smaller than any row."""
    largest = max(c.amount for c in claims)
    unit = claims[0].unit
    found = []
    for number in range(table.block - REACH, table.block + REACH + 1):
        for sentence in reading.by_block.get(number, ()):
            for claim in sentence.claims:
                if (
                    claim.unit == unit
                    and claim.amount >= largest
                    and claim.hedge != "about"
                    and claim.amount < largest * 1000
                ):
                    found.append(claim)
    found.sort(key=lambda c: (not compatible(c.period, period), abs(c.block - table.block), c.order))
    return found[:MOST]
