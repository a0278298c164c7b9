"""What a number is: a level, a change, a balance; and the direction that the words around it give.

Scope: one sentence after its numbers have their names.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.attach import Segment
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.prose import Cue, Sentence

_REACH = 90
_STOP = re.compile(r"[\d,:;()]|\. ")


def assign(sentence: Sentence, parts: list[Segment]) -> None:
    """Roles and directions for every claim of a sentence."""
    balance = sentence.tagged("balance") or _unspoken_balance(sentence) or _gap(sentence)
    _times(sentence)
    previous: Segment | None = None
    for claim in sentence.claims:
        if claim.time and claim.hedge == "under":  # «с 120 до 150»: here «до» is no "up to"
            claim.hedge = ""
    for part in parts:
        up = [c for c in part.cues if "up" in c.tags]
        down = [c for c in part.cues if "down" in c.tags]
        goes_on = previous is not None and not part.areas and (not previous.claims or _restates(part))
        if not up and not down and previous is not None and goes_on:
            up = [c for c in previous.cues if "up" in c.tags]
            down = [c for c in previous.cues if "down" in c.tags]
        for claim in part.claims:
            claim.direction = _closest(claim, up, down) or _led(claim, sentence)
            _role(claim, sentence, part, balance)
        previous = part
    _bare_change(sentence)


def _bare_change(sentence: Sentence) -> None:
    """ "…reached 484.4 million, against 462.4 million a year earlier (4.8%)": the rate is what the two values make."""
    before = [c for c in sentence.claims if c.time == "before"]
    now = [c for c in sentence.claims if c.time == "now"]
    rates = [c for c in sentence.claims if c.unit == PERCENT and c.role in ("level", "change")]
    if len(before) != 1 or len(now) != 1 or before[0].unit != now[0].unit or before[0].unit in (PERCENT, POINTS):
        return
    last = max(before[0].end, now[0].end)
    after = [c for c in rates if c.start > last and not c.time]
    if not after or after[0].role == "change" or after[0].sign in ("+", "-"):
        return
    between = sentence.piece.text[last : after[0].start]
    if ";" not in between and len(between) < _REACH:
        after[0].role = "change"


def _led(claim: Claim, sentence: Sentence) -> int:
    """ "fell from 42,238 to 33,289 over the year, or by 21 per cent": "by" so much goes on with the word before."""
    if claim.unit not in (PERCENT, POINTS) or claim.sign in ("+", "-") or not _by(claim, sentence):
        return 0
    before = [c for c in sentence.cues if c.start < claim.start and c.tags & {"up", "down"}]
    if sentence.language == "kk" or not before or {"up", "down"} <= before[-1].tags:
        return 0
    return 1 if "up" in before[-1].tags else -1


_FROM = {"en": ("from",), "ru": ("с", "со")}
_TO = {"en": ("to",), "ru": ("до",)}


def _times(sentence: Sentence) -> None:
    """ "from 42,238 to 33,289", "33,289 against 42,238": which value is the earlier one."""
    for one, two in pairwise(sentence.claims):
        if not one.unit and one.scale == 1 and two.unit == PERCENT and one.decimals == two.decimals > 0:
            if _from_to(one, two, sentence):  # "from 88.1 to 86.8 per cent"
                one.unit, one.exact, one.interval_ = PERCENT, False, None
    rates = [c for c in sentence.claims if c.unit in (PERCENT, POINTS) and c.sign not in ("+", "-")]
    levels = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS) or (len(rates) > 1 and c in rates)]
    counts = [c for c in levels if c.unit not in (PERCENT, POINTS)]
    levels = [c for c in levels if c not in counts or not _by(c, sentence)]
    for one, two in pairwise(levels):
        if one.unit == two.unit and _from_to(one, two, sentence):
            one.time, two.time = "before", "now"
        elif one.unit == two.unit and _to_from(one, two, sentence):
            one.time, two.time = "now", "before"
    for tag, time in (("then", "before"), ("now", "now")):
        for cue in sentence.tagged(tag):
            named = _beside(levels, cue, sentence)
            if named is not None and not named.time:
                named.time = time
    for cue in sentence.tagged("later"):
        _later(levels, cue)
    for cue in _comparing(sentence):
        following = _compared(levels, cue, sentence)
        if (
            following is not None
            and not following.time
            and not any(p.end <= following.start and p.start >= cue.start and not p.compared for p in sentence.periods)
        ):
            following.time = "before"
    _earlier(levels, sentence)
    _in_parentheses(counts, sentence)
    _other_time(levels, any(c.tags & {"up", "down", "change"} for c in sentence.cues))


def _other_time(levels: list[Claim], changes: bool) -> None:
    """Of two values of one thing the one that is not the earlier is the later."""
    for former in [c for c in levels if c.time == "before"]:
        same = [c for c in levels if c.unit == former.unit and c is not former and _one_thing(c, former)]
        if len(same) == 1 and not same[0].time:
            same[0].time = "now"
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
    return len(areas) < 2 and one.axes.get("flow") == other.axes.get("flow")


def _comparing(sentence: Sentence) -> list[Cue]:
    """Words of comparison; "arrivals against departures give a balance" compares no times, "(against 1,200)" does."""
    cues = sentence.tagged("compare")
    if not sentence.tagged("balance"):
        return cues
    text = sentence.piece.text
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
    before = next((c for c in reversed(counts) if 0 <= cue.start - c.end < 20), None)
    if before is not None and after is not None and _apart(sentence, cue.end, after.start):
        return before
    return after or before


def _compared(levels: list[Claim], cue: Cue, sentence: Sentence) -> Claim | None:
    """The value that a word of comparison points at: the next one, in Kazakh the one before."""
    if sentence.language == "kk":
        found = next((c for c in reversed(levels) if 0 <= cue.start - c.end < 60), None)
        opened = found is not None and "(" in sentence.piece.text[found.end : cue.start]
        return None if found is not None and (opened or _apart(sentence, found.end, cue.start)) else found
    found = next((c for c in levels if 0 <= c.start - cue.end < 60), None)
    return None if found is not None and _apart(sentence, cue.end, found.start) else found


def _apart(sentence: Sentence, start: int, end: int) -> bool:
    """A comma or a word of direction stands between: what follows is not what is compared with."""
    if any(start <= c.start < end and c.mark in ",;:" for c in sentence.cuts):
        return True
    return any(start <= c.start < end and c.tags & {"up", "down"} for c in sentence.cues)


def _earlier(levels: list[Claim], sentence: Sentence) -> None:
    """The nearest of two values is the earlier: "1,044.5 million a year earlier", «годом ранее», "бір жыл бұрын"."""
    counts = [c for c in levels if c.unit not in (PERCENT, POINTS)]
    levels = counts if len(counts) == 2 else levels
    units = [c.unit for c in levels]
    levels = [c for c in levels if units.count(c.unit) == 2]
    if len(levels) == 2 and levels[0].axes.get("flow") != levels[1].axes.get("flow"):
        return
    if len(levels) != 2 or any(c.time == "before" for c in levels):
        return
    levels = [c for c in levels if not c.time]
    for cue in sentence.tagged("earlier"):
        near = min(levels, key=lambda c: (_cut(sentence, cue, c), min(abs(cue.start - c.end), abs(c.start - cue.end))))
        if min(abs(cue.start - near.end), abs(near.start - cue.end)) < 60:
            near.time = "before"
            return


def _cut(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    """A comma, a semicolon or a colon stands between the word and the number."""
    start, end = (cue.end, claim.start) if cue.end <= claim.start else (claim.end, cue.start)
    return any(start <= c.start < end and c.mark in ",;:" for c in sentence.cuts)


def _from_to(one: Claim, two: Claim, sentence: Sentence) -> bool:
    text = sentence.piece.text
    if sentence.language in _FROM:
        before = text[max(sentence.start, one.start - 12) : one.start].lower().replace("(", " ").split()
        between = text[one.end : two.start].lower().split()
        led = bool(before) and (
            before[-1] in _FROM[sentence.language] or (len(before) > 1 and before[-2] in _FROM[sentence.language])
        )
        return led and any(w in _TO[sentence.language] for w in between[-3:])
    first = text[one.end : two.start].lower().split()
    second = text[two.end : two.end + 60].lower().split()
    leaves = any(w.strip(".,").endswith(("нан", "нен", "дан", "ден", "тан", "тен")) for w in first[:3])
    dative = any(w.strip(".,").endswith(("-ға", "-ге", "-қа", "-ке", "ыз-ға", "пайызға")) for w in second[:2])
    return leaves and (dative or any(w.startswith("дейін") for w in second[:4]))


def _to_from(one: Claim, two: Claim, sentence: Sentence) -> bool:
    """ "rose to 816.6 million from 1,044.5 million", «выросли до 799,4 млн с 792,7 млн»."""
    if sentence.language not in _FROM:
        return False
    text = sentence.piece.text
    before = text[max(sentence.start, one.start - 12) : one.start].lower().split()
    between = text[one.end : two.start].lower().replace("(", " ").split()
    led = any(w in _TO[sentence.language] for w in before[-2:])
    return led and any(w in _FROM[sentence.language] for w in between[-2:])


def _restates(part: Segment) -> bool:
    return any("orword" in cue.tags and cue.start - part.start < 8 for cue in part.cues)


def _role(claim: Claim, sentence: Sentence, part: Segment, balance: list[Cue]) -> None:
    if claim.unit == TIMES or _counts_names(claim, part):
        claim.role = "other"
    elif claim.time:
        claim.role = "level"
    elif claim.unit in (PERCENT, POINTS):
        if _is_change(claim, part):
            claim.role = "change"
    elif balance and not claim.total and _is_balance(claim, sentence, part):
        claim.role, claim.told = "balance", True
        claim.axes = {**claim.axes, "flow": "net"}
        claim.direction = claim.direction if claim.sign in ("+", "-") else _side(sentence, part, claim)
    elif _is_difference(claim, sentence, part):
        claim.role = "change"


def _is_change(claim: Claim, part: Segment) -> bool:
    """A rate with a sign, with a word of direction beside it, or last in a stretch that speaks of a change."""
    if claim.sign in ("+", "-"):
        return True
    if claim.direction:
        return not _in_brackets_after_level(claim, part)
    tags = {t for c in part.cues for t in c.tags}
    return "change" in tags and "share" not in tags and claim is part.claims[-1]


def _is_difference(claim: Claim, sentence: Sentence, part: Segment) -> bool:
    """A count with a sign, or "by" so much; a dash apart is a minus where the words speak of a change."""
    if claim.sign in ("+", "-") or (claim.direction and _by(claim, sentence)):
        return True
    return claim.sign == "~" and any("change" in c.tags for c in part.cues)


def _in_brackets_after_level(claim: Claim, part: Segment) -> bool:
    """ "4,364 (43%)" is a share, unless a word of direction leads to the count: "rose to 4,364 (43%)"."""
    before = [c for c in part.claims if c.end <= claim.start and c.unit not in (PERCENT, POINTS)]
    if not before:
        return False
    between = claim.piece.text[before[-1].end : claim.start]
    if "(" not in between or len(between) > 40:
        return False
    start = before[-1].start
    return not any({"up", "down"} & c.tags and 0 <= start - c.end < 25 for c in part.cues)


def _counts_names(claim: Claim, part: Segment) -> bool:
    """The 3 of "the top 3 countries" counts names."""
    if not claim.exact or claim.value > 20 or claim.sign:
        return False
    return any(
        {"topn", "largest", "smallest"} & c.tags and abs(c.start - claim.start) < 25 for c in part.cues
    ) and not claim.printed.startswith("(")


def _is_balance(claim: Claim, sentence: Sentence, part: Segment) -> bool:
    """The signed number of the sentence; else the last one after in and out, or the first one after the word."""
    if claim.sign in ("+", "-"):
        return True
    levels = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    if any(c.sign in ("+", "-") for c in levels):
        return False
    if len(levels) > 2:
        both = {"in", "out"} <= sentence.tags()
        return both and claim is levels[-1] and _follows_word(claim, sentence)
    return (len(levels) == 1 and (claim.sign == "~" or _follows_word(claim, sentence))) or _right_after(claim, part)


def _follows_word(claim: Claim, sentence: Sentence) -> bool:
    return any(c.tags & {"balance", "gap"} and c.start < claim.start for c in sentence.cues)


def _right_after(claim: Claim, part: Segment) -> bool:
    """The first number after the word "balance" in its own stretch of the sentence."""
    if claim is not part.claims[0]:
        return False
    if any(
        {"in", "out"} & c.tags and 0 <= c.start - claim.end < 20 for c in part.cues
    ):  # "the balance of 48,194 arrivals"
        return False
    return any("balance" in c.tags and 0 <= claim.start - c.end < _REACH for c in part.cues)


def _unspoken_balance(sentence: Sentence) -> list[Cue]:
    """An inflow, an outflow and one signed number: the sign says what no word says."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    signed = [c for c in counts if c.sign in ("+", "-")]
    sides = [c.axes.get("flow") for c in counts if c not in signed]
    if len(signed) != 1 or sorted(map(str, sides)) != ["in", "out"]:
        return []
    return sentence.tagged("in")


