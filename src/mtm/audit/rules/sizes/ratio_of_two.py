"""A ratio must be what the two numbers of its sentence make.

Rule ratio_of_two: "498 divorces and 612 marriages, or 81 divorces per 100 marriages", "3,272 nights, on average 3.4 a
guest", "21.4 per cent: 63 decisions out of 294". It is wrong where the sentence gives exactly two other numbers and
neither divided by the other makes the ratio, or where two digits exchanged make it of the number that opens the text.
It cannot see ratios whose numbers stand in other sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from mtm.audit.causes.slips import exchange
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, SHARE, Relation, expect
from mtm.kit.intervals import Interval

RULE = "ratio_of_two"
LAST = True
HUNDREDS = (Decimal(100), Decimal(1000), Decimal(10000), Decimal(100000))
_PER = {"en": re.compile(r"\b(?:per|every|each)\s+$"), "ru": re.compile(r"\bна(?:\s+кажды[ех])?\s+$")}
_OUT_OF = {"en": re.compile(r"\bout of\s+$"), "ru": re.compile(r"\bиз\s+$")}
_NEAR = 60
MOST_OPENING = 2


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every ratio of two numbers."""
    settled = {id(r.target) for r in reading.relations}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head") or len(sentence.claims) < 2:
            continue
        for test in (_per, _out_of, _to_one):
            relation = test(sentence)
            if relation is not None and id(relation.target) not in settled:
                yield relation
        relation = _average(reading, sentence)
        if relation is not None and id(relation.target) not in settled:
            yield relation


def _levels(sentence: Sentence) -> list[Claim]:
    return [c for c in sentence.claims if is_level(c) and c.value > 0 and not c.hedge]


def _ends(sentence: Sentence, claim: Claim, patterns: dict[str, re.Pattern[str]]) -> bool:
    pattern = patterns.get(sentence.language)
    lead = sentence.piece.text[max(sentence.start, claim.start - 20) : claim.start].lower()
    return pattern is not None and bool(pattern.search(lead))


def _per(sentence: Sentence) -> Relation | None:
    """So many of the one per hundred of the other."""
    levels = _levels(sentence)
    bases = [c for c in levels if c.value in HUNDREDS and c.exact and _ends(sentence, c, _PER)]
    others = [c for c in levels if c.scale == 1 and c not in bases]
    if len(bases) != 1 or len(others) != 3 or len({c.area for c in others if c.area}) > 1:
        return None  # "7.9 per 100 residents, followed by Chile (5.9) and Peru (4.1)": the same ratio of three
    tested = [r for ratio in _beside(others, bases[0]) if (r := _quotient(others, ratio, bases[0])) is not None]
    return next((r for r in tested if r.holds), tested[0] if tested else None)


def _to_one(sentence: Sentence) -> Relation | None:
    """ "a ratio of 1.4 to 1 (12,411 men and 8,867 women)", «1,4 к 1»."""
    levels = _levels(sentence)
    text = sentence.piece.text
    for ratio, base in pairwise(levels):
        if base.value == 1 and base.exact and text[ratio.after : base.start].strip() in ("to", "к", ":"):
            others = [c for c in levels if c is not base]
            return _quotient(others, ratio, base) if len(others) == 3 else None
    return None


def _beside(others: list[Claim], base: Claim) -> list[Claim]:
    """The ratio is the number after "per hundred", else the last one before it."""
    after = [c for c in others if 0 < c.start - base.end < _NEAR][:1]
    before = [c for c in others if 0 < base.start - c.end < _NEAR][-1:]
    return [*after, *before]


def _quotient(others: list[Claim], ratio: Claim, base: Claim) -> Relation | None:
    a, b = (c for c in others if c is not ratio)
    if min(a.interval.low, b.interval.low) <= 0:
        return None
    own = Interval.printed(ratio.value, ratio.decimals)
    made = [(a.interval / b.interval).times(base.value), (b.interval / a.interval).times(base.value)]
    near = min(made, key=own.gap)
    return _made(RATIO, ratio, (a, b) if near is made[0] else (b, a), near, own.meets(near))


def _out_of(sentence: Sentence) -> Relation | None:
    """A percentage with its two numbers: "63 decisions out of 294"."""
    rates = [c for c in sentence.claims if c.unit == PERCENT]
    levels = _levels(sentence)
    wholes = [c for c in levels if _ends(sentence, c, _OUT_OF)]
    if len(rates) != 1 or len(levels) != 2 or wholes != levels[1:] or rates[0].role != "level":
        return None
    part, whole = levels
    text = sentence.piece.text[part.end : whole.start]
    if part.unit != whole.unit or part.amount >= whole.amount or len(text) > _NEAR or any(m in text for m in ",;:("):
        return None
    expected = expect(SHARE, [part.interval, whole.interval])
    if expected is None or rates[0].hedge:
        return None
    return _made(SHARE, rates[0], (part, whole), expected, rates[0].interval.meets(expected))


def _average(reading: Reading, sentence: Sentence) -> Relation | None:
    """So much of the one for each of the other, whose number opens the text before it; only exchanged digits tell."""
    levels = _levels(sentence)
    cues = sentence.tagged("average")
    if len(levels) != 2 or not cues or levels[1].scale > 1 or not levels[1].decimals:
        return None
    total, ratio = levels
    if not any(total.end <= c.start < ratio.start for c in cues) or total.unit != ratio.unit:
        return None
    for count in _openings(reading, sentence):
        if count.unit != total.unit or count.interval.low <= 0 or count.amount >= total.amount:
            continue
        expected = total.interval / count.interval
        own = Interval.printed(ratio.value, ratio.decimals)
        if own.meets(expected) or exchange(ratio, expected):
            return _made(RATIO, ratio, (total, count), expected, own.meets(expected))
    return None


def _openings(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The first counts of the section."""
    found = reading.by_section.get(sentence.section, [])
    return [c for c in found[:MOST_OPENING] if is_level(c) and c.sentence != sentence.number and c.table < 0]


def _made(kind: str, ratio: Claim, pair: tuple[Claim, Claim], expected: Interval, holds: bool) -> Relation:
    relation = Relation(RULE, kind, ratio, pair, expected, holds, note="derived", support=1)
    relation.family = f"ratio{ratio.block}.{ratio.start}"
    shown = f"{expected.middle:.{ratio.decimals}f}"
    formula = f"{pair[0].printed.strip()} / {pair[1].printed.strip()} = {shown}"
    relation.params = {"sentence": kind, "formula": formula, "expected": shown}
    return relation
