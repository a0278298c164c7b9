"""The register of figures: every printed figure with its formula in words and the cells at the end of its chain.

Scope: one entry per figure id, numbered in the order in which the sections define them, so that the numbers are the
same in every language. Operands that carry a name of their own are listed too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mtm.compose.desk import Desk
from mtm.compose.labels import label
from mtm.compose.sources import cells_of
from mtm.model.blocks import PeriodSpan, RegisterEntry, Spans, Words
from mtm.model.figure import Figure
from mtm.model.observation import TOTAL, Observation

Order = Mapping[str, int]

MOST_CELLS = 40
"""Cells printed per entry; figures.json lists all of them."""


def register(desk: Desk, printed: Iterable[Figure], order: Order) -> tuple[RegisterEntry, ...]:
    """An entry for every printed figure and for the named figures it is computed from."""
    found: dict[str, Figure] = {}
    for figure in printed:
        _collect(figure, found)
    ordered = sorted(found.values(), key=lambda f: (order.get(f.id, len(order)), f.id))
    return tuple(_entry(desk, figure, f"F{n}") for n, figure in enumerate(ordered, 1))


def _collect(figure: Figure, found: dict[str, Figure]) -> None:
    if figure.id and figure.id not in found:
        found[figure.id] = figure
    for operand in figure.operands:
        if isinstance(operand, Figure):
            _collect(operand, found)


def _entry(desk: Desk, figure: Figure, number: str) -> RegisterEntry:
    observations = figure.observations
    sources = cells_of(desk, observations[:MOST_CELLS])
    if len(observations) > MOST_CELLS:
        sources += (desk.spans(desk.phrase("more_cells")),)
    return RegisterEntry(
        figure,
        number,
        text_of(desk, figure),
        _unit(desk, figure),
        _period(desk, figure),
        _formula(desk, figure),
        sources,
    )


def text_of(desk: Desk, figure: Figure) -> str:
    """The figure as the register prints it: the number with its sign, or that it is not available."""
    return desk.span(figure).text if figure.value is not None else str(desk.language.get("not_available"))


def _unit(desk: Desk, figure: Figure) -> Spans:
    return (Words(desk.unit_beside(figure)),) if figure.unit and figure.value is not None else ()


def _period(desk: Desk, figure: Figure) -> Spans:
    if figure.period is None:
        return ()
    spans: Spans = (PeriodSpan(desk.language.formats.period(figure.period, "head"), figure.period.code),)
    if figure.compared_with is not None:
        against = desk.period(figure.compared_with, "head")
        spans += desk.spans(desk.phrase("register", "against", period=against))
    return spans


def _formula(desk: Desk, figure: Figure) -> Spans:
    """What the figure measures and how it is computed, in words."""
    formulas = desk.language.get("formulas")
    operands = [_operand(desk, operand) for operand in figure.operands]
    values = {
        "a": operands[0] if operands else "",
        "b": operands[1] if len(operands) > 1 else "",
        "rest": desk.list(operands[1:4]) if len(operands) > 1 else "",
        "all": desk.list(operands) if len(operands) <= 4 else desk.phrase("register", "many", first=operands[0]),
        "who": desk.outside(figure.published_by),
    }
    kind = figure.kind if figure.kind in formulas else "other"
    how = desk.phrase("formulas", kind, **values) if figure.value is not None else desk.reason(figure)
    return desk.spans(desk.phrase("register", "formula", label=label(desk, figure), how=how))


def _operand(desk: Desk, operand: Figure | Observation) -> str:
    if isinstance(operand, Figure):
        known = operand.value is not None
        value = desk.number(operand) if known else desk.fixed(str(desk.language.get("not_available")))
        return desk.phrase("register", "operand", label=label(desk, operand), value=value)
    name = desk.words(desk.given.names.indicator(operand.indicator))
    if operand.counterpart_area == TOTAL:
        return name
    return desk.phrase("labelled", name=name, area=desk.area(operand.counterpart_area, "plain"))
