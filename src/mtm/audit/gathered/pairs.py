"""Which earlier and later value a sentence about a change may speak of, its neighbours' values among them.

Scope: one reading; candidates only, nearest first. A sentence that gives both values speaks of these; one that gives
the earlier value alone goes on from the text before it; one that gives none speaks of the two values just before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import NamedTuple

from mtm.audit.claims import CHANGE, PERCENT, POINTS, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.claim_periods import of_its_period
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

_THEN = frozenset(("earlier", "compare"))
BACK = 2  # sentences of the paragraph before
MOST = 10
OPENING = 30  # characters: "In the same quarter of the year before"
OWN, PREVIOUS, SECTION, TABLE = 0, 1, 2, 3


class Pair(NamedTuple):
    """The later and the earlier value; ``reach`` says how far the pair was looked for."""

    now: Claim
    before: Claim
    reach: int


def pairs(reading: Reading, sentence: Sentence, change: Claim) -> Iterator[Pair]:
    """Every pair that the sentence may speak of when it gives this change."""
    unit = None if change.unit == PERCENT or change.role != CHANGE else change.unit
    own = _values(sentence, change, unit)
    yield from (Pair(a, b, OWN) for a, b in _ordered(own, sentence))
    earlier = [c for c in own if former(c, sentence)]
    if earlier:
        yield from _continued(reading, sentence, earlier)
        return
    for step in range(1, 1 if own else BACK + 1):
        other = before(reading, sentence, step)
        values = _values(other, change, unit) if other is not None else []
        if other is not None and values:
            found = [Pair(a, b, PREVIOUS) for a, b in _ordered(values, other)]
            yield from found
            earlier = [] if found else [c for c in values if former(c, other)]
            if earlier:  # "A year earlier 12,300 had been issued. The fall amounts to 1,300."
                yield from _continued(reading, other, earlier)
            return


def _values(sentence: Sentence, change: Claim, unit: str | None) -> list[Claim]:
    """Levels of the sentence; numbers of times are none."""
    if change.unit == POINTS:
        return [c for c in sentence.claims if c.unit == PERCENT and c.role == "level" and not c.hedge]
    multiples = [cue.start for cue in sentence.tagged("times")]
    found = [c for c in sentence.claims if is_level(c) and c is not change and c.value > 0 and unit in (None, c.unit)]
    found = [c for c in found if not any(0 <= start - c.end < 3 for start in multiples)]
    return of_its_period(found, change, sentence)


def former(claim: Claim, sentence: Sentence) -> bool:
    """The earlier value, or the only one of a sentence that opens with a comparison: "A year before it was 900"."""
    if claim.time == "before" or _in_brackets(claim, sentence):
        return True
    if claim.time == "now":
        return False
    opening = next((c for c in sentence.cues if c.tags & _THEN and c.start - sentence.start < OPENING), None)
    if opening is None or opening.end > claim.start:
        return False
    if sum(is_level(c) and c.unit == claim.unit for c in sentence.claims) > 1:
        return False
    others = (c for tag in ("compare", "than", "up", "down") for c in sentence.tagged(tag))
    return not any(c is not opening and c.start < claim.start for c in others)


def before(reading: Reading, sentence: Sentence, step: int) -> Sentence | None:
    """The sentence so many steps before, in the same paragraph."""
    number = sentence.number - step
    other = reading.sentences[number] if number >= 0 else None
    return other if other is not None and other.block == sentence.block and other.kind != "note" else None


def _in_brackets(claim: Claim, sentence: Sentence) -> bool:
    """ "rose to 5,311, by 2.3 % (2022: 5,194)": a period and one number in parentheses beside a change."""
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, claim.start)
    closed = text.find(")", claim.end, sentence.end)
    if claim.time or opened < 0 or closed < 0 or text.find(")", opened, claim.start) >= 0:
        return False
    inside = [c for c in sentence.claims if opened < c.start < closed]
    dated = any(opened < p.start < closed for p in sentence.periods)
    compared = sentence.tagged("compare") and sum(is_level(c) for c in sentence.claims) == 1
    return (
        bool(dated or compared)
        and len(inside) == 1
        and any(c.role == CHANGE and c is not claim for c in sentence.claims)
    )


def _ordered(values: list[Claim], sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Later and earlier values of one thing, by their words or by their periods."""
    for now, then in permutations(values, 2):
        if then.time != "now" and now.time != "before" and alike(now, then) and _later(now, then, sentence):
            yield now, then


def _later(now: Claim, then: Claim, sentence: Sentence) -> bool:
    if former(then, sentence) or now.time == "now":
        return True
    dated = now.period and then.period and "<" not in (now.period, then.period)
    return bool(dated) and order(now.period) > order(then.period)


def alike(one: Claim, other: Claim) -> bool:
    """Of one unit and one thing: no two countries, no two sides."""
    areas = {one.area, other.area} - {""}
    return one.unit == other.unit and len(areas) < 2 and not conflict(one.axes, other.axes)


def _continued(reading: Reading, sentence: Sentence, earlier: list[Claim]) -> Iterator[Pair]:
    """ "Against 2,832 a year earlier this is …": what was said before it, in the paragraph and then in the section."""
    found = [
        c
        for c in reading.by_section.get(sentence.section, ())
        if c.table < 0 and is_level(c) and c.time != "before" and c.value > 0 and c.order < earlier[0].order
    ]
    for then in earlier:
        near = [c for c in reversed(found) if alike(c, then) and c.sentence != sentence.number][:MOST]
        yield from (Pair(c, then, PREVIOUS if c.block == then.block else SECTION) for c in near)


def in_tables(reading: Reading, name: str, said: Mapping[str, str]) -> Iterator[Pair]:
    """The later and the earlier cell of every table row of that name: two periods of one kind, the same people."""
    for cells in rows_of(reading, name):
        dated = [c for c in cells if is_level(c) and c.value > 0 and c.period and not conflict(c.axes, said)]
        for now, then in permutations(dated, 2):
            if _kind(now.period) == _kind(then.period) and order(now.period) > order(then.period) and alike(now, then):
                yield Pair(now, then, TABLE)


def rows_of(reading: Reading, name: str) -> list[list[Claim]]:
    """The numbers of that name by table row, in the order of the text; worked out once per reading."""
    if reading.rows is None:
        reading.rows = {}
        for claim in reading.claims:
            if claim.table >= 0 and claim.area:
                reading.rows.setdefault(claim.area, {}).setdefault((claim.table, claim.row), []).append(claim)
    return list(reading.rows.get(name, {}).values())


def _kind(code: str) -> str:
    """Quarters are compared with quarters, years with years."""
    return code.partition("-")[2][:1]
