"""Which of the values of a sentence is the earlier one, which the later.

Scope: one sentence after its numbers have their names: by prepositions (from … to), by words of comparison and of time,
by a period in parentheses, and by what is left when one of two values is settled.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.language.endings import ABLATIVE, THAN_THAT
from mtm.audit.meaning import asides, earlier_words, year_before
from mtm.audit.meaning.axes import born_and_died
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.claim_periods import CAME_TO
from mtm.audit.meaning.from_to import TO, from_to, shared_unit, to_from
from mtm.audit.meaning.moves import is_factor, led, move, named_change, other_measure, rate_of_change, step
from mtm.audit.meaning.prose import Cue, Sentence

_NUMBER = re.compile(r"\d")
_RATE = re.compile(r"\w+[- /](?:on|over|to|к)[- /]\w+|y/y|m/m|q/q", re.I)  # "year-on-year" points at no value
_ARRIVED = re.compile(r"\b(?:to|до) $", re.I)  # "from 5.8% to 5.2% of the amount"
_OF_IT = re.compile(r"\s*(?:of (?:the|all|these|those|its|total)|(?:от|из) \w)", re.I)
_HIGHER = re.compile(
    r"\)?\s+(?:more|higher|greater|larger|above|less|lower|fewer|smaller|below)\s+(?:than\s+)?(?:the\s+|its\s+|about\s+)?"
    r"(?:US)?[$€₸]?\s?|\)?\s+(?:больше|выше|меньше|ниже),?\s+(?:чем\s+|уровня\s+|показателя\s+)?(?:US)?[$€₸]?\s?",
    re.I,
)
_AND = re.compile(r"\s+[^\W\d]+(?:\s+[^\W\d]+)?\s+(?:and|in|и|в|және|мен|пен|бен)\s+", re.I)
_AS_MANY = re.compile(
    r"\bas (?:many|much|high|large|big|numerous)(?: [a-z]+){0,2} as (?:in |during |for )?(?:the )?$", re.I
)
_THAN_THAT_KK = re.compile(
    r"(?:\s?[^\W\d]+){0,3}?\s?[^\W\d]*(?:ғыдан|гіден|қыдан|кіден|дағыдан|дегіден|нен|нан)\s\(\s*", re.I
)
_STEM = 4
_SIZES = 4
_NEAR = 30
_CLOSE = 5
_TIMELY = frozenset(("then", "now", "later", "earlier", "compare"))
_WITH_IT = ("онымен", "бұнымен", "мұнымен", "осымен")


def settle_times(sentence: Sentence) -> None:
    """ "from 42,238 to 33,289", "33,289 against 42,238": which value is the earlier one."""
    timely = not _TIMELY.isdisjoint(sentence.tags())
    if len(sentence.claims) < 2 and not timely:
        return
    shared_unit(sentence)
    rates = [c for c in sentence.claims if c.unit in (PERCENT, POINTS) and c.sign not in ("+", "-")]
    if sentence.language != "kk":  # "rose by 2 per cent and fell by 12", "up 10 per cent, down 1": changes, not values
        rates = [c for c in rates if not (by_so_much(c, sentence) or led(c, sentence) or rate_of_change(c, sentence))]
    rates = [c for c in _of_nothing(rates, sentence) if not named_change(c)]
    if sentence.language == "kk" and all(by_so_much(c, sentence) for c in rates):
        rates = []  # "20,7 %-ға, 40,5 %-ға азайды": two changes, not an earlier and a later rate
    levels = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS) or (len(rates) > 1 and c in rates)]
    levels = [c for c in levels if not is_factor(c)]
    counts = [c for c in levels if c.unit not in (PERCENT, POINTS)]
    counts = [c for c in counts if not (by_so_much(c, sentence) or move(c, sentence) or step(c, sentence))]
    counts = [c for c in counts if not (is_factor(c) or other_measure(c))]
    levels = [c for c in levels if c in counts or c.unit in (PERCENT, POINTS)]
    _higher_than(counts, sentence)
    for one, two in pairwise(levels):
        if one.unit == two.unit and from_to(one, two, sentence):
            one.time, two.time = "before", "now"
        elif one.unit == two.unit and to_from(one, two, sentence):
            one.time, two.time = "now", "before"
    asides.exceeded(counts, sentence)
    _came_to(counts, sentence)
    earlier_words.was_and_became(counts, sentence)
    earlier_words.whereas(counts, sentence)
    asides.settle(counts, sentence)
    asides.together(counts, sentence)
    earlier_words.was_in_brackets(counts, sentence)
    if len(counts) > 2:
        _item_by_item(counts, sentence)
    if sentence.language == "kk":
        earlier_words.instead(counts, sentence)
        earlier_words.behind_more(counts, sentence)
        _measured_from(levels, sentence)
    earlier_words.of_earlier_level(levels, sentence)
    if timely:
        earlier_words.touching(counts, levels, sentence)
        _bracketed(counts, sentence)
        _said(levels, sentence)
        year_before.settle(levels, sentence)
        earlier_words.before_now(levels, sentence)
    _in_parentheses(counts, sentence)
    _of_compared_periods(levels, sentence)
    earlier_words.parts_of_earlier(levels, sentence)
    _other_time(levels, sentence)


def _higher_than(counts: list[Claim], sentence: Sentence) -> None:
    """ "2.12 billion, 2.3 per cent higher than 2.07 billion": of two values of one thing the second came first."""
    text = sentence.piece.text
    for rate in sentence.claims:
        if rate.unit != PERCENT or not (found := _HIGHER.match(text, rate.after)):
            continue
        latter = next((c for c in counts if found.start() < c.start <= found.end() < c.end), None)
        ahead = [c for c in counts if c.end <= rate.start]
        if ahead and text[ahead[-1].after : rate.start].strip() == "(":
            ahead.pop()  # "1,092,043, 42,468 (4%) more than the 1,049,575": the one in the middle lies between
        former = ahead[-1] if ahead else None
        if latter is None or former is None or latter.time or former.time or latter.unit != former.unit:
            continue
        if _one_thing(former, latter) and former.area == latter.area and _of_one_size(former, latter):
            former.time, latter.time = "now", "before"


def _of_one_size(one: Claim, other: Claim) -> bool:
    small, large = sorted((abs(one.amount), abs(other.amount)))
    return large <= _SIZES * small


def _of_nothing(rates: list[Claim], sentence: Sentence) -> list[Claim]:
    """ "growth was 0.2 %, … about 70 % of the increase": a share of something is no later value of another rate."""
    text = sentence.piece.text
    shares = [c for c in rates if _OF_IT.match(text, c.after) and not _ARRIVED.search(text[: c.start])]
    aside = [
        a for a, b in pairwise(rates) if text[a.after : b.start].rstrip().endswith("(")
    ]  # "83 % of it (89 % then)"
    shares = [c for c in shares if c not in aside]
    return rates if len(shares) == len(rates) else [c for c in rates if c not in shares]


def _came_to(counts: list[Claim], sentence: Sentence) -> None:
    """ "120 in spring 2017, has risen to 150", "2022 жылы 120 болған саны 150-ге жетті": a dated value before."""
    if not (sentence.tagged("up") or sentence.tagged("down") or sentence.language == "kk"):
        return
    for one, two in pairwise(counts):
        if one.time or two.time or one.unit != two.unit or not _one_thing(one, two) or one.total or two.total:
            continue
        dated = any(0 <= p.start - one.after < _NEAR or 0 <= one.start - p.end < _NEAR for p in sentence.periods)
        later = any(one.after <= p.start < two.start and p.start - one.after >= _NEAR for p in sentence.periods)
        if dated and not later and _led_to(two, sentence) and "(" not in sentence.piece.text[one.end : two.start]:
            one.time, two.time = "before", "now"


def _item_by_item(counts: list[Claim], sentence: Sentence) -> None:
    """ "Armenia (8,226, a year earlier 12,562); Russia – 4,033, a year earlier 6,419": every pair for itself."""
    cues = [c for tag in ("earlier", "then") for c in sentence.tagged(tag)]
    for one, two in pairwise(counts):
        if one.time or two.time or one.unit != two.unit or one.axes.get("flow") != two.axes.get("flow"):
            continue
        if any(one.after <= a.start < two.start for a in sentence.areas):
            continue
        led = any(one.after <= c.start and 0 <= two.start - c.end < _CLOSE for c in cues if _leads(c, two))
        between = sentence.piece.text[one.after : two.start]
        led = led and not earlier_words.is_part(between)
        if led and len(between) < 2 * _NEAR and not any(m in between for m in ";.:"):
            one.time, two.time = "now", "before"
            two.area, two.via, two.name = one.area, one.via, one.name


def _leads(cue: Cue, claim: Claim) -> bool:
    """ "(931 a year ago, 1,471 now)", "720 a year earlier), 664": a mark ends what the word of time speaks of."""
    return not any(m in claim.piece.text[cue.end : claim.start] for m in "),;")


def _measured_from(levels: list[Claim], sentence: Sentence) -> None:
    """ "641,1 млн доллардан 26,0 %-ға кем": what a rate or points are measured from is the earlier value."""
    text = sentence.piece.text
    for claim in levels:
        following = next((c for c in sentence.claims if c.start >= claim.after), None)
        if claim.time or following is None or following.unit not in (PERCENT, POINTS) or following in levels:
            continue
        words = text[claim.end : following.start].lower().split()
        if not 0 < len(words) <= 3 or words[-1] in THAN_THAT or "," in text[claim.end : following.start]:
            continue
        if words[-1].strip("%").endswith(ABLATIVE) and "(" not in "".join(words):
            claim.time = "before"


def _led_to(claim: Claim, sentence: Sentence) -> bool:
    """A word of direction and "to" lead to the number; in Kazakh the dative and such a word follow it."""
    text = sentence.piece.text
    if sentence.language == "kk":
        words = _NUMBER.split(text[claim.after : claim.after + _NEAR])[0].lower().replace("-", " ").split()[:3]
        given = next((i for i, w in enumerate(words[:2]) if w.endswith(("ға", "ге", "қа", "ке"))), None)
        cued = any(0 <= c.start - claim.after < _NEAR and c.tags & {"up", "down"} for c in sentence.cues)
        return given is not None and (cued or any(w.startswith("жет") for w in words[given + 1 :]))
    cue = next((c for c in reversed(sentence.cues) if c.end <= claim.start and c.tags & {"up", "down"}), None)
    if cue is None:
        return False
    words = text[cue.end : claim.start].lower().strip(" $€₸").split()
    return len(words) <= 2 and bool(words) and words[-1] in TO[sentence.language]


def _of_compared_periods(levels: list[Claim], sentence: Sentence) -> None:
    """ "down in comparison with 2017 (654,600) and with 2015 (1,256,600)": each number is its own period's."""
    text = sentence.piece.text
    for claim in levels:
        led = [p for p in sentence.periods if text[p.end : claim.start].strip(" г.ж") == "("]
        compared = any(p.compared or _AS_MANY.search(text, sentence.start, p.start) for p in led)
        if sentence.language == "kk":  # "2023 жылғыдан (6 449) екі есе көп"
            compared = compared or any(_THAN_THAT_KK.fullmatch(text, p.end, claim.start) for p in sentence.periods)
        if compared:
            claim.time = "before"


