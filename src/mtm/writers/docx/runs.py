"""Spans become runs: every digit goes into one of the five character styles, figures link to the register.

Scope: one sentence. Note marks are letters: in running text the first in a section carries a real footnote, the
later ones link to it; marks of a table's own notes link to the note beneath the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mtm.model import marks
from mtm.model.blocks import FigureSpan, Note, Reference, Span, Spans, Tick, Words
from mtm.writers.docx.book import Book, Scope
from mtm.writers.docx.markup import Element, Look, link, mark_run, outward, paragraph, run, w, words
from mtm.writers.text import is_web

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def runs(book: Book, spans: Iterable[Span], scope: Scope) -> list[Element]:
    """The runs of one sentence, in order."""
    return [element for span in spans for element in _span(book, span, scope)]


def note_paragraph(book: Book, note: Note, scope: Scope, bookmark: str, keep: bool = False) -> Element:
    """A note as a paragraph of its own, beneath its table or at the end of its section."""
    inner = replace(scope, footnotes=False)
    mark = [*book.bookmark(bookmark, [run(note.mark, Look(raised=True))]), run(" ")] if note.mark else []
    return paragraph("TableNote", [*mark, *runs(book, note.spans, inner)], keep=keep)


def _span(book: Book, span: Span, scope: Scope) -> Iterator[Element]:
    if isinstance(span, Reference) and span.note:
        yield from _mark(book, span, scope)
    elif isinstance(span, FigureSpan):
        yield from _figure(book, span)
    elif isinstance(span, Reference):
        yield from _reference(book, span, scope)
    else:
        yield run(span.text, _look(span))


def _look(span: Span) -> Look:
    """The character style says which kind of text this is; emphasis and links are set on top."""
    kind = marks.kind(span)
    style = getattr(span, "style", "")
    unchecked = isinstance(span, FigureSpan | Reference | Tick) or style == "code"
    return Look(
        "" if kind == "words" else kind.capitalize(), style == "strong", style == "emphasis", unchecked=unchecked
    )


def _figure(book: Book, span: FigureSpan) -> Iterator[Element]:
    """A figure links to its entry in the register; a gap is words, not a figure, and links there too."""
    made = run(span.text, _look(span))
    entry = book.entries.get(span.figure.id)
    yield link(entry, [made]) if entry else made


def _reference(book: Book, span: Reference, scope: Scope) -> Iterator[Element]:
    look = _look(span)
    if is_web(span.target):
        relation = scope.part.relate(HYPERLINK, span.target, outside=True)
        yield outward(relation, [run(span.text, replace(look, linked=True, ink=scope.ink))])
    elif anchor := book.anchor(span.target):
        yield link(anchor, [run(span.text, look)])
    else:
        yield run(span.text, look)


def _mark(book: Book, span: Reference, scope: Scope) -> Iterator[Element]:
    raised = Look("Reference", raised=True)
    if span.target in scope.own:
        yield link(scope.own[span.target], [run(span.text, raised)])
        return
    note = book.note(scope, span.target)
    if note is None:
        yield run(span.text, raised)
        return
    anchor = book.note_anchor(scope, span.target)
    if scope.footnotes and not book.placed(anchor):
        yield from book.bookmark(anchor, [_footnote(book, note, span.text)])
    else:
        yield link(anchor, [run(span.text, raised)])


def _footnote(book: Book, note: Note, mark: str) -> Element:
    """A footnote with its own letter as mark, so that all formats show the same letter."""
    number = len(book.footnotes) + 1
    inside = Scope(book.footnotes_part, footnotes=False)
    own = mark_run(words("w:t", mark), Look("FootnoteReference"))
    text = paragraph("FootnoteText", [own, run(" "), *runs(book, note.spans, inside)])
    book.footnotes.append(w("footnote", text, id=number))
    reference = w("footnoteReference", customMarkFollows="1", id=number)
    return mark_run(reference, Look("FootnoteReference"), words("w:t", mark))


def plainly(text: str) -> Spans:
    """A fixed word as a sentence of its own."""
    return (Words(text),)
