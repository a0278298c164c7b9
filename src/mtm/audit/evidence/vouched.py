"""Words and rates of change that tell of other values than a rule took them for are not blamed.

Scope: one word or one change that a rule calls wrong, and the relations that hold. Where the same word agrees with two
values of its own, where the earlier value belongs to a change that holds, where the values have a word of their own or
the rate is that of a step, another statement is meant.
"""

from __future__ import annotations

from mtm.audit.evidence.grounds import Grounds
from mtm.audit.relations import CHANGE, DIFFERENCE, SHARE, Relation


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


def of_other_values(grounds: Grounds, relation: Relation) -> bool:
    """ "Cases are up by 4.8 %, but the rate fell from 140.8 to 137.0": the two values have a word of their own.

    It agrees with them, and the change is told in the other direction.
    """
    own = relation.target
    if _a_step(grounds, relation) or _behind_a_semicolon(grounds, relation):
        return True
    if len(relation.operands) != 2 or not own.direction or relation.expected.middle * own.direction >= 0:
        return False
    now, before = relation.operands
    pair = {id(now), id(before)}
    return any(o.holds and o.note == "word" and {id(c) for c in o.claims} == pair for o in grounds.relations)


def _a_step(grounds: Grounds, relation: Relation) -> bool:
    """ "The year before it was 4,487, a difference of 829 (18.5 %)": the rate is that of the step over the value."""
    pair = {id(o) for o in relation.operands}
    held = (o for o in grounds.relations if o.holds and o.kind == SHARE and o.target is relation.target)
    return any({id(c) for c in o.operands} == pair for o in held)


def _behind_a_semicolon(grounds: Grounds, relation: Relation) -> bool:
    """ "Requests have decreased by 14 %; per thousand there were 80 as against 77": values of another statement."""
    own, sentence = relation.target, grounds.sentence(relation.target)
    if sentence is None or any(o.sentence != own.sentence for o in relation.operands):
        return False
    first = min(o.start for o in relation.operands)
    return any(own.after <= c.start < first and c.mark == ";" for c in sentence.cuts)
