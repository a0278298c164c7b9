"""What was revised between two dates: numbers that a source replaced by others in a later delivery.

Scope: comparing the matrix as known on two days. New numbers for new periods are not revisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mtm.compose.desk import Desk
from mtm.compose.sources import source_line
from mtm.model.blocks import Column, Reference, Row, Table
from mtm.model.figure import Figure
from mtm.model.observation import TOTAL, Matrix, Observation

TOLD = 3
"""Revisions that the front page tells; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One number before and after: the same key in two deliveries of one source."""

    old: Observation
    new: Observation

    @property
    def difference(self) -> Decimal | None:
        if self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value


def revised(matrix: Matrix, since: date, indicators: frozenset[str] = frozenset()) -> tuple[Revision, ...]:
    """Numbers known on ``since`` that a delivery received after it changed, withdrew or supplied.

    ``indicators`` limits the search to those; an empty set means all. Totals come first, then by series and period.
    """
    found: list[Revision] = []
    for current in matrix.current:
        if indicators and current.indicator not in indicators:
            continue
        before = [o for o in matrix.vintages(current) if o.vintage <= since]
        if before and current.vintage > since and before[-1].value != current.value:
            found.append(Revision(before[-1], current))
    return tuple(sorted(found, key=lambda r: (r.new.counterpart_area != TOTAL, r.new.series, r.new.time_period)))


def figures(revision: Revision) -> tuple[Figure, Figure, Figure]:
    """The old value, the new one and the difference, as figures of the section "revisions"."""
    new = revision.new
    key = ".".join((new.indicator, new.time_period.code, new.counterpart_area, *(f"{d}={c}" for d, c in new.breakdown)))
    old_figure, new_figure = (_select(o, f"revisions.{name}.{key}") for o, name in _named(revision))
    difference = Figure(
        id=f"revisions.difference.{key}",
        section="revisions",
        kind="revision",
        value=revision.difference,
        unit=new.unit_measure,
        decimals=max(new.decimals, revision.old.decimals),
        period=new.time_period,
        formula=f"{new_figure.id} - {old_figure.id}",
        operands=(new_figure, old_figure),
        base=old_figure,
        area=new.counterpart_area,
        gap="" if revision.difference is not None else "nothing_to_compare",
        signed=True,
    )
    return old_figure, new_figure, difference


def count(revisions: tuple[Revision, ...]) -> Figure:
    """How many numbers were revised."""
    operands = tuple(r.new for r in revisions)
    return Figure(
        "revisions.count", "revisions", "count", Decimal(len(revisions)), "figures", 0, None, "count", operands
    )


def told(desk: Desk, revisions: tuple[Revision, ...]) -> str:
    """The first revisions in a sentence each: what, from which value to which."""
    said = []
    for revision in revisions[:TOLD]:
        old, new, difference = figures(revision)
        values = {"label": _label(desk, revision.new), "old": desk.number(old), "new": desk.number(new)}
        known = difference.value is not None
        said.append(desk.phrase("revisions", "told", **values, difference=desk.number(difference) if known else ""))
    return " ".join(said)


def table(desk: Desk, revisions: tuple[Revision, ...]) -> Table:
    """Old, new and difference of every revision, with the delivery that brought it."""
    rows, met = [], []
    for revision in revisions:
        trio = figures(revision)
        met += list(trio)
        cells = tuple((desk.span(f, symbol=True),) for f in trio)
        delivery = desk.spans(desk.reference(revision.new.origin.file.rsplit("/", 1)[-1]))
        rows.append(Row(desk.spans(_label(desk, revision.new)), (*cells, delivery)))
    heads = ("what", "old", "new", "difference", "delivery")
    columns = tuple(
        Column(desk.spans(desk.phrase("revisions", head)), numeric=head in ("old", "new", "difference"))
        for head in heads
    )
    id = f"table-{desk.section}-revised"
    return Table(
        id,
        f"{desk.section}-revised",
        Reference("", id),
        desk.spans(desk.phrase("revisions", "title")),
        desk.spans(desk.phrase("revisions", "subtitle")),
        columns,
        tuple(rows),
        source_line(desk, met),
    )


def _named(revision: Revision) -> Iterator[tuple[Observation, str]]:
    yield revision.old, "old"
    yield revision.new, "new"


def _select(o: Observation, id: str) -> Figure:
    return Figure(
        id=id,
        section="revisions",
        kind="select",
        value=o.value,
        unit=o.unit_measure,
        decimals=o.decimals,
        period=o.time_period,
        formula=o.id,
        operands=(o,),
        status=o.obs_status,
        area=o.counterpart_area,
        gap=o.gap,
    )


def _label(desk: Desk, o: Observation) -> str:
    name = desk.words(desk.given.names.indicator(o.indicator))
    area = "" if o.counterpart_area == TOTAL else desk.area(o.counterpart_area, "plain")
    return desk.phrase("revisions", "label", name=name, area=area, period=desk.period(o.time_period))
