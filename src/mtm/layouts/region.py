"""The rows of one found table: where they end, what each row is, and what stands above and below.

Scope: one block of headings on one sheet, turned into labelled values. Values are not read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from mtm.codelists.areas import area_names
from mtm.codelists.row_words import is_word
from mtm.kit.names import key
from mtm.kit.patterns import matches_any
from mtm.layouts.headings import Block, Place
from mtm.layouts.marks import attached, note_of, without_marks, without_number
from mtm.layouts.period_labels import beside, declared_periods, under_years, written_out
from mtm.layouts.roles import Line, Words, classify
from mtm.layouts.sheet import Sheet, text_of, valueish
from mtm.model.cell import Cell
from mtm.model.labelled import Labelled, Pairs
from mtm.workspace.indicators import package_codes
from mtm.workspace.source import BESIDE, Source, Table

AREAS = ("counterpart_area", "ref_area")


@dataclass(frozen=True)
class Region:
    """A table as found: its block of headings, its rows of data, the titles above and the rows of notes below it."""

    sheet: Sheet
    table: Table
    source: Source
    block: Block
    data: tuple[int, ...]
    titles: tuple[Cell, ...] = ()
    footers: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()

    @cached_property
    def knows(self) -> Callable[[str], bool]:
        """Whether a label names an item of the rows."""
        return knower(self.table, self.source, role_dimension(self.table))

    @cached_property
    def columns(self) -> frozenset[int]:
        return frozenset(place.column for place in self.block.places)

    @cached_property
    def beside(self) -> tuple[Place, ...]:
        """The columns whose text goes with every value of a row: notes, and who published it."""
        return tuple(p for p in self.block.places if p.role in BESIDE)

    @cached_property
    def title_texts(self) -> tuple[str, ...]:
        """The titles above the table, the nearest first."""
        return tuple(text_of(c) for c in sorted(self.titles, key=lambda c: (-c.row, c.column)))

    @cached_property
    def captions(self) -> tuple[str, ...]:
        """The titles above the table, and in a document the paragraph that it stands under."""
        above = self.sheet.grid.heading
        return (*self.title_texts, above) if above else self.title_texts

    @cached_property
    def footer_texts(self) -> tuple[str, ...]:
        return tuple(text_of(c) for row in self.footers for c in self.sheet.row(row))

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """The notes under the table by their marks."""
        return {mark: text for mark, text in map(note_of, self.footer_texts) if mark}

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """Notes that concern the whole table: without a mark, or with one that stands at a title or nowhere."""
        at_titles = {m for title in self.title_texts for m in without_marks(title, self.notes)[1]}
        plain = tuple(text for text in self.footer_texts if not note_of(text)[0])
        whole = at_titles | (self.notes.keys() - self._pointed)
        return (*plain, *(text for mark, text in self.notes.items() if mark in whole))

    @cached_property
    def _pointed(self) -> frozenset[str]:
        """The marks that stand anywhere above the notes."""
        if not self.notes:
            return frozenset()
        rows = (row for row in self.sheet.rows if row not in self.footers)
        texts = (text_of(cell) for row in rows for cell in self.sheet.row(row))
        return frozenset(mark for text in texts for mark in without_marks(text, self.notes)[1])


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: its labels by dimension as printed, the cell of its main label, its role and group."""

    row: int
    labels: Pairs
    cell: Cell | None
    line: Line
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a region gave: rows with their values, and cells that could not be labelled with the reason."""

    values: list[Labelled] = field(default_factory=list)
    used: list[tuple[Cell, str]] = field(default_factory=list)
    aside: list[tuple[Cell, str, str]] = field(default_factory=list)


def read_region(region: Region, around: tuple[str, ...]) -> Reading:
    """Every value of the region with its labels; every other cell with its use, or why it is kept aside."""
    reading = Reading()
    _use_surroundings(region, reading)
    columns = _column_lines(region)
    for row in _rows(region):
        _read_row(region, row, columns, around, reading)
    filled = {v.cell.column for v in reading.values if not v.cell.blank}
    reading.values[:] = [v for v in reading.values if v.cell.column in filled]
    return reading


def _use_surroundings(region: Region, reading: Reading) -> None:
    reading.used.extend((cell, "title") for cell in region.titles)
    uses = ((region.footers, "note"), (region.skipped, "numbering"))
    for numbers, use in uses:
        for number in numbers:
            for cell in region.sheet.row(number):
                if use == "note" and valueish(cell):
                    continue
                reading.used.append((cell, use))
    for number in range(region.block.top, region.block.bottom + 1):
        reading.used.extend((c, "heading") for c in region.sheet.row(number) if c.column in region.columns)


def _column_lines(region: Region) -> dict[int, Line]:
    """The roles of columns where countries stand across: totals, groups and rests among the headings."""
    if "counterpart_area" not in region.table.across:
        return {}
    places = [p for p in region.block.values if p.across]
    words = Words(region.source.groups, region.source.totals)
    lines = classify([Line(without_marks(dict(p.across)["counterpart_area"], region.notes)[0]) for p in places], words)
    found = {}
    for place, line in zip(places, lines, strict=True):
        above = next((g for text in place.upper if (g := words.group_of(text))), "")
        role = "subtotal" if above and line.role in ("total", "unclear") else line.role
        found[place.column] = Line(line.text, True, role, above or line.group)
    return found


def _rows(region: Region) -> Iterator[Row]:
    """The rows with their labels, roles and groups."""
    labelled = [_labels(region, row, last) for row, last in _with_last(region)]
    dimension = role_dimension(region.table)
    words = Words(region.source.groups, region.source.totals, knower(region.table, region.source, dimension))
    texts = [dict(labels).get(dimension, "") for _, labels, _, _ in labelled]
    values = [any(region.sheet.at(row, p.column) for p in region.block.values) for row, *_ in labelled]
    if region.table.long:
        lines = [classify([Line(text)], words)[0] for text in texts]
    else:
        lines = classify([Line(t, v) for t, v in zip(texts, values, strict=True)], words)
    named = [_replaced(labels, dimension, line.text) for (_, labels, _, _), line in zip(labelled, lines, strict=True)]
    periods = _periods(region, [dict(labels).get("time_period", "") for labels in named], values)
    for (row, _, cell, marks), labels, line, (period, heading) in zip(labelled, named, lines, periods, strict=True):
        role = replace(line, role="intro") if heading else line
        yield Row(row, _replaced(labels, "time_period", period), cell, role, marks)


def _periods(region: Region, texts: Sequence[str], values: Sequence[bool]) -> list[tuple[str, bool]]:
    """The rows' periods, completed by their neighbours, and whether a row is only the heading of those under it."""
    meant = {**written_out(texts), **declared_periods(region.table, texts)}
    out = [meant.get(text, text) for text in texts]
    return [(text, False) for text in out] if region.table.long else under_years(list(zip(out, values, strict=True)))


