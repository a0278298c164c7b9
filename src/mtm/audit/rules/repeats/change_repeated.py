"""One change of one number must not be given in two ways.

Rule change_repeated: "fell by 8.9% compared with Q1 2020 and totalled 121,119" in the key findings, "was 121,119, which
is 9.8% less than in Q1 2020" in the text: two sentences with the same exact number, the same time that it is
compared with, and one percentage of change each. It is wrong where the percentages differ by more than rounding; where
the report gives the earlier number, the one that does not follow from it is named, else both. It cannot see changes
whose number is printed with them only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "change_repeated"
LAST = True
TELLING = 4  # digits of the number
Key = tuple[Decimal, str, str]


class Said(NamedTuple):
    """A number and its change."""

    level: Claim
    rate: Claim


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change that another sentence gives otherwise."""
    known: dict[Key, list[Said]] = {}
    wrong = {id(c) for r in reading.relations if not r.holds for c in r.claims}
    held = {id(r.target) for r in reading.relations if r.holds and r.kind == CHANGE}
    for sentence in reading.sentences:
        found = _said(sentence)
        if found is None:
            continue
        key, said = found
        for other in known.get(key, ()):
            if _differ(said, other) and not {id(said.rate), id(other.rate)} & wrong:
                yield _made(other, said, held)
                break
        known.setdefault(key, []).append(said)


def _said(sentence: Sentence) -> tuple[Key, Said] | None:
    """The one number and the one change of a sentence, and the one time that it is compared with."""
    if sentence.kind in ("note", "head", "heading", "caption"):
        return None
    compared = {p.code for p in sentence.periods if p.compared and p.code != "<"}
    rates = [c for c in sentence.claims if c.unit == PERCENT]
    levels = [c for c in sentence.claims if is_level(c) and c.time != "before"]
    if len(rates) != 1 or len(levels) != 1 or len(compared) != 1 or len(sentence.claims) > 2:
        return None
    rate, level = rates[0], levels[0]
    if rate.role != CHANGE or rate.hedge or level.hedge or significant(level) < TELLING:
        return None
    return (level.amount, level.unit, compared.pop()), Said(level, rate)


def _differ(one: Said, other: Said) -> bool:
    """The changes are of one thing and go the same way, and no value rounds to both."""
    if conflict(one.level.axes, other.level.axes) or one.level.area != other.level.area:
        return False
    return one.rate.direction == other.rate.direction != 0 and not one.rate.interval.meets(other.rate.interval)


def _made(one: Said, two: Said, held: set[int]) -> Relation:
    """Where one of the two follows from other numbers of the report, the other is the wrong one."""
    odd = one if id(two.rate) in held and id(one.rate) not in held else two
    open_ = not {id(one.rate), id(two.rate)} & held
    both = [s.rate for s in (one, two) if open_ or s is odd]
    relation = Relation(RULE, "word", odd.rate, (), Interval.exact(odd.rate.value), False, note="twice")
    relation.words = tuple((c.start, c.end, c.sentence) for c in both)
    relation.family = f"repeated{odd.rate.block}.{odd.rate.start}"
    printed = f"{one.rate.printed.strip()}, {two.rate.printed.strip()}"
    relation.params = {"sentence": "two_changes", "number": odd.level.printed.strip(), "operands": printed}
    return relation


__all__ = ["RULE", "find"]
