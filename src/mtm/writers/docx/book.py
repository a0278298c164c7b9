"""What a Word document gathers while it is written: bookmarks, notes, pictures, relationships and lists.

Scope: bookkeeping. A Book lives for one call of ``write`` and is the only thing here that changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mtm.model.blocks import Block, Chart, Heading, Note, Notes, Paragraph, Register, Report, Strip, Table
from mtm.writers.docx.design import BLUE
from mtm.writers.docx.markup import Element, w
from mtm.writers.links import registered
from mtm.writers.text import label

LONGEST_BOOKMARK = 40  # Word cuts longer names off


@dataclass(slots=True)
class Part:
    """A part of the package with its relationships: (type, target, outside) by id."""

    name: str
    relations: dict[str, tuple[str, str, bool]] = field(default_factory=dict)

    def relate(self, kind: str, target: str, outside: bool = False) -> str:
        """The id of a relationship, the same one for the same target."""
        wanted = (kind, target, outside)
        for known, relation in self.relations.items():
            if relation == wanted:
                return known
        made = f"rId{len(self.relations) + 1}"
        self.relations[made] = wanted
        return made


@dataclass(slots=True)
class Scope:
    """Which notes a mark may mean here, and whether a footnote may stand here.

    ``own`` are the notes printed beneath the table or chart in hand, by target; ``section`` the notes of the section.
    ``ink`` is the colour of links.
    """

    part: Part
    section: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    footnotes: bool = True
    ink: str = BLUE


class Book:
    """The state of one document."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.body = Part("document")
        self.footer = Part("footer1")
        self.turned_footer = Part("footer2")
        self.header = Part("header1")
        self.footnotes_part = Part("footnotes")
        self.footnotes: list[Element] = []
        self.media: list[tuple[str, bytes]] = []
        self.ordered_lists = 0
        self.pictures = 0
        self._bookmarks = 0
        self._placed: set[str] = set()
        self.anchors = {name: f"b{n}_{_ascii(name)}"[:LONGEST_BOOKMARK] for n, name in enumerate(_targets(report))}
        self.entries = {e.figure.id: f"figure_{n}_{_ascii(e.number)}" for n, e in enumerate(registered(report))}
        self._numbers = {e.number: self.entries[e.figure.id] for e in registered(report)}
        self.notes = _notes(report)
        self.met: dict[tuple[str, str], str] = {}

    def label(self, key: str) -> str:
        """A fixed word in the report's language."""
        return label(self.report, key)

    def bookmark(self, name: str, children: Iterable[Element]) -> list[Element]:
        """The children inside a bookmark; a name stands once, at its first place."""
        children = list(children)
        if not name or name in self._placed:
            return children
        self._placed.add(name)
        self._bookmarks += 1
        return [
            w("bookmarkStart", id=self._bookmarks, name=name),
            *children,
            w("bookmarkEnd", id=self._bookmarks),
        ]

    def anchor(self, target: str) -> str:
        """The bookmark of a block or of a register entry ("F17"), or "" where the report holds none of that name."""
        return self.anchors.get(target) or self._numbers.get(target, "")

    def note(self, scope: Scope, target: str) -> Note | None:
        """The note that a mark means in this section; failing that, the first of that name in the report."""
        return self.notes.get((scope.section, target)) or self.notes.get(("", target))

    def note_anchor(self, scope: Scope, target: str) -> str:
        """The bookmark of a section's note, wherever it comes to stand."""
        return self.met.setdefault((scope.section, target), f"note_{len(self.met)}_{_ascii(target)}"[:LONGEST_BOOKMARK])

    def placed(self, bookmark: str) -> bool:
        return bookmark in self._placed


def sections(report: Report) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Front, sections and back in reading order, each with the name that its notes go by; a space marks our own."""
    yield " front", report.front
    for section in report.sections:
        yield section.id, section.blocks
    yield " back", report.back


def _targets(report: Report) -> Iterator[str]:
    """Every id that a reference may point to, each once."""
    seen: set[str] = set()
    for section, blocks in sections(report):
        charts = [f"data-{block.id}" for block in blocks if isinstance(block, Chart)]
        for name in (section, *(_id(block) for block in blocks), *charts):
            if name.strip() == name != "" and name not in seen:
                seen.add(name)
                yield name


def _id(block: Block) -> str:
    return block.id if isinstance(block, Heading | Paragraph | Table | Chart | Strip | Register) else ""


def _notes(report: Report) -> dict[tuple[str, str], Note]:
    """Notes by section and target; under section "" the first note of each target, for marks elsewhere."""
    found: dict[tuple[str, str], Note] = {}
    ranked = [(section, block) for section, blocks in sections(report) for block in blocks]
    for section, block in sorted(ranked, key=lambda pair: not isinstance(pair[1], Notes)):
        notes = block.items if isinstance(block, Notes) else block.notes if isinstance(block, Table | Chart) else ()
        for note in notes:
            found.setdefault((section, note.target), note)
            found.setdefault(("", note.target), note)
    return found


def _ascii(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
