"""Changes named one after the other follow from the values named in the same order.

Rule changes_in_turn: "from 4,800 and 3,100 to 5,400 and 3,200, or by 12.5% and 8.2%": two rows of numbers and a row of
percentages of one length. Where all but one of the percentages follow from the numbers of their own place, the last
one must as well. It cannot see rows of which two members are wrong, nor rows with words between their members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.in_turn import Row, rows_of_numbers
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, Relation, test
from mtm.kit.intervals import Interval

RULE = "changes_in_turn"
TELLING = 2  # digits of a percentage


def find(reading: Reading) -> Iterator[Relation]:
    """The changes of every sentence with two rows of values and one of percentages."""
    for sentence in reading.sentences:
        if len(sentence.claims) < 6 or sentence.kind == "head":
            continue
        rows = rows_of_numbers(sentence)
        rates = [r for r in rows if all(c.unit == PERCENT for c in r)]
        values = [r for r in rows if all(is_level(c) for c in r)]
        if len(rates) == 1 and len(values) == 2 and len({len(r) for r in rows}) == 1 and len(rows) == 3:
            yield from _odd_one(rates[0], values)


def _odd_one(rates: Row, values: list[Row]) -> list[Relation]:
    """Of both orders of the rows the one that the percentages come closer to, where at most one breaks it."""
    both = [_all_tested(rates, *order) for order in (values, values[::-1])]
    made = min((m for m in both if m), key=_distance, default=[])
    ways = {r.operands[0].amount > r.operands[1].amount for r in made}
    return made if len(ways) == 1 and sum(not r.holds for r in made) < 2 else []


def _all_tested(rates: Row, now: Row, before: Row) -> list[Relation]:
    made = [_tested(*three) for three in zip(rates, now, before, strict=True)]
    return [] if None in made else [r for r in made if r is not None]


def _distance(made: list[Relation]) -> Decimal:
    """How far the nearest percentage is from what its values make: one of them may be wrong by any amount."""
    return min(abs(abs(r.target.value) - abs(r.expected.middle)) for r in made)


def _tested(rate: Claim, now: Claim, before: Claim) -> Relation | None:
    """The rate without its sign, which words give to all of them."""
    if len(rate.digits) < TELLING or now.unit != before.unit or rate.hedge:
        return None
    relation = test(RULE, CHANGE, rate, (now, before), family=f"turn{rate.block}.{rate.sentence}", support=1)
    if relation is None:
        return None
    wanted = relation.expected
    size = Interval(-wanted.high, -wanted.low) if wanted.high < 0 and rate.value > 0 else wanted
    return replace(
        relation, expected=size, holds=rate.interval.meets(size), note="derived", params={"sentence": CHANGE}
    )


__all__ = ["RULE", "find"]
