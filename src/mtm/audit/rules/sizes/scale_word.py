"""A number in thousands, millions or billions must have the size that the numbers beside it ask for.

Rule scale_word: "collected 1,629.1 billion of the 1,851.2 million fined (88.0 %)": a number with a scale word that is a
thousand or a million times too large or too small for its share, its change, its sum or difference, the other value of
its comparison, or for the same digits elsewhere, and right with another scale word. It cannot see numbers that nothing
beside them measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import listing_of
from mtm.audit.gathered.wholes import document_totals
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SAME, SHARE, SUM, Relation, expect
from mtm.kit.intervals import HUNDRED, Interval, share, total

RULE = "scale_word"
LAST = True
FACTORS = tuple(Decimal(f) for f in ("1000", "0.001", "1000000", "0.000001"))
_ARITHMETIC = frozenset((SHARE, CHANGE, DIFFERENCE, SUM, RATIO, SAME))
THOUSAND, FAR, NEAR = 1000, 100, 3
# digits: of a share, a copy with a name, one without, one under another name, two, four and three numbers together
TELLING, NAMED, COPIED, LONG, TOGETHER, LISTED, SUMMED = 2, 3, 4, 5, 6, 8, 9
LEAST_SHARE = Decimal("0.5")
JOINED, BACK, MOST_NEAR, MOST_PAIRS, MOST_RATES, MOST_BESIDE = 40, 2, 12, 60, 3, 7
SHARP = 10  # how many times its leeway a difference is at least


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number of running text that another scale word would set right."""
    if not any(c.scale >= THOUSAND and c.table < 0 for c in reading.claims):
        return
    finder = _Finder(reading)
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head") or not any(c.scale >= THOUSAND for c in sentence.claims):
            continue
        yield from finder.of_sentence(sentence)


# "per thousand inhabitants (3,690 thousand) 29.1 came": what the rate is of, and no sum of the numbers beside it
_HEADS_IN_BRACKETS = re.compile(
    r"(?:\bper\s\S+|\bна\s(?:\S+\s)?(?:тысяч|миллион|1\s?000|100\s?000|10\s?000)\S*|мың|шаққанда)\s[^()\d]{3,40}\($",
    re.I,
)
AHEAD = 60


def amount(claim: Claim) -> bool:
    """A count or a sum of money, whether it is a level, a difference or a balance."""
    return claim.unit not in (PERCENT, POINTS, TIMES) and claim.role != "other" and claim.value != 0


