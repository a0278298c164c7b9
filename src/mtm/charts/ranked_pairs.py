"""Ranked pairs: two bars or more per category (arrivals and departures), on one axis, in the order given."""

from __future__ import annotations

from mtm.charts.drawing import bars, ink, key
from mtm.charts.drawing.canvas import Canvas
from mtm.charts.drawing.series import Category, align, names, value_run
from mtm.model.blocks import Chart


def paint(chart: Chart, canvas: Canvas) -> None:
    colours = ink.roles(tuple(one.role for one in chart.series))
    entries = [(name, colour, "bar") for name, colour in zip(names(chart.series), colours, strict=True)]
    top = key.write(canvas, entries)
    rows = [bars.BarRow(category.label, _bars(category, colours)) for category in align(chart.series)]
    canvas.height = bars.draw(canvas, rows, top, chart.axis, thick=10.0)


def _bars(category: Category, colours: tuple[str, ...]) -> tuple[bars.Bar, ...]:
    """The bars of one category; a series that has no point here leaves no bar and no room."""
    return tuple(
        bars.Bar(point.figure.value, value_run(point), colour)
        for point, colour in zip(category.points, colours, strict=True)
        if point is not None
    )
