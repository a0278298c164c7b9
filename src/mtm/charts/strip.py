"""The reference-period strip: which days each section covers, under one another on one time axis.

A period is a bar, a date is a diamond; the report's own period is shaded behind all rows.
"""

from __future__ import annotations

from datetime import date, timedelta

from mtm import fonts
from mtm.charts.drawing import rows
from mtm.charts.drawing.canvas import ASCENT, LEADING, SMALL, TEXT, Canvas, Run
from mtm.charts.drawing.runs import run, runs
from mtm.charts.drawing.times import share
from mtm.model.blocks import PeriodSpan, Strip
from mtm.model.period import Period

BAR = 8.0
LINE = TEXT * LEADING


class _Time:
    """The time axis: from the first day shown to the day after the last."""

    def __init__(self, strip: Strip, left: float, right: float) -> None:
        spans = [*strip.axis, *(period for _, period in strip.rows), strip.highlight]
        known = [period for period in map(_period, spans) if period]
        self.start = min((period.start for period in known), default=date(2000, 1, 1))
        self.end = max((period.end for period in known), default=self.start) + timedelta(1)
        self.left, self.right = left, right

    def edges(self, period: Period) -> tuple[float, float]:
        """Where a period begins and where it ends on the paper."""
        first, after = share(period.start, self.start, self.end), share(period.end + timedelta(1), self.start, self.end)
        wide = self.right - self.left
        return self.left + first * wide, self.left + after * wide


def _period(span: PeriodSpan) -> Period | None:
    try:
        return Period.parse(span.code)
    except ValueError:
        return None


def trace(strip: Strip, canvas: Canvas) -> None:
    """Draw the strip; the height follows from its rows."""
    labels = [Run(" ".join(part.text.strip() for part in runs(title))) for title, _ in strip.rows]
    time = _Time(strip, rows.label_width(canvas, labels), canvas.width - 1)
    axis_end = _axis(canvas, strip, time)
    at = len(canvas.parts)
    printed = [canvas.lines(period.text, canvas.width - time.left) for _, period in strip.rows]
    heights = [BAR + 3 + len(lines) * LINE for lines in printed]
    bands = rows.stack(canvas, labels, heights, axis_end + 6)
    for band, lines, (_, period) in zip(bands, printed, strip.rows, strict=True):
        _row(canvas, time, band, lines, period)
    end = bands[-1].top + bands[-1].height if bands else axis_end
    _behind(canvas, strip, time, at, axis_end, end)
    canvas.height = end + 4


def _axis(canvas: Canvas, strip: Strip, time: _Time) -> float:
    """The labels of the axis along the top, each over its own period and only where it fits."""
    for span in strip.axis:
        period = _period(span)
        if period is None:
            continue
        left, right = time.edges(period)
        text = canvas.clean(span.text)
        box = canvas.box(text, (left + right) / 2, SMALL + 1, SMALL, anchor="middle")
        if fonts.measure(text, SMALL) + 4 <= right - left and canvas.free(box):
            canvas.text(run(span), (left + right) / 2, SMALL + 1, size=SMALL, anchor="middle", tone="grey")
    canvas.line(time.left, SMALL + 5, time.right, SMALL + 5, "axis")
    return SMALL + 5


def _row(canvas: Canvas, time: _Time, band: rows.Band, lines: tuple[str, ...], span: PeriodSpan) -> None:
    """One section: its bar, and the printed period below it."""
    period = _period(span)
    left, right = time.edges(period) if period else (time.left, time.left)
    if period and period.instant:
        _diamond(canvas, (left + right) / 2, band.top + BAR / 2)
    elif period:
        canvas.rect(left, band.top, max(right - left, 1.0), BAR, "first")
    for n, line in enumerate(lines):
        wide = fonts.measure(line, TEXT)
        x = max(time.left, min(left, canvas.width - wide))
        canvas.text(run(span)._replace(text=line), x, band.top + BAR + 3 + n * LINE + ASCENT * TEXT)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    corners = [(x - 5, y), (x, y - 5), (x + 5, y), (x, y + 5)]
    canvas.shape(corners, "departures")


def _behind(canvas: Canvas, strip: Strip, time: _Time, at: int, top: float, end: float) -> None:
    """The shade of the report's period and the borders of the axis' periods, under everything else."""
    drawn = canvas.parts[at:]
    del canvas.parts[at:]
    own = _period(strip.highlight)
    if own:
        left, right = time.edges(own)
        canvas.rect(left, top, right - left, end - top + 2, "band")
    for period in filter(None, map(_period, strip.axis)):
        x = time.edges(period)[0]
        canvas.line(x, top, x, end + 2, "grid")
    canvas.parts += drawn
