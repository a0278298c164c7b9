"""Words of direction must agree with the numbers that they speak of.

Rule trend_word: "rose", "fell", "positive", "negative" beside a number whose sign other arithmetic settles: an
unsigned change whose two values go the other way, a signed number beside the opposite word, the same change stated
twice in opposite directions. It cannot see directions without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.gathered.copies import measured, same_value, value_key
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import order, same_kind
from mtm.audit.meaning.from_to import from_to, to_from
from mtm.audit.meaning.moves import is_factor, subtracts
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "trend_word"
LEADING = 30
# "the heaviest loss is that of the Mountains, 751, against 475 in the Plain": names are compared, not times
_RANKED = re.compile(
    r"\b(?:[^\W\d]{3,}est|most|самы[йемхи]\w{0,2}|само[йегму]\w{0,2}|самая|самую|наи\w+|ең)\s+(?:[^\W\d]+\s+)?$", re.I
)
# "the case was lost", «проигран каждый шестой спор»: told are amounts, no trend
_LOST = re.compile(
    r"(?:(?:lost|lose|loses|losing)(?! (?:ground|share|momentum))|проигр|потеря|утра[тч]|лиш|жоғалт|айыр|ұтыл)", re.I
)
_SHORT_OF = re.compile(r"f[ae]ll(?:s|ing)?\s+(?:\w+\s+)?short", re.I)  # "the other two fall short of it": no trend
# "4 650 өтініш түсті": applications came in, they did not fall
_CAME_IN = re.compile(
    r"(?:өтініш|арыз|шағым|ақша|қаржы|теңге|доллар|аударым|хабарлама|қоңырау|сұрау|түсім|құжат|ұсыныс)\w{0,4}\s+түс",
    re.I,
)
_ADDED = re.compile(r"(?:добав\w+|прибав\w+|added|gained|қос\w+)\s+(?:\w+\s+)?$", re.I)  # "added exactly 1,500"
_ADDED_BEHIND = re.compile(r"\s+(?:\w+\s+){0,3}(?:қосыл|добав|прибав|added|joined)", re.I)  # "1 480 адам қосылды"
_OUT_OF = re.compile(r"\s*(?:out of|of|из|/|дың|ның)\s*(?:the\s+)?", re.I)
# words that name a rate of change: "growth −1.3 %", «темп прироста: −1,3 %», "өсімі –1,3 %"
_HEADING = re.compile(
    r"(?:growth|increase|gain|rise|прирост\w*|рост\w*|увеличени\w+|өсі[мң]\w*|өсу\w*|артуы\w*|көбеюі\w*|ұлғаюы\w*)"
    r"[^;:(),]{0,90}?(?:,?\s*\(?%\)?)?\s*[:=]?\s*[-–—+−]?",
    re.I,
)

# between the name of a rate of change and the rate: "growth was 3.1 %", «рост переводов составил 3,1 %»
_RATE_OF_CHANGE = {
    "en": re.compile(
        r"(?!to\b|from\b)(?:[a-z-]+\s+){0,6}?"
        r"(?:of|at|was|were|is|reached|averaged|equalled|totalled|(?:amounted|came) to|stood at)\s+"
        r"(?:(?:about|around|nearly|almost|over|just|only|a|an|the|annual|yearly|monthly|rate|pace|of)\s+)*\Z",
        re.I,
    ),
    "ru": re.compile(
        r"(?:[а-яё-]+\s+){0,6}?(?:составил[аои]?|составляет|достиг(?:ло|ла|ли)?|равен|равн[оа]|был[аои]?|–|—)\s+"
        r"(?:(?:около|почти|примерно|лишь|только|всего)\s+)*\Z",
        re.I,
    ),
    "kk": re.compile(r"[^.;\d]{0,60}\Z"),
}
# what changes its pace is itself a rate of change: "the war slows the growth to 4.2 % from 8.6 %", «рост замедлился»
_PACE = re.compile(
    r"\b(?:slow(?:s|ed|ing|er|down)?\b|decelerat|accelerat|faster\b|quicker\b|moderated|замедл|ускор|баяула|жеделде|үде)",
    re.I,
)
_CHANGE_NOUN_KK = re.compile(
    r"(?:өсім|өсу|өсуі|өсімі|артуы|көбеюі|ұлғаюы|кемуі?|азаюы?|төмендеуі?|қысқаруы?)(?:нің|ның)?\b", re.I
)


def find(reading: Reading) -> Iterator[Relation]:
    """Signs against words, values against words, words against words."""
    changes: dict[object, list[tuple[Claim, Sentence]]] = {}
    for sentence in reading.sentences:
        if sentence.kind == "note":
            continue
        yield from _values(sentence)
        for claim in sentence.claims:
            if claim.role in ("change", "balance"):
                relation = _sign(sentence, claim)
                if relation is not None:
                    yield relation
            key = _change_key(reading, claim)
            if key is not None:
                changes.setdefault(key, []).append((claim, sentence))
    wrong = {id(r.target) for r in reading.relations if not r.holds and r.note == "word"}
    for stated in changes.values():
        if not any(id(claim) in wrong for claim, _ in stated):
            yield from _twice(stated)


def _relation(claim: Claim, cue: Cue, sentence: Sentence, holds: bool, others: tuple[Claim, ...] = ()) -> Relation:
    relation = Relation(RULE, "word", claim, others, Interval.exact(claim.value), holds, note="word")
    relation.words = ((cue.start, cue.end, sentence.number),)
    relation.family = f"word{sentence.number}.{cue.start}"
    relation.params = {
        "word": sentence.piece.text[cue.start : cue.end],
        "operands": ", ".join(o.printed for o in others),
    }
    return relation


def _sign(sentence: Sentence, claim: Claim) -> Relation | None:
    """ "positive (−184)": the word right before a signed number."""
    if claim.sign not in ("+", "-") or not claim.value:
        return None
    cue = _cue_before(sentence, claim, ("positive", "negative"))
    if cue is None:
        return None
    positive = "positive" in cue.tags
    return _relation(claim, cue, sentence, positive == (claim.value > 0))


def _cue_before(sentence: Sentence, claim: Claim, tags: tuple[str, ...]) -> Cue | None:
    found = [c for c in sentence.cues if c.tags & set(tags) and 0 <= claim.start - c.end < 40]
    if not found:
        return None
    between = [c for c in sentence.claims if found[-1].end < c.start < claim.start]
    return None if between else found[-1]


def _values(sentence: Sentence) -> Iterator[Relation]:
    """ "rose … from 120 to 100"."""
    counted = [cue.start for cue in sentence.tagged("times")]
    levels = [c for c in sentence.claims if c.time in ("before", "now") and c.role != "other"]
    levels = [c for c in levels if not any(0 <= start - c.end < 3 for start in counted) and not is_factor(c)]
    before = [c for c in levels if c.time == "before"]
    now = [c for c in levels if c.time == "now"]
    if len(before) > 1 and len(before) == len(now):
        yield from _pair_by_pair(sentence, levels)
    if len(before) != 1 or len(now) != 1 or before[0].unit != now[0].unit:
        return
    if _no_pair(sentence, before[0], now[0]):
        return
    cues = [c for c in sentence.cues if c.tags & {"up", "down"} and not {"up", "down"} <= c.tags]
    cues = [c for c in cues if not (subtracts(sentence, c) or _hedges(sentence, c) or _heads(sentence, c))]
    cues = [c for c in cues if not _no_trend(sentence, c) and not _names_rate(sentence, c, before[0], now[0])]
    cues = [c for c in cues if not _apart(sentence, c, min(before[0].start, now[0].start))]
    if sentence.language == "kk":
        cues = _behind(sentence, cues, before[0], now[0])
    led = _leading(sentence, cues, min(before[0].start, now[0].start))
    directions = {"up" in c.tags for c in led or cues}
    cues = led or cues
    if directions and not (
        led and _went(before[0], now[0], sentence)
    ):  # "4,969 more than": a number that is itself a rise or a fall says the direction too
        directions |= {c.direction > 0 for c in sentence.claims if _is_move(c)}
    if len(directions) != 1:
        return
    rises = now[0].interval.low > before[0].interval.high
    falls = now[0].interval.high < before[0].interval.low
    if rises or falls:
        yield _relation(now[0], cues[0], sentence, directions == {rises}, (before[0],))


def _went(before: Claim, now: Claim, sentence: Sentence) -> bool:
    """ "fell from 1,044 to 1,094, an increase of 50": the word that leads to both speaks of them, whatever follows."""
    return from_to(before, now, sentence) if before.start < now.start else to_from(now, before, sentence)


def _no_pair(sentence: Sentence, before: Claim, now: Claim) -> bool:
    """ "Growth 0.0%" goes neither way; two losses; a time before; "7 of 28"; "exactly 1,500 were added"."""
    if any(c.role == "change" and not c.value for c in sentence.claims):
        return True
    if before.value < 0 and now.value < 0:
        return True  # "net outward migration decreased from −29,200 to −23,200": its size, not its sign
    text = sentence.piece.text
    between = sorted((before.start, before.after, now.start, now.after))[1:3]
    if _OUT_OF.fullmatch(text, *between) or _ADDED.search(text, max(sentence.start, now.start - LEADING), now.start):
        return True
    if _ADDED_BEHIND.match(text, now.after, sentence.end):
        return True
    return before.period == "<" and _long_ago(sentence, now)


def _no_trend(sentence: Sentence, cue: Cue) -> bool:
    """A loss among others, a case lost, applications that came in: no value fell."""
    text = sentence.piece.text
    if (
        _RANKED.search(text, sentence.start, cue.start)
        or _LOST.match(text, cue.start)
        or _SHORT_OF.match(text, cue.start)
    ):
        return True
    return bool(_CAME_IN.search(text, max(sentence.start, cue.start - LEADING), cue.end))


def _apart(sentence: Sentence, cue: Cue, start: int) -> bool:
    """ "Requests have decreased by 14 %; per thousand there were 80 as against 77": a semicolon stands between."""
    return any(cue.end <= c.start < start and c.mark == ";" for c in sentence.cuts)


def _behind(sentence: Sentence, cues: list[Cue], before: Claim, now: Claim) -> list[Cue]:
    """The Kazakh verb stands behind the values: what stands before them is of another clause."""
    first = min(before.start, now.start)
    cues = [c for c in cues if c.end > first or not any(c.end <= m.start < first for m in sentence.cuts)]
    others = [c.start for c in sentence.claims if c.unit == now.unit and c.start > max(first, now.start)]
    return [c for c in cues if not any(start < c.start for start in others if start > before.start)]


def _long_ago(sentence: Sentence, claim: Claim) -> bool:
    """ "A year earlier the region lost 1,720, and in 2021 2,105": the number is of a time before the others."""
    dated = [p.code for p in sentence.periods if p.code[:1].isdigit() and same_kind(p.code, claim.period)]
    return claim.period[:1].isdigit() and any(order(code) > order(claim.period) for code in dated)


def _pair_by_pair(sentence: Sentence, levels: list[Claim]) -> Iterator[Relation]:
    """ "Exits dropped from 213 to 201, entries rose from 226 to 245": each pair by the word that leads to it."""
    cues = [c for c in sentence.cues if c.tags & {"up", "down"} and not {"up", "down"} <= c.tags]
    cues = [c for c in cues if not (subtracts(sentence, c) or _hedges(sentence, c) or _heads(sentence, c))]
    behind = sentence.language == "kk" or not any(c.end <= levels[1].start for c in cues)  # the verb closes the pair
    for at in range(0, len(levels) - 1, 2):
        one, two = levels[at], levels[at + 1]
        if {one.time, two.time} != {"before", "now"} or one.unit != two.unit:
            return
        start = levels[at - 1].after if at else sentence.start
        end = levels[at + 2].start if at + 2 < len(levels) else sentence.end
        near = [c for c in cues if two.after <= c.start < end] if behind else _ahead(cues, start, one, two)
        if behind:
            near = [c for c in near if c.start - two.after < LEADING][:1]
        now, before = (one, two) if one.time == "now" else (two, one)
        rises, falls = now.interval.low > before.interval.high, now.interval.high < before.interval.low
        if near and (rises or falls):
            yield _relation(now, near[-1], sentence, ("up" in near[-1].tags) == rises, (before,))


def _ahead(cues: list[Cue], start: int, one: Claim, two: Claim) -> list[Cue]:
    """The words that lead to the first value, or stand between the two."""
    between = [c for c in cues if one.after <= c.start and c.end <= two.start]
    return between or [c for c in cues if start <= c.start and 0 <= one.start - c.end < LEADING]


def _is_move(claim: Claim) -> bool:
    return claim.role == "change" and claim.unit not in (PERCENT, POINTS) and claim.direction != 0


def _leading(sentence: Sentence, cues: list[Cue], start: int) -> list[Cue]:
    """ "swelled from 120 to 100, a fall of 17 per cent": the word that leads to the two values speaks of them."""
    led = [c for c in cues if 0 <= start - c.end < LEADING]
    return led[-1:] if led and not any(led[-1].end <= c.start < start for c in sentence.cuts) else []


def _hedges(sentence: Sentence, cue: Cue) -> bool:
    """«более $ 2,5 млрд»: "more than" a number is no rise."""
    if not cue.tags & {"over", "under"}:
        return False
    text = sentence.piece.text
    return any(cue.end <= c.start and not text[cue.end : c.start].strip(" $€₸\u00a0") for c in sentence.claims)


def _heads(sentence: Sentence, cue: Cue) -> bool:
    """«прирост −1,3%», "growth: -2.0%": the name of a rate whose sign says which way it went."""
    text = sentence.piece.text
    following = next((c for c in sentence.claims if c.start >= cue.end), None)
    if following is None or following.sign not in ("+", "-") or following.unit not in (PERCENT, POINTS):
        return False
    return bool(_HEADING.fullmatch(text, cue.start, following.start))


def _names_rate(sentence: Sentence, cue: Cue, before: Claim, now: Claim) -> bool:
    """ "growth was 3.1 %, against 4.2 % a year earlier": two rates of change; what rises there rose by less."""
    first = min(before.start, now.start)
    if now.unit != PERCENT or cue.end > first:
        return False
    text = sentence.piece.text
    if _PACE.search(text, sentence.start, sentence.end):
        return True
    if sentence.language == "kk" and not _CHANGE_NOUN_KK.match(text, cue.start):
        return False
    return _RATE_OF_CHANGE[sentence.language].match(text[cue.end : first].lstrip()) is not None


def _change_key(reading: Reading, claim: Claim) -> object:
    """Changes that may be one change stated twice."""
    if claim.role != "change" or claim.unit not in (PERCENT, POINTS) or not claim.value:
        return None
    if not (claim.direction or claim.sign in ("+", "-")):
        return None
    key = measured(reading, claim)
    return (key, value_key(claim)) if key is not None and value_key(claim) is not None else _loose(reading, claim)


def _loose(reading: Reading, claim: Claim) -> object:
    key = measured(reading, claim)
    return (
        (key, abs(claim.value), claim.decimals)
        if key is not None and claim.decimals and len(claim.digits.strip("0")) > 1
        else None
    )


def _way(claim: Claim) -> int:
    if claim.sign in ("+", "-"):
        return 1 if claim.value > 0 else -1
    return claim.direction


def _twice(stated: list[tuple[Claim, Sentence]]) -> Iterator[Relation]:
    """Equal changes in opposite directions: the minority is the suspect, the first where they are level."""
    ups = [s for s in stated if _way(s[0]) > 0]
    downs = [s for s in stated if _way(s[0]) < 0]
    if not ups or not downs or {s[0].block for s in ups} & {s[0].block for s in downs}:
        return
    odd, other = (ups, downs) if len(ups) < len(downs) else (downs, ups)
    if len(ups) == len(downs) and ups[0][0].order < downs[0][0].order:
        odd, other = ups, downs
    for claim, sentence in odd:
        if claim.sign in ("+", "-"):
            continue
        cue = _nearest(sentence, claim)
        against = next(
            (c for c, there in other if _of_one_unit(sentence, there) and _of_one_thing(sentence, there)), None
        )
        if cue is not None and against is not None:
            yield _relation(claim, cue, sentence, False, (against,))


def _of_one_unit(one: Sentence, other: Sentence) -> bool:
    """Not persons here and dollars there: equal rates of two measures are a coincidence."""
    ours, theirs = ({c.unit for c in s.claims if is_level(c)} for s in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _of_one_thing(one: Sentence, other: Sentence) -> bool:
    """Where both give counts, one of them is the same: 0.9 per cent up for all and down at one gate are two changes."""
    ours, theirs = ([c for c in s.claims if is_level(c)] for s in (one, other))
    return not ours or not theirs or any(same_value(a, b) for a in ours for b in theirs)


def _nearest(sentence: Sentence, claim: Claim) -> Cue | None:
    tag = "up" if claim.direction > 0 else "down"
    cues = sentence.tagged(tag)
    return min(cues, key=lambda c: abs(c.start - claim.start), default=None)
