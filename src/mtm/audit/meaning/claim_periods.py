"""Which of a sentence's periods a number is of.

Scope: one number after its sentence has been read: the period right behind it, the one before it, the only one.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.language.periods import Named, compatible
from mtm.audit.meaning.prose import Sentence

_BETWEEN = re.compile(r"[,;:)\d]")
_JOINING = re.compile(r"\b(?:and|и|а|ал|және)\b")
_OPENED = re.compile(r"\s*(?:г\.?|год\w*|ж\.?|жыл\w*)?\s*\(")  # "in 2015 (1.278 billion)"
_WHEN = re.compile(r"\s*(?:г\.?|год\w*|ж\.?|жыл\w*)?,?\s*(?:when|когда|ол кезде|сол кезде)\b", re.I)
_LED = 24
# what leads from the period that is compared with to the number of now
CAME_TO = re.compile(
    r"\b(?:and|to|и|до)\b[^\d;:(]*$|\b(?:составил|достиг|насчит|равня|reach|amount|total|stood|came|was\b|were\b)[^\d;:(]*$",
    re.I,
)


def give_period(claim: Claim, sentence: Sentence) -> None:
    """The period right after the number, else the nearest before it that is not only compared with, else the first."""
    text = claim.piece.text
    if behind := _right_behind(claim, sentence):
        claim.period = behind
        return
    if opened := next((p for p in sentence.periods if _OPENED.fullmatch(text[p.end : claim.start])), None):
        claim.period = opened.code  # "more than in 2015 (1.278 billion)"
        return
    if then := _when(claim, sentence):
        claim.period = then
        return
    if claim.time == "now" and sentence.tagged("now"):
        return
    opened_by = {p for p in sentence.periods for c in sentence.claims if _OPENED.fullmatch(text[p.end : c.start])}
    earlier = {c.period for c in sentence.claims if c.time == "before"} if claim.time == "now" else set()
    earlier |= _periods_of_earlier(sentence) if claim.time == "now" else set()
    if not claim.time and sentence.language != "kk":
        earlier = _behind_earlier(sentence, claim)
    stated = [p for p in sentence.periods if not p.compared and p.code != "<" and p.code not in earlier]
    stated = [p for p in stated if p not in opened_by]  # "in the first quarter (2,975,788)": that number's own
    stated = [p for p in stated if not _of_other_brackets(p, claim, sentence)]
    before = [p for p in stated if p.end <= claim.start]
    if led := _led_by_compared(sentence, claim):
        claim.period = led
        return
    if claim.time == "before":
        claim.period = "<"
    elif stated:
        claim.period = (before[-1] if before else stated[0]).code


def _when(claim: Claim, sentence: Sentence) -> str:
    """ "fewer than in 2015, when the inflow was 113,100": the period that such a word goes on from."""
    before = [p for p in sentence.periods if p.end <= claim.start]
    return before[-1].code if before and _WHEN.match(claim.piece.text, before[-1].end, claim.start) else ""


def _right_behind(claim: Claim, sentence: Sentence) -> str:
    text = claim.piece.text
    for period in sentence.periods:
        if period.compared and period.code == "<":
            continue  # "30 099 адам бір жыл бұрынғыдан 8,0%-ға көп"
        between = text[claim.end : period.start]
        if period.start < claim.end or len(between) > 40 or _BETWEEN.search(between):
            continue
        if _JOINING.search(between) and any(p.end <= claim.start for p in sentence.periods):
            continue  # "in the third 801.9 million and in the fourth …": each number has its own before it
        if "(" not in between or text[period.end :].lstrip(" г.ж")[:1] == ")":
            return period.code
    return ""


def _led_by_compared(sentence: Sentence, claim: Claim) -> str:
    """ "below the figure of January–September 2018, which was 25,538": the period right before is the number's own."""
    found = [p for p in sentence.periods if p.compared and p.code != "<" and 0 <= claim.start - p.end < _LED]
    if not found or claim.unit in (PERCENT, POINTS, TIMES):
        return ""
    between = any(found[-1].end <= c.start < claim.start for c in sentence.claims)
    between = between or CAME_TO.search(claim.piece.text, found[-1].end, claim.start) is not None
    return "" if between or claim.time == "now" else found[-1].code


def _of_other_brackets(period: Named, claim: Claim, sentence: Sentence) -> bool:
    """ "367.3 thousand (Q4 2025: 441.2 thousand)": the period in the brackets is that of the number in them."""
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, period.start)
    closed = text.find(")", period.end)
    if opened < 0 or closed < 0 or text.find(")", opened, period.start) >= 0 or opened < claim.start < closed:
        return False
    return any(period.end <= c.start < closed for c in sentence.claims)


def _periods_of_earlier(sentence: Sentence) -> set[str]:
    """The periods right beside an earlier value, where it is not the only one named."""
    before = [c for c in sentence.claims if c.time == "before"]
    return {
        p.code for c in before for p in sentence.periods if 0 <= c.start - p.end < 12 or 0 <= p.start - c.after < 12
    }


def _behind_earlier(sentence: Sentence, claim: Claim) -> set[str]:
    """ "this makes 17,588 against 15,296 in the third quarter of 2024": the period right behind the earlier value."""
    before = [c for c in sentence.claims if c.time == "before" and c.start > claim.start]
    return {p.code for c in before for p in sentence.periods if 0 <= p.start - c.after < 12}


def of_its_period(values: list[Claim], rate: Claim, sentence: Sentence) -> list[Claim]:
    """ "5 % more than in May 2022, the most since 5.2 million in 2018 and 5.3 in 2019": nothing here is of that May."""
    after = next((c.start for c in sentence.claims if c.start > rate.start), sentence.end)
    than = next((p for p in sentence.periods if p.compared and rate.after <= p.start < after and p.code != "<"), None)
    if than is None or not all(c.period and not compatible(c.period, than.code) for c in values):
        return values
    return [] if not any(c.period == "<" for c in values) else values


__all__ = ["CAME_TO", "give_period", "of_its_period"]
