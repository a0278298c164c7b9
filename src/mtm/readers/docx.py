"""Word documents (.docx): paragraphs and tables in the order of the document, as a reader of the page sees them.

Scope: body, content controls, text boxes, nested tables, footnotes. Inserted text counts, deleted text does not, and
pending changes are noted. Field codes, comments and hidden text are left out; headers and footers are not read.
Addresses: "paragraph 3" counts all paragraphs outside tables, blank ones too; "table 2, row 3, column 2".
Source: ECMA-376 part 1, 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mtm.model.cell import Content, Grid, Merge, Paragraph
from mtm.model.finding import Severity
from mtm.readers import markup
from mtm.readers.archive import Archive
from mtm.readers.grid import Sheet, clean
from mtm.readers.limits import MAX_NESTING, MAX_TREE
from mtm.readers.markup import Element, local
from mtm.readers.opc import main_part, note_runnable, relations
from mtm.readers.reading import Reading, Refusal
from mtm.readers.sheets import note_errors

_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_TRANSPARENT = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice")
_UNREAD = ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback", "txbxContent", "annotationRef")
_WIDEST = 63  # columns of a Word table


@dataclass(slots=True)
class _Document:
    """What was found so far; ``styles`` gives the name of a paragraph style by its id."""

    reading: Reading
    styles: dict[str, str]
    grids: list[Grid] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    counted: int = 0
    tables: int = 0


def read_docx(reading: Reading, archive: Archive) -> Content:
    """All paragraphs with text, and all tables. Errors: Refusal where the document holds neither."""
    note_runnable(reading, archive)
    main = main_part(archive)
    root = markup.tree(archive.read(main, MAX_TREE), main)
    parts = {r.kind: r.target for r in relations(archive, main) if not r.external and r.target in archive}
    document = _Document(reading, _styles(archive, parts.get("styles", "")))
    body = next((element for element in root if local(str(element.tag)) == "body"), None)
    if body is not None:
        _blocks(document, body)
    _text_boxes(document, root)
    for kind in ("footnotes", "endnotes"):
        if kind in parts:
            _notes(document, markup.tree(archive.read(parts[kind], MAX_TREE), parts[kind]), kind.removesuffix("s"))
    _note_changes(reading, root)
    if not document.paragraphs and not any(grid.rows for grid in document.grids):
        raise Refusal("read_no_cells")
    return Content("docx", tuple(document.grids), tuple(document.paragraphs))


def _styles(archive: Archive, part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for style in markup.tree(archive.read(part, MAX_TREE), part) if part else ():
        name = next((e for e in style if local(str(e.tag)) == "name"), None)
        if name is not None:
            found[_value(style, "styleId")] = _value(name, "val")
    return found


def _blocks(document: _Document, parent: Element) -> None:
    """Paragraphs and tables of a body, in order; a table's heading is the last paragraph with text before it."""
    heading = ""
    for element in _children(parent):
        kind = local(str(element.tag))
        if kind == "p":
            document.counted += 1
            _paragraph(document, element, f"paragraph {document.counted}")
            heading = "".join(_pieces(element)).strip() or heading
        elif kind == "tbl":
            document.tables += 1
            _table(document, element, f"table {document.tables}", depth=1, heading=clean(heading))
            heading = ""


def _children(parent: Element) -> Iterator[Element]:
    """The elements of a parent, seen through wrappers that do not show."""
    for element in parent:
        if local(str(element.tag)) in _TRANSPARENT:
            yield from _children(element)
        else:
            yield element


def _paragraph(document: _Document, element: Element, address: str) -> None:
    text = "".join(_pieces(element))
    if text.strip():
        document.reading.spend(1, len(text))
        style = next((_value(e, "val") for e in element.iterfind("{*}pPr/{*}pStyle")), "")
        document.paragraphs.append(Paragraph(address, clean(text), document.styles.get(style, style)))


def _pieces(element: Element) -> Iterator[str]:
    """The text of a paragraph or a part of it, as it shows."""
    for child in element:
        kind = local(str(child.tag))
        if kind == "t":
            yield child.text or ""
        elif kind in _BREAKS:
            yield _BREAKS[kind]
        elif kind not in _UNREAD and not (kind == "r" and _hidden(child)):
            yield from _pieces(child)


def _hidden(run: Element) -> bool:
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and _value(mark, "val") not in ("0", "false", "off")


