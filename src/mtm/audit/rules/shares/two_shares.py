"""A group's share and that of all others must make a hundred: a part of the rule parts_and_total.

Scope: two shares of one sentence, or of two lines of a list that follow each other; the rule itself calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import COMPLEMENTS, REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.rules.shares.named_share import of_earlier

_PEOPLE = ("sex", "age", "place", "statistic")
_SHARES = re.compile(r"share|proportion|percentage|дол|вес|үлес|салма", re.I)
_OF = re.compile(r"\s*(?:of|от|из)\s+(?:the\s+|all\s+|total\s+|всех\s+|общ\w+\s+)*\w", re.I)
_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)\s+(?:шамамен\s+)?$", re.I)
LONG = 3
_OTHERS = {other: group for group, other in COMPLEMENTS.items()}


def pairs(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """The shares of a group and of all others where words say that they are shares of one thing."""
    for sentence in reading.sentences:
        found = _shares(sentence)
        if len(found) == LONG - 1 and _opposed(found[0], found[1]) and _said(sentence, found):
            yield found[0], found[1]
    for one, two in pairwise(s for s in reading.sentences if s.claims):
        if one.kind == two.kind == "item" and two.block == one.block + 1 and len(one.claims) == len(two.claims) == 1:
            found = [*_shares(one), *_shares(two)]
            if len(found) == LONG - 1 and _opposed(found[0], found[1]) and not _of_more(reading, one, two):
                yield found[0], found[1]


def _shares(sentence: Sentence) -> list[Claim]:
    """The shares of now; none where a change, points or the sides of people are told as well."""
    if sentence.kind in ("note", "head", "heading"):
        return []
    found = [c for c in sentence.claims if c.unit == PERCENT and c.time != "before" and c.role != "change"]
    found = [c for c in found if not of_earlier(sentence, c)]
    if any(c.hedge or c.sign in ("+", "-") or c.period == "<" or any(k in c.axes for k in _PEOPLE) for c in found):
        return []
    return found


def _opposed(one: Claim, two: Claim) -> bool:
    areas = {one.area, two.area}
    group = next((a for a in areas if a in COMPLEMENTS), "")
    other = next(iter(areas - {group}), "")
    opposed = bool(group) and (other == COMPLEMENTS[group] or other == REST)
    apart = conflict(one.axes, two.axes) and one.axes.get("flow") != two.axes.get("flow")
    long = one.decimals == two.decimals and max(len(one.digits), len(two.digits)) >= LONG
    return opposed and not apart and long and (one.period == two.period or not (one.period and two.period))


def _of_more(reading: Reading, one: Sentence, two: Sentence) -> bool:
    """Another line of the list has a share too: there is a third part."""
    beside = [s for b in (one.block - 1, two.block + 1) for s in reading.by_block.get(b, ()) if s.kind == "item"]
    shares = [c for s in beside for c in s.claims if c.unit == PERCENT and c.value < 100]
    return any(c.area not in _OTHERS and c.area not in COMPLEMENTS for c in shares)


def _said(sentence: Sentence, shares: list[Claim]) -> bool:
    """ "Shares of", "accounted for", "87.8% of entries": and no rate of another kind."""
    text = sentence.piece.text
    rated = [text[c.start : c.end] for c in sentence.tagged("rated")]
    if any(not _SHARES.search(word) for word in rated) or any(c.unit == POINTS for c in sentence.claims):
        return False
    if sentence.tagged("share") or sentence.tagged("whole") or rated:
        return True
    return any(_OF.match(text, c.after) or _GENITIVE.search(text, 0, c.start) for c in shares)
