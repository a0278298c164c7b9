"""Which way the rows and columns of tables went: up or down between two periods, a surplus or a deficit.

Scope: one reading; by columns of changes, by two dated columns of counts, by balances.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mtm.audit.gathered.series import CHANGES, NETS, RATES, Item, Series, series
from mtm.audit.meaning.reading import Reading


@dataclass(frozen=True, slots=True)
class Turns:
    """Which way every item of a table went, by a column of changes or by two dated columns of counts."""

    items: list[Item]
    signs: list[int]
    topics: frozenset[str]
    section: int
    net: bool = False  # balances: a surplus or a deficit


def turns(reading: Reading) -> list[Turns]:
    """The directions that tables give: columns of changes with both signs, and counts of two periods."""
    found = [s for s in series(reading) if s.table]
    made = [_signed(s) for s in found if s.measure in (CHANGES, RATES) and _has_signs(s)]
    made += [_signed(s) for s in found if s.measure == NETS]
    return made


def signed_cells(reading: Reading) -> set[int]:
    """Cells of columns of changes in which a number without a sign is a rise; worked out once."""
    if reading.signed is None:
        moving = [
            s for s in series(reading) if s.table and s.measure in (CHANGES, RATES) and _has_signs(s) and not s.derived
        ]
        reading.signed = {id(item.claim) for one in moving for item in one.items}
    return reading.signed


def _has_signs(one: Series) -> bool:
    """Some of its numbers are negative, or all bear a sign: without one, a number is a rise."""
    if one.derived:
        return True
    claims = [i.claim for i in one.items]
    return any(c.value < 0 for c in claims) or all(c.sign in ("+", "-") for c in claims)


def _signed(one: Series) -> Turns:
    signs = [_sign(i.value) for i in one.items]
    return Turns(one.items, signs, one.topics, one.section, one.measure == NETS)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


__all__ = ["Turns", "signed_cells", "turns"]
