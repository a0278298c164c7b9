"""What compose is given: one period's figures and findings, the workspace's words, the authored texts.

Scope: frozen values; ``build`` fills them. Nothing in here is read from a file or a clock, except the section folders
and texts that ``shelf`` has loaded.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mtm.model.figure import Figure
from mtm.model.finding import Finding
from mtm.model.observation import Matrix
from mtm.model.period import Period
from mtm.model.reference import Expected, Question

Family = Mapping[str, Figure]


class Names(Protocol):
    """Names in the report's language; a code without a name comes back as it is.

    ``form`` is "plain" (as in a table) or a case that the language knows ("genitive"); unknown forms give "plain".
    """

    def area(self, code: str, form: str = "plain") -> str:
        """The name of an area, of a dated group or of an agency's own group ("border-service:CIS")."""

    def indicator(self, code: str, form: str = "plain") -> str:
        """The name of an indicator."""

    def source(self, code: str, form: str = "plain") -> str:
        """The name of a source: its agency."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text file with front matter: ``body`` starts at line ``line`` of the file ``where``.

    ``entries`` is the front matter, ``lines`` the line of each key path in it (("tables", "crossings", "title"): 12).
    """

    where: str
    body: str
    line: int = 1
    entries: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SectionFolder:
    """A section as it lies on the shelf: what it declares, its text in one language, and its figure definitions.

    ``declared`` is section.yml, ``lines`` its lines by key path, ``figures`` the text of figures.yml ("" without).
    """

    id: str
    where: str
    declared: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]
    text: Text
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The editor's file: which sections stand where, which tiles and key findings the front page shows.

    ``front`` is printed before the table of contents, ``opening`` unnumbered before the numbered ``sections``,
    ``closing`` unnumbered after them. Tiles and findings are written "section.name"; () means all, in order.
    """

    front: str
    opening: tuple[str, ...]
    sections: tuple[str, ...]
    closing: tuple[str, ...]
    tiles: tuple[str, ...] = ()
    key_findings: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.front, *self.opening, *self.sections, *self.closing)


@dataclass(frozen=True, slots=True)
class PolicyEvent:
    """One policy development, as the team wrote it down from its source; everything in it is a quoted fact."""

    date: datetime.date
    until: datetime.date | None
    agency: str
    title: str
    text: str
    source: str
    url: str = ""
    affects: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything that one report in one language is made of.

    ``figures`` maps "section.name" to a figure, or to a family of figures by key, in the order of definition; a family
    without members is an empty mapping. ``cutoff`` is the period's declared data cut-off, ``as_of`` the one used.
    ``front`` is the workspace's front matter in this language (docs/reference/workspace.md). ``authored`` holds the
    team's texts by section id. ``suppliers`` names the sources that owe an indicator. ``translations`` turn texts that
    deliveries hold into this language. ``draft``: nobody has yet reviewed this translation. ``tiles`` hold column and
    row of each region on a map by tiles.
    """

    language: str
    period: Period
    cutoff: datetime.date
    as_of: datetime.date
    outline: Outline
    folders: Mapping[str, SectionFolder]
    figures: Mapping[str, Figure | Family]
    matrix: Matrix
    names: Names
    front: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    events: tuple[PolicyEvent, ...] = ()
    authored: Mapping[str, Text] = field(default_factory=dict)
    suppliers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expected: tuple[Expected, ...] = ()
    previous_cutoff: datetime.date | None = None
    next_release: str = ""
    version: str = ""
    published: datetime.date | None = None
    translations: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
