"""A change said as an amount and as a percentage must be one change of two values near it.

Rule amount_and_rate: "17,463 people work here; a year before they were 16,400, a growth of 1,063, or 6.5 per cent": the
amount, the percentage joined to it by "or" or by brackets, and the two values of the paragraph or of a table whose
distance the amount is, or whose rate of change the percentage is. It is wrong where the two values settle one of the
two numbers and a known slip explains the other. It cannot see changes of which neither number fits two values.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from mtm.audit.causes.repair import candidates, explained_alone
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.known_pairs import KnownPairs
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit
from mtm.audit.language.periods import order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.moves import is_factor
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect
from mtm.kit.intervals import Interval

RULE = "amount_and_rate"
LAST = True
NEAR, BACK, MOST, TELLING, CLOSE, FAR = 34, 3, 12, 2, 3, 60
MOST_WIDE, LARGE = 3, 3
WIDE = Decimal("1.5")  # points that the rounding of two values may leave to their rate
_MOVES = frozenset(("up", "down", "change", "gap", "more_after", "less_after", "over", "under"))
Pair = tuple[Claim, Claim]


class Said(NamedTuple):
    """The amount and the percentage of one change."""

    amount: Claim
    rate: Claim


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every amount with the percentage behind it that two values settle."""
    known: KnownPairs | None = None
    held: dict[int, list[Pair]] = {}
    for r in reading.relations:
        if r.holds and r.kind in (CHANGE, DIFFERENCE) and len(r.operands) == 2 and r.target.table < 0:
            held.setdefault(id(r.target), []).append((r.operands[0], r.operands[1]))
    for sentence in reading.sentences:
        said = list(_said(sentence)) if sentence.kind != "note" and len(sentence.claims) > 1 else []
        for one in said:
            known = known or KnownPairs(reading)
            relation = _relation(reading, sentence, one, known, held)
            if relation is not None and not _settled(reading, relation):
                yield relation


def _settled(reading: Reading, relation: Relation) -> bool:
    """Another rule found the same number right or wrong as a change."""
    return any(
        r.target is relation.target and r.kind in (CHANGE, DIFFERENCE) and (r.holds or r.target.table < 0)
        for r in reading.relations
    )


def _said(sentence: Sentence) -> Iterator[Said]:
    """ "by 1,063, or 6.5 per cent", "2,966 people (+6.6 %)", in a sentence that speaks of a change."""
    if not any(c.tags & _MOVES for c in sentence.cues) and not any(c.sign in ("+", "-") for c in sentence.claims):
        return
    changes = [c for c in sentence.claims if c.role == "change" and not c.hedge]
    alone = len(changes) == 2 and changes[1].unit == PERCENT and changes[0].unit not in (PERCENT, POINTS, TIMES)
    if alone and not _parted(sentence, changes[0], changes[1]):
        yield Said(changes[0], changes[1])
    for amount, rate in zip(sentence.claims, sentence.claims[1:], strict=False):
        if rate.unit != PERCENT or amount.unit in (PERCENT, POINTS, TIMES) or is_factor(amount) or amount.time:
            continue
        if amount.hedge or amount.total or rate.hedge or of_all(rate) or len(amount.digits.strip("0")) < TELLING:
            continue
        between = sentence.piece.text[amount.after : rate.start]
        joined = any(amount.end <= c.start < rate.start for c in sentence.tagged("orword"))
        joined = joined or between.rstrip().endswith("(")
        if (
            changes[:2] != [amount, rate]
            and joined
            and len(between) < NEAR
            and not any(m in between for m in ";:)")
            and _moved(sentence, amount, rate)
        ):
            yield Said(amount, rate)


def _parted(sentence: Sentence, amount: Claim, rate: Claim) -> bool:
    """ "2,191 more than in 2023 and 21.0 per cent above 2022": "and", or another time, begins another change."""
    start, end = amount.after, rate.start
    ands = any(start <= c.start < end and "orword" not in c.tags for c in sentence.tagged("and"))
    thens = [c for c in sentence.claims if start <= c.start < end]
    dated = any(start <= p.start < end for p in sentence.periods) and not thens
    return ands or dated or end - start > FAR or ";" in sentence.piece.text[start:end]


def _moved(sentence: Sentence, amount: Claim, rate: Claim) -> bool:
    """A word or a sign that touches one of the two makes it a change, not a part with its share."""
    if amount.role == rate.role == "change" or amount.sign in ("+", "-"):
        return True
    near = [c for c in sentence.cues if c.tags & _MOVES and not c.tags & {"largest", "smallest"}]
    led = any(0 <= amount.start - c.end < NEAR for c in near)
    closed = any(amount.after <= c.start and c.start - rate.after < CLOSE for c in near)
    return (led or closed) and (rate.role == "change" or rate.sign in ("", "~"))


