"""What a number is: a level, a change, a balance; and the direction that the words around it give.

Scope: one sentence after its numbers have their names.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.claims import COUNT, PERCENT, POINTS, TIMES, Claim
from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.balances import balance_cues, is_balance, side
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.glosses import on_year
from mtm.audit.meaning.moves import is_factor, mean_rate, move, named_change, other_measure, touched
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.said_shares import is_share
from mtm.audit.meaning.segments import Segment
from mtm.audit.meaning.times import settle_times

_OF_ALL = re.compile(
    r"\s+(?:of \w+ (?:from|to|by|of|in) all\b|\w+ (?:из|от) всех\b"
    r"|of (?:all|them|these|(?:the )?(?:total|whole|entire|overall|aggregate|full|combined))\b"
    r"|(?:от |из )?(?:всех|всей|всего|общ\w+|цел\w+|совокупн\w+|суммарн\w+)\b)",
    re.I,
)  # a share says so
_ARRIVED = re.compile(
    r"[^\W\d_](?<!\bcame)(?<!\bcome)(?<!\bcomes)(?<!\bcoming)(?<!amounted)(?<!amounts)(?<!amounting)(?<!equal)"
    r"(?<!equivalent)(?<!close)(?<!\bup) (?:to|до) (?:(?:about|around|almost|nearly|over|just|only"
    r"|some|a record|почти|около|рекордных)\s)*$",
    re.I,
)
_OUT_OF = re.compile(r"\bout of\b|\bиз\b", re.I)
_ALL_BEFORE = Seldom(r"(?:барлық|барлығының|жалпы|бүкіл|тұтас|жиынтық)[^(),;.\d]*$")
_BETWEEN = Seldom(
    r"(?:(?<!difference )(?<!gap )\b(?:between|между)"
    r"|\b(?:interval|range|интервал|диапазон)[,:]?(?:\s(?:from|of|от))?)\s+[$€₸]?$",
)
_SPOKEN, _WORD_BEHIND = re.compile(r"\b(?:минус|minus|плюс|plus)\b", re.I), re.compile(r"\s[^\W\d]")
_LEADS_RATE = frozenset((",", "(", ";", "–", "—"))
_FLOWS = {"in", "out"}
_BRACKET = 40
_SAME_AS = re.compile(
    r"(?:-?[ғқгк][ае])?\s*[,(–—]\s*(?:or|that is|i\.\s?e\.|или|то есть|т\.\s?е\.|немесе|яғни),?\s+"
    r"(?:by\s+|на\s+)?(?:about\s+|около\s+)?(?:US)?[$€₸]?\s?",
    re.I,
)
_ENDS = frozenset(("and", "и", "to", "до", "–"))
# what may stand between a small number and the word for places and peoples that it counts
_NAMES = re.compile(
    r"\s+(?:[^\W\d_]+\s+)?(?:countr|nation(?:s|alit)|states\b|provinces|region|district|cities|localit|governorate"
    r"|counties|municipalit|стран|государств|област|регион|район|город|провинц|национальност|гражданств"
    r"|ел(?:ден|дің|ге|дер|де)?\b|мемлекет|облыс|өңір|аудан|қала)",
    re.I,
)
MOST_NAMES = 60
_UP_TO = re.compile(r"\bдо\s+(?:[$€₸]\s?)?$", re.I)
_REACH, _LEADS, _TOUCHING, _CLOSED = 90, 70, 3, 30
_CHANGES = frozenset(("up", "down", "change"))
_MORE, _LESS = frozenset(("more", "higher", "greater")), frozenset(("less", "fewer", "lower"))


def assign(sentence: Sentence, parts: list[Segment]) -> None:
    """Roles and directions for every claim of a sentence."""
    balance = balance_cues(sentence)
    settle_times(sentence)
    previous: Segment | None = None
    for claim in sentence.claims:
        if claim.hedge == "under" and (claim.time or _led_up_to(claim, sentence)):
            claim.hedge = ""  # «с 120 до 150», «выросло до 150»: here «до» is no "up to"
    for part in parts:
        up = [c for c in part.cues if "up" in c.tags]
        down = [c for c in part.cues if "down" in c.tags]
        goes_on = previous is not None and not part.areas and (not previous.claims or _restates(part))
        if not up and not down and previous is not None and goes_on:
            up = [c for c in previous.cues if "up" in c.tags]
            down = [c for c in previous.cues if "down" in c.tags]
        for claim in part.claims:
            if claim.unit == PERCENT:
                claim.turned = touched(claim, sentence)
            moved = claim.turned if claim.unit == PERCENT else move(claim, sentence) if claim.unit != TIMES else 0
            claim.moving = claim.unit == PERCENT and (_touched(claim, part) or named_change(claim))
            claim.direction = moved or _followed(claim, sentence) or _closest(claim, up, down) or _led(claim, sentence)
            _role(claim, sentence, part, balance)
        previous = part
    _bare_change(sentence)
    _rate_restated(sentence)
    _signed_alike(sentence)
    _with_its_sides(sentence)


def _led_up_to(claim: Claim, sentence: Sentence) -> bool:
    """«снизили долю на 3,0 п. п., до 10,7%», «возрос до 12 410»: a word of direction leads to «до»."""
    if sentence.language != "ru" or not _UP_TO.search(sentence.piece.text, sentence.start, claim.start):
        return False
    cues = [c for c in sentence.cues if c.end <= claim.start and c.tags & {"up", "down"}]
    return bool(cues) and claim.start - cues[-1].end < _LEADS


def _with_its_sides(sentence: Sentence) -> None:
    """ "a loss of 36,685 (143,385 in, 180,070 out)": what lies between the two in its brackets is a balance."""
    claims = sentence.claims
    for one, two, three in zip(claims, claims[1:], claims[2:], strict=False):
        if one.role != "level" or one.sign in ("+", "-") or {two.axes.get("flow"), three.axes.get("flow")} != _FLOWS:
            continue
        text = sentence.piece.text
        opened = text.find("(", one.after, two.start)
        if opened < 0 or text.find(")", opened, three.start) >= 0 or one.unit != two.unit or one.unit != three.unit:
            continue
        between = two.interval - three.interval
        if one.interval.meets(between) or one.interval.meets(-between):
            one.role, one.told, one.axes = "balance", True, {**one.axes, "flow": "net"}


def _signed_alike(sentence: Sentence) -> None:
    """ "Mongolia: 2,097, 32.5%, Poland: 1,107, −13.1%": where one item's rate has a sign, all of them are changes."""
    led: dict[tuple[str, bool], list[Claim]] = {}
    text = sentence.piece.text
    for one, two in pairwise(sentence.claims):
        gap = _SPOKEN.sub("", text[one.after : two.start]).strip()
        if two.unit == PERCENT and one.unit == COUNT and gap in _LEADS_RATE and one.area:
            led.setdefault((gap, bool(_WORD_BEHIND.match(text, two.after))), []).append(two)
    for rates in led.values():
        if len(rates) > 2 and any(c.sign in ("-", "~") and c.role == "change" for c in rates):
            for rate in rates:
                if rate.role == "level":
                    rate.role, rate.direction = "change", 1


