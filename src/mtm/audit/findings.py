"""What the auditor hands over: findings with their places, and what it checked.

Scope: frozen values and their order; no reasoning and no text format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtm.audit.documents.piece import Document, Place
from mtm.kit.intervals import Interval

ERROR, LIKELY, EDITORIAL = "error", "likely", "editorial"
HIGH, MEDIUM, LOW = "high", "medium", "low"
_CLASSES = {ERROR: 0, LIKELY: 1, EDITORIAL: 2}
_SEVERITIES = {HIGH: 0, MEDIUM: 1, LOW: 2}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. ``kind`` is its class: error, likely or editorial; ``params`` fill its sentences."""

    kind: str
    rule: str
    severity: str
    places: tuple[Place, ...]
    printed: str = ""
    expected: str = ""
    interval: Interval | None = None
    formula: str = ""
    operands: tuple[Place, ...] = ()
    mechanism: str = ""
    repair: str = ""
    confidence: Decimal = Decimal(1)
    message: str = ""
    id: str = ""
    gap: Decimal = Decimal(0)
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[object, ...]:
        """What a reader would be misled by comes first."""
        first = self.places[0] if self.places else Place(0, 0, 0, 0, "")
        return (_CLASSES[self.kind], _SEVERITIES[self.severity], -len(self.places), first, self.rule)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Claims found, claims that took part in at least one test, and why the others did not."""

    claims: int
    checked: int
    unchecked: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Everything one audit found: documents, coverage and findings, the gravest first.

    ``compared`` counts the numbers that were held beside a matrix; None where none was given.
    """

    documents: tuple[Document, ...]
    languages: tuple[str, ...]
    coverage: Coverage
    findings: tuple[Found, ...]
    problems: tuple[str, ...] = ()
    tests: int = 0
    compared: int | None = None

    @property
    def wrong(self) -> tuple[Found, ...]:
        return tuple(f for f in self.findings if f.kind in (ERROR, LIKELY))
