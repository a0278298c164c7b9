"""The sheets of the workbook: cover, contents, notes, questions, register, and one table on each sheet after them.

Scope: what stands on each sheet. Title in the first cell, no merged cells, and one table per sheet, so that people
with screen readers and programs alike find their way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mtm.kit.messages import Sentence
from mtm.kit.rounding import rounded
from mtm.model.blocks import Block, Chart, Heading, Note, Notes, RegisterEntry, Report, Table, Words
from mtm.model.finding import Finding
from mtm.writers.chart_table import chart_table
from mtm.writers.text import label, plain
from mtm.writers.xlsx.cells import (
    EXACT_DIGITS,
    Number,
    Styles,
    Text,
    Value,
    heights,
    marked,
    table,
    value_of,
    widths,
    write,
)
from mtm.writers.xlsx.names import SheetNames

BLUE = "#12436D"
LIST = {"text_wrap": True, "valign": "top"}  # the look of rows that hold sentences
HEADER_ROW = 5  # title, subtitle, source and the way back stand above it, on every sheet alike


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with a table, ready to be written: texts above, header, rows, notes below."""

    name: str
    title: str
    above: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    looks: tuple[dict[str, object], ...] = ()
    below: tuple[str, ...] = ()


def cover(sheet: Any, report: Report, styles: Styles) -> None:
    """Title, period, cut-off, version, contact and next issue, as the report's front page has them."""
    write(sheet, 0, 0, Text(plain(report.title)), styles, bold=True, font_size=18, font_color=BLUE)
    write(sheet, 1, 0, Text(plain(report.subtitle)), styles, font_size=12)
    row = 3
    if report.banner:
        write(sheet, row, 0, Text(plain(report.banner)), styles, bold=True, font_color="#801650")
        row += 2
    for head, said in report.masthead:
        write(sheet, row, 0, Text(plain(head)), styles, bold=True, valign="top")
        write(sheet, row, 1, value_of(said), styles, text_wrap=True, valign="top", align="left")
        row += 1
    if report.publisher and not any(plain(said) == report.publisher for _, said in report.masthead):
        write(sheet, row + 1, 0, Text(report.publisher), styles)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 80)


def tables(report: Report, names: SheetNames) -> list[Sheet]:
    """A sheet for every table and for the numbers of every chart, in reading order."""
    return [_table_sheet(block, names) for block in _tables(report)]


def notes(report: Report, names: SheetNames) -> Sheet:
    """Every note of the report with its section and mark: sources, symbols, remarks."""
    title = label(report, "notes")
    columns = (label(report, "section"), label(report, "mark"), label(report, "note"))
    rows = tuple((Text(section), Text(note.mark), value_of(note.spans)) for section, note in _notes(report))
    return Sheet(names.name(title), title, (), columns, rows, (LIST,) * len(rows))


def questions(report: Report, found: Iterable[Finding], say: Callable[[Finding], Sentence], names: SheetNames) -> Sheet:
    """What is wrong or unsettled in the data, the gravest first, with what to do about it."""
    title = label(report, "findings")
    keys = ("severity", "finding", "remedy", "source", "period", "place", "rule")
    rows = []
    for finding in sorted(found, key=lambda f: f.sort_key):
        said = say(finding)
        severity = label(report, finding.severity)
        texts = (severity, said.message, said.remedy, said.source, said.period, said.place, finding.rule)
        rows.append(tuple(Text(text) for text in texts))
    return Sheet(names.name(title), title, (), _labels(report, keys), tuple(rows), (LIST,) * len(rows))


def register(report: Report, names: SheetNames) -> Sheet:
    """Every figure with its value, formula and cells."""
    title = label(report, "register")
    keys = ("figure_number", "printed", "value", "unit", "period", "formula", "sources", "id")
    rows = tuple(_entry(entry) for entry in report.register)
    return Sheet(names.name(title), title, (), _labels(report, keys), rows, (LIST,) * len(rows))


