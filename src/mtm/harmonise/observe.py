"""From labelled rows to observations: one value at a time, each with its full origin.

Scope: one placed delivery. A value whose name, period, unit or number cannot be read exactly is set aside with a
finding; the others go on. Nothing is filled in, derived or corrected here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mtm.codelists.indicators import units
from mtm.codelists.row_words import words_of
from mtm.harmonise.flags import flagged, remark
from mtm.harmonise.labels import Labels
from mtm.harmonise.numbers import decimal_sign, read_cell
from mtm.harmonise.periods import period_of, rule_with, stated
from mtm.harmonise.problems import Problems, UnreadError
from mtm.harmonise.repeats import without_repeats
from mtm.harmonise.units import Measure, measure
from mtm.kit.names import Names, key
from mtm.kit.numbers import Mark, Number, scaled
from mtm.model.cell import Cell
from mtm.model.labelled import Harmonised, Labelled, Placed
from mtm.model.observation import Delivery, Observation, Origin, Status
from mtm.workspace.indicators import Codes, package_codes
from mtm.workspace.source import Column, Sentence, Source, Table

_NOTE = 400  # characters of a note kept with an observation


@dataclass(frozen=True)
class _Work:
    """One delivery being read: what its labels mean, and the decimal signs that its columns settle."""

    source: Source
    delivery: Delivery
    labels: Labels
    signs: Mapping[tuple[str, str, int], str]


def observe(placed: Placed, source: Source, delivery: Delivery, names: Names, codes: Codes | None = None) -> Harmonised:
    """Turn the labelled values of a delivery into observations.

    ``names`` are the areas' names (package and workspace); ``codes`` the indicators and breakdowns, by default those of
    the package. Every value of ``placed`` ends as an observation or is set aside; blank cells under unread labels are
    passed over.
    """
    labels = Labels(source, names, codes or package_codes())
    work = _Work(source, delivery, labels, _signs(placed, source))
    problems = Problems(delivery)
    read = [(row, found) for row in placed.rows if (found := _read(row, work, problems)) is not None]
    kept = without_repeats(read, problems)
    return Harmonised(tuple(kept), problems.findings, tuple(problems.set_aside))


def _read(row: Labelled, work: _Work, problems: Problems) -> Observation | None:
    try:
        return _observation(row, work, problems)
    except UnreadError as unread:
        problems.refuse(row, unread.rule, **unread.params)
        return None


def _observation(row: Labelled, work: _Work, problems: Problems) -> Observation:
    part = work.source.table(row.table)
    column = _column(row, part)
    indicator = work.labels.indicator(row, part)
    known = work.labels.codes.indicators[indicator].indicator
    counterpart, mended = work.labels.counterpart(row, part)
    area, _ = work.labels.ref_area(row, part)
    unit = measure(row, part, column, known.unit)
    rule = rule_with(part.period, column.period if column else None)
    period = period_of(row, rule, known.nature, work.delivery)
    value, status, decimals = _value(row, work, unit)
    status = flagged(row, part, status, value is not None)
    _remark(row, unit, mended, problems)
    if decimals > 0 and units()[unit.unit].unit.count:
        problems.note(row, "count_not_whole", unit=unit.unit, values=f"{value}")
    return Observation(
        indicator=indicator,
        time_period=period,
        ref_area=area,
        counterpart_area=counterpart,
        breakdown=work.labels.breakdown(row, part),
        value=value,
        unit_measure=unit.unit,
        obs_status=status,
        decimals=decimals,
        vintage=work.delivery.received,
        origin=_origin(row, work.delivery),
        attributes=tuple(sorted(_attributes(row, work.source, part))),
    )


def _column(row: Labelled, part: Table | Sentence) -> Column | None:
    heading = dict(row.settings).get("column")
    columns = part.columns if isinstance(part, Table) and heading else ()
    return next((c for c in columns if c.heading and c.heading[0] == heading), None)


def _value(row: Labelled, work: _Work, unit: Measure) -> tuple[Decimal | None, str, int]:
    """The value in its unit, its status and its decimals. Errors: UnreadError for a text that is not one number."""
    sign = work.signs.get((row.table, row.sheet, row.cell.column), "")
    reading = read_cell(row.cell, sign, work.source.own_marks)
    if isinstance(reading, Mark):
        return None, reading.status, 0
    if not isinstance(reading, Number):
        rule = {"ambiguous": "number_ambiguous", "contradiction": "number_ambiguous", "cell_error": "cell_error"}
        readings = " or ".join(f"{value:f}" for value in reading.readings)
        raise UnreadError(
            rule.get(reading.reason, "number_unread"), text=row.cell.text or reading.text, readings=readings
        )
    if reading.percent and unit.unit not in ("percent", "percentage_points"):
        raise UnreadError("unit_conflict", unit=unit.unit, printed="percent")
    provisional = _provisional(row, work.source)
    status = Status.PROVISIONAL if provisional else Status.NORMAL
    value, decimals = scaled(reading.value, unit.power), reading.decimals - unit.power
    if units()[unit.unit].unit.count and decimals > 0 and value == value.to_integral_value():
        return value.to_integral_value(), status, 0
    return value, status, decimals


def _provisional(row: Labelled, source: Source) -> bool:
    """Whether the source's words for provisional values, or the usual ones, stand in notes, headings or titles."""
    texts = [key(text) for text in (*row.notes, *row.remarks, *row.heading, *row.titles)]
    words = (*(key(word.strip("*/")) for word in source.provisional), *words_of("provisional"))
    return any(word in text for word in words for text in texts)


def _remark(row: Labelled, unit: Measure, mended: str, problems: Problems) -> None:
    if mended:
        problems.note(row, "name_mended", text=row.text("counterpart_area"))
    if unit.note and not row.cell.blank:
        problems.note(row, unit.note, unit=unit.unit, printed=unit.printed)


def _origin(row: Labelled, delivery: Delivery) -> Origin:
    raw = row.cell.text if row.cell.text or row.cell.value is None else str(row.cell.value)
    return Origin(
        delivery.source,
        delivery.path,
        delivery.sha256,
        row.sheet,
        row.cell.address,
        raw or row.cell.error or "",
        row.label,
    )


def _attributes(row: Labelled, source: Source, part: Table | Sentence) -> Iterator[tuple[str, str]]:
    """Pairs beside the value: the agency's group it is listed under, its role as memo, notes, who published it."""
    if row.group and row.role != "subtotal":
        yield "group", f"{source.id}:{row.group}"
    if row.role == "memo":
        yield "role", "memo"
    notes = [text for text in (*row.notes, remark(row, part)) if text]
    if notes:
        yield "note", " ".join(notes)[:_NOTE]
    if row.text("published_by"):
        yield "published_by", row.text("published_by")
    if row.text("compared_with"):
        yield "compared_with", stated(row.text("compared_with")).code


def _signs(placed: Placed, source: Source) -> dict[tuple[str, str, int], str]:
    """The decimal sign of each column: declared for column, table or source, or settled by the column's own cells."""
    columns: dict[tuple[str, str, int], list[Cell]] = {}
    declared: dict[tuple[str, str, int], str] = {}
    for row in placed.rows:
        where = (row.table, row.sheet, row.cell.column)
        part = source.table(row.table)
        column = _column(row, part)
        columns.setdefault(where, []).append(row.cell)
        declared[where] = (column.decimal if column else "") or part.decimal or source.decimal
    return {
        where: declared[where] or decimal_sign(cells, source.own_marks)
        for where, cells in columns.items()
        if cells[0].column or declared[where]
    }
