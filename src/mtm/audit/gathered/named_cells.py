"""The cells of tables by the name of their row or column, and the total of every line.

Scope: one reading. A line is a column where rows bear the names, a row where columns do.
"""

from __future__ import annotations

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading

Place = tuple[int, str, int]  # a column or a row of a table


class NamedCells:
    """The cells of tables by name and line, and the total of every line."""

    def __init__(self, reading: Reading) -> None:
        self.named: dict[str, dict[Place, list[Claim]]] = {}
        self.totals: dict[Place, list[Claim]] = {}
        self.shares: dict[tuple[str, int], list[Claim]] = {}
        for claim in reading.claims:
            if claim.area and claim.unit == PERCENT and claim.role == "level" and claim.time != "before":
                self.shares.setdefault((claim.area, claim.section), []).append(claim)
            if claim.table < 0:
                continue
            for place in _places(claim):
                if claim.total:
                    self.totals.setdefault(place, []).append(claim)
                elif claim.area:
                    self.named.setdefault(claim.area, {}).setdefault(place, []).append(claim)

    def shares_of(self, name: str, section: int) -> list[Claim]:
        """The shares of now that a section gives for a name."""
        return self.shares.get((name, section), [])

    def whole(self, line: list[Claim]) -> Claim | None:
        """The total of the column, or of the row where columns bear the names."""
        shared = set(_places(line[0])) & set(_places(line[1]))
        found = [c for place in shared for c in self.totals.get(place, ()) if is_level(c)]
        return found[0] if len(found) == 1 else None

    def with_wholes(self, name: str) -> list[tuple[Claim, Claim]]:
        """Every count of that name that stands alone in its line, with the line's total."""
        pairs = []
        for place, claims in self.named.get(name, {}).items():
            wholes = [c for c in self.totals.get(place, ()) if is_level(c) and c.unit == claims[0].unit]
            if (
                len(claims) == 1
                and is_level(claims[0])
                and len(wholes) == 1
                and wholes[0].amount > claims[0].amount > 0
            ):
                pairs.append((claims[0], wholes[0]))
        return pairs


def _places(claim: Claim) -> tuple[Place, Place]:
    return (claim.table, "column", claim.column), (claim.table, "row", claim.row)
