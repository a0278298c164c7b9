"""An earlier value that stands beside the value of now in an item: "Poland (19,669, a year earlier 35,256)".

Scope: two counts of one sentence that follow each other closely, the second in parentheses or both in one pair of them.
A word of an earlier time, a bare "from" before the second, or a year earlier than the sentence's own says which it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.language.endings import THAN_THAT
from mtm.audit.meaning.prose import Cue, Sentence

_MEASURING = frozenset(("more_after", "less_after", "than", "compare"))
_CLOSE, _TAIL, MOST_WORDS, _TURN = 60, 40, 3, 8
MOST_TOGETHER = 4
_ABLATIVE = re.compile(r"[^\W\d]*[-–]?(?:нан|нен|дан|ден|тан|тен)\s*")
_BESIDE = 3
_TIMED = frozenset(("earlier", "then", "compare"))
_LED = {
    "en": re.compile(
        r"(?:\bfrom|\bafter|(?:\(|\b(?:it|they) )(?:was|were)|\bhad been|\bvs\.?|\bversus|\bprev(?:ious)?\.?)\W*\Z",
        re.I,
    ),
    "ru": re.compile(r"(?:\b(?:с|со)|\bпосле|\bвместо|\bбыл[оаи]?)\W*\Z", re.I),
    "kk": re.compile(r"(?:\bбұрынғысы)\W*\Z", re.I),
}
_OPENED = re.compile(r"[-–]?(?:[ғқгк][ае])?\s*\(\s*(?:US)?[$€₸]?\s?", re.I)
_LEAVES = re.compile(r"(?:\s+[^\W\d]+)?[-–]?(?:нан|нен|дан|ден|тан|тен)\b")
_AFTER = re.compile(r"\s*(?:[^\W\d]+\s*)?[,;)]")


def settle(counts: list[Claim], sentence: Sentence) -> None:
    """Gives both values their times."""
    pairs = _bracketed(counts, sentence) if any(c.mark == "(" for c in sentence.cuts) else []
    for one, two in pairs:
        if _is_earlier(one, two, sentence):
            one.time, two.time = "now", "before"


def together(counts: list[Claim], sentence: Sentence) -> None:
    """ "5,100 came, 3,700 left (a year earlier 6,900 and 2,400 respectively)": as many in the brackets as before."""
    if len(counts) < 4 or any(c.time for c in counts) or len({c.unit for c in counts}) > 1:
        return
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, counts[-1].start)
    closed = text.find(")", counts[-1].after, sentence.end + 1)
    ahead, inside = [c for c in counts if c.end <= opened], [c for c in counts if opened < c.start < closed]
    if not 1 < len(inside) == len(ahead) <= MOST_TOGETHER or ")" in text[opened : counts[-1].start]:
        return
    own = [c for c in sentence.cues if opened < c.start < closed]
    if any("now" in c.tags for c in own):
        return
    if any(c.tags & {"earlier", "then"} and (c.end <= inside[0].start or c.start >= inside[-1].after) for c in own):
        for claim in counts:
            claim.time = "before" if claim in inside else "now"


def _bracketed(counts: list[Claim], sentence: Sentence) -> list[tuple[Claim, Claim]]:
    """Two counts of one unit, the second alone in parentheses behind the first or alone with it in them."""
    text, found = sentence.piece.text, []
    for one, two in pairwise(counts):
        gap = text[one.after : two.start]
        if one.time or two.time or one.unit != two.unit or len(gap) > _CLOSE or ")" in gap:
            continue
        opened = max(text.rfind("(", sentence.start, two.start), text.rfind("[", sentence.start, two.start))
        if ";" in gap and opened >= one.end:
            continue  # "Poland: 19,669; Germany (35,256 …)", but "Poland (19,669; a year earlier 35,256)"
        closed = text.find(")", two.after, sentence.end + 1)
        if (
            opened < 0
            or closed < 0
            or text.find(")", opened, two.start) >= 0
            or text.count("(", one.after, two.start) > 1
        ):
            continue
        inside = [c for c in counts if opened < c.start < closed]
        if not _named_anew(one, two, opened, sentence) and inside in ([two], [one, two]):
            found.append((one, two))
    return found


def _named_anew(one: Claim, two: Claim, opened: int, sentence: Sentence) -> bool:
    """A name between the two, unless it is that of the first: "948 people from Germany (720 a year earlier)"."""
    named = [a for a in sentence.areas if one.after <= a.start < two.start]
    if len(named) != 1 or named[0].end > opened or opened < one.after:
        return bool(named)
    text = sentence.piece.text
    return any(m in text[one.after : opened] for m in ",:–—") or bool(text[named[0].end : opened].strip())


def _is_earlier(one: Claim, two: Claim, sentence: Sentence) -> bool:
    """Whether words or a year say that the second is the value of an earlier time."""
    text = sentence.piece.text
    end = min(text.find(")", two.after), two.after + _TAIL)
    first = text.find(";", one.after, two.start)  # "(6,516; in the same quarter of 2023, 7,794)"
    if first < 0:
        first = max(one.after, text.rfind(",", one.after, two.start))  # "(391 then, 359 now)": each has its own word
    own = [c for c in sentence.cues if first <= c.start < end]
    if any("now" in c.tags for c in own):
        return False
    if any(c.tags & _TIMED for c in own):
        return True
    led = _LED[sentence.language].search(text[one.after : two.start])
    if led and _AFTER.match(text, two.after):
        return True
    if sentence.language == "kk" and _LEAVES.match(text, two.end):
        return any(c.start >= two.end and c.tags & {"up", "down"} for c in own)
    return _earlier_year(one, end, sentence) or _dated_alone(one, two, end, sentence)


def _earlier_year(one: Claim, end: int, sentence: Sentence) -> bool:
    """ "(2020: 4,870)" in a sentence that also names a later year."""
    years = [(p.start, p.code[:4]) for p in sentence.periods if p.code[:4].isdigit()]
    own = [y for start, y in years if one.after <= start < end]
    return len(set(own)) == 1 and any(y > own[0] for start, y in years if not one.after <= start < end)


def _dated_alone(one: Claim, two: Claim, end: int, sentence: Sentence) -> bool:
    """ "7,9 % қысқарып, 455,6 мың адам болды (2017 жылы 494,9 мың)": the year beside a change is the one it is from."""
    inside = [p for p in sentence.periods if one.after <= p.start < end]
    others = [c for c in sentence.claims if c is not one and c is not two]
    if len(inside) != 1 or len(sentence.periods) != 1 or len(others) != 1 or others[0].unit != PERCENT:
        return False
    rate = others[0]
    near = (c for c in sentence.cues if abs(c.start - rate.after) < _TURN or abs(rate.start - c.end) < _TURN)
    return rate.end <= one.start and any(bool(c.tags & {"up", "down"}) for c in near)


def exceeded(counts: list[Claim], sentence: Sentence) -> None:
    """ "… 150 болды, бұл 2022 жылғы 120-дан 25 %-ға көп": what a rate is measured from stands in the ablative."""
    for claim in counts[1:] if sentence.language == "kk" else ():
        rate = next((c for c in sentence.claims if c.start >= claim.after), None)
        if rate is None or rate.unit not in (PERCENT, POINTS) or claim.time or rate.sign in ("+", "-"):
            continue
        cued = any(0 <= c.start - rate.after < _TAIL and c.tags & {"up", "down"} for c in sentence.cues)
        if cued and _measured_from(sentence.piece.text[claim.end : rate.start]):
            claim.time = "before"


def rate_in_front(claim: Claim, sentence: Sentence) -> Claim | None:
    """ "12,6 %-ға (3 405 102) аз", "down 5 % (1,204)": alone in brackets right behind a rate, a count belongs to it."""
    rate = next((c for c in reversed(sentence.claims) if c.end <= claim.start), None)
    if rate is None or rate.unit != PERCENT:
        return None
    if not _OPENED.fullmatch(sentence.piece.text, rate.after, claim.start) and not _above(rate, claim, sentence):
        return None
    closed = sentence.piece.text.find(")", claim.after)
    alone = not any(claim.end <= c.start < closed for c in sentence.claims)
    return rate if alone and rate.role == "change" else None


def _above(rate: Claim, claim: Claim, sentence: Sentence) -> bool:
    """ "7.1% above the 2021/22 census (45,102)", «на 10,0 % больше, чем в июле (84,0 млрд)»: what it is measured on."""
    between = sentence.piece.text[rate.after : claim.start]
    if len(between) > _CLOSE or not between.rstrip(" $€₸").endswith("(") or ";" in between:
        return False
    cue = next((c for c in sentence.cues if c.start >= rate.after and c.tags & _MEASURING), None)
    return cue is not None and cue.start < claim.start and "," not in sentence.piece.text[rate.after : cue.start]


def behind_comparison(levels: list[Claim], cue: Cue, sentence: Sentence) -> Claim | None:
    """ "2021 жылғы тиісті кезеңмен салыстырғанда (3 020 адам)": the first number of the brackets behind the word."""
    found = next((c for c in levels if c.start >= cue.end), None)
    if found is None or found.unit in (PERCENT, POINTS) or found.sign in ("+", "-"):
        return None
    return found if sentence.piece.text[cue.end : found.start].strip() == "(" else None


def _measured_from(between: str) -> bool:
    """Only the unit in the ablative stands between: "млн доллардан", "адамнан", "-дан"."""
    words = between.lower().split()
    return (
        0 < len(words) <= MOST_WORDS
        and "," not in between
        and words[-1] not in THAN_THAT
        and _ABLATIVE.fullmatch(words[-1]) is not None
    )


def then_now(cue: Cue, claim: Claim, sentence: Sentence) -> bool:
    """ "A year ago they had made 110,827, compared with 105,538 at present": here the word points at the later one."""
    later = any(c.start >= claim.after for c in sentence.tagged("now"))
    return later and any(c.start < cue.start for c in sentence.tagged("earlier"))


def other_side(claim: Claim, levels: list[Claim], sentence: Sentence) -> bool:
    """ "Against 53,200 departures, 41,700 arrivals were registered": two sides are compared, no two times."""
    side = claim.axes.get("flow")
    others = [c for c in levels if c is not claim and c.unit == claim.unit and c.told]
    others = [c for c in others if c.start < claim.start][-1:] or others[:1]  # the third is how far apart they are
    beside = [c for c in sentence.cues if side in c.tags and 0 <= c.start - claim.after < _BESIDE]
    return side in ("in", "out") and bool(beside) and bool(others) and all(_opposed(side, c) for c in others)


def _opposed(side: str | None, claim: Claim) -> bool:
    return claim.axes.get("flow") in ("in", "out") and claim.axes.get("flow") != side


__all__ = ["behind_comparison", "exceeded", "other_side", "rate_in_front", "settle", "then_now", "together"]
