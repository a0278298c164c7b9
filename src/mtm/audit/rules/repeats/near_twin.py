"""A total stated once, one slip of typing away from a total that the report states elsewhere.

Rule near_twin: numbers without a country that no other test has confirmed, beside totals that tables or several
sentences give. Only slips that seldom arise by chance are reported (many digits, few totals). It cannot see slips in
short numbers, or where the report gives both numbers with different meanings.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, SAME, SHARE, SUM, Relation, expect, meets

RULE = "near_twin"
LAST = True
LEAST_DIGITS = 5
_EXACT = (SUM, DIFFERENCE, SAME)  # a share or a change says little about the last digits


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per unconfirmed total and its near twin."""
    exact = [r for r in reading.relations if r.holds and r.kind in _EXACT]
    confirmed = {id(c) for r in exact for c in r.claims}
    broken = {id(c) for r in reading.relations if not r.holds for c in r.claims}
    rates = _rates(reading)
    anchors: dict[str, list[Claim]] = {}
    values = {c.amount for c in reading.claims if id(c) in confirmed}
    for claim in reading.claims:
        if _total(claim) and id(claim) in confirmed:
            for pattern in _patterns(claim):
                anchors.setdefault(pattern, []).append(claim)
    for claim in reading.claims:
        if (
            not _total(claim)
            or claim.table >= 0
            or id(claim) in confirmed
            or id(claim) in broken
            or claim.amount in values
        ):
            continue
        twin = next((a for p in _patterns(claim) for a in anchors.get(p, ()) if _alike(claim, a)), None)
        if twin is not None and not any(_needs(r, claim, twin) for r in rates.get(id(claim), ())):
            yield Relation(RULE, SAME, claim, (twin,), twin.interval, False, certain=False, family=f"twin{claim.index}")


def _rates(reading: Reading) -> dict[int, list[Relation]]:
    """The shares and changes that hold, by the numbers they are made of."""
    found: dict[int, list[Relation]] = {}
    for relation in reading.relations:
        if relation.holds and relation.kind in (SHARE, CHANGE):
            for claim in relation.operands:
                found.setdefault(id(claim), []).append(relation)
    return found


def _needs(relation: Relation, claim: Claim, twin: Claim) -> bool:
    """With the twin in its place the share or change would no longer hold: the number is right as it stands."""
    made = expect(relation.kind, [twin.interval if o is claim else o.interval for o in relation.operands])
    return made is not None and not meets(relation.target, made)


def _total(claim: Claim) -> bool:
    if claim.area or claim.role != "level" or claim.unit in (PERCENT, POINTS, TIMES) or claim.hedge:
        return False
    least = LEAST_DIGITS - 1 if claim.unit else LEAST_DIGITS  # a report has fewer sums of money than counts
    return (claim.table < 0 or claim.total) and len(claim.digits) >= least


def _alike(claim: Claim, other: Claim) -> bool:
    if claim.unit != other.unit or claim.scale != other.scale or claim.amount == other.amount:
        return False
    return compatible(claim.period, other.period) and not conflict(claim.axes, other.axes)


def _patterns(claim: Claim) -> list[str]:
    """The digits with one of them left open, with two neighbours in either order, and without the last."""
    digits = claim.digits
    found = [f"{digits[:i]}?{digits[i + 1 :]}.{claim.decimals}" for i in range(len(digits))]
    for i in range(len(digits) - 1):
        pair = "".join(sorted(digits[i : i + 2]))
        if pair[0] != pair[1]:
            found.append(f"{digits[:i]}<{pair}>{digits[i + 2 :]}.{claim.decimals}")
    return [*found, f"scale{digits}", f"scale{(int(digits) + 5) // 10}"]
