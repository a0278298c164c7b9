"""Differences that a small word leads to: "rose by 1,200", «выросло на 1 200», "1 200 адамға артты".

Scope: one number and the words right beside it.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning import earlier_words
from mtm.audit.meaning.moves import CURRENCY
from mtm.audit.meaning.prose import Sentence

_LED = 12
_STOP = re.compile(r"[\d,:;()]|\. ")
_NOT_BY_KK = ("дейін", "жет", "таяу", "жуық", "қарсы", "қараған", "салыстыр", "қатысты", "тең")


def by_so_much(claim: Claim, sentence: Sentence) -> bool:
    """ "rose by 1,200", «выросло на 1 200», "1 200 адамға артты": a difference, not a level."""
    if claim.by_ is None:  # asked for every number more than once
        claim.by_ = _by_so_much(claim, sentence)
    return claim.by_


def _by_so_much(claim: Claim, sentence: Sentence) -> bool:
    if sentence.language in ("en", "ru"):
        before = sentence.piece.text[max(sentence.start, claim.start - _LED) : claim.start].lower().replace("(", " ")
        led = CURRENCY.sub("", before).split()
        return bool(led) and led[-1] == ("by" if sentence.language == "en" else "на")
    if claim.unit not in (PERCENT, POINTS) and _reached(claim, sentence):
        return False
    if earlier_words.is_replaced(claim, sentence):
        return False
    after = _STOP.split(sentence.piece.text[claim.end : claim.end + 60].lower())[0].split()[:5]
    given = next((i for i, w in enumerate(after[:3]) if earlier_words.in_dative(w)), None)
    if given and claim.noun and any(w.startswith(claim.noun) for w in after[:given]):
        return False  # "333,1 мың сәби дүниеге келді", "16,1 мың адам елге келді": the dative is where to
    return given is not None and not any(w.startswith(_NOT_BY_KK) for w in after[given + 1 :])


def _reached(claim: Claim, sentence: Sentence) -> bool:
    """ "659,7 млн доллардан 725,2 млн долларға өсті": nothing changes by nearly as much as it was."""
    others = [c for c in sentence.claims if c is not claim and c.unit == claim.unit and c.end <= claim.start]
    return bool(others) and any(claim.amount * 5 > c.amount * 3 and c.amount * 5 > claim.amount * 3 for c in others)
