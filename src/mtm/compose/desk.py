"""The desk on which one section is written: it prints figures, periods and words of one language onto a spool.

Scope: the primitives. Which functions a template has is in ``functions``, what they print is decided in ``wording`` and
in the locale. A desk belongs to one section and remembers its notes; everything else it reads from what it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mtm.compose import markdown, wording
from mtm.compose.engine import Printable, Source, render
from mtm.compose.input import ReportInput
from mtm.compose.language import Language, inflected
from mtm.compose.notebook import Notebook
from mtm.compose.spool import Spool, clean, has_digits, plain
from mtm.model.blocks import FigureSpan, PeriodSpan, Quoted, Reference, Spans, Words
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation
from mtm.model.period import Period


@dataclass(frozen=True)
class Formed(Printable):
    """A name that a sentence may ask for in another form: {{ who }} as it stands in a sentence, {{ who.genitive }}."""

    say: Callable[[str], str]

    def __str__(self) -> str:
        return self.say("")

    def __getattr__(self, form: str) -> str:
        if form.startswith("_"):
            raise AttributeError(form)
        return self.say(form)


@dataclass
class Desk:
    """Prints for the section ``section``; ``functions`` are the values that every template on this desk may use.

    ``silent`` is set on a section without data for the period: it says what is missing and contributes nothing else.
    """

    given: ReportInput
    language: Language
    section: str
    spool: Spool = field(default_factory=Spool)
    notes: Notebook = field(init=False)
    functions: Mapping[str, Any] = field(default_factory=dict)
    by_observation: Mapping[Observation, Figure] = field(default_factory=dict)
    silent: bool = False

    def __post_init__(self) -> None:
        self.notes = Notebook(self.section)

    def words(self, text: str, style: str = "") -> str:
        """Outside text: words, with references where it holds digits."""
        return self.spool.put_all(plain(text, style))

    def outside(self, text: str) -> str:
        """A text of a delivery, in this language where the workspace translates it."""
        return self.words(self.given.translations.get(text, text))

    def fixed(self, text: str) -> str:
        """A word of the locale."""
        return self.spool.put(Words(text)) if text else ""

    def number(self, figure: Figure, *, signed: bool | None = None, size: bool = False) -> str:
        """The figure as a number; ``size`` leaves its sign out ("fell by 22.7"). A gap prints its reason in words."""
        return self.spool.put(self.span(figure, signed=signed, size=size))

    def span(
        self, figure: Figure, *, signed: bool | None = None, size: bool = False, symbol: bool = False
    ) -> FigureSpan:
        """The figure as a span; ``symbol`` prints a gap as the sign that tables use."""
        if figure.value is None:
            entry = self.language.gap(figure.gap)
            return FigureSpan(figure, str(entry["symbol"]) if symbol else self._gap_words(figure))
        value = abs(figure.value) if size else figure.value
        wanted = figure.signed if signed is None else signed
        return FigureSpan(figure, self.language.formats.number(value, figure.decimals, signed=wanted and not size))

    def count(self, figure: Figure, *, signed: bool | None = None, size: bool = False, form: str = "phrase") -> str:
        """The figure with its unit, in the unit's plural form."""
        number = self.number(figure, signed=signed, size=size)
        if figure.value is None:
            return number
        plural = self.language.formats.plural(figure.value, figure.decimals)
        before, _, after = self.language.unit_phrase(figure.unit, plural, form).partition("{n}")
        return self.fixed(before) + number + self.fixed(after)

    def unit_beside(self, figure: Figure) -> str:
        """The unit as it stands under or after the figure's number: in its plural form where it is a word."""
        head = self.language.unit_head(figure.unit)
        if figure.value is None or not head.isalpha():
            return head
        plural = self.language.formats.plural(figure.value, figure.decimals)
        before, _, after = self.language.unit_phrase(figure.unit, plural).partition("{n}")
        return head if before else after.strip()

    def period(self, period: Period, form: str = "text") -> str:
        return self.spool.put(PeriodSpan(self.language.formats.period(period, form), period.code))

    def date(self, day: date, form: str = "text") -> str:
        return self.spool.put(PeriodSpan(self.language.formats.date(day, form), day.isoformat()))

    def area(self, code: str, form: str = "text") -> str:
        """The name of an area as it stands in a sentence ("the Russian Federation") or in another form."""
        own = self.language.get("codes").get(code)
        if own is not None:
            return self.fixed(str(own))
        whole, rest, _ = code.partition("/_O")
        if rest:
            return self._rest_of(whole, form)
        name = self.given.names.area(code, "plain" if form == "text" else form)
        return self.words(self.language.area(code, name, form))

    def _rest_of(self, group: str, form: str) -> str:
        """What is not listed of a group; a language with cases lists the phrase by form."""
        phrases = self.language.get("rest_of")
        keys = ("rest_of",) if isinstance(phrases, str) else ("rest_of", form if form in phrases else "text")
        return self.phrase(*keys, name=Formed(lambda wanted: self.area(group, wanted or form)))

    def agencies(self, codes: Sequence[str], form: str = "text") -> Formed:
        """Agencies as a list, for sentences that may ask for another form: {{ who.genitive }}."""
        return Formed(lambda wanted: self.list([self.source_name(code, wanted or form) for code in codes]))

    def source_name(self, code: str, form: str = "plain") -> str:
        """The name of an agency; "text" is the form that it has in a sentence ("the Border Service")."""
        name = self.given.names.source(code, "plain" if form == "text" else form)
        return self.words(self.language.source(name, form))

    def reason(self, figure: Figure) -> str:
        """Why a figure is a gap: "not received from the Border Service"."""
        who = self._who(figure)
        return self.say(Source(self.language.gap(figure.gap)["text"], self.language.where), who=who, f=figure)

    def doubt(self, doubt: Doubt, figure: Figure) -> str:
        """Why a direction is not established, one sentence per reason."""
        texts = self.language.get("doubts")
        source = Source(str(texts.get(doubt.reason) or texts["other"]), self.language.where)
        return self.say(source, **{name: self._doubt_value(name, text, doubt, figure) for name, text in doubt.params})

    def say(self, source: Source, /, **values: Any) -> str:
        """Render a template of a section or of the locale on this desk."""
        return render(source, {**self.functions, **values}, self.spool)

    def phrase(self, *keys: str, **values: Any) -> str:
        """Render a sentence of the locale."""
        return self.say(Source(str(self.language.get(*keys)), f"{self.language.where} ({'.'.join(keys)})"), **values)

    def spans(self, text: str) -> Spans:
        return markdown.trimmed(markdown.spans(text, self.spool))

    def entry(self, section: str, *keys: str) -> Source | None:
        """A template from the front matter of a section's text, with its line; None where the text has none."""
        text = self.given.folders[section].text
        found: Any = text.entries
        for key in keys:
            if isinstance(found, list) and key.isdecimal() and int(key) < len(found):
                found = found[int(key)]
            elif isinstance(found, Mapping) and key in found:
                found = found[key]
            else:
                return None
        return Source(found, text.where, text.lines.get(keys, 1)) if isinstance(found, str) else None

    def quoted(self, text: str, source: str) -> str:
        return self.spool.put(Quoted(clean(text), clean(source)))

    def reference(self, text: str, target: str = "", *, note: bool = False) -> str:
        return self.spool.put(Reference(clean(text), target, note=note))

    def list(self, items: Sequence[str]) -> str:
        return self.language.formats.list(items)

    def _gap_words(self, figure: Figure) -> str:
        reason = self.reason(figure)
        text = "".join(s.text for s in self.spans(self.phrase("gap", reason=reason)))
        return text if not has_digits(text) else str(self.language.get("not_available"))

    def _who(self, figure: Figure) -> Formed:
        sources = dict.fromkeys(s for name, s in figure.missing if name == "source" for s in s.split(", ") if s)
        return self.owing(tuple(sources or dict.fromkeys(o.source for o in figure.origins)))

    def owing(self, sources: Sequence[str]) -> Formed:
        """The agencies that owe a number; "the source" where none is known."""
        if sources:
            return self.agencies(sources)
        return Formed(lambda wanted: self.fixed(inflected(self.language.get("some_source"), wanted or "text")))

    def _doubt_value(self, name: str, text: str, doubt: Doubt, figure: Figure) -> str | Formed:
        """A number in a doubt is a figure over the observations that raise the doubt."""
        try:
            value = Decimal(text)
        except ArithmeticError:
            return self._named(name, text)
        places = max(0, -int(value.as_tuple().exponent))
        derived = replace(
            figure,
            id=f"{figure.id}.{doubt.reason}_{name}",
            kind="doubt",
            value=value,
            unit=figure.unit,
            decimals=places,
            formula=f"{doubt.reason}: {name}",
            operands=(*doubt.operands, *self._moved(doubt)) or figure.operands,
            base=None,
            gap="",
            doubts=(),
        )
        return self.number(derived)

    def _moved(self, doubt: Doubt) -> tuple[Observation, ...]:
        """The cells of the area that a doubt about a grouping moves from one group to another."""
        area = dict(doubt.params).get("area")
        tables = {(o.indicator, o.time_period, o.origin.sha256) for o in doubt.operands}
        return tuple(
            o
            for o in (self.given.matrix.current if area else ())
            if o.counterpart_area == area and (o.indicator, o.time_period, o.origin.sha256) in tables
        )

    def _named(self, name: str, text: str) -> str | Formed:
        parts = [part.strip() for part in text.split(",")]
        if name in ("source", "sources"):
            return self.agencies(parts)
        if name in ("area", "areas", "group"):
            return Formed(lambda form: self.list([self.area(part, form or "text") for part in parts]))
        try:
            return self.period(Period.parse(text))
        except (ValueError, TypeError):
            return self.words(text)


def sign_word(desk: Desk, figure: Figure, words: str, noun: str) -> str:
    """The word of a set for the figure's sign, agreeing with the noun."""
    return desk.fixed(desk.language.direction(words, wording.sign(figure), noun))
