"""A portion in words must agree with the percentage that stands for it.

Rule portion_word: "half", "a third", "more than half" against the one percentage of the sentence that restates it: in
parentheses right after it, after a colon at the end, or joined by "or". Words allow more than digits: a half is 45 to
55 per cent, "more than half" anything above 50. It cannot see portions whose percentage stands in another sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.prose import Cue, Sentence
from mtm.audit.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.kit.intervals import Interval

RULE = "portion_word"
_SIZES: dict[str, Decimal] = {
    "half": Decimal(50),
    "third_part": Decimal(100) / 3,
    "quarter_part": Decimal(25),
    "fifth_part": Decimal(20),
    "tenth_part": Decimal(10),
    "two_thirds": Decimal(200) / 3,
    "three_quarters": Decimal(75),
}
_LEEWAY = {"": Decimal("0.1"), "about": Decimal("0.2")}
_HALVES = ("half", "полов", "жарты")
_HEDGES = ("over", "under", "about")
_REACH, _TOUCHING = 80, 4


class Portion(NamedTuple):
    """Where it stands and which percentages it may mean."""

    start: int
    end: int
    allowed: Interval


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every sentence with one portion in words and one percentage that restates it."""
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        shares = [c for c in sentence.claims if c.unit == PERCENT]
        portions = _portions(sentence)
        if len(shares) == len(portions) == 1 and _restates(sentence, portions[0], shares[0]):
            yield _relation(sentence, portions[0], shares[0])


def _portions(sentence: Sentence) -> list[Portion]:
    found = []
    for cue in sentence.cues:
        tags = cue.tags & set(_SIZES)
        hedge = _hedge(sentence, cue)
        if not tags and "majority" in cue.tags and any(h in _printed(sentence, cue) for h in _HALVES):
            tags, hedge = frozenset(("half",)), "over"
        found += [Portion(cue.start, cue.end, _allowed(_SIZES[t], hedge)) for t in sorted(tags)]
    return found


def _printed(sentence: Sentence, cue: Cue) -> str:
    return sentence.piece.text[cue.start : cue.end].lower()


def _hedge(sentence: Sentence, cue: Cue) -> str:
    """over, under or about: right before the portion, in Kazakh right after it."""
    for other in sentence.cues:
        gap = other.start - cue.end if sentence.language == "kk" and other.start > cue.start else cue.start - other.end
        tag = next((t for t in _HEDGES if t in other.tags), "")
        if tag and 0 <= gap <= _TOUCHING:
            return tag
    return ""


def _allowed(size: Decimal, hedge: str) -> Interval:
    if hedge == "over":
        return Interval(size, Decimal(100))
    if hedge == "under":
        return Interval(Decimal(0), size)
    leeway = size * _LEEWAY[hedge]
    return Interval(size - leeway, size + leeway)


def _restates(sentence: Sentence, portion: Portion, share: Claim) -> bool:
    """ "a third (33.1 %)", "more than half of them: 51.0 %.", "half, or 50.2 per cent, of them"."""
    if share.sign in ("+", "-") or any(c.tags & {"up", "down"} and not c.tags & set(_HEDGES) for c in sentence.cues):
        return False  # half of a change, or a percentage of change
    text = sentence.piece.text
    between = text[portion.end : share.start] if portion.end <= share.start else text[share.after : portion.start]
    if len(between) > _REACH or any(c.isdigit() for c in between) or any(m in between for m in ";)"):
        return False
    if portion.end <= share.start and between.endswith("("):
        return "," not in between and ":" not in between and between.count("(") == 1
    if portion.end <= share.start and between.endswith(": "):
        return "," not in between and not text[share.after : sentence.end].strip(" .;*_")
    return _joined(sentence, portion, share, between)


def _joined(sentence: Sentence, portion: Portion, share: Claim, between: str) -> bool:
    """Only a comma and "or", "that is" stand between, and it may be "about"."""
    first, last = (portion.end, share.start) if portion.end <= share.start else (share.after, portion.start)
    words = [c for c in sentence.tagged("orword") if first <= c.start and c.end <= last]
    return bool(words) and len(between.split()) <= 5 and between.lstrip().startswith((",", "–", "—", "or ", "или "))


def _relation(sentence: Sentence, portion: Portion, share: Claim) -> Relation:
    holds = share.interval.meets(portion.allowed)
    relation = Relation(RULE, SHARE, share, (), portion.allowed, holds, note="portion")
    relation.words = ((portion.start, portion.end, sentence.number),)
    relation.family = f"portion{sentence.number}.{portion.start}"
    relation.params = {"word": sentence.piece.text[portion.start : portion.end], "operands": share.printed}
    return relation
