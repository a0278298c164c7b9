"""The policy timeline: dated entries as quoted facts, each with its agency and source."""

from __future__ import annotations

from mtm.compose.desk import Desk
from mtm.compose.input import PolicyEvent
from mtm.compose.spool import clean
from mtm.model.blocks import Event, PeriodSpan, Quoted, Timeline
from mtm.model.period import Period


def timeline(desk: Desk) -> Timeline | None:
    """The period's events by date; None when the team has recorded none."""
    events = sorted(desk.given.events, key=lambda e: (e.date, e.until or e.date, e.title))
    return Timeline(tuple(_event(desk, event) for event in events)) if events else None


def _event(desk: Desk, event: PolicyEvent) -> Event:
    source = clean(f"{event.agency}, {event.source}" if event.source else event.agency)
    said = desk.phrase("event_source", source=desk.words(event.source or event.agency), link=_link(desk, event))
    affects = [desk.words(desk.given.names.indicator(code)) for code in event.affects]
    return Event(
        _date(desk, event),
        (Quoted(clean(event.title), source),),
        (Quoted(clean(" ".join(event.text.split())), source),),
        desk.spans(said),
        desk.spans(desk.phrase("event_affects", series=desk.list(affects))) if affects else (),
    )


def _date(desk: Desk, event: PolicyEvent) -> PeriodSpan:
    if event.until is None or event.until == event.date:
        return PeriodSpan(desk.language.formats.date(event.date), event.date.isoformat())
    span = Period(event.date, event.until)
    return PeriodSpan(desk.language.formats.period(span), span.code)


def _link(desk: Desk, event: PolicyEvent) -> str:
    return desk.reference(event.url, event.url) if event.url else ""
