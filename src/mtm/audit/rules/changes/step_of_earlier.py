"""What a number grew by, over what it was, must be the rate or the portion that stands beside it.

Rule step_of_earlier: "Last year there were 1,000. The increase is 200 children, or 20 per cent.", «в прошлом сезоне
сдали 1 400, нынче на 350 больше, прирост 25 %», "2,720 in 2023; the result is a quarter better: 680 more": the step,
the one earlier value of the sentence or of one just before it, and the rate or portion joined to the step. It is wrong
where the two numbers settle it and no value of the section makes the rate with the earlier one. It cannot see steps
whose earlier value stands further off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit
from mtm.audit.language.periods import order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.moves import is_factor
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, SHARE, Relation, expect
from mtm.audit.rules.shares.portion_word import Portion, by_how_much, made
from mtm.kit.intervals import Interval, share

RULE = "step_of_earlier"
LAST = True
BACK, REACH, NEAR, WINDOW, TOUCHING = 2, 60, 45, 40, 4
LIKELY, HUNDRED = Decimal("0.4"), 100
FEW = 3
_MORE = re.compile(r"\s*(?:[a-z]+\s+)?(?:more|fewer|less)\b(?! than \d)")
_LED = re.compile(
    r"\s*(?:[^\W\d]+\s+){0,3}?[^\W\d]*(?::|,|\s[–—]|\s\()\s*(?:(?:or|i\.e\.|that is|или|то есть|яғни|на|by)\s+)*", re.I
)
_CONTRAST = re.compile(
    r"(?:but|however|by contrast|in contrast|while|whereas|а|но|однако|зато|ал|бірақ|алайда)\b", re.I
)
_NAME = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d]{2,}")
_TURNS = frozenset(("up", "down", "more_after", "less_after"))
_OF_SOME = re.compile(
    r"(?:of (?:them|whom|which|these)|из (?:них|котор)|среди|олардың|оның|including|в том числе)", re.I
)


class Step(NamedTuple):
    """By how much, from what, and the sentence that says so."""

    size: Claim
    former: Claim
    sentence: Sentence


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every rate or portion beside a step from one earlier value."""
    held = {id(r.target) for r in reading.relations if r.holds and r.kind in (CHANGE, SHARE)}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims or sentence.tags().isdisjoint(_TURNS):
            continue
        size = _size(sentence)
        former = _former(reading, sentence, size) if size is not None else None
        if size is None or former is None:
            continue
        step = Step(size, former, sentence)
        rate = _rate(sentence, size)
        if rate is not None and id(rate) not in held:
            relation = _of_rate(reading, step, rate)
        else:
            relation = _of_portion(reading, step) if rate is None else None
        if relation is not None:
            yield relation