def _rate_restated(sentence: Sentence) -> None:
    """ "4.5 per cent (or 2,388 permits) more than a year earlier": the count is by how much, no value of its own."""
    text = sentence.piece.text
    for rate, count in pairwise(sentence.claims):
        if rate.unit != PERCENT or count.unit in (PERCENT, POINTS, TIMES) or count.time or count.role != "level":
            continue
        if count.total or not _SAME_AS.fullmatch(text, rate.after, count.start):
            continue
        closed = text.find(")", count.after, sentence.end)
        behind = next((c for c in sentence.cues if 0 < c.start - closed < _TOUCHING), None) if closed > 0 else None
        if rate.role == "level" and behind is not None and (way := _way_behind(behind, text)):
            rate.role, rate.direction = "change", way
        if rate.role == "change":
            count.role, count.direction = "change", rate.direction


def _bare_change(sentence: Sentence) -> None:
    """ "…reached 484.4 million, against 462.4 million a year earlier (4.8%)": the rate is what the two values make."""
    if len(sentence.claims) < 3:
        return
    before = [c for c in sentence.claims if c.time == "before"]
    now = [c for c in sentence.claims if c.time == "now"]
    rates = [c for c in sentence.claims if c.unit == PERCENT and c.role in ("level", "change")]
    if len(before) != 1 or len(now) != 1 or before[0].unit != now[0].unit or before[0].unit in (PERCENT, POINTS):
        return
    last = max(before[0].end, now[0].end)
    if any(c.start < last for c in rates):
        return  # each value has a rate of its own
    after = [c for c in rates if c.start > last and not c.time]
    if not after or after[0].role == "change" or after[0].sign in ("+", "-"):
        return
    if of_all(after[0]) or is_share(after[0], sentence):
        return
    between = sentence.piece.text[last : after[0].start]
    first = min(before[0].after, now[0].after)
    if _OUT_OF.search(sentence.piece.text, first, max(before[0].start, now[0].start)):
        return  # "457,227 went there out of 617,209, that is 74 per cent"
    if ";" not in between and len(between) < _REACH:
        after[0].role = "change"


