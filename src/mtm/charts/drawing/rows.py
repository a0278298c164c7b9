"""Horizontal rows: a label on the left, or above where the paper is narrow, and room for marks beside it.

Scope: where rows and their labels stand. What is drawn in a row is the business of the chart kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtm import fonts
from mtm.charts.drawing.canvas import ASCENT, LEADING, TEXT, Canvas, Run

NARROW = 400.0
GAP = 7.0
LABEL_SHARE = 0.34
LINE = TEXT * LEADING


@dataclass(frozen=True, slots=True)
class Band:
    """The room for one row's marks, from ``top`` downwards."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def label_width(canvas: Canvas, labels: Sequence[Run]) -> float:
    """The width of the label column: its longest label, at most a third of the paper, 0 if labels go above."""
    if canvas.width < NARROW:
        return 0.0
    widest = max((fonts.measure(canvas.clean(label.text), TEXT) for label in labels), default=0.0)
    return min(widest, LABEL_SHARE * canvas.width) + 8


def stack(canvas: Canvas, labels: Sequence[Run], heights: Sequence[float], top: float) -> tuple[Band, ...]:
    """Write the labels and give back the bands under one another; ``heights`` are what each row's marks need."""
    column = label_width(canvas, labels)
    place = _beside if column else _above
    bands = []
    for label, height in zip(labels, heights, strict=True):
        band, top = place(canvas, label, height, top, column)
        bands.append(band)
    return tuple(bands)


def _beside(canvas: Canvas, label: Run, height: float, top: float, column: float) -> tuple[Band, float]:
    lines = canvas.lines(label.text, column - 8)
    room = max(height, len(lines) * LINE)
    first = top + (room - len(lines) * LINE) / 2
    _write(canvas, lines, label, column - 8, first, "end")
    return Band(top + (room - height) / 2, height), top + room + GAP


def _above(canvas: Canvas, label: Run, height: float, top: float, _: float) -> tuple[Band, float]:
    lines = canvas.lines(label.text, canvas.width)
    _write(canvas, lines, label, 0.0, top, "start")
    start = top + len(lines) * LINE + 1
    return Band(start, height), start + height + GAP


def _write(canvas: Canvas, lines: Sequence[str], label: Run, x: float, top: float, anchor: str) -> None:
    for n, line in enumerate(lines):
        y = top + n * LINE + ASCENT * TEXT + 1
        canvas.text(label._replace(text=line), x, y, anchor=anchor, backed=anchor == "start")
