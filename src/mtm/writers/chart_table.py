"""The numbers behind a chart as a table, for readers who cannot see the drawing or want to reuse it.

Scope: Word document and workbook. Every cell is the figure that the chart shows, or an empty cell where it shows none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mtm.model.blocks import (
    Chart,
    Column,
    FigureSpan,
    PeriodSpan,
    Point,
    Quoted,
    Reference,
    Row,
    Series,
    Span,
    Spans,
    Table,
    Words,
)


def chart_table(chart: Chart, label: Callable[[str], str]) -> Table:
    """Categories or periods down, series across; ``label`` gives the fixed words of the report's language."""
    places = list(dict.fromkeys(_place(series, n) for series in chart.series for n in range(len(series.points))))
    kinds = {point.label_kind for series in chart.series for point in series.points}
    first = Column((Words(label("period" if kinds == {"period"} else "category")),), numeric=False)
    values = [{_place(s, n): point for n, point in enumerate(s.points)} for s in chart.series]
    return Table(
        id=f"data-{chart.id}",
        name=chart.name,
        number=chart.number,
        title=chart.title,
        subtitle=chart.subtitle,
        columns=(first, *(_column(chart, series) for series in chart.series)),
        rows=tuple(_row(place, values) for place in places),
        source=chart.source,
        notes=chart.notes,
    )


Place = tuple[str, str, int]
"""A row's label, its kind, and which one it is among equal labels of a series."""


def _place(series: Series, n: int) -> Place:
    point = series.points[n]
    earlier = sum(other.label == point.label for other in series.points[:n])
    return (point.label, point.label_kind, earlier)


def _column(chart: Chart, series: Series) -> Column:
    return Column((_named(series.name, series.name_kind),), (Words(chart.axis),) if chart.axis else ())


def _named(text: str, kind: str) -> Span:
    """A label as the span that its kind says it is."""
    if kind == "quoted":
        return Quoted(text, "")
    if kind == "reference":
        return Reference(text)
    return PeriodSpan(text) if kind == "period" else Words(text)


def _row(place: Place, values: list[dict[Place, Point]]) -> Row:
    label, kind, _ = place
    role = next(_roles(place, values), "item")
    return Row((_named(label, kind),), tuple(_cell(found.get(place)) for found in values), role)


def _roles(place: Place, values: list[dict[Place, Point]]) -> Iterator[str]:
    for found in values:
        point = found.get(place)
        if point is not None and point.role in ("rest", "total"):
            yield point.role


def _cell(point: Point | None) -> Spans:
    return (FigureSpan(point.figure, point.text),) if point is not None else ()