def _led(claim: Claim, sentence: Sentence) -> int:
    """ "fell from 42,238 to 33,289 over the year, or by 21 per cent": "by" so much goes on with the word before."""
    if claim.unit not in (PERCENT, POINTS) and sentence.language != "kk":
        return 0
    if claim.sign in ("+", "-") or not by_so_much(claim, sentence):
        return 0
    before = [c for c in sentence.cues if c.start < claim.start and c.tags & {"up", "down"}]
    if sentence.language == "kk":  # its verb stands at the end: "20,7 %-ға, … 40,5 %-ға азайды"
        before = [c for c in sentence.cues if c.start > claim.start and c.tags & {"up", "down"}][:1]
    else:
        before = before or _closing(claim, sentence)
    if not before or {"up", "down"} <= before[-1].tags:
        return 0
    if any("change" in c.tags and before[-1].end <= c.start < claim.start for c in sentence.cues):
        return 0  # "19.5% lower, even though those from the CIS changed by 28.6%"
    return 1 if "up" in before[-1].tags else -1


def _closing(claim: Claim, sentence: Sentence) -> list[Cue]:
    """ "by 1,423, or by 9.1 per cent, less than in 2023": the word of direction closes the two."""
    cue = next((c for c in sentence.cues if c.start > claim.end and c.tags & {"up", "down"}), None)
    if cue is None or cue.start - claim.after > _CLOSED:
        return []
    between = [c for c in sentence.claims if claim.end <= c.start < cue.start]
    return [cue] if all(c.unit == PERCENT for c in between) else []


def _followed(claim: Claim, sentence: Sentence) -> int:
    """ "8.2 % more than a year earlier", "3 % below the level of May": what touches a rate from behind says its way."""
    if claim.unit not in (PERCENT, POINTS) or claim.sign in ("+", "-"):
        return 0
    cue = next((c for c in sentence.cues if 0 <= c.start - claim.after < _TOUCHING), None)
    return 0 if cue is None else _way_behind(cue, sentence.piece.text)


def _way_behind(cue: Cue, text: str) -> int:
    """1 for "more than", «выше», -1 for "fewer", «ниже» behind a number."""
    word = text[cue.start : cue.end].split()[0].lower()
    if "more_after" in cue.tags or ("over" in cue.tags and word in _MORE):
        return 1
    return -1 if "less_after" in cue.tags or ("under" in cue.tags and word in _LESS) else 0


def _restates(part: Segment) -> bool:
    return any("orword" in cue.tags and cue.start - part.start < 8 for cue in part.cues)


def _role(claim: Claim, sentence: Sentence, part: Segment, balance: list[Cue]) -> None:
    if _is_no_amount(claim) or _counts_names(claim, part) or _is_bound(claim, sentence):
        claim.role = "other"
    elif claim.time:
        claim.role = "level"
    elif claim.unit not in (PERCENT, POINTS) and move(claim, sentence):
        claim.role = "change"
    elif claim.unit in (PERCENT, POINTS):
        if _is_change(claim, sentence, part):
            claim.role = "change"
    elif balance and not claim.total and is_balance(claim, sentence, part):
        claim.role, claim.told = "balance", True
        claim.axes = {**claim.axes, "flow": "net"}
        claim.direction = claim.direction if claim.sign in ("+", "-") else side(sentence, part, claim)
    elif _is_difference(claim, sentence, part):
        claim.role = "change"


def _is_no_amount(claim: Claim) -> bool:
    """A number of times, a mean rate of several years."""
    return claim.unit == TIMES or is_factor(claim) or mean_rate(claim) or other_measure(claim)


def of_all(claim: Claim) -> bool:
    """ "21,360 (55 per cent of all admissions)": what a percentage is of makes it a share."""
    text = claim.piece.text
    if _OF_ALL.match(text, claim.after):
        return True
    return bool(_ALL_BEFORE.search(text[max(0, claim.start - _REACH) : claim.start]))


def _reached(claim: Claim) -> bool:
    """ "has come down to 55 per cent", «снизилась до 55 %»: where a rate arrived is no change."""
    return bool(_ARRIVED.search(claim.piece.text, max(0, claim.start - _LEADS), claim.start))


