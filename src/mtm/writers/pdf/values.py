"""The report as plain values that the typesetting template reads: no markup, only texts, kinds and places.

Scope: texts reach the template as data and are set as they are, so that a label can never become markup.
A span is a list: text, number of its kind, style, target of its link ("" for none), raised (a note mark).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mtm import fonts
from mtm.model import marks
from mtm.model.blocks import (
    Block,
    Chart,
    Definitions,
    Event,
    FigureSpan,
    Heading,
    ListBlock,
    Note,
    NoteBox,
    Notes,
    Paragraph,
    Reference,
    Register,
    RegisterEntry,
    Report,
    Row,
    Span,
    Spans,
    Strip,
    Table,
    Tile,
    Tiles,
    Timeline,
)
from mtm.writers.links import Links, Steps, blocks_of
from mtm.writers.pdf.margin import beside
from mtm.writers.pdf.widths import FULL, Content, breakable, columns
from mtm.writers.pictures import Drawing, Drawings, trend
from mtm.writers.text import label

Value = dict[str, Any]
SHORT = 600.0  # points: a table that is no higher is kept on one page, a longer one may run over
TALLEST = 640.0  # points: a drawing taller than this would not fit a page with its title
LABELS = ("contents", "page", "of", "source", "data", "description", "register", "key")
REGISTER = (("figure_number", 0.055), ("printed", 0.195), ("formula", 0.375), ("sources", 0.375))
MARGIN = 130.0  # points of text in a remark beside the text column


def _listed(report: Report) -> list[Heading]:
    """The headings that the contents list."""
    return [block for block in blocks_of(report) if isinstance(block, Heading) and block.level < 3]


def plain(spans: Spans) -> str:
    """The text of spans as the fonts can print it, without note marks."""
    return clean("".join(span.text for span in spans if not (isinstance(span, Reference) and span.note)))


def marked(spans: Spans) -> str:
    """The text of a heading with its note marks, which need room too."""
    return clean("".join(span.text for span in spans))


def clean(text: str) -> str:
    return fonts.substitute(text)[0]


@dataclass(frozen=True, slots=True)
class Values:
    """Turns one report into values; ``links`` know which targets exist."""

    report: Report
    drawings: Drawings
    links: Links
    placed: set[str] = field(default_factory=set)
    steps: Steps = field(default_factory=Steps)

    @property
    def middle(self) -> Heading | None:
        """The heading at which the second half of the contents begins: the first of a section after the middle."""
        listed = _listed(self.report)
        later = [heading for n, heading in enumerate(listed) if 2 * n >= len(listed) and heading.level == 1]
        return later[0] if later else None

    def anchor(self, id: str) -> str:
        """The id for the first place that bears it, "" for later ones: a link must lead to one place."""
        if not id or id in self.placed:
            return ""
        self.placed.add(id)
        return id

    def document(self) -> Value:
        report = self.report
        return {
            "language": report.language.split("-")[0],
            "title": self.spans(report.title),
            "name": plain(report.title),
            "about": plain(report.subtitle),
            "subtitle": self.spans(report.subtitle),
            "publisher": clean(report.publisher),
            "masthead": [[self.spans(name), self.spans(value)] for name, value in report.masthead],
            "banner": self.spans(report.banner),
            "running": self.unlinked(report.banner),
            "headings": len(_listed(report)),
            "footer": self.unlinked(report.footer),
            "labels": {key: clean(label(report, key)) for key in LABELS},
            "front": self.blocks(report.front),
            "sections": [self.section(section.id, section.blocks) for section in report.sections],
            "back": self.blocks(report.back),
        }

    def section(self, id: str, blocks: tuple[Block, ...]) -> Value:
        heading = any(getattr(block, "id", "") == id for block in blocks)
        return {"id": "" if heading else self.anchor(id), "blocks": self.blocks(blocks)}

    def blocks(self, blocks: tuple[Block, ...]) -> list[Value]:
        """Blocks in order; remarks go beside the paragraphs before them where both are of a like height."""
        made: list[Value] = []
        middle = self.middle
        for group in beside(blocks):
            if not isinstance(group, tuple):
                made += [{"type": "middle"}] if group is middle else []
                made.append(self.block(group))
            else:
                text, boxes = group
                made.append({"type": "beside", "text": [*map(self.block, text)], "boxes": [*map(self.block, boxes)]})
        return made

    def spans(self, spans: Spans, width: float = FULL, size: float = 10.0) -> list[list[Any]]:
        """Spans in lists; words wider than ``width`` at this size may break."""
        return [self._span(span, width, size) for span in spans]

    def unlinked(self, spans: Spans, width: float = FULL, size: float = 10.0) -> list[list[Any]]:
        """Spans for what repeats on further pages: a repetition is no part of the text and may not hold links."""
        return [[text, kind, style, "", note] for text, kind, style, _, note in self.spans(spans, width, size)]

    def _span(self, span: Span, width: float, size: float) -> list[Any]:
        kind, note, target = marks.kind(span), False, ""
        if isinstance(span, FigureSpan):
            target = self.links.figure(span.figure.id)
        elif isinstance(span, Reference):
            note, target = span.note, self.links.reference(span)
        style = getattr(span, "style", "")
        text = breakable(clean(span.text), width, size, bold=True)  # headings set their spans in bold
        return [text, marks.KINDS.index(kind), style, target, note]

    def block(self, block: Block) -> Value:
        return _MAKERS[type(block)](self, block)


def _heading(values: Values, block: Heading) -> Value:
    if not plain(block.spans).strip():
        return {"type": "nothing"}  # the standard forbids a heading without text
    number = values.spans((block.number,)) if block.number else []
    body = values.spans(block.spans)
    return {
        "type": "heading",
        "id": values.anchor(block.id),
        "level": values.steps.level(block.level),
        "number": number,
        "body": body,
    }


def _paragraph(values: Values, block: Paragraph) -> Value:
    return {
        "type": "paragraph",
        "id": values.anchor(block.id),
        "style": block.style,
        "body": values.spans(block.spans, 325),
    }


def _list(values: Values, block: ListBlock) -> Value:
    items = [values.spans(item, 300) for item in block.items]
    return {"type": "list", "ordered": block.ordered, "style": block.style, "items": items}


def _tiles(values: Values, block: Tiles) -> Value:
    return {"type": "tiles", "items": [_tile(values, tile) for tile in block.items]}


def _tile(values: Values, tile: Tile) -> Value:
    drawing = trend(values.drawings, tile)
    width = 130.0
    return {
        "label": values.spans(tile.label, width, 9),
        "value": values.spans((tile.value,)),
        "unit": values.spans(tile.unit, width, 9),
        "changes": [values.spans(change, width, 8) for change in tile.changes],
        "status": values.spans(tile.status, width, 8),
        "note": values.spans((tile.note,)) if tile.note else [],
        "trend": drawing.svg if drawing else "",
    }


def _notes_of(values: Values, notes: tuple[Note, ...]) -> list[Value]:
    return [
        {"id": values.anchor(note.target), "mark": clean(note.mark), "body": values.spans(note.spans, 440, 8)}
        for note in notes
    ]


def _table(values: Values, block: Table) -> Value:
    texts = [[plain(row.head), *(plain(cell) for cell in row.cells)] for row in block.rows if row.cells]
    contents = [
        Content([marked(column.head), plain(column.unit)], [text[n] for text in texts if n < len(text)], column.numeric)
        for n, column in enumerate(block.columns)
    ]
    size, widths = columns(contents)
    short = _height(block, widths, size) <= SHORT
    heading = values.spans if short else values.unlinked
    return {
        "type": "table",
        "id": values.anchor(block.id),
        "number": values.spans((block.number,)),
        "title": values.spans(block.title),
        "subtitle": values.spans(block.subtitle),
        "size": size,
        "widths": widths,
        "numeric": [column.numeric for column in block.columns],
        "short": short,
        "groups": _groups(values, block),
        "heads": [
            {"head": heading(c.head, w - 8, size), "unit": heading(c.unit, w - 8, size - 1)}
            for c, w in zip(block.columns, widths, strict=True)
        ],
        "rows": [_row(values, row, widths, size) for row in block.rows],
        "source": values.spans(block.source, 440, 8),
        "notes": _notes_of(values, block.notes),
    }


def _height(block: Table, widths: list[float], size: float) -> float:
    """About how high the table will stand with its heading and notes, in points."""
    rows = 0.0
    for row in block.rows:
        texts = [plain(row.head), *(plain(cell) for cell in row.cells)]
        lines = [len(fonts.wrap(text, width - 8, size)) for text, width in zip(texts, widths, strict=False)]
        rows += 0.72 * size + 7 + (max(lines) - 1) * 1.25 * size
    return rows + 90 + 11 * (len(block.notes) + 2)


def _groups(values: Values, block: Table) -> list[Value]:
    """Spanning headings: neighbouring columns with equal headings share one; none where no column has one."""
    groups: list[Value] = []
    for column in block.columns:
        body = values.unlinked(column.group)
        if groups and body and groups[-1]["body"] == body:
            groups[-1]["span"] += 1
        else:
            groups.append({"body": body, "span": 1})
    return groups if any(group["body"] for group in groups) else []


def _row(values: Values, row: Row, widths: list[float], size: float) -> Value:
    head_width = (sum(widths) if not row.cells else widths[0]) - 8 - 10 * row.level
    return {
        "role": row.role,
        "level": row.level,
        "head": values.spans(row.head, head_width, size),
        "cells": [values.spans(cell, w - 8, size) for cell, w in zip(row.cells, widths[1:], strict=False)],
    }


def _chart(values: Values, block: Chart) -> Value:
    return {
        "type": "chart",
        "id": values.anchor(block.id),
        "number": values.spans((block.number,)),
        "title": values.spans(block.title),
        "subtitle": values.spans(block.subtitle),
        "alt": plain(block.alt) or plain(block.title) or clean(label(values.report, "figure")),
        **_picture(values.drawings.get(block.id)),
        "gaps": [values.spans(gap, 440, 8) for gap in block.gaps],
        "source": values.spans(block.source, 440, 8),
        "notes": _notes_of(values, block.notes),
        "file": values.spans((Reference(f"{block.name}.csv"),)),
    }


def _picture(drawing: Drawing | None) -> Value:
    """The drawing with its size on the page: no wider than the type area, no taller than a page."""
    if drawing is None:
        return {"svg": "", "width": 0.0}
    scale = min(1.0, FULL / drawing.width, TALLEST / drawing.height)
    return {"svg": drawing.svg, "width": drawing.width * scale}


def _strip(values: Values, block: Strip) -> Value:
    return {
        "type": "strip",
        "id": values.anchor(block.id),
        "title": values.spans(block.title),
        "alt": plain(block.alt) or plain(block.title) or clean(label(values.report, "figure")),
        **_picture(values.drawings.get(block.id)),
    }


def _box(values: Values, block: NoteBox) -> Value:
    paragraphs = [values.spans(paragraph, MARGIN) for paragraph in block.paragraphs]
    return {"type": "box", "kind": block.kind, "title": values.spans(block.title, MARGIN), "paragraphs": paragraphs}


def _timeline(values: Values, block: Timeline) -> Value:
    return {"type": "timeline", "events": [_event(values, event) for event in block.events]}


def _event(values: Values, event: Event) -> Value:
    return {
        "date": values.spans((event.date,), 80),
        "title": values.spans(event.title, 370),
        "body": values.spans(event.body, 370),
        "source": values.spans(event.source, 370, 8),
        "affects": values.spans(event.affects, 370, 8),
    }


def _definitions(values: Values, block: Definitions) -> Value:
    items = [[values.spans(term, 120), values.spans(text, 340)] for term, text in block.items]
    return {"type": "definitions", "items": items}


def _notes(values: Values, block: Notes) -> Value:
    return {"type": "notes", "items": _notes_of(values, block.items)}


def _register(values: Values, block: Register) -> Value:
    widths = [FULL * part for _, part in REGISTER]
    return {
        "type": "register",
        "id": values.anchor(block.id),
        "widths": widths,
        "heads": [clean(label(values.report, key)) for key, _ in REGISTER],
        "entries": [_entry(values, entry, widths) for entry in values.report.register],
    }


def _entry(values: Values, entry: RegisterEntry, widths: list[float]) -> Value:
    inner = [width - 8 for width in widths]
    printed = FigureSpan(entry.figure, entry.text)
    text, kind, style, _, note = values.spans((printed,), inner[1], 8)[0]
    return {
        "id": values.anchor(entry.number),
        "number": values.spans((Reference(entry.number),), inner[0], 8),
        "printed": [[text, kind, style, "", note]],
        "unit": values.spans(entry.unit, inner[1], 8),
        "period": values.spans(entry.period, inner[1], 8),
        "formula": values.spans(entry.formula, inner[2], 8),
        "sources": [values.spans(source, inner[3], 8) for source in entry.sources],
    }


_MAKERS: dict[type, Callable[[Values, Any], Value]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    ListBlock: _list,
    Tiles: _tiles,
    Table: _table,
    Chart: _chart,
    Strip: _strip,
    NoteBox: _box,
    Timeline: _timeline,
    Definitions: _definitions,
    Notes: _notes,
    Register: _register,
}
