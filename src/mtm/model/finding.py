"""A finding is something wrong or unsettled in data or in a text, with its place and what to do about it.

Scope: the fact. The sentence is made at the door, in the reader's language, from
``locales/<language>/findings/*.yml`` (keys: the rule's id; values: ``message`` and ``remedy`` with {named} parameters).
Errors in code are exceptions, never findings.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtm.model.observation import Origin


class Severity:
    """How much a finding weighs. A blocking finding stops the release; a question goes to the agency that sent it."""

    BLOCKING = "blocking"
    WARNING = "warning"
    QUESTION = "question"
    NOTE = "note"

    ORDER = (BLOCKING, WARNING, QUESTION, NOTE)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where it stands: a file, and inside it a sheet and an address, or a line and a key; empty parts are unknown."""

    file: str
    sheet: str = ""
    cell: str = ""
    value: str = ""

    @classmethod
    def of(cls, origin: Origin) -> Place:
        return cls(origin.file, origin.sheet, origin.cell, origin.raw)

    def __str__(self) -> str:
        sheet = f', sheet "{self.sheet}"' if self.sheet else ""
        cell = f", {self.cell}" if self.cell else ""
        return f"{self.file}{sheet}{cell}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: ``rule`` names the check, ``params`` fill its sentence, ``source`` is the agency to ask, if any.

    ``params`` are sorted pairs of names and printed values (numbers as plain text such as "25399" or "-2.4").
    ``indicator`` and ``period`` (a period code) let the report show the finding beside the figures it concerns.
    """

    rule: str
    severity: str
    places: tuple[Place, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    source: str = ""
    indicator: str = ""
    period: str = ""

    @classmethod
    def make(
        cls,
        rule: str,
        severity: str,
        *places: Place,
        source: str = "",
        indicator: str = "",
        period: str = "",
        **params: object,
    ) -> Finding:
        pairs = tuple(sorted((name, str(value)) for name, value in params.items()))
        return cls(rule, severity, places, pairs, source, indicator, period)

    def param(self, name: str) -> str:
        return dict(self.params).get(name, "")

    @property
    def sort_key(self) -> tuple[object, ...]:
        return (Severity.ORDER.index(self.severity), self.rule, self.source, self.places, self.params)
