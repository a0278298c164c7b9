"""A change given as a number and as a percentage must be one change of the value beside it.

Rule change_said_twice: "went up by 16,120 to 97,420, that is by 19.8 per cent": the difference, the percentage and the
one value of the sentence, taken as the earlier or as the later one. It is wrong only where both are joined by "or" or
parentheses, no value of the paragraph fits, and the gap is that of a slip. It cannot see changes without a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.slips import candidates, exchange
from mtm.audit.claims import CHANGE, PERCENT, POINTS, Claim
from mtm.audit.evidence.structure import of_the_move
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE as RATE
from mtm.audit.relations import DIFFERENCE, Relation, expect
from mtm.kit.intervals import Interval, share

RULE = "change_said_twice"
BACK, MOST_RATES = 3, 4
_NEAR = 45
_TOUCHING, _TELLING = 3, 3
_SLIP = Decimal("0.25")  # a value that speaks of something else is seldom so near


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every difference that its sentence restates as a percentage."""
    for sentence in reading.sentences:
        rates = [c for c in sentence.claims if c.unit in (PERCENT, POINTS)]
        if sentence.kind == "note" or not 0 < len(rates) <= MOST_RATES or any(r.unit != PERCENT for r in rates):
            continue
        for rate in rates:
            amounts = [c for c in sentence.claims if c.end <= rate.start and _restated(sentence, c, rate)]
            relation = _relation(reading, sentence, amounts[-1], rate) if amounts else None
            if relation is not None and (relation.holds or len(amounts) == len(rates) == 1):
                yield relation


def _restated(sentence: Sentence, amount: Claim, rate: Claim) -> bool:
    """The number is a difference, and "or", "that is" or a parenthesis leads to the percentage."""
    between = sentence.piece.text[amount.end : rate.start]
    if len(between) > _NEAR or ";" in between or amount.hedge in ("under", "about") or rate.hedge in ("under", "about"):
        return False
    joined = any(amount.end <= c.start < rate.start for c in sentence.tagged("orword"))
    if amount.role != CHANGE:
        told = sentence.language == "kk" or _compared_by(sentence, rate)
        return told and joined and rate.role == CHANGE and is_level(amount)
    return joined or between.rstrip().endswith("(")


def _compared_by(sentence: Sentence, rate: Claim) -> bool:
    """ "1,242 children or 1.6% lower", «1 242 ребёнка, или 1,6 % меньше»: the word right behind closes the two."""
    return any(0 <= c.start - rate.after < _TOUCHING and c.tags & {"up", "down"} for c in sentence.cues)


def _relation(reading: Reading, sentence: Sentence, amount: Claim, rate: Claim) -> Relation | None:
    own = _values(sentence, amount) or _before(reading, sentence, amount, rate)
    if len(own) != 1 or len(sentence.areas) > 1 or of_the_move(rate) or _other(own[0], amount):
        return None
    value = own[0]
    paragraph = [c for s in reading.by_block.get(sentence.block, ()) for c in _values(s, amount)]
    if any(_fits(amount, rate, c) for c in [*paragraph, value]):
        return _made(sentence, amount, rate, value, True) if _fits(amount, rate, value) else None
    if amount.role != CHANGE and is_level(amount) and _is_base(amount, rate, value):
        return None  # "2023 жылы 516,6, 2022 жылы 382,7 болған еді, яғни 35,0%-ға өсті"
    if not _slip(amount, rate, value) or _fits_elsewhere(reading, amount, rate):
        return None
    return _made(sentence, amount, rate, value, False)


def _is_base(amount: Claim, rate: Claim, value: Claim) -> bool:
    """The number is the earlier value, and the rate what lies between the two."""
    both = [expect(RATE, [a.interval, b.interval]) for a, b in ((value, amount), (amount, value))]
    return any(made is not None and (rate.interval.meets(made) or rate.interval.meets(-made)) for made in both)


def _fits_elsewhere(reading: Reading, amount: Claim, rate: Claim) -> bool:
    """Both are the change of another value: of a table, or of another paragraph."""
    levels = (c for c in reading.claims if c.unit == amount.unit and is_level(c) and c.value > 0)
    return any(_fits(amount, rate, c) for c in levels if c.block != amount.block and not conflict(c.axes, amount.axes))


def _before(reading: Reading, sentence: Sentence, amount: Claim, rate: Claim) -> list[Claim]:
    """ "3,530.8 thousand came. This is 415.6 thousand or 13.3 per cent more": a value of the sentences before."""
    first = max(0, sentence.number - BACK)
    near = [s for s in reading.sentences[first : sentence.number] if s.section == sentence.section and s.kind != "note"]
    given = [s for s in near if s.claims]
    found = [c for s in given for c in _values(s, amount)]
    fitting = [c for c in found if _fits(amount, rate, c)]
    if fitting:
        return fitting[-1:]
    alone = [c for c in _values(given[-1], amount) if not _in_brackets(c, given[-1])] if given else []
    return alone if len(alone) == 1 and not alone[0].hedge else []


def _values(sentence: Sentence, amount: Claim) -> list[Claim]:
    return [c for c in sentence.claims if c is not amount and is_level(c) and c.unit == amount.unit and c.value > 0]


def _in_brackets(claim: Claim, sentence: Sentence) -> bool:
    """ "1,098,913 persons (188,390 households)": the same people, counted in another unit."""
    opened = sentence.piece.text.rfind("(", sentence.start, claim.start)
    if opened < 0 or ")" in sentence.piece.text[opened : claim.start]:
        return False
    return any(0 <= opened - c.end < _NEAR for c in sentence.claims)


def _other(value: Claim, amount: Claim) -> bool:
    areas = {value.area, amount.area} - {""}
    return len(areas) > 1 or conflict(value.axes, amount.axes)


def _rates(amount: Claim, value: Claim) -> list[Interval]:
    """The percentages that the difference makes of the earlier value, which is this one or follows from it."""
    size = amount.interval if amount.value > 0 else -amount.interval
    before = value.interval
    bases = {"before": (before,), "now": (before - size, before + size)}
    found = bases.get(value.time, (before, before - size, before + size))
    return [share(size, base) for base in found if base.low > 0]


def _fits(amount: Claim, rate: Claim, value: Claim) -> bool:
    own = rate.interval if rate.value > 0 else -rate.interval
    return any(own.meets(r) for r in _rates(amount, value))


def _slip(amount: Claim, rate: Claim, value: Claim) -> bool:
    own = abs(rate.value)
    if any(abs(r.middle - own) <= own * _SLIP for r in _rates(amount, value)):
        return True
    near = value.sentence == amount.sentence or len(rate.digits.lstrip("0")) >= _TELLING
    return any(candidates(rate, r) if near else exchange(rate, r) for r in _rates(amount, value))


def _made(sentence: Sentence, amount: Claim, rate: Claim, value: Claim, holds: bool) -> Relation:
    relation = Relation(RULE, DIFFERENCE, amount, (value, rate), amount.interval, holds, note="twofold")
    relation.words = tuple((c.start, c.end, sentence.number) for c in (amount, rate))
    relation.family = f"twofold{sentence.number}.{amount.start}"
    relation.params = {"rate": rate.printed, "value": value.printed}
    return relation
