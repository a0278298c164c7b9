"""Two numbers that may be one: when nearly the same digits, or the same measure in words, make one of them wrong.

Scope: one broken restatement. Two numbers that arithmetic of their own holds are two quantities, however alike.
"""

from __future__ import annotations

from mtm.audit.claims import Claim
from mtm.audit.evidence.doubts import TWICE_CONFIRMED, TWO_QUANTITIES
from mtm.audit.evidence.grounds import TELLING, Grounds, significant, slip_between, thousandfold
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.other_sums import in_a_sum
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.relations import SHARE, Relation

MOST_TIMES = 4


def two_copies(grounds: Grounds, relation: Relation) -> str:
    """Two copies: nearly the same digits, or the same measure in words for a number that stands alone."""
    one, other = relation.target, relation.operands[0]
    if relation.family == "copy":
        return ""  # equal digits with opposite signs
    if any((c.table, c.column) in grounds.thousands for c in (one, other)) and thousandfold(one, other):
        return TWO_QUANTITIES  # the whole column is in thousands, though its heading does not say so
    if grounds.both_stand(one, other) or all(_stands(grounds, c) for c in (one, other)):
        return TWICE_CONFIRMED
    if conflict(one.axes, other.axes) or one.area != other.area:
        return TWO_QUANTITIES
    if one.value == other.value or grounds.contrasted(one) or grounds.contrasted(other):
        return TWO_QUANTITIES  # one number with and without its scale; a text that itself speaks of the difference
    if slip_between(one, other) and not grounds.between_cells(one, other):
        return ""
    if grounds.between_cells(one, other) or any(_part_of_whole(grounds, *p) for p in ((one, other), (other, one))):
        return TWO_QUANTITIES
    if grounds.solid(one) and grounds.solid(other):
        return TWICE_CONFIRMED
    if relation.family.startswith("twin"):
        return TWO_QUANTITIES
    alike = _named_alike(one, other) if relation.topical else False
    return "" if alike or _same_facts(grounds, one, other) else TWO_QUANTITIES


def _stands(grounds: Grounds, claim: Claim) -> bool:
    """Arithmetic of its own holds it: two shares, or neighbours with which it adds up to a number of the report."""
    held = grounds.evidence.held.get(grounds.evidence.of(claim), ())
    shares = sum(r.kind == SHARE and significant(r.target) >= TELLING - 1 for r in held)
    return grounds.confirmed(claim) or shares > 1 or in_a_sum(grounds.reading, claim)


def _part_of_whole(grounds: Grounds, part: Claim, whole: Claim) -> bool:
    """ "Residents sent 151.3 million, others 81.4 million": with a number beside it, it makes the other one."""
    sentence = grounds.sentence(part)
    if sentence is None:
        return False
    beside = [c for c in sentence.claims if c is not part and is_level(c) and c.unit == part.unit]
    return any((part.interval + c.interval).meets(whole.interval) for c in beside)


def _same_facts(grounds: Grounds, one: Claim, other: Claim) -> bool:
    """The same measure in words, and the same other numbers beside them."""
    if not (one.told and other.told) or bool(one.time == "before") != bool(other.time == "before"):
        return False
    return compatible(one.period, other.period) and grounds.acquainted(one, other) and _of_one_size(one, other)


def _of_one_size(one: Claim, other: Claim) -> bool:
    """Without a slip that explains it, a copy is not several times as large."""
    small, large = sorted((abs(one.amount), abs(other.amount)))
    return large <= MOST_TIMES * small


def _named_alike(one: Claim, other: Claim) -> bool:
    """Both say themselves what they measure, of whom and when."""
    if not (one.told and other.told) or not (one.area or one.table < 0 > other.table):
        return False
    if bool(one.time) != bool(other.time) or one.total != other.total:
        return False
    if one.noun and other.noun and one.noun[:4] != other.noun[:4]:
        return False
    return bool(one.period) and bool(other.period) and compatible(one.period, other.period)
