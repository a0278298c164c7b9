"""From cells to labelled rows: place every cell of a delivery in the tables and sentences that its source declares.

Scope: one delivery. Every non-empty cell ends as a labelled value, as a label, heading, title or note that was used, or
set aside with a finding; nothing is lost. What could not be found is a finding that says what was looked for and seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mtm.kit.patterns import matches_any
from mtm.layouts import explain
from mtm.layouts.drift import declared_shape, drift, shape_of
from mtm.layouts.region import Region, read_region
from mtm.layouts.sentences import read_sentences, unread_digits
from mtm.layouts.sheet import Sheet
from mtm.layouts.tables import Found, find_tables
from mtm.model.cell import Cell, Content, Grid
from mtm.model.finding import Finding
from mtm.model.labelled import Labelled, Placed, SetAside, Shape, Used
from mtm.model.observation import Delivery
from mtm.workspace.source import Sentence, Source, Table


@dataclass
class _Gathering:
    """What was found so far, across the sheets of one delivery."""

    delivery: Delivery
    rows: list[Labelled] = field(default_factory=list)
    used: dict[tuple[str, str], Used] = field(default_factory=dict)
    reasons: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    set_aside: list[SetAside] = field(default_factory=list)


def place(content: Content, source: Source, delivery: Delivery, known: Iterable[Shape] = ()) -> Placed:
    """Place the cells of a delivery. ``known`` are the shapes of the source's earlier deliveries, the first ones first.

    A table's declared ``form`` comes before ``known`` when changes of its columns are reported.
    """
    tables = [t for t in source.tables if not t.files or matches_any(t.files, delivery.name)]
    sentences = [s for s in source.sentences if not s.files or matches_any(s.files, delivery.name)]
    found = _Gathering(delivery)
    document = tuple(p.text for p in content.paragraphs)
    for grid in content.grids:
        _place_grid(grid, source, tables, document, found, tuple(known))
    _place_sentences(content, sentences, document, found)
    looked_for = [t for t in tables if t.id not in found.placed]
    if found.rows or looked_for or not found.reasons:
        found.findings += explain.missing(content, source, delivery, looked_for, sentences, found.rows)
    return Placed(
        tuple(found.rows),
        tuple(found.used.values()),
        tuple(found.set_aside),
        tuple(found.shapes),
        tuple(found.findings),
    )


def _place_grid(
    grid: Grid,
    source: Source,
    tables: Sequence[Table],
    document: tuple[str, ...],
    found: _Gathering,
    known: tuple[Shape, ...],
) -> None:
    sheet = Sheet(grid)
    if not sheet.cells:
        return
    if grid.hidden:
        _sweep(sheet, found, "sheet_hidden")
        return
    wanted = [t for t in tables if not t.sheet or matches_any(t.sheet, grid.name)]
    placed = find_tables(sheet, source, wanted) if sheet.rows else []
    around = tuple(text for text in (grid.name, grid.heading, *document) if text)
    for one in placed:
        _place_found(one, around, found, known)
    _sweep(sheet, found, "outside_table" if any(one.regions for one in placed) else "sheet_unread")


def _place_found(one: Found, around: tuple[str, ...], found: _Gathering, known: tuple[Shape, ...]) -> None:
    for region in one.regions:
        found.placed.add(one.table.id)
        _place_region(region, around, found)
        shape = shape_of(region.sheet, one.table, region.block)
        found.shapes.append(shape)
        before = declared_shape(one.table) or next((s for s in known if s.table == one.table.id), None)
        if before is not None:
            found.findings += drift(before, shape, found.delivery)
        found.findings += explain.columns(region, found.delivery)
    for region in one.spare:
        found.findings.append(explain.twice(region, one.regions, found.delivery))
        for row in (*range(region.block.top, region.block.bottom + 1), *region.data):
            for cell in region.sheet.row(row):
                found.reasons.setdefault((region.sheet.name, cell.address), ("table_twice", one.table.id, ""))


def _place_region(region: Region, around: tuple[str, ...], found: _Gathering) -> None:
    name = region.sheet.name
    reading = read_region(region, around)
    found.rows += reading.values
    for cell, use in reading.used:
        found.used.setdefault((name, cell.address), Used(name, cell, use))
    for cell, reason, label in reading.aside:
        found.reasons.setdefault((name, cell.address), (reason, region.table.id, label))
    found.findings += explain.headings(region, reading, found.delivery)
    found.findings += explain.unfilled(region, reading, found.delivery)


def _sweep(sheet: Sheet, found: _Gathering, otherwise: str) -> None:
    """Set aside every cell of the sheet that nothing has taken, with the reason noted for it or the one given."""
    values = {(row.sheet, row.cell.address) for row in found.rows}
    left: list[SetAside] = []
    for (row, column), cell in sorted(sheet.cells.items()):
        where = (sheet.name, cell.address)
        if where in values:
            found.used.pop(where, None)
        elif where not in found.used:
            reason = (otherwise, "", "")
            if otherwise != "sheet_hidden" and not sheet.visible(row, column):
                reason = ("cells_hidden", "", "")
            left.append(SetAside(sheet.name, cell, *found.reasons.get(where, reason)))
    found.set_aside += left
    found.findings += explain.set_aside(left, found.delivery)


def _place_sentences(
    content: Content, sentences: Sequence[Sentence], document: tuple[str, ...], found: _Gathering
) -> None:
    read = [value for s in sentences for value in read_sentences(s, content.paragraphs, document)]
    found.rows += read
    found.placed |= {value.table for value in read}
    for address, text in _unread(content, read, sentences):
        cell = Cell(0, 0, address, text, text)
        found.set_aside.append(SetAside("", cell, "paragraph_unread"))
        found.findings.append(explain.paragraph(cell, found.delivery))


def _unread(content: Content, read: Sequence[Labelled], sentences: Sequence[Sentence]) -> Iterator[tuple[str, str]]:
    for paragraph in content.paragraphs:
        text = unread_digits(paragraph, read, sentences)
        if text:
            yield paragraph.address, text
