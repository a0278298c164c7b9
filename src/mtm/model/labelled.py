"""Labelled rows: the values of a delivered table with every label that the table gives them, not yet interpreted.

Scope: what layouts hand to harmonise. Texts stay as printed; names, periods and numbers are read in harmonise.
Every non-empty cell of a delivery is accounted for: it is a value, it was used as a label, or it is set aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtm.model.cell import Cell
from mtm.model.finding import Finding
from mtm.model.observation import Observation

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One value cell of a table.

    ``labels`` are (dimension, printed text) pairs: counterpart_area, time_period, indicator, sex, … ; ``settings`` are
    pairs that the source's YAML fixes for the column or table (indicator, unit, breakdown codes). ``role`` says what
    the row or column is: item, subtotal, total, rest or memo ("of which"); ``group`` is the code of the agency's group
    it stands under ("CIS") or whose subtotal it is, "" for none. ``label`` is the row's heading as printed.
    ``heading`` is the column's heading, top line first; ``titles`` stand above the table, nearest first; ``around`` are
    further texts of the file that may state the period (sheet name, paragraphs). ``notes`` are texts attached by marks
    or standing in a column of notes; ``remarks`` concern the whole table.
    """

    table: str
    sheet: str
    cell: Cell
    labels: Pairs = ()
    settings: Pairs = ()
    role: str = "item"
    group: str = ""
    label: str = ""
    heading: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def text(self, dimension: str) -> str:
        """The printed label of a dimension, or ""."""
        return dict(self.labels).get(dimension, "")


@dataclass(frozen=True, slots=True)
class Used:
    """A cell that gave a label, heading, title or note; ``use`` says which."""

    sheet: str
    cell: Cell
    use: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A cell kept aside: not read, and not lost. ``reason`` is the rule of the finding that speaks of it."""

    sheet: str
    cell: Cell
    reason: str
    table: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading in one delivery: where it stands, what it says, and which declared column it was taken for."""

    column: int
    text: str
    address: str
    identity: str
    values: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table as one delivery has them, left to right."""

    table: str
    sheet: str
    row: int
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """What layouts found in one delivery. ``used``, ``rows`` and ``set_aside`` together hold every non-empty cell."""

    rows: tuple[Labelled, ...] = ()
    used: tuple[Used, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    shapes: tuple[Shape, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Harmonised:
    """What harmonise made of a placed delivery: every value cell became an observation or was set aside."""

    observations: tuple[Observation, ...] = ()
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
