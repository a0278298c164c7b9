"""What every printed digit is: a figure, a period, a reference, an axis tick or a quoted fact; all else is words.

Scope: the kinds and how a text colour carries them, shared by charts and writers. The lowest three bits of a colour's
blue channel hold the number of the kind, too little to be seen and enough to read a finished PDF back by.
"""

from __future__ import annotations

from typing import Final

from mtm.model.blocks import FigureSpan, PeriodSpan, Quoted, Reference, Span, Tick

KINDS: Final = ("words", "figure", "period", "reference", "tick", "quoted")

_SPANS: Final[dict[type, str]] = {PeriodSpan: "period", Reference: "reference", Quoted: "quoted", Tick: "tick"}


def kind(span: Span) -> str:
    """The kind of a span; a figure without a value prints words for the gap, so it counts as words."""
    if isinstance(span, FigureSpan):
        return "words" if span.figure.value is None else "figure"
    return _SPANS.get(type(span), "words")


def ink(base: int, kind: str) -> str:
    """A text colour that carries its kind: (0x1A1A18, "figure") gives #1A1A19."""
    return f"#{(base & 0xFFFFF8) | KINDS.index(kind):06X}"


def kind_of(colour: str) -> str:
    """The kind that a text colour is marked with; an unused mark counts as words."""
    mark = int(colour[-1], 16) & 7
    return KINDS[mark] if mark < len(KINDS) else "words"
