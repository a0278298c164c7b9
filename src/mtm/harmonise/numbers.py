"""The value of a cell: stored numbers with the decimals they show, typed numbers by the signs of their whole column.

Scope: one cell at a time, with what its column has settled. Marks of absence become statuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mtm.kit.numbers import Number, Reading, Refusal, infer_decimal, read_number
from mtm.model.cell import Cell


def read_cell(cell: Cell, decimal: str, marks: Mapping[str, str]) -> Reading:
    """The number or mark in a cell. A stored number counts as stored; the text beside it says its decimals."""
    if cell.error:
        return Refusal(cell.error, "cell_error")
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        return stored(Decimal(cell.value), cell.text)
    return read_number(cell.text, decimal=decimal, marks=marks)


def stored(value: Decimal, text: str) -> Number:
    """A stored number and the decimals with which the sheet shows it: 0.614 shown as "61.4%" is 61.4 per cent."""
    percent = text.strip().endswith("%")
    shown = value * 100 if percent else value
    for sign in (".", ","):
        reading = read_number(text, decimal=sign)
        if isinstance(reading, Number) and abs(reading.value - shown) * 2 <= Decimal(1).scaleb(-reading.decimals):
            return Number(shown, reading.decimals, percent, reading.notes)
    exponent = shown.normalize().as_tuple().exponent
    return Number(shown, max(0, -exponent) if isinstance(exponent, int) else 0, percent)


def decimal_sign(cells: Iterable[Cell], marks: Mapping[str, str]) -> str:
    """The decimal sign that the typed numbers of a column settle, or ""."""
    typed = [c.text for c in cells if isinstance(c.value, str) and not c.error]
    return infer_decimal(typed, marks=marks) or ""
