"""A number that two sums of the report agree upon must be that number.

Rule sums_agree: "33,350 people are displaced" before a list of districts and a sentence with hosts and sites that both
make 33,350: the list, the sentence or the paragraph right behind a number and another list, sentence or difference of
its section make one value, which nothing prints. It is wrong where one digit or two exchanged digits part it from that
value, or it is a little off two sums of three numbers each. It cannot see numbers that only one sum bears out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import Claim
from mtm.audit.gathered.splits import counts
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, SHARE, SUM, Relation
from mtm.kit.intervals import total

RULE = "sums_agree"
LAST = True
LEAST, MOST, BACK, TELLING, PAIR, OFF = 1000, 6, 2, 3, 2, 10
_EXACT = (SUM, DIFFERENCE, SHARE, CHANGE)  # "twice as many" bears out no number


class Group(NamedTuple):
    """Counts that stand together, in the order of the text; the last is taken from the first where ``less``."""

    members: tuple[Claim, ...]
    less: bool = False

    @property
    def amount(self) -> Decimal:
        if self.less:
            return abs(self.members[0].amount - self.members[1].amount)
        return sum((c.amount for c in self.members), Decimal(0))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number that two sums of its section contradict alike."""
    printed = {c.amount for c in reading.claims if c.exact}
    settled = {id(c) for r in reading.relations if r.kind in _EXACT for c in (r.claims if r.holds else (r.target,))}
    for groups in _by_section(reading).values():
        agreed: dict[tuple[Decimal, str], list[Group]] = {}
        for group in groups:
            if group.amount >= LEAST and group.amount not in printed:
                agreed.setdefault((group.amount, group.members[0].unit), []).append(group)
        for found in agreed.values():
            relation = _relation(reading, found, settled) if len(found) > 1 else None
            if relation is not None:
                settled.add(id(relation.target))
                yield relation


def _by_section(reading: Reading) -> dict[int, list[Group]]:
    """Whole lists, sentences and the counts that two sentences share; differences of neighbours."""
    found: dict[int, list[Group]] = {}
    run: list[Claim] = []
    for number, block in enumerate(reading.blocks):
        sentences = [s for s in reading.by_block.get(number, []) if s.kind not in ("note", "head", "heading")]
        given = [[c for c in counts(s) if c.exact and not c.hedge and c.time != "before"] for s in sentences]
        item = block.kind == "item" and len(given) == 1 and len(given[0]) == 1
        if not item and len(run) > BACK:
            found.setdefault(run[0].section, []).append(Group(tuple(run)))
        run = [*run, given[0][0]] if item else []
        for group in _of_paragraph(given):
            found.setdefault(group.members[0].section, []).append(group)
    if len(run) > BACK:
        found.setdefault(run[0].section, []).append(Group(tuple(run)))
    return found


def _of_paragraph(given: list[list[Claim]]) -> Iterator[Group]:
    """The counts of one sentence, without those before them, and of two sentences; what lies between neighbours."""
    for own, following in pairwise([*given, []]):
        yield from (Group(tuple(own[at:])) for at in range(max(0, len(own) - MOST), len(own) - 1))
        if own and following:
            yield from (Group((*own[at:], *following)) for at in range(max(0, len(own) - MOST), len(own)))
    plain = [c for own in given for c in own]
    yield from (Group((one, two), less=True) for one, two in pairwise(plain))


def _relation(reading: Reading, found: list[Group], settled: set[int]) -> Relation | None:
    """The number right before one of the sums, one slip away from what it and another of other numbers make."""
    for group in found:
        if group.less or not any(_apart(group, other) for other in found):
            continue
        taken = {id(c) for other in found for c in other.members}
        for claim in _before(reading, group):
            if id(claim) not in settled | taken and (_slipped(claim, group) or _near(claim, found)):
                return _made(claim, group)
    return None


def _apart(one: Group, other: Group) -> bool:
    mine = {id(c) for c in one.members}
    return not any(id(c) in mine for c in other.members)


def _before(reading: Reading, group: Group) -> list[Claim]:
    """The last count before the group, perhaps in the paragraph before; for a list, all of those that lead to it."""
    first = group.members[0]
    listed = len({c.block for c in group.members}) > 1
    blocks = range(max(0, first.block - (BACK if listed else 1)), first.block + 1)
    near = [c for b in blocks for s in reading.by_block.get(b, []) for c in _counts(s) if c.order < first.order]
    return near if listed else near[-1:]


def _counts(sentence: Sentence) -> list[Claim]:
    return [c for c in counts(sentence) if c.exact and not c.hedge and c.time != "before"]


def _slipped(claim: Claim, group: Group) -> bool:
    wanted = total(c.interval for c in group.members)
    alike = all(c.unit == claim.unit for c in group.members)
    return alike and len(claim.digits.strip("0")) >= TELLING and bool(digit(claim, wanted) or exchange(claim, wanted))


def _near(claim: Claim, found: list[Group]) -> bool:
    """Two sums of three and more, which hardly agree by chance, and a number a little off both."""
    long = [g for g in found if len(g.members) > PAIR and g.members[0].order > claim.order]
    if len(long) < PAIR or not any(_apart(long[0], g) for g in long[1:]) or claim.unit != long[0].members[0].unit:
        return False
    return len(claim.digits.strip("0")) >= TELLING and abs(claim.amount - long[0].amount) * OFF < long[0].amount


def _made(claim: Claim, group: Group) -> Relation:
    expected = total(c.interval for c in group.members)
    relation = Relation(RULE, SUM, claim, group.members, expected, False, note="derived", support=2)
    relation.family, relation.params = f"agree{claim.block}.{claim.start}", {"sentence": "sum"}
    return relation
