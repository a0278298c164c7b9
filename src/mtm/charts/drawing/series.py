"""Several series over the same categories, lined up: one row per category, one point or none per series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtm.charts.drawing.canvas import Run
from mtm.model.blocks import Point, Series


@dataclass(frozen=True, slots=True)
class Category:
    """One category with the point of each series, in the order of the series; None where a series has none."""

    label: Run
    points: tuple[Point | None, ...]


def align(series: Sequence[Series]) -> tuple[Category, ...]:
    """Categories in the order of their first appearance; a label that a series repeats counts as a further category."""
    labels: dict[tuple[str, int], Run] = {}
    found: list[dict[tuple[str, int], Point]] = []
    for one in series:
        keyed = dict(_keyed(one))
        for key, point in keyed.items():
            labels.setdefault(key, Run(point.label, point.label_kind))
        found.append(keyed)
    return tuple(Category(label, tuple(keyed.get(key) for keyed in found)) for key, label in labels.items())


def _keyed(series: Series) -> Iterator[tuple[tuple[str, int], Point]]:
    times: dict[str, int] = {}
    for point in series.points:
        name = point.code or point.label
        times[name] = times.get(name, 0) + 1
        yield (name, times[name]), point


def names(series: Sequence[Series]) -> tuple[Run, ...]:
    return tuple(Run(one.name, one.name_kind) for one in series)


def size(point: Point) -> Decimal:
    """How far a point lies from zero; a gap counts as zero."""
    return abs(point.figure.value or Decimal(0))


def value_run(point: Point) -> Run:
    """The figure as printed beside its mark; a gap is words, not a figure."""
    return Run(point.text, "words" if point.figure.value is None else "figure", point.figure.id)
