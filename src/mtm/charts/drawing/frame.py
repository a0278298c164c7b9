"""A chart that stands alone: its title and subtitle above, notes and source below, for use outside the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mtm import fonts
from mtm.charts.drawing.canvas import ASCENT, LEADING, SMALL, TEXT, Canvas, Run
from mtm.charts.drawing.runs import runs
from mtm.model.blocks import Chart, Spans, Strip, Words

TITLE = 11.0
MARGIN = 10.0


def framed(canvas: Canvas, chart: Chart) -> str:
    """The drawing of a chart inside a frame with the words around it."""
    outer = Canvas(canvas.width + 2 * MARGIN, canvas.number)
    number = (chart.number,) if chart.number.text else ()
    y = _spans(outer, runs((*number,)) + ((Run(". "),) if number else ()) + runs(chart.title), MARGIN, TITLE, bold=True)
    y = _spans(outer, runs(chart.subtitle), y, TEXT, tone="grey") + 8
    _hang(outer, canvas, y, _under(chart))
    return outer.svg(chart.id, runs(chart.title), runs(chart.alt))


def framed_strip(canvas: Canvas, strip: Strip, under: str) -> str:
    """The reference-period strip with its title above and words under it."""
    outer = Canvas(canvas.width + 2 * MARGIN, canvas.number)
    y = _spans(outer, runs(strip.title), MARGIN, TITLE, bold=True) + 8
    _hang(outer, canvas, y, ((Words(under),),))
    return outer.svg(strip.id, runs(strip.title), runs(strip.alt))


def _hang(outer: Canvas, canvas: Canvas, y: float, under: Iterable[Spans]) -> None:
    """The drawing from ``y`` down, the words under it, and paper behind both."""
    outer.parts.append(f'<g transform="translate({MARGIN:g} {y:.2f})">')
    outer.parts += [*canvas.parts, "</g>"]
    y += canvas.height + 8
    for spans in under:
        y = _spans(outer, runs(spans), y, SMALL, tone="grey")
    outer.height = y + MARGIN
    outer.parts.insert(0, f'<rect class="paper" width="{outer.width:g}" height="{outer.height:.2f}" fill="#FFFFFF"/>')


def _under(chart: Chart) -> Iterable[Spans]:
    yield from chart.gaps
    yield from (note.spans for note in chart.notes)
    yield chart.source


def _spans(
    canvas: Canvas, pieces: Sequence[Run], y: float, size: float, bold: bool = False, tone: str = "ink"
) -> float:
    """Write a sentence from ``y`` down, word by word, each piece in the ink of its kind; gives back where it ends."""
    x, right, line = MARGIN, canvas.width - MARGIN, size * LEADING
    written = False
    for run in pieces:
        for n, word in enumerate(fonts.substitute(run.text)[0].split(" ")):
            x += fonts.measure(" ", size, bold) if n and x > MARGIN else 0.0
            for part in fonts.wrap(word, right - MARGIN, size, bold):
                wide = fonts.measure(part, size, bold)
                if x > MARGIN and x + wide > right:
                    x, y = MARGIN, y + line
                canvas.text(run._replace(text=part), x, y + ASCENT * size, size=size, bold=bold, tone=tone)
                x, written = x + wide, written or bool(part)
    return y + line if written else y
