"""Charts: a chart block becomes a drawing, one file per kind.

Scope: vector drawings for every output format, with the data behind them. A kind is a module of this package with a
function ``paint(chart, canvas)``; its name is the id that ``Chart.kind`` holds. Charts are never pies, bars start at
zero, labels stand at the marks, and no label touches another whatever the data.
Units: points; a drawing is 174 mm wide (493.2), or 272 points for telephones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from typing import Any

from mtm.charts.drawing.canvas import Canvas, Number, Run
from mtm.charts.drawing.frame import framed, framed_strip
from mtm.charts.drawing.runs import runs
from mtm.charts.drawing.table import strip_table, table
from mtm.charts.sparkline import HEIGHT, trace
from mtm.charts.strip import trace as trace_strip
from mtm.model.blocks import Chart, Report, Strip, Tiles
from mtm.model.errors import MtmError
from mtm.model.figure import Figure

WIDE = 493.2
COLUMN = 325.2
PHONE = 272.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart: the SVG text, its size in points, its data as CSV, and characters that the fonts lack.

    ``narrow`` is the same chart drawn for a telephone, ``framed`` with title, notes and source for use outside the
    report; "" where there is none.
    """

    svg: str
    width: float
    height: float
    data: bytes = b""
    missing: tuple[str, ...] = ()
    narrow: str = ""
    framed: str = ""


def english(value: Decimal, decimals: int) -> str:
    """A number at an axis mark as English writes it; other languages pass their own function."""
    return f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")


@cache
def kinds() -> tuple[str, ...]:
    """The ids of all chart kinds, found by looking at the files of this package."""
    names = (module.name for module in iter_modules(__path__) if not module.ispkg)
    return tuple(sorted(name for name in names if hasattr(import_module(f"{__name__}.{name}"), "paint")))


def draw(
    chart: Chart, width: float = WIDE, *, number: Number = english, labels: Mapping[str, str] | None = None
) -> Drawing:
    """Draw a chart at this width and once more for telephones.

    ``number`` writes the numbers at axis marks in the report's language (value, decimals). ``labels`` may hold
    "no_data", the words for a chart without a single value.
    """
    painter = _painter(chart.kind)
    wide, narrow = (_paint(painter, chart, at, number, labels or {}) for at in (width, PHONE))
    title, description = runs(chart.title), runs(chart.alt)
    return Drawing(
        wide.svg(chart.id, title, description),
        wide.width,
        wide.height,
        table(chart),
        tuple(wide.missing),
        narrow.svg(f"{chart.id}-narrow", title, description),
        framed(wide, chart),
    )


def draw_strip(strip: Strip, width: float = WIDE, *, number: Number = english, under: str = "") -> Drawing:
    """Draw the reference-period strip; its data file lists section, period and code.

    ``under`` are words that must stand with it outside the report.
    """
    wide, narrow = Canvas(width, number), Canvas(PHONE, number)
    for canvas in (wide, narrow):
        trace_strip(strip, canvas)
    title, description = runs(strip.title), runs(strip.alt)
    svgs = wide.svg(strip.id, title, description), narrow.svg(f"{strip.id}-narrow", title, description)
    alone = framed_strip(wide, strip, under) if under else ""
    return Drawing(svgs[0], width, wide.height, strip_table(strip), tuple(wide.missing), svgs[1], alone)


def draw_trend(figures: Sequence[Figure], width: float = 90.0) -> Drawing:
    """Draw a sparkline. It repeats what its tile says in words, so it carries no text and is left out of reading."""
    canvas = Canvas(width, english)
    canvas.height = HEIGHT
    trace(figures, canvas)
    return Drawing(canvas.bare(), width, canvas.height)


def draw_all(
    report: Report, *, number: Number = english, labels: Mapping[str, str] | None = None
) -> dict[str, Drawing]:
    """Every drawing of a report by the id that writers look for.

    Charts and strips go by their block's id, the trend of a tile by "trend-" and the id of the tile's figure.
    """
    made: dict[str, Drawing] = {}
    for block in chain(report.front, *(section.blocks for section in report.sections), report.back):
        if isinstance(block, Chart):
            made[block.id] = draw(block, number=number, labels=labels)
        elif isinstance(block, Strip):
            made[block.id] = draw_strip(block, number=number, under=dict(report.labels).get("simulated", ""))
        elif isinstance(block, Tiles):
            trends = {f"trend-{tile.value.figure.id}": tile.trend for tile in block.items if len(tile.trend) > 1}
            made |= {name: draw_trend(trend) for name, trend in trends.items()}
    return made


def _painter(kind: str) -> Any:
    if kind not in kinds():
        raise MtmError("Unknown kind of chart", value=kind, remedy=f"Known kinds are {', '.join(kinds())}.")
    return import_module(f"{__name__}.{kind}").paint


def _paint(painter: Any, chart: Chart, width: float, number: Number, labels: Mapping[str, str]) -> Canvas:
    canvas = Canvas(width, number, labels)
    if any(point.figure.value is not None for one in chart.series for point in one.points):
        painter(chart, canvas)
    else:
        canvas.text(Run(labels.get("no_data", "…")), 0, 12, tone="grey")
        canvas.height = 18
    return canvas
