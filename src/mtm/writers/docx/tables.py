"""Tables of figures: caption above, repeated header rows, row headings, source and notes below.

Scope: model Tables, and any rows put together by others with ``grid``. Only spanning headings are merged cells.
Widths are in twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mtm.model.blocks import Chart, Column, Row, Spans, Table, Words
from mtm.writers.docx.book import Book, Scope
from mtm.writers.docx.design import LIVE, QUIET, mm
from mtm.writers.docx.markup import Element, paragraph, w
from mtm.writers.docx.runs import note_paragraph, runs
from mtm.writers.text import plain

WHOLE = 28  # tables of up to this many rows stay on one page
LEVEL = 160  # indent of one level of rows
NARROWEST = mm(16)
CHARACTER = 108  # mean width of a character of table text
CELL_MARGINS = 160

_ROW_STYLES = {
    "group": ("TableGroup", "TableNumber"),
    "subtotal": ("TableTotal", "TableTotalNumber"),
    "total": ("TableTotal", "TableTotalNumber"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A row ready for the table: its cells, whether it is a header, whether it stays with the next row."""

    cells: tuple[Element, ...]
    header: bool = False


def table(book: Book, block: Table, scope: Scope) -> list[Element]:
    """Caption, table, notes and source of a table."""
    own = own_notes(book, block)
    inside = replace(scope, own=own)
    widths = column_widths(block)
    rows = [*_header_rows(book, block.columns, widths, inside)]
    short = len(block.rows) <= WHOLE
    for n, row in enumerate(block.rows):
        keep = short or n < 2 or n >= len(block.rows) - 2
        rows.append(Kept(tuple(_row(book, row, block.columns, widths, inside, keep))))
    made = grid(rows, widths, plain((block.number, Words(". "), *block.title)), description(block))
    return [*caption(book, block, scope), made, space(keep=True), *below(book, block, own, scope)]


def own_notes(book: Book, block: Table | Chart) -> dict[str, str]:
    """The bookmarks of a block's own notes, by the target that its marks name."""
    return {note.target: f"note_{book.anchor(block.id)}_{n}" for n, note in enumerate(block.notes) if note.target}


def below(
    book: Book, block: Table | Chart, own: Mapping[str, str], scope: Scope, source: Spans | None = None
) -> list[Element]:
    """Notes and source beneath a table or chart, held together."""
    said = block.source if source is None else source
    last = len(block.notes) - 1
    made = [
        note_paragraph(book, note, scope, own.get(note.target, ""), keep=bool(said) or n < last)
        for n, note in enumerate(block.notes)
    ]
    return [*made, paragraph("Source", runs(book, said, scope))] if said else made


def caption(book: Book, block: Table, scope: Scope, target: str | None = None) -> list[Element]:
    """Number and title as a caption, the subtitle beneath it; ``target`` is where the number links to, if anywhere."""
    quiet = replace(scope, footnotes=False)
    number = replace(block.number, target=target or "")
    title = [*runs(book, (number, Words("  ")), quiet), *runs(book, block.title, quiet)]
    made = [paragraph("Caption", book.bookmark(book.anchor(block.id), title), keep=True)]
    if block.subtitle:
        made.append(paragraph("CaptionSubtitle", runs(book, block.subtitle, quiet), keep=True))
    return made


def space(keep: bool = False) -> Element:
    """Word joins two tables that touch, and a note needs air; a thin empty paragraph keeps both apart."""
    return paragraph("Gap", [], keep=keep)


def description(block: Table) -> str:
    """The alternative text: what the table shows and where from."""
    parts = [plain(block.title), plain(block.subtitle), plain(block.source)]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def grid(rows: Sequence[Kept], widths: Sequence[int], title: str, text: str, first_column: bool = True) -> Element:
    """A table in the style of figures: header rows repeat, no row breaks over pages, alternative text set."""
    properties = w(
        "tblPr",
        w("tblStyle", val="DataTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        look(any(row.header for row in rows), first_column),
        w("tblCaption", val=title),
        w("tblDescription", val=text),
    )
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, columns, *(_table_row(row) for row in rows))


def look(header: bool, first_column: bool) -> Element:
    """Which parts of a table are headings: this is what Word tells a screen reader."""
    flags = {"firstRow": int(header), "lastRow": 0, "firstColumn": int(first_column), "lastColumn": 0}
    bits = 0x0600 + 0x0020 * header + 0x0080 * first_column
    return w("tblLook", val=f"{bits:04X}", **flags, noHBand=1, noVBand=1)


