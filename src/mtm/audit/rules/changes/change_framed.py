"""A change between its two values must be what they make.

Rule change_framed: forms of words that leave no doubt which two values a change lies between: "5,318 permits, 12.5 %
more than in 2024 (4,726)"; "from 23,069 to 26,490, i.e. by 14.8 per cent"; "262.9 million (+9.3 %; 240.5 million a year
earlier)". It is wrong where the two do not make it, nor any other two values of the sentences around it. It cannot see
changes whose values stand in other forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit
from mtm.audit.meaning.axes import conflict, mean_and_total
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect
from mtm.kit.intervals import Interval, share

RULE = "change_framed"
LAST = True
LONG, SHORT, SOON, ITEMS = 110, 24, 6, 5
MOST = 24
_MEASURED = frozenset(("than", "compare", "earlier", "then", "more_after", "less_after"))
_FROM = re.compile(r"\b(?:from|с|со|от|was|were|было?|была|были)\s+(?:US)?[$€₸]?\s?\Z", re.I)
_APART = re.compile(r"[;\d]|\.\s")
_OR = re.compile(
    r"\s*(?:[^\W\d]+\.?\s*)?[,(–—]?\s*(?:which is |it is |an? |бұл )?"
    r"(?:i\.\s?e\.,?|that is,?|or|то есть|т\.\s?е\.|или|яғни|немесе)?\s*"
    r"(?:(?:a |an )?(?:rise|increase|growth|fall|decrease|decline|drop|reduction)(?: of)?|прирост|рост"
    r"|снижение|сокращение|өсім|өсу|кему)?\s*[–—:(]?\s*(?:by|на)?\s*",
    re.I,
)
_WAS = re.compile(r"\s+(?:еді|болған(?:\s+еді)?|болатын|болды)(?=,)", re.I)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change whose form says which two values it lies between."""
    judged = {id(r.target) for r in reading.relations if r.holds and r.target.role == CHANGE_ROLE}
    for sentence in reading.sentences:
        if sentence.kind == "note":
            continue
        for claim in sentence.claims:
            if claim.role != CHANGE_ROLE or claim.unit == POINTS or claim.hedge or id(claim) in judged:
                continue
            relation = None if of_all(claim) else _relation(reading, sentence, claim)
            if relation is not None:
                yield relation


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    pair = _pair(reading, sentence, claim)
    if pair is None or not _of_one_thing(*pair, claim):
        return None
    relation = _tested(claim, *pair)
    if relation is None or relation.holds:
        return relation
    if _is_step(claim, *pair):
        return None
    return None if not _fits(claim, *pair) and _made_elsewhere(reading, claim, pair) else relation


def _is_step(claim: Claim, now: Claim, step: Claim) -> bool:
    """ "The 5,182 permits of 2023 are 1,244 above that low (+31.6 %)": by so many, and not against so many."""
    if claim.unit != PERCENT or step.interval.high >= now.interval.low:
        return False
    own = claim.interval if claim.value > 0 else -claim.interval
    return any(own.meets(share(step.interval, now.interval + way)) for way in (step.interval, -step.interval))


