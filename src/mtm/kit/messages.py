"""Sentences of findings: a rule's template in the reader's language, filled with the finding's parameters.

Scope: text for people at the doors (console, letters, findings.json). Findings themselves carry no sentences.
The templates stand in ``locales/<language>/findings/*.yml``; a rule without a template in the language falls back
to English, and a rule without any template is a mistake in the code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable

from mtm.kit import yaml_text
from mtm.kit.formats import Formats, formats, locale_folder, locales_folder
from mtm.kit.places import address, placed
from mtm.model.finding import Finding
from mtm.model.period import Period

CODED = (
    "indicator",
    "indicators",
    "form",
    "flow",
    "missing",
    "area",
    "group",
    "agency_group",
    "rows",
    "without",
    "lost",
    "listed",
    "section",
    "sources",
    "figure",
)
"""Parameters that hold codes (indicators, areas, groups, sections, sources, figures), one or a list."""


_SHEET = re.compile(r",? [^\s,]+ [«\"“]\{sheet\}[»\"”]")
"""The words that name a sheet; a CSV file has none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong, and what to do about it; then the agency, the period and the places in the reader's words."""

    message: str
    remedy: str
    source: str = ""
    period: str = ""
    place: str = ""

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


def sentence(
    finding: Finding, language: str = "en", names: Mapping[str, str] | None = None, own: Traversable | None = None
) -> Sentence:
    """The finding in words; ``names`` turns ids and codes (sources, areas, indicators) into names.

    A name in another form stands under "code:form" ("border-service:genitive"); {source:genitive} in a sentence asks
    for it and takes the name itself where there is none. {period:in} and {total:n} print periods and numbers as the
    language writes them; {count:row|rows} prints the word that agrees with a number. ``own`` is a workspace's folder
    of locales. Errors: KeyError when no locale has the rule.
    """
    template = templates(language, own).get(finding.rule) or templates("en")[finding.rule]
    values = _Values(_values(finding, names or {}, _formats(language, own)))
    texts = (str(template.get(part, "")) for part in ("message", "remedy"))
    told = (text if values["sheet"] else without_sheet(text) for text in texts)
    facts = (format(values["source"]), format(values["period"], "head"), values["place"])
    return Sentence(*(_plain(_begun(text, text.format_map(values))) for text in told), *map(_plain, facts))


def _begun(template: str, text: str) -> str:
    """A sentence that opens with what a figure measures opens with a capital letter; the name of a file stays."""
    return text[:1].upper() + text[1:] if template.startswith("{figure") else text


def without_sheet(text: str) -> str:
    """A template without the words that name a sheet."""
    return _SHEET.sub("", text)


def templates(language: str, own: Traversable | None = None) -> dict[str, dict[str, str]]:
    """All templates of one language, by rule; empty for a language without findings."""
    folder = locale_folder(language, own)
    return _templates(folder / language / "findings") if folder is own else _shipped(language)


@cache
def _shipped(language: str) -> dict[str, dict[str, str]]:
    return _templates(locales_folder() / language / "findings")


def _templates(folder: Traversable) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if not folder.is_dir():
        return found
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yml"):
            found.update(yaml_text.load(entry.read_text(encoding="utf-8")) or {})
    return found


def _formats(language: str, own: Traversable | None) -> Formats:
    """The reader's formats, or the English ones for a language that has none: a message must never fail."""
    known = (locale_folder(language, own) / language / "formats.yml").is_file()
    return formats(language, own) if known else formats("en")


def _values(finding: Finding, names: Mapping[str, str], known: Formats) -> dict[str, str]:
    place = finding.places[0] if finding.places else None
    values = {
        "file": place.file if place else "",
        "sheet": place.sheet if place else "",
        "cell": address(place.cell, known) if place else "",
        "value": place.value if place else "",
        "place": "; ".join(placed(p, known) for p in finding.places),
        "source": finding.source,
        "indicator": finding.indicator,
        "period": finding.period,
    }
    values |= dict(finding.params)
    values |= {name: address(values[name], known) for name in ("kept",) if name in values}
    values |= {name: _fragments(values[name], known) for name in FRAGMENTS if name in values}
    printed = {key: _Printed(text, known) for key, text in values.items()}
    return {**printed, **{key: _Named(printed[key], names) for key in (*CODED, "source") if key in values}}


