"""A relation says what a number should be, given others, and whether it is.

Scope: the outcome of one test: a target claim, the claims it is computed from, and the interval that they allow.
Rules make relations; repair looks for what explains the broken ones; the findings are written from both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.kit.intervals import Interval, change, share, total

SHARE, CHANGE, DIFFERENCE, SUM, RATIO, SAME = "share", "change", "difference", "sum", "ratio", "same"


@dataclass(slots=True)
class Relation:
    """``kind`` is the arithmetic: share (part, whole), change (now, before), difference (a, b), sum (parts), same.

    ``certain`` False marks a relation that rests on an assumption; its finding is "likely". ``family`` groups
    relations of one column or list, whose held members vouch for the reading.
    """

    rule: str
    kind: str
    target: Claim
    operands: tuple[Claim, ...]
    expected: Interval
    holds: bool
    certain: bool = True
    family: str = ""
    support: int = 0
    topical: bool = False  # both say in words that they measure the same thing
    note: str = ""
    params: dict[str, str] = field(default_factory=dict)
    words: tuple[tuple[int, int, int], ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (self.target, *self.operands)


def expect(kind: str, operands: Sequence[Interval]) -> Interval | None:
    """What the operands allow for the target, in the target's units; None where a divisor may be 0."""
    try:
        if kind in (SHARE, RATIO):
            return share(operands[0], operands[1])
        if kind == CHANGE:
            return change(operands[0], operands[1]) if operands[1].low > 0 else None
        if kind == DIFFERENCE:
            return operands[0] - operands[1]
        if kind == SAME:
            return operands[0]
        return total(operands)
    except ZeroDivisionError:
        return None


def meets(target: Claim, expected: Interval) -> bool:
    """Whether the target's interval meets what is expected; an unsigned number may have lost a stated direction."""
    own = target.interval
    if own.low <= expected.high and expected.low <= own.high:
        return True
    return free_sign(target) and own.low <= -expected.low and -expected.high <= own.high


def free_sign(target: Claim) -> bool:
    """A change without a sign gets its direction from words: "declined by 22.7 per cent"."""
    return (not target.sign and target.role == "change") or target.sign == "~"


def point(kind: str, operands: Sequence[Decimal]) -> Decimal | None:
    """The target computed from the printed values; None where the second one is no number of the text."""
    if len(operands) < 2 and kind in (SHARE, RATIO, CHANGE, DIFFERENCE):
        return None
    try:
        if kind in (SHARE, RATIO):
            return operands[0] * 100 / operands[1]
        if kind == CHANGE:
            return (operands[0] - operands[1]) * 100 / operands[1]
        if kind == DIFFERENCE:
            return operands[0] - operands[1]
        if kind == SAME:
            return operands[0]
        return sum(operands, Decimal(0))
    except (ZeroDivisionError, ArithmeticError):
        return None


def is_rate(claim: Claim) -> bool:
    return claim.unit in (PERCENT, POINTS)


def test(rule: str, kind: str, target: Claim, operands: tuple[Claim, ...], **more: object) -> Relation | None:
    """The relation, tested; None where it cannot be computed."""
    expected = expect(kind, [o.interval for o in operands])
    if expected is None:
        return None
    return Relation(rule, kind, target, operands, expected, meets(target, expected), **more)  # type: ignore[arg-type]
