"""A span of time begins before it ends.

Rule span_in_order: "between September 2024 and July 2024", «между 10-м раундом и 9-м раундом»: two times of one length
and of known years, or two rounds of a survey, of which the first named is the later one. One of the two is wrong. It
cannot see months without their year, which may belong to two years, nor spans told backwards on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import Claim
from mtm.audit.language.periods import Named, of_one_length, order
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "span_in_order"
_NEAR = 14
_LEADS = {
    "en": re.compile(r"\bbetween\s+(?:the\s+)?(?:[a-z]+\s+)?$", re.I),
    "ru": re.compile(r"\bмежду\s+$", re.I),
}
_AND = {
    "en": re.compile(r"\s*(?:and|–|-)\s*(?:the\s+)?(?:[a-z]+\s+)?", re.I),
    "ru": re.compile(r"\s*[а-яё]*\s*(?:год\w*\s+|раунд\w*\s+)?и\s+", re.I),
    "kk": re.compile(r"\s*[^\W\d]*\s*(?:мен|пен|бен)\s+", re.I),
}
_BEHIND_KK = re.compile(r"\s*[^\W\d]*\s*(?:аралығын|арасын)", re.I)
_JOINED = re.compile(r"\b(?:and|и|мен|пен|бен)\b", re.I)  # rounds are read as one: "17 and Round 16"
_BACK = re.compile(r"\b(?:back|reverse|назад|обратн\w+)\b", re.I)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every span whose first time is the later one."""
    for sentence in reading.sentences:
        if len(sentence.periods) < 2 or sentence.kind == "note" or sentence.language not in _AND:
            continue
        claim = next(iter(sentence.claims), None) or next(iter(reading.claims), None)
        for one, two in pairwise(sentence.periods):
            if claim is not None and _is_span(sentence, one, two):
                yield _made(sentence, claim, one, two)


def _is_span(sentence: Sentence, one: Named, two: Named) -> bool:
    text = sentence.piece.text
    if sentence.language == "kk":
        led = _BEHIND_KK.match(text, two.end, sentence.end)
    else:
        led = _LEADS[sentence.language].search(text, max(sentence.start, one.start - _NEAR), one.start)
    if led is None:
        return False
    joined = _JOINED.search(text, one.start, one.end) if (one.start, one.end) == (two.start, two.end) else None
    if not (joined or _AND[sentence.language].fullmatch(text, one.end, two.start)) or _BACK.search(sentence.text):
        return False
    first, second = _completed(one, two)
    return of_one_length(first, second) and "?" not in first[:1] + second[:1] and order(first) > order(second)


def _completed(one: Named, two: Named) -> tuple[str, str]:
    """Rounds of a survey need no year; "between September and July 2024" may begin in the year before."""
    if one.code.startswith("?-R") and two.code.startswith("?-R"):
        return "0" + one.code[1:], "0" + two.code[1:]
    return one.code, two.code


def _made(sentence: Sentence, claim: Claim, one: Named, two: Named) -> Relation:
    relation = Relation(RULE, "period", claim, (), Interval.exact(claim.value), False, note="twice")
    relation.words = ((one.start, one.end, sentence.number), (two.start, two.end, sentence.number))
    relation.family = f"span{sentence.number}.{one.start}"
    text = sentence.piece.text
    relation.params = {"sentence": "span", "first": text[one.start : one.end], "second": text[two.start : two.end]}
    return relation


__all__ = ["RULE", "find"]
