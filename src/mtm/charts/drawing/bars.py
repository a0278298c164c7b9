"""Horizontal bars from a common zero, each with its value at its end.

Used by every kind that compares categories. Bars share one axis; it starts at zero, so lengths may be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtm import fonts
from mtm.charts.drawing import axis, rows
from mtm.charts.drawing.canvas import ASCENT, LEADING, TEXT, Canvas, Run
from mtm.charts.drawing.scale import Scale, spanning

PAD = 4.0
VALUE_SHARE = 0.35  # of the room beside the labels
LINE = TEXT * LEADING


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value (None draws no bar), the printed value and its colour."""

    value: Decimal | None
    text: Run
    role: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """A category with its bars, one under another."""

    label: Run
    bars: tuple[Bar, ...]


def draw(canvas: Canvas, bar_rows: Sequence[BarRow], top: float, unit: str, thick: float = 11.0) -> float:
    """Draw rows of bars from ``top`` down, with axis and values; gives back where the drawing ends."""
    every = [bar for row in bar_rows for bar in row.bars]
    labels = [row.label for row in bar_rows]
    column = rows.label_width(canvas, labels)
    values = [_Value(canvas, bar, (canvas.width - column) * VALUE_SHARE) for bar in every]
    left, right = _room(canvas, values, column)
    scale = spanning((bar.value for bar in every), left, right)
    found = iter(values)
    grouped = [[next(found) for _ in row.bars] for row in bar_rows]
    heights = [sum(value.height(thick) for value in group) for group in grouped]
    axis_marks = axis.ValueAxis(canvas, scale)
    at = len(canvas.parts)
    bands = rows.stack(canvas, labels, heights, top)
    end = bands[-1].top + bands[-1].height + 4 if bands else top
    for band, group in zip(bands, grouped, strict=True):
        _band(canvas, scale, band, group, thick)
    axis_marks.grid(at, top - 2, end)
    return axis_marks.write(end, unit)


class _Value:
    """The printed value of a bar in lines, wrapped only where it is wider than its share of the paper."""

    def __init__(self, canvas: Canvas, bar: Bar, limit: float) -> None:
        self.bar = bar
        self.lines = canvas.lines(bar.text.text, limit)
        self.width = max(fonts.measure(line, TEXT) for line in self.lines) + PAD

    @property
    def negative(self) -> bool:
        return self.bar.value is not None and self.bar.value < 0

    def height(self, thick: float) -> float:
        return max(thick + 1, len(self.lines) * LINE)


def _room(canvas: Canvas, values: Sequence[_Value], column: float) -> tuple[float, float]:
    """Where bars may begin and end, so that the longest values fit beside them."""
    before = max((value.width for value in values if value.negative), default=0.0)
    after = max((value.width for value in values if not value.negative), default=0.0)
    return column + before, canvas.width - after - 1


def _band(canvas: Canvas, scale: Scale, band: rows.Band, values: Sequence[_Value], thick: float) -> None:
    top = band.top
    for value in values:
        height = value.height(thick)
        _bar(canvas, scale, value, top + (height - thick) / 2, thick)
        top += height


def _bar(canvas: Canvas, scale: Scale, value: _Value, top: float, thick: float) -> None:
    zero, bar = scale.at(Decimal(0)), value.bar
    end = zero if bar.value is None else scale.at(bar.value)
    if bar.value is not None:
        canvas.rect(min(zero, end), top, max(abs(end - zero), 0.5), thick, bar.role, edge=bar.role == "rest")
    anchor, x = ("end", end - PAD) if value.negative else ("start", end + PAD)
    first = top + thick / 2 - len(value.lines) * LINE / 2 + ASCENT * TEXT + 1
    for n, line in enumerate(value.lines):
        tone = "grey" if bar.value is None else "ink"
        canvas.text(bar.text._replace(text=line), x, first + n * LINE, anchor=anchor, tone=tone)
