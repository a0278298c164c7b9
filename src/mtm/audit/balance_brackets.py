"""Balances and the brackets beside them: "a deficit of 860 people (2,040 and 2,900)", "negative (491)".

Scope: one number of a sentence that speaks of a balance.
"""

from __future__ import annotations

from mtm.audit.claims import Claim
from mtm.audit.prose import Sentence

_OPENS, _SIDES_OF_ONE, _TOUCHING = 24, 2, 3


def said_side(claim: Claim, sentence: Sentence) -> bool:
    """ "The CIS balance is negative (5,515), that with others negative (491)": the word opens them."""
    text = sentence.piece.text
    if not text[: claim.start].endswith("(") or text[claim.after : claim.after + 1] != ")":
        return False
    return any(c.tags & {"positive", "negative"} and 0 < claim.start - c.end <= _TOUCHING for c in sentence.cues)


def before_sides(claim: Claim, levels: list[Claim], sentence: Sentence) -> bool:
    """ "The balance was negative – 91,126 people (in 202,180, out 293,306)": two numbers in brackets behind it."""
    text = sentence.piece.text
    opened = text.find("(", claim.after, claim.after + _OPENS)
    closed = text.find(")", opened)
    if opened < 0 or closed < 0 or any(claim.after <= c.start < opened for c in levels):
        return False
    cue = next((c for c in reversed(sentence.cues) if c.end <= claim.start and "balance" in c.tags), None)
    if cue is None or any(cue.end <= c.start < claim.start for c in levels):
        return False
    return sum(opened < c.start < closed for c in levels) == _SIDES_OF_ONE


__all__ = ["before_sides", "said_side"]