def cell(
    children: Iterable[Element], width: int, *, span: int = 1, bottom: str = "", fill: str = "", top: str = ""
) -> Element:
    """A cell of paragraphs; ``top`` and ``bottom`` are colours of rules beyond those of the table's style."""
    edges = [
        w(side, val="single", sz=4, space=0, color=colour)
        for side, colour in (("top", top), ("bottom", bottom))
        if colour
    ]
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("tcBorders", *edges) if edges else None,
        w("shd", val="clear", color="auto", fill=fill) if fill else None,
    )
    return w("tc", properties, *children)


def column_widths(block: Table) -> list[int]:
    """Widths that fill the page: every column as wide as its entries ask, what is left over shared out evenly."""
    others = [_asked(block, place) for place in range(1, len(block.columns))]
    first = min(_asked_first(block), LIVE // 2)
    spare = LIVE - first - sum(others)
    if spare < 0:
        scale = (LIVE - first) / sum(others)
        others = [int(width * scale) for width in others]
    elif others:
        others = [width + spare // (2 * len(others)) for width in others]
    return [LIVE - sum(others), *others]


def _asked(block: Table, place: int) -> int:
    """Room for the longest entry, for the longest word above it, and for its heading on two lines."""
    column = block.columns[place]
    head = plain(column.head)
    words = [len(word) for word in f"{head} {plain(column.unit)}".split()]
    cells = [len(plain(row.cells[place - 1])) for row in block.rows if len(row.cells) >= place]
    longest = max([*words, *cells, len(head) * 3 // 5], default=0)
    wanted = min(longest, 40) * CHARACTER + CELL_MARGINS
    return max(NARROWEST, wanted if column.numeric else min(wanted, LIVE // 3))


def _asked_first(block: Table) -> int:
    longest = max((len(plain(row.head)) for row in block.rows), default=0)
    return longest * CHARACTER + CELL_MARGINS + LEVEL


def _header_rows(book: Book, columns: Sequence[Column], widths: Sequence[int], scope: Scope) -> list[Kept]:
    """The spanning headings, if any, then one heading per column with its unit beneath."""
    quiet = replace(scope, footnotes=False)  # a footnote in a repeated row would be repeated with it
    rows = []
    if any(column.group for column in columns):
        rows.append(Kept(tuple(_group_headings(book, columns, widths, quiet)), header=True))
    rows.append(
        Kept(tuple(_heading(book, c, width, quiet) for c, width in zip(columns, widths, strict=True)), header=True)
    )
    return rows


def _group_headings(book: Book, columns: Sequence[Column], widths: Sequence[int], scope: Scope) -> Iterable[Element]:
    start = 0
    while start < len(columns):
        end = start + 1
        group = columns[start].group
        while group and end < len(columns) and columns[end].group == group:
            end += 1
        inside = [paragraph("TableHeadingSpan", runs(book, group, scope))]
        yield cell(inside, sum(widths[start:end]), span=end - start, bottom=QUIET if group else "")
        start = end


def _heading(book: Book, column: Column, width: int, scope: Scope) -> Element:
    ending = "Number" if column.numeric else ""
    inside = [paragraph(f"TableHeading{ending}", runs(book, column.head, scope))]
    if column.unit:
        inside.append(paragraph(f"TableUnit{ending}", runs(book, column.unit, scope)))
    return cell(inside, width)


def _row(
    book: Book, row: Row, columns: Sequence[Column], widths: Sequence[int], scope: Scope, keep: bool
) -> Iterable[Element]:
    text, number = _ROW_STYLES.get(row.role, ("TableText", "TableNumber"))
    top = QUIET if row.role in ("subtotal", "total") else ""
    indent = LEVEL * row.level if row.level else None
    head = paragraph(text, runs(book, row.head, scope), keep=keep, indent=indent)
    yield cell([head], widths[0], top=top)
    for place in range(1, len(columns)):
        spans = row.cells[place - 1] if place <= len(row.cells) else ()
        style = number if columns[place].numeric else text
        yield cell([paragraph(style, runs(book, spans, scope), keep=keep)], widths[place], top=top)


def _table_row(row: Kept) -> Element:
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if row.header else None), *row.cells)
