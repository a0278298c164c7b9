"""Numbers given rounded and then in full must be the same numbers.

Rule rounded_and_full: "185.5 thousand came and 210.9 thousand left (185,466 and 210,850)": as many rounded numbers as
exact ones in the parentheses after them, in the same order. It is wrong where at least one pair agrees and another
does not. It cannot see numbers in full without a rounded companion, or pairs that all disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, Relation

RULE = "rounded_and_full"
FAR = 10  # the two stand for one number, mistyped: seldom more than a digit longer or shorter
LEAST, MOST = 2, 4


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every rounded number with its exact companion."""
    for sentence in reading.sentences:
        if len(sentence.claims) >= 2 * LEAST and sentence.kind != "note":
            yield from _relations(sentence)


def _relations(sentence: Sentence) -> Iterator[Relation]:
    levels = [c for c in sentence.claims if is_level(c) and not c.time]
    for opened, closed in _parentheses(sentence):
        full = [c for c in levels if opened < c.start < closed]
        rounded = [c for c in levels if c.end <= opened][-len(full) :] if LEAST <= len(full) <= MOST else []
        if len(rounded) != len(full) or not all(map(_coarser, rounded, full)):
            continue
        agree = [a.interval.meets(b.interval) for a, b in zip(rounded, full, strict=True)]
        if not any(agree):
            continue
        for short, long, same in zip(rounded, full, agree, strict=True):
            if same or _near(short, long):
                yield _made(short, long, same)


def _parentheses(sentence: Sentence) -> list[tuple[int, int]]:
    marks = [c for c in sentence.cuts if c.mark in "()"]
    return [(a.start, b.start) for a, b in pairwise(marks) if a.mark == "(" and b.mark == ")"]


def _coarser(short: Claim, long: Claim) -> bool:
    return short.unit == long.unit and short.interval.width >= 10 * max(long.interval.width, Decimal(1))


def _near(short: Claim, long: Claim) -> bool:
    return long.amount > 0 and short.amount <= FAR * long.amount and long.amount <= FAR * short.amount


def _made(short: Claim, long: Claim, holds: bool) -> Relation:
    family = f"full{long.block}"
    relation = Relation(RULE, SAME, long, (short,), short.interval, holds, family=family, note="derived", topical=True)
    relation.params = {"sentence": "same"}
    return relation
