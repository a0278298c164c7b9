"""The arranged parts of the front and of the policy section: masthead, headline tiles, timeline.

Scope: they are set with tables because Word has nothing else that stays in place, and they read in order, row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mtm.model.blocks import Event, Report, Spans, Tile, Tiles, Timeline, Words
from mtm.writers.docx.book import Book, Scope
from mtm.writers.docx.design import BLUE, LIVE, TINT, mm
from mtm.writers.docx.markup import Element, paragraph, w
from mtm.writers.docx.pictures import Drawn, picture
from mtm.writers.docx.runs import runs
from mtm.writers.docx.tables import look, space
from mtm.writers.text import plain

TILES_ACROSS = 3
MASTHEAD_ACROSS = 3
DATE_WIDTH = mm(40)
_GAP = {"val": "single", "sz": 72, "space": 0, "color": "FFFFFF"}  # white rules stand for the gutters between tiles


def masthead(book: Book, report: Report, scope: Scope) -> list[Element]:
    """Label and value pairs side by side: period, cut-off, version, languages."""
    if not report.masthead:
        return []
    across = min(MASTHEAD_ACROSS, len(report.masthead))
    cells = [
        [paragraph("MastheadLabel", runs(book, label, scope)), paragraph("MastheadValue", runs(book, value, scope))]
        for label, value in report.masthead
    ]
    top = w("tcBorders", w("top", val="single", sz=4, space=0, color="595959"))
    return [_panel(cells, across, plain(report.title), top), space()]


def tiles(book: Book, block: Tiles, scope: Scope, drawings: Mapping[str, Drawn]) -> list[Element]:
    """Headline numbers, three to a row."""
    across = min(TILES_ACROSS, max(1, len(block.items)))
    edges = w(
        "tcBorders",
        w("top", val="single", sz=24, space=0, color=BLUE),
        w("bottom", **_GAP),
        w("right", **_GAP),
    )
    cells = [list(_tile(book, tile, scope, drawings)) for tile in block.items]
    title = "; ".join(plain(tile.label) for tile in block.items)
    return [_panel(cells, across, title, edges, fill=TINT, margin=140), space()]


def timeline(book: Book, block: Timeline, scope: Scope) -> list[Element]:
    """Dated entries: the date beside a rule, what happened on its right."""
    if not block.events:
        return []
    rows = [_event(book, event, scope) for event in block.events]
    ends = f"{block.events[0].date.text} – {block.events[-1].date.text}"
    return [_frame(rows, [DATE_WIDTH, LIVE - DATE_WIDTH], ends, first_column=True), space()]


def trend_id(tile: Tile) -> str:
    """Where the drawings keep the sparkline of a tile."""
    return f"trend-{tile.value.figure.id}"


def _tile(book: Book, tile: Tile, scope: Scope, drawings: Mapping[str, Drawn]) -> Iterable[Element]:
    mark = (tile.note,) if tile.note else ()
    yield paragraph("TileLabel", runs(book, (*tile.label, *mark), scope))
    yield paragraph("TileValue", runs(book, (tile.value,), scope))
    status: Spans = (Words(" · "), *tile.status) if tile.status and tile.unit else tile.status
    yield paragraph("TileUnit", runs(book, (*tile.unit, *status), scope))
    if trend_id(tile) in drawings:
        yield picture(book, drawings[trend_id(tile)], "", plain(tile.label))
    for change in tile.changes:
        yield paragraph("TileText", runs(book, change, scope))


def _event(book: Book, event: Event, scope: Scope) -> Element:
    date = [paragraph("EventDate", runs(book, (event.date,), scope))]
    text = [paragraph("EventTitle", runs(book, event.title, scope))]
    text.append(paragraph("EventText", runs(book, event.body, scope)))
    last = (*event.source, *((Words(" · "), *event.affects) if event.affects else ()))
    if last:
        text.append(paragraph("EventSource", runs(book, last, scope)))
    rule = w("tcBorders", w("left", val="single", sz=18, space=0, color=BLUE))
    left = w("tc", w("tcPr", w("tcW", w=DATE_WIDTH, type="dxa")), *date)
    right = w("tc", w("tcPr", w("tcW", w=LIVE - DATE_WIDTH, type="dxa"), rule), *text)
    return w("tr", w("trPr", w("cantSplit")), left, right)


def _panel(
    cells: Sequence[list[Element]], across: int, title: str, edges: Element, fill: str = "", margin: int = 80
) -> Element:
    """Cells laid out in rows of ``across``; the last row is filled up with empty cells without edges."""
    widths = [LIVE // across] * across
    rows = []
    for start in range(0, len(cells), across):
        group = cells[start : start + across]
        made = [_panel_cell(inside, widths[0], edges, fill, margin) for inside in group]
        made += [_panel_cell([paragraph("Small", [])], widths[0], None, "", 0) for _ in range(across - len(group))]
        rows.append(w("tr", w("trPr", w("cantSplit")), *made))
    return _frame(rows, widths, title)


def _panel_cell(inside: list[Element], width: int, edges: Element | None, fill: str, margin: int) -> Element:
    sides = ((side, margin) for side in ("left", "right"))
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        edges,
        w("shd", val="clear", color="auto", fill=fill) if fill else None,
        w("tcMar", *(w(side, w=length, type="dxa") for side, length in sides)) if margin else None,
    )
    return w("tc", properties, *inside)


def _frame(rows: Sequence[Element], widths: Sequence[int], title: str, first_column: bool = False) -> Element:
    properties = w(
        "tblPr",
        w("tblStyle", val="TableNormal"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        look(False, first_column),
        w("tblCaption", val=title),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
