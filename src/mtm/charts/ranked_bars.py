"""Ranked bars: one bar per category, in the order given, with its value at its end."""

from __future__ import annotations

from mtm.charts.drawing import bars
from mtm.charts.drawing.canvas import Canvas, Run
from mtm.charts.drawing.series import value_run
from mtm.model.blocks import Chart, Point


def paint(chart: Chart, canvas: Canvas) -> None:
    points = [(point, one.role) for one in chart.series for point in one.points]
    focus = any(point.role == "focus" for point, _ in points)
    rows = [
        bars.BarRow(
            Run(point.label, point.label_kind),
            (bars.Bar(point.figure.value, value_run(point), _colour(point, role, focus)),),
        )
        for point, role in points
    ]
    canvas.height = bars.draw(canvas, rows, 2.0, chart.axis)


def _colour(point: Point, role: str, focus: bool) -> str:
    """One colour for all; grey for the rest, and for everything but the point in focus."""
    if point.role == "rest" or (focus and point.role != "focus"):
        return "rest"
    return "balance" if point.role == "total" else role
