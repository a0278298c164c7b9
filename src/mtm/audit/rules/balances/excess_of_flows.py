"""By how much one side exceeds the other is the difference of the two.

Rule excess_of_flows: "immigration fell short of emigration by 1,919", "deaths exceeded births by 4,120", "the excess of
arrivals over departures was 531.2 thousand": a number beside words for both sides and for the gap between them, against
the one number that its paragraph, else its section, else the totals of the text or the table row of the name in its
sentence give for each side. It is wrong where no pair of sides gives it, and a slip explains it or its own paragraph
gives both sides. It cannot see gaps whose sides are printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.causes.repair import candidates, required
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation

RULE = "excess_of_flows"
LAST = True
_AXIS = {"in": "flow", "out": "flow", "born": "vital", "died": "vital"}
_OTHER = {"in": "out", "out": "in", "born": "died", "died": "born"}
_GAPS = frozenset(("outnumber", "gap", "less_after", "more_after", "up", "down"))
BETWEEN, REACH, MOST, TELLING = 60, 70, 6, 100
Sides = tuple[list[Claim], list[Claim]]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every gap between two sides."""
    settled = {id(r.target) for r in reading.relations if r.kind == DIFFERENCE}
    index: _Index | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims:
            continue
        for first, second in _sides_named(sentence):
            claim = _gap(sentence, first, second)
            if claim is None or id(claim) in settled:
                continue
            index = index if index is not None else _Index(reading)
            relation = _relation(index, sentence, claim, _side(first))
            if relation is not None:
                yield relation


def _side(cue: Cue) -> str:
    """The one side that a word names."""
    found = [side for side in _AXIS if side in cue.tags]
    return found[0] if len(found) == 1 and "balance" not in cue.tags else ""


def _sides_named(sentence: Sentence) -> Iterator[tuple[Cue, Cue]]:
    """Two words for opposite sides that follow each other, no number between."""
    sided = [c for c in sentence.cues if _side(c)]
    for one, two in pairwise(sided):
        near = _OTHER[_side(one)] == _side(two) and two.start - one.end < BETWEEN
        if near and not any(one.end <= c.start < two.start for c in sentence.claims):
            yield one, two


def _gap(sentence: Sentence, first: Cue, second: Cue) -> Claim | None:
    """The number of the gap: "by" so much, or the only number after "the excess of … over …"."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    claim = next((c for c in counts if 0 <= c.start - second.end < REACH), None)
    if claim is None or claim.time == "before" or abs(claim.amount) < TELLING:
        return None
    start = max((c.end for c in counts if c.end <= first.start), default=sentence.start)
    own = [c for c in sentence.cues if start <= c.start < claim.after + BETWEEN]
    if not any(c.tags & _GAPS for c in own) or any("earlier" in c.tags and c.start < claim.start for c in own):
        return None
    if by_so_much(claim, sentence):
        return claim
    named = any("gap" in c.tags and c.end <= first.start for c in own)
    return claim if named and len(counts) == 1 and not claim.hedge else None


class _Index:
    """The numbers of each side by paragraph, section and name."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sides: dict[tuple[object, ...], list[Claim]] = {}
        for claim in reading.claims:
            if not is_level(claim) or claim.hedge or claim.time == "before" or claim.period == "<":
                continue
            for side, axis in _AXIS.items():
                if claim.axes.get(axis) == side:
                    self._add(claim, side)

    def _add(self, claim: Claim, side: str) -> None:
        if claim.table < 0:
            self.sides.setdefault(("block", claim.block, side), []).append(claim)
            self.sides.setdefault(("section", claim.section, side), []).append(claim)
        if claim.area or claim.table < 0 or claim.total:
            self.sides.setdefault(("name", claim.area, side), []).append(claim)

    def scopes(self, sentence: Sentence, name: str, sides: tuple[str, str]) -> Iterator[Sides]:
        """What the paragraph, the section and the whole text give for both sides of that name."""
        for scope in (("block", sentence.block), ("section", sentence.section), ("name", name)):
            one, two = (self.sides.get((*scope, side), []) for side in sides)
            one, two = ([c for c in found if c.area == name] for found in (one, two))
            if one and two:
                yield one[:MOST], two[:MOST]


def _relation(index: _Index, sentence: Sentence, claim: Claim, side: str) -> Relation | None:
    names = {a.code for a in sentence.areas} - {index.reading.host}
    if len(names) > 1:
        return None
    sides = (side, _OTHER[side])
    first: Relation | None = _spelled_out(sentence, claim, sides)
    if first is not None and first.holds:
        return first
    for number, (ones, twos) in enumerate(index.scopes(sentence, next(iter(names), ""), sides)):
        ones, twos = ([c for c in found if c.unit == claim.unit and c is not claim] for found in (ones, twos))
        for one in ones:
            for two in twos:
                relation = _made(claim, one, two)
                if relation.holds:
                    return relation
        if first is None and len({c.amount for c in ones}) == len({c.amount for c in twos}) == 1:
            made = _made(claim, ones[0], twos[0])
            together = number == 0 and ones[0].block == twos[0].block == claim.block
            first = made if together or _slipped(made) else None
    return first


def _spelled_out(sentence: Sentence, claim: Claim, sides: tuple[str, str]) -> Relation | None:
    """ "Entries came to 740,685 and exits to 719,557, so that entries exceeded exits by 21,128"."""
    told = [c for c in sentence.claims if c.end <= claim.start and is_level(c) and c.unit == claim.unit]
    if len(told) != 2 or any(c.hedge or c.time == "before" or not c.told for c in told):
        return None
    given = {c.axes.get(_AXIS[side]): c for side in sides for c in told}
    one, two = (given.get(side) for side in sides)
    return None if one is None or two is None or one is two else _made(claim, one, two)


def _slipped(relation: Relation) -> bool:
    if candidates(relation.target, relation.expected):
        return True
    return any((w := required(relation, c)) is not None and candidates(c, w) for c in relation.operands)


def _made(claim: Claim, one: Claim, two: Claim) -> Relation:
    larger, smaller = (one, two) if one.amount >= two.amount else (two, one)
    expected = larger.interval - smaller.interval
    size = claim.interval if claim.value >= 0 else -claim.interval
    relation = Relation(RULE, DIFFERENCE, claim, (larger, smaller), expected, size.meets(expected), note="derived")
    relation.family, relation.params = f"excess{claim.block}.{claim.start}", {"sentence": "difference"}
    relation.support = 1
    return relation
