"""Names of groups beside names of countries: which of them a number belongs to.

Scope: one stretch of a sentence: the group that a share in brackets is of, the group that a country is one of.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS
from mtm.audit.meaning.prose import REST, Area, Sentence
from mtm.audit.meaning.segments import Segment

_GROUP_OF = re.compile(
    r"\s+(?:of|из|от)?\s*(?:the\s+)?(?:total\s+(?:for\s+)?)?(?:итог\w*\s+по\s+)?(?:групп[аыеу]|group|arrivals|прибы\w+|въе\w+)?\s*(?:of|from|for|из)?\s*(?:the\s+)?"
    r"(?:(?:non-)?стран\w*|государств\w*|граждан\w*|countries|states|citizens)?\s*(?:вне|outside|from|of)?\s*(?:the\s+)?",
    re.I,
)
_NEAR, _SEVERAL, MOST_BEFORE = 30, 3, 2
_ADDING = re.compile(
    r"\b(?:add(?:ing|ed|s)?|together with|along with|including|counting|plus|with the|вместе с|с уч[её]том"
    r"|включая|добав\w+|прибав\w+|плюс|заодно с|считая|қосқанда|қосып|қоса|бірге|қосылып|қосылғанда)\b",
    re.I,
)
_GROUP_WORD = re.compile(r"\b(?:групп|group\b|тоб)", re.I)
_OF_GROUP_KK = re.compile(r"[-\w]*\s+(?:тыс\s+|кірмейтін\s+)?(?:елдер\w*\s+)?(?:тоб\w+\s+)?", re.I)


def names(part: Segment) -> list[Area]:
    """Those of a stretch but the group that a share in brackets is of: "165,357 (34.2% of the group of CIS states)"."""
    if not part.claims or not any(a.code.startswith("group:") for a in part.areas):
        return part.areas
    return [a for a in part.areas if not (a.code.startswith("group:") and _is_whole(a, part))]


def _is_whole(area: Area, part: Segment) -> bool:
    text = part.claims[0].piece.text
    opened = text.rfind("(", part.claims[0].after, area.start)
    enclosed = opened >= 0 and ")" not in text[opened : area.start]
    for claim in part.claims:
        if claim.unit != PERCENT or (enclosed and claim.start < opened):
            continue
        between = text[claim.after : area.start] if claim.after <= area.start else text[area.end : claim.start]
        found = (_GROUP_OF if claim.after <= area.start else _OF_GROUP_KK).fullmatch(between)
        if found and (enclosed or _GROUP_WORD.search(between)):
            return True
    return False


def one_name(areas: list[Area]) -> Area | None:
    """The only name, or the only country beside the group that it is one of: "Among CIS states, Armenia"."""
    if len(areas) > 1 and ":" not in areas[-1].code and all(a.code.startswith("group:") for a in areas[:-1]):
        return areas[-1]
    return areas[0] if len(areas) == 1 else None


def with_its_rest(sentence: Sentence) -> None:
    """ "Adding the 238 from other CIS states, the group reaches 14,803": what the rest completes is the group."""
    rest = next((c for c in sentence.claims if c.area.startswith(REST + "group:")), None)
    if rest is None or rest.unit in (PERCENT, POINTS):
        return
    named = [c for c in sentence.claims if c.start > rest.start and c.area == rest.area]
    whole = next((c for c in named if c.unit == rest.unit), None)
    if whole is None or whole.amount <= rest.amount:
        return
    if _ADDING.search(sentence.piece.text, max(sentence.start, rest.start - _NEAR), whole.start):
        for claim in named:
            if claim.start >= whole.start:
                claim.area, claim.name = claim.area.removeprefix(REST), None


def leads_list(sentence: Sentence, area: str) -> bool:
    """ "From third countries came 44,764. Most visible are Mongolia: 13,802; Korea: 11,571": the first of its own."""
    counts = [c for c in sentence.claims if c.area and ":" not in c.area and c.unit not in (PERCENT, POINTS)]
    if len({c.area for c in counts}) < _SEVERAL:
        return False
    return max(counts, key=lambda c: c.amount).area == area


def under_label(sentence: Sentence) -> None:
    """ "CIS states: arrivals in Q2 2023 – 2,117,289, in Q2 2024 – 1,556,304": all numbers are of the label's name."""
    if len(sentence.areas) != 1:
        return
    area, text = sentence.areas[0], sentence.piece.text
    if text[area.end : area.end + 1] != ":" or text.count(" ", sentence.start, area.start) > MOST_BEFORE:
        return
    for claim in sentence.claims:
        if not claim.area and claim.unit not in (PERCENT, POINTS) and not claim.total:
            claim.area = area.code


__all__ = ["leads_list", "names", "one_name", "under_label", "with_its_rest"]
