"""Blocks become paragraphs, tables and pictures of the Word document, one function for each kind.

Scope: the body of the report; front page, contents, header and footer are in ``frame``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from mtm.model.blocks import (
    Block,
    Chart,
    Definitions,
    Heading,
    ListBlock,
    NoteBox,
    Notes,
    Paragraph,
    Reference,
    Register,
    Spans,
    Strip,
    Table,
    Tiles,
    Timeline,
    Words,
)
from mtm.writers.docx.book import Book, Scope
from mtm.writers.docx.design import LIVE, NOTE_COLOURS
from mtm.writers.docx.markup import Element, paragraph
from mtm.writers.docx.panels import tiles, timeline, trend_id
from mtm.writers.docx.pictures import Drawn, picture
from mtm.writers.docx.register import register
from mtm.writers.docx.runs import note_paragraph, runs
from mtm.writers.docx.tables import Kept, below, cell, grid, own_notes, space, table
from mtm.writers.pictures import Drawing
from mtm.writers.text import plain

BULLETS = 1  # the list definitions of numbering.xml; ordered lists follow from FIRST_ORDERED on, one for each list
FINDINGS = 2
FIRST_ORDERED = 3

_PARAGRAPHS = {"": "BodyText", "lead": "Lead", "small": "Small", "source": "Source"}


def drawn_ids(blocks: Iterable[Block], drawings: Mapping[str, Drawing]) -> list[str]:
    """The ids of the drawings that these blocks show, in reading order."""
    wanted: list[str] = []
    for block in blocks:
        if isinstance(block, Chart | Strip):
            wanted.append(block.id)
        elif isinstance(block, Tiles):
            wanted += [trend_id(tile) for tile in block.items]
    return [name for name in dict.fromkeys(wanted) if name in drawings]


def body(book: Book, blocks: Iterable[Block], scope: Scope, drawings: Mapping[str, Drawn]) -> list[Element]:
    """The elements of a section, in order."""
    made: list[Element] = []
    for block in blocks:
        if isinstance(block, Chart):
            made += _chart(book, block, scope, drawings)
        elif isinstance(block, Strip):
            made += _strip(book, block, scope, drawings)
        elif isinstance(block, Tiles):
            made += tiles(book, block, scope, drawings)
        else:
            made += _WRITERS[type(block)](book, block, scope)
    return made


def heading_runs(book: Book, block: Heading, scope: Scope) -> list[Element]:
    """Number and words of a heading; no footnote may stand in it, or the contents would repeat it."""
    number: Spans = (block.number, Words("  ")) if block.number else ()
    return runs(book, (*number, *block.spans), replace(scope, footnotes=False))


def _heading(book: Book, block: Heading, scope: Scope) -> list[Element]:
    inside = book.bookmark(book.anchor(block.id), heading_runs(book, block, scope))
    return [paragraph(f"Heading{min(max(block.level, 1), 3)}", inside)]


def _paragraph(book: Book, block: Paragraph, scope: Scope) -> list[Element]:
    style = _PARAGRAPHS.get(block.style, "BodyText")
    return [paragraph(style, book.bookmark(book.anchor(block.id), runs(book, block.spans, scope)))]


def _list(book: Book, block: ListBlock, scope: Scope) -> list[Element]:
    style, number = "ListBullet", BULLETS
    if block.ordered:
        style, number = "ListNumber", FIRST_ORDERED + book.ordered_lists
        book.ordered_lists += 1
    elif block.style == "findings":
        style, number = "KeyFinding", FINDINGS
    return [paragraph(style, runs(book, item, scope), numbering=number) for item in block.items]


def _note_box(book: Book, block: NoteBox, scope: Scope) -> list[Element]:
    style = f"Note{(block.kind if block.kind in NOTE_COLOURS else 'concept').capitalize()}"
    title = paragraph(f"{style}Title", runs(book, block.title, scope), keep=bool(block.paragraphs))
    return [title, *(paragraph(style, runs(book, spans, scope)) for spans in block.paragraphs), space()]


def _definitions(book: Book, block: Definitions, scope: Scope) -> list[Element]:
    made: list[Element] = []
    for term, explanation in block.items:
        made.append(paragraph("Term", runs(book, term, scope)))
        made.append(paragraph("Explanation", runs(book, explanation, scope)))
    return made


def _notes(book: Book, block: Notes, scope: Scope) -> list[Element]:
    """Those notes of a section that no mark in its text has turned into a footnote."""
    made = []
    for note in block.items:
        anchor = book.note_anchor(scope, note.target)
        if not book.placed(anchor):
            made.append(note_paragraph(book, note, scope, anchor))
    return made


def _register(book: Book, block: Register, scope: Scope) -> list[Element]:
    return register(book, block.id, scope)


def _chart(book: Book, block: Chart, scope: Scope, drawings: Mapping[str, Drawn]) -> list[Element]:
    """Title, subtitle, drawing, what could not be drawn, notes, source, where the numbers are."""
    own = own_notes(book, block)
    inside = replace(scope, own=own)
    quiet = replace(inside, footnotes=False)
    title = [*runs(book, (block.number, Words("  ")), quiet), *runs(book, block.title, quiet)]
    made = [paragraph("Caption", book.bookmark(book.anchor(block.id), title), keep=True)]
    if block.subtitle:
        made.append(paragraph("CaptionSubtitle", runs(book, block.subtitle, quiet), keep=True))
    if block.id in drawings:
        made.append(picture(book, drawings[block.id], plain((block.number,)), plain(block.alt)))
    made += [paragraph("Small", runs(book, gap, inside), keep=True) for gap in block.gaps]
    return [*made, *below(book, block, own, scope, _chart_source(book, block))]


def _chart_source(book: Book, block: Chart) -> Spans:
    data = (Words(f"{book.label('data')}: "), Reference(f"{block.name}.csv", f"data-{block.id}"))
    return (*block.source, Words(" "), *data) if block.source else data


def _strip(book: Book, block: Strip, scope: Scope, drawings: Mapping[str, Drawn]) -> list[Element]:
    """The picture of the reference periods, and the same as a table where nobody has drawn it."""
    title = paragraph("Caption", book.bookmark(book.anchor(block.id), runs(book, block.title, scope)), keep=True)
    if block.id in drawings:
        alt = " ".join([plain(block.alt), *(f"{plain(head)}: {period.text}." for head, period in block.rows)])
        return [title, picture(book, drawings[block.id], plain(block.title), alt), space()]
    widths = [LIVE // 2, LIVE - LIVE // 2]
    rows = [
        Kept((_text(book, head, scope, widths[0]), _text(book, (period,), scope, widths[1])))
        for head, period in block.rows
    ]
    return [title, grid(rows, widths, plain(block.title), plain(block.alt)), space()]


def _text(book: Book, spans: Spans, scope: Scope, width: int) -> Element:
    return cell([paragraph("TableText", runs(book, spans, scope))], width)


_WRITERS: dict[type[Block], Callable[[Book, Any, Scope], list[Element]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    ListBlock: _list,
    Table: table,
    NoteBox: _note_box,
    Timeline: timeline,
    Definitions: _definitions,
    Notes: _notes,
    Register: _register,
}
