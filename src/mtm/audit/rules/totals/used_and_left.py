"""What was used and what was left must make up what there was.

Rule used_and_left: "of a quota of 19,785 places 16,957 were used, 2,828 remained unused; take-up was 85.7 %": a number
that words call left, and a percentage that words call used, against the numbers of their paragraph. It is wrong where
no two of them give it and a slip does: two digits exchanged, the numbers added instead of subtracted, the share of what
was left for that of what was used. It cannot see slips in short numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, SAME, SHARE, Relation
from mtm.kit.intervals import HUNDRED, Interval, share

RULE = "used_and_left"
LAST = True
TELLING, LONG, MOST, FEW = 3, 4, 8, 2
_LEFT = re.compile(
    r"\b(?:which|that|this) (?:left|leaves)\b|\bleaving\b|\bw(?:as|ere) left\b|\bremain(?:s|ed|ing)?\b|\bleft over\b"
    r"|\bun(?:used|spent|filled|taken|disbursed|allocated|committed|claimed)\b|\bvacant\b|\breturned to the budget\b"
    r"|\bоста(?:л(?:ось|ась|ись|ся)|[её]тся|ются|вались|валось)\b|\bне(?:использованн|выбранн|освоенн|заполненн)\w+"
    r"|\bвозвращ[её]н\w*\b|\bне (?:использован|освоен|выбран|заполнен)\w*"
    r"|\bқал(?:ды|ған)\b|\bпайдаланылма\w+|\bигерілме\w+|\bтолтырылма\w+|\bқайтарыл(?:ды|ған)\b|\bбос тұр",
    re.I,
)
_USED = re.compile(
    r"\b(?:used|utili[sz]ed|utili[sz]ation|take-?up|taken up|absorbed|absorption|spent|disbursed|filled|uptake)\b"
    r"|\b(?:использован|освоен|заполнен|выбран|исполнен)(?:а|о|ы|ие|ия|ии|ием|ный|ная)?\b|\bвыбрали\b"
    r"|\b(?:игеріл|пайдаланыл|толтырыл)(?:ді|ды|ген|ған|іп|ып|уі|уы)\b|\bигеру\b|\bпайдалану\b",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number that words call left, and every percentage that they call used."""
    settled = {id(r.target) for r in reading.relations if r.kind != SAME or not r.holds}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        for claim in sentence.claims:
            relation = None
            if id(claim) in settled or claim.hedge or claim.time == "before":
                continue
            if is_level(claim) and significant(claim) >= TELLING and _said(sentence, claim, _LEFT):
                relation = _left(_around(reading, claim), claim)
            elif claim.unit == PERCENT and claim.role != "change" and _said(sentence, claim, _USED):
                levels = _around(reading, claim)
                relation = _used(levels, claim, {id(c) for c in levels if _called_left(reading, c)})
            if relation is not None:
                yield relation


def _said(sentence: Sentence, claim: Claim, words: re.Pattern[str]) -> bool:
    """Such a word stands between the numbers on both sides of this one."""
    others = [c for c in sentence.claims if c is not claim]
    first = max((c.after for c in others if c.after <= claim.start), default=sentence.start)
    last = min((c.start for c in others if c.start >= claim.after), default=sentence.end)
    text = sentence.piece.text
    first = max(first, text.rfind(";", first, claim.start))
    cuts = [c.start for c in sentence.cuts if c.mark in ";," and claim.after <= c.start < last]
    return bool(words.search(text, first, claim.start) or words.search(text, claim.after, min([last, *cuts])))


def _around(reading: Reading, claim: Claim) -> list[Claim]:
    """The counts and amounts of the paragraph, the nearest first."""
    found = [c for s in reading.by_block.get(claim.block, ()) for c in s.claims if is_level(c) and c is not claim]
    found = [c for c in found if c.value > 0 and not c.hedge]
    return sorted(found, key=lambda c: abs(c.start - claim.start))[:MOST]


def _left(levels: list[Claim], claim: Claim) -> Relation | None:
    """What there was less what was used."""
    pairs = [p for p in permutations(levels, 2) if p[0].amount > p[1].amount and p[0].unit == p[1].unit == claim.unit]
    tested = [_made(DIFFERENCE, claim, pair, pair[0].interval - pair[1].interval) for pair in pairs]
    if held := next((r for r in tested if r.holds), None):
        return held
    if any(claim.interval.meets(c.interval) for c in levels) or _listed(levels):
        return None
    for relation in tested:
        whole, used = relation.operands
        timed = whole.time == "before" or used.time == "before" or used.start > claim.start
        added = whole.total and claim.interval.meets(whole.interval + used.interval)
        far = significant(claim) >= LONG and digit(claim, relation.expected)
        if not timed and (added or exchange(claim, relation.expected) or far):
            return relation
    return None


def _listed(levels: list[Claim]) -> bool:
    """Several names with their numbers, or a whole with more than one part: what remains is left by all of them."""
    current = [c for c in levels if c.time != "before"]
    return len({c.area for c in current if c.area}) > 1 or len(current) > FEW


def _used(levels: list[Claim], claim: Claim, called_left: set[int]) -> Relation | None:
    """The used part of what there was; what was left is the rest of it."""
    pairs = [p for p in permutations(levels, 2) if p[0].amount < p[1].amount and p[0].unit == p[1].unit]
    tested: list[Relation] = []
    for part, whole in pairs:
        rate = share(part.interval, whole.interval)
        left = id(part) in called_left
        tested.append(_made(SHARE, claim, (part, whole), _rest(rate) if left else rate))
        if left and claim.interval.meets(rate) and not claim.interval.meets(_rest(rate)):
            tested[-1].params["left"] = "1"
    if held := next((r for r in tested if r.holds), None):
        return held
    if len(claim.digits.strip("0")) < TELLING - 1:
        return None
    turned = next((r for r in tested if r.params.pop("left", "")), None)
    swapped = [r for r in tested if len(claim.digits) >= TELLING and exchange(claim, r.expected)]
    alike = all(r.expected.meets(swapped[0].expected) for r in swapped)
    return turned or (swapped[0] if swapped and alike else None)


def _called_left(reading: Reading, part: Claim) -> bool:
    sentences = reading.by_block.get(part.block, ())
    return any(_said(s, part, _LEFT) for s in sentences if s.number == part.sentence)


def _rest(rate: Interval) -> Interval:
    return Interval(HUNDRED - rate.high, HUNDRED - rate.low)


def _made(kind: str, claim: Claim, operands: tuple[Claim, Claim], expected: Interval) -> Relation:
    holds = claim.interval.meets(expected)
    relation = Relation(RULE, kind, claim, operands, expected, holds, note="derived", support=1)
    relation.family = f"left{claim.block}.{claim.start}"
    relation.params = {"sentence": "difference" if kind == DIFFERENCE else "share"}
    return relation
