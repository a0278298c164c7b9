"""Columns: upright bars over a few periods or short categories, from zero.

Where the categories' names do not fit under the columns the chart turns into horizontal bars, which hold any name.
"""

from __future__ import annotations

from decimal import Decimal

from mtm.charts import ranked_pairs
from mtm.charts.drawing import ink, key
from mtm.charts.drawing.canvas import SMALL, Box, Canvas
from mtm.charts.drawing.series import Category, align, names, size, value_run
from mtm.charts.drawing.upright import PLOT, Plot, fits, label_below, try_value
from mtm.model.blocks import Chart, Point

FILL = 0.68  # share of a category's room that its columns take
WIDEST = 44.0


def paint(chart: Chart, canvas: Canvas) -> None:
    categories = align(chart.series)
    labels = [category.label for category in categories]
    named = [label for label in labels if label.kind != "period"]
    if not fits(canvas, named, canvas.width * 0.85 / len(labels) - 4):
        ranked_pairs.paint(chart, canvas)
        return
    colours = ink.roles(tuple(one.role for one in chart.series))
    entries = [(name, colour, "bar") for name, colour in zip(names(chart.series), colours, strict=True)]
    top = key.write(canvas, entries if len(entries) > 1 else [])
    every = [point for category in categories for point in category.points if point]
    plot = Plot(canvas, (point.figure.value for point in every), top, chart.axis, PLOT)
    plot.grid(canvas.width)
    slot = (canvas.width - plot.left) / len(categories)
    places = [plot.left + slot * (n + 0.5) for n in range(len(categories))]
    columns = [
        c for at, category in zip(places, categories, strict=True) for c in _columns(category, colours, at, slot)
    ]
    _draw(plot, columns)
    canvas.height = label_below(canvas, labels, places, plot.bottom + 6) + 2


_Column = tuple[Point, str, float, float]


def _columns(category: Category, colours: tuple[str, ...], middle: float, slot: float) -> list[_Column]:
    """The columns of one category side by side: point, colour, left edge, width."""
    count = len(colours)
    wide = min(slot * FILL / count, WIDEST)
    left = middle - wide * count / 2
    return [
        (point, colour, left + n * wide, wide - (1 if wide > 3 else 0))
        for n, (point, colour) in enumerate(zip(category.points, colours, strict=True))
        if point is not None
    ]


def _draw(plot: Plot, columns: list[_Column]) -> None:
    """All columns first, then their values: the largest before the others, so that they get their place."""
    canvas, zero = plot.canvas, plot.scale.at(Decimal(0))
    solid = []
    for point, colour, left, wide in columns:
        if point.figure.value is not None:
            y = plot.scale.at(point.figure.value)
            role = "rest" if point.role == "rest" else colour
            canvas.rect(left, min(y, zero), wide, max(abs(y - zero), 0.5), role, edge=role == "rest")
            solid.append(Box(left, min(y, zero) - 0.5, left + wide, max(y, zero) + 0.5))
    for point, _, left, wide in sorted(columns, key=lambda column: -size(column[0])):
        y = plot.scale.at(point.figure.value or Decimal(0))
        above = (point.figure.value or 0) >= 0
        try_value(canvas, value_run(point), left + wide / 2, [y - 4 if above else y + SMALL + 2], solid)
