"""A number of the report's own account must be the same wherever it is given.

Rule stated_twice: how many came in, went out or remained, of all, of a group or of a country, and what was sent home,
in one period, wherever words or headings say all of this. A value that stands alone against one that several places
give, or that a table gives, is wrong. It cannot see quantities that are given twice only, both in running text.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.evidence.grounds import significant, thousandfold
from mtm.audit.gathered.copies import near_digits, same_value
from mtm.audit.gathered.ledger import ledger
from mtm.audit.gathered.narrowed import is_narrowed
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, Relation

RULE = "stated_twice"
LAST = True
TELLING, TIMES = 3, 4


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every lone value against the one that others repeat."""
    facts = _Facts(reading)
    for claims in ledger(reading).values():
        clusters = _clusters(claims)
        main = max(clusters, key=_weight, default=[])
        if len(clusters) < 2 or _weight(main) < 2:
            continue
        other = next((c for c in main if c.table >= 0), main[0])
        for cluster in clusters:
            odd = cluster[0]
            if cluster is not main and len(cluster) == 1 and facts.alone(odd, main) and _alike(reading, odd, other):
                relation = Relation(RULE, SAME, odd, (other,), other.interval, False, note="derived", support=len(main))
                relation.family, relation.params = f"account{odd.index}", {"sentence": "same"}
                yield relation


class _Facts:
    """What else a report says of a value: where it stands, and what arithmetic holds for it."""

    def __init__(self, reading: Reading) -> None:
        self.counts = [c for c in reading.claims if c.role in ("level", "balance") and c.unit != PERCENT]
        self.beside = {(c.block, abs(c.amount), c.unit) for c in reading.claims}
        held = (r for r in reading.relations if r.holds and r.kind not in (SAME, "rank"))
        self.proved = {id(c) for r in held for c in r.claims}

    def alone(self, odd: Claim, main: list[Claim]) -> bool:
        """Nothing speaks for the value, and the one that others repeat does not stand beside it."""
        if odd.table >= 0 or odd.hedge or id(odd) in self.proved or significant(odd) < TELLING:
            return False
        if any((odd.block, abs(c.amount), c.unit) in self.beside for c in main):
            return False
        return not any(_known(odd, c) for c in self.counts)


def _known(odd: Claim, claim: Claim) -> bool:
    """The value stands elsewhere: that of another name, time or side, not one mistyped."""
    return claim is not odd and claim.unit == odd.unit and (same_value(claim, odd) or thousandfold(claim, odd))


def _alike(reading: Reading, odd: Claim, other: Claim) -> bool:
    if _may_be_part(reading, odd, other) or _may_be_part(reading, other, odd):
        return False
    return _of_one_size(odd, other)


def _clusters(claims: list[Claim]) -> list[list[Claim]]:
    found: list[list[Claim]] = []
    for claim in claims:
        home = next((c for c in found if same_value(c[0], claim) or thousandfold(c[0], claim)), None)
        if home is None:
            found.append([claim])
        else:
            home.append(claim)
    return found


def _may_be_part(reading: Reading, one: Claim, other: Claim) -> bool:
    """The smaller of the two is one of a sentence that may speak of a part of the people."""
    if one.area or one.table >= 0 or abs(one.amount) >= abs(other.amount):
        return False
    sentence = reading.sentences[one.sentence]
    beside = [c for c in sentence.claims if c is not one and c.unit == one.unit]
    if any((one.interval + c.interval).meets(other.interval) for c in beside):
        return True
    return is_narrowed(one, sentence)


def _weight(claims: list[Claim]) -> int:
    """In how many places a value stands; a cell of a table counts twice."""
    blocks = {c.block: 2 if c.table >= 0 else 1 for c in claims}
    return sum(blocks.values())


def _of_one_size(one: Claim, other: Claim) -> bool:
    small, large = sorted((abs(one.amount), abs(other.amount)))
    return large <= TIMES * small or near_digits(one, other)