class _Finder:
    """Looks at one document; what is settled already and the digits of all numbers are worked out once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        held = [r for r in reading.relations if r.holds and r.kind in _ARITHMETIC]
        self.settled = {id(c) for r in held for c in r.claims}
        self.digits: dict[str, list[Claim]] = {}
        for claim in reading.claims:
            if amount(claim) and (claim.scale >= THOUSAND or claim.exact) and (key := _mantissa(claim)):
                self.digits.setdefault(key, []).append(claim)
        self.totals: list[Claim] | None = None

    def of_sentence(self, sentence: Sentence) -> Iterator[Relation]:
        pool = self._near(sentence)
        done: set[int] = set()
        for claim in sentence.claims:
            if _HEADS_IN_BRACKETS.search(sentence.piece.text, max(sentence.start, claim.start - AHEAD), claim.start):
                continue
            if claim.scale < THOUSAND or not amount(claim) or id(claim) in self.settled or id(claim) in done:
                continue
            relation = (
                self._beside(sentence, claim, pool)
                or self._listed(sentence, claim)
                or self._series(sentence, claim)
                or self._copied(sentence, claim)
            )
            if relation is not None:
                done |= {id(c) for c in relation.claims}
                yield relation

    def _near(self, sentence: Sentence) -> list[Claim]:
        """The amounts of the sentence and of its neighbours in the paragraph."""
        found = [s for s in self.reading.by_block.get(sentence.block, ()) if abs(s.number - sentence.number) <= BACK]
        return [c for s in found for c in s.claims if amount(c)][:MOST_NEAR]

    def _beside(self, sentence: Sentence, claim: Claim, pool: list[Claim]) -> Relation | None:
        """The number against the others of its sentence and of the neighbouring ones."""
        others = [c for c in pool if c is not claim and _of_one_unit(c, claim)]
        for factor in FACTORS:
            wanted = claim.interval.times(factor)
            found = (
                _summed(claim, wanted, others)
                or _shared(sentence, claim, wanted, others)
                or _changed(sentence, claim, wanted, others)
                or _twofold(sentence, claim, wanted)
                or _timed(sentence, claim, wanted, others)
            )
            if found is not None:
                return self._made(found[0], claim, found[1], factor)
        return None

    def _listed(self, sentence: Sentence, claim: Claim) -> Relation | None:
        """Its share asks for another whole than the shares of its siblings, or than any total of the text."""
        rate = _own_share(sentence, claim)
        if rate is None:
            return None
        whole = claim.interval.times(HUNDRED) / rate.interval
        listing = listing_of(self.reading, claim.block)
        others = [p for p in listing.pairs if p.part is not claim] if listing is not None else []
        implied = [
            (p.part, p.part.interval.times(HUNDRED) / p.share.interval) for p in others if p.share.interval.low > 0
        ]
        if _precise(rate) > TELLING:
            implied += [(t, t.interval) for t in self._wholes() if t.block != claim.block]
        implied = [(c, i) for c, i in implied if _of_one_unit(c, claim) and _long(c, claim)]
        if any(i.meets(whole) for _, i in implied):
            return None
        for factor in FACTORS:
            for other, i in implied:
                if i.meets(whole.times(factor)):
                    return self._made(SHARE, claim, (other, rate), factor)
        return None

    def _wholes(self) -> list[Claim]:
        if self.totals is None:
            self.totals = document_totals(self.reading)[:MOST_PAIRS]
        return self.totals

    def _series(self, sentence: Sentence, claim: Claim) -> Relation | None:
        """The numbers of its sentence and a total of the sentence or of the text that they make together."""
        levels = [c for c in sentence.claims if amount(c) and c.role == "level" and c.value > 0]
        levels = [c for c in levels if _of_one_unit(c, claim)]
        if len(levels) < 2 or claim not in levels or not all(_misfit(claim, c) for c in levels if c is not claim):
            return None
        named = (*self._next(sentence), *(t for t in self._wholes() if t.block != claim.block))
        for whole in (*levels, *(t for t in named if _of_one_unit(t, claim))):
            parts = [c for c in levels if c is not whole]
            if whole.interval.meets(total(c.interval for c in parts if c is not claim)):
                continue  # what the others leave open is no more than their rounding
            if len(parts) < 2 or sum(map(_significant, (*parts, whole))) < (SUMMED if len(parts) == 2 else LISTED):
                continue
            for factor in FACTORS:
                intervals = [c.interval.times(factor) if c is claim else c.interval for c in parts]
                own = whole.interval.times(factor) if whole is claim else whole.interval
                if own.meets(total(intervals)) and not whole.interval.meets(total(c.interval for c in parts)):
                    return self._made(SUM, claim, tuple(c for c in (*parts, whole) if c is not claim), factor)
        return None

    def _next(self, sentence: Sentence) -> list[Claim]:
        """The amounts of the sentence behind it: "In three years 63.7 thousand in all"."""
        following = self.reading.by_block.get(sentence.block, ())
        return [c for s in following if s.number == sentence.number + 1 for c in s.claims if amount(c)]

    def _copied(self, sentence: Sentence, claim: Claim) -> Relation | None:
        """The same digits elsewhere, of the same thing, under another scale word."""
        key = _mantissa(claim)
        for other in self.digits.get(key, ()) if key else ():
            if other.block == claim.block or other.scale == claim.scale or not _one_thing(claim, other, sentence):
                continue
            if id(other) not in self.settled and other.table < 0:
                continue
            for factor in FACTORS:
                if _sized(claim.interval.times(factor)).meets(_sized(other.interval)):
                    return self._made(SAME, claim, (other,), factor)
        return None

    def _made(
        self, kind: str, claim: Claim, operands: tuple[Claim, ...], factor: Decimal, own: bool = True
    ) -> Relation:
        """Both numbers are shown where nothing says which of the two has the wrong word."""
        relation = Relation(RULE, kind, claim, operands, claim.interval.times(factor), False, note="scale", support=1)
        shown = [claim]
        other = next((c for c in operands if c.scale >= THOUSAND and c.table < 0), None)
        if other is not None and id(other) not in self.settled and not (own and self._odd(claim, other)):
            shown.append(other)
        relation.words = tuple((c.start, c.after, c.sentence) for c in sorted(shown, key=lambda c: c.order))
        relation.family = f"scale{claim.sentence}.{claim.start}"
        size = f"{factor:f}" if factor > 1 else f"1/{1 / factor:.0f}"
        relation.params = {"factor": size, "operands": ", ".join(_full(c) for c in operands)}
        return relation

    def _odd(self, claim: Claim, other: Claim) -> bool:
        """The scale of the other is that of more numbers of the section."""
        found = [c.scale for c in self.reading.by_section.get(claim.section, ()) if c.unit == claim.unit]
        return found.count(other.scale) > found.count(claim.scale)


def _full(claim: Claim) -> str:
    return claim.piece.text[claim.start : max(claim.after, claim.end)]


def _significant(claim: Claim) -> int:
    return len(claim.digits.strip("0"))


def _precise(rate: Claim) -> int:
    return len(rate.digits.lstrip("0"))


def _long(one: Claim, other: Claim) -> bool:
    """Together the two have digits enough that they do not fit by chance."""
    return _significant(one) + _significant(other) >= TOGETHER


def _mantissa(claim: Claim) -> str:
    """The first three digits, rounded, whatever the scale; empty for shorter numbers."""
    digits = claim.digits.lstrip("0")
    if len(digits) < NAMED:
        return ""
    return str((int(digits[: NAMED + 1]) + 5) // 10 if len(digits) > NAMED else int(digits)).rstrip("0")


def _one_thing(one: Claim, other: Claim, sentence: Sentence) -> bool:
    """Long numbers are known again by their digits, shorter ones by a name or by what both say that they count."""
    if not _of_one_unit(one, other) or conflict(one.axes, other.axes):
        return False
    digits = _significant(one)
    if one.area != other.area and digits < LONG:
        named = not one.area and any(a.code == other.area for a in sentence.areas)
        if not named or digits < COPIED:
            return False
    if digits >= COPIED:
        return True
    if not compatible(one.period, other.period) or one.role != other.role:
        return False
    return bool(one.area) or (one.told and other.told and one.axes == other.axes)


def _sized(interval: Interval) -> Interval:
    return -interval if interval.high < 0 else interval


def _of_one_unit(one: Claim, other: Claim) -> bool:
    """Of one currency, or an amount in thousands or millions whose currency goes without saying."""
    return one.unit == other.unit or any(not c.unit and c.scale >= THOUSAND for c in (one, other))


def _misfit(claim: Claim, other: Claim) -> bool:
    """As printed the two are not of one order."""
    return max(_size(claim), _size(other)) > FAR * min(_size(claim), _size(other))


def _summed(claim: Claim, wanted: Interval, others: Sequence[Claim]) -> tuple[str, tuple[Claim, ...]] | None:
    """Another two numbers of which this one is the sum or the difference."""
    own = abs(claim.amount)
    few = [c for c in others if c.value > 0] if len(others) <= MOST_BESIDE else []  # of many some two make any third
    for one, two in combinations(few, 2):
        digits = [*map(_significant, (claim, one, two))]  # "1 thousand" may be anything from 500 to 1,500
        if min(digits) < TELLING or sum(digits) < SUMMED or not _misfit(claim, max(one, two, key=_size)):
            continue
        a, b, x = one.interval, two.interval, (-wanted if claim.value < 0 else wanted)
        if any(x.meets(made) and _sharp(made) for made in (a + b, a - b, b - a)):
            printed = claim.interval if own == claim.amount else -claim.interval
            if not (printed.meets(a + b) or printed.meets(a - b) or printed.meets(b - a)):
                return SUM, (one, two)
    return None


def _sharp(made: Interval) -> bool:
    """Not 5.5 less 5.4: two rounded numbers that are nearly equal make anything from nothing to twice their gap."""
    return made.width * SHARP <= abs(made.middle)


def _size(claim: Claim) -> Decimal:
    return abs(claim.amount)


def _shared(
    sentence: Sentence, claim: Claim, wanted: Interval, others: Sequence[Claim]
) -> tuple[str, tuple[Claim, ...]] | None:
    """Its own share, right after it, of another number."""
    rate = _own_share(sentence, claim)
    if rate is None or _precise(rate) <= TELLING:
        return None
    for whole in others:
        found = expect(SHARE, (wanted, whole.interval)) if whole.interval.low > 0 else None
        if found is not None and found.meets(rate.interval) and _misfit_part(claim, whole) and _long(claim, whole):
            return SHARE, (whole, rate)
    return None


def _own_share(sentence: Sentence, claim: Claim) -> Claim | None:
    """The percentage right after the number, where it is no change."""
    rate = next((c for c in sentence.claims if c.start >= claim.end), None)
    if rate is None or rate.unit != PERCENT or rate.role == CHANGE_ROLE or rate.start - claim.after > JOINED:
        return None
    return rate if _precise(rate) >= TELLING and rate.value >= LEAST_SHARE else None


def _misfit_part(part: Claim, whole: Claim) -> bool:
    """As printed the part is larger than its whole, or nothing of it."""
    return part.amount > whole.amount or part.amount * FAR < whole.amount


def _changed(
    sentence: Sentence, claim: Claim, wanted: Interval, others: Sequence[Claim]
) -> tuple[str, tuple[Claim, ...]] | None:
    """Its change from or to another number, in the sentence or in the neighbouring one."""
    rates = _few_rates(sentence)
    for other in others:
        if not (_misfit(claim, other) and _alike(claim, other) and _long(claim, other)):
            continue
        if other.interval.low <= 0 or wanted.low <= 0:
            continue
        up, down = expect(CHANGE, (wanted, other.interval)), expect(CHANGE, (other.interval, wanted))
        for rate in rates:
            own = rate.interval
            if any(f is not None and (own.meets(f) or own.meets(-f)) for f in (up, down)):
                return CHANGE, (other, rate)
    return None


def _few_rates(sentence: Sentence) -> list[Claim]:
    """The rates of a sentence, where they are few: in a long list one of them fits any two numbers."""
    rates = [c for c in sentence.claims if c.unit == PERCENT and not c.time]
    return [c for c in rates if _precise(c) >= TELLING] if len(rates) <= MOST_RATES else []


def _alike(one: Claim, other: Claim) -> bool:
    areas = {one.area, other.area} - {""}
    return len(areas) < 2 and not conflict(one.axes, other.axes)


def _twofold(sentence: Sentence, claim: Claim, wanted: Interval) -> tuple[str, tuple[Claim, ...]] | None:
    """ "reached 1,214.4 thousand, 142.0 thousand or 13.2 per cent more": a value, its difference and its percentage."""
    rates = _few_rates(sentence)
    for other in sentence.claims:
        if other is claim or not amount(other) or other.value <= 0 or wanted.low <= 0 or not _misfit(claim, other):
            continue
        if not _of_one_unit(claim, other) or not _long(claim, other):
            continue
        size, value = sorted((wanted, other.interval), key=lambda i: i.low)
        bases = [b for b in (value, value - size, value + size) if b.low > 0 and size.high < 2 * b.low]
        for rate in rates:
            own = rate.interval if rate.value > 0 else -rate.interval
            told = CHANGE_ROLE in (rate.role, claim.role, other.role)
            if told and any(own.meets(share(size, base)) for base in bases):
                return DIFFERENCE, (other, rate)
    return None


def _timed(
    sentence: Sentence, claim: Claim, wanted: Interval, others: Sequence[Claim]
) -> tuple[str, tuple[Claim, ...]] | None:
    """The earlier and the later value of one sentence, hundreds of times apart as printed."""
    for other in others:
        if claim.sentence != other.sentence or not _misfit(claim, other) or not _alike(claim, other):
            continue
        small, large = sorted((wanted.middle, other.amount))
        if {claim.time, other.time} == {"now", "before"} and 0 < large <= NEAR * small:
            return SAME, (other,)
        pair = [c for c in sentence.claims if amount(c)]
        if len(pair) == 2 and _dated(sentence, pair[1]) and 0 < large * 2 <= NEAR * small:
            return SAME, (other,)
    return None


def _dated(sentence: Sentence, claim: Claim) -> bool:
    """It stands in parentheses with a period, or with a word of an earlier time."""
    text = sentence.piece.text
    opened, closed = text.rfind("(", sentence.start, claim.start), text.find(")", claim.end, sentence.end + 1)
    if opened < 0 or closed < 0 or text.find(")", opened, claim.start) >= 0:
        return False
    earlier = (c.start for tag in ("earlier", "then", "compare") for c in sentence.tagged(tag))
    return any(opened < start < closed for start in (*earlier, *(p.start for p in sentence.periods)))