def _size(sentence: Sentence) -> Claim | None:
    """The only number of its sentence by which something moved."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES) and not _earlier(c, sentence)]
    counts = [c for c in counts if not is_factor(c)]
    if len(counts) != 1 or counts[0].hedge in ("under", "about") or counts[0].total or counts[0].value <= 0:
        return None
    claim = counts[0]
    if claim.role == CHANGE_ROLE:
        return claim
    text = sentence.piece.text[claim.after : claim.after + NEAR]  # "680 persons more", "we have done 280 more"
    if _MORE.match(text):
        return claim
    if any(0 < claim.start - c.end < TOUCHING for t in ("up", "down", "change") for c in sentence.tagged(t)):
        return claim  # "Төмендеу 600 бірлік"
    said = by_how_much(sentence)  # "a quarter more: 320 people"
    return claim if said and _LED.fullmatch(sentence.piece.text, said[-1].end, claim.start) else None


def _former(reading: Reading, sentence: Sentence, size: Claim) -> Claim | None:
    """The one earlier value of the sentence, else of the nearest before it that has values."""
    for number in range(sentence.number, max(-1, sentence.number - BACK - 1), -1):
        other = reading.sentences[number]
        if other.section != sentence.section or other.kind == "note":
            break
        values = [c for c in other.claims if c is not size and is_level(c) and c.value > 0]
        if not values:
            continue
        former = [c for c in values if _earlier(c, other) and not c.hedge]
        if not former and len(values) == 1 and other is not sentence and _dated(values[0], sentence):
            former = values
        if other is not sentence and ((len(values) == 2 and not _apart(values, size)) or _of_others(sentence, other)):
            return None
        ready = len(former) == 1 and same_unit(former[0], size) and former[0].amount > size.amount
        return former[0] if ready and len(values) < FEW and not conflict(former[0].axes, size.axes) else None
    return None


def _apart(values: list[Claim], size: Claim) -> bool:
    """The step is what lies between the two values."""
    return abs(values[0].amount - values[1].amount) == size.amount


def _of_others(sentence: Sentence, other: Sentence) -> bool:
    """ "But in Mashtakovo the number …": a contrast, or a name that the sentence before does not have."""
    if _CONTRAST.match(sentence.text):
        return True
    return not set(_NAME.findall(sentence.text)) <= set(_NAME.findall(other.text))


def _earlier(claim: Claim, sentence: Sentence) -> bool:
    """Words date it before: also the only value of a clause that speaks of "a year ago"."""
    if claim.time:
        return claim.time == "before"
    if not is_level(claim) or _MORE.match(sentence.piece.text, claim.after):
        return False
    text = sentence.piece.text
    for cue in sentence.tagged("earlier"):
        first, last = (cue.end, claim.start) if cue.end <= claim.start else (claim.after, cue.start)
        if 0 <= last - first < NEAR and not any(m in text[first:last] for m in ",;:()"):
            return True
    return False


def _dated(claim: Claim, sentence: Sentence) -> bool:
    """ "In 2022 we issued 3,200. This year …": of a year before that of the sentence."""
    if not claim.period[:4].isdigit() or sentence.tagged("then"):
        return False
    later = [p.code for p in sentence.periods if p.code[:4].isdigit()]
    if later:
        return all(order(code) > order(claim.period) for code in later)
    return bool(sentence.tagged("now"))


def _rate(sentence: Sentence, size: Claim) -> Claim | None:
    """The only percentage, where words make it that of the step."""
    rates = [c for c in sentence.claims if c.unit == PERCENT]
    if len(rates) != 1 or any(c.unit == POINTS for c in sentence.claims):
        return None
    rate = rates[0]
    if rate.hedge or rate.time or of_all(rate) or not rate.value:
        return None
    first, last = (size.after, rate.start) if size.after <= rate.start else (rate.after, size.start)
    between = sentence.piece.text[first:last]
    if len(between) > REACH or ";" in between or _OF_SOME.search(between):
        return None
    joined = any(first <= c.start < last for c in sentence.tagged("orword")) or between.rstrip().endswith("(")
    return rate if joined or rate.role == CHANGE_ROLE else None


def _of_rate(reading: Reading, step: Step, rate: Claim) -> Relation | None:
    printed = _printed(reading, step)
    expected = _made_of(step, printed)
    own = -rate.interval if rate.value < 0 else rate.interval
    holds = own.meets(expected)
    if not holds and (_otherwise(reading, step, own, printed) or not (printed or _likely(step, own))):
        return None
    relation = Relation(RULE, SHARE, rate, (step.size, step.former), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"step{rate.block}.{rate.start}", {"sentence": "share"}
    return relation


def _of_portion(reading: Reading, step: Step) -> Relation | None:
    said: list[Portion] = by_how_much(step.sentence)
    if len(said) != 1:
        return None
    printed, allowed = _printed(reading, step), said[0].allowed
    holds = _made_of(step, printed).meets(allowed)
    if not holds and (_otherwise(reading, step, allowed, printed) or not (printed or _likely(step, allowed))):
        return None
    return made(RULE, step.sentence, said[0], (step.size, step.former), holds)


def _printed(reading: Reading, step: Step) -> bool:
    """The later value stands in the section, digit by digit."""
    ends = (step.former.amount + step.size.amount, step.former.amount - step.size.amount)
    return any(is_level(c) and c.amount in ends for c in reading.by_section.get(step.sentence.section, ()))


def _made_of(step: Step, printed: bool) -> Interval:
    """The step as a percentage; round numbers are no rounder than they look where the later value bears them out."""
    if printed and all(c.scale == 1 and not c.decimals for c in (step.size, step.former)):
        return Interval.exact(HUNDRED * step.size.amount / step.former.amount)
    return share(step.size.interval, step.former.interval)


def _otherwise(reading: Reading, step: Step, said: Interval, printed: bool) -> bool:
    """The step is of another earlier value, or another later value makes the rate, so that the step is wrong."""
    found = [c for c in reading.by_section.get(step.sentence.section, ()) if _stands_by(c, step)][-WINDOW:]
    if any(c.time == "before" and share(step.size.interval, c.interval).meets(said) for c in found):
        return True
    changes = [] if printed else [expect(CHANGE, [c.interval, step.former.interval]) for c in found]
    return any(c is not None and (said.meets(c) or said.meets(-c)) for c in changes)


def _likely(step: Step, said: Interval) -> bool:
    """They count the same, or what is said is not far from what the step makes."""
    if step.size.noun and step.size.noun == step.former.noun:
        return True
    made_of = share(step.size.interval, step.former.interval)
    return said.meets(Interval(made_of.low * (1 - LIKELY), made_of.high * (1 + LIKELY)))


def _stands_by(claim: Claim, step: Step) -> bool:
    others = claim is not step.size and claim is not step.former and claim.order < step.size.order
    return others and is_level(claim) and same_unit(claim, step.former) and claim.interval.low > 0
