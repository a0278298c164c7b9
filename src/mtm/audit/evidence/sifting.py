"""No number is called wrong without evidence that the relation was meant.

Scope: one reading and all relations tested on it, held and broken. A broken relation stays only where words, the
numbers beside it, or a slip that explains it speak for it; the others are doubts, counted as not checked with their
reason. A relation that was misread costs a reader's trust, one that is not reported costs only a finding.
"""

from __future__ import annotations

from collections.abc import Callable

from mtm.audit.evidence.doubts import (
    APART,
    FEW,
    NAMELESS,
    NAMES,
    OTHER_CHANGE,
    OTHER_PERIOD,
    OTHER_TOTAL,
    OTHER_WHOLE,
    TWICE_CONFIRMED,
    TWO_QUANTITIES,
    UNEXPLAINED,
)
from mtm.audit.evidence.grounds import (
    TELLING,
    Grounds,
    later_based,
    significant,
    slipped,
    telling,
)
from mtm.audit.evidence.shares_beside import is_share_beside
from mtm.audit.evidence.structure import (
    adds_otherwise,
    another_total,
    another_whole,
    cut_differently,
    in_brackets_behind,
    in_company,
    in_table_block,
    nameless,
    of_a_move,
    of_change,
    of_earlier,
    of_neighbour,
)
from mtm.audit.evidence.two_copies import two_copies
from mtm.audit.evidence.vouched import of_other_values, vouched
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SAME, SHARE, SUM, Relation, expect
from mtm.kit.intervals import HUNDRED, Interval

Test = Callable[[Grounds, Relation], str]
# These rules ask for several witnesses themselves.
_BELIEVED = (
    "hundred",
    "whole",
    "word",
    "rank",
    "misnamed",
    "sided",
    "times",
    "portion",
    "twofold",
    "derived",
    "scale",
    "unit",
    "counted",
    "twice",
)
SMALL_GAP = 50  # a fiftieth: a number so near is seldom another one
LEAST_SIBLINGS = 2
MOST_TIMES, SIZES = 4, 20
LONG = 4
TOUCHING = 3  # "7,9 % қысқарып, 455,6 мың болды": the verb of the rate itself


def sift(reading: Reading, relations: list[Relation]) -> list[Relation]:
    """The relations without the doubtful ones; the claims of those learn why they were not judged."""
    if all(relation.holds for relation in relations):
        return relations
    grounds = Grounds(reading, relations)
    kept: list[Relation] = []
    for relation in relations:
        doubt = "" if relation.holds else _doubt(grounds, relation)
        if not doubt:
            kept.append(relation)
            continue
        for claim in relation.claims:
            claim.doubt = claim.doubt or doubt
    return kept


def _doubt(grounds: Grounds, relation: Relation) -> str:
    if relation.kind == SUM and grounds.nested(relation):
        return OTHER_TOTAL
    if is_share_beside(grounds, relation):
        return OTHER_WHOLE
    if relation.note == "word" and relation.words and vouched(grounds, relation):
        return OTHER_CHANGE
    if relation.note in _BELIEVED:
        return ""
    of_words = relation.kind == "period" and relation.topical  # the period itself is judged, no number
    if relation.kind != SAME and not of_words and nameless(grounds, relation.target):
        return NAMELESS
    test = _TESTS.get(relation.note) or _TESTS.get(relation.kind)
    return test(grounds, relation) if test is not None else ""


def _sum(grounds: Grounds, relation: Relation) -> str:
    """Parts and a total in running text: no other total may fit them, and a slip or a small gap explains the break."""
    if relation.target.table >= 0 and all(c.table >= 0 for c in relation.operands):
        return _down_or_across(grounds, relation)
    explained = slipped(relation) or _part_lost(relation)
    if any(o.amount == relation.target.amount for o in relation.operands):
        return OTHER_TOTAL
    if another_total(grounds, relation, explained) or cut_differently(grounds, relation):
        return OTHER_TOTAL
    if _used_elsewhere(grounds, relation) or _in_a_table(grounds, relation):
        return OTHER_TOTAL
    gap = relation.target.interval.gap(relation.expected)
    return "" if explained or gap * SMALL_GAP < abs(relation.target.amount) else UNEXPLAINED


def _in_a_table(grounds: Grounds, relation: Relation) -> bool:
    """The sum is a cell of a table, though no total of all: "of 107.3 in 2024 61.2 foreigners, 46.1 others"."""
    if relation.target.table >= 0 or relation.target.total or relation.expected.middle == 0:
        return False
    found = grounds.values.get((abs(relation.expected.middle), relation.target.unit), ())
    return any(c.table >= 0 and not c.total and len(c.digits.strip("0")) >= TELLING for c in found)


def _part_lost(relation: Relation) -> bool:
    """The gap is one of the parts: left out of the total, or counted twice."""
    if not telling(relation):
        return False
    gap = relation.target.interval - relation.expected
    return any(gap.meets(o.interval) or gap.meets(-o.interval) for o in relation.operands)


