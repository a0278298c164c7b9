"""The one total that a share "of all entries", or a share "of them", can be of.

Scope: one reading; a share whose words take it of all that came or left, and the totals that the text or its tables
give for that side; a share whose words point back at the count before it. Where totals differ, there is no such one.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import Pair, is_level
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.glosses import on_year
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

MOST_SHARES = 2
_OF_ALL = re.compile(
    r"\s*(?:of|от|из)?\s*(?:all|the total(?: number)?(?: of)?|total|всех|общ\w+ (?:числа|количества))"
    r"\s+[^\W\d]+\s*(?:[.,;:()–—]|$)",
    re.I,
)
_OF_ALL_KK = re.compile(r"(?:барлық|бүкіл|жалпы)\s+[^\W\d]+(?:ның|нің|дың|дің|тың|тің)\s+(?:шамамен\s+)?$", re.I)


def only_total(reading: Reading, share: Claim, part: Claim) -> Claim | None:
    """The total of the share's side; None where the words name no such whole, or several numbers may be it."""
    side = _side(reading, share)
    if not side or share.role != "level" or share.hedge or share.sign in ("+", "-") or part.hedge:
        return None
    if share.time == "before" or part.time == "before":
        return None
    if _of_other_side(reading, share, side):
        return None
    totals = [c for c in totals_near(reading, part) if _may_be(c, part, side)]
    totals = [c for c in totals if compatible(c.period, share.period)]
    exact = [c for c in totals if c.exact] or totals
    if not exact or any(not c.interval.meets(exact[0].interval) for c in totals):
        return None
    return exact[0] if exact[0].told or exact[0].table >= 0 else None


def whole_of_them(reading: Reading, pair: Pair) -> Claim | None:
    """ "12,410 came. Of them 7,446 (60.0%) …", "12,410 came, of whom …": the count that the words point back at."""
    if pair.share.role != "level" or pair.share.sign in ("+", "-") or on_year(pair.share):
        return None  # "of them: Armenia: 1,105 (y/y 52.8 %)"
    sentence = reading.sentences[pair.share.sentence]
    begin = min(pair.share.start, pair.part.start)
    cues = [c for c in sentence.tagged("ofwhich") if c.end <= begin]
    if (
        pair.part.sentence != sentence.number
        or not cues
        or any(cues[-1].end <= c.start < begin for c in sentence.claims)
    ):
        return None
    if sentence.piece.text[sentence.start : cues[-1].start].strip(" (–—-*").lower() in ("", "out"):
        found = [c for s in _before(reading, sentence) for c in s.claims if is_level(c)]
    else:
        found = [c for c in sentence.claims if is_level(c) and c.end <= cues[-1].start][-1:]
    found = [c for c in found if c.time != "before" and c.unit == pair.part.unit]
    if len(found) != 1 or found[0].hedge or found[0].amount <= pair.part.amount:
        return None
    if sum(c.unit == PERCENT and c.start > cues[-1].start for c in sentence.claims) > MOST_SHARES:
        return None  # "of these: Poland: 7,097 (y/y 48.1%), …"
    return None if conflict(found[0].axes, pair.part.axes) else found[0]


def _before(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """The sentence before, in its paragraph or, where each sentence is a paragraph, in the one before."""
    number = sentence.number - 1
    if number < 0 or reading.sentences[number].section != sentence.section:
        return []
    found = reading.sentences[number]
    if found.block == sentence.block:
        return [found]
    alone = len(reading.by_block.get(found.block, ())) == 1
    return [found] if alone and found.block == sentence.block - 1 and found.kind == sentence.kind == "paragraph" else []


def _of_other_side(reading: Reading, share: Claim, side: str) -> bool:
    """ "Other countries sent 5,315 persons (17.8 % of all immigrants)": the word for the whole tells of the others."""
    found = _OF_ALL.match(share.piece.text, share.after)
    end = found.end() if found else share.after
    cues = [c for c in reading.sentences[share.sentence].cues if share.after <= c.start < end]
    return any(c.tags & {"in", "out"} and side not in c.tags for c in cues)


def _may_be(total: Claim, part: Claim, side: str) -> bool:
    if total is part or total.unit != part.unit or total.area or total.hedge or total.time == "before":
        return False
    return total.amount > part.amount and total.axes.get("flow") == side and total.interval.low > 0


def _side(reading: Reading, share: Claim) -> str:
    """Whether the share says that it is of all who came, or of all who left."""
    text = share.piece.text
    found = _OF_ALL.match(text, share.after) or _OF_ALL_KK.search(text, 0, share.start)
    if found is None or share.table >= 0:
        return ""
    cues = [c for c in reading.sentences[share.sentence].cues if found.start() <= c.start < found.end()]
    sides = {tag for c in cues for tag in c.tags & {"in", "out"}}
    return sides.pop() if len(sides) == 1 else ""
