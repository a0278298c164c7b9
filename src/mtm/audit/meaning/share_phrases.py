"""Whose share of what a percentage says that has no count beside it: "escorted removals make up 62.0 per cent of all".

Scope: one sentence: "the share of X among Y was 62.0 per cent", «доля обжалованных отказов составила 40,0 %», «на X
приходится 40 % всех Y», "X-тардың Y-дағы үлесі 62,5%". Only the words; whose numbers they name is decided where the
whole report is known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.meaning.prose import Sentence

_P = r"[^,.;:()–—\d]"
_FEW = r"(?:(?:only|just|some|about|exactly|thus|therefore|still|now|лишь|только|ровно|уже|теперь|около|тек|дәл)\s+)*"
_LED = {
    "en": (
        re.compile(
            rf"(?:^|[.;:,–—]\s*)(?P<x>{_P}{{3,60}}?)\s+(?:make|makes|made|account|accounts|accounted|represent\w*|constitut\w+"
            rf"|comprise[sd]?|form|forms|formed)\s+(?:up\s+|for\s+)?{_FEW}$",
            re.I,
        ),
        re.compile(
            rf"\b(?:share|proportion|percentage)\s+of\s+(?P<x>{_P}{{3,50}}?)\s+(?:in|among|within|out of|of)\s+"
            rf"(?P<y>{_P}{{3,50}}?)\s+(?:was|is|were|stands?\s+at|stood\s+at|came\s+to|comes\s+to|amounts?\s+to|amounted\s+to|reached)\s+{_FEW}$",
            re.I,
        ),
    ),
    "ru": (
        re.compile(
            rf"\b(?:доля|удельный вес)\s+(?P<x>{_P}{{3,50}}?)\s+(?:в|во|среди|от)\s+(?P<y>{_P}{{3,50}}?)\s+"
            rf"(?:составляет|составила|составил|равна|равен|достигла|достигает|была|–|—)\s+{_FEW}$",
            re.I,
        ),
        re.compile(
            r"\b(?:доля|удельный вес)\s+(?P<x>[^\W\d]+(?:н|т|вш|ш|ющ|ущ|ящ|ащ|ем|им)ых|[^\W\d]+(?:ш|щ)ихс?я?)\s+"
            rf"(?P<y>[^\W\d]+(?:\s+[^\W\d]+)?)\s+(?:составляет|составила|составил|равна|равен|достигла|достигает|была)\s+{_FEW}$",
            re.I,
        ),
        re.compile(
            rf"(?:^|[.;:,–—]\s*)на\s+(?P<x>{_P}{{3,60}}?)\s+(?:приходится|пришлось|приходилось)\s+{_FEW}$", re.I
        ),
        re.compile(
            rf"(?:^|[.;:,–—]\s*)(?P<x>{_P}{{3,60}}?)\s+(?:составляют|составили|составляет|составила)\s+{_FEW}$", re.I
        ),
    ),
    "kk": (
        re.compile(
            rf"(?:^|[.;:,–—]\s*)(?P<x>{_P}{{2,50}}?(?:ның|нің|дың|дің|тың|тің))\s+(?P<y>{_P}{{2,50}}?(?:дағы|дегі|тағы|тегі"
            rf"|ішіндегі|арасындағы))\s+үлесі\s+{_FEW}$",
            re.I,
        ),
        re.compile(
            rf"(?:^|[.;:,–—]\s*)(?P<x>{_P}{{2,50}}?)\s+үлесі\s+(?P<y>{_P}{{2,50}}?(?:ның|нің|дың|дің|тың|тің))\s+{_FEW}$",
            re.I,
        ),
    ),
}
_OF = {
    "en": re.compile(rf"\s+of\s+(?P<y>{_P}{{2,60}})", re.I),
    "ru": re.compile(rf"\s+(?:от\s+|из\s+)?(?P<y>(?:общего\s+числа\s+)?{_P}{{2,60}})", re.I),
}
REACH = 150


class Phrase(NamedTuple):
    """The words for the part and for the whole."""

    part: str
    whole: str


def share_phrase(sentence: Sentence, own: Claim) -> Phrase | None:
    """The words of part and whole around a percentage; None where no such form of words holds it."""
    text = sentence.piece.text
    lead = text[max(sentence.start, own.start - REACH) : own.start]
    for form in _LED[sentence.language]:
        found = form.search(lead)
        if found is None:
            continue
        if "y" in form.groupindex:
            return Phrase(found["x"], found["y"])
        behind = _OF[sentence.language].match(text, own.after, sentence.end)
        if behind is not None:
            return Phrase(found["x"], behind["y"])
    return None


__all__ = ["Phrase", "share_phrase"]
