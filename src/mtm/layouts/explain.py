"""Findings of placing: what was looked for and what was seen, what was left aside and why.

Scope: making the findings; deciding what is one happens where the cells are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mtm.layouts.region import Reading, Region
from mtm.layouts.sheet import Sheet, text_of, valueish
from mtm.model.cell import Cell, Content
from mtm.model.finding import Finding, Place, Severity
from mtm.model.labelled import Labelled, SetAside
from mtm.model.observation import Delivery
from mtm.workspace.source import Sentence, Source, Table

_SHOWN = 5  # places named in one finding
_SEEN = 300  # characters of what was seen

_SEVERITIES = {
    "sheet_hidden": Severity.NOTE,
    "sheet_unread": Severity.NOTE,
    "cells_hidden": Severity.WARNING,
    "total_unclear": Severity.QUESTION,
    "table_twice": Severity.WARNING,
}


def missing(
    content: Content,
    source: Source,
    delivery: Delivery,
    tables: Sequence[Table],
    sentences: Sequence[Sentence],
    rows: Sequence[Labelled],
) -> list[Finding]:
    """Declared tables and sentences not found; a delivery of which nothing was found stops the release."""
    parts: list[Table | Sentence] = [*tables, *(s for s in sentences if not any(row.table == s.id for row in rows))]
    if rows and not parts:
        return []
    saw = seen(content)
    if not rows:
        wanted = "; ".join(f"{t.id}: {looked_for(t)}" for t in parts) or "nothing: no table is declared for it"
        place = Place(delivery.path)
        return [Finding.make("form_unknown", Severity.WARNING, place, source=source.id, looked_for=wanted, saw=saw)]
    return [
        Finding.make(
            f"{_kind(part)}_absent" if part.optional else f"{_kind(part)}_not_found",
            Severity.NOTE if part.optional else Severity.WARNING,
            Place(delivery.path),
            source=source.id,
            table=part.id,
            looked_for=looked_for(part),
            saw=saw,
        )
        for part in parts
    ]


def _kind(part: Table | Sentence) -> str:
    return "sentence" if isinstance(part, Sentence) else "table"


def looked_for(part: Table | Sentence) -> str:
    """The texts by which a table or sentence is found."""
    if isinstance(part, Sentence):
        return part.pattern
    columns = [c for c in (*part.label_columns, *(c for c in part.columns if not c.labels_rows)) if c.heading]
    texts = [" or ".join(c.heading) for c in columns if c.role not in ("skip", "note")]
    where = [f"sheet {' or '.join(part.sheet)}"] if part.sheet else []
    where += [f"title {' or '.join(part.title)}"] if part.title else []
    where += [f"under {' or '.join(part.heading)}"] if part.heading else []
    return ", ".join([*where, *texts]) or f"rows of {part.rows}"


def seen(content: Content) -> str:
    """What stands in a file instead: the fullest line of text of each sheet, or the first paragraphs."""
    lines = [f"{grid.name}: {_fullest(Sheet(grid))}".strip(": ") for grid in content.grids if grid.rows]
    lines = lines or [p.text for p in content.paragraphs[:3]]
    text = "; ".join(lines)
    return text[:_SEEN] + ("…" if len(text) > _SEEN else "")


def _fullest(sheet: Sheet) -> str:
    lines = [[t for c in sheet.row(row) if (t := text_of(c))] for row in sheet.rows[:40]]
    worded = [[t for t in line if not t.replace(" ", "").isdigit()] for line in lines]
    fullest = max(range(len(worded)), key=lambda n: len(worded[n]), default=None)
    return " | ".join(worded[fullest]) if fullest is not None else ""


def columns(region: Region, delivery: Delivery) -> list[Finding]:
    """Declared columns that the table does not have, and headings that stand several times."""
    taken = [p.declared for p in region.block.places if p.declared is not None]
    absent = [
        c
        for c in region.table.columns
        if c.heading and c not in taken and not c.optional and c.role not in ("skip", "note")
    ]
    place = Place(delivery.path, region.sheet.name, f"row {region.block.bottom}")
    headings = " | ".join(p.heading for p in region.block.places if p.heading)
    made = [
        _made(
            "column_missing", Severity.WARNING, [place], region, delivery, heading=" or ".join(c.heading), saw=headings
        )
        for c in absent
        if c.heading[0] not in region.block.twice
    ]
    return made + [
        _made("column_twice", Severity.WARNING, [place], region, delivery, heading=heading)
        for heading in region.block.twice
    ]


def unfilled(region: Region, reading: Reading, delivery: Delivery) -> list[Finding]:
    """Columns of values that hold nothing at all: an empty column says nothing, not even that values are missing."""
    filled = {value.cell.column for value in reading.values}
    return [
        _made(
            "column_empty",
            Severity.NOTE,
            [Place(delivery.path, region.sheet.name, p.address)],
            region,
            delivery,
            heading=p.heading,
        )
        for p in region.block.values
        if p.column not in filled and region.data and not p.alike
    ]


def headings(region: Region, reading: Reading, delivery: Delivery) -> list[Finding]:
    """Rows without values whose label is neither a declared group nor a known item: what follows has no group."""
    cells = [cell for cell, use in reading.used if use == "heading_unknown"]
    return [
        _made(
            "heading_unknown",
            Severity.NOTE,
            [_place(delivery, region.sheet.name, c)],
            region,
            delivery,
            label=text_of(c),
        )
        for c in cells
    ]


def twice(region: Region, read: Sequence[Region], delivery: Delivery) -> Finding:
    """A table whose headings stand in a second place too."""
    first = read[0].block.bottom if read else 0
    place = Place(delivery.path, region.sheet.name, f"row {region.block.bottom}")
    return _made("table_twice", Severity.WARNING, [place], region, delivery, first=first, second=region.block.bottom)


def set_aside(cells: Iterable[SetAside], delivery: Delivery) -> list[Finding]:
    """One finding per sheet and reason for what was set aside."""
    grouped: dict[tuple[str, str, str], list[SetAside]] = {}
    for aside in cells:
        grouped.setdefault((aside.sheet, aside.reason, aside.table), []).append(aside)
    return [_aside(key, group, delivery) for key, group in grouped.items() if key[1] not in ("table_twice",)]


def _aside(key: tuple[str, str, str], group: Sequence[SetAside], delivery: Delivery) -> Finding:
    sheet, reason, table = key
    values = sum(valueish(a.cell) for a in group)
    severity = _SEVERITIES.get(reason, Severity.WARNING if values else Severity.NOTE)
    labels = ", ".join(dict.fromkeys(a.label for a in group if a.label))
    return Finding.make(
        reason,
        severity,
        *(_place(delivery, sheet, a.cell) for a in group[:_SHOWN]),
        source=delivery.source,
        table=table,
        count=len(group),
        values=values,
        label=labels[:_SEEN],
        texts=" | ".join(text_of(a.cell) for a in group[:_SHOWN])[:_SEEN],
    )


def paragraph(cell: Cell, delivery: Delivery) -> Finding:
    """A paragraph with numbers that no declared sentence reads."""
    place = Place(delivery.path, "", cell.address, cell.text)
    return Finding.make("paragraph_unread", Severity.NOTE, place, source=delivery.source, text=cell.text[:_SEEN])


def _place(delivery: Delivery, sheet: str, cell: Cell) -> Place:
    return Place(delivery.path, sheet, cell.address, cell.text)


def _made(
    rule: str, severity: str, places: Sequence[Place], region: Region, delivery: Delivery, **params: object
) -> Finding:
    said = {name: str(value) for name, value in params.items()}
    return Finding.make(rule, severity, *places, source=delivery.source, table=region.table.id, **said)
