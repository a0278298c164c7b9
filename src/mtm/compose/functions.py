"""The functions that section templates and authored texts may use (docs/how-to/add-a-section.md lists them).

Scope: one small function each, printing on a desk. Words come from numbers through ``wording`` and the locale; where a
figure is a gap or in doubt the function says so in words, so that no template can claim more than the figure holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from mtm.compose import wording
from mtm.compose.desk import Desk, sign_word
from mtm.compose.labels import label
from mtm.compose.language import inflected
from mtm.compose.lookup import key_label
from mtm.compose.spool import is_held
from mtm.compose.views import FactView, FamilyView, FigureView, PeriodView, SectionView, views
from mtm.compose.walk import SPAN
from mtm.model.errors import MtmError, WorkspaceError
from mtm.model.figure import Figure
from mtm.model.period import Period

Given = FigureView | FamilyView | Iterable[FigureView]


@dataclass(frozen=True)
class Functions:
    """Every public method is a function of the templates, by its name."""

    desk: Desk

    def count(self, f: FigureView, form: str = "phrase") -> str:
        """The number with its unit: "3,405,102 crossings"."""
        return self.desk.count(f.figure, form=form)

    def percent(self, f: FigureView, form: str = "phrase") -> str:
        """The percentage with its unit: "22.7 per cent"; refuses anything else."""
        if f.available and f.figure.unit not in ("percent", "percentage_points"):
            raise MtmError("percent() prints percentages only", value=f.figure.id)
        return self.desk.count(f.figure, form=form)

    def signed(self, f: FigureView) -> str:
        """The number with its sign, plus too: "+9,174"."""
        return self.desk.number(f.figure, signed=True)

    def signed_count(self, f: FigureView, form: str = "phrase") -> str:
        return self.desk.count(f.figure, signed=True, form=form)

    def size(self, f: FigureView, form: str = "phrase") -> str:
        """The number with its unit and without its sign, after a word that says it: "fell by 22.7 per cent"."""
        return self.desk.count(f.figure, size=True, form=form)

    def magnitude(self, f: FigureView) -> str:
        """The number without its sign and without its unit."""
        return self.desk.number(f.figure, size=True)

    def spelled(self, f: FigureView) -> str:
        """A small count in words where the language writes it so: "seven"; otherwise the number."""
        value = wording.printed(f.figure)
        word = self.desk.language.formats.spelled(int(value)) if value is not None else None
        return self.desk.spool.put(replace(self.desk.span(f.figure), text=word)) if word else str(f)

    def trend(self, f: FigureView, of: str = "", words: str = "trend") -> str:
        """The word for a change: rose, fell, was unchanged; it agrees with the noun ``of``."""
        return sign_word(self.desk, f.figure, words, of)

    def by_how_much(self, f: FigureView, of: str = "", form: str = "phrase") -> str:
        """The word for a change with its size: "rose by 22.7 per cent", "was unchanged (0.0 per cent)"."""
        word, size = self.trend(f, of), self.size(f, form)
        return self.desk.phrase("by_how_much", wording.sign(f.figure), word=word, size=size)

    def outnumber(self, a: FigureView, b: FigureView, words: str = "outnumber", of: str = "") -> str:
        """The word for two counts: outnumbered, were fewer than, equalled."""
        sign = wording.compared(a.figure, b.figure)
        return self.desk.fixed(self.desk.language.direction(words, sign, of))

    def plural(self, f: FigureView, **words: str) -> str:
        """The word that agrees with the printed number: plural(f, one="прибыл", other="прибыло")."""
        value = f.figure.value
        form = self.desk.language.formats.plural(value, f.figure.decimals) if value is not None else "other"
        return self.desk.fixed(words.get(form) or words["other"])

    def portion(self, share: FigureView, form: str = "text") -> str:
        """The hedge for a share: the majority, nearly half, about a third; ``form`` picks a case of the language."""
        return self.desk.fixed(inflected(self.desk.language.get("portions", wording.portion(share.figure)), form))

    def rank(self, f: FigureView, among: Given, form: str = "text") -> str:
        """The place of a figure among others in words: largest, second largest; "" beyond the words there are."""
        place = wording.place(f.figure, (v.figure for v in _all(among)))
        words = self.desk.language.get("ranks")
        return self.desk.fixed(inflected(words[place - 1], form)) if place and place <= len(words) else ""

    def top(self, family: Given, n: int, under: str | None = None) -> list[FigureView]:
        """The figures with the n largest values; ``under`` keeps those listed under an agency's group."""
        return [v for v in self.ranked(family, under) if v.available][:n]

    def ranked(self, family: Given, under: str | None = None) -> list[FigureView]:
        """All figures from the largest to the smallest, gaps last."""
        kept = [v for v in _all(family) if under is None or v.group == under]
        order = {f.id: n for n, f in enumerate(wording.ordered(v.figure for v in kept))}
        return sorted(kept, key=lambda v: order[v.figure.id])

    def gaps(self, family: Given, under: str | None = None) -> list[FigureView]:
        """The figures without a value."""
        return [v for v in _all(family) if not v.available and (under is None or v.group == under)]

    def top_words(self, figures: list[FigureView]) -> str:
        """ "top three" for three figures, where the language has a word for the number."""
        word = self.desk.language.formats.spelled(len(figures))
        return self.desk.fixed(str(self.desk.language.get("top")).format(n=word)) if word else ""

    def how_many(self, things: Iterable[FigureView], name: str, unit: str = "figures") -> str:
        """How many figures these are, as a figure of its own with the id section.name; small counts in words."""
        operands = tuple(v.figure for v in things)
        made = Figure(
            f"{self.desk.section}.{name}",
            self.desk.section,
            "count",
            Decimal(len(operands)),
            unit,
            0,
            None,
            "count",
            operands,
        )
        return self.spelled(FigureView(made, self.desk))

    def name(self, area: str | FigureView, form: str = "text") -> str:
        """The name of an area or group, in a case that the language knows."""
        return self.desk.area(area.area or area.key if isinstance(area, FigureView) else area, form)

    def home(self, form: str = "text") -> str:
        """The name of the workspace's own country, in a form that the language knows: home('in')."""
        code = str(self.desk.given.front.get("country") or "")
        known = self.desk.given.names.area(code) != code
        return self.desk.area(code, form) if known else self.desk.words(str(self.desk.given.front.get("name") or ""))

    def keyed(self, key: str | FigureView) -> str:
        """The words of the section's text for a key: "of working age" for WORKING."""
        return key_label(self.desk, key.key if isinstance(key, FigureView) else key, "key")[0]

    def dated(self, code: str, form: str = "text") -> str:
        """A period or date written by its code: dated('1991'), dated('2023-11-17')."""
        return self.desk.period(Period.parse(code), form)

    def names(self, figures: Given, form: str = "text") -> str:
        """The names of the figures' areas as a list."""
        return self.desk.list([self.name(v, form) for v in _all(figures)])

    def source(self, code: str | FigureView, form: str = "text") -> str:
        """The name of a source, or of the sources behind a figure."""
        if isinstance(code, str):
            return self.desk.source_name(code, form)
        return str(self.desk.agencies(list(dict.fromkeys(o.source for o in code.figure.origins)), form))

    def publisher(self, f: FigureView) -> str:
        """Who published a number that is taken over as printed."""
        return self.desk.outside(f.figure.published_by)

    def listing(self, things: Iterable[Any], caller: Callable[[Any], str] | None = None) -> str:
        """Things joined as a list of the language; with a call block, each as the block prints it."""
        return self.desk.list([" ".join(caller(t).split()) if caller else str(t) for t in things])

    def label(self, f: FigureView, form: str = "text") -> str:
        """What a figure measures, in the words of its section: "arrivals of citizens of Uzbekistan"."""
        return label(self.desk, f.figure, form)

    def base(self, share: FigureView, form: str = "of") -> str:
        """What a share or a change is taken of: "of arrivals of citizens of CIS countries"."""
        return label(self.desk, share.figure.base, form) if share.figure.base else ""

    def when(self, period: PeriodView | FigureView, form: str = "in") -> str:
        """A period as an adverbial: "in the fourth quarter of 2023"."""
        found = period.period if isinstance(period, FigureView) else period
        return str(found.as_form(form)) if found else ""

    def reason(self, f: FigureView) -> str:
        """Why a figure is a gap, or why its direction is not established."""
        if not f.available:
            return self.desk.reason(f.figure)
        return " ".join(self.desk.doubt(d, f.figure) for d in f.figure.doubts)

    def status(self, f: FigureView) -> str:
        """The status of a figure in words: provisional, estimated; nothing for an ordinary value."""
        statuses = self.desk.language.get("statuses")
        return self.desk.fixed(str(statuses.get(f.figure.status, self.desk.language.get("status_unknown"))))

    def quote(self, text: str, source: str = "") -> str:
        """A fact taken over from an outside text, digits and all; it must say from where."""
        if not source.strip():
            raise MtmError("a quoted fact needs its source", value=str(text), remedy="Write quote(text, source=…).")
        return self.desk.quoted(str(text), source)

    def unit(self, f: FigureView) -> str:
        """The unit as it stands beneath a heading."""
        return self.desk.fixed(self.desk.language.unit_head(f.figure.unit))

    def opening(self, text: Any) -> str:
        """The same text beginning with a capital letter."""
        found = str(text)
        if not found:
            return ""
        if not is_held(found[0]):
            return found[0].upper() + found[1:]
        span = self.desk.spool.take(found[0])
        if not isinstance(span, SPAN):
            return found
        return self.desk.spool.put(replace(span, text=span.text[:1].upper() + span.text[1:])) + found[1:]


