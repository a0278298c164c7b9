"""The model's values as rows of plain text, and back, exactly.

Scope: Decimals, dates, periods and cells survive to the last digit; a row's text is also what its checksum covers.
Shapes: a row is a list of texts and None. Pairs and nested values are JSON inside a text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mtm.model.cell import Cell, Scalar
from mtm.model.finding import Finding, Place
from mtm.model.labelled import Heading, SetAside, Shape
from mtm.model.observation import Observation, Origin
from mtm.model.period import Period

Row = list[str | None]

OBSERVATION = (
    *("key", "said", "indicator", "period", "period_start", "period_end", "instant", "ref_area", "counterpart_area"),
    *("breakdown", "value", "unit_measure", "obs_status", "decimals", "vintage", "attributes"),
    *("source", "file", "sha256", "sheet", "cell", "raw", "label"),
)
FINDING = ("rule", "severity", "source", "indicator", "period", "places", "params")
SET_ASIDE = (
    *("sheet", "address", "cell_row", "cell_column", "cell_text", "kind", "value", "error", "reason", "labelled_table"),
    "label",
)
SHAPE = ("labelled_table", "sheet", "heading_row", "headings")


def observation_row(o: Observation) -> Row:
    """All of an observation; ``key`` and ``said`` are what vintages are compared by."""
    period = o.time_period
    origin = o.origin
    key = [o.indicator, o.ref_area, o.counterpart_area, o.breakdown, origin.source, period.code]
    value = None if o.value is None else f"{o.value.normalize():f}"
    return [
        *(_json(key), _json([value, o.unit_measure, o.obs_status])),
        *(o.indicator, period.code, period.start.isoformat(), period.end.isoformat(), str(period.instant)),
        *(o.ref_area, o.counterpart_area, _json(o.breakdown), None if o.value is None else str(o.value)),
        *(o.unit_measure, o.obs_status, str(o.decimals), o.vintage.isoformat(), _json(o.attributes)),
        *(origin.source, origin.file, origin.sha256, origin.sheet, origin.cell, origin.raw, origin.label),
    ]


def observation(row: Sequence[Any]) -> Observation:
    (_, _, indicator, _, start, end, instant, ref_area, counterpart_area) = row[:9]
    breakdown, value, unit, status, decimals, vintage, attributes = row[9:16]
    return Observation(
        indicator=indicator,
        time_period=Period(date.fromisoformat(start), date.fromisoformat(end), _TRUTHS[instant]),
        ref_area=ref_area,
        counterpart_area=counterpart_area,
        breakdown=_pairs(breakdown),
        value=None if value is None else Decimal(value),
        unit_measure=unit,
        obs_status=status,
        decimals=int(decimals),
        vintage=date.fromisoformat(vintage),
        origin=Origin(*row[16:23]),
        attributes=_pairs(attributes),
    )


def finding_row(f: Finding) -> Row:
    places = [[place.file, place.sheet, place.cell, place.value] for place in f.places]
    return [f.rule, f.severity, f.source, f.indicator, f.period, _json(places), _json(f.params)]


def finding(row: Sequence[Any]) -> Finding:
    rule, severity, source, indicator, period, places, params = row
    found = tuple(Place(*place) for place in json.loads(places))
    return Finding(rule, severity, found, _pairs(params), source, indicator, period)


def set_aside_row(s: SetAside) -> Row:
    cell = s.cell
    kind, value = _scalar(cell.value)
    place: Row = [s.sheet, cell.address, str(cell.row), str(cell.column)]
    return [*place, cell.text, kind, value, cell.error, s.reason, s.table, s.label]


def set_aside(row: Sequence[Any]) -> SetAside:
    sheet, address, line, column, text, kind, value, error, reason, table, label = row
    cell = Cell(int(line), int(column), address, text, _SCALARS[kind](value), error)
    return SetAside(sheet, cell, reason, table, label)


def shape_row(s: Shape) -> Row:
    headings = [[h.column, h.text, h.address, h.identity, h.values] for h in s.headings]
    return [s.table, s.sheet, str(s.row), _json(headings)]


def shape(row: Sequence[Any]) -> Shape:
    table, sheet, line, headings = row
    return Shape(table, sheet, int(line), tuple(Heading(*heading) for heading in json.loads(headings)))


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_TRUTHS = {"True": True, "False": False}

_SCALARS: dict[str, Callable[[Any], Scalar]] = {
    "none": lambda _: None,
    "bool": lambda text: _TRUTHS[text],
    "int": int,
    "decimal": Decimal,
    "text": str,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


def _scalar(value: Scalar) -> tuple[str, str | None]:
    if value is None:
        return "none", None
    if isinstance(value, bool):
        return "bool", str(value)
    if isinstance(value, datetime):
        return "moment", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    return {int: "int", Decimal: "decimal", str: "text"}[type(value)], str(value)


def _json(value: object) -> str:
    return _ENCODE(value)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text))
