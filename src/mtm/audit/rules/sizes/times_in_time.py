"""A multiple said of two times must be what the numbers of these times make.

Rule times_in_time: "between 2020 and 2023 the number doubled", "eight times the number for 2020", «к 2018 году набор
удвоился», "2018 жылы бірінші жылғыдан екі есе көп", against the dated numbers of the paragraph or the table above. It
is wrong where no two of the times that the sentence names make it, and other numbers of the row say how the sentence
went wrong: they make another whole multiple, or another time would make this one. It cannot see multiples of numbers
without times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from mtm.audit.claims import Claim
from mtm.audit.gathered.chronicle import Chronicle, nearest, of_blocks
from mtm.audit.language.in_so_many_years import in_so_many_years
from mtm.audit.language.periods import order
from mtm.audit.meaning.multiples import Multiple, multiples
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, Relation
from mtm.kit.intervals import Interval

RULE = "times_in_time"
LAST = True
_FIRST = re.compile(
    r"\b(?:first|opening|initial|starting|start|began|beginning|перв\w+|начал\w+|старт\w*|бірінші|алғашқы|бастап\w*)\b",
    re.I,
)
_BOTH = re.compile(  # two times are set side by side
    r"\b(?:between|from|than|compared|against|for|that of|as in|had been in|по сравнению|чем|между|уров\w+|против"
    r"|с \d{4}|салыстырғанда|қарағанда|дейін|арасында|\w*(?:ғыдан|гіден|қыдан|кіден))(?!\w)",
    re.I,
)
_SAYABLE = tuple(map(Decimal, ("1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "9", "10")))
_NEAR = Decimal("0.035")


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every multiple whose times the text has numbers of."""
    known: dict[int, list[Chronicle]] | None = None
    settled = {w for r in reading.relations if r.note == "times" for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption"):
            continue
        said = multiples(sentence)
        if not said:
            continue
        known = of_blocks(reading) if known is None else known
        for multiple in said:
            if any(w[2] == sentence.number and w[0] < multiple.end and w[1] > multiple.start for w in settled):
                continue
            relation = _relation(sentence, multiple, nearest(known, sentence))
            if relation is not None:
                yield relation


def _relation(sentence: Sentence, multiple: Multiple, runs: list[Chronicle]) -> Relation | None:
    judged = [(run, pairs) for run in runs if (pairs := _pairs(sentence, run))]
    if not judged:
        return None
    for _, pairs in judged:
        for now, then in pairs:
            if _fits(multiple, now, then):
                return _made(sentence, multiple, now, then, True)
    for run, pairs in judged:
        found = _explained(multiple, run, pairs)
        if found is not None:
            return _made(sentence, multiple, *found, False)
    return None


def _pairs(sentence: Sentence, run: Chronicle) -> list[tuple[Claim, Claim]]:
    """The later and the earlier number of any two times that the sentence names, or of its one time and the first."""
    codes = {p.code for p in sentence.periods}
    if not codes and (years := in_so_many_years(sentence.text)):
        return _spanned(run, years)
    named = [c for c in run.claims if c.period in codes or c.sentence == sentence.number]
    if any(c.period not in codes for c in named) and len(run.claims) > len(named):
        return []
    others = codes - {c.period for c in run.claims} - {"<", ""}
    if others or not named:
        return []
    if _FIRST.search(sentence.text) and run.claims[0] not in named:
        named.insert(0, run.claims[0])
    if len(named) == 1:
        at = run.claims.index(named[0])
        named = [*run.claims[:at], named[0]] if len(run.claims) > 1 else []
        return [(named[-1], then) for then in named[:-1]]
    ordered = sorted(named, key=lambda c: order(c.period))
    found = [(now, then) for then, now in combinations(ordered, 2)]
    return found if _BOTH.search(sentence.text) else [*found, *_steps(run, ordered)]


def _spanned(run: Chronicle, years: int) -> list[tuple[Claim, Claim]]:
    """ "In two years it grew 1.5 times": the last year and that so many before; three may be three in a row."""
    now = run.claims[-1]
    if not now.period.isdigit():
        return []
    then = (run.at(str(int(now.period) - back)) for back in (years, years - 1) if back > 0)
    return [(now, claim) for claim in then if claim is not None]


def _steps(run: Chronicle, named: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Each named time and the one before it: "in 2022 the number grew 2.2 times; in 2023 …"."""
    return [(now, then) for then, now in pairwise(run.claims) if now in named]


def _ratio(now: Claim, then: Claim) -> Interval | None:
    """The larger by the smaller."""
    small, large = sorted((now, then), key=lambda c: c.amount)
    return large.interval / small.interval if small.interval.low > 0 else None


def _fits(multiple: Multiple, now: Claim, then: Claim) -> bool:
    ratio = _ratio(now, then)
    return ratio is None or multiple.size.meets(ratio)


def _explained(multiple: Multiple, run: Chronicle, pairs: list[tuple[Claim, Claim]]) -> tuple[Claim, Claim] | None:
    """The pair that makes another whole multiple; or any of them where other times would make this one."""
    for now, then in pairs:
        ratio = now.amount / then.amount if then.amount > 0 else Decimal(0)
        if any(abs(ratio - said) <= said * _NEAR for said in _SAYABLE):
            return now, then
    named = {id(c) for pair in pairs for c in pair}
    for then, now in combinations(run.claims, 2):
        if (id(now) in named or id(then) in named) and then.amount > 0 and now.amount / then.amount in multiple.size:
            return pairs[0]
    return None


def _made(sentence: Sentence, multiple: Multiple, now: Claim, then: Claim, holds: bool) -> Relation:
    expected = _ratio(now, then) or multiple.size
    relation = Relation(RULE, RATIO, now, (now, then), expected, holds, note="times")
    relation.words = ((multiple.start, multiple.end, sentence.number),)
    relation.family = f"times{sentence.number}.{multiple.start}"
    quotient = (now.amount / then.amount).quantize(Decimal("0.01")) if then.amount else Decimal(0)
    relation.params = {"formula": f"{now.printed.strip()} / {then.printed.strip()} = {quotient:f}"}
    return relation


__all__ = ["RULE", "find"]
