"""The annexes that the writer adds: the register of figures, and the numbers behind every chart.

Scope: each printed figure links to its line here, and each line names the cells that the figure comes from.
"""

from __future__ import annotations

from mtm.model.blocks import Chart, Reference, RegisterEntry, Report
from mtm.writers.chart_table import chart_table
from mtm.writers.docx.book import Book, Scope, sections
from mtm.writers.docx.design import WIDE
from mtm.writers.docx.markup import Element, Look, paragraph, run
from mtm.writers.docx.runs import plainly, runs
from mtm.writers.docx.tables import Kept, cell, grid, space, table

_PARTS = (5, 11, 8, 11, 27, 38)  # hundredths of the width: number, printed, unit, period, formula, cells
_HEADINGS = ("figure_number", "printed", "unit", "period", "formula", "sources")


def register(book: Book, anchor: str, scope: Scope) -> list[Element]:
    """One line per figure: number, printed text, unit, period, formula in words, cells."""
    widths = [WIDE * part // 100 for part in _PARTS]
    header = Kept(
        tuple(
            cell([paragraph("TableSmallHeading", runs(book, plainly(book.label(key)), scope))], width)
            for key, width in zip(_HEADINGS, widths, strict=True)
        ),
        header=True,
    )
    lines = [_line(book, entry, widths, scope) for entry in book.report.register]
    title = book.label("register")
    made = grid([header, *lines], widths, title, title)
    return [*book.bookmark(book.anchor(anchor), []), made, space()]


def chart_data(book: Book, scope: Scope) -> list[Element]:
    """Every chart's numbers as a table, in the order of the charts; nothing in a report without charts."""
    charts = charts_of(book.report)
    if not charts:
        return []
    made = [paragraph("Heading1", book.bookmark(DATA_ANCHOR, runs(book, plainly(book.label("data")), scope)))]
    for chart in charts:
        made += table(book, chart_table(chart, book.label), scope)
    return made


DATA_ANCHOR = "chart_data"


def charts_of(report: Report) -> list[Chart]:
    return [block for _, blocks in sections(report) for block in blocks if isinstance(block, Chart)]


def _line(book: Book, entry: RegisterEntry, widths: list[int], scope: Scope) -> Kept:
    bookmark = book.entries[entry.figure.id]
    number = book.bookmark(bookmark, runs(book, (Reference(entry.number),), scope))
    printed = [run(entry.text, Look("Figure" if entry.figure.value is not None else "", unchecked=True))]
    plain = [runs(book, spans, scope) for spans in (entry.unit, entry.period, entry.formula)]
    inside = [[paragraph("TableSmall", made)] for made in (number, printed, *plain)]
    inside.append(
        [paragraph("TableSmall", runs(book, cells, scope)) for cells in entry.sources] or [paragraph("TableSmall", [])]
    )
    return Kept(tuple(cell(made, width) for made, width in zip(inside, widths, strict=True)))
