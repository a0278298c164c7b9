"""Dots with their intervals: one row per category, a dot for each estimate, a line over its interval, n at the right.

Series come in fours or fewer: the estimates, then those with the roles ``lower``, ``upper`` and ``n`` that belong to
them. An estimate without bounds is a dot alone: nothing is drawn that the sample does not say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtm import fonts
from mtm.charts.drawing import axis, ink, key, rows
from mtm.charts.drawing.canvas import ASCENT, LEADING, SMALL, TEXT, Canvas, Run
from mtm.charts.drawing.scale import Scale, spanning
from mtm.charts.drawing.series import Category, align, names, value_run
from mtm.model.blocks import Chart, Point, Series

PAD = 8.0
LINE = TEXT * LEADING
VALUE_SHARE, COUNT_SHARE = 0.25, 0.16
SUPPORT = ("lower", "upper", "n")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One estimate of a row with what belongs to it."""

    point: Point
    lower: Point | None
    upper: Point | None
    count: Point | None
    colour: str

    @property
    def span(self) -> list[Decimal]:
        points = (self.lower, self.point, self.upper)
        return [p.figure.value for p in points if p and p.figure.value is not None]


def paint(chart: Chart, canvas: Canvas) -> None:
    groups = _groups(chart.series)
    dots = [chart.series[group[0]] for group in groups]
    colours = ink.roles(tuple(one.role for one in dots))
    top = max(key.write(canvas, _key(dots, colours)), 2.0)
    categories = align(chart.series)
    labels = [category.label for category in categories]
    marks = [_marks(category, groups, chart.series, colours) for category in categories]
    counts = _count_width(canvas, marks)
    column, values = rows.label_width(canvas, labels), _value_width(canvas, marks)
    right = canvas.width - counts - values - 2 * PAD
    scale = spanning([v for row in marks for m in row for v in m.span], column + PAD, max(right, column + 3 * PAD))
    ticks = axis.ValueAxis(canvas, scale)
    at = len(canvas.parts)
    top = _head(canvas, chart.series, counts, top)
    bands = rows.stack(canvas, labels, [_height(canvas, row) for row in marks], top)
    for band, row in zip(bands, marks, strict=True):
        _row(canvas, scale, band, row, counts)
    end = bands[-1].top + bands[-1].height + 4
    ticks.grid(at, top - 2, end, zero_behind=True)
    canvas.height = ticks.write(end, chart.axis)


def _groups(series: Sequence[Series]) -> list[list[int]]:
    """The places of series that belong together, the estimates first; support without estimates stands alone."""
    groups: list[list[int]] = []
    for n, one in enumerate(series):
        if one.role in SUPPORT and groups:
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _key(dots: Sequence[Series], colours: Sequence[str]) -> list[tuple[Run, str, str]]:
    """A single estimate needs no key."""
    if len(dots) < 2:
        return []
    return [(name, colour, "dot") for name, colour in zip(names(dots), colours, strict=True)]


def _marks(
    category: Category, groups: Sequence[Sequence[int]], series: Sequence[Series], colours: Sequence[str]
) -> list[_Mark]:
    made = []
    for group, colour in zip(groups, colours, strict=True):
        point = category.points[group[0]]
        if point is None:
            continue
        parts = {series[n].role: category.points[n] for n in group[1:]}
        made.append(_Mark(point, parts.get("lower"), parts.get("upper"), parts.get("n"), colour))
    return made


def _value_width(canvas: Canvas, marks: Sequence[Sequence[_Mark]]) -> float:
    limit = VALUE_SHARE * canvas.width
    texts = [m.point.text for row in marks for m in row]
    return max((fonts.measure(line, TEXT) for text in texts for line in canvas.lines(text, limit)), default=0.0)


def _count_width(canvas: Canvas, marks: Sequence[Sequence[_Mark]]) -> float:
    limit = COUNT_SHARE * canvas.width
    texts = [m.count.text for row in marks for m in row if m.count]
    return max((fonts.measure(line, SMALL) for text in texts for line in canvas.lines(text, limit, SMALL)), default=0.0)


def _head(canvas: Canvas, series: Sequence[Series], counts: float, top: float) -> float:
    """The name of the column of counts above it, where there is one."""
    named = next((one for one in series if one.role == "n"), None)
    if named is None or not counts:
        return top
    lines = canvas.lines(named.name, COUNT_SHARE * canvas.width, SMALL)
    for n, line in enumerate(lines):
        y = top + ASCENT * SMALL + n * SMALL * LEADING
        canvas.text(Run(line, named.name_kind), canvas.width, y, size=SMALL, anchor="end", tone="grey")
    return top + len(lines) * SMALL * LEADING + 4


def _height(canvas: Canvas, row: Sequence[_Mark]) -> float:
    return max(sum(_lines(canvas, mark) for mark in row), 1) * LINE + 2


def _lines(canvas: Canvas, mark: _Mark) -> int:
    values = len(canvas.lines(mark.point.text, VALUE_SHARE * canvas.width))
    counts = len(canvas.lines(mark.count.text, COUNT_SHARE * canvas.width, SMALL)) if mark.count else 1
    return max(values, counts, 1)


def _row(canvas: Canvas, scale: Scale, band: rows.Band, row: Sequence[_Mark], counts: float) -> None:
    """The estimates of one category under one another, each with its interval, its value and its n."""
    top = band.top
    for mark in row:
        high = _lines(canvas, mark) * LINE
        middle = top + high / 2
        _interval(canvas, scale, mark, middle)
        _texts(canvas, mark, middle, counts)
        top += high


def _interval(canvas: Canvas, scale: Scale, mark: _Mark, y: float) -> None:
    bounds = [p.figure.value for p in (mark.lower, mark.upper) if p and p.figure.value is not None]
    if len(bounds) == 2:
        low, high = (scale.at(value) for value in bounds)
        canvas.line(low, y, high, y, mark.colour, wide=2)
        for x in (low, high):
            canvas.line(x, y - 3, x, y + 3, mark.colour, wide=1)
    if mark.point.figure.value is not None:
        canvas.dot(scale.at(mark.point.figure.value), y, 4.0, mark.colour)


def _texts(canvas: Canvas, mark: _Mark, middle: float, counts: float) -> None:
    right = canvas.width - counts - (PAD if counts else 0)
    tone = "grey" if mark.point.figure.value is None else "ink"
    _stack(canvas, value_run(mark.point), VALUE_SHARE, TEXT, (right, middle), tone)
    if mark.count:
        _stack(canvas, value_run(mark.count), COUNT_SHARE, SMALL, (canvas.width, middle), "grey")


def _stack(canvas: Canvas, run: Run, share: float, size: float, place: tuple[float, float], tone: str) -> None:
    """A text in lines that end at a place, around its height."""
    lines = canvas.lines(run.text, share * canvas.width, size)
    first = place[1] - len(lines) * LINE / 2 + ASCENT * size + 1
    for n, line in enumerate(lines):
        canvas.text(run._replace(text=line), place[0], first + n * LINE, size=size, anchor="end", tone=tone)
