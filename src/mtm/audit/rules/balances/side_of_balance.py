"""The sign of a balance, and the words for its side, must be those of what came and what left.

Rule side_of_balance: a signed number that is exactly what lies between an in and an out of the report, or a balance
without a sign where the report prints its minus elsewhere; "positive (38,914 in, 43,915 out)"; "the population falls
(balance: +4,088)"; and three balances of one sentence whose sum holds with one sign turned. It cannot see balances
whose size fits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from mtm.audit.claims import COUNT, PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.balances.gain_or_loss import Side, known_sides, side_of

RULE = "side_of_balance"
LAST = True
_AND = re.compile(r"\b(?:and|but|while|whereas|а|но|и)\b|;", re.I)
TELLING, REACH, THREE, MOST = 4, 34, 3, 4
_OTHER_TIMES = frozenset(("earlier", "then", "now", "compare", "later", "up", "down", "not", "except"))
_NO_TEXT = ("note", "head", "heading")
_GAIN = frozenset(("net_gain", "positive", "gaining"))
_LOSS = frozenset(("net_loss", "negative", "losing"))
_GAPS = frozenset(("gap", "over", "under", "outnumber", "more_after", "less_after", "up", "down", "out", "lost"))
_PEOPLE = (
    "populat",
    "countr",
    "exchange",
    "населен",
    "стран",
    "обмен",
    "халық",
    "халқы",
    "алмасу",
    "сальдо",
    "balance",
)


def find(reading: Reading) -> Iterator[Relation]:
    """One relation for every sign or word that says the other side."""
    known, totals = known_sides(reading), _totals(reading)
    minus = {abs(c.amount) for c in reading.claims if c.sign == "-" and c.unit == COUNT}
    settled = {id(r.target) for r in reading.relations if not r.holds and r.kind != "same"}
    for sentence in reading.sentences:
        if sentence.kind in _NO_TEXT or not sentence.claims:
            continue
        found = [*_bracketed(sentence)] or [*_led(reading, sentence)]
        found += [*_three(sentence), *_compared(sentence)]
        for claim in sentence.claims:
            side = _side(claim, known)
            if side is None and (claim.role == "balance" or sentence.tagged("balance")):
                side = _side(claim, totals)
            if side is not None and _is_turned(sentence, claim, side, minus):
                found.append(_made(sentence, claim, (claim.start, claim.end), side.claims))
        yield from (r for r in found if id(r.target) not in settled)


def _totals(reading: Reading) -> dict[tuple[Decimal, str], list[Side]]:
    """What lies between every in and out that the report gives for all and for one group of states, by size."""
    sides: dict[str, dict[str, dict[Decimal, Claim]]] = {}
    for claim in reading.claims:
        if claim.area and not claim.area.startswith("group:"):
            continue
        flow = claim.axes.get("flow", "")
        plain = is_level(claim) and claim.exact and not claim.hedge and claim.unit == COUNT
        now = claim.time != "before" and claim.period != "<"
        if flow in ("in", "out") and plain and now and (claim.total or claim.area or claim.table < 0):
            sides.setdefault(claim.area, {}).setdefault(flow, {}).setdefault(claim.amount, claim)
    found: dict[tuple[Decimal, str], list[Side]] = {}
    for flows in sides.values():
        ins, outs = (list(flows.get(flow, {}).values())[:MOST] for flow in ("in", "out"))
        for came, left in product(ins, outs):
            if came.amount != left.amount:
                side = Side(1 if came.amount > left.amount else -1, (came, left))
                found.setdefault((abs(came.amount - left.amount), COUNT), []).append(side)
    return found


def _side(claim: Claim, known: dict[tuple[Decimal, str], list[Side]]) -> Side | None:
    """What the report says of the size of this number."""
    if claim.unit == PERCENT or claim.time or claim.hedge or claim.role == "other":
        return None
    sides = known.get((abs(claim.amount), claim.unit), ())
    if significant(claim) < TELLING:  # a short number is that of its own paragraph alone
        sides = [s for s in sides if claim.role == "balance" and all(c.block == claim.block for c in s.claims)]
    side = side_of(claim, sides) if sides else None
    return side if side is not None and all(c is not claim for c in side.claims) else None


def _is_turned(sentence: Sentence, claim: Claim, side: Side, minus: set[Decimal]) -> bool:
    if claim.sign in ("+", "-"):
        return (claim.value > 0) != (side.way > 0)
    if side.way > 0 or claim.role != "balance" or claim.direction or abs(claim.amount) not in minus:
        return False
    return sentence.tags().isdisjoint(_GAPS | _LOSS | _GAIN)  # "a deficit of 5,389" has its word


def _way(sentence: Sentence, cue: Cue) -> int:
    """1 gain, -1 loss, 0 neither; a rise or a fall only of the people."""
    gain, loss = bool(cue.tags & _GAIN), bool(cue.tags & _LOSS)
    if gain != loss:
        return int(gain) - int(loss)
    way = ("up" in cue.tags) - ("down" in cue.tags)
    return way if way and any(word in sentence.text.lower() for word in _PEOPLE) else 0


def _bracketed(sentence: Sentence) -> Iterator[Relation]:
    """ "negative (40,700 in, 35,590 out)", «приобретает (сальдо: −39 101)»: a word of side, then its numbers."""
    text = sentence.piece.text
    for cue in sentence.cues:
        way = _way(sentence, cue)
        opened = text.find("(", cue.end, min(cue.end + REACH, sentence.end)) if way else -1
        closed = text.find(")", opened) if opened >= 0 else -1
        if closed < 0 or any(cue.end <= c.start < opened for c in sentence.claims):
            continue
        if any(_way(sentence, c) and cue.end <= c.start < opened for c in sentence.cues):
            continue
        inside = [c for c in sentence.claims if opened < c.start < closed]
        sides = {c.axes.get("flow"): c for c in inside if c.told and is_level(c)}
        came, left = sides.get("in"), sides.get("out")
        if len(inside) == len(sides) == 2 and came is not None and left is not None:
            if came.amount != left.amount and (came.amount > left.amount) != (way > 0):
                yield _made(sentence, came, (cue.start, cue.end), (came, left))
        elif (
            len(inside) == 1 and _is_balance(sentence, inside[0], opened) and _signed_against(sentence, inside[0], way)
        ):
            yield _made(sentence, inside[0], (inside[0].start, inside[0].end), ())


def _led(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """ "Net migration was positive: 21,337 left, 18,904 came": a word of side, then one in and one out, no more."""
    cues = [c for c in sentence.cues if bool(c.tags & _GAIN) != bool(c.tags & _LOSS)]
    if not cues or not sentence.tagged("balance") or not sentence.tags().isdisjoint(_OTHER_TIMES):
        return
    told = sentence
    if not sentence.claims and sentence.number + 1 < len(reading.sentences):
        told = reading.sentences[sentence.number + 1]  # "The balance was positive. 21,337 left, 18,904 came."
        if told.block != sentence.block or not told.tags().isdisjoint(_OTHER_TIMES):
            return
    flows = [c for c in told.claims if c.axes.get("flow") in ("in", "out")]
    if len(flows) != 2 or not _are_sides(*flows) or flows[0].area != flows[1].area or any(c.hedge for c in flows):
        return
    came, left = sorted(flows, key=lambda c: c.axes["flow"])
    for cue in cues:
        ahead = told is not sentence or cue.end <= min(came.start, left.start)
        if ahead and came.amount != left.amount and (came.amount > left.amount) != (_way(sentence, cue) > 0):
            yield _made(sentence, came, (cue.start, cue.end), (came, left))


def _is_balance(sentence: Sentence, claim: Claim, opened: int) -> bool:
    """The brackets say that the number is a balance."""
    named = any("balance" in c.tags and opened < c.start < claim.start for c in sentence.cues)
    return named and claim.unit == COUNT


def _signed_against(sentence: Sentence, claim: Claim, way: int) -> bool:
    """Its sign is that of the other side; a loss without a sign stands beside one with its minus."""
    if claim.sign in ("+", "-"):
        return (claim.value > 0) != (way > 0)
    others = [c for c in sentence.claims if c is not claim and c.role == "balance"]
    return way < 0 and claim.sign == "" and any(c.sign == "-" for c in others)


def _compared(sentence: Sentence) -> Iterator[Relation]:
    """ "Departures (178,212) exceeded arrivals (216,242) by 38,030": a word between the two sides themselves."""
    if sentence.language == "kk":
        return  # the word stands behind both
    for cue in sentence.cues:
        way = bool(cue.tags & {"over", "outnumber"}) - bool(cue.tags & {"under"})
        before = next((c for c in reversed(sentence.claims) if c.after <= cue.start), None)
        after = next((c for c in sentence.claims if c.start >= cue.end), None)
        if not way or before is None or after is None or not _are_sides(before, after):
            continue
        apart = max(cue.start - before.after, after.start - cue.end)
        if _AND.search(sentence.piece.text, before.after, after.start):
            continue  # «приехавших 4 631, а уехавших меньше – 3 975»: fewer than before
        if apart < REACH and before.amount != after.amount and (before.amount > after.amount) != (way > 0):
            yield _made(sentence, before, (cue.start, cue.end), (before, after))


def _are_sides(one: Claim, two: Claim) -> bool:
    told = one.told and two.told and is_level(one) and is_level(two) and one.unit == two.unit
    return told and {one.axes.get("flow"), two.axes.get("flow")} == {"in", "out"} and not (one.time or two.time)


def _three(sentence: Sentence) -> Iterator[Relation]:
    """Three balances, the first or the last of them the sum of the others but for one sign."""
    if not sentence.tagged("balance") or len(sentence.claims) != THREE:
        return
    claims = sentence.claims
    if any(c.unit != COUNT or c.time or c.hedge or c.direction or c.sign == "~" for c in claims):
        return
    if not any(c.sign == "-" for c in claims) or min(map(significant, claims)) < THREE:
        return
    if not all(c.role == "balance" or c.sign in ("+", "-") for c in claims) and sentence.tags() & {"in", "out"}:
        return
    a, b, c = (claim.amount for claim in claims)
    if a + b == c or a == b + c:
        return
    for one, two, three in product((1, -1), repeat=THREE):
        if one + two + three == 1 and (one * a + two * b == three * c or one * a == two * b + three * c):
            turned = claims[(one, two, three).index(-1)]
            yield _made(sentence, turned, (turned.start, turned.end), tuple(x for x in claims if x is not turned))
            return


def _made(sentence: Sentence, claim: Claim, span: tuple[int, int], operands: tuple[Claim, ...]) -> Relation:
    relation = Relation(RULE, "word", claim, operands, claim.interval, False, note="sided")
    relation.words = ((*span, sentence.number),)
    relation.family = f"word{sentence.number}.{span[0]}"
    printed = ", ".join(c.printed.strip() for c in operands)
    relation.params = {"word": sentence.piece.text[span[0] : span[1]].strip(), "operands": printed}
    return relation


__all__ = ["RULE", "find"]