def _relation(
    reading: Reading, sentence: Sentence, said: Said, known: KnownPairs, held_by: dict[int, list[Pair]]
) -> Relation | None:
    by_rate = held_by.get(id(said.rate), [])
    if any(said.amount in pair for pair in by_rate):
        return None  # "a year before there were 32,320, which means a fall of 7.6 %": the amount is a value itself
    near = _pairs(reading, sentence, said) + by_rate
    made = [p for p in (*held_by.get(id(said.amount), ()), *near) if _apart(said.amount, p)]
    made = made or [(p.now, p.before) for p in known.apart(said.amount)]
    rated = [r for p in made if (r := _of(CHANGE, said.rate, p)) is not None]
    if any(_fits(r) for r in rated):
        return None
    if rated:
        return _only([r for r in rated if _slipped(r) or _said_so(sentence, said)], rated)
    held = [p for p in near if (r := _of(CHANGE, said.rate, p)) is not None and _fits(r) and _sharp(r)]
    wrong = [r for p in held if (r := _of(DIFFERENCE, said.amount, p)) is not None and not _fits(r)]
    slips = [r for r in wrong if _timed(r) and candidates(said.amount, _size(r.expected))]
    if slips:
        return _only(slips, slips)
    return _only(wrong, wrong) if _said_so(sentence, said) and any(p in by_rate for p in held) else None


def _only(found: list[Relation], of: list[Relation]) -> Relation | None:
    """The first, where all speak of the same two values."""
    return found[0] if found and len({_values(r) for r in of}) == 1 else None


def _said_so(sentence: Sentence, said: Said) -> bool:
    """Signs or words of change touch both numbers, and no other value comes between them."""
    amount, rate = said
    others = [c for c in sentence.claims if amount.after <= c.start < rate.start and c.role != "change"]
    between = any(sentence.piece.text[c.start - 1] != "(" for c in others)
    joined = sentence.piece.text[amount.after : rate.start].rstrip().endswith("(") or not between
    long = len(amount.digits.strip("0")) >= LARGE and len(rate.digits.strip("0")) >= TELLING
    return joined and long and not sentence.areas and len([c for c in sentence.claims if c.unit == PERCENT]) <= LARGE


def _values(relation: Relation) -> tuple[object, ...]:
    return tuple(o.amount for o in relation.operands)


def _pairs(reading: Reading, sentence: Sentence, said: Said) -> list[Pair]:
    """Two values of the sentence and of those before it, the later one first as far as words or periods say."""
    found: list[Claim] = []
    for number in range(sentence.number, max(-1, sentence.number - BACK - 1), -1):
        other = reading.sentences[number]
        if other.section == sentence.section and other.kind != "note":
            found += [c for c in other.claims if _is_value(c, said)]
    pairs = [p for p in permutations(found[:MOST], 2) if _alike(*p) and not _reversed(*p)]
    return [p for p in pairs if _way(said) * (p[0].amount - p[1].amount) >= 0]


def _is_value(claim: Claim, said: Said) -> bool:
    if any(claim is c for c in said) or not is_level(claim) or claim.hedge or claim.value <= 0:
        return False
    return same_unit(claim, said.amount)


def _way(said: Said) -> int:
    """1 up, -1 down, 0 where neither sign nor word says it."""
    for claim in (said.rate, said.amount):
        if claim.sign in ("+", "-"):
            return 1 if claim.value > 0 else -1
    return said.rate.direction or said.amount.direction


def _alike(now: Claim, before: Claim) -> bool:
    areas = {now.area, before.area} - {""}
    return len(areas) < 2 and not conflict(now.axes, before.axes) and now.exact == before.exact


def _reversed(now: Claim, before: Claim) -> bool:
    if now.time == "before" or before.time == "now":
        return True
    dated = now.period and before.period and "<" not in (now.period, before.period)
    return bool(dated) and order(now.period) < order(before.period)


def _timed(relation: Relation) -> bool:
    """Words or periods say which of the two values came first."""
    now, before = relation.operands
    dated = before.period and now.period != before.period
    return before.time == "before" or now.time == "now" or bool(dated)


def _apart(amount: Claim, pair: Pair) -> bool:
    """The amount is what lies between the two, digit by digit."""
    now, before = pair
    if amount.decimals > max(now.decimals, before.decimals) or len(amount.digits.strip("0")) < LARGE:
        return False
    return abs(amount.amount) == abs(now.amount - before.amount)


def _of(kind: str, claim: Claim, pair: Pair) -> Relation | None:
    expected = expect(kind, [c.interval for c in pair])
    if expected is None:
        return None
    relation = Relation(RULE, kind, claim, pair, expected, False, note="derived", support=1)
    relation.family, relation.params = f"both{claim.block}.{claim.start}", {"sentence": kind}
    return relation


def _fits(relation: Relation) -> bool:
    own = relation.target.interval
    return own.meets(relation.expected) or own.meets(-relation.expected)


def _sharp(relation: Relation) -> bool:
    return relation.expected.width <= max(MOST_WIDE * relation.target.interval.width, WIDE)


def _slipped(relation: Relation) -> bool:
    """The later base, or a slip of typing, makes the percentage."""
    rate = relation.target
    return explained_alone(relation) or bool(
        candidates(rate, relation.expected) or candidates(rate, -relation.expected)
    )


def _size(found: Interval) -> Interval:
    return -found if found.high < 0 else found


__all__ = ["RULE", "find"]
