"""What is written at the right end of a line: its last value and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtm import fonts
from mtm.charts.drawing.canvas import ASCENT, LEADING, TEXT, Canvas, Run
from mtm.charts.drawing.series import value_run
from mtm.charts.drawing.spread import spread
from mtm.model.blocks import Series

SHARE = 0.3
LINE = TEXT * LEADING


@dataclass(frozen=True, slots=True)
class End:
    """The lines of one end label: the value's in bold, the name's below."""

    value: tuple[Run, ...]
    name: tuple[Run, ...]

    @property
    def height(self) -> float:
        return (len(self.value) + len(self.name)) * LINE + 2

    @property
    def width(self) -> float:
        values = [fonts.measure(run.text, TEXT, bold=True) for run in self.value]
        return max([*values, *(fonts.measure(run.text, TEXT) for run in self.name)], default=0.0)


def end_of(canvas: Canvas, series: Series, named: bool) -> End:
    """The end label of a series with at least one value."""
    last = [point for point in series.points if point.figure.value is not None][-1]
    room = SHARE * canvas.width
    value, name = value_run(last), Run(series.name, series.name_kind)
    values = tuple(value._replace(text=line) for line in canvas.lines(value.text, room, bold=True))
    names = tuple(name._replace(text=line) for line in canvas.lines(name.text, room)) if named else ()
    return End(values, names)


def write(canvas: Canvas, ends: Sequence[End], x: float, wishes: Sequence[float], top: float, bottom: float) -> None:
    """Write the end labels at ``x``, each beside its line's end or as near as the others allow."""
    tops = spread(wishes, [end.height for end in ends], top, bottom)
    for end, y in zip(ends, tops, strict=True):
        baseline = y + ASCENT * TEXT + 1
        for n, run in enumerate((*end.value, *end.name)):
            canvas.text(run, x, baseline + n * LINE, bold=n < len(end.value))