def _bracketed(counts: list[Claim], sentence: Sentence) -> None:
    """ "X, 7,270 people (a year earlier 5,741), Y, 5,308 (7,991 a year earlier)": every pair of a list for itself."""
    text = sentence.piece.text
    for one, two in pairwise(counts):
        opened = text.find("(", one.end, two.start)
        closed = text.find(")", two.end, sentence.end + 1)
        if opened < 0 or closed < 0 or one.time or two.time or one.unit != two.unit:
            continue
        alone = text.find(")", opened, two.start) < 0 and not any(c.start > opened for c in counts if c.end < two.start)
        alone = alone and not any(two.end <= c.start < closed for c in counts)
        if alone and any(opened < c.start < closed for tag in ("earlier", "then") for c in sentence.tagged(tag)):
            one.time, two.time = "now", "before"


def _said(levels: list[Claim], sentence: Sentence) -> None:
    """Words of time and of comparison, each with the value beside it."""
    for tag, time in (("then", "before"), ("now", "now")):
        for cue in sentence.tagged(tag):
            if earlier_words.entered(cue, sentence):
                continue
            named = _beside(levels, cue, sentence)
            if named is not None and not named.time:
                named.time = time
    for cue in sentence.tagged("later"):
        _later(levels, cue)
    for cue in _comparing(sentence):
        following = _compared(levels, cue, sentence)
        if following is not None and (
            asides.then_now(cue, following, sentence) or asides.other_side(following, levels, sentence)
        ):
            continue
        if following is not None and _reached_since(sentence, cue, following):
            continue  # «увеличилось на 5,9 % по сравнению с 2018 годом и составило 48 053»
        if following is not None and not following.time and not _dated_between(sentence, cue, following):
            following.time = "before"