FRAGMENTS = ("looked_for", "saw", "reason", "needed", "given")
"""Parameters in which a stage joins an agency's words with a few of its own."""


def _fragments(text: str, known: Formats) -> str:
    """A parameter with the stage's own words ("under", "or") in the language, where its locale has them."""
    words: Mapping[str, str] = known.data.get("fragments", {})
    if not words:
        return text
    either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{either})(?![\w-])", lambda found: str(words[found[0]]), text)


class _Printed(str):
    """A parameter that prints as it is, as a number of the language ({total:n}), or as a period ({period:in}).

    A form with bars prints the word of it that agrees with the number: one and other in English, one, few and many
    in Russian.
    """

    __slots__ = ("known",)
    known: Formats

    def __new__(cls, text: str, known: Formats) -> _Printed:
        found = super().__new__(cls, text)
        found.known = known
        return found

    def __format__(self, form: str) -> str:
        text = str(self)
        if "|" in form:
            return agreeing(text, form.split("|"), self.known)
        if form == NUMBER and _NUMBER.fullmatch(text):
            value = Decimal(text.replace("−", "-"))
            return self.known.number(value, len(text.partition(".")[2]), signed=text.startswith("+"))
        try:
            return self.known.period(Period.parse(text), form) if form not in ("", NUMBER) else text
        except ValueError:
            return text


def agreeing(number: str, words: Sequence[str], known: Formats) -> str:
    """The word that agrees with a number as it is printed; the last one where the text is no number."""
    if not _NUMBER.fullmatch(number):
        return words[-1]
    decimals = len(number.partition(".")[2])
    found = known.plural(Decimal(number.replace("−", "-")), decimals)
    order = {"one": 0, "few": 1, "many": 2, "other": 1}  # where there are three words, a fraction takes the second
    return words[min(order.get(found, 1), len(words) - 1)]


def counted(count: int, one: str, other: str) -> str:
    """A number of things in English, as the doors print it: 1 row, 2 rows."""
    return f"{count} {agreeing(str(count), (one, other), formats('en'))}"


class _Named(str):
    """A list of codes that prints as names, in the form that the sentence asks for: {source:genitive}."""

    __slots__ = ("known", "names")
    names: Mapping[str, str]
    known: Formats

    def __new__(cls, codes: _Printed, names: Mapping[str, str]) -> _Named:
        found = super().__new__(cls, codes)
        found.names, found.known = names, codes.known
        return found

    def __format__(self, form: str) -> str:
        if "|" in form:
            return agreeing(str(self), form.split("|"), self.known)
        if form == ID:
            return str(self)
        return ", ".join(self._name(code, form) for code in str(self).split(", "))

    def _name(self, code: str, form: str) -> str:
        """A code's name; of codes that together tell a row ("CHN F") the first is the row, the others qualify it."""
        row, *others = code.split(" ")
        if others and code not in self.names and row in self.names:
            return f"{self._name(row, form)} ({', '.join(self.names.get(other, other) for other in others)})"
        return self.names.get(f"{code}:{form}") or self.names.get(code, code)


ID = "id"
"""The format of a code that is to be printed as it is, in the name of a file: sources/{source:id}.yml."""
NUMBER = "n"
"""The format of a parameter that is a number, to be written as the language writes numbers."""
_NUMBER = re.compile(r"[+\-−]?\d+(?:\.\d+)?")


class _Values(dict[str, str]):
    """A parameter that the finding does not carry shows as its name instead of stopping the report."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _plain(text: str) -> str:
    """No control characters or direction marks reach a console, a letter or a log."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf") else "\ufffd" for c in text)