def _gap(sentence: Sentence) -> list[Cue]:
    """ "The difference between entries and exits was 1,200": a balance by another name."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    return sentence.tagged("gap") if len(counts) == 1 and {"in", "out"} <= sentence.tags() else []


def _side(sentence: Sentence, part: Segment, claim: Claim) -> int:
    """Net inflow or outflow, surplus or deficit, for a balance printed without a sign."""
    tags = {t for cue in part.cues for t in cue.tags if cue.start < claim.start}
    after = {t for cue in sentence.cues for t in cue.tags if cue.start > claim.start}
    for found in (tags & _SAID, after & _SAID, tags, after):
        if side := _sided(found):
            return side
    return 0


_UP, _DOWN = {"positive", "net_gain"}, {"negative", "net_loss"}
_SAID = _UP | _DOWN


def _sided(tags: set[str]) -> int:
    """Which side the words name; both sides name none."""
    up, down = bool(tags & {*_UP, "in"}), bool(tags & {*_DOWN, "out"})
    return up - down


def _by(claim: Claim, sentence: Sentence) -> bool:
    """ "rose by 1,200", «выросло на 1 200», "1 200 адамға артты": a difference, not a level."""
    before = sentence.piece.text[max(sentence.start, claim.start - 4) : claim.start].lower().split()
    if sentence.language in ("en", "ru"):
        return bool(before) and before[-1] == ("by" if sentence.language == "en" else "на")
    after = _STOP.split(sentence.piece.text[claim.end : claim.end + 60].lower())[0].split()[:5]
    given = next((i for i, w in enumerate(after[:3]) if w.endswith(("ға", "ге", "қа", "ке", "на", "не"))), None)
    return given is not None and not any(w.startswith(("дейін", "жет", "таяу", "жуық")) for w in after[given + 1 :])


def _closest(claim: Claim, up: list[Cue], down: list[Cue]) -> int:
    best, result = 10**9, 0
    for cues, value in ((up, 1), (down, -1)):
        for cue in cues:
            distance = abs(cue.start - claim.start)
            if distance < best:
                best, result = distance, value
    return result