def _reached_since(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    """The period that is compared with ends before a verb that leads to the number of now."""
    ends = [p.end for p in sentence.periods if cue.start <= p.start < claim.start]
    return bool(ends) and CAME_TO.search(sentence.piece.text, ends[-1], claim.start) is not None


def _dated_between(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    """A period that is not itself compared with stands between the word and the value."""
    return any(p.end <= claim.start and p.start >= cue.start and not p.compared for p in sentence.periods)


def _listed(former: Claim, other: Claim, sentence: Sentence) -> bool:
    """ "The year before there were 18,975 applications and 14,421 approvals": two things of one time."""
    if not (former.noun and other.noun and former.noun[:_STEM] != other.noun[:_STEM] and former.end <= other.start):
        return False
    return bool(_AND.fullmatch(sentence.piece.text, former.after, other.start))


def _other_time(levels: list[Claim], sentence: Sentence) -> None:
    """Of two values of one thing the one that is not the earlier is the later."""
    changes = any(c.tags & {"up", "down", "change"} for c in sentence.cues)
    for former in [c for c in levels if c.time == "before"]:
        same = [c for c in levels if c.unit == former.unit and c is not former and _one_thing(c, former)]
        if len(same) == 1 and not same[0].time:
            same[0].time = "before" if _listed(former, same[0], sentence) else "now"
    for latter in [c for c in levels if c.time == "now"]:
        same = [c for c in levels if c.unit == latter.unit and c is not latter and _one_thing(c, latter)]
        if changes and len(same) == 1 and not same[0].time:
            same[0].time = "before"


def _in_parentheses(counts: list[Claim], sentence: Sentence) -> None:
    """ "20,328 entries (30,389 in July to September 2018, −19.5%)": a period, a count and a change beside a count."""
    text = sentence.piece.text
    for one, two in pairwise(counts):
        opened = text.find("(", one.end, two.start)
        closed = text.find(")", two.end)
        if opened < 0 or closed < 0 or one.time or two.time or one.unit != two.unit or not _one_thing(one, two):
            continue
        dated = any(opened < p.start < closed for p in sentence.periods)
        changed = any(c.unit == PERCENT and opened < c.start < closed for c in sentence.claims)
        if dated and changed and text.find(")", opened, two.start) < 0:
            one.time, two.time = "now", "before"


def _one_thing(one: Claim, other: Claim) -> bool:
    areas = {one.area, other.area} - {""}
    return len(areas) < 2 and one.axes.get("flow") == other.axes.get("flow") and not born_and_died(one.axes, other.axes)


def _comparing(sentence: Sentence) -> list[Cue]:
    """Words of comparison; "arrivals against departures give a balance" compares no times, "(against 1,200)" does."""
    text = sentence.piece.text
    cues = [c for c in sentence.tagged("compare") if not _RATE.fullmatch(text, c.start, c.end)]
    if not sentence.tagged("balance"):
        return cues
    return [c for c in cues if text[sentence.start : c.start].rstrip().endswith("(") or _dated_after(sentence, c)]


def _dated_after(sentence: Sentence, cue: Cue) -> bool:
    """A period follows the number that the word points at: "against 1,200 in 2022"."""
    claim = next((c for c in sentence.claims if c.start >= cue.end), None)
    return claim is not None and any(0 <= p.start - claim.after < 20 for p in sentence.periods)


def _later(levels: list[Claim], cue: Cue) -> None:
    """ "398,509 arrivals in 2022 and 311,969 a year later": the nearest of two values is the later one."""
    pair = [c for c in levels if c.unit not in (PERCENT, POINTS)]
    if len(pair) != 2 or pair[0].unit != pair[1].unit or any(c.time for c in pair):
        return
    now = min(pair, key=lambda c: min(abs(cue.start - c.end), abs(c.start - cue.end)))
    for claim in pair:
        claim.time = "now" if claim is now else "before"


def _beside(levels: list[Claim], cue: Cue, sentence: Sentence) -> Claim | None:
    """ "now 24,558", "the 24,558 of this quarter", "(29,825 then, 22,319 now)": the number not beyond a comma."""
    counts = [c for c in levels if c.unit not in (PERCENT, POINTS)]
    after = next((c for c in counts if 0 <= c.start - cue.end < 30), None)
    before = next((c for c in reversed(counts) if 0 <= cue.start - c.after < 20), None)
    if before is not None and any(before.after <= c.start < cue.start and c.mark in ",;" for c in sentence.cuts):
        before = None  # «годом ранее прибыли 2 080; нынешний результат …»
    if before is not None and after is not None:
        closed = any(cue.end <= c.start < after.start and c.mark == ")" for c in sentence.cuts)
        closed = closed or any(cue.end <= c.start < after.start for c in sentence.tagged("compare"))
        if closed or _apart(sentence, cue.end, after.start):
            return before
    return after or before


def _compared(levels: list[Claim], cue: Cue, sentence: Sentence) -> Claim | None:
    """The value that a word of comparison points at: the next one, in Kazakh the one before."""
    if sentence.language == "kk":
        if inside := asides.behind_comparison(levels, cue, sentence):
            return inside
        found = next((c for c in reversed(levels) if 0 <= cue.start - c.end < 60), None)
        if found is not None and earlier_words.is_some_of(levels, found, sentence):
            return None  # "7 аймақтың 5 аймағында былтырмен салыстырғанда …"
        between = sentence.piece.text[found.end : cue.start] if found is not None else ""
        if found is not None and any(w in between.lower() for w in _WITH_IT):
            return found
        opened = "(" in between
        return None if found is not None and (opened or _apart(sentence, found.end, cue.start)) else found
    found = next((c for c in levels if 0 <= c.start - cue.end < 60), None)
    return None if found is not None and _apart(sentence, cue.end, found.start) else found


def _apart(sentence: Sentence, start: int, end: int) -> bool:
    """A comma or a word of direction stands between: what follows is not what is compared with."""
    if any(start <= c.start < end and c.mark in ",;:" for c in sentence.cuts):
        return True
    return any(start <= c.start < end and c.tags & {"up", "down"} for c in sentence.cues)
