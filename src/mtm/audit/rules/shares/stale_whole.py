"""What words call the whole of a share must not be its number of an earlier time.

Rule stale_whole: "11,875 people were moved, of whom 3,510 are children (26.0 %)", where 26.0 % is what 3,510 make of
the 13,500 that the report gives, and 11,875 is what it was before: it stands elsewhere as the earlier value, or what
lies between the two is printed. It cannot see wholes that fit no other number, or shares of rounded numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import Pair, is_level
from mtm.audit.gathered.only_totals import whole_of_them
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, SHARE, Relation
from mtm.audit.rules.shares.share_of_whole import fits

RULE = "stale_whole"
LAST = True
TELLING, NEAR = 3, Decimal("1.4")  # how many times the one whole may be as large as the other


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every share that holds of another whole than the one its words name."""
    done: set[int] = set()
    for held in list(reading.relations):
        if held.kind != SHARE or not held.holds or len(held.operands) != 2 or held.target.table >= 0:
            continue
        pair, whole = Pair(held.target, held.operands[0]), held.operands[1]
        if pair.part.table >= 0 or len(pair.share.digits) < TELLING or significant(pair.part) < TELLING:
            continue
        said = whole_of_them(reading, pair)
        if said is None or id(said) in done or said.amount == whole.amount or fits(pair, said):
            continue
        if said.amount + pair.part.amount == whole.amount:
            continue  # "544,832 of them stayed; 187,428 (25.6 %) did not": the other part of the whole
        if _of_one_size(said, whole) and (_told_of_before(reading, said) or _step_printed(reading, said, whole)):
            done.add(id(said))
            yield _made(said, whole)


def _of_one_size(one: Claim, other: Claim) -> bool:
    small, large = sorted((one.amount, other.amount))
    return small > 0 and large <= NEAR * small and min(significant(one), significant(other)) >= TELLING - 1


def _told_of_before(reading: Reading, said: Claim) -> bool:
    """The same number stands elsewhere as the earlier value."""
    return any(
        c is not said and c.amount == said.amount and c.unit == said.unit and (c.time == "before" or c.period == "<")
        for c in reading.claims
    )


def _step_printed(reading: Reading, said: Claim, whole: Claim) -> bool:
    """The report prints what lies between the two, and the number that was said a second time."""
    step = abs(whole.amount - said.amount)
    near = [c for c in reading.claims if c.unit == said.unit and c.unit != PERCENT and c is not said]
    printed = any(abs(c.amount) == step and significant(c) >= TELLING for c in near)
    return printed and any(c.amount == said.amount and is_level(c) for c in near)


def _made(said: Claim, whole: Claim) -> Relation:
    relation = Relation(RULE, SAME, said, (whole,), whole.interval, False, note="derived", support=1)
    relation.family, relation.params = f"stale{said.block}.{said.start}", {"sentence": "same"}
    return relation