def contents(report: Report, name: str, listed: Sequence[Sheet]) -> Sheet:
    """All sheets with their titles; the name of each is a link to it."""
    title = label(report, "contents")
    rows = tuple((Text(sheet.name, sheet=sheet.name), Text(sheet.title)) for sheet in listed)
    return Sheet(name, title, (), (label(report, "sheet"), label(report, "title")), rows)


def fill(sheet: Any, made: Sheet, number: int, styles: Styles, back: Text, simulated: str = "") -> None:
    """Write a sheet: title in the first cell, the table, the notes, and a header that stays in view and in print."""
    write(sheet, 0, 0, Text(made.title), styles, bold=True, font_size=14, font_color=BLUE)
    for row, text in enumerate(made.above, 1):
        write(sheet, row, 0, Text(text), styles)
    write(sheet, HEADER_ROW - 2, 0, back, styles)
    if simulated:
        write(sheet, HEADER_ROW - 1, 0, Text(simulated), styles, bold=True, font_color="#801650")
    alt = (made.title, " ".join(made.above) or made.title)
    after = table(sheet, HEADER_ROW, made.names, made.rows, styles, name=f"table_{number}", alt=alt, looks=made.looks)
    for row, text in enumerate(made.below, after + 1):
        write(sheet, row, 0, Text(text), styles)
    wide = widths(sheet, made.names, made.rows)
    if LIST in made.looks:
        heights(sheet, HEADER_ROW + 1, made.rows, wide)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)


def _labels(report: Report, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(label(report, key) for key in keys)


def _tables(report: Report) -> Iterator[Table]:
    for _, block in _blocks(report):
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Chart):
            yield chart_table(block, lambda key: label(report, key))


def _blocks(report: Report) -> Iterator[tuple[str, Block]]:
    """Every block with the title of the section that it stands in."""
    for blocks in (report.front, *(section.blocks for section in report.sections), report.back):
        title = ""
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                number = (block.number, Words(" ")) if block.number else ()
                title = plain((*number, *block.spans))
            yield title, block


def _notes(report: Report) -> Iterator[tuple[str, Note]]:
    for title, block in _blocks(report):
        if isinstance(block, Notes):
            yield from ((title, note) for note in block.items)
        elif isinstance(block, Table | Chart):
            yield from ((plain((block.number,)), note) for note in block.notes)


def _table_sheet(block: Table, names: SheetNames) -> Sheet:
    number = plain((block.number,))
    title = f"{number}  {plain(block.title)}".strip()
    rows, looks = [], []
    for row in block.rows:
        cells = [value_of(cell) for cell in row.cells]
        cells += [Text("")] * (len(block.columns) - 1 - len(cells))
        rows.append((value_of(row.head), *cells))
        looks.append(_look(row.role))
    return Sheet(
        names.name(number, block.name),
        title,
        (plain(block.subtitle), plain(block.source)),
        tuple(_header(block, place) for place in range(len(block.columns))),
        tuple(rows),
        tuple(looks),
        tuple(f"[{note.mark}] {plain(note.spans)}" if note.mark else plain(note.spans) for note in block.notes),
    )


def _header(block: Table, place: int) -> str:
    """Spanning heading, heading and unit in one cell, because spanning cells would have to be merged."""
    column = block.columns[place]
    head = ": ".join(part for part in (marked(column.group), marked(column.head)) if part)
    unit = marked(column.unit)
    return f"{head} ({unit})" if unit else head


def _look(role: str) -> dict[str, object]:
    if role in ("total", "subtotal"):
        return {"bold": True, "top": 1}
    return {"bold": True, "font_color": BLUE} if role == "group" else {}


def _entry(entry: RegisterEntry) -> tuple[Value, ...]:
    figure = entry.figure
    value: Value = Text("")
    if figure.value is not None:
        shown = rounded(figure.value, figure.decimals)
        exact = len(shown.as_tuple().digits) <= EXACT_DIGITS
        value = Number(shown, figure.decimals) if exact else Text(f"{shown:f}")
    cells = "; ".join(plain(spans) for spans in entry.sources)
    texts = (plain(entry.unit), plain(entry.period), plain(entry.formula), cells, figure.id)
    return (Text(entry.number), Text(entry.text), value, *(Text(text) for text in texts))
