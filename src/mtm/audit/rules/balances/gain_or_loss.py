"""A gain or a loss in words must be what the in and the out of its size say.

Rule gain_or_loss: a number beside a word of gain or loss (surplus, deficit, growth, loss, "added to", "exceeded … by")
that is exactly what lies between an in and an out: those of its own sentence or paragraph, of a table row, or a
balance that a table gives with its sign. The size is right; where the side is not, the word is wrong. It cannot see
gains and losses whose size fits nothing, or short numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from mtm.audit.claims import COUNT, PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.told_sides import side_told
from mtm.audit.language.endings import ABLATIVE
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation

RULE = "gain_or_loss"
_GAIN = ("net_gain", "positive", "up", "over", "outnumber", "more_after", "gaining")
_LOSS = ("net_loss", "negative", "down", "under", "less_after", "losing")
_SUMS = ("minus", "минус", "less", "plus", "плюс", "net", "алу")
_SIDED = frozenset(("positive", "negative", "net_gain", "net_loss"))
TELLING, BEFORE, AFTER, MOST, COMPARED = 3, 60, 24, 12, 16
_LEADS = 8  # characters between a word of direction and its own number: "a reduction of 4,800"
Key = tuple[Decimal, str]


class Side(NamedTuple):
    """Whether more came (1) or left (-1), and the numbers that say so."""

    way: int
    claims: tuple[Claim, ...]


_OF_WHAT_LEFT = re.compile(
    r"\s+(?:of|in) (?:departures|exits|emigra|leavers|outflow)|\s+(?:выбы|убы|выезд|отток)", re.I
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every gain or loss in words that has the size of a known one."""
    known = known_sides(reading)
    if not known:
        return
    settled = {id(r.target) for r in reading.relations if r.note == "word" and not r.holds}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        for claim in sentence.claims:
            sides = (
                known.get((abs(claim.amount), claim.unit), ()) if _may_be(claim) and id(claim) not in settled else ()
            )
            cue = _word(sentence, claim) if sides else None
            side = side_of(claim, sides)
            if cue is not None and side is not None and claim not in side.claims:
                yield _made(sentence, claim, cue[0], side, cue[1] == side.way)


def _may_be(claim: Claim) -> bool:
    """A number without a sign, with enough digits that it fits nothing by chance."""
    if claim.sign in ("+", "-") or claim.time or claim.hedge or significant(claim) < TELLING:
        return False
    return claim.role in ("level", "balance", "change")


def known_sides(reading: Reading) -> dict[Key, list[Side]]:
    """What lies between every in and out that stand side by side, and every balance of a table, by size."""
    if reading.sides is None:
        reading.sides = _known_sides(reading)
    return reading.sides


def _known_sides(reading: Reading) -> dict[Key, list[Side]]:
    found: dict[Key, list[Side]] = {}
    for one, two in _told_apart(reading):
        between = one.amount - two.amount
        if between and one.exact == two.exact:
            found.setdefault((abs(between), one.unit), []).append(Side(1 if between > 0 else -1, (one, two)))
    for one, two in _beside(reading):
        between = one.amount - two.amount
        if between and one.exact == two.exact:
            came_first = one.axes.get("flow") == "in"
            way = (1 if between > 0 else -1) * (1 if came_first else -1)
            found.setdefault((abs(between), one.unit), []).append(Side(way, (one, two)))
    for table in reading.tables:
        for line in table.columns:
            cells = [c for c in line.claims if c is not None and c.axes.get("flow") == "net" and c.value]
            if any(c.sign == "-" for c in cells):
                for cell in cells:
                    side = Side(1 if cell.value > 0 else -1, (cell,))
                    found.setdefault((abs(cell.amount), cell.unit), []).append(side)
    return found


