"""The key above a chart: a swatch and a name for each colour, over as many lines as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from mtm import fonts
from mtm.charts.drawing.canvas import LEADING, TEXT, Canvas, Run

SWATCH = 9.0
BETWEEN = 16.0
LINE = TEXT * LEADING + 1


def write(canvas: Canvas, names: Sequence[tuple[Run, str, str]], top: float = 0.0) -> float:
    """Write (name, colour, shape) entries and give back where the chart may begin.

    ``shape`` is "bar", "dot", "hollow" or "line". A single series needs no key: its name is in the subtitle.
    """
    x, y = 0.0, top
    for name, role, shape in names:
        lines = canvas.lines(name.text, canvas.width - SWATCH - 4)
        wide = SWATCH + 4 + max(fonts.measure(line, TEXT) for line in lines)
        if x and x + wide > canvas.width:
            x, y = 0.0, y + LINE
        _swatch(canvas, x, y, role, shape)
        for n, line in enumerate(lines):
            canvas.text(name._replace(text=line), x + SWATCH + 4, y + n * LINE + 8)
        x += wide + BETWEEN
        y += (len(lines) - 1) * LINE
    return y + LINE + 6 if names else top


def _swatch(canvas: Canvas, x: float, y: float, role: str, shape: str) -> None:
    middle = y + SWATCH / 2
    if shape == "bar":
        canvas.rect(x, y, SWATCH, SWATCH, role, edge=role == "rest")
    elif shape == "line":
        canvas.line(x, middle, x + SWATCH, middle, role, wide=2)
    else:
        canvas.dot(x + SWATCH / 2, middle, 3.5, role, hollow=shape == "hollow")
