"""A change is measured against another time than its own.

Rule time_against_itself: "In 2021 the number rose by 15.3 per cent compared with 2021": a time of a known year, or
a round of a survey, that a sentence names as its own time and as what is compared with. One of the two is wrong.
It cannot see times named in two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.language.periods import Named
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "time_against_itself"
_LED = re.compile(
    r"(?:\b(?:from|than|against|versus|on|compared (?:with|to)|relative to|in comparison with)(?: that in| in| the)*"
    r"|\b(?:чем (?:в|во|за)|против|относительно|по сравнению с[о]?|к|уровня|с[о]?))\s+$",
    re.I,
)
_PARTS = re.compile(r"\b(?:end|start|beginning|first|same|начал\w|кон[ец]\w*|бас\w*|соң\w*|аяғ\w*)\b", re.I)
_NEAR = 30


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every sentence whose change is measured against its own time."""
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption") or len(sentence.periods) != 2:
            continue
        one, two = sentence.periods
        change = _change(sentence)
        if change is not None and one.code == two.code and _known(one.code) and _is_measured(sentence, one, two):
            yield _made(sentence, change, one, two)


def _change(sentence: Sentence) -> Claim | None:
    """The change that the sentence tells of, in per cent or in number."""
    return next((c for c in sentence.claims if c.role == CHANGE or (c.unit == PERCENT and c.direction)), None)


def _known(code: str) -> bool:
    return code[:4].isdigit() or code.startswith("?-R")


def _is_measured(sentence: Sentence, one: Named, two: Named) -> bool:
    """One of them is what is compared with, the other is not; neither is the start or the end of that time."""
    text = sentence.piece.text
    led = [_compares(sentence, p) for p in (one, two)]
    if sum(led) != 1 or (one.start, one.end) == (two.start, two.end) or _PARTS.search(sentence.text):
        return False
    return ";" not in text[one.end : two.start]


def _compares(sentence: Sentence, period: Named) -> bool:
    text = sentence.piece.text
    if sentence.language == "kk":
        behind = text[period.end : period.end + _NEAR].lower().split()[:3]
        return any(
            w.startswith(("салыстыр", "қарағанда")) or w.rstrip(",.").endswith(("гіден", "ғыдан")) for w in behind
        )
    return _LED.search(text, max(sentence.start, period.start - _NEAR), period.start) is not None


def _made(sentence: Sentence, claim: Claim, one: Named, two: Named) -> Relation:
    relation = Relation(RULE, "period", claim, (), Interval.exact(claim.value), False, note="twice")
    relation.words = ((one.start, one.end, sentence.number), (two.start, two.end, sentence.number))
    relation.family = f"itself{sentence.number}.{one.start}"
    relation.params = {"sentence": "own_time", "time": sentence.piece.text[two.start : two.end]}
    return relation


__all__ = ["RULE", "find"]
