"""The tables that are to be published together, as values: cells with their keys, and the sums that bind them.

Scope: the nouns. A cell is one count of respondents, or one sum over them, for one combination of categories.
Shapes: a key is a sorted tuple of (dimension, code); () is the total over everything. Cells of one measure with equal
keys are one cell, in whatever table they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Key = tuple[tuple[str, str], ...]
Name = tuple[str, Key]
"""What a cell is called over all tables: its measure and its key."""


class Status:
    """What becomes of a cell: it is published, or withheld for its own sake, for another's, or with its table."""

    PUBLISHED = "published"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table.

    ``contributors`` are the people behind a sum, and ``largest`` its largest contributions, largest first; a count
    needs neither. ``printed`` is False for a cell that nobody prints but that belongs to the whole, such as the women
    where only the total and the men are printed: readers can subtract, so it is protected too.
    ``known`` marks a number that is public already: it cannot be withheld.
    """

    key: Key
    value: int | Decimal
    contributors: int | None = None
    largest: tuple[Decimal, ...] = ()
    printed: bool = True
    known: bool = False
    status: str = Status.PUBLISHED

    def __post_init__(self) -> None:
        if list(self.key) != sorted(self.key):
            raise ValueError(f"a cell's key is sorted by dimension: {self.key}")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that readers know: the whole is the total of its parts, each named by measure and key."""

    whole: Name
    parts: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells that are published together.

    ``measure`` names what is counted and in which universe ("interviews", "interviews where employed=yes").
    ``kind`` is "count" or "magnitude" (a sum of amounts, never negative). Sums along each dimension are derived;
    ``sums`` adds others: codes within codes (districts in a region), or one universe within another.
    ``rounding`` is the base to which printed values are rounded, 0 for none.
    """

    id: str
    measure: str
    cells: tuple[Cell, ...]
    kind: str = "count"
    sums: tuple[Sum, ...] = ()
    rounding: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rules:
    """What must stay hidden, and how well.

    ``threshold``: counts from 1 to below it are withheld, and so are sums over fewer people.
    ``dominance_n``, ``dominance_share``: a sum is withheld where its n largest contributions exceed this share of it.
    ``around``: a withheld sum must stay uncertain by at least this share of its value, up and down; a withheld count
    must be able to be anything from nobody to the threshold.
    ``max_cells``, ``max_work``: beyond so many cells bound together, or so many cells times cells to protect, tables
    are refused.
    """

    threshold: int = 8
    dominance_n: int = 1
    dominance_share: Decimal = Decimal("0.75")
    around: Decimal = Decimal("0.20")
    max_cells: int = 20_000
    max_work: int = 6_000_000
