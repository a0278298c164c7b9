"""A text beside its translation, in a Word document: a narrow place, then two equal columns, a table per part.

Scope: the file that goes out to a translator. Rows may break over pages, because a paragraph can fill one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mtm.model.blocks import Report, Spans
from mtm.writers.docx.book import Book, Scope
from mtm.writers.docx.design import LIVE, mm
from mtm.writers.docx.frame import document
from mtm.writers.docx.markup import Element, paragraph, run, w
from mtm.writers.docx.package import package
from mtm.writers.docx.runs import runs
from mtm.writers.docx.tables import cell, look, space

PLACE = mm(36)
WIDTHS = (PLACE, (LIVE - PLACE) // 2, (LIVE - PLACE) // 2)


@dataclass(frozen=True, slots=True)
class Side:
    """One part: its title, and rows of place, text and translation."""

    title: str
    rows: tuple[tuple[Spans, Spans, Spans], ...]


def write(report: Report, heads: Sequence[str], sides: Sequence[Side], moment: datetime) -> bytes:
    """The report's own blocks, then the parts. The same arguments give the same bytes."""
    book = Book(report)
    made = document(book, {})
    body = made.children[0]
    *before, page = body.children
    tables = [element for side in sides for element in _side(book, heads, side)]
    return package(book, made._replace(children=(body._replace(children=(*before, *tables, page)),)), moment)


def _side(book: Book, heads: Sequence[str], side: Side) -> list[Element]:
    scope = Scope(book.body, "review", footnotes=False)
    properties = w(
        "tblPr",
        w("tblStyle", val="DataTable"),
        w("tblW", w=sum(WIDTHS), type="dxa"),
        w("tblLayout", type="fixed"),
        look(header=True, first_column=True),
        w("tblCaption", val=side.title),
    )
    columns = w("tblGrid", *(w("gridCol", w=width) for width in WIDTHS))
    head = w("tr", w("trPr", w("tblHeader")), *_cells([[run(text)] for text in heads], ("TableHeading",) * len(WIDTHS)))
    styles = ("TableSmall", "TableText", "TableText")
    rows = [w("tr", *_cells([runs(book, spans, scope) for spans in row], styles)) for row in side.rows]
    return [paragraph("Heading3", [run(side.title)]), w("tbl", properties, columns, head, *rows), space()]


def _cells(contents: Sequence[list[Element]], styles: Sequence[str]) -> list[Element]:
    return [
        cell([paragraph(style, inside)], width) for inside, width, style in zip(contents, WIDTHS, styles, strict=True)
    ]