def _replaced(labels: Pairs, dimension: str, text: str) -> Pairs:
    return tuple((d, text if d == dimension else t) for d, t in labels)


def _with_last(region: Region) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Each row with the labels last seen above it, for labels printed once and left blank underneath."""
    last: dict[int, Cell] = {}
    for row in region.data:
        yield row, dict(last)
        for place in region.block.labels[:-1]:
            cell = region.sheet.filled(row, place.column)
            if cell is not None:
                last = {c: v for c, v in last.items() if c < place.column} | {place.column: cell}


Labels = tuple[int, Pairs, Cell | None, tuple[str, ...]]


def _labels(region: Region, row: int, last: Mapping[int, Cell]) -> Labels:
    """The labels of a row: (row, pairs, main cell, footnote marks)."""
    pairs: list[tuple[str, str]] = []
    stated: list[tuple[str, str]] = []
    marks: tuple[str, ...] = ()
    main: Cell | None = None
    for place in region.block.labels:
        cell = region.sheet.filled(row, place.column) or (None if region.table.long else last.get(place.column))
        if cell is None and place is region.block.labels[-1]:
            cell = _label_beside(region, row)
        text, found = without_marks(text_of(cell), region.notes)
        text = text if place.role == "time_period" else without_number(text)
        pairs.append((place.role, text))
        marks += found
        stated += [(place.heading, text)] if place.role == "time_period" else []
        main = cell if place.role == role_dimension(region.table) or main is None else main
    whole = beside(stated) if len(stated) > 1 else ""
    return row, _replaced(tuple(pairs), "time_period", whole) if whole else tuple(pairs), main, marks


def _label_beside(region: Region, row: int) -> Cell | None:
    """A label that was typed into the column of numbers on the left of its own ("Итого" under "№")."""
    first = min((p.column for p in region.block.values), default=0)
    taken = {p.column for p in region.block.labels}
    cells = [c for c in region.sheet.row(row) if c.column < first and c.column not in taken and not valueish(c)]
    return cells[0] if cells else None


def role_dimension(table: Table) -> str:
    """The dimension whose labels say what a row is: the countries if rows hold them, else the last label column."""
    roles = [c.role for c in table.label_columns]
    wanted = [r for r in roles if r == "counterpart_area"] or [r for r in roles if r not in ("time_period", "unit")]
    return (wanted or roles or [""])[-1]


def knower(table: Table, source: Source, dimension: str) -> Callable[[str], bool]:
    """A test whether a label names an item of its dimension; it is only asked for rows without values."""
    declared = {key(text) for text in table.values.get(dimension, {})} | {key(text) for text in source.names}
    for column in table.columns:
        if column.role == dimension:
            declared |= {key(text) for text in column.values}
    names = area_names() if dimension in AREAS else package_codes().breakdowns.get(dimension)
    return cache(lambda text: key(text) in declared or names is None or names.find(text) is not None)


def _read_row(region: Region, row: Row, columns: Mapping[int, Line], around: tuple[str, ...], reading: Reading) -> None:
    cells = [c for c in region.sheet.row(row.row) if c.column in region.columns]
    if any(c.text.startswith("#") for c in cells) and all(c.text.startswith("#") for c in cells):
        reading.used.extend((c, "numbering") for c in cells)
        return
    reason = _unread(region, row)
    values = {p.column: p for p in region.block.values}
    for cell in cells:
        if cell.column not in values:
            _use_cell(region, cell, row, reading)
        elif reason:
            reading.aside.append((cell, reason, row.line.text))
        elif values[cell.column].alike:
            reading.aside.append((cell, "headings_alike", " / ".join(values[cell.column].path)))
    if reason or row.line.role in ("heading", "intro"):
        return
    for place in (p for p in values.values() if not p.alike):
        cell = region.sheet.at(row.row, place.column) or region.sheet.blank_cell(row.row, place.column)
        _read_value(region, row, place, cell, columns.get(place.column), around, reading)


def _unread(region: Region, row: Row) -> str:
    """Why a row cannot be read, or ""."""
    for column in region.table.columns:
        if column.only and not _passes(region, row, column.heading, column.only):
            return "row_other"
    if row.line.role == "unclear":
        return "total_unclear"
    has_values = any(region.sheet.at(row.row, p.column) for p in region.block.values)
    if has_values and not any(text for _, text in row.labels):
        return "row_unlabelled"
    return ""


def _passes(region: Region, row: Row, heading: tuple[str, ...], only: tuple[str, ...]) -> bool:
    place = next((p for p in region.block.places if p.declared is not None and p.declared.heading == heading), None)
    return place is not None and matches_any(only, text_of(region.sheet.filled(row.row, place.column)))


def _use_cell(region: Region, cell: Cell, row: Row, reading: Reading) -> None:
    """A cell that is no value: a label, a note, a number of the row, or something under an undeclared heading."""
    place = next(p for p in region.block.places if p.column == cell.column)
    if cell == row.cell and row.line.role == "heading" and not row.line.group:
        reading.used.append((cell, "heading_unknown"))
    elif place.role or cell == row.cell or is_word("numbering", place.heading):
        reading.used.append((cell, place.role if place.role not in ("", "value") else "label"))
    else:
        reading.aside.append((cell, "column_undeclared", row.line.text))


def _read_value(
    region: Region,
    row: Row,
    place: Place,
    cell: Cell,
    column: Line | None,
    around: tuple[str, ...],
    reading: Reading,
) -> None:
    heading, found = [], row.marks
    for text in place.path:
        plain, marks = without_marks(text, region.notes)
        heading.append(plain)
        found += marks
    line = _crossed(row.line, column)
    reading.values.append(
        Labelled(
            table=region.table.id,
            sheet=region.sheet.name,
            cell=cell,
            labels=_all_labels(region, row, place, column),
            settings=_settings(place),
            role=line.role,
            group=line.group,
            label=text_of(row.cell) or row.line.text,
            heading=tuple(heading),
            titles=region.captions,
            around=around,
            notes=(*attached(found, region.notes), *_row_notes(region, row)),
            remarks=region.remarks,
        )
    )


def _crossed(row: Line, column: Line | None) -> Line:
    """Where countries stand across, the column says what the value is, unless the row itself is a total or rest."""
    return row if column is None else column


def _all_labels(region: Region, row: Row, place: Place, column: Line | None) -> Pairs:
    found = dict(row.labels)
    found |= {d: without_marks(t, region.notes)[0] for d, t in place.across}
    if column is not None:
        found["counterpart_area"] = column.text
    for other in region.beside:
        if other.role != "note":
            found[other.role] = text_of(region.sheet.filled(row.row, other.column))
    return tuple(sorted(found.items()))


def _settings(place: Place) -> Pairs:
    """What the column's declaration fixes."""
    if place.declared is None:
        return ()
    fixed = {"indicator": place.declared.indicator, "unit": place.declared.unit}
    fixed |= {"counterpart_area": place.declared.counterpart_area, **place.declared.breakdown}
    column = {"column": place.declared.heading[0]} if place.declared.heading else {}
    return tuple(sorted((name, value) for name, value in (fixed | column).items() if value))


def _row_notes(region: Region, row: Row) -> tuple[str, ...]:
    places = [p for p in region.beside if p.role == "note"]
    return tuple(t for p in places if (t := text_of(region.sheet.at(row.row, p.column))))