def _table(document: _Document, table: Element, name: str, depth: int, heading: str = "") -> None:
    """One table; cells that go on from the row above are blank, and tables inside cells become grids of their own."""
    if depth > MAX_NESTING:
        raise Refusal("read_damaged", reason=f"{MAX_NESTING} tables inside each other")
    sheet = Sheet(name, document.reading)
    place = len(document.grids)
    open_merges: dict[int, tuple[int, int]] = {}
    inner: list[tuple[Element, str]] = []
    rows = [element for element in _children(table) if local(str(element.tag)) == "tr"]
    for row, element in enumerate(rows, start=1):
        inner += _row(sheet, element, row, open_merges)
    for column, (top, right) in open_merges.items():
        _close(sheet, column, top, right, len(rows))
    grid = sheet.grid(lambda row, column: f"{name}, row {row}, column {column}")
    note_errors(document.reading, sheet, grid)
    document.grids.insert(place, replace(grid, heading=heading))
    for number, (nested, address) in enumerate(inner, start=1):
        _table(document, nested, f"{address}, table {number}", depth + 1)


def _row(
    sheet: Sheet, element: Element, row: int, open_merges: dict[int, tuple[int, int]]
) -> list[tuple[Element, str]]:
    """The cells of one row; returns the tables found inside them with the cell's address."""
    inner: list[tuple[Element, str]] = []
    column = 1 + _number(element.find("{*}trPr/{*}gridBefore"), 0)
    for cell in (e for e in _children(element) if local(str(e.tag)) == "tc"):
        right = column + _number(cell.find("{*}tcPr/{*}gridSpan"), 1) - 1
        mark = cell.find("{*}tcPr/{*}vMerge")
        goes_on = mark is not None and _value(mark, "val") in ("", "continue") and column in open_merges
        if not goes_on:
            _close(sheet, column, *open_merges.pop(column, (row, column)), row - 1)
            text = _cell_text(cell)
            sheet.put(row, column, text, text or None)
            open_merges[column] = (row, right)
            if mark is None:
                _close(sheet, column, *open_merges.pop(column), row)
        inner += [
            (e, f"{sheet.name}, row {row}, column {column}") for e in _children(cell) if local(str(e.tag)) == "tbl"
        ]
        column = right + 1
    return inner


def _close(sheet: Sheet, column: int, top: int, right: int, bottom: int) -> None:
    if bottom > top or (bottom == top and right > column):
        sheet.merge(Merge(top, column, bottom, right))


def _cell_text(cell: Element) -> str:
    paragraphs = (e for e in _children(cell) if local(str(e.tag)) == "p")
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs).strip("\n")


def _text_boxes(document: _Document, root: Element) -> None:
    """Text boxes once each: Word writes them twice, for itself and for older programs."""
    boxes = [box for box in root.iter("{*}txbxContent") if not _inside(box, "Fallback")]
    for number, box in enumerate(boxes, start=1):
        for position, element in enumerate((e for e in _children(box) if local(str(e.tag)) == "p"), start=1):
            _paragraph(document, element, f"text box {number}, paragraph {position}")
        tables = (e for e in _children(box) if local(str(e.tag)) == "tbl")
        for position, element in enumerate(tables, start=1):
            _table(document, element, f"text box {number}, table {position}", depth=1)


def _notes(document: _Document, root: Element, kind: str) -> None:
    """Footnotes and endnotes by their number; separators are not notes."""
    notes = [element for element in root if local(str(element.tag)) == kind and not _value(element, "type")]
    for number, note in enumerate(notes, start=1):
        for element in (e for e in _children(note) if local(str(e.tag)) == "p"):
            _paragraph(document, element, f"{kind} {number}")


def _note_changes(reading: Reading, root: Element) -> None:
    count = sum(1 for _ in root.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo"))
    if count:
        reading.note("read_pending_changes", Severity.WARNING, count=count)
    fields = " ".join(element.text or "" for element in root.iter("{*}instrText")).upper()
    if "DDE" in fields or "INCLUDETEXT" in fields:
        reading.note(
            "read_external_links", Severity.WARNING, count=1, first="DDE" if "DDE" in fields else "INCLUDETEXT"
        )


def _inside(element: Element, kind: str) -> bool:
    return any(local(str(ancestor.tag)) == kind for ancestor in element.iterancestors())


def _number(element: Element | None, default: int) -> int:
    stated = _value(element, "val") if element is not None else ""
    return min(int(stated), _WIDEST) if stated.isascii() and stated.isdigit() and len(stated) < 6 else default


def _value(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(str(key)) == name), "")
