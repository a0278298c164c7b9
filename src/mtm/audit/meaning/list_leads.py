"""What the line before a list says of the numbers of its items.

Scope: the sentences of one item, before names and roles are given: a bare number under "Percentage of entries by
region:" is a percentage, one under "Entries:" counts entries.
"""

from __future__ import annotations

import re

from mtm.audit.claims import COUNT, PERCENT
from mtm.audit.meaning.axes import axes
from mtm.audit.meaning.heads import Head
from mtm.audit.meaning.prose import Sentence

_MOST = 100
_WORDS = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(
    r"(?:the|shares?|percentages?|proportions?|per|cent|of|in|all|total|overall|by|from|regions?|groups?|countr(?:y|ies)"
    r"|citizenships?|nationalit(?:y|ies)|origin|and|entr(?:y|ies)|exits?|arrivals?|departures?|inflows?|outflows?"
    r"|immigration|emigration|дол[яиюей]+|удельн\w+|вес\w?|процент\w*|в|во|на|по|из|от|и|среди|общ\w+|числ\w+"
    r"|объ[её]м\w*|всех|стран\w*|государств\w*|групп\w*|регион\w*|гражданств\w*|въезд\w*|выезд\w*|прибы\w+|выбы\w+"
    r"|въехавш\w+|выехавш\w+|приток\w*|отток\w*|поток\w*|үлес\w*|пайыз\w*|кіру\w*|шығу\w*|келгендер\w*|кеткендер\w*"
    r"|барлық|жалпы|сан\w*|ішінде\w*|ел|елдер\w*|топ\w*|тоб\w+|өңір\w*|бойынша|азаматтығ\w+|мен|және)",
    re.I,
)
_OTHERWISE = frozenset(("change", "points", "times", "average", "index"))


def lead_items(found: list[Sentence], lead: Head) -> dict[str, str]:
    """Gives bare numbers their sign of percentage; returns the side that the items take over."""
    if not lead.text:
        return {}
    rated = bool(lead.tags & {"rated", "percent"}) and not lead.tags & _OTHERWISE
    for sentence in found if rated else ():
        claims = sentence.claims
        if len(claims) == 1 and claims[0].unit == COUNT and claims[0].scale == 1 and not sentence.tagged("person"):
            claim = claims[0]
            if claim.decimals or claim.value <= _MOST:
                claim.unit, claim.exact, claim.interval_ = PERCENT, False, None
    side = axes(lead.tags)
    plain = all(_PLAIN.fullmatch(word) for word in _WORDS.findall(lead.text))  # "of those who intend to stay" is not
    return {"flow": side["flow"]} if "flow" in side and rated and plain else {}
