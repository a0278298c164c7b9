"""The reference-period strip: which days each section covers, so that nobody compares what cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping

from mtm.compose import lookup
from mtm.compose.declared import SectionSpec
from mtm.compose.desk import Desk
from mtm.model.blocks import PeriodSpan, Spans, Strip
from mtm.model.period import Period

MOST_MARKS = 9


def strip(desk: Desk, desks: Mapping[str, Desk], specs: Mapping[str, SectionSpec]) -> Strip | None:
    """One row per section and distinct period of the figures it declares under ``covers``; None without any."""
    rows = [(id, period) for id, spec in specs.items() if not desks[id].silent for period in _covered(desks[id], spec)]
    if not rows:
        return None
    report = desk.given.period
    return Strip(
        "strip",
        desk.spans(desk.phrase("strip", "title")),
        tuple((_title(desks[id]), _span(desk, period)) for id, period in rows),
        tuple(_span(desk, mark, "short") for mark in _axis([period for _, period in rows] + [report])),
        _span(desk, report, "short"),
        desk.spans(desk.phrase("strip", "alt")),
    )


def _covered(desk: Desk, spec: SectionSpec) -> list[Period]:
    found: dict[Period, None] = {}
    for name in spec.covers:
        for figure in lookup.family(desk, name).values():
            if figure.value is not None and figure.period is not None:
                found.setdefault(figure.period)
    return list(found)


def _title(desk: Desk) -> Spans:
    keys = ("short",) if desk.entry(desk.section, "short") else ("title",)
    source = desk.entry(desk.section, *keys)
    return desk.spans(desk.say(source)) if source else ()


def _span(desk: Desk, period: Period, form: str = "head") -> PeriodSpan:
    return PeriodSpan(desk.language.formats.period(period, form), period.code)


def _axis(periods: list[Period]) -> list[Period]:
    """Quarters from the first day to the last, or years when there would be too many quarters."""
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    quarters = [
        Period.quarter(year, quarter)
        for year in range(first.year, last.year + 1)
        for quarter in range(1, 5)
        if Period.quarter(year, quarter).end >= first and Period.quarter(year, quarter).start <= last
    ]
    return quarters if len(quarters) <= MOST_MARKS else [Period.year(y) for y in range(first.year, last.year + 1)]
