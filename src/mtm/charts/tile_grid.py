"""A map by symbols: one tile of equal size per region, a circle in it whose area is the value; no boundaries.

The place of a region's tile comes with the chart: the option ``tile:CODE`` holds its column and row ("3,1"). Tiles
without a place follow below the others. Where the paper is narrow, or names do not fit, the values become bars.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from mtm import fonts
from mtm.charts import ranked_bars
from mtm.charts.drawing.canvas import ASCENT, LEADING, SMALL, Canvas, Run
from mtm.charts.drawing.rows import NARROW
from mtm.charts.drawing.series import value_run
from mtm.model.blocks import Chart, Point

TILE = "tile:"
GAP, EDGE = 3.0, 4.0
LINE = SMALL * LEADING
RADIUS = 17.0
COLUMNS, MOST_LINES = 8, 4


class _Tile(NamedTuple):
    column: int
    row: int
    point: Point


def paint(chart: Chart, canvas: Canvas) -> None:
    points = [point for one in chart.series for point in one.points]
    tiles = _placed(points, dict(chart.options))
    columns = max(tile.column for tile in tiles) + 1
    side = (canvas.width - GAP * (columns - 1)) / columns
    room = side - 2 * EDGE
    lines = {id(tile): _name(canvas, tile.point, room) for tile in tiles}
    if canvas.width < NARROW or not all(_fits(canvas, tile, lines[id(tile)], room) for tile in tiles):
        ranked_bars.paint(chart, canvas)
        return
    names = max(len(found) for found in lines.values()) * LINE
    values = max(len(_value(canvas, tile.point, room)) for tile in tiles) * LINE
    radius = min(RADIUS, room / 2)
    height = 2 * EDGE + names + 2 * radius + 6 + values
    most = max((_size(tile.point) for tile in tiles), default=Decimal(0))
    for tile in tiles:
        place = (tile.column * (side + GAP), tile.row * (height + GAP))
        _draw(canvas, tile.point, place, (side, height, names, radius), (lines[id(tile)], most))
    bottom = (max(tile.row for tile in tiles) + 1) * (height + GAP)
    canvas.height = _unit(canvas, chart.axis, bottom)


def _placed(points: Sequence[Point], options: Mapping[str, str]) -> list[_Tile]:
    """Every point on its tile; what has none, or one that is taken, follows in further rows."""
    found: dict[tuple[int, int], Point] = {}
    loose = []
    for point in points:
        place = _place(options.get(f"{TILE}{point.code or point.label}", ""))
        if place is None or place in found:
            loose.append(point)
        else:
            found[place] = point
    first = max((row for _, row in found), default=-1) + 1
    wide = max((column for column, _ in found), default=COLUMNS - 1) + 1
    found |= {(n % wide, first + n // wide): point for n, point in enumerate(loose)}
    return [_Tile(column, row, point) for (column, row), point in found.items()]


def _place(text: str) -> tuple[int, int] | None:
    column, comma, row = text.partition(",")
    return (int(column), int(row)) if comma and column.strip().isdecimal() and row.strip().isdecimal() else None


def _name(canvas: Canvas, point: Point, room: float) -> tuple[str, ...]:
    return canvas.lines(point.label, room, SMALL) if room > 0 else ()


def _value(canvas: Canvas, point: Point, room: float) -> tuple[str, ...]:
    return canvas.lines(point.text, room, SMALL)


def _fits(canvas: Canvas, tile: _Tile, name: Sequence[str], room: float) -> bool:
    if room <= 4 or len(name) > MOST_LINES:
        return False
    texts = [*name, *_value(canvas, tile.point, room)]
    return all(fonts.measure(line, SMALL) <= room for line in texts)


def _size(point: Point) -> Decimal:
    return max(point.figure.value or Decimal(0), Decimal(0))


def _draw(
    canvas: Canvas,
    point: Point,
    place: tuple[float, float],
    shape: tuple[float, float, float, float],
    told: tuple[Sequence[str], Decimal],
) -> None:
    (x, y), (side, height, names, radius), (lines, most) = place, shape, told
    middle = x + side / 2
    canvas.rect(x, y, side, height, "band")
    for n, line in enumerate(lines):
        run = Run(line, point.label_kind)
        canvas.text(run, middle, y + EDGE + ASCENT * SMALL + n * LINE, size=SMALL, anchor="middle")
    if most and _size(point):
        area = float(_size(point) / most)
        canvas.dot(middle, y + EDGE + names + radius + 2, max(radius * area**0.5, 1.0), "first")
    base = y + EDGE + names + 2 * radius + 6 + ASCENT * SMALL
    tone = "grey" if point.figure.value is None else "ink"
    for n, line in enumerate(_value(canvas, point, side - 2 * EDGE)):
        run = value_run(point)._replace(text=line)
        canvas.text(run, middle, base + n * LINE, size=SMALL, anchor="middle", tone=tone)


def _unit(canvas: Canvas, unit: str, top: float) -> float:
    if not canvas.clean(unit):
        return top
    for line in canvas.lines(unit, canvas.width, SMALL):
        top += LINE
        canvas.text(Run(line), canvas.width, top, size=SMALL, anchor="end", tone="grey")
    return top + 4
