"""Which two values of a report a change lies between that is given as a number and as a percentage.

Scope: one reading. A difference and its percentage make the earlier value between them; where the report gives that
value anywhere, and one step of that size above or below it too, the two numbers alone say from where to where, in
whatever words. Candidates only; no judgement.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal

from mtm.audit.claims import BALANCE, CHANGE, PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.pairs import SECTION, Pair, alike
from mtm.audit.language.periods import order
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.kit.intervals import HUNDRED, Interval

TELLING, NEAR, NARROW = 2, 30, 20
LEEWAY = Decimal("1.001")


class Ladder:
    """Levels of one unit and scale, from the smallest to the largest."""

    def __init__(self, levels: list[Claim], scale: Decimal) -> None:
        self.levels = sorted(levels, key=lambda c: c.amount)
        self.amounts = [c.amount for c in self.levels]
        self.scale = scale

    def within(self, wanted: Interval) -> list[Claim]:
        """The levels whose interval meets the wanted one."""
        first = bisect_left(self.amounts, wanted.low / LEEWAY)
        last = bisect_right(self.amounts, wanted.high * LEEWAY)
        return [c for c in self.levels[first:last] if c.interval.meets(wanted)]


def ends(reading: Reading, sentence: Sentence, claim: Claim) -> list[Pair]:
    """The pairs of values between which the change lies; empty where it has no second measure or no values."""
    measured = _measures(sentence, claim)
    if measured is None:
        return []
    amount, rate = measured
    size, share = _size(amount.interval), _size(rate.interval)
    if share.low <= 0 or size.low <= 0:
        return []
    base = size.times(HUNDRED) / share
    if base.width * NARROW > base.middle:
        return []  # 3 and 1 %: anything between 200 and 600
    found = [pair for ladder in _ladders(reading, amount) for pair in _steps(ladder, base, size)]
    if CHANGE in (amount.role, rate.role):
        return found
    dated = [(p, p.now.period, p.before.period) for p in found]
    return [p for p, now, before in dated if now and before and now != before]  # no part and the rest of a whole


def _steps(ladder: Ladder, base: Interval, size: Interval) -> list[Pair]:
    found = []
    one = Decimal(1) / ladder.scale
    for before in ladder.within(base.times(one)):
        for way in (size.times(one), -size.times(one)):
            wanted = before.interval + way
            if wanted.low > 0:
                near = [c for c in ladder.within(wanted) if alike(c, before) and not _back_in_time(c, before)]
                found += [Pair(now, before, SECTION) for now in near]
    return found


def _back_in_time(now: Claim, before: Claim) -> bool:
    """The later value of the two would be of the earlier time: then the percentage has the later one as its base."""
    dated = now.period[:1].isdigit() and before.period[:1].isdigit()
    return dated and order(now.period) < order(before.period)


def _ladders(reading: Reading, amount: Claim) -> list[Ladder]:
    """The levels in the difference's unit; of tables also those whose scale stands only in a caption."""
    if reading.ladders is None:
        reading.ladders = {}
    key = (amount.unit, amount.scale)
    if key not in reading.ladders:
        levels = [c for c in reading.claims if (is_level(c) or c.role == BALANCE) and c.value > 0 and not c.hedge]
        found = [Ladder([c for c in levels if c.unit == amount.unit], Decimal(1))]
        if amount.scale != 1:
            bare = [c for c in levels if c.table >= 0 and c.scale == 1 and c.unit in ("", amount.unit)]
            found.append(Ladder(bare, Decimal(amount.scale)))
        reading.ladders[key] = found
    ladders: list[Ladder] = reading.ladders[key]
    return ladders


def _measures(sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """The difference and the percentage that stand side by side, of which the claim is one."""
    claims = sentence.claims
    at = next((i for i, c in enumerate(claims) if c is claim), -1)
    for first, second in ((at - 1, at), (at, at + 1)):
        if first < 0 or second >= len(claims) or not _joined(sentence, claims[first], claims[second]):
            continue
        amount, rate = claims[first], claims[second]
        amount, rate = (rate, amount) if amount.unit == PERCENT else (amount, rate)
        if rate.unit == PERCENT and amount.unit not in (PERCENT, POINTS, TIMES) and _tell(amount, rate):
            return amount, rate
    return None


def _joined(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "by 715 or 12.0 per cent", "715 persons (12.0 %)": "or", "that is" or a parenthesis, and nothing else."""
    between = sentence.piece.text[first.after : second.start]
    if len(between) > NEAR or ";" in between:
        return False
    return "(" in between or any(first.end <= c.start < second.start for c in sentence.tagged("orword"))


def _tell(amount: Claim, rate: Claim) -> bool:
    """Words make both a change, and they have enough digits not to fit by chance."""
    if {amount.direction, rate.direction} == {1, -1}:
        return False  # "they lost 1,105, which is 50.5 % of the gain of the others"
    told = CHANGE in (amount.role, rate.role) or amount.direction == rate.direction != 0
    figures = amount.digits.lstrip("0") if amount.decimals else amount.digits.strip("0")
    return told and not amount.hedge and not rate.hedge and len(figures) >= TELLING


def _size(interval: Interval) -> Interval:
    return interval if interval.low >= 0 else -interval