def _is_change(claim: Claim, sentence: Sentence, part: Segment) -> bool:
    """A rate with a sign, with a word of direction beside it, or last in a stretch that speaks of a change."""
    if claim.sign in ("+", "-") or on_year(claim):
        return True
    if of_all(claim) or _reached(claim):
        return False
    if claim.turned or named_change(claim):
        return True
    if is_share(claim, sentence):
        return False
    said = _said_in_brackets(claim, part)
    if said:
        claim.turned = ("up" in said) - ("down" in said)  # 0 for a word such as "change"
        return True
    if claim.direction:
        return not _in_brackets_after_level(claim, part)
    tags = {t for c in part.cues for t in c.tags}
    return "change" in tags and "share" not in tags and claim is part.claims[-1]


def _said_in_brackets(claim: Claim, part: Segment) -> set[str]:
    """ "(down 11.8%)", «(11,8% кему)»: the word of direction stands in the brackets of the rate."""
    text = claim.piece.text
    opened = text.rfind("(", 0, claim.start)
    closed = text.find(")", claim.after)
    if opened < 0 or closed < 0 or closed - opened > _BRACKET or ")" in text[opened : claim.start]:
        return set()
    opened = max(opened, text.rfind(";", opened, claim.start))  # "(Q1 2016: 11.0%; change: +5.8 pp)"
    closed = text.find(";", claim.after, closed) if ";" in text[claim.after : closed] else closed
    return {t for c in part.cues if opened < c.start < closed for t in {"up", "down", "change"} & c.tags}


def _touched(claim: Claim, part: Segment) -> bool:
    """ "(year-on-year change 36.2%)", «прирост 28,8%»: a word of change right before the rate."""
    led = [c for c in part.cues if 0 < claim.start - c.end < _TOUCHING]
    return any(c.tags & _CHANGES and not c.tags & {"over", "under", "share"} for c in led)


def _is_difference(claim: Claim, sentence: Sentence, part: Segment) -> bool:
    """A count with a sign, or "by" so much; a dash apart is a minus where the words speak of a change."""
    if claim.sign in ("+", "-") or (claim.direction and by_so_much(claim, sentence)):
        return True
    return claim.sign == "~" and any("change" in c.tags and c.start < claim.start for c in part.cues)


def _in_brackets_after_level(claim: Claim, part: Segment) -> bool:
    """ "4,364 (43%)" is a share, unless a word of direction leads to the count: "rose to 4,364 (43%)"."""
    before = [c for c in part.claims if c.end <= claim.start and c.unit not in (PERCENT, POINTS)]
    if not before:
        return False
    between = claim.piece.text[before[-1].end : claim.start]
    if "(" not in between or len(between) > 40:
        return False
    if _moves_within(claim, part, before[-1].end):
        return False
    start = before[-1].start
    return not any({"up", "down"} & c.tags and 0 <= start - c.end < 25 for c in part.cues)


def _moves_within(claim: Claim, part: Segment, start: int) -> bool:
    """ "58,475 (up 28.8% on last year)", «58 475 (прирост 28,8%)»: the word of direction stands in the parentheses."""
    led = [c for c in part.cues if start <= c.start and 0 < claim.start - c.end < _TOUCHING]
    return any(c.tags & {"up", "down"} and not c.tags & {"over", "under"} for c in led)


def _is_bound(claim: Claim, sentence: Sentence) -> bool:
    """ "has fluctuated between 49,000 and 55,000": the two ends of a range."""
    text = sentence.piece.text
    if _BETWEEN.search(text, max(sentence.start, claim.start - 24), claim.start):
        return True
    before = next((c for c in reversed(sentence.claims) if c.end <= claim.start), None)
    if before is None or text[before.after : claim.start].strip().lower() not in _ENDS:
        return False
    return bool(_BETWEEN.search(text, max(sentence.start, before.start - 24), before.start))


def _counts_names(claim: Claim, part: Segment) -> bool:
    """The 3 of "the top 3 countries" counts names."""
    if not claim.exact or claim.value > MOST_NAMES or claim.sign:
        return False
    if _NAMES.match(claim.piece.text, claim.after):
        return True
    return (
        claim.value <= 20
        and any({"topn", "largest", "smallest"} & c.tags and abs(c.start - claim.start) < 25 for c in part.cues)
        and not claim.printed.startswith("(")
    )


def _closest(claim: Claim, up: list[Cue], down: list[Cue]) -> int:
    best, result = 10**9, 0
    for cues, value in ((up, 1), (down, -1)):
        for cue in cues:
            distance = abs(cue.start - claim.start)
            if distance < best:
                best, result = distance, value
    return result
