"""Dumbbells: two dots per category, joined by a bar, for a change between two periods."""

from __future__ import annotations

from decimal import Decimal

from mtm import fonts
from mtm.charts.drawing import axis, ink, key, rows
from mtm.charts.drawing.canvas import TEXT, Canvas, Run
from mtm.charts.drawing.scale import Scale, spanning
from mtm.charts.drawing.series import Category, align, names, value_run
from mtm.model.blocks import Chart, Point

THICK = 13.0
PAD = 8.0
VALUE_SHARE = 0.25


def paint(chart: Chart, canvas: Canvas) -> None:
    categories = align(chart.series)
    colours = ink.roles(tuple(one.role for one in chart.series))
    shapes = _shapes(len(colours))
    top = key.write(canvas, list(zip(names(chart.series), colours, shapes, strict=True)))
    labels = [category.label for category in categories]
    column = rows.label_width(canvas, labels)
    values = [point.figure.value for category in categories for point in category.points if point]
    widest = _widest(canvas, categories)
    scale = spanning(values, column + widest + PAD, canvas.width - widest - PAD)
    marks = axis.ValueAxis(canvas, scale)
    at = len(canvas.parts)
    heights = [max(THICK, _lines(canvas, category) * TEXT * 1.24) for category in categories]
    bands = rows.stack(canvas, labels, heights, top)
    for band, category in zip(bands, categories, strict=True):
        _row(canvas, scale, band, list(zip(category.points, colours, shapes, strict=True)))
    end = bands[-1].top + bands[-1].height + 4
    marks.grid(at, top - 2, end, zero_behind=True)
    canvas.height = marks.write(end, chart.axis)


def _shapes(count: int) -> list[str]:
    """The first period is hollow, later ones are full: they differ in grey too."""
    return ["hollow", *["dot"] * (count - 1)]


def _widest(canvas: Canvas, categories: tuple[Category, ...]) -> float:
    """The room that values need on either side."""
    texts = [point.text for category in categories for point in category.points if point]
    limit = VALUE_SHARE * canvas.width
    return max(fonts.measure(line, TEXT) for text in texts for line in canvas.lines(text, limit))


def _lines(canvas: Canvas, category: Category) -> int:
    return max(len(canvas.lines(p.text, VALUE_SHARE * canvas.width)) for p in category.points if p)


_Dot = tuple[Point | None, str, str]


def _row(canvas: Canvas, scale: Scale, band: rows.Band, dots: list[_Dot]) -> None:
    """One category: the joining bar, the dots, the lowest value on the left and the highest on the right."""
    known = [(scale.at(p.figure.value), p, c, s) for p, c, s in dots if p and p.figure.value is not None]
    y = band.middle
    if not known:
        _value(canvas, dots[0][0], scale.at(Decimal(0)) + PAD, y, "start")
        return
    low, high = min(known, key=lambda dot: dot[0]), max(reversed(known), key=lambda dot: dot[0])
    canvas.line(low[0], y, high[0], y, "rest", wide=4)
    for x, _, colour, shape in known:
        canvas.dot(x, y, 4.0, colour, hollow=shape == "hollow")
    if low[1] is not high[1]:
        _value(canvas, low[1], low[0] - PAD, y, "end")
    _value(canvas, high[1], high[0] + PAD, y, "start")


def _value(canvas: Canvas, point: Point | None, x: float, middle: float, anchor: str) -> None:
    if point is None:
        return
    lines = canvas.lines(point.text, VALUE_SHARE * canvas.width)
    first = middle - len(lines) * TEXT * 1.24 / 2 + TEXT * 0.8 + 1
    run = value_run(point)
    tone = "grey" if point.figure.value is None else "ink"
    for n, line in enumerate(lines):
        canvas.text(Run(line, run.kind, run.figure), x, first + n * TEXT * 1.24, anchor=anchor, tone=tone, backed=True)