def _told_apart(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """An in and an out by the words beside them, before a balance: "In: 5,310. Out: 3,984. Balance: +1,326"."""
    for sentences in reading.by_block.values():
        if not any(c.role in ("balance", "change") or s.tags() & _SIDED for s in sentences for c in s.claims):
            continue
        told = [(c, s) for s in sentences for c in s.claims if c.unit != PERCENT]
        for (one, first), (two, second) in pairwise(told[:MOST]):
            if one.unit != two.unit or second.number - first.number > 1 or not _of_one_time(one, two):
                continue
            sides = (side_told(first, one), side_told(second, two))
            if sides == ("in", "out"):
                yield one, two
            elif sides == ("out", "in"):
                yield two, one


def _of_one_time(one: Claim, two: Claim) -> bool:
    if any(not is_level(c) and c.role != "balance" for c in (one, two)) or one.area != two.area:
        return False
    return (one.time == "before") == (two.time == "before") and (one.period == two.period or not two.period)


def _beside(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """An in and an out of one thing that follow each other in a sentence, a paragraph or a table row."""
    for sentences in reading.by_block.values():
        told = [c for s in sentences for c in s.claims if _is_side(c)]
        yield from (pair for pair in pairwise(told) if _of_one_thing(*pair))
    for table in reading.tables:
        for line in table.rows:
            cells = [c for c in line.claims if c is not None and _is_side(c)][:MOST]
            yield from (pair for pair in pairwise(cells) if _of_one_thing(*pair))


def _is_side(claim: Claim) -> bool:
    return is_level(claim) and claim.axes.get("flow") in ("in", "out") and claim.told and claim.unit == COUNT


def _of_one_thing(one: Claim, two: Claim) -> bool:
    if one.axes.get("flow") == two.axes.get("flow") or (one.time == "before") != (two.time == "before"):
        return False
    return one.area == two.area and (one.period == two.period or not (one.period and two.period))


def side_of(claim: Claim, sides: list[Side] | tuple[Side, ...]) -> Side | None:
    """The side that all known ones agree on, or those of the claim's own name."""
    named = [s for s in sides if s.claims[0].area == claim.area] or list(sides)
    return named[0] if named and len({s.way for s in named}) == 1 else None


def _word(sentence: Sentence, claim: Claim) -> tuple[Cue, int] | None:
    """The nearest word of gain or loss, the one before first; no other number stands between."""
    start = max((c.end for c in sentence.claims if c.end <= claim.start and not _enclosed(sentence, c)), default=0)
    end = min((c.start for c in sentence.claims if c.start >= claim.after), default=sentence.end)
    sided = [(c, way) for c in sentence.cues if (way := _way(c)) and not _subtracts(sentence, c)]
    before = [(c, w) for c, w in sided if c.start >= start and 0 <= claim.start - c.end < BEFORE]
    before = [p for p in before if not _glosses(sentence, p[0], claim)]
    after = [(c, w) for c, w in sided if c.end <= end and 0 <= c.start - claim.after < AFTER]
    after = [p for p in after if not (_of_rate(sentence, p[0], claim) or _of_step(sentence, p[0]))]
    if after:  # "more than last year (0.4%), and the population lost 637": another clause speaks of another number
        before = [p for p in before if not _clause_between(sentence, p[0].end, claim.start)]
    clear = [p for p in before if p[0].tags & {"net_gain", "net_loss", "positive", "negative"}]
    found = clear[-1:] or before[-1:] or after[:1]
    if not found or _turned(sentence, found[0][0]):
        return None
    if len({w for _, w in before}) > 1 and not clear:
        return None
    return _compared(sided, *found[0])


def _compared(sided: list[tuple[Cue, int]], cue: Cue, way: int) -> tuple[Cue, int]:
    """ "the deficit was greater at Kazbegi than at the airport": which side it is says the noun that is compared."""
    nouns = [(c, w) for c, w in sided if c.tags & _SIDED and 0 < cue.start - c.end < COMPARED]
    return (cue, way) if cue.tags & _SIDED or not nouns else nouns[-1]


def _glosses(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    """ "535 people (loss), for the others 441 (gain)": words in brackets of their own tell of what stands before."""
    text = sentence.piece.text
    return text[cue.start - 1 : cue.start] == "(" and ")" in text[cue.end : claim.start]


def _of_rate(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    """ "Belarus – 1,798 (up 36.3 per cent on the year)": the word in brackets tells of the rate in them."""
    opened = sentence.piece.text.find("(", claim.after, cue.start)
    following = next((c for c in sentence.claims if c.start >= cue.end), None)
    return opened >= 0 and following is not None and following.unit == PERCENT


def _of_step(sentence: Sentence, cue: Cue) -> bool:
    """ "net migration of 28,900, a reduction of 4,800": the word leads to the change that follows."""
    following = next((c for c in sentence.claims if c.start >= cue.end), None)
    return following is not None and following.role == "change" and following.start - cue.end < _LEADS


def _clause_between(sentence: Sentence, start: int, end: int) -> bool:
    depth = 0
    for cut in sentence.cuts:
        if start <= cut.start < end:
            depth += (cut.mark == "(") - (cut.mark == ")")
            if cut.mark in ",;" and not depth:
                return True
    return False


def _enclosed(sentence: Sentence, claim: Claim) -> bool:
    """A number in brackets stands aside: "arrivals (1,052) stayed below departures (545) by 507"."""
    text = sentence.piece.text
    return text[claim.start - 1 : claim.start] == "(" and text[claim.after : claim.after + 1] == ")"


def _way(cue: Cue) -> int:
    """1 gain, -1 loss, 0 neither or both."""
    gain, loss = any(t in cue.tags for t in _GAIN), any(t in cue.tags for t in _LOSS)
    return int(gain) - int(loss)


_EDUCATION = re.compile(r"\s+(?:білім|education|learning|school|оқу)", re.I)  # "higher education" rises nowhere


def _subtracts(sentence: Sentence, cue: Cue) -> bool:
    """ "entries minus exits": a sum is told, nothing is gained or lost; "a surplus of departures" is no surplus."""
    text = sentence.piece.text
    if _EDUCATION.match(text, cue.end):
        return True
    return text[cue.start : cue.end].lower() in _SUMS or _OF_WHAT_LEFT.match(text, cue.end) is not None


def _turned(sentence: Sentence, cue: Cue) -> bool:
    """The word compares two sides, and the first of them is what left: "departures exceeded arrivals"."""
    if not cue.tags & {"over", "under", "outnumber", "more_after", "less_after", "up", "down"}:
        return False
    before = [c for c in sentence.cues if c.end <= cue.start and c.tags & {"in", "out"} and "balance" not in c.tags]
    before = before[-2:-1] if sentence.language == "kk" and len(before) > 1 else before
    if sentence.language == "kk" and len(before) == 1 and _than(sentence, before[0]):
        return True  # "бұл келгендер санынан 8 461 адамға аз": what is named is what it is compared with
    after = [c for c in sentence.cues if c.start >= cue.end and c.tags & {"in", "out"}]
    return bool(before and "out" in before[-1].tags) or bool(not before and after)


def _than(sentence: Sentence, cue: Cue) -> bool:
    words = sentence.piece.text[cue.start :].split()[:2]
    return any(w.strip("(,;").endswith(ABLATIVE) for w in words)


def _made(sentence: Sentence, claim: Claim, cue: Cue, side: Side, holds: bool) -> Relation:
    relation = Relation(RULE, "word", claim, side.claims, claim.interval, holds, note="word")
    relation.words = ((cue.start, cue.end, sentence.number),)
    relation.family = f"word{sentence.number}.{cue.start}"
    relation.params = {
        "word": sentence.piece.text[cue.start : cue.end],
        "operands": ", ".join(c.printed.strip() for c in side.claims),
    }
    return relation


__all__ = ["RULE", "Side", "find", "known_sides", "side_of"]
