"""A change in brackets should keep its sign where the one beside it has its own.

Rule lost_sign: "to Kyrgyzstan (22.2%) and to Russia (-19.2%)" where the first is -22.2% elsewhere. It cannot see signs
that are lost everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.editorial.note import at, note
from mtm.audit.findings import Found
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

RULE = "lost_sign"
_SIGNS = ("+", "-")


def find(reading: Reading) -> Iterator[Found]:
    """One finding for every change whose sign stands at its copy only."""
    signed: dict[object, Claim] = {}
    for claim in reading.claims:
        if claim.unit == PERCENT and claim.sign in _SIGNS and claim.value and claim.area:
            signed.setdefault(_key(claim), claim)
    for sentence in reading.sentences if signed else ():
        if not any(c.sign in _SIGNS and _bracketed(c) for c in sentence.claims):
            continue
        for claim in _bare(sentence):
            copy = signed.get(_key(claim))
            if copy is not None and copy.block != claim.block:
                yield note(RULE, [at(reading, claim)], [at(reading, copy)], other=copy.printed)


def _bare(sentence: Sentence) -> Iterator[Claim]:
    for claim in sentence.claims:
        if claim.unit == PERCENT and claim.role == CHANGE and not claim.sign and _bracketed(claim):
            yield claim


def _bracketed(claim: Claim) -> bool:
    """Nothing but the number stands in the brackets."""
    text = claim.piece.text
    return text[: claim.start].rstrip().endswith("(") and text[claim.after :].lstrip().startswith(")")


def _key(claim: Claim) -> object:
    return (claim.area, abs(claim.value), claim.decimals)


__all__ = ["RULE", "find"]
