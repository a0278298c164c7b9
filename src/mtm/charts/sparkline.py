"""Sparklines: a small line without numbers beside a headline value; the last point is marked."""

from __future__ import annotations

from collections.abc import Sequence

from mtm.charts.drawing.canvas import Canvas
from mtm.charts.drawing.scale import Scale
from mtm.charts.drawing.times import positions
from mtm.model.blocks import Chart
from mtm.model.figure import Figure

HEIGHT = 22.0
PAD = 3.0


def paint(chart: Chart, canvas: Canvas) -> None:
    canvas.height = HEIGHT
    for series in chart.series:
        trace([point.figure for point in series.points], canvas, series.role)


def trace(figures: Sequence[Figure], canvas: Canvas, role: str = "first") -> None:
    """Draw the figures from left to right, true to time; gaps stay open. The scale runs from lowest to highest."""
    values = [figure.value for figure in figures if figure.value is not None]
    if not values:
        return
    low, high = min(values), max(values)
    scale = Scale(low, high if high > low else low + 1, HEIGHT - PAD, PAD if high > low else HEIGHT - PAD)
    codes = [figure.period.code if figure.period else "" for figure in figures]
    places = positions(codes, PAD, canvas.width - PAD)
    canvas.line(0, HEIGHT - 0.5, canvas.width, HEIGHT - 0.5, "grid")
    piece: list[tuple[float, float]] = []
    for x, figure in [*zip(places, figures, strict=True), (0.0, None)]:
        if figure is not None and figure.value is not None:
            piece.append((x, scale.at(figure.value)))
            continue
        _piece(canvas, piece, role)
        piece = []
    last = [(x, f.value) for x, f in zip(places, figures, strict=True) if f.value is not None][-1]
    canvas.dot(last[0], scale.at(last[1]), 2.5, role)


def _piece(canvas: Canvas, piece: Sequence[tuple[float, float]], role: str) -> None:
    if len(piece) == 1:
        canvas.dot(*piece[0], 1.5, role)
    elif piece:
        canvas.path(piece, role, wide=1.5)
