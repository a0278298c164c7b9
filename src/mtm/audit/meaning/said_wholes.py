"""Which number a sentence calls the whole of those that follow it.

Scope: one sentence: "Of 33,289 arrivals, …", "Of all exits (285,069) 246,243 …", "33 289 келудің …".
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.prose import Area, Sentence

_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_OF_WORDS = frozenset(
    {"of", "among", "all", "the", "these", "those", "total", "overall", "a", "some"}
    | {"из", "от", "среди", "всех", "этих", "общего", "числа", "общей", "численности", "суммы"}
)
_OF = frozenset(("of", "из", "от", "среди", "among"))
_POINTING = ("these", "those")
_DOES = re.compile(r"\s(?:were|was|are|is|had|have|has|came|went|left|received|got|remain(?:ed)?|stayed|work(?:ed)?)\b")
_MEASURED = frozenset(
    ("high", "low", "peak", "average", "mean", "median", "level", "record", "maximum", "minimum", "estimate", "figure")
)
_CLOSES = re.compile(r"\s?(?:[^\W\d_]+\.?\s?){0,2}\)")
_OPENS_WHOLE = re.compile(
    r"(?:(?:^|[.;:]\s+)(?:of|among|out of|из|от|среди)\s+"
    r"(?:all|the|these|total|всех|всего|общего|общей|числа|этих)\b[^.,;:()\d]{2,60}"
    r"|(?:^|[.;:]\s+)[^.,;:()\d]{2,60}(?:ның|нің|дың|дің|тың|тің)\s)\(\s*$",
    re.I,
)


def mark_wholes(sentence: Sentence) -> None:
    """ "Of 33,289 arrivals, …", «Из 33 289 въездов …», "33 289 келудің …": the whole of what follows."""
    text = sentence.piece.text
    if len(sentence.claims) < 2:
        return
    starts = [c.start for c in sentence.claims[1:]]
    for claim, reach in zip(sentence.claims, [*starts, sentence.end], strict=True):
        if claim.unit in (PERCENT, POINTS) or claim.sign in ("+", "-"):
            continue
        named = any(claim.end <= a.start < reach and not _cut_between(sentence, claim, a) for a in sentence.areas)
        if not named and (_says_of(text, claim, sentence) or _is_bracketed_whole(text, claim, reach)):
            claim.total = True


def _cut_between(sentence: Sentence, claim: Claim, area: Area) -> bool:
    return any(claim.end <= cut.start < area.start for cut in sentence.cuts)


def _says_of(text: str, claim: Claim, sentence: Sentence) -> bool:
    if sentence.language == "kk":
        words = [w.strip(".,()") for w in text[claim.end : claim.end + 40].lower().split()[:2]]
        return bool(words) and words[0].endswith(_GENITIVE) and words[1:] != ["орнына"]  # "instead of"
    words = text[max(sentence.start, claim.start - 30) : claim.start].lower().split()[-4:]
    if not words or "(" in words[-1] or _of_a_result(claim, sentence):
        return False
    if "of" in words[1:] and words[words.index("of", 1) - 1] in _MEASURED:
        return False
    if not any(w in _OF for w in words) or not all(w in _OF_WORDS for w in words[_last_of(words) :]):
        return False
    if words[-1] in _POINTING and _DOES.match(text, claim.after):
        return False  # "Of these 2,223 were granted, or 11.7 %": some of them
    return not _part_of_next(text, claim, sentence)


def _is_bracketed_whole(text: str, claim: Claim, following: int) -> bool:
    """ "Of all exits (285,069) 246,243 were …", «Из числа выбывших (285 069) …», "Барлық шығудың (285 069) …"."""
    if not text.startswith(")", claim.after) and not _CLOSES.match(text, claim.after):
        return False
    before = text[: claim.start].rstrip()
    return before.endswith("(") and text.find("(", claim.after, following) < 0 and bool(_OPENS_WHOLE.search(before))


def _of_a_result(claim: Claim, sentence: Sentence) -> bool:
    """ "a net balance of 6,871", "an increase of 1,200": what is counted is the result itself."""
    near = [c for c in sentence.cues if 0 <= claim.start - c.end < 12]
    if near and any(near[-1].end <= c.start < claim.start for c in sentence.claims):
        return False  # "it will grow: 2,610 of 3,741"
    return bool(near) and bool(near[-1].tags & {"balance", "change", "up", "down", "negative", "positive"})


def _part_of_next(text: str, claim: Claim, sentence: Sentence) -> bool:
    """ "the origin of 20,649 of the 24,305 arrivals": the first is a part, the second the whole."""
    following = next((c for c in sentence.claims if c.start > claim.start), None)
    if following is None or following.unit != claim.unit or following.amount <= claim.amount:
        return False
    words = text[claim.end : following.start].lower().split()
    return 0 < len(words) < 5 and words[0] in _OF


def _last_of(words: list[str]) -> int:
    return max(i for i, w in enumerate(words) if w in _OF)


__all__ = ["mark_wholes"]