def _exchanged(relation: Relation) -> bool:
    """The total and one of its parts stand in each other's place."""
    whole = relation.target.interval + relation.expected
    larger = [o for o in relation.operands if o.amount > relation.target.amount]
    return len(larger) == 1 and telling(relation) and larger[0].interval.meets(whole - larger[0].interval)


def _used_elsewhere(grounds: Grounds, relation: Relation) -> bool:
    """A part of this sum is a part of another sum that holds: it is no part of both, unless their totals are equal."""
    for operand in relation.operands:
        for other in grounds.sums_of(operand):
            if other.target is not relation.target and other.target.amount != relation.target.amount:
                return not any(o is relation.target for o in other.operands)
    return False


def _down_or_across(grounds: Grounds, relation: Relation) -> str:
    """Rows of a table: another column or row keeps the same reading, or a slip explains the break."""
    if adds_otherwise(grounds, relation):
        return OTHER_TOTAL
    if grounds.kept(relation) or slipped(relation) or _part_lost(relation) or _exchanged(relation):
        return ""
    gap = relation.target.interval.gap(relation.expected)
    return "" if gap * SMALL_GAP < abs(relation.target.amount) else UNEXPLAINED


def _share(grounds: Grounds, relation: Relation) -> str:
    """A share: it fits no other whole of its own list or table, and siblings or a slip speak for this one."""
    if relation.family.startswith("sibling"):
        return ""
    if relation.target.table >= 0:
        return _share_in_table(grounds, relation)
    if _of_the_rest(relation) and not another_whole(grounds, relation)[0]:
        return ""
    if _is_change(relation):
        return TWO_QUANTITIES
    siblings = [r for r in grounds.items_like(relation) if r.operands[1] is relation.operands[1]]
    named = {id(r.operands[0]) for r in siblings}  # each has a share of its own
    if (
        (not in_brackets_behind(relation) and of_neighbour(grounds.reading, relation, named))
        or of_change(grounds.reading, relation.target)
        or of_a_move(relation.target)
    ):
        return OTHER_WHOLE
    held, broken = another_whole(grounds, relation)
    if broken >= LEAST_SIBLINGS or (held and held >= max(LEAST_SIBLINGS, len(siblings))):
        return OTHER_WHOLE
    spoken = grounds.named_whole(relation) or _part_of(grounds, relation) or relation.topical
    if len(siblings) >= LEAST_SIBLINGS or spoken or (siblings and of_earlier(grounds, relation)):
        return ""
    if not held and grounds.said_of(relation):
        return ""
    if in_company(grounds, relation, siblings, held):
        return ""
    long = min(map(significant, relation.operands)) >= LONG  # a share of short numbers is a slip of many others
    return "" if long and slipped(relation) else FEW


def _of_the_rest(relation: Relation) -> bool:
    """ "41,420 women (53.0 %)" of 88,120: the share of the others stands in the brackets behind the part itself."""
    own, expected = relation.target, relation.expected
    if own.direction or own.hedge or own.moving or any(o.time or o.hedge for o in relation.operands):
        return False
    rest = Interval(HUNDRED - expected.high, HUNDRED - expected.low)
    part, whole = relation.operands
    apart = whole.sentence < part.sentence == own.sentence and len(own.digits) > 2  # "… of these jobs, or 45.0 %"
    return own.interval.meets(rest) and (apart or in_brackets_behind(relation)) and telling(relation)


def _is_change(relation: Relation) -> bool:
    """The rate is the change from one of the two numbers to the other, not a share."""
    one, other = (o.interval for o in relation.operands)
    own = relation.target.interval
    for pair in ((one, other), (other, one)):
        found = expect(CHANGE, pair)
        if found is not None and (own.meets(found) or own.meets(-found)):
            return True
    return False


def _part_of(grounds: Grounds, relation: Relation) -> bool:
    """With another number the part was found to make this whole."""
    part, base = relation.operands
    return any(held.target.amount == base.amount for held in grounds.sums_of(part))


def _share_in_table(grounds: Grounds, relation: Relation) -> str:
    if relation.family.startswith("row") and relation.support >= LEAST_SIBLINGS:
        return ""  # the other cells of its row are shares of the same whole
    fitting, votes = in_table_block(grounds, relation)
    if votes < LEAST_SIBLINGS and not (votes and slipped(relation)):
        return FEW
    return OTHER_WHOLE if fitting else ""


def _change(grounds: Grounds, relation: Relation) -> str:
    """A change: rows of its column keep the reading, or its sentence names both values."""
    if relation.target.table >= 0:
        return "" if grounds.kept(relation) else FEW
    return _spoken_change(grounds, relation)


