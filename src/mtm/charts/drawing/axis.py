"""The value axis under horizontal rows: light lines behind the marks, numbers where they do not touch one another."""

from __future__ import annotations

from decimal import Decimal

from mtm.charts.drawing.canvas import LEADING, SMALL, Canvas, Run
from mtm.charts.drawing.scale import Scale, decimals

BETWEEN = 4.0


class ValueAxis:
    """Ticks of a horizontal scale; ``grid`` draws their lines, ``write`` their numbers and the unit.

    ``unsigned`` is for scales that run both ways from zero and count up on either side.
    """

    def __init__(self, canvas: Canvas, scale: Scale, unsigned: bool = False) -> None:
        self.canvas, self.scale, self.unsigned = canvas, scale, unsigned
        self.ticks = scale.ticks()
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else Decimal(1)
        self.decimals = decimals(step)

    def grid(self, at: int, top: float, end: float, zero_behind: bool = False) -> None:
        """Slip the grid in behind what was drawn from part number ``at`` on.

        The line at zero stands over the bars that begin there; ``zero_behind`` puts it behind with the others.
        """
        canvas, drawn = self.canvas, self.canvas.parts[at:]
        del canvas.parts[at:]
        zero = [tick for tick in self.ticks if not tick]
        self._lines([tick for tick in self.ticks if tick], top, end, "grid", 0.5)
        self._lines(zero if zero_behind else [], top, end, "axis", 0.75)
        canvas.parts += drawn
        self._lines([] if zero_behind else zero, top, end, "axis", 0.75)

    def _lines(self, ticks: list[Decimal], top: float, end: float, role: str, wide: float) -> None:
        for tick in ticks:
            x = self.scale.at(tick)
            self.canvas.line(x, top, x, end, role, wide=wide)

    def write(self, top: float, unit: str) -> float:
        """Write the numbers and below them the unit; zero comes first, the others where there is room."""
        baseline = top + SMALL + 1
        for tick in sorted(self.ticks, key=abs):
            self._number(tick, baseline)
        return self._unit(unit, baseline)

    def _number(self, tick: Decimal, baseline: float) -> None:
        canvas, run = self.canvas, Run(self.canvas.number(abs(tick) if self.unsigned else tick, self.decimals), "tick")
        x = self.scale.at(tick)
        box = canvas.box(canvas.clean(run.text), x, baseline, SMALL, anchor="middle")
        x += max(0.0, -box.left) + min(0.0, canvas.width - box.right)
        box = canvas.box(canvas.clean(run.text), x, baseline, SMALL, anchor="middle")
        if canvas.free(box) and not any(
            box._replace(right=box.right + BETWEEN, left=box.left - BETWEEN).meets(b) for b in canvas.boxes
        ):
            canvas.text(run, x, baseline, size=SMALL, anchor="middle", tone="grey")

    def _unit(self, unit: str, baseline: float) -> float:
        if not self.canvas.clean(unit):
            return baseline + 3
        lines = self.canvas.lines(unit, self.canvas.width, SMALL)
        for line in lines:
            baseline += SMALL * LEADING
            self.canvas.text(Run(line), self.canvas.width, baseline, size=SMALL, anchor="end", tone="grey")
        return baseline + 3
