"""Content and findings as plain JSON bytes, and back: how the worker hands over what it read.

Scope: exact both ways, Decimals and dates included. Reading back builds nothing but the model's values and checks
their types, because the worker has been in touch with hostile bytes.
Shapes: a cell is [address] when blank, [address, text] when its value is its text, else [address, text, kind, value].
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mtm.model.cell import Cell, Content, Grid, Merge, Paragraph, Scalar
from mtm.model.finding import Finding, Place

_NONE, _ERROR, _INT, _DECIMAL, _BOOL, _TEXT, _DATE, _MOMENT = "n", "e", "i", "d", "b", "s", "t", "m"


def to_wire(content: Content | None, findings: tuple[Finding, ...]) -> bytes:
    """Plain bytes; characters beyond ASCII are escaped, so that nothing can fail to be encoded."""
    packed = {"content": _pack_content(content) if content else None, "findings": [_pack_finding(f) for f in findings]}
    return json.dumps(packed, separators=(",", ":"), check_circular=False).encode("ascii")


def from_wire(data: bytes) -> tuple[Content | None, tuple[Finding, ...]]:
    """The values behind the bytes. Errors: ValueError, TypeError, KeyError or IndexError for anything malformed."""
    packed = json.loads(data)
    content = packed["content"]
    return (_content(content) if content is not None else None), tuple(_finding(item) for item in packed["findings"])


def _pack_content(content: Content) -> list[Any]:
    paragraphs = [[p.address, p.text, p.style] for p in content.paragraphs]
    return [content.format, [_pack_grid(grid) for grid in content.grids], paragraphs]


def _pack_grid(grid: Grid) -> list[Any]:
    merges = [[m.top, m.left, m.bottom, m.right] for m in grid.merges]
    rows = [[_pack_cell(cell) for cell in row] for row in grid.rows]
    return [grid.name, rows, merges, grid.hidden, sorted(grid.hidden_rows), sorted(grid.hidden_columns), grid.heading]


def _pack_cell(cell: Cell) -> list[Any]:
    value = cell.value
    if cell.error is not None:
        return [cell.address, cell.text, _ERROR, cell.error]
    if value is None:
        return [cell.address, cell.text, _NONE, None] if cell.text else [cell.address]
    if value == cell.text and isinstance(value, str):
        return [cell.address, cell.text]
    return [cell.address, cell.text, *_pack_value(value)]


def _pack_value(value: Scalar) -> tuple[str, Any]:
    if isinstance(value, bool):
        return _BOOL, value
    if isinstance(value, int):
        return _INT, str(value)
    if isinstance(value, Decimal):
        return _DECIMAL, str(value)
    if isinstance(value, datetime):
        return _MOMENT, value.isoformat()
    return (_DATE, value.isoformat()) if isinstance(value, date) else (_TEXT, value)


_VALUES: dict[str, Callable[[Any], Scalar]] = {
    _NONE: lambda _: None,
    _INT: int,
    _DECIMAL: Decimal,
    _BOOL: bool,
    _DATE: date.fromisoformat,
    _MOMENT: datetime.fromisoformat,
}


def _content(packed: Any) -> Content:
    format, grids, paragraphs = packed
    return Content(
        _text(format),
        tuple(_grid(grid) for grid in grids),
        tuple(Paragraph(*(_text(part) for part in paragraph)) for paragraph in paragraphs),
    )


def _grid(packed: Any) -> Grid:
    name, rows, merges, hidden, hidden_rows, hidden_columns, heading = packed
    return Grid(
        _text(name),
        tuple(tuple(_cell(r, c, cell) for c, cell in enumerate(row, start=1)) for r, row in enumerate(rows, start=1)),
        tuple(Merge(*(int(edge) for edge in merge)) for merge in merges),
        bool(hidden),
        frozenset(int(row) for row in hidden_rows),
        frozenset(int(column) for column in hidden_columns),
        _text(heading),
    )


def _cell(row: int, column: int, packed: Any) -> Cell:
    address = _text(packed[0])
    if len(packed) == 1:
        return Cell(row, column, address)
    text = _text(packed[1])
    if len(packed) == 2:
        return Cell(row, column, address, text, text)
    kind, value = packed[2], packed[3]
    if kind == _ERROR:
        return Cell(row, column, address, text, None, _text(value))
    return Cell(row, column, address, text, _text(value) if kind == _TEXT else _VALUES[kind](value))


def _pack_finding(finding: Finding) -> list[Any]:
    places = [[p.file, p.sheet, p.cell, p.value] for p in finding.places]
    params = [list(pair) for pair in finding.params]
    return [finding.rule, finding.severity, places, params, finding.source, finding.indicator, finding.period]


def _finding(packed: Any) -> Finding:
    rule, severity, places, params, *rest = packed
    return Finding(
        _text(rule),
        _text(severity),
        tuple(Place(*(_text(part) for part in place)) for place in places),
        tuple((_text(name), _text(value)) for name, value in params),
        *(_text(part) for part in rest),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {str(value)[:40]}")
    return value