def _pair(reading: Reading, sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """The later and the earlier value."""
    found = _than(reading, sentence, claim) or _from_to(sentence, claim) or _beside(sentence, claim)
    found = found or _closed_by(sentence, claim) or _of_sentence_before(reading, sentence, claim)
    return found or _compared_in_item(reading, sentence, claim)


def _than(reading: Reading, sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """ "5,318 permits, 12.5 % more than in 2024 (4,726)": what is compared stands behind the change, in brackets."""
    if not claim.direction or claim.sign in ("+", "-"):
        return None
    behind = [c for c in sentence.claims if c.start >= claim.after]
    joined = bool(behind) and behind[0].role == CHANGE_ROLE and behind[0].start - claim.after < SHORT
    former = next((c for c in behind if c.role != CHANGE_ROLE or not joined), None)
    if former is None or not is_level(former) or not _alone_in_brackets(former, sentence):
        former = _before_in_brackets(sentence, claim)
    elif not _measured_on(former, sentence, claim) or _APART.search(
        _without_periods(sentence, (behind[0] if joined else claim).after, former.start)
    ):
        return None
    if former is None or former.hedge:
        return None
    now = _only_now(sentence, claim, former) or _only_now_before(reading, sentence, former)
    return None if now is None else (now, former)


def _measured_on(former: Claim, sentence: Sentence, claim: Claim) -> bool:
    """A word of comparison, of an earlier time, "from" or a period: «рост на 8 % (4 726)» may give what was reached."""
    if former.time == "before" or any(claim.after <= p.start < former.after + SHORT for p in sentence.periods):
        return True
    return any(c.tags & _MEASURED and claim.after <= c.start < former.after + SHORT for c in sentence.cues) or bool(
        _FROM.search(sentence.piece.text, claim.after, former.start)
    )


def _without_periods(sentence: Sentence, start: int, end: int) -> str:
    """The words between, without the numbers of years and quarters."""
    text = sentence.piece.text[start:end]
    for period in sentence.periods:
        if start <= period.start < end:
            a, b = period.start - start, min(period.end, end) - start
            text = text[:a] + "_" * (b - a) + text[b:]
    return text if len(text) <= LONG else ";"


def _alone_in_brackets(claim: Claim, sentence: Sentence) -> bool:
    """Nothing but the number, its unit and its period stands in the brackets."""
    text = sentence.piece.text
    opened, closed = text.rfind("(", sentence.start, claim.start), text.find(")", claim.end, sentence.end + 1)
    if opened < 0 or closed < 0 or ")" in text[opened : claim.start] or "(" in text[claim.end : closed]:
        return False
    return not any(opened < c.start < closed for c in sentence.claims if c is not claim)


def _before_in_brackets(sentence: Sentence, claim: Claim) -> Claim | None:
    """ "Бұл 2023 жылғыдан (926) 247 адамға көп": the brackets stand right before the change."""
    before = [c for c in sentence.claims if c.end <= claim.start]
    if before and before[-1].role == CHANGE_ROLE:
        before.pop()  # "by 247 or 26.7 %"
    former = before[-1] if before else None
    if former is None or not is_level(former) or not _alone_in_brackets(former, sentence):
        return None
    return former if sentence.language == "kk" and former.time != "now" else None


def _only_now(sentence: Sentence, claim: Claim, former: Claim) -> Claim | None:
    """The one value before the change that stands in no brackets."""
    text = sentence.piece.text
    found = [c for c in sentence.claims if c.end <= claim.start and c is not former and _states(c, former)]
    found = [c for c in found if not _alone_in_brackets(c, sentence)]
    if len(found) != 1 or found[0].time == "before" or ";" in text[found[0].end : claim.start]:
        return None
    return found[0]


def _only_now_before(reading: Reading, sentence: Sentence, former: Claim) -> Claim | None:
    """The one value of the sentence before, where this one gives none but the earlier."""
    if any(c is not former and is_level(c) and c.end <= former.start for c in sentence.claims):
        return _of_its_side(reading, sentence, former)
    other = _previous(reading, sentence)
    found = [c for c in other.claims if is_level(c)] if other is not None else []
    if len(found) == 1 and _states(found[0], former) and found[0].time != "before":
        return found[0]
    return _of_its_side(reading, sentence, former)


def _of_its_side(reading: Reading, sentence: Sentence, former: Claim) -> Claim | None:
    """ "…left by 29.4 % (from 12,634)": the one number that the paragraph gives for those who left."""
    flow = former.axes.get("flow")
    if flow not in ("in", "out"):
        return None
    found = [
        c
        for s in reading.by_block.get(sentence.block, ())
        for c in s.claims
        if s.number < sentence.number and _states(c, former) and c.axes.get("flow") == flow and c.time != "before"
    ]
    return found[0] if len(found) == 1 else None


def _states(claim: Claim, former: Claim) -> bool:
    return is_level(claim) and not claim.hedge and claim.value > 0 and same_unit(claim, former)


def _from_to(sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """ "rose from 23,069 to 26,490, i.e. by 14.8 per cent": the two right before the change."""
    before = [c for c in sentence.claims if c.end <= claim.start]
    if before and before[-1].role == CHANGE_ROLE and before[-1].unit != claim.unit:
        before.pop()
    pair = before[-2:]
    if len(pair) != 2 or {c.time for c in pair} != {"now", "before"} or any(c.hedge for c in pair):
        return None
    if not all(is_level(c) for c in pair) or not same_unit(*pair):
        return None
    text = sentence.piece.text
    if ")" in text[pair[1].after : claim.start] or not _OR.fullmatch(text, pair[1].after, claim.start):
        return None
    return (pair[0], pair[1]) if pair[0].time == "now" else (pair[1], pair[0])


def _beside(sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """ "262.9 million (+9.3 %; 240.5 million a year earlier)": the change and the earlier value together."""
    text = sentence.piece.text
    opened, closed = text.rfind("(", sentence.start, claim.start), text.find(")", claim.end, sentence.end + 1)
    if opened < 0 or closed < 0 or ")" in text[opened : claim.start] or claim.unit != PERCENT:
        return None
    inside = [c for c in sentence.claims if opened < c.start < closed]
    ahead = [c for c in sentence.claims if c.after <= opened]
    if len(inside) != 2 or not ahead or text[ahead[-1].after : opened].strip(" *_"):
        return None
    now, former = ahead[-1], inside[0] if inside[1] is claim else inside[1]
    if not (_states(now, former) and is_level(former)) or former.hedge or now.time == "before":
        return None
    told = former.time == "before" or claim.sign in ("+", "-")
    between = text[min(former.after, claim.after) : max(former.start, claim.start)]
    return (now, former) if told and re.search(r"[;,–—]", between) else None


def _closed_by(sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """ "2,148 people, in the first quarter of 2024 there were 2,685 (−20.0 %)": the change closes the two."""
    text = sentence.piece.text
    found = [c for c in sentence.claims if c.end <= claim.start]
    if len(found) != 2 or not all(_states(c, found[0]) for c in found) or claim.unit != PERCENT:
        return None
    now, former = found
    words = text[former.after : claim.start]
    if words.count("(") != 1 or not _alone_in_brackets(claim, sentence) or len(words) > SHORT:
        return None
    dated = former.time == "before" or any(now.after <= p.start < former.start for p in sentence.periods)
    if not dated or now.time == "before" or _alone_in_brackets(former, sentence):
        return None
    return now, former


def _of_sentence_before(reading: Reading, sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """ "It fell by 23.5 million, or by 9.9 per cent", right behind "214.8 million (a year earlier 238.3 million)"."""
    own = [c for c in sentence.claims if c.end <= claim.start]
    other = _previous(reading, sentence)
    if other is None:
        return None
    values = [c for c in other.claims if is_level(c)]
    if len(own) == 1 and is_level(own[0]) and own[0].time == "before" and len(values) == 1:
        joined = bool(_OR.fullmatch(_past_verb(sentence, own[0], claim)))
        return (values[0], own[0]) if joined and _states(values[0], own[0]) else None
    if any(c.role != CHANGE_ROLE or c.unit == claim.unit for c in own) or len(values) != 2 or len(other.claims) != 2:
        return None
    now, former = values
    told = _alone_in_brackets(former, other) and (former.time == "before" or bool(former.period))
    if not told or not _states(now, former) or now.time == "before" or sentence.areas or not _by(claim, sentence):
        return None
    return (now, former) if len(sentence.piece.text[sentence.start : claim.start].split()) <= SOON else None


def _by(claim: Claim, sentence: Sentence) -> bool:
    return claim.unit != PERCENT or bool(claim.turned) or by_so_much(claim, sentence)


def _past_verb(sentence: Sentence, former: Claim, claim: Claim) -> str:
    """What stands between, without the verb that a Kazakh sentence closes with: "70,5 мың еді, яғни 1,8 %-ға"."""
    return _WAS.sub("", sentence.piece.text[former.after : claim.start])


def _previous(reading: Reading, sentence: Sentence) -> Sentence | None:
    other = reading.sentences[sentence.number - 1] if sentence.number else None
    return other if other is not None and other.block == sentence.block and other.kind != "note" else None


def _compared_in_item(reading: Reading, sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """ "- Crossings: 2.95 million", "- against a year earlier: +17.2 % (2,513 thousand)": items below the value."""
    if sentence.kind != "item" or not _compares(sentence, claim):
        return None
    former = sentence.claims[1]
    for number in range(sentence.number - 1, max(-1, sentence.number - ITEMS), -1):
        other = reading.sentences[number]
        if other.kind != "item" or other.section != sentence.section or not other.claims:
            return None
        if not _compares(other, other.claims[0]):
            alone = len(other.claims) == 1 and _states(other.claims[0], former)
            return (other.claims[0], former) if alone else None
    return None


def _compares(sentence: Sentence, claim: Claim) -> bool:
    """A word of comparison, a signed change, and the value compared with alone in brackets."""
    if len(sentence.claims) != 2 or sentence.claims[0] is not claim or claim.role != CHANGE_ROLE or not claim.sign:
        return False
    behind = sentence.claims[1]
    led = any(c.tags & {"compare", "earlier", "than"} for c in sentence.cues) or bool(sentence.periods)
    return led and is_level(behind) and _alone_in_brackets(behind, sentence)


def _of_one_thing(now: Claim, former: Claim, claim: Claim) -> bool:
    areas = {c.area for c in (now, former, claim) if c.area}
    if mean_and_total(now.axes, former.axes):
        return False
    return len(areas) < 2 and not conflict(now.axes, former.axes) and now.amount != former.amount


def _tested(claim: Claim, now: Claim, former: Claim) -> Relation | None:
    kind = CHANGE if claim.unit == PERCENT else DIFFERENCE
    expected = expect(kind, [now.interval, former.interval])
    if expected is None or (kind == DIFFERENCE and not same_unit(claim, now)):
        return None
    holds = _fits(claim, now, former) and not _against(claim, expected)
    relation = Relation(RULE, kind, claim, (now, former), expected, holds, note="derived", support=1)
    relation.family, relation.params = (
        f"framed{claim.block}",
        {"sentence": "change" if kind == CHANGE else "difference"},
    )
    return relation


def _against(claim: Claim, expected: Interval) -> bool:
    """ "rose from 226 to 245 (−8.4%)": its own sign goes the other way."""
    return claim.sign in ("+", "-") and bool(claim.value) and not claim.interval.meets(expected)


def _fits(claim: Claim, now: Claim, former: Claim) -> bool:
    """The size alone: what the words say of its direction is for other rules."""
    expected = expect(CHANGE if claim.unit == PERCENT else DIFFERENCE, [now.interval, former.interval])
    if expected is None:
        return False
    own = claim.interval
    return own.meets(expected) or own.meets(-expected)


def _made_elsewhere(reading: Reading, claim: Claim, pair: tuple[Claim, Claim]) -> bool:
    """Two other values of the paragraph make the change: they may be meant."""
    pool = [c for s in reading.by_block.get(claim.block, ()) for c in s.claims]
    pool = [c for c in pool if is_level(c) and c.value > 0 and (claim.unit == PERCENT or same_unit(c, claim))]
    near = sorted(pool, key=lambda c: abs(c.start - claim.start))[:MOST]
    others = (p for p in permutations(near, 2) if {id(c) for c in p} != {id(c) for c in pair})
    return any(same_unit(a, b) and _fits(claim, a, b) for a, b in others)
