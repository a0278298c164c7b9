"""Words of direction that other arithmetic vouches for are not blamed.

Scope: one word that a rule calls wrong, and the relations that hold. Where the same word agrees with two values of
its own, or the earlier value that it was measured by belongs to a change that holds between other values of the
sentence, the word tells of these.
"""

from __future__ import annotations

from mtm.audit.evidence.grounds import Grounds
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation


def vouched(grounds: Grounds, relation: Relation) -> bool:
    """ "It had been 222.3; the increase, 5.6 or 2.5 %, …": the change from 222.3 holds, and to 5.6 there is none."""
    own = set(relation.words)
    for other in grounds.relations:
        if not other.holds or other is relation:
            continue
        if other.note == "word" and own & set(other.words):
            return True
        if _between_others(relation, other):
            return True
    return False


def _between_others(relation: Relation, other: Relation) -> bool:
    """The change that holds is told in the same sentence, from the same earlier value, to another later one."""
    if other.kind not in (CHANGE, DIFFERENCE) or len(other.operands) != 2 or len(relation.operands) != 1:
        return False
    now, before = other.operands
    told = other.target.sentence == relation.target.sentence and other.target.table < 0
    return told and relation.operands[0] is before and now is not relation.target
