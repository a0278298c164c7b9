"""A finding told in a sentence of the reader's language, as spans: names, periods and numbers as the language writes
them, files and addresses as references.

Scope: filling a template for people outside the team. Which template is meant is decided by whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from mtm.compose.spool import plain
from mtm.kit.formats import Formats
from mtm.kit.messages import CODED
from mtm.kit.places import address, placed
from mtm.model.blocks import PeriodSpan, Quoted, Reference, Span, Spans, Words
from mtm.model.finding import Finding, Place
from mtm.model.period import Period

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_NUMBER = re.compile(r"[+\-−]?\d+(?:\.\d+)?")
_NAMED = (*CODED, "source", "other")
_FILES = ("file", "delivery", "before", "afterwards", "kept", "place", "first")


@dataclass(frozen=True)
class Voice:
    """How a language says codes and numbers; a name in another form stands under "code:form"."""

    known: Formats
    names: Mapping[str, str]

    def name(self, code: str, form: str = "") -> str:
        return self.names.get(f"{code}:{form}") or self.names.get(code, code)

    def listed(self, codes: str, form: str = "") -> str:
        """The names of codes with commas between them, as a list of the language."""
        return self.known.list([self.name(code, form) for code in codes.split(", ") if code])

    def period(self, code: str, form: str = "text") -> Spans:
        """A period by its code; anything else as it is."""
        try:
            return (PeriodSpan(self.known.period(Period.parse(code), form or "text"), code),)
        except ValueError:
            return plain(code)


def told(template: str, finding: Finding, voice: Voice, texts: Mapping[str, str] | None = None) -> Spans:
    """The template with the finding's parameters in it, beginning with a capital letter.

    ``texts`` come before the finding's own parameters. A parameter that nobody has shows as its name.
    """
    values = _values(finding, voice.known) | dict(texts or {})
    spans: list[Span] = []
    position = 0
    for match in _FIELD.finditer(template):
        spans += _literal(template[position : match.start()])
        spans += _printed(match[1], match[2] or "", values.get(match[1], match[0]), finding, voice)
        position = match.end()
    spans += _literal(template[position:])
    return capitalised(tuple(spans))


def capitalised(spans: Spans) -> Spans:
    """The same sentence beginning with a capital letter, unless a name of a file or a code stands first."""
    if not spans or isinstance(spans[0], Reference):
        return spans
    return (replace(spans[0], text=spans[0].text[:1].upper() + spans[0].text[1:]), *spans[1:])


def inside(place: Place, known: Formats) -> str:
    """Where a value stands inside its file: sheet and address."""
    sheet = "" if place.cell.startswith(place.sheet) else place.sheet
    return placed(Place("", sheet, place.cell), known).removeprefix(", ")


def _literal(text: str) -> Spans:
    return plain(text.replace("{{", "{").replace("}}", "}")) if text else ()


def _values(finding: Finding, known: Formats) -> dict[str, str]:
    place = finding.places[0] if finding.places else Place("")
    values = {
        "source": finding.source,
        "indicator": finding.indicator,
        "period": finding.period,
        "place": "; ".join(placed(p, known) for p in finding.places),
        "file": place.file,
        "sheet": place.sheet,
        "cell": address(place.cell, known),
        "value": place.value,
    }
    return values | dict(finding.params)


def _printed(name: str, form: str, text: str, finding: Finding, voice: Voice) -> Iterator[Span]:
    """One parameter by what it is: names of codes, a number, a period, a file, or words."""
    if name in _NAMED and not _NUMBER.fullmatch(text):
        yield Words(voice.listed(text, form))
    elif _is_period(name, text):
        yield from voice.period(text, form)
    elif _NUMBER.fullmatch(text):
        yield Quoted(_number(text, voice.known), str(finding.places[0]) if finding.places else finding.source)
    elif name in _FILES:
        yield Reference(text.replace(f"{finding.source}/", ""))
    else:
        yield from plain(" ".join(text.split()))


_PERIODS = ("period", "report", "since", "until", "compared", "due", "latest", "received", "before", "vintage")


def _is_period(name: str, text: str) -> bool:
    if name not in _PERIODS:
        return False
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def _number(text: str, known: Formats) -> str:
    value = Decimal(text.replace("−", "-"))
    return known.number(value, len(text.partition(".")[2]), signed=text.startswith("+"))
