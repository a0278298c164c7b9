"""Which whole a part belongs to, as far as arithmetic of the report that holds has found it.

Scope: sums and shares that hold among the relations of one reading, for their parts and for copies of these.
"""

from __future__ import annotations

from mtm.audit.claims import Claim
from mtm.audit.lists import is_level
from mtm.audit.reading import Reading
from mtm.audit.relations import SAME, SHARE, SUM


def known_wholes(reading: Reading) -> dict[int, list[Claim]]:
    """The id of every part, and of every copy of one, with the totals of its sums and the wholes of its shares."""
    found: dict[int, list[Claim]] = {}
    copies: dict[int, list[Claim]] = {}
    for relation in reading.relations:
        if not relation.holds:
            continue
        if relation.kind == SUM and is_level(relation.target):
            for part in relation.operands:
                found.setdefault(id(part), []).append(relation.target)
        elif relation.kind == SHARE and len(relation.operands) == 2:
            found.setdefault(id(relation.operands[0]), []).append(relation.operands[1])
        elif relation.kind == SAME and len(relation.operands) == 1:
            one, other = relation.target, relation.operands[0]
            copies.setdefault(id(one), []).append(other)
            copies.setdefault(id(other), []).append(one)
    for claim, others in copies.items():
        if claim not in found:
            found[claim] = [w for other in others for w in found.get(id(other), [])]
    return found
