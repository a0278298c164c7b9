"""Stacked bars: parts of a whole in one bar, with a key that names every part and gives its value.

With several bars the values stand inside their parts where they fit. Parts must not be negative; a chart that has
negative parts is drawn as bars side by side, because a stack of them would show a wrong whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtm import fonts
from mtm.charts import ranked_pairs
from mtm.charts.drawing import axis, ink, key, rows
from mtm.charts.drawing.canvas import ASCENT, LEADING, TEXT, Canvas, Run
from mtm.charts.drawing.scale import Scale, spanning
from mtm.charts.drawing.series import Category, align, names, value_run
from mtm.model.blocks import Chart, Series

ONE = 30.0
MANY = 17.0
LINE = TEXT * LEADING


def paint(chart: Chart, canvas: Canvas) -> None:
    categories = align(chart.series)
    values = [point.figure.value or Decimal(0) for c in categories for point in c.points if point]
    if min(values) < 0:
        ranked_pairs.paint(chart, canvas)
        return
    colours = ink.roles(tuple(one.role for one in chart.series))
    if len(categories) == 1:
        _one(canvas, chart.series, categories[0], colours)
    else:
        _many(canvas, chart, categories, colours)


def _one(canvas: Canvas, series: Sequence[Series], category: Category, colours: Sequence[str]) -> None:
    """One bar over the whole width; name and value of every part in a key below."""
    scale = Scale(Decimal(0), _whole(category) or Decimal(1), 0.0, canvas.width)
    _parts(canvas, scale, category, colours, 0.0, ONE)
    y = ONE + 8.0
    for one, point, colour in zip(series, category.points, colours, strict=True):
        if point:
            y = _entry(canvas, Run(one.name, one.name_kind), value_run(point), colour, y)
    canvas.height = y + 2


def _entry(canvas: Canvas, name: Run, value: Run, colour: str, y: float) -> float:
    """A line of the key: swatch, value in bold, name."""
    canvas.rect(0, y + 1, key.SWATCH, key.SWATCH, colour, edge=colour == "rest")
    x = key.SWATCH + 5
    values = canvas.lines(value.text, canvas.width * 0.4, bold=True)
    inset = x + max(fonts.measure(line, TEXT, bold=True) for line in values) + 6
    named = canvas.lines(name.text, canvas.width - inset)
    for n, line in enumerate(values):
        canvas.text(value._replace(text=line), x, y + ASCENT * TEXT + 2 + n * LINE, bold=True)
    for n, line in enumerate(named):
        canvas.text(name._replace(text=line), inset, y + ASCENT * TEXT + 2 + n * LINE)
    return y + max(len(values), len(named)) * LINE + 3


def _many(canvas: Canvas, chart: Chart, categories: Sequence[Category], colours: Sequence[str]) -> None:
    entries = [(name, colour, "bar") for name, colour in zip(names(chart.series), colours, strict=True)]
    top = key.write(canvas, entries)
    labels = [category.label for category in categories]
    left = rows.label_width(canvas, labels)
    scale = spanning([_whole(category) for category in categories], left, canvas.width - 2)
    marks = axis.ValueAxis(canvas, scale)
    at = len(canvas.parts)
    bands = rows.stack(canvas, labels, [MANY] * len(labels), top)
    for band, category in zip(bands, categories, strict=True):
        _parts(canvas, scale, category, colours, band.top, MANY)
        _inside(canvas, scale, category, colours, band)
    end = bands[-1].top + bands[-1].height + 4
    marks.grid(at, top - 2, end)
    canvas.height = marks.write(end, chart.axis)


def _whole(category: Category) -> Decimal:
    return sum((point.figure.value or Decimal(0) for point in category.points if point), Decimal(0))


def _parts(canvas: Canvas, scale: Scale, category: Category, colours: Sequence[str], top: float, height: float) -> None:
    """The parts from left to right, with a hair of paper between them."""
    sum_before = Decimal(0)
    for point, colour in zip(category.points, colours, strict=True):
        value = (point.figure.value if point else None) or Decimal(0)
        start, end = scale.at(sum_before), scale.at(sum_before + value)
        if value:
            canvas.rect(start, top, max(end - start - 1, 0.3), height, colour, edge=colour == "rest")
        sum_before += value


def _inside(canvas: Canvas, scale: Scale, category: Category, colours: Sequence[str], band: rows.Band) -> None:
    """Values in the middle of their parts, where a part is wide enough."""
    sum_before = Decimal(0)
    for point, colour in zip(category.points, colours, strict=True):
        value = (point.figure.value if point else None) or Decimal(0)
        start, end = scale.at(sum_before), scale.at(sum_before + value)
        if point and value and fonts.measure(canvas.clean(point.text), TEXT) <= end - start - 6:
            tone = "white" if colour in ink.DARK else "black"
            canvas.text(value_run(point), (start + end) / 2, band.middle + 3.2, anchor="middle", tone=tone)
        sum_before += value