def _all(given: Given) -> list[FigureView]:
    return [given] if isinstance(given, FigureView) else list(given)


def bind(desk: Desk) -> dict[str, Any]:
    """The values that every template on this desk may use: functions, figures, the period, the front matter."""
    by_section = views(desk.given.figures, desk)
    found: dict[str, Any] = {name: SectionView(name, members) for name, members in by_section.items()}
    found |= by_section.get(desk.section, {})
    own = {**_named(Functions(desk)), "period": PeriodView(desk.given.period, desk)}
    own["front"] = FactView(desk.given.front, desk, "front")
    refuse_taken_names(desk, own)
    return found | own


def refuse_taken_names(desk: Desk, functions: Mapping[str, Any]) -> None:
    """A figure cannot have the name of a function: a sentence would print the one and mean the other."""
    names = [name.partition(".")[2] for name in desk.given.figures if name.partition(".")[0] == desk.section]
    for name in names:
        if name in functions:
            raise WorkspaceError(
                "a figure has the name of a function of the templates",
                where=f"{desk.given.folders[desk.section].where}/figures.yml",
                value=name,
                remedy="Give the figure another name.",
            )


def _named(functions: Functions) -> dict[str, Any]:
    names = [n for n in dir(functions) if not n.startswith("_") and n != "desk"]
    return {name: getattr(functions, name) for name in names}
