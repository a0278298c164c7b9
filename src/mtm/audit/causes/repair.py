"""Why a number is probably wrong, and what it should probably be.

Scope: one broken relation. Each mechanism is a slip that people make: a change divided by the later value, a share of
another whole, a base taken from another row, a sign lost, a number truncated instead of rounded, a digit mistyped, two
digits exchanged, a part left out of a sum. The first that gives the printed number is named, with the chance that a
random number of this size would have been matched as well, since a search among many cells proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mtm.audit.causes.slips import candidates as candidates
from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SAME, SHARE, SUM, Relation, expect
from mtm.kit.intervals import Interval

MOST_TRIES = 200


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A slip that explains the printed number; ``claims`` are the numbers it used, ``tries`` how many were tried."""

    name: str
    claims: tuple[Claim, ...] = ()
    tries: int = 1


def mechanism(relation: Relation, others: Sequence[Claim]) -> Mechanism:
    """The slip that explains the target; ``others`` are claims from which a wrong operand may have come."""
    for found in _own(relation):
        return found
    for tries, (name, kind, operands) in enumerate(_borrowed(relation, others), 1):
        if tries > MOST_TRIES:
            break
        expected = expect(kind, [o.interval for o in operands])
        if expected is not None and _agrees(relation.target, expected):
            return Mechanism(name, operands, tries)
    return Mechanism(_typed(relation.target, relation.expected))


def _own(relation: Relation) -> Iterator[Mechanism]:
    """Slips that need no other number."""
    target, kind = relation.target, relation.kind
    own, expected = target.interval, relation.expected
    if target.value and own.meets(-expected):
        yield Mechanism("sign")
    if kind == CHANGE:
        yield from _of_change(relation)
    if kind == DIFFERENCE:
        if own.meets(relation.operands[0].interval + relation.operands[1].interval):
            yield Mechanism("added")
        if target.unit == PERCENT:
            return
    if not target.exact and Interval.truncated(target.value, target.decimals, target.scale).meets(expected):
        yield Mechanism("truncated")
    if kind == SUM and not relation.note:
        yield from _of_sum(relation)


def _of_change(relation: Relation) -> Iterator[Mechanism]:
    """Divided by the later value; the ratio printed for the change."""
    now, before = (o.interval for o in relation.operands)
    later = expect(SHARE, [now - before, now])
    if later is not None and _agrees(relation.target, later):
        yield Mechanism("later_base")
    ratio = expect(RATIO, [now, before])
    if ratio is not None and relation.target.interval.meets(ratio):
        yield Mechanism("ratio")


def _of_sum(relation: Relation) -> Iterator[Mechanism]:
    """The gap is one of the parts."""
    gap = relation.target.interval - relation.expected
    for operand in relation.operands:
        if gap.meets(-operand.interval):
            yield Mechanism("part_left_out", (operand,))
        if gap.meets(operand.interval):
            yield Mechanism("part_twice", (operand,))


def explained_alone(relation: Relation) -> bool:
    """A slip such as the later base or a lost sign explains the number, without any other."""
    return next(_own(relation), None) is not None


def _agrees(target: Claim, expected: Interval) -> bool:
    own = target.interval
    return own.meets(expected) or (target.role == "change" and not target.sign and own.meets(-expected))


def _borrowed(relation: Relation, others: Sequence[Claim]) -> Iterator[tuple[str, str, tuple[Claim, ...]]]:
    """The same arithmetic with one operand taken from elsewhere."""
    kind, operands = relation.kind, relation.operands
    if kind == SHARE:
        for other in others:
            if other.unit == operands[1].unit and other.amount > operands[0].amount and other is not operands[1]:
                yield "other_whole", SHARE, (operands[0], other)
    if kind == CHANGE:
        now, before = operands
        for other in others:
            if other.unit == before.unit and other.interval.low > 0 and other is not before and other is not now:
                yield "other_row", CHANGE, (now, other)
    if kind in (SHARE, CHANGE):
        for other in others:
            if other.unit == operands[0].unit and other is not operands[0]:
                yield "other_part", kind, (other, operands[1])


def _typed(target: Claim, expected: Interval) -> str:
    """Slips of typing: one digit, two digits exchanged, a factor of ten or a thousand."""
    for factor in (Decimal(10), Decimal("0.1"), Decimal(1000), Decimal("0.001")):
        if target.interval.times(factor).meets(expected) and target.value:
            return "scale"
    if digit(target, expected):
        return "digit"
    return "exchanged" if exchange(target, expected) else "open"


def required(relation: Relation, suspect: Claim) -> Interval | None:
    """What the suspect operand would have to be for the relation to hold."""
    target, operands = _signed(relation.target), relation.operands
    if relation.note in ("whole", "hundred"):
        return None
    try:
        if relation.kind in (SHARE, RATIO):
            if len(operands) < 2:  # of a whole that is no number of the text
                return target * operands[0].interval / relation.expected
            part, whole = operands
            if suspect is part:
                return (target * whole.interval).times(Decimal("0.01"))
            return part.interval.times(100) / target
        if relation.kind == CHANGE:
            return _required_change(relation, suspect)
        if relation.kind == DIFFERENCE:
            return target + operands[1].interval if suspect is operands[0] else operands[0].interval - target
        if relation.kind == SAME:
            return target
        rest = [o.interval for o in operands if o is not suspect]
        other = expect(SUM, rest) or Interval.exact(0)
        return target - other
    except ZeroDivisionError:
        return None


def _signed(claim: Claim) -> Interval:
    """ "fell by 6.6 per cent", "a net outflow of 11": the word gives the sign that the number lacks."""
    unsigned = claim.role in ("change", "balance") and claim.sign not in ("+", "-") and claim.value > 0
    return -claim.interval if unsigned and claim.direction < 0 else claim.interval


def _required_change(relation: Relation, suspect: Claim) -> Interval | None:
    target = _signed(relation.target)
    now, before = relation.operands
    factor = Interval(1 + target.low / 100, 1 + target.high / 100)
    if factor.low <= 0:
        return None
    return before.interval * factor if suspect is now else now.interval / factor


def chance(target: Claim, expected: Interval, tries: int) -> Decimal:
    """How likely ``tries`` random numbers of this size hit the printed one: width of its interval over its spread."""
    spread = 2 * max(abs(target.amount), abs(expected.middle), Decimal(1))
    width = target.interval.width + expected.width or Decimal(1)
    rate = min(Decimal(1), width * tries / spread)
    return rate.quantize(Decimal("0.0001"), ROUND_HALF_UP)
