"""Gains and losses that a sentence lists must add up to the gain or loss that the text gives for all of them.

Rule signs_add_up: "-318 in 2020, -142 in 2021, +67 in 2022 and +203 in 2023 … adding up all four years, the town is 190
residents down": three and more signed numbers of one sentence, against the numbers of the sentences behind it in the
paragraph. It is wrong where none of these is the sum, and one sign turned gives exactly one of them. It cannot see
slips in the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "signs_add_up"
LEAST, _DIGITS = 3, 2


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every list of signed numbers whose sum is told."""
    for sentences in reading.by_block.values():
        for at, sentence in enumerate(sentences):
            signed = _signed(sentence)
            later = [c for s in sentences[at:] for c in s.claims if c not in signed] if signed else []
            relation = _relation(sentence, signed, later) if signed else None
            if relation is not None:
                yield relation


def _signed(sentence: Sentence) -> list[Claim]:
    """Three and more numbers with signs, of both signs or of one."""
    if sentence.kind in ("note", "head"):
        return []
    found = [c for c in sentence.claims if c.sign in ("+", "-") and c.table < 0 and c.unit not in (PERCENT, POINTS)]
    alike = len({(c.unit, c.scale) for c in found}) == 1
    return found if len(found) >= LEAST and alike else []


def _relation(sentence: Sentence, signed: list[Claim], later: list[Claim]) -> Relation | None:
    unit, scale = signed[0].unit, signed[0].scale
    told = [c for c in later if c.unit == unit and c.scale == scale and len(c.digits) >= _DIGITS]
    made = sum(c.value for c in signed)
    whole = next((c for c in told if abs(c.value) == abs(made)), None)
    if whole is not None:
        return _made(sentence, signed[0], signed[1:], whole, True)
    for whole in told:
        turned = [c for c in signed if abs(made - 2 * c.value) == abs(whole.value) and c.value]
        if len(turned) == 1 and len(whole.digits) + len(signed) > LEAST + _DIGITS:
            return _made(sentence, turned[0], [c for c in signed if c is not turned[0]], whole, False)
    return None


def _made(sentence: Sentence, one: Claim, others: list[Claim], whole: Claim, holds: bool) -> Relation:
    expected = Interval.exact(one.value if holds else -one.value)
    relation = Relation(RULE, "word", one, (*others, whole), expected, holds, note="word")
    start = one.start - (sentence.piece.text[one.start - 1 : one.start] in ("+", "-", "−", "–"))
    relation.words = ((start, one.end, sentence.number),)
    relation.family = f"signs{sentence.number}.{one.start}"
    relation.params = {"word": sentence.piece.text[start : one.end], "operands": whole.printed.strip()}
    return relation


__all__ = ["RULE", "find"]
