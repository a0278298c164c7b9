"""What is wrong with a tidy file, gathered so that one cause makes one finding with its first places.

Scope: making findings, and setting values aside.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mtm.model.cell import Cell
from mtm.model.finding import Finding, Place, Severity
from mtm.model.labelled import SetAside
from mtm.model.observation import Delivery

PLACES = 20  # named in one finding; its count says how many there are
TEXTS = 5  # different texts quoted in one finding

_NOTES = frozenset({"derived_unsealed"})


def address(line: int, column: str = "value") -> str:
    """Where a value stands, as every CSV file's cells are named."""
    return f"line {line}, column {column}"


@dataclass
class _Cause:
    """One rule at one column: where it was broken, and the different texts that broke it."""

    params: dict[str, str]
    places: list[Place] = field(default_factory=list)
    texts: dict[str, None] = field(default_factory=dict)
    count: int = 0


@dataclass
class Trouble:
    """The findings of one delivery in the making, and the values set aside."""

    delivery: Delivery
    found: dict[tuple[str, str], _Cause] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)

    def note(self, line: int, value: str, rule: str, text: str = "", **params: str) -> None:
        """A finding about the file or a line of it (0: no line); ``text`` is what is wrong there."""
        column = params.get("column", "value")
        cause = self.found.setdefault((rule, column), _Cause(params))
        cause.count += 1
        if len(cause.places) < PLACES:
            cause.places.append(Place(self.delivery.path, "", address(line, column) if line else "", value))
        if text and len(cause.texts) < TEXTS:
            cause.texts[text] = None

    def refuse(self, line: int, value: str, rule: str, text: str = "", **params: str) -> None:
        """A finding that sets the line's value aside."""
        self.note(line, value, rule, text, **params)
        cell = Cell(line, 1, address(line), value, value)
        self.set_aside.append(SetAside("", cell, rule))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._finding(rule, cause) for (rule, _), cause in self.found.items())

    def _finding(self, rule: str, cause: _Cause) -> Finding:
        severity = Severity.NOTE if rule in _NOTES else Severity.WARNING
        told = {**cause.params, "count": str(cause.count), "text": ", ".join(cause.texts)}
        return Finding(rule, severity, tuple(cause.places), tuple(sorted(told.items())), self.delivery.source)
