"""Which words say what a percentage or a portion beside a count is taken of.

Scope: one sentence: "287 …, or 35 per cent of those referred", "Of those referred, 287 (35 %) …", «30% направленных»,
«780 строителей (40% от их числа)», "сұралған әйелдердің 65 пайызы". Only the words; whose number they name is decided
where the whole report is known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.meaning.prose import Sentence

_FAR = 90
_PHRASE = r"[^,.;:()–—\d]{2,70}"
_FEW = (
    r"(?:(?:only|just|some|about|around|nearly|almost|exactly|another|as many as|a further|no fewer than"
    r"|только|лишь|ещё|еще|около|почти|ровно|у|в|порядка|свыше|более|тек|шамамен|жуық|дәл|кемінде|бар болғаны)\s+)*$"
)
_BEFORE = {
    "en": re.compile(
        rf"(?:^|[.;:,(–—]\s*|\band\s+|\bbut\s+)(?:of|among|amongst|out of|from among|within)\s+(?P<of>{_PHRASE}?),?\s*"
        + _FEW,
        re.I,
    ),
    "ru": re.compile(
        r"(?:^|[.;:,(–—]\s*|\bи\s+|\bа\s+|\bно\s+|\bпричём\s+|\bпричем\s+)"
        rf"(?:из|среди|от|в числе|изо)\s+(?P<of>{_PHRASE}?),?\s*" + _FEW,
        re.I,
    ),
    "kk": re.compile(
        r"(?:^|[.;:,(–—«]\s*)(?P<of>[^,.;:()–—«\d]{0,60}?\w(?:(?:[нтд]ың|[нтд]ің)(?:\s+(?:ішінде|ішінен|арасында|арасынан))?"
        r"|дардан|дерден|лардан|лерден|тардан|терден))\s+" + _FEW,
        re.I,
    ),
}
_BEHIND = {
    "en": re.compile(rf"\)?\s*(?:[^\W\d_]+\s+){{0,2}}?of\s+(?P<of>{_PHRASE})", re.I),
    "ru": re.compile(rf"\)?\s*(?:[^\W\d_]+\s+){{0,2}}?(?:из|от)\s+(?P<of>{_PHRASE})", re.I),
}
_AFTER_EN = re.compile(rf"\)?\s*of\s+(?P<of>{_PHRASE})", re.I)
_AFTER_RU = re.compile(rf"\)?\s*(?P<led>(?:от|из|среди)\s+|(?=их\s|этого\s+числа|этих\s))?(?P<of>{_PHRASE})", re.I)
_GENITIVE_RU = re.compile(r"(?:всех|всей|всего|[а-яё]{2,}(?:ых|их|ов|ев|ей|ого|его|ой|ы|и|а|я|ин|иц|ек|ок))\b", re.I)
_VERB_EN = re.compile(r"(?<!who)(?<!that)(?<!which)\s+(?:were|was|had|have|has|are|is|did|do|does)\b", re.I)
_LINK_RU = re.compile(
    r"(?:это|есть|или|а именно|иначе говоря|иными словами|составляет|составило|составили|—|–)\s*$", re.I
)
_THEM = re.compile(
    r"\b(?:them|these|those|whom|which|their|this|it|них|их|этих|этого|этой|неё|нее|него|которых"
    r"|олардың|олардан|оның|бұлардың|бұлардан|осылардың|солардың|соның|осының|осы|сол|бұл)\b",
    re.I,
)
_LINKS = re.compile(r"[(;:–—]|\b(?:or|that|which|или|то есть|это|яғни|демек|немесе)\b", re.I)


class Said(NamedTuple):
    """The words of a whole; ``them`` where they only point back, ``noun`` the words right behind the count."""

    words: str
    them: bool
    noun: str


def said_of(sentence: Sentence, start: int, end: int, part: Claim) -> Said | None:
    """The words of the whole of what stands from ``start`` to ``end`` beside the count; None where none name it."""
    beside = _beside(sentence, start, end)
    phrase = beside or _led(sentence, min(start, part.start)) or _between(sentence, start, part)
    if not phrase:
        return None
    them = _THEM.search(phrase) is not None
    return Said(phrase, them, _noun(sentence, part, start) if beside and them else "")


def _beside(sentence: Sentence, start: int, end: int) -> str:
    """What touches the percentage or portion itself."""
    text = sentence.piece.text
    if sentence.language == "kk":
        return _led(sentence, start)
    if sentence.language == "en":
        found = _AFTER_EN.match(text, end, sentence.end)
        return _VERB_EN.split(found["of"])[0] if found is not None else ""
    found = _AFTER_RU.match(text, end, sentence.end)
    if found is None:
        return ""
    if found["led"] is not None:
        return found["of"]
    linked = not text[sentence.start : start].strip() or _LINK_RU.search(text[sentence.start : start])
    plain = _GENITIVE_RU.match(found["of"].lstrip()) and linked
    return found["of"] if plain or found["of"].lower().lstrip().startswith(("всех", "всего", "всей")) else ""


def _led(sentence: Sentence, start: int) -> str:
    """What opens the clause of the count, in Kazakh what stands before the percentage: "Of those referred, 287 …"."""
    text = sentence.piece.text[max(sentence.start, start - _FAR) : start]
    found = _BEFORE[sentence.language].search(text)
    return found["of"].strip(" ,") if found is not None else ""


def _between(sentence: Sentence, start: int, part: Claim) -> str:
    """What follows the count: "287 of those referred, or 35 %"."""
    behind = _BEHIND.get(sentence.language)
    found = behind.match(sentence.piece.text, part.after, sentence.end) if behind is not None else None
    if found is None or part.end > start:
        return ""
    return found["of"]


def _noun(sentence: Sentence, part: Claim, start: int) -> str:
    """What the count before the share counts: «672 семей, потерявших документы, то есть 35% от их числа»."""
    if start < part.after:
        return ""
    return _LINKS.split(sentence.piece.text[part.after : start])[0]


__all__ = ["Said", "said_of"]
