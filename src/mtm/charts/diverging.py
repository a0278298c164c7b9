"""Diverging bars: what came runs to the right, what left runs to the left, from one zero and on one scale.

Scope: the first series goes right, the second left; a third (the balance) becomes a dot, with its value in a column of
its own on the right. Values are drawn by their size, so the second series is given as positive numbers, as in tables.
A negative value runs the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtm import fonts
from mtm.charts.drawing import axis, ink, key, rows
from mtm.charts.drawing.canvas import ASCENT, LEADING, TEXT, Canvas
from mtm.charts.drawing.scale import Scale, spanning
from mtm.charts.drawing.series import Category, align, names, value_run
from mtm.model.blocks import Chart, Point

THICK = 12.0
PAD = 6.0
VALUE_SHARE = 0.25  # of the room beside the labels, for the values on each of three sides
LINE = TEXT * LEADING


def paint(chart: Chart, canvas: Canvas) -> None:
    categories = align(chart.series)
    colours = ink.roles(tuple(one.role for one in chart.series))
    shapes = ["bar", "bar", *["dot"] * (len(colours) - 2)][: len(colours)]
    top = key.write(canvas, list(zip(names(chart.series), colours, shapes, strict=True)))
    labels = [category.label for category in categories]
    drawn = [value for category in categories for value in _values(category) if value is not None]
    column = rows.label_width(canvas, labels)
    limit = (canvas.width - column) * VALUE_SHARE
    sides = _Sides(canvas, categories, limit)
    left, right = column + sides.left, canvas.width - sides.right - sides.column
    scale = spanning(drawn, left, right)
    marks = axis.ValueAxis(canvas, scale, unsigned=True)
    at = len(canvas.parts)
    heights = [max(THICK, sides.lines(category) * LINE) for category in categories]
    bands = rows.stack(canvas, labels, heights, top)
    for band, category in zip(bands, categories, strict=True):
        _row(canvas, scale, band, category, colours, limit)
    end = bands[-1].top + bands[-1].height + 4
    marks.grid(at, top - 2, end)
    canvas.height = marks.write(end, chart.axis)


def _values(category: Category) -> list[Decimal | None]:
    """Values as drawn: the second series with its sign turned."""
    known = [point.figure.value if point else None for point in category.points]
    return [-value if n == 1 and value is not None else value for n, value in enumerate(known)]


class _Sides:
    """The room for printed values on the left and right of the bars, and for the column of balances."""

    def __init__(self, canvas: Canvas, categories: Sequence[Category], limit: float) -> None:
        self.canvas, self.limit = canvas, limit
        widths: dict[str, float] = {"left": 0.0, "right": 0.0, "column": 0.0}
        for category in categories:
            for n, (point, value) in enumerate(zip(category.points, _values(category), strict=True)):
                if point:
                    side = _side(n, value)
                    widths[side] = max(widths[side], self.width(point) + PAD)
        self.left, self.right = widths["left"], widths["right"] + 1
        self.column = widths["column"] + PAD if widths["column"] else 0.0

    def width(self, point: Point) -> float:
        return max(fonts.measure(line, TEXT) for line in _text(self.canvas, point, self.limit))

    def lines(self, category: Category) -> int:
        """How many lines the row needs; values on the same side stand under one another."""
        sides: dict[str, int] = {}
        for n, (point, value) in enumerate(zip(category.points, _values(category), strict=True)):
            if point:
                sides[_side(n, value)] = sides.get(_side(n, value), 0) + len(_text(self.canvas, point, self.limit))
        return max(sides.values(), default=1)


def _side(n: int, value: Decimal | None) -> str:
    """On which side of the bars the value of series ``n`` is written."""
    if n > 1:
        return "column"
    if value is None or value == 0:
        return "right" if n == 0 else "left"
    return "right" if value > 0 else "left"


def _text(canvas: Canvas, point: Point, limit: float) -> tuple[str, ...]:
    return canvas.lines(point.text, limit)


def _row(
    canvas: Canvas, scale: Scale, band: rows.Band, category: Category, colours: Sequence[str], limit: float
) -> None:
    zero, top = scale.at(Decimal(0)), band.middle - THICK / 2
    ends: dict[str, list[tuple[Point, float]]] = {"left": [], "right": [], "column": []}
    for n, (point, value) in enumerate(zip(category.points, _values(category), strict=True)):
        x = zero if value is None else scale.at(value)
        if n < 2 and value is not None:
            canvas.rect(min(zero, x), top, max(abs(x - zero), 0.5), THICK, colours[n])
        elif value is not None:
            canvas.dot(x, band.middle, 3.5, colours[n])
        if point:
            ends[_side(n, value)].append((point, x))
    for side, points in ends.items():
        _write(canvas, side, points, zero, band.middle, limit)


def _write(
    canvas: Canvas, side: str, points: list[tuple[Point, float]], zero: float, middle: float, limit: float
) -> None:
    """The values of one side under one another, beyond the longest bar there."""
    lines = [(value_run(p)._replace(text=line), p) for p, _ in points for line in _text(canvas, p, limit)]
    edge = {"left": min([zero, *(x for _, x in points)]) - PAD, "right": max([zero, *(x for _, x in points)]) + PAD}
    x, anchor = (canvas.width, "end") if side == "column" else (edge[side], "end" if side == "left" else "start")
    first = middle - len(lines) * LINE / 2 + ASCENT * TEXT + 1
    for n, (run, point) in enumerate(lines):
        tone = "grey" if point.figure.value is None else "ink"
        canvas.text(run, x, first + n * LINE, anchor=anchor, tone=tone, bold=side == "column")
