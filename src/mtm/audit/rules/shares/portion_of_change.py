"""A change in words must agree with the rate that the table gives for its row.

Rule portion_of_change: "grew by more than a third", "fell by half" of the one country, group or row of its stretch of
the sentence against the rates of change in the rows of that name. It cannot see changes in words of rows without rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import PERCENT, POINTS, TIMES
from mtm.audit.gathered.series import RATES, Item, marks_of, series
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.shares.portion_word import BY, Portion, made, portions
from mtm.kit.intervals import Interval

RULE = "portion_of_change"
_TOUCHING, _FAR, _WIDE = 12, Decimal(2), 45


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every portion in words by which one row is said to have changed."""
    if not reading.tables:
        return
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.cues:
            continue
        for portion in portions(sentence, BY):
            if portion.allowed.low <= 0 or portion.allowed.high - portion.allowed.low > _WIDE:
                continue  # "most of them", "a minority"
            move = _move(sentence, portion)
            relation = _of_row(reading, sentence, portion, move) if move is not None else None
            if relation is not None:
                yield relation


def _move(sentence: Sentence, portion: Portion) -> Cue | None:
    """The word of direction that leads to the portion, or in Kazakh follows it."""
    cues = [c for c in sentence.cues if c.tags & {"up", "down"} and not c.tags & {"over", "under", "half"}]
    near = [c for c in cues if 0 <= portion.words[0] - c.end < _TOUCHING or 0 <= c.start - portion.words[1] < _TOUCHING]
    return near[0] if near else None


def _of_row(reading: Reading, sentence: Sentence, portion: Portion, move: Cue) -> Relation | None:
    """The rates of change that the table gives for the one name of the stretch."""
    start, end = _stretch(sentence, portion)
    claims = [c for c in sentence.claims if start <= c.start < end]
    if any(c.unit in (PERCENT, POINTS, TIMES) for c in claims):
        return None
    marks = marks_of(t for t in sentence.found if start <= t[0] < end)
    held = [
        item
        for one in series(reading)
        if one.table and one.measure == RATES and not one.derived and (item := _hit(one.items, marks))
    ]
    if not held:
        return None
    wide = portion.allowed.widen(_FAR)
    up = "up" in move.tags
    fitting = next((i for i in held if _sized(i, up).meets(wide) or _of_falls(i, up).meets(wide)), None)
    chosen = fitting or held[0]
    return made(RULE, sentence, portion, (chosen.claim,), fitting is not None)


def _stretch(sentence: Sentence, portion: Portion) -> tuple[int, int]:
    """Between the commas around the portion."""
    cuts = [c.start for c in sentence.cuts if c.mark in ",;"]
    before = [c for c in cuts if c <= portion.start]
    after = [c for c in cuts if c >= portion.end]
    return (before[-1] if before else sentence.start), (after[0] if after else sentence.end)


def _hit(items: list[Item], marks: set[str]) -> Item | None:
    hits = [i for i in items if i.named_in(marks)]
    return hits[0] if len(hits) == 1 else None


def _of_falls(item: Item, up: bool) -> Interval:
    """A column of losses prints them without a sign: "fell by a third" where it says 33.3."""
    return item.claim.interval if not up and not item.claim.sign else _sized(item, up)


def _sized(item: Item, up: bool) -> Interval:
    """The rate in the direction of the word; a rate of growth without its hundred."""
    found = item.claim.interval
    if item.claim.sign not in ("+", "-") and item.claim.value > 60:
        found = Interval(found.low - 100, found.high - 100)
    return found if up else -found
