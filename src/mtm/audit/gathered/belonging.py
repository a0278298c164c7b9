"""Which whole a part belongs to, as far as arithmetic of the report that holds has found it.

Scope: sums and shares that hold among the relations of one reading, for their parts and for copies of these.
"""

from __future__ import annotations

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, SHARE, SUM

LEAST_KNOWN = 3  # parts or shares that speak for a whole


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


def strong_wholes(reading: Reading) -> list[Claim]:
    """Numbers that sums of several parts or several shares have as their whole, each once."""
    parts: dict[int, int] = {}
    found: dict[int, Claim] = {}
    for relation in reading.relations:
        if not relation.holds:
            continue
        if relation.kind == SUM and is_level(relation.target):
            whole, number = relation.target, len(relation.operands)
        elif relation.kind == SHARE and len(relation.operands) == 2:
            whole, number = relation.operands[1], 1
        else:
            continue
        parts[id(whole)] = parts.get(id(whole), 0) + number
        found[id(whole)] = whole
    known = {w.amount: w for k, w in found.items() if parts[k] >= LEAST_KNOWN and not w.hedge and w.time != "before"}
    return list(known.values())
