"""Spans as HTML: every piece that is not plain words says what it is, and leads where it can lead.

Scope: one sentence. Text is always escaped; a target that is neither a place in the page nor a web address is no link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from mtm.model import marks
from mtm.model.blocks import FigureSpan, Quoted, Reference, Span
from mtm.writers.links import Links
from mtm.writers.text import clean as legal

# Signs that turn the reading direction around, so that a number could be shown backwards.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_STYLES = {
    "strong": Markup("<strong>{}</strong>"),
    "emphasis": Markup("<em>{}</em>"),
    "code": Markup("<code>{}</code>"),
}


def clean(text: str) -> str:
    """The text without characters that a page cannot hold and without signs that turn it around."""
    return legal(text).translate(_TURNING)


@dataclass(slots=True)
class Writer:
    """Writes spans of one page; remembers which figures were met, so that the register can lead back to the first."""

    links: Links
    met: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)

    def spans(self, spans: Iterable[Span]) -> Markup:
        """A sentence; a quoted fact names its source."""
        return Markup("").join(self._span(span, named=True) for span in spans)

    def unlinked(self, spans: Iterable[Span]) -> Markup:
        """A text that stands inside a link, which may hold no further links: marked, but leading nowhere."""
        return Markup("").join(_marked(span) for span in spans if not (isinstance(span, Reference) and span.note))

    def cells(self, spans: Iterable[Span]) -> Markup:
        """A line of the register, whose words already name the source of what it quotes."""
        return Markup("").join(self._span(span, named=False) for span in spans)

    def anchor(self, id: str) -> Markup:
        """An id attribute for the first place that bears this id, nothing for later ones."""
        if not id or id in self.placed:
            return Markup("")
        self.placed.add(id)
        return Markup(' id="{}"').format(clean(id))

    def _span(self, span: Span, named: bool) -> Markup:
        return _STYLES.get(getattr(span, "style", ""), Markup("{}")).format(self._inner(span, named))

    def _inner(self, span: Span, named: bool) -> Markup:
        text = escape(clean(span.text))
        if isinstance(span, FigureSpan):
            return self._figure(span, text)
        if isinstance(span, Reference):
            return self._reference(span, text)
        kind = marks.kind(span)
        if kind == "words":
            return text
        told = span.source if named and isinstance(span, Quoted) else ""
        source = Markup(' title="{}"').format(clean(told)) if told else ""
        return Markup('<span data-kind="{}"{}>{}</span>').format(kind, source, text)

    def _figure(self, span: FigureSpan, text: Markup) -> Markup:
        """A figure leads to its entry in the register; the first of each bears the id that the entry leads back to."""
        kind = Markup(' data-kind="figure"') if span.figure.value is not None else Markup(' class="gap"')
        about = Markup('{} data-figure="{}"').format(kind, clean(span.figure.id))
        target = self.links.figure(span.figure.id)
        if not target:
            return Markup("<span{}>{}</span>").format(about, text)
        return Markup('<a{}{} href="{}">{}</a>').format(self._first(target[1:]), about, target, text)

    def _first(self, number: str) -> Markup:
        if number in self.met:
            return Markup("")
        self.met.add(number)
        return self.anchor(f"at-{number}")

    def _reference(self, span: Reference, text: Markup) -> Markup:
        target = self.links.reference(span)
        if target:
            made = Markup('<a data-kind="reference" href="{}">{}</a>').format(target, text)
        else:
            made = Markup('<span data-kind="reference">{}</span>').format(text)
        return Markup("<sup>{}</sup>").format(made) if span.note else made


def _marked(span: Span) -> Markup:
    kind, text = marks.kind(span), escape(clean(span.text))
    return text if kind == "words" else Markup('<span data-kind="{}">{}</span>').format(kind, text)
