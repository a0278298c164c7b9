"""Which cells are sensitive by themselves, and between which values each must stay uncertain.

Scope: threshold for counts; fewest people and dominance for sums. Zeros are not sensitive.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mtm.disclosure.relations import System
from mtm.disclosure.tables import Cell, Name, Rules


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a reader must not be able to exclude: at least down to ``low`` and up to ``high``."""

    low: Decimal
    high: Decimal


def sensitive(found: System, rules: Rules) -> dict[Name, Range]:
    """Every cell that must be protected, printed or not, with the range that it needs."""
    ranges = {}
    for name, cell in found.cells.items():
        if cell.known:
            continue
        needed = _count(cell, rules) if found.kinds[name[0]] == "count" else _magnitude(cell, rules)
        if needed:
            ranges[name] = needed
    return ranges


def _count(cell: Cell, rules: Rules) -> Range | None:
    """A small count may be nobody, and it may be as many as the threshold."""
    if 0 < cell.value < rules.threshold:
        return Range(Decimal(0), Decimal(rules.threshold))
    return None


def _magnitude(cell: Cell, rules: Rules) -> Range | None:
    value = Decimal(cell.value)
    few = cell.contributors is not None and 0 < cell.contributors < rules.threshold
    top = sum(cell.largest[: rules.dominance_n], Decimal(0))
    excess = top / rules.dominance_share - value if rules.dominance_share else Decimal(0)
    if value <= 0 or not (few or excess > 0):
        return None
    wide = max(value * rules.around, excess)
    return Range(max(value - wide, Decimal(0)), value + wide)
