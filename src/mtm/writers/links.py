"""Where the pointers of a report lead: blocks, notes and register entries inside it, web pages outside.

Scope: formats that link. A pointer whose target does not exist stays text, so no finished file has a dead link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtm.model.blocks import Block, Reference, Register, RegisterEntry, Report
from mtm.writers.text import is_web


@dataclass(frozen=True, slots=True)
class Links:
    """All anchors of one report; ``entries`` leads from a figure's id to the number of its register entry."""

    anchors: frozenset[str]
    entries: dict[str, str]

    @classmethod
    def of(cls, report: Report) -> Links:
        entries = {entry.figure.id: entry.number for entry in registered(report)}
        return cls(frozenset(filter(None, _anchors(report))) | frozenset(entries.values()), entries)

    def reference(self, reference: Reference) -> str:
        """ "#id" for a place in this report, an address for a web page, "" for anything else."""
        if reference.target in self.anchors:
            return f"#{reference.target}"
        return reference.target if is_web(reference.target) else ""

    def figure(self, id: str) -> str:
        """ "#F17" for a figure with an entry in the register, else ""."""
        return f"#{self.entries[id]}" if id in self.entries else ""


@dataclass(slots=True)
class Steps:
    """Heading levels without gaps: authored text may skip a level, an accessible document may not."""

    last: int = 0

    def level(self, wanted: int) -> int:
        """The level to write: as wanted, but at most one below the heading before, and 1 for the first."""
        self.last = max(1, min(wanted, self.last + 1))
        return self.last


def registered(report: Report) -> tuple[RegisterEntry, ...]:
    """The entries of the register, where the report prints one; an outline may leave it out."""
    return report.register if any(isinstance(block, Register) for block in blocks_of(report)) else ()


def blocks_of(report: Report) -> Iterator[Block]:
    """Every block in reading order."""
    yield from report.front
    for section in report.sections:
        yield from section.blocks
    yield from report.back


def _anchors(report: Report) -> Iterator[str]:
    yield from (section.id for section in report.sections)
    for block in blocks_of(report):
        yield getattr(block, "id", "")
        for note in (*getattr(block, "notes", ()), *getattr(block, "items", ())):
            yield getattr(note, "target", "")
