"""A sum for so many, and a rate for every thousand, must have the size that their two numbers give them.

Rule power_of_ten: "9,840 people received 10,000 each, 98.4 million in all": so much for each times so many make the
sum; "a gain of 7,359 for 1,617 thousand inhabitants is 4.55 per thousand": the one over the other, for every so many.
It is wrong where the digits are those of the product or the rate, and only the size is not: thousands for millions, per
thousand for per cent. It cannot see slips in the digits, or numbers that stand more than a sentence apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, Relation
from mtm.kit.intervals import Interval

RULE = "power_of_ten"
LAST = True
TELLING, NEAR, MOST, NARROW = 3, 30, 8, 40
_SCALES = tuple(Decimal(f) for f in ("1000", "0.001", "1000000", "0.000001"))
_TENS = tuple(Decimal(f) for f in ("10", "0.1", "100", "0.01", "1000", "0.001"))
_FOR_EVERY = {
    "en": re.compile(
        r"\bper\s(?P<n>100,?\s?000|10,?\s?000|1,?\s?000|thousand|ten thousand|hundred thousand|million|mille)\b", re.I
    ),
    "ru": re.compile(
        r"\bна\s(?:кажд\w+\s|одну\s|один\s)?(?P<n>100\s?000|10\s?000|1\s?000|100\sтыс\w*|10\sтыс\w*|тысяч\w|миллион)",
        re.I,
    ),
    "kk": re.compile(
        r"(?P<n>100\s?000|10\s?000|1\s?000|100\sмың|10\sмың|он мың|жүз мың|мың)\s[^\W\d]+(?:ға|ге|қа|ке)\b", re.I
    ),
}
_WORDS = (("mill", 1000), ("100", 100_000), ("hundred", 100_000), ("жүз", 100_000), ("10", 10_000), ("ten", 10_000))
_MILLION = ("million", "миллион")


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every sum and every rate whose two numbers stand beside it."""
    settled = {id(r.target) for r in reading.relations if r.holds and r.note != "word"}
    wrong = {id(c) for r in reading.relations if r.note == "scale" for c in r.claims}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims:
            continue
        for relation in (*_sums(reading, sentence), *_rates(reading, sentence)):
            if id(relation.target) not in settled and not any(id(c) in wrong for c in relation.claims):
                yield relation


def _near(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The amounts of the sentence and of its neighbours in the paragraph."""
    found = [s for s in reading.by_block.get(sentence.block, ()) if abs(s.number - sentence.number) < 2]
    levels = [c for s in found for c in s.claims if c.unit not in (PERCENT, POINTS, TIMES) and c.value > 0]
    return [c for c in levels if (is_level(c) or c.role == "balance") and c.time != "before" and not c.hedge][:MOST]


def _sums(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """So much for each, times so many: two sums of one currency and a count."""
    near = _near(reading, sentence)
    money = [c for c in near if c.unit]
    for whole, each in permutations(money, 2):
        if whole.sentence != sentence.number or whole.unit != each.unit or _figures(whole) < TELLING:
            continue
        for count in (c for c in near if not c.unit and c.exact and c.value > 1):
            paid = each.interval if _figures(each) >= TELLING else Interval.exact(each.amount)  # "10 thousand each"
            made = paid * count.interval
            if made.width * NARROW < made.middle and (relation := _judged(whole, (each, count), made, _SCALES)):
                yield relation
                return


def _rates(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """One count over another, for every so many."""
    pattern = _FOR_EVERY.get(sentence.language)
    for found in pattern.finditer(sentence.piece.text, sentence.start, sentence.end) if pattern else ():
        rate = _rate(sentence, found)
        if rate is None or _figures(rate) < TELLING:
            continue
        counts = [c for c in _near(reading, sentence) if c is not rate and not found.start() <= c.start < found.end()]
        for part, whole in permutations(counts, 2):
            if whole.interval.low <= part.interval.high or part.unit or whole.unit:
                continue
            made = (part.interval / whole.interval).times(_every(found["n"]))
            if made.width * NARROW < made.middle and (relation := _judged(rate, (part, whole), made, _TENS)):
                yield relation
                break


def _rate(sentence: Sentence, found: re.Match[str]) -> Claim | None:
    """The number right before the phrase, else the first one behind it."""
    before = next((c for c in reversed(sentence.claims) if c.end <= found.start()), None)
    if before is not None and found.start() - before.after < NEAR // 2 and sentence.language != "kk":
        return before
    after = next((c for c in sentence.claims if c.start >= found.end()), None)
    return after if after is not None and after.start - found.end() < 2 * NEAR and after.decimals else None


def _every(said: str) -> int:
    """How many inhabitants the rate is for."""
    text = said.lower()
    if text.startswith(_MILLION):
        return 1_000_000
    return next((size for word, size in _WORDS if text.startswith(word)), 1000)


def _figures(claim: Claim) -> int:
    return len(claim.digits.lstrip("0")) if claim.decimals else len(claim.digits.strip("0"))


def _judged(
    target: Claim, operands: tuple[Claim, Claim], made: Interval, factors: tuple[Decimal, ...]
) -> Relation | None:
    """Held, or off by nothing but a power of ten."""
    if target.interval.meets(made):
        return Relation(RULE, RATIO, target, operands, made, True, note="derived", family=_family(target))
    factor = next((f for f in factors if target.interval.times(f).meets(made)), None)
    if factor is None:
        return None
    relation = Relation(RULE, RATIO, target, operands, made, False, note="scale", support=1, family=_family(target))
    relation.words = ((target.start, target.after, target.sentence),)
    size = f"{factor:f}" if factor > 1 else f"1/{1 / factor:.0f}"
    shown = ", ".join(c.piece.text[c.start : max(c.after, c.end)] for c in operands)
    relation.params = {"factor": size, "operands": shown}
    return relation


def _family(claim: Claim) -> str:
    return f"ten{claim.sentence}.{claim.start}"
