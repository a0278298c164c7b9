"""Two changes against two named years must each be a change on the value of its own year.

Rule change_on_years: "that is 20.2 per cent more than in 2023 and 34.0 per cent more than in 2022", «за год прирост
20,2 %, за два года 34,0 %», beside the values of those years in the same sentence or those before it. It is wrong only
where a change does not fit its own year and fits the other one. It cannot see changes on one year alone, or against
months and quarters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, Relation, expect
from mtm.kit.intervals import Interval

RULE = "change_on_years"
LAST = True
PAIR, BACK, MOST_VALUES, OPENING = 2, 4, 6, 4
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)(?:[/–-]\d{2,4})?")
_SPAN = re.compile(
    r"\b(?:(?:in|over|within|after) (?:a|one|the) (?:single )?year|за (?:один |последний )?год|бір жылда|жыл ішінде)\b"
    r"|\b(?:(?:in|over|within|after) (?:the )?(?:last )?two years|за (?:последние )?два года|екі жылда)\b"
    r"|\b(?:(?:in|over|within|after) (?:the )?(?:last )?three years|за (?:последние )?три года|үш жылда)\b",
    re.I,
)
_TWO, _THREE = ("two", "два", "екі"), ("three", "три", "үш")
_MOVES = frozenset(("up", "down", "over", "under", "more_after", "less_after", "than", "compare", "change"))
Values = dict[int, Claim]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change of a sentence that measures two of them on two years."""
    for sentence in reading.sentences:
        rates = [c for c in sentence.claims if c.unit == PERCENT]
        if len(rates) != PAIR or sentence.kind == "note" or _MOVES.isdisjoint(sentence.tags()):
            continue
        values, first = _values(reading, sentence)
        years = _years(sentence, values)
        if len(years) == PAIR and all(year in values for year in years):
            opening = [
                c for c in reading.claims[:OPENING] if is_level(c) and c.table < 0 and c.sentence < sentence.number
            ]
            yield from _tested(rates, years, values, [*first, *opening])


def _years(sentence: Sentence, values: Values) -> list[int]:
    """The years that the changes are measured on, in the order of the text: named, or as so many years back."""
    text = sentence.piece.text
    named = [int(m[0][:4]) for m in _YEAR.finditer(text, sentence.start, sentence.end)]
    if len(named) == PAIR and named[0] != named[1]:
        return named
    back = [_back(m[0].lower()) for m in _SPAN.finditer(text, sentence.start, sentence.end)]
    known = sorted(values, reverse=True)
    if len(back) != PAIR or back[0] == back[1] or len(known) < max(back) or named:
        return []
    return [known[at - 1] for at in back]


def _back(words: str) -> int:
    return 2 if any(w in words for w in _TWO) else 3 if any(w in words for w in _THREE) else 1


def _values(reading: Reading, sentence: Sentence) -> tuple[Values, list[Claim]]:
    """The value of every year that the text gives here or just before, and the values of no year or of the last."""
    near = [s for s in reading.by_block.get(sentence.block, ()) if s.number <= sentence.number][-BACK:]
    near = [*list(reading.by_block.get(sentence.block - 1, ()))[: BACK - len(near)], *near]
    found: Values = {}
    others: list[Claim] = []
    for one in near:
        levels = [c for c in one.claims if is_level(c) and c.unit != PERCENT and not c.hedge]
        text = one.piece.text
        years = [int(m[0][:4]) for m in _YEAR.finditer(text, one.start, one.end)]
        if levels and len(levels) == len(years) == len(set(years)):
            found |= {y: c for y, c in zip(years, levels, strict=True) if y not in found}
        elif levels and len(levels) == len(years) + 1 == len(set(years)) + 1:
            others.append(levels[0])
            found |= {y: c for y, c in zip(years, levels[1:], strict=True) if y not in found}
        elif not years:
            others += levels
    return found, others[:MOST_VALUES]


def _tested(rates: list[Claim], years: list[int], values: Values, others: list[Claim]) -> Iterator[Relation]:
    """Each rate against its own year and the other one, for every value that may be the one of now."""
    bases = [values[year] for year in years]
    later = [values[y] for y in sorted(values, reverse=True) if y > max(years)][:1]
    for now in chain(later, others):
        if any(now is b or now.unit != b.unit for b in bases):
            continue
        own = [_fits(rate, now, base) for rate, base in zip(rates, bases, strict=True)]
        crossed = [_fits(rate, now, base) for rate, base in zip(rates, reversed(bases), strict=True)]
        if any(own) or all(crossed):
            for rate, base, right, wrong in zip(rates, bases, own, crossed, strict=True):
                if right or wrong:
                    yield _made(rate, now, base, right)
            return


def _fits(rate: Claim, now: Claim, base: Claim) -> bool:
    expected = _expected(now, base)
    return expected is not None and (expected.meets(rate.interval) or (-expected).meets(rate.interval))


def _expected(now: Claim, base: Claim) -> Interval | None:
    return expect(CHANGE, [now.interval, base.interval])


def _made(rate: Claim, now: Claim, base: Claim, holds: bool) -> Relation:
    expected = _expected(now, base) or rate.interval
    relation = Relation(RULE, CHANGE, rate, (now, base), expected, holds)
    rate.role = "change"
    relation.family, relation.topical = f"years{rate.sentence}", True
    return relation


__all__ = ["RULE", "find"]
