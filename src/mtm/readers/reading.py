"""The state of reading one delivery: its name, what was noticed so far, and how much may still be read.

Scope: shared by all formats. A problem that leaves nothing to use is a ``Refusal``; anything else is noted and
reading goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mtm.model.finding import Finding, Place, Severity
from mtm.readers.limits import MAX_CELLS, MAX_CHARACTERS, MAX_TEXT, PLACES_SHOWN


class Refusal(Exception):  # noqa: N818 - a refusal is an outcome here, not an error in code
    """The delivery cannot be used; ``rule`` and ``params`` make its finding, ``sheet`` says where if it is known."""

    def __init__(self, rule: str, *, sheet: str = "", **params: object) -> None:
        super().__init__(rule)
        self.rule, self.sheet, self.params = rule, sheet, params


@dataclass(slots=True)
class Reading:
    """One delivery being read: ``name`` is the path that findings print."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    cells: int = 0
    characters: int = 0

    def note(self, rule: str, severity: str = Severity.NOTE, *, sheet: str = "", **params: object) -> None:
        self._keep(rule, severity, (Place(self.name, sheet),), params)

    def note_cells(self, rule: str, severity: str, sheet: str, cells: Iterable[tuple[str, str]]) -> None:
        """One finding for many cells of a sheet, given as (address, printed text); nothing for none."""
        found = list(cells)
        if found:
            places = tuple(Place(self.name, sheet, address, text) for address, text in found[:PLACES_SHOWN])
            self._keep(rule, severity, places, {"count": len(found)})

    def refuse(self, refusal: Refusal) -> None:
        """Keep the reason why nothing of this delivery can be used; the report is built without it and says so."""
        self._keep(refusal.rule, Severity.WARNING, (Place(self.name, refusal.sheet),), refusal.params)

    def afford(self, cells: int, characters: int) -> None:
        """Make sure that so many equal cells may be kept. Errors: Refusal, before any is made."""
        if self.cells + cells > MAX_CELLS or self.characters + cells * characters > MAX_CHARACTERS:
            raise Refusal("read_too_many_cells", limit=MAX_CELLS)

    def spend(self, cells: int, characters: int = 0) -> None:
        """Count what is being kept. Errors: Refusal beyond the limits of a delivery."""
        self.cells += cells
        self.characters += characters
        if self.cells > MAX_CELLS:
            raise Refusal("read_too_many_cells", limit=MAX_CELLS)
        if self.characters > MAX_CHARACTERS or characters > MAX_TEXT:
            raise Refusal("read_too_much_text", limit=MAX_CHARACTERS, longest=MAX_TEXT)

    def _keep(self, rule: str, severity: str, places: tuple[Place, ...], params: dict[str, object]) -> None:
        pairs = tuple(sorted((name, str(value)) for name, value in params.items()))
        self.findings.append(Finding(rule, severity, places, pairs))
