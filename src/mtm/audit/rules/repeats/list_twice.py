"""A list that is given twice must have the same numbers under the same names.

Rule list_twice: an enumeration of the text and a column or row of a table, or two enumerations:
where most of their common names have the same number in both, a name that has not has a wrong one. The number that
stands nowhere else under its name is the suspect. It cannot see lists with fewer than three names in common, lists
most of whose numbers differ, or a number that another column has under the same name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.copies import same_value
from mtm.audit.gathered.named_lists import NamedList, named_lists
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, Relation

RULE = "list_twice"
LAST = True
LEAST_AGREEING, TELLING, TELLING_RATE, MOST_CELLS = 2, 3, 2, 8
_PORTION_OF = re.compile(
    r"[^\d()%]{0,12}\)\s+(?:[^\W\d]+(?:тен|тан|ден|дан|нен)\s|жарты|көпшіліг)", re.I
)  # "(23 500 адам) бестен бірі"
Key = tuple[str, str, Decimal]


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per name whose number is not that of the list which the others repeat."""
    lists = named_lists(reading)
    if len(lists) < LEAST_AGREEING:
        return
    places, values = _places(lists), Counter(_key(c) for c in reading.claims)
    beside = {(c.block, c.unit, c.amount) for c in reading.claims}
    done: set[int] = set()
    for at, one in enumerate(lists):
        for other, agreeing in _like(at, one, places) if not one.table else ():
            for claim, cell in _differing(one, lists[other], agreeing):
                if id(claim) in done or values[_key(claim)] > 1 or (claim.block, cell.unit, cell.amount) in beside:
                    continue  # the right value stands beside it, or it is that of another column
                if _rounds_another(reading, claim, cell) or _lies_between(reading, claim, cell):
                    continue
                done.add(id(claim))
                relation = Relation(RULE, SAME, claim, (cell,), cell.interval, False, note="derived", support=agreeing)
                relation.family, relation.params = f"listed{claim.index}", {"sentence": "same"}
                yield relation


def _rounds_another(reading: Reading, claim: Claim, cell: Claim) -> bool:
    """ "more than a fifth of them (23.5 thousand) – in Kabul": the total of the table in which Kabul stands."""
    if _PORTION_OF.match(claim.piece.text, claim.after):
        return True
    return not claim.exact and any(
        c.table == cell.table and c is not cell and c.unit == claim.unit and c.interval.meets(claim.interval)
        for c in (reading.claims if cell.table >= 0 else ())
    )


def _lies_between(reading: Reading, claim: Claim, cell: Claim) -> bool:
    """ "the largest fall was in Hajjah: 20,656" beside 115,699 and 95,043 in its row."""
    row = [c for c in reading.claims if c.table == cell.table >= 0 and c.row == cell.row and c.unit == claim.unit]
    lies = ((a.interval - b.interval) for a, b in permutations(row[:MOST_CELLS], 2))
    return any(gap.meets(claim.interval) for gap in lies)


def _places(lists: list[NamedList]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for at, one in enumerate(lists):
        for claim in one.numbers.values():
            if _tells(claim):
                found.setdefault(_key(claim), []).append(at)
    return found


def _key(claim: Claim) -> Key:
    return claim.area, claim.unit, claim.amount


def _tells(claim: Claim) -> bool:
    return significant(claim) >= (TELLING_RATE if claim.unit == PERCENT else TELLING)


def _like(at: int, one: NamedList, places: dict[Key, list[int]]) -> Iterator[tuple[int, int]]:
    """The lists with which this one shares two numbers and more, those with the most first."""
    shared: Counter[int] = Counter()
    for claim in one.numbers.values():
        if _tells(claim):
            shared.update(place for place in set(places[_key(claim)]) if place != at)
    for other, number in shared.most_common():
        if number >= LEAST_AGREEING:
            yield other, number


def _differing(one: NamedList, other: NamedList, agreeing: int) -> Iterator[tuple[Claim, Claim]]:
    """The names that have another number in the other list; where they are many it is a list of other numbers."""
    common = [area for area in one.numbers if area in other.numbers]
    apart = [area for area in common if not same_value(one.numbers[area], other.numbers[area])]
    if one.block == other.block or len(apart) * LEAST_AGREEING > agreeing:
        return
    amounts = {c.amount for c in other.numbers.values()}
    for area in apart:
        claim, cell = one.numbers[area], other.numbers[area]
        if claim.unit == cell.unit and (_tells(claim) or _tells(cell)) and claim.amount not in amounts:
            yield claim, cell  # where another name has its number, the name is wrong
