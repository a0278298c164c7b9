"""Lines over time: up to four series, named and valued at their ends; a gap in the data is a gap in the line.

Periods stand where they lie in time as far as their codes say so, so that a missing quarter leaves its room empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from mtm.charts.drawing import ends, ink, key
from mtm.charts.drawing.canvas import SMALL, Box, Canvas
from mtm.charts.drawing.rows import NARROW
from mtm.charts.drawing.series import Category, align, names, size, value_run
from mtm.charts.drawing.times import positions
from mtm.charts.drawing.upright import PLOT, Plot, label_below, try_value
from mtm.model.blocks import Chart, Point, Series

DASHES = ("", "6 2.5", "2 2", "8 2 2 2")
MARKED = 16  # with more periods than this only the highest and the lowest value are written


class _Mark(NamedTuple):
    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class _Line:
    """One series on the paper; None stands where it has no value."""

    colour: str
    dash: str
    marks: tuple[_Mark | None, ...]

    @property
    def known(self) -> list[_Mark]:
        return [mark for mark in self.marks if mark]

    @property
    def pieces(self) -> list[list[_Mark]]:
        """Runs of neighbouring points; a gap ends one and begins another."""
        pieces: list[list[_Mark]] = [[]]
        for mark in self.marks:
            if mark:
                pieces[-1].append(mark)
            elif pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if piece]


def paint(chart: Chart, canvas: Canvas) -> None:
    series = tuple(one for one in chart.series if any(p.figure.value is not None for p in one.points))
    categories = align(series)
    colours = ink.roles(tuple(one.role for one in series))
    beside = canvas.width >= NARROW and len(series) > 1
    labels = [ends.end_of(canvas, one, beside) for one in series]
    top = 2.0 if beside or len(series) == 1 else _key(canvas, series, colours)
    height = max(PLOT, sum(label.height for label in labels) + 16)
    plot = Plot(canvas, (p.figure.value for c in categories for p in c.points if p), top, chart.axis, height)
    right = canvas.width - max(label.width for label in labels) - 10
    plot.grid(right)
    places = positions([_code(category) for category in categories], plot.left + 8, right - 4)
    _breaks(plot, categories, places)
    lines = [_line(plot, n, categories, places, colour) for n, colour in enumerate(colours)]
    for line in lines:
        _draw(canvas, line)
    ends.write(canvas, labels, right + 6, [line.known[-1].y for line in lines], plot.top, plot.bottom)
    _write_values(canvas, lines)
    canvas.height = label_below(canvas, [c.label for c in categories], places, plot.bottom + 6) + 2


def _code(category: Category) -> str:
    return next(point.code for point in category.points if point)


def _key(canvas: Canvas, series: Sequence[Series], colours: Sequence[str]) -> float:
    """Narrow paper has no room for names at the line ends: they go into a key above."""
    return key.write(canvas, [(name, colour, "line") for name, colour in zip(names(series), colours, strict=True)])


def _line(plot: Plot, n: int, categories: Sequence[Category], places: Sequence[float], colour: str) -> _Line:
    marks = []
    for category, x in zip(categories, places, strict=True):
        point = category.points[n]
        known = point is not None and point.figure.value is not None
        marks.append(_Mark(x, plot.scale.at(point.figure.value), point) if known else None)  # type: ignore[union-attr, arg-type]
    return _Line(colour, DASHES[n % len(DASHES)], tuple(marks))


def _breaks(plot: Plot, categories: Sequence[Category], places: Sequence[float]) -> None:
    """An upright dashed line before a period from which on the series counts differently."""
    for n, category in enumerate(categories):
        if any(point and point.role == "break" for point in category.points):
            x = (places[n] + places[n - 1]) / 2 if n else places[n] - 4
            plot.canvas.line(x, plot.top, x, plot.bottom, "axis", wide=0.75, dash="3 2")


def _draw(canvas: Canvas, line: _Line) -> None:
    for piece in line.pieces:
        if len(piece) > 1:
            canvas.path([(mark.x, mark.y) for mark in piece], line.colour, dash=line.dash)
    dotted = line.known if len(line.marks) <= MARKED else [line.known[-1], *(p[0] for p in line.pieces if len(p) == 1)]
    for mark in dotted:
        canvas.dot(mark.x, mark.y, 2.5, line.colour)


def _write_values(canvas: Canvas, lines: Sequence[_Line]) -> None:
    """Values beside their points wherever neither a text nor a line is in the way; the last stands at the end."""
    solid = [box for line in lines for piece in line.pieces for box in _covered(piece)]
    marks = [(mark, line) for line in lines for mark in line.known[:-1]]
    for mark, line in sorted(marks, key=lambda pair: -size(pair[0].point)):
        values = [m.point.figure.value or 0 for m in line.known]
        extreme = mark.point.figure.value in (max(values), min(values))
        if extreme or len(line.marks) <= MARKED:
            try_value(canvas, value_run(mark.point), mark.x, [mark.y - 6, mark.y + SMALL + 5], solid)


def _covered(piece: Sequence[_Mark]) -> list[Box]:
    """The line cut into short stretches, each with the rectangle it covers."""
    boxes = [Box(mark.x - 3, mark.y - 3, mark.x + 3, mark.y + 3) for mark in piece]
    for a, b in pairwise(piece):
        steps = max(1, int(max(abs(b.x - a.x), abs(b.y - a.y)) / 6))
        for n in range(steps):
            xs = [a.x + (b.x - a.x) * k / steps for k in (n, n + 1)]
            ys = [a.y + (b.y - a.y) * k / steps for k in (n, n + 1)]
            boxes.append(Box(min(xs), min(ys) - 1, max(xs), max(ys) + 1))
    return boxes
