"""Two values that prepositions or case endings join: "from 42,238 to 33,289", «до 799,4 млн с 792,7 млн».

Scope: two numbers of one sentence: whether the words lead from one to the other, and the unit that they then share.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.language.endings import ABLATIVE
from mtm.audit.meaning.earlier_words import in_dative
from mtm.audit.meaning.prose import Sentence

_FROM = {"en": ("from",), "ru": ("с", "со")}
_REACHED = re.compile(
    r"\b(?:to|до)\s+(?:(?:reach|hit|an?|the|its|new|all-time|record(?:[- ]high|[- ]low)?|high|low|level|of|about|around"
    r"|nearly|almost|over|some|just|only|рекордн\w+|уровня|почти|около)\s+)*(?:US)?[$€₸]?\s*$",
    re.I,
)
_FROM_LAST = re.compile(r"\b(?:from|с|со)\s+(?:the\s+)?(?:USD\s?|US)?[$€₸]?\s*$", re.I)
_TURNS = frozenset(("up", "down"))
_AGAINST = re.compile(r"\s+(?:против|against|versus|vs\.?)\s+(?:US)?[$€₸]?", re.I)
_LEFT = re.compile(r"\bfrom (?:an? |the )?(?:[a-z-]+ ){0,2}(?:US)?[$€₸]?$", re.I)
_REACH = 40
LEAST_UNSCALED = 1000  # a larger number is written out, and has no part in the scale of the next
_AND = frozenset(("", "and", "и", "және", "мен", "respectively", "соответственно", "тиісінше", "сәйкесінше"))
_KK_TO = ("-ға", "-ге", "-қа", "-ке", "ыз-ға", "пайызға", "арға", "ерге", "амға", "геге", "ыңға", "онға")
_LEVEL_TO = re.compile(r"(?:деңгей|көрсеткіш|мән|меже|белгі|шама|сан|шег)[^\W\d]*(?:ға|ге|қа|ке|на|не)[.,()]*")
_STEM = 4
TO = {"en": ("to",), "ru": ("до",)}


def shared_unit(sentence: Sentence) -> None:
    """ "from 88.1 to 86.8 per cent", "from 236.3 to 403 thousand": the first has the unit or scale of the second."""
    for two, one in pairwise(reversed(sentence.claims)):
        if one.unit or one.scale != 1 or not (two.unit == PERCENT or two.scale > 1) or two.sign in ("+", "-"):
            continue
        joined = from_to(one, two, sentence)
        if not joined:
            listed = one.decimals > 0 or bool(sentence.tagged("respectively"))
            joined = listed and _only_and(sentence.piece.text[one.end : two.start])
            joined = joined or (two.scale > 1 and bool(_AGAINST.fullmatch(sentence.piece.text, one.end, two.start)))
        alike = one.decimals == two.decimals or two.scale > 1
        if joined and alike and abs(one.value) < LEAST_UNSCALED:
            one.unit, one.scale, one.exact, one.interval_ = two.unit, two.scale, False, None


def _only_and(between: str) -> bool:
    """Only a comma, "and" or "respectively" stands between: "89.5 and 72.1 per cent"."""
    return all(word.strip(",") in _AND for word in between.lower().split())


def from_to(one: Claim, two: Claim, sentence: Sentence) -> bool:
    text = sentence.piece.text
    if sentence.language in _FROM:
        before = text[max(sentence.start, one.start - 12) : one.start].lower().replace("(", " ").split()
        between = text[one.end : two.start].lower().split()
        led = bool(before) and (
            before[-1] in _FROM[sentence.language] or (len(before) > 1 and before[-2] in _FROM[sentence.language])
        )
        return led and any(w in TO[sentence.language] for w in between[-3:])
    if any(one.end <= area.start < two.start for area in sentence.areas):
        return False  # "2,9%-ы Моңғолиядан және 2,5%-ы басқа елдерден": from where people came
    if ")" in text[one.end : two.start]:
        return False  # "келгендер (9 895) кеткендерден (10 633) 738 адамға аз": two numbers are compared
    first = text[one.end : two.start].lower().split()
    second = text[two.end : two.end + 60].lower().split()
    leaves = any(w.strip(".,").endswith(ABLATIVE) for w in first[:3])
    dative = any(w.strip(".,()").endswith(_KK_TO) or _LEVEL_TO.fullmatch(w) for w in second[:3])
    dative = dative or _same_noun(first[:2], second[:2])
    return leaves and (dative or any(w.startswith("дейін") for w in second[:4]))


def _same_noun(first: list[str], second: list[str]) -> bool:
    """ "22 648 сапардан 24 558 сапарға": one noun, from and to."""
    left = {w[:_STEM] for w in first if w.strip(".,").endswith(ABLATIVE) and len(w) > _STEM}
    return any(w[:_STEM] in left and in_dative(w.strip(".,()")) for w in second)


def to_from(one: Claim, two: Claim, sentence: Sentence) -> bool:
    """ "rose to 816.6 million from 1,044.5 million", «выросли до 799,4 млн с 792,7 млн»."""
    if sentence.language not in _FROM:
        return False
    text = sentence.piece.text
    before = text[max(sentence.start, one.start - 12) : one.start].lower().split()
    between = text[one.end : two.start].lower().replace("(", " ").replace("us$", " ").replace("$", " ").split()
    if _turned_from(one, two, sentence):
        return True
    led = any(w in TO[sentence.language] for w in before[-2:])
    led = led or bool(_REACHED.search(text, max(sentence.start, one.start - 50), one.start))
    return led and any(w in _FROM[sentence.language] for w in between[-2:])


def _turned_from(one: Claim, two: Claim, sentence: Sentence) -> bool:
    """ "3,063 arrivals, down from 3,715 in 2016": a word of change and a bare "from", and no "to" behind."""
    text = sentence.piece.text
    found = _FROM_LAST.search(text, one.after, two.start)
    led = text[max(sentence.start, one.start - 12) : one.start].lower().replace("(", " ").split()[-1:]
    if led and led[0] in _FROM[sentence.language]:
        return False  # «прибывших стало больше: рост с 11 400, выбывших – меньше, с 13 950»: two of an earlier time
    if found is None or not any(0 <= found.start() - c.end < 2 and c.tags & _TURNS for c in sentence.cues):
        return False
    if _LEFT.search(text, max(sentence.start, one.start - _REACH), one.start):
        return False  # "down from a revised 8,565 but up from 3,396": both are what was before
    following = next((c for c in sentence.claims if c.start > two.start and c.unit == two.unit), None)
    return following is None or not from_to(two, following, sentence)


__all__ = ["TO", "from_to", "shared_unit", "to_from"]