def _spoken_change(grounds: Grounds, relation: Relation) -> str:
    """Two values of one sentence make one change: words say which came first, or a slip explains the break."""
    if of_other_values(grounds, relation):
        return OTHER_CHANGE
    if slipped(relation) or relation.topical:
        return ""
    if relation.kind == DIFFERENCE and not _of_one_order(relation):
        return TWO_QUANTITIES
    if relation.kind == CHANGE and _of_two_sizes(relation):
        return TWO_QUANTITIES
    if _another_verb(grounds, relation):
        return TWO_QUANTITIES
    times = all(o.time for o in relation.operands) or later_based(relation)
    return TWO_QUANTITIES if grounds.rivals(relation.target) or not times else ""


def _another_verb(grounds: Grounds, relation: Relation) -> bool:
    """ "Transfers rose by 30 per cent, which raised the mean from 236 to 403": the values have their own verb."""
    sentence = grounds.sentence(relation.target)
    if sentence is None:
        return False
    start, first = relation.target.after + TOUCHING, min(o.start for o in relation.operands)
    return any(start <= c.start < first and c.tags & {"up", "down"} for c in sentence.cues)


def _of_one_order(relation: Relation) -> bool:
    """Without a slip, a difference that is many times as large or small as the printed one is one of other values."""
    own, expected = abs(relation.target.amount), abs(relation.expected.middle)
    return max(own, expected) <= MOST_TIMES * min(own, expected)


def _of_two_sizes(relation: Relation) -> bool:
    """ "12.1 % more" between 214 and 53,900: no values of one thing."""
    small, large = sorted(abs(o.amount) for o in relation.operands)
    return large > SIZES * small and abs(relation.target.value) < HUNDRED / 2


def _difference(grounds: Grounds, relation: Relation) -> str:
    """A balance or difference: named in its own sentence, or explained by a slip."""
    target = relation.target
    if target.table >= 0:
        return "" if grounds.kept(relation) or grounds.sign_alone(relation) else FEW
    if not _of_one_order(relation) and not slipped(relation):
        return TWO_QUANTITIES
    if target.role == "balance" and all(o.sentence == target.sentence and o.table < 0 for o in relation.operands):
        return ""
    told_here = all(o.block == target.block and o.told for o in relation.operands)
    if target.role == "balance" and told_here and len({o.order < target.order for o in relation.operands}) == 1:
        return ""
    if target.role != "balance":
        return _spoken_change(grounds, relation)
    if _only_two(grounds, relation):
        return ""
    told = all(o.told for o in relation.operands)
    return "" if told and slipped(relation) else APART


def _only_two(grounds: Grounds, relation: Relation) -> bool:
    """Its section gives two numbers of the balance's own country or group, at least one of them with its side."""
    area = relation.target.area
    if not area or any(o.area != area for o in relation.operands):
        return False
    sides = {o.axes.get("flow") or o.axes.get("status") for o in relation.operands}
    return len(sides) == 2 and grounds.amounts(relation.target) == {o.amount for o in relation.operands}


def _period(grounds: Grounds, relation: Relation) -> str:
    """A period: the only one of its sentence, all of whose numbers are known from elsewhere for the other period."""
    claim = relation.target
    if relation.topical:
        return ""
    if not grounds.dated(claim, relation.params.get("other", "")):
        return OTHER_PERIOD
    sentence = grounds.sentence(claim)
    if sentence is None or claim.table >= 0:
        return ""
    if len({p.code for p in sentence.periods}) > 1:
        return OTHER_PERIOD
    others = [c for c in sentence.claims if c is not claim and c.role != "other"]
    if any(not grounds.dated(c, relation.params.get("other", "")) for c in others if is_level(c)):
        return OTHER_PERIOD
    return OTHER_PERIOD if any(c.role != "balance" and not is_level(c) for c in others) else ""


def _name(grounds: Grounds, relation: Relation) -> str:
    """Exchanged names: each of the wrong names has the number of another wrong one, or one stands among right ones."""
    if significant(relation.target) < TELLING:
        return NAMES
    wrong = grounds.exchanged(relation.target.block)
    here = {r.target.area for r in wrong}
    given = {r.operands[0].area for r in wrong}
    if len(here) > 1 and here == given:
        return ""
    alone = len(here) == 1 and not grounds.named_in_block(relation.target.block) & given
    alone = alone and not grounds.right_beside(relation.target)
    return "" if alone and grounds.agreeing(relation.target.block) >= LEAST_SIBLINGS else NAMES


def _copied(grounds: Grounds, relation: Relation) -> str:
    """A column repeated in another table: many equal rows say that the unequal one is the same quantity too."""
    one, other = relation.target, relation.operands[0]
    if grounds.both_stand(one, other):
        return TWICE_CONFIRMED
    return TWO_QUANTITIES if grounds.contrasted(one) or grounds.contrasted(other) else ""


_TESTS: dict[str, Test] = {
    "copied": _copied,
    SAME: two_copies,
    SUM: _sum,
    SHARE: _share,
    CHANGE: _change,
    RATIO: _change,
    DIFFERENCE: _difference,
    "period": _period,
    "name": _name,
}
