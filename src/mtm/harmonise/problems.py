"""Problems met while reading labelled values, gathered so that one cause makes one finding with all its places.

Scope: making findings; a value with a problem is set aside by whoever met it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mtm.model.finding import Finding, Place, Severity
from mtm.model.labelled import Labelled, SetAside
from mtm.model.observation import Delivery

PLACES = 20  # named in one finding; its count says how many there are

SEVERITIES = {
    "name_mended": Severity.NOTE,
    "unit_scaled": Severity.NOTE,
    "unit_named": Severity.QUESTION,
    "unit_doubtful": Severity.QUESTION,
    "number_ambiguous": Severity.QUESTION,
    "value_repeated": Severity.WARNING,
    "value_restated": Severity.NOTE,
    "count_not_whole": Severity.QUESTION,
    "value_conflict": Severity.QUESTION,
}


Cause = tuple[str, str, tuple[tuple[str, str], ...]]
"""Rule, table and parameters: what makes two problems one finding."""


class UnreadError(Exception):
    """A value cannot be read; ``rule`` and ``params`` make its finding."""

    def __init__(self, rule: str, **params: str) -> None:
        super().__init__(rule)
        self.rule, self.params = rule, params


@dataclass
class Problems:
    """The findings of one delivery in the making, and the values set aside."""

    delivery: Delivery
    found: dict[Cause, list[Labelled]] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)

    def note(self, row: Labelled, rule: str, **params: str) -> None:
        """A finding that leaves the value usable."""
        self.found.setdefault((rule, row.table, tuple(sorted(params.items()))), []).append(row)

    def refuse(self, row: Labelled, rule: str, **params: str) -> None:
        """A finding that sets the value aside; a blank cell has nothing to lose and is passed over."""
        if row.cell.blank:
            return
        self.note(row, rule, **params)
        self.set_aside.append(SetAside(row.sheet, row.cell, rule, row.table, row.label))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._finding(cause, rows) for cause, rows in self.found.items())

    def _finding(self, cause: Cause, rows: list[Labelled]) -> Finding:
        rule, table, params = cause
        places = (self._place(row) for row in rows[:PLACES])
        label = ", ".join(_distinct(row.label for row in rows))
        pairs = {"count": str(len(rows)), "label": label, **dict(params), "table": table}
        severity = SEVERITIES.get(rule, Severity.WARNING)
        return Finding(rule, severity, tuple(places), tuple(sorted(pairs.items())), self.delivery.source)

    def _place(self, row: Labelled) -> Place:
        return Place(self.delivery.path, row.sheet, row.cell.address, row.cell.text)


def _distinct(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text][:5]
