"""A section without data says what is missing and from whom, instead of printing nothing or zeros."""

from __future__ import annotations

from mtm.compose import lookup
from mtm.compose.declared import SectionSpec
from mtm.compose.desk import Desk
from mtm.model.blocks import NoteBox
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Severity


def is_missing(desk: Desk, spec: SectionSpec) -> bool:
    """Whether none of the figures that the section requires has a value that is recent enough."""
    if not spec.required:
        return False
    return not any(_usable(desk, spec, f) for name in spec.required for f in lookup.family(desk, name).values())


def _usable(desk: Desk, spec: SectionSpec, figure: Figure) -> bool:
    if figure.value is None:
        return False
    if spec.lag_days is None or figure.period is None:
        return True
    return (desk.given.period.start - figure.period.end).days <= spec.lag_days


def box(desk: Desk, spec: SectionSpec) -> NoteBox:
    """What is missing, for which period, and which agency owes it; and what it sent last."""
    paragraphs = [desk.spans(_sentence(desk, indicator)) for indicator in spec.needs]
    return NoteBox("gap", desk.spans(desk.phrase("missing", "title")), tuple(p for p in paragraphs if p))


def finding(desk: Desk, spec: SectionSpec) -> Finding:
    """The same as a finding."""
    owed = dict.fromkeys(s for indicator in spec.needs for s in desk.given.suppliers.get(indicator, ()))
    return Finding.make(
        "section_without_data" if owed else "section_without_source",
        Severity.WARNING,
        source=", ".join(owed) if len(owed) == 1 else "",
        period=desk.given.period.code,
        section=spec.id,
        sources=", ".join(owed),
    )


def _sentence(desk: Desk, indicator: str) -> str:
    given = desk.given
    suppliers = given.suppliers.get(indicator, ())
    known = [o for o in given.matrix.current if o.indicator == indicator and o.value is not None]
    last = max((o.time_period for o in known), key=lambda p: p.end, default=None)
    name = desk.words(given.names.indicator(indicator))
    values = {"name": name, "who": desk.owing(suppliers), "until": desk.date(given.as_of)}
    if last is None:
        return desk.phrase("missing", "never", **values)
    return desk.phrase("missing", "last", last=desk.period(last), **values)
