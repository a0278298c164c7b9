"""Upright plots: values run upwards, periods or categories run along the bottom.

Scope: grid and numbers on the left, labels along the bottom thinned until none touches another, and values written at
their marks only where there is room for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from mtm import fonts
from mtm.charts.drawing.canvas import ASCENT, LEADING, SMALL, TEXT, Box, Canvas, Run
from mtm.charts.drawing.scale import decimals, spanning

PLOT = 150.0
VALUE = 13.0  # room for a value above the highest mark and below the lowest


class Plot:
    """The frame of an upright plot: its scale and where it begins and ends."""

    def __init__(self, canvas: Canvas, values: Iterable[Decimal | None], top: float, unit: str, height: float) -> None:
        known = [value for value in values if value is not None]
        self.canvas, self.unit = canvas, unit
        below = VALUE if any(value < 0 for value in known) else 0.0
        self.top = _unit(canvas, unit, top)
        self.bottom = self.top + height
        self.scale = spanning(known, self.bottom - below, self.top + VALUE)
        self.ticks = self.scale.ticks()
        self.left = max(fonts.measure(text, SMALL) for text in self._numbers()) + 6

    def _numbers(self) -> list[str]:
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else Decimal(1)
        return [self.canvas.clean(self.canvas.number(tick, decimals(step))) for tick in self.ticks]

    def grid(self, right: float) -> None:
        """Light lines across the plot with their numbers on the left."""
        for tick, text in zip(self.ticks, self._numbers(), strict=True):
            y = self.scale.at(tick)
            wide, role = (0.5, "grid") if tick else (0.75, "axis")
            self.canvas.line(self.left, y, right, y, role, wide=wide)
            if self.canvas.free(self.canvas.box(text, self.left - 4, y + 3, SMALL, anchor="end")):
                self.canvas.text(Run(text, "tick"), self.left - 4, y + 3, size=SMALL, anchor="end", tone="grey")


def _unit(canvas: Canvas, unit: str, top: float) -> float:
    """The unit above the numbers, on the left where reading begins."""
    if not canvas.clean(unit):
        return top
    for line in canvas.lines(unit, canvas.width, SMALL):
        canvas.text(Run(line), 0, top + SMALL, size=SMALL, tone="grey")
        top += SMALL * LEADING
    return top


def fits(canvas: Canvas, labels: Sequence[Run], room: float) -> bool:
    """Can every label stand below its own mark, in at most three lines and without a word being cut?"""
    return all(_whole(canvas, label, room) and len(canvas.lines(label.text, room)) <= 3 for label in labels)


def _whole(canvas: Canvas, label: Run, room: float) -> bool:
    return all(fonts.measure(word, TEXT) <= room for word in canvas.clean(label.text).split(" "))


def label_below(canvas: Canvas, labels: Sequence[Run], places: Sequence[float], top: float) -> float:
    """Write labels under their marks, every one, every second, … counted from the last; gives back where they end."""
    slot = (places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else canvas.width
    every = next((n for n in range(1, len(labels)) if fits(canvas, labels, slot * n - 6)), len(labels))
    room = min(max(slot * every - 6, 60.0), canvas.width)
    end = top
    for n in range(len(labels) - 1, -1, -every):
        end = max(end, _label(canvas, labels[n], places[n], room, top))
    return end


def _label(canvas: Canvas, label: Run, x: float, room: float, top: float) -> float:
    """One label in lines around its mark, pushed in from the edges; left out where it would touch another."""
    lines = canvas.lines(label.text, room)
    wide = max(fonts.measure(line, TEXT) for line in lines)
    x = min(max(x, wide / 2), canvas.width - wide / 2)
    leading = TEXT * LEADING
    height = len(lines) * leading
    if not canvas.free(Box(x - wide / 2 - 2, top, x + wide / 2 + 2, top + height)._replace(left=max(0, x - wide / 2))):
        return top
    for n, line in enumerate(lines):
        canvas.text(label._replace(text=line), x, top + n * leading + ASCENT * TEXT + 1, anchor="middle")
    return top + height + 2


def try_value(canvas: Canvas, run: Run, x: float, spots: Sequence[float], solid: Sequence[Box]) -> bool:
    """Write a value on the first of these baselines where it touches neither a text nor a mark."""
    text = canvas.clean(run.text)
    for y in spots:
        box = canvas.box(text, x, y, SMALL, anchor="middle")
        if canvas.free(box) and not any(box.meets(other) for other in solid):
            canvas.text(run, x, y, size=SMALL, anchor="middle")
            return True
    return False
