"""Spans and blocks: the report as values, before any format is written.

A span is a piece of a sentence, a block is a piece of a report. Compose makes them, writers turn them into bytes;
nobody passes finished strings around. Every digit a report prints stands in a span that says what it is:
a figure, a period, a reference, an axis tick or a quoted fact. Words hold no digits.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mtm.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words without digits; ``style`` is "", "strong", "emphasis" or "code"."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A printed figure: ``text`` is the number as this language writes it, with its sign and without its unit.

    For a gap, ``text`` holds the words of the language for it ("not available") or the table symbol ("[x]").
    """

    figure: Figure
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A period or a date: "fourth quarter of 2023", "1 September 2023"."""

    text: str
    code: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer: a section or table number, a note mark (a letter), a file name, an address, a version, an identifier.

    ``target`` is the id of a block in this report ("table-arrivals"), an absolute URL, or "" when it points outside.
    ``note`` marks a note mark: written raised, and its target is the note.
    """

    text: str
    target: str = ""
    note: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A fact taken over from an outside text, with the source it was taken from; policy entries are quoted facts."""

    text: str
    source: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """The number at an axis mark of a chart, as printed."""

    text: str


Span = Words | FigureSpan | PeriodSpan | Reference | Quoted | Tick
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note to a table, chart or section; ``mark`` is a lower-case letter (a, b, … aa), never a digit.

    ``target`` is the id that its mark links to.
    """

    mark: str
    spans: Spans
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a section, 2 a part of it. ``number`` is a Reference such as "2.1", or None."""

    id: str
    level: int
    spans: Spans
    number: Reference | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style`` is "", "lead", "small" or "source"."""

    spans: Spans
    style: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of items, each a sentence; ``ordered`` lists are numbered by the writer as references."""

    items: tuple[Spans, ...]
    ordered: bool = False
    style: str = ""  # "" or "findings" (key findings of the front page)


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline number of the front page: label, value with unit, its changes or why there are none, its status.

    ``changes`` hold one sentence each (same quarter of last year first). ``trend`` is the sparkline, oldest first.
    """

    label: Spans
    value: FigureSpan
    unit: Spans
    changes: tuple[Spans, ...] = ()
    status: Spans = ()
    trend: tuple[Figure, ...] = ()
    note: Reference | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    items: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``head`` is its heading, ``unit`` stands beneath it, ``numeric`` columns are right-aligned.

    ``group`` is a spanning heading shared by neighbouring columns with equal spans, or ().
    """

    head: Spans
    unit: Spans = ()
    numeric: bool = True
    group: Spans = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: one header span per row, then one cell per further column.

    ``role``: item, group (a heading in the table, no cells), subtotal, total, rest (not listed, or a residual).
    """

    head: Spans
    cells: tuple[Spans, ...]
    role: str = "item"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with everything a reader needs beside it: number, title, subtitle, source, notes, symbols used.

    ``columns[0]`` describes the row headings. ``source`` is a ready sentence ("Source: …"). ``name`` is the file stem.
    """

    id: str
    name: str
    number: Reference
    title: Spans
    subtitle: Spans
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Spans = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a chart: a category or a period on one axis, a figure on the other.

    ``label`` is the category's printed name or the period's printed text (``label_kind`` says which: words or period).
    ``text`` is the figure as printed beside the mark.
    """

    label: str
    figure: Figure
    text: str
    label_kind: str = "words"
    code: str = ""
    role: str = ""  # "", "rest", "total", "focus", "break"


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one colour; ``role`` picks it: arrivals, departures, balance, first, second, third, fourth, rest."""

    name: str
    points: tuple[Point, ...]
    role: str = "first"
    name_kind: str = "words"  # "words" or "period"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data: what kind, which series, and all the words around it.

    ``kind`` is the id of a file in charts/. ``axis`` is the unit's name beneath the value axis.
    ``gaps`` are sentences for points that could not be drawn. ``alt`` has at most 250 characters.
    """

    id: str
    name: str
    kind: str
    number: Reference
    title: Spans
    subtitle: Spans
    series: tuple[Series, ...]
    alt: Spans
    description: Spans = ()
    axis: str = ""
    source: Spans = ()
    notes: tuple[Note, ...] = ()
    gaps: tuple[Spans, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A boxed remark: ``kind`` is concept, caution, question, correction, gap or simulated."""

    kind: str
    title: Spans
    paragraphs: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One dated entry of the policy timeline: date, agency, sentences as quoted facts, source, affected series."""

    date: PeriodSpan
    title: Spans
    body: Spans
    source: Spans
    affects: Spans = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The reference-period strip: which days each section covers, drawn over a common time axis.

    ``rows`` are (section title, period, printed period); ``start`` and ``end`` are period codes of the axis' ends.
    """

    id: str
    title: Spans
    rows: tuple[tuple[Spans, PeriodSpan], ...]
    axis: tuple[PeriodSpan, ...]
    highlight: PeriodSpan
    alt: Spans


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and their explanations (glossary, card of a source); the term is a span, the explanation one paragraph."""

    items: tuple[tuple[Spans, Spans], ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes of a section in the order of their marks (sources first met there)."""

    items: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The annex that lists every figure: writers print it from ``Report.figures``."""

    id: str = "register"


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Tiles
    | Table
    | Chart
    | NoteBox
    | Timeline
    | Strip
    | Definitions
    | Notes
    | Register
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: its blocks, and ``id`` as in the outline ("flows")."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the register of figures in this language: figure, printed text, unit, period, formula, cells.

    ``number`` is the entry's reference text ("F17"), the same in every language and format.
    """

    figure: Figure
    number: str
    text: str
    unit: Spans
    period: Spans
    formula: Spans
    sources: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report in one language, complete: writers need nothing else but the drawn charts.

    ``masthead`` are (label, value) pairs for the front page; ``footer`` is the running foot without the page number.
    ``labels`` are the fixed words writers need in this language, keyed: contents, page, of, source, note, register, …
    ``front`` blocks come before the table of contents. ``banner`` is set for simulated or superseded reports.
    """

    language: str
    title: Spans
    subtitle: Spans
    masthead: tuple[tuple[Spans, Spans], ...]
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    register: tuple[RegisterEntry, ...]
    footer: Spans
    labels: tuple[tuple[str, str], ...]
    publisher: str = ""
    version: str = ""
    banner: Spans = ()
    back: tuple[Block, ...] = field(default=())

    def label(self, key: str) -> str:
        return dict(self.labels)[key]
