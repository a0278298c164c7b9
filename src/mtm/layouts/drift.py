"""How a form has changed: columns that are new, moved, renamed or gone, against its declared or first known shape.

Scope: headings only. What was read from the columns does not depend on it.
"""

from __future__ import annotations

from mtm.kit.names import key
from mtm.layouts.headings import Block, Place, says, spellings
from mtm.layouts.marks import without_marks
from mtm.layouts.sheet import Sheet
from mtm.model.finding import Finding, Severity
from mtm.model.finding import Place as Where
from mtm.model.labelled import Heading, Shape
from mtm.model.observation import Delivery
from mtm.workspace.source import Column, Table


def shape_of(sheet: Sheet, table: Table, block: Block) -> Shape:
    """The columns of a found table, left to right."""
    return Shape(table.id, sheet.name, block.bottom, tuple(_heading(sheet, table, block, p) for p in block.places))


def declared_shape(table: Table) -> Shape | None:
    """The shape that the YAML declares under ``form``; columns are counted from the first."""
    if not table.form:
        return None
    headings = (Heading(n, text, "", _identity(table, (text,)), False) for n, text in enumerate(table.form, 1))
    return Shape(table.id, "", 0, tuple(headings))


def drift(known: Shape, now: Shape, delivery: Delivery) -> tuple[Finding, ...]:
    """What changed from the known shape to this delivery's: column_new, column_moved, column_renamed, column_gone."""
    before = {h.identity: h for h in known.headings}
    after = {h.identity: h for h in now.headings}
    findings = [_new(now, h, delivery) for h in now.headings if h.identity not in before and (h.text or h.values)]
    findings += [_gone(now, h, delivery) for h in known.headings if h.identity not in after and h.text]
    findings += [f for identity, h in after.items() if (f := _changed(now, before.get(identity), h, delivery))]
    if known.row and known.row != now.row:
        findings.append(
            _made("headings_moved", Where(delivery.path, now.sheet), now, delivery, "", was=known.row, to=now.row)
        )
    return tuple(findings)


def _heading(sheet: Sheet, table: Table, block: Block, place: Place) -> Heading:
    below = any(sheet.at(row, place.column) for row in sheet.rows if row > block.bottom)
    return Heading(place.column, place.heading, place.address, _identity(table, place.path, place.declared), below)


def _identity(table: Table, path: tuple[str, ...], declared: Column | None = None) -> str:
    """What a heading is taken for: the declared column, or its own text."""
    texts = [without_marks(text)[0] for text in path]
    for column in (*table.label_columns, *table.columns):
        if column == declared or (declared is None and texts and says(column, spellings(texts[-1]))):
            return f"declared:{column.heading[0] if column.heading else column.role}"
    return key(texts[-1]) if texts else ""


def _letters(column: int) -> str:
    """A, B, … for a column's number; forms of agencies have fewer than 26 columns, beyond them the number is said."""
    return chr(64 + column) if column <= 26 else str(column)


def _changed(now: Shape, old: Heading | None, heading: Heading, delivery: Delivery) -> Finding | None:
    """A column that stands elsewhere or is called otherwise than before."""
    if old is None:
        return None
    where = _where(delivery, now, heading)
    if old.column != heading.column:
        was, to = _letters(old.column), _letters(heading.column)
        return _made("column_moved", where, now, delivery, heading.text, called=old.text, was=was, to=to)
    if key(old.text) != key(heading.text):
        return _made("column_renamed", where, now, delivery, heading.text, called=old.text)
    return None


def _new(now: Shape, heading: Heading, delivery: Delivery) -> Finding:
    rule, severity = ("column_new", Severity.WARNING) if heading.values else ("column_new_empty", Severity.NOTE)
    return _made(rule, _where(delivery, now, heading), now, delivery, heading.text, severity)


def _gone(now: Shape, heading: Heading, delivery: Delivery) -> Finding:
    return _made("column_gone", Where(delivery.path, now.sheet), now, delivery, heading.text)


def _where(delivery: Delivery, now: Shape, heading: Heading) -> Where:
    return Where(delivery.path, now.sheet, heading.address, heading.text)


def _made(
    rule: str,
    where: Where,
    now: Shape,
    delivery: Delivery,
    heading: str,
    severity: str = Severity.NOTE,
    **params: object,
) -> Finding:
    said = {name: str(value) for name, value in params.items()}
    return Finding.make(rule, severity, where, source=delivery.source, table=now.table, heading=heading, **said)
