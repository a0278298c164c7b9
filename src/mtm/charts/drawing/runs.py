"""Spans of the report as runs of a drawing: the text and its kind, without structure."""

from __future__ import annotations

from mtm.charts.drawing.canvas import Run
from mtm.model.blocks import FigureSpan, PeriodSpan, Quoted, Reference, Span, Spans, Tick

_KINDS: dict[type, str] = {PeriodSpan: "period", Reference: "reference", Quoted: "quoted", Tick: "tick"}


def run(span: Span) -> Run:
    if isinstance(span, FigureSpan):
        return Run(span.text, "words" if span.figure.value is None else "figure", span.figure.id)
    return Run(span.text, _KINDS.get(type(span), "words"))


def runs(spans: Spans) -> tuple[Run, ...]:
    return tuple(run(span) for span in spans)
