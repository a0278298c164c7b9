"""Words that narrow what a number counts: how people came, why, which of them.

Scope: one number of running text and the words of its sentence around it. "12,400 arrivals by air", "tourist arrivals",
«въездов по туристическим визам», "әуе жолымен келгендер" count a part of all arrivals.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.language.chunks import WORD
from mtm.audit.language.lexicon import Word
from mtm.audit.meaning.prose import Sentence

_LED = {
    "en": re.compile(r"\b(?:by|via|through|without|aged|among|holding|using|on foot|for the purpose|under)\b", re.I),
    "ru": re.compile(
        r"\b(?:через|без|среди|посредством|с целью|с целями|в возрасте|на борту|пешком|владел\w+)\b", re.I
    ),
    "kk": re.compile(r"\b(?:арқылы|жолымен|жасындағы|жасаралығында|көлігімен|мақсатында|мақсатымен|бойынша)\b", re.I),
}
_HARMLESS = re.compile(
    r"\b(?:by|under)\s+(?:about|around|some|nearly|almost|the end|the (?:border|central|national|statistic)|\d)"
    r"|(?:тоқсан\w*|жыл\w*|айлар\w*|қорытынды\w*|дерек\w*|мәлімет\w*|ағын\w*|бағыт\w*)\s+бойынша",
    re.I,
)
_ADJECTIVE = {
    "en": re.compile(r"(?:ist|ic|al|our|ary|ign|ale|ess|port|air|rail|road|land|sea|work|tory|ship)$"),
    "ru": re.compile(r"(?:ых|их|ого|его|ой|ей|ый|ий|ая|яя|ые|ие|ыми|ими)$"),
    "kk": re.compile(r"(?:тік|тық|лік|лық|дік|дық|шы|ші|мен|бен|пен)$"),
}
_GENERIC = re.compile(
    r"(?:person|peopl|man|human|citizen|national|cross|entr|exit|arriv|depart|mov|journ|travel|passeng|record|count"
    r"|чел|люд|лиц|гражд|въезд|выезд|прибы|выбы|прие|уех|пересеч|раз|случ|едини|адам|кір|шығ|кел|кет|қозғ|бірлік|өту)"
)


def is_narrowed(claim: Claim, sentence: Sentence) -> bool:
    """Whether the words around the number may say that it counts a part of all who came or left."""
    text = sentence.text
    found = _LED[sentence.language].search(_HARMLESS.sub(" ", text))
    return bool(found) or _other_noun(claim) or _by_adjective(sentence)


def _other_noun(claim: Claim) -> bool:
    return bool(claim.noun) and not _GENERIC.match(claim.noun)


def _by_adjective(sentence: Sentence) -> bool:
    """ "tourist arrivals", «транзитных въездов»: a word of which nothing is known, before the side."""
    sides = {c.start for c in sentence.cues if c.tags & {"in", "out"}}
    for (_, _, word), (start, _, _) in zip(sentence.found, sentence.found[1:], strict=False):
        if start in sides and _unknown(word) and _ADJECTIVE[sentence.language].search(word.lower):
            return True
    return False


def _unknown(word: Word) -> bool:
    known = word.cue or word.stop or word.area or word.timed or word.unit or word.number is not None
    return word.kind == WORD and not known and not _GENERIC.match(word.lower)


__all__ = ["is_narrowed"]
