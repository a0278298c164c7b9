"""A balance that went from one number to another must be the balance of before and that of now.

Rule balance_from_to: "the net inflow narrowed from 12,640 to 4,984" after one in and one out with their earlier
values: both numbers against what lies between the two sides then and now. Where one of the two is right, the other is
wrong; where both are, a word that names the other side (outflow for inflow) is wrong. It cannot see balances whose
sides have no earlier value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation
from mtm.kit.intervals import Interval

RULE = "balance_from_to"
LAST = True
TELLING, LEADS = 3, 60


class Two(NamedTuple):
    """The earlier and the later value of one thing."""

    before: Claim
    now: Claim


def find(reading: Reading) -> Iterator[Relation]:
    """Relations for every balance of two times whose sides are given for both."""
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.tagged("balance"):
            continue
        balance = _two(sentence)
        cue = _led(sentence, balance) if balance is not None else None
        if balance is None or cue is None or min(significant(balance.before), significant(balance.now)) < TELLING:
            continue
        sides = _sides(reading, sentence, balance)
        if sides is not None:
            yield from _relations(sentence, cue, balance, *sides)


def _two(sentence: Sentence) -> Two | None:
    """The only two counts or amounts of a sentence, one of before and one of now."""
    found = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES) and c.role in ("level", "balance")]
    before = [c for c in found if c.time == "before"]
    now = [c for c in found if c.time == "now"]
    if len(before) != 1 or len(now) != 1 or before[0].unit != now[0].unit or before[0].hedge or now[0].hedge:
        return None
    return Two(before[0], now[0])


def _led(sentence: Sentence, balance: Two) -> Cue | None:
    """The word for the balance, before its numbers."""
    first = min(balance.before.start, balance.now.start)
    cues = [c for c in sentence.tagged("balance") if 0 <= first - c.end < LEADS]
    return cues[-1] if cues else None


def _sides(reading: Reading, sentence: Sentence, balance: Two) -> tuple[Two, Two] | None:
    """The only two pairs of the paragraph before it, of different sides."""
    found = [s for s in reading.by_block.get(sentence.block, ()) if s.number < sentence.number and s.kind != "note"]
    pairs = [two for s in found if not s.tagged("balance") and (two := _two(s)) is not None]
    if len(pairs) != 2 or any(p.now.unit != balance.now.unit or p.now.area != balance.now.area for p in pairs):
        return None
    one, two = pairs
    flows = {one.now.axes.get("flow"), two.now.axes.get("flow")}
    return (one, two) if len(flows) == 2 else None


def _relations(sentence: Sentence, cue: Cue, balance: Two, one: Two, two: Two) -> Iterator[Relation]:
    then = _made(balance.before, one.before, two.before)
    now = _made(balance.now, one.now, two.now)
    if then.holds or now.holds:
        yield from (then, now)
    if then.holds and now.holds and (wrong := _wrong_word(cue, one, two)):
        relation = Relation(RULE, "word", balance.now, (one.now, two.now), balance.now.interval, False, note="word")
        relation.words = ((cue.start, cue.end, sentence.number),)
        relation.family = f"word{sentence.number}.{cue.start}"
        relation.params = {"word": sentence.piece.text[cue.start : cue.end], "operands": wrong}
        yield relation


def _wrong_word(cue: Cue, one: Two, two: Two) -> str:
    """The numbers of the two sides, where the word names the smaller one."""
    sides = {pair.now.axes.get("flow"): pair for pair in (one, two)}
    came, left = sides.get("in"), sides.get("out")
    said = ("net_gain" in cue.tags) - ("net_loss" in cue.tags)
    if came is None or left is None or not said:
        return ""
    ways = {1 if a.amount > b.amount else -1 for a, b in ((came.now, left.now), (came.before, left.before))}
    return f"{came.now.printed.strip()}, {left.now.printed.strip()}" if ways == {-said} else ""


def _made(claim: Claim, one: Claim, two: Claim) -> Relation:
    large, small = (one, two) if one.amount >= two.amount else (two, one)
    expected = large.interval - small.interval
    own = claim.interval
    size = own if own.low >= 0 else Interval(-own.high, -own.low)
    relation = Relation(RULE, DIFFERENCE, claim, (large, small), expected, size.meets(expected), note="derived")
    relation.family, relation.params = f"fromto{claim.block}.{claim.start}", {"sentence": "difference"}
    return relation
