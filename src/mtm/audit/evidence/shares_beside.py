"""Whether a percentage is the share that two counts beside it make, and so no change and no part of a hundred.

Scope: running text. "1,904 of 4,760 decisions had been enforced (40.0 per cent)" in a paragraph on the year before is
no change from 4,760 to 1,904; "280 more, an improvement of 15.1%" is 280 of the earlier number.
"""

from __future__ import annotations

import re
from itertools import combinations

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.evidence.grounds import Grounds
from mtm.audit.evidence.structure import fits, of_the_move
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.relations import CHANGE, RATIO, SHARE, Relation, expect

_JUDGED = (CHANGE, RATIO, "hundred", "derived")
_MOVES = frozenset(("up", "down"))
_MORE = re.compile(r"\s*(?:[^\W\d]+ ){0,2}?(?:more|fewer|less|additional|extra)\b(?! than)", re.I)
MOST, TOUCHING = 4, 4


def is_share_beside(grounds: Grounds, relation: Relation) -> bool:
    """The percentage is a part of a whole, both just before it, and no verb of change stands between them."""
    own = relation.target
    if own.unit != PERCENT or own.table >= 0 or not {relation.kind, relation.note}.intersection(_JUDGED):
        return False
    sentence = grounds.sentence(own)
    if sentence is None:
        return False
    if _told_share(relation) and not _moved(sentence, own, min(o.start for o in relation.operands)):
        return True
    if of_the_move(own):
        return True
    if _of_a_step(sentence, own):
        return True
    pairs = [p for p in combinations(_before(grounds, sentence, own), 2) if _makes(own, *p)]
    if any(not _moved(sentence, own, min(p[0].start, p[1].start)) for p in pairs if _here(p, own)):
        return True
    return any(_is_the_step(p) for p in pairs)


def _told_share(relation: Relation) -> bool:
    """ "Last time 4,684 of the 10,408 voted, or 45.0 per cent": no word of change, and the share of the two holds."""
    target = relation.target
    if relation.kind != CHANGE or target.direction or target.moving or target.sign:
        return False
    small, large = sorted((o.interval for o in relation.operands), key=lambda i: i.low)
    found = expect(SHARE, [small, large])
    return found is not None and target.interval.meets(found)


def _before(grounds: Grounds, sentence: Sentence, own: Claim) -> list[Claim]:
    """The last counts before the percentage, in its sentence and, where that has one only, in the one before."""
    found = [c for c in sentence.claims if is_level(c) and c.unit != PERCENT and c.start < own.start]
    if len(found) < 2:
        others = (s for s in grounds.reading.by_block.get(own.block, ()) if s.number == own.sentence - 1)
        found = [c for s in others for c in s.claims if is_level(c) and c.unit != PERCENT] + found
    return found[-MOST:]


def _makes(own: Claim, one: Claim, other: Claim) -> bool:
    part, whole = sorted((one, other), key=lambda c: c.amount)
    return 0 < part.amount < whole.amount and one.unit == other.unit and fits(own, part, whole)


def _here(pair: tuple[Claim, Claim], own: Claim) -> bool:
    return all(c.sentence == own.sentence for c in pair)


def _moved(sentence: Sentence, own: Claim, first: int) -> bool:
    """A word of change in their clause, or right behind the percentage: "fell to 1,036, or by 26 %"."""
    cuts = [c.start for c in sentence.cuts if c.mark in (";", ":") and c.start < min(first, own.start)]
    start = cuts[-1] if cuts else sentence.start
    return any(c.tags & _MOVES and start <= c.start <= own.after + TOUCHING for c in sentence.cues)


def _of_a_step(sentence: Sentence, own: Claim) -> bool:
    """ "былтырғы 2 160 өтініштен 540 өтінішке көбейді, өсім 25%": what it grew by, over what it was."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS)]
    steps = [c for c in counts if c.role == CHANGE and c.value]
    bases = [c for c in counts if c.time == "before" and is_level(c)]
    return any(s.unit == b.unit and fits(own, s, b) for s in steps for b in bases)


def _is_the_step(pair: tuple[Claim, Claim]) -> bool:
    """ "280 more": the smaller number is what the larger one grew by, not what it came to."""
    step = min(pair, key=lambda c: c.amount)
    return _MORE.match(step.piece.text, step.after) is not None


__all__ = ["is_share_beside"]
