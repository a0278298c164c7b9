"""The functions with which a template places blocks: tables, charts, tiles, timeline, notes, references.

Scope: each puts blocks on the spool of its desk; a table or chart without any data leaves no block behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mtm.compose import drawings, front, questions, revisions, strip, tables, timeline
from mtm.compose.authored import authored
from mtm.compose.declared import SectionSpec
from mtm.compose.desk import Desk
from mtm.compose.sources import note_marks
from mtm.compose.views import FamilyView, FigureView
from mtm.model.blocks import Block, Register
from mtm.model.errors import MtmError
from mtm.model.finding import Finding

_KINDS = ("table", "chart", "section", "register")


@dataclass
class Placing:
    """The blocks that one section may place; ``findings`` collects what its texts get wrong."""

    desk: Desk
    spec: SectionSpec
    desks: Mapping[str, Desk]
    specs: Mapping[str, SectionSpec]
    findings: list[Finding] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The template functions by name."""
        names = "table chart tiles key_findings limits timeline strip revised questions authored register note ref"
        found: dict[str, Callable[..., Any]] = {name: getattr(self, f"_{name}") for name in names.split()}
        return found | {"open_questions": self._boxes, "has_revisions": self._has_revisions}

    def _table(self, id: str) -> str:
        spec = next((t for t in self.spec.tables if t.id == id), None)
        if spec is None:
            raise MtmError("the section declares no such table", value=id)
        made = tables.table(self.desk, spec)
        return self._put([made] if made else [])

    def _chart(self, id: str) -> str:
        spec = next((c for c in self.spec.charts if c.id == id), None)
        if spec is None:
            raise MtmError("the section declares no such chart", value=id)
        return self._put(drawings.charts(self.desk, spec))

    def _tiles(self) -> str:
        return self._put([front.tiles(self.desks, self.specs)])

    def _key_findings(self) -> str:
        return self._put([front.key_findings(self.desks)])

    def _limits(self) -> str:
        return self._put([front.limits(self.desks)])

    def _timeline(self) -> str:
        made = timeline.timeline(self.desk)
        return self._put([made] if made else [])

    def _strip(self) -> str:
        made = strip.strip(self.desk, self.desks, self.specs)
        return self._put([made] if made else [])

    def _revised(self, what: str = "count", since: str = "previous") -> str:
        """The number of revisions, the first of them in sentences (list), or their table."""
        found = self._revisions(since)
        if what == "list":
            return revisions.told(self.desk, found)
        if what == "table":
            return self._put([revisions.table(self.desk, found)] if found else [])
        return self.desk.count(revisions.count(found))

    def _has_revisions(self, since: str = "previous") -> bool:
        return bool(self._revisions(since))

    def _revisions(self, since: str) -> tuple[revisions.Revision, ...]:
        given = self.desk.given
        day = given.cutoff if since == "cutoff" else given.previous_cutoff
        needed = frozenset(indicator for spec in self.specs.values() for indicator in spec.needs)
        return revisions.revised(given.matrix, day, needed) if day else ()

    def _questions(self) -> str:
        return self._put(questions.agencies(self.desk))

    def _boxes(self) -> str:
        self.placed.add("open_questions")
        return self._put(questions.boxes(self.desk, self.spec.needs))

    def _authored(self) -> str:
        self.placed.add("authored")
        text = self.desk.given.authored.get(self.desk.section)
        if text is None:
            return ""
        blocks, findings = authored(self.desk, text)
        self.findings += findings
        return self._put(blocks)

    def _register(self) -> str:
        return self._put([Register()])

    def _note(self, *given: FigureView | FamilyView) -> str:
        """The marks of the sources of these figures, as letters."""
        found = [v.figure for item in given for v in ([item] if isinstance(item, FigureView) else item)]
        return note_marks(self.desk, found)

    def _ref(self, target: str) -> str:
        """A pointer to a table, chart or section: ref('table:crossings'), ref('section:flows')."""
        kind, _, name = target.partition(":")
        if kind not in _KINDS:
            raise MtmError("a reference names a table, chart or section", value=target)
        if kind in ("section", "register"):
            return self.desk.reference("", name or kind)
        section, _, own = name.rpartition(".")
        return self.desk.reference("", f"{kind}-{section or self.desk.section}-{own}")

    def _put(self, blocks: Iterable[Block]) -> str:
        return "".join(f"\n{self.desk.spool.put(block)}\n" for block in blocks)
