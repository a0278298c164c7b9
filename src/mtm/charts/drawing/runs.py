"""Spans of the report as runs of a drawing: the text and its kind, without structure."""

from __future__ import annotations

from mtm.charts.drawing.canvas import Run
from mtm.model import marks
from mtm.model.blocks import FigureSpan, Span, Spans


def run(span: Span) -> Run:
    return Run(span.text, marks.kind(span), span.figure.id if isinstance(span, FigureSpan) else "")


def runs(spans: Spans) -> tuple[Run, ...]:
    return tuple(run(span) for span in spans)
