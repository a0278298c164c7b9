"""A portion in words must agree with the percentage that stands for it.

Rule portion_word: "half", "two in five", "nearly a third", "the bulk" against the percentage that restates it: in
parentheses right after it, after a colon at the end, joined by "or", the one percentage of the sentence before that it
goes on from, or the shares that the text gives for the one country or group that its sentence names. Words allow more
than digits: a half is 45 to 55 per cent, "nearly half" 42.5 to 50, "more than half" anything above 50. It cannot see
portions of something that has no percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.evidence.structure import of_change
from mtm.audit.gathered.told_shares import of_whom
from mtm.audit.language.lexicon import PART
from mtm.audit.meaning.axes import axes
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.kit.intervals import Interval

RULE = "portion_word"
_LEEWAY = {"": Decimal("0.1"), "about": Decimal("0.2")}
_MOST_LEEWAY = {"": Decimal(5), "about": Decimal("7.5")}  # percentage points
_HALVES = ("half", "полов", "жарты")
_HEDGES = ("nearly", "barely", "over", "under", "about")
BY = {"by_half": Decimal(50), "by_third": Decimal(100) / 3, "by_quarter": Decimal(25)}
_REACH, _TOUCHING, MOST_SHARES = 80, 4, 2
_NOT = 30  # characters that may stand between a "no" and the portion that it denies
_WHOLE = ("half", "majority", "minority")
_FULL = Decimal(100)
_MAJORITY, _MINORITY = Interval(Decimal(45), _FULL), Interval(Decimal(0), Decimal(55))
_APPOSED = re.compile(
    r"(?:,|\s[–—])(?:\s(?:or|i\.e\.|about|some|roughly|around|only|just|somewhat|slightly|a little|well|almost|a good"
    r"|это|примерно|около|чуть|всего|лишь|только|то есть|или|ровно|почти|шамамен|бұл|тек|яғни|небәрі|дәл),?)*\s*$",
    re.I,
)
_BY = re.compile(r"\b(?:by|на)\s+(?:an? |one |nearly |about |almost |ровно |почти |примерно |одну )*$", re.I)
_SUM = re.compile(r"\bsum\b|combined|together|jointly|сумм\w|вместе|совокуп|қосынды|бірге|қоса алғанда", re.I)
_HALF_YEAR = re.compile(r"жартыжыл|полугоди|half-year", re.I)
_LARGEST = re.compile(r"largest|biggest|greatest|наибольш|крупнейш|\bең\b", re.I)
_MORE = frozenset(("up", "down", "over", "under", "more_after", "less_after"))
_ENDED = re.compile(r"\s*(?:[.;)!?]|$|,\s)")
_SHORT = Decimal("7.5")  # percentage points that "nearly" may fall short
_FAR = Decimal(2)  # percentage points beyond what the words allow, where other sentences give the percentage


class Portion(NamedTuple):
    """Where it stands and which percentages it may mean."""

    start: int
    end: int
    allowed: Interval
    wide: Interval  # where another sentence gives the percentage
    words: tuple[int, int]  # with "nearly" or "more than"


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every sentence with one portion in words and one percentage that restates it."""
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        said = portions(sentence)
        if len(said) != 1 or moves(sentence):
            continue
        shares = [c for c in sentence.claims if c.unit == PERCENT]
        restating = [c for c in shares if _restates(sentence, said[0], c)]
        if len(restating) == 1 and len(shares) <= MOST_SHARES:
            yield _relation(sentence, said[0], restating[0])
        elif not shares:
            found = _from_before(reading, sentence, said[0]) or of_whom(reading, sentence)
            if found:
                yield _from_elsewhere(sentence, said[0], found)


_ORDINAL = re.compile(  # "move on to a third place", "a fifth survey round", "a third-level qualification"
    r"(?:an?\s+)?(?:third|fifth|sixth|seventh|eighth|ninth|tenth|half|quarter)-(?:level|country|party|generation|year"
    r"|hour|day|way|century|term|page|place|ranked|largest|yearly|annual)"
    r"|a\s+(?:third|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:(?:main|new|such|possible|survey)\s+)?"
    r"(?:place|country|part(?:y|ies)|person|time|option|site|location|state|camp|group|reason|round|wave|year|quarter"
    r"|month|week|day|way|destination|category|question|survey|floor|generation|region|district|province|city|family"
    r"|child|phase|stage|visit|attempt|type|kind|route|language|office|centre|center|point|case|answer|choice|source"
    r"|flight|boat|bus|term|column|table|factor|class|scenario|project|programme|partner|channel|corridor)\b",
    re.I,
)
MOST_ITEMS = 12
_OTHERS = frozenset(("rest", "outside", "not"))


def moves(sentence: Sentence) -> bool:
    """Half of a change, a percentage of change, or no portion at all: "no third country"."""
    turned = any(c.tags & {"up", "down"} and not c.tags & set(_HEDGES) for c in sentence.cues)
    return turned or any(
        0 <= cue.start - no.end < _NOT for no in sentence.tagged("not") for cue in sentence.cues if _may_mean(cue.tags)
    )


def portions(sentence: Sentence, also: Mapping[str, Decimal] | None = None) -> list[Portion]:
    """The portions in words of a sentence; ``also`` are tags of the size of changes ("by a third")."""
    found = []
    for cue in sentence.cues:
        by = [also[t] for t in sorted(cue.tags) if t in also] if also else []
        if not (by or _may_mean(cue.tags)) or any(p.start < cue.end and cue.start < p.end for p in sentence.periods):
            continue  # "the first half of a year" is a period
        if _ORDINAL.match(sentence.piece.text, cue.start) or _HALF_YEAR.match(sentence.piece.text, cue.start):
            continue
        hedge = _hedge(sentence, cue)
        if hedge is not None and _compares(sentence, cue, hedge):
            hedge = None
        tag = _tag(hedge) if hedge is not None else ""
        allowed = _allowed(by[0], tag) if by else _meant(sentence, cue, tag)
        if allowed is not None:
            words = (cue.start, cue.end) if hedge is None else (min(cue.start, hedge.start), max(cue.end, hedge.end))
            found.append(Portion(cue.start, cue.end, allowed, _widened(allowed, tag), words))
    return found


def _compares(sentence: Sentence, cue: Cue, hedge: Cue) -> bool:
    """«больше на четверть», "бестен біріне артық": more by so much, not more than so much."""
    text = sentence.piece.text
    if sentence.language == "kk":
        if "under" in hedge.tags and text.startswith(("жетп", "аспа"), hedge.start):
            return False  # "бестен біріне жетпейді": less than a fifth
        return hedge.start > cue.start and text[cue.start : cue.end].endswith(
            ("біріне", "екісіне", "үшіне", "жартысына")
        )
    said = text[cue.start : cue.end].startswith("на ") or text[hedge.end : cue.start].strip() in ("на", "by")
    return said and hedge.end <= cue.start


def by_how_much(sentence: Sentence) -> list[Portion]:
    """Those by which something changed: "a quarter better", "by a fifth", «выше на треть», "бестен біріне артты"."""
    text = sentence.piece.text
    found = []
    for portion in portions(sentence, BY):
        tags = {t for c in sentence.cues if (c.start, c.end) == (portion.start, portion.end) for t in c.tags}
        follows = any(0 <= c.start - portion.end < _TOUCHING and c.tags & _MORE for c in sentence.cues)
        if tags & set(BY) or follows or _BY.search(text, sentence.start, portion.words[0]):
            found.append(portion)
    return found


def _widened(allowed: Interval, hedge: str) -> Interval:
    """Two points more, but not beyond the bound that "more than" or "under" names."""
    low = allowed.low if hedge in ("over", "barely") else allowed.low - _FAR
    high = allowed.high if hedge in ("under", "nearly") else allowed.high + _FAR
    return Interval(low, high)


@lru_cache(maxsize=1024)
def _may_mean(tags: frozenset[str]) -> bool:
    return any(tag.startswith(PART) or tag in _WHOLE or tag in BY for tag in tags)


def _meant(sentence: Sentence, cue: Cue, hedge: str) -> Interval | None:
    """The percentages that a word may stand for."""
    sizes = [_size(t) for t in sorted(cue.tags) if t.startswith(PART) or t == "half"]
    if not sizes and sentence.language == "kk":  # «үштен біріне жуығы» is a portion where nothing rises or falls
        sizes = [BY[t] for t in sorted(cue.tags & set(BY))]
    if sizes:
        return _allowed(sizes[0], hedge)
    if _LARGEST.search(sentence.piece.text[cue.start : cue.end]):
        return None  # "the largest part (33.7 per cent)": larger than any other, no majority
    halved = any(h in sentence.piece.text[cue.start : cue.end].lower() for h in _HALVES)
    if "majority" in cue.tags:
        return Interval(Decimal(50), _FULL) if halved else _MAJORITY
    if "minority" in cue.tags:
        return Interval(Decimal(0), Decimal(50)) if halved else _MINORITY
    return None


def _size(tag: str) -> Decimal:
    if tag == "half":
        return Decimal(50)
    above, below = tag[len(PART) :].split("_")
    return _FULL * int(above) / int(below)


def _hedge(sentence: Sentence, cue: Cue) -> Cue | None:
    """nearly, barely, over, under or about: right before the portion, in Kazakh right after it."""
    for other in sentence.cues:
        gap = other.start - cue.end if sentence.language == "kk" and other.start > cue.start else cue.start - other.end
        if 0 <= gap <= _TOUCHING and _tag(other):
            return other
    return None


def _tag(cue: Cue) -> str:
    return next((t for t in _HEDGES if t in cue.tags), "")


def _allowed(size: Decimal, hedge: str) -> Interval:
    if hedge == "nearly":
        return Interval(size - min(size / 5, _SHORT), size * Decimal("1.01"))
    if hedge == "barely":
        return Interval(size * Decimal("0.99"), size * Decimal("1.25"))
    if hedge == "over":
        return Interval(size, min(_FULL, size + max(size * Decimal("0.8"), Decimal(15))))
    if hedge == "under":
        return Interval(Decimal(0), size)
    leeway = min(size * _LEEWAY[hedge], _MOST_LEEWAY[hedge])
    return Interval(size - leeway, size + leeway)


def _restates(sentence: Sentence, portion: Portion, share: Claim) -> bool:
    """ "a third (33.1 %)", "more than half of them: 51.0 %.", "half, or 50.2 per cent, of them"."""
    if share.sign in ("+", "-"):
        return False
    text = sentence.piece.text
    if _behind_its_count(sentence, portion, share):
        return True
    between = text[portion.end : share.start] if portion.end <= share.start else text[share.after : portion.start]
    if len(between) > _REACH or any(m in between for m in ";)") or _numbered(sentence, portion, share):
        return False
    if portion.end <= share.start and between.endswith("("):
        return "," not in between and ":" not in between and between.count("(") == 1
    if portion.end <= share.start and between.endswith(": "):
        return "," not in between and not text[share.after : sentence.end].strip(" .;*_")
    return _joined(sentence, portion, share, between)


def _numbered(sentence: Sentence, portion: Portion, share: Claim) -> bool:
    """Digits that are no period's stand between: "more than half of them in Round 17 (35 per cent)" has none."""
    first, last = sorted((portion.end, portion.start, share.start, share.after))[1:3]
    text = sentence.piece.text
    return any(
        text[at].isdigit() and not any(p.start <= at < p.end for p in sentence.periods) for at in range(first, last)
    )


def _behind_its_count(sentence: Sentence, portion: Portion, share: Claim) -> bool:
    """ "Almost two thirds came from Poland – 1,801 persons (64.0%)": the only count, and its share in brackets."""
    counts = [c for c in sentence.claims if c is not share]
    if portion.allowed.high == _FULL or len(counts) != 1 or not portion.end <= counts[0].start < share.start:
        return False
    text, count = sentence.piece.text, counts[0]
    between = text[portion.end : count.start]
    led = between.endswith((": ", "– ", "— ", "(", ", "))
    follows = text[count.after : share.start]
    joined = follows.endswith("(") or (between.endswith("(") and follows in (", ", "; "))  # "(1,801 persons, 64.0%)"
    joined = joined or (
        between.endswith(": ") and any(count.after <= c.start < share.start for c in sentence.tagged("orword"))
    )
    return led and len(between) <= _REACH and ";" not in between and joined


def _joined(sentence: Sentence, portion: Portion, share: Claim, between: str) -> bool:
    """Only a comma and "or", "that is" stand between, and it may be "about"."""
    first, last = (portion.end, share.start) if portion.end <= share.start else (share.after, portion.start)
    words = [c for c in sentence.tagged("orword") if first <= c.start and c.end <= last]
    if words and share.after <= portion.start and portion.words[0] - words[-1].end <= _TOUCHING:
        return True  # "60.1 % of the total, that is more than half"
    if share.after <= portion.start and _apposed(sentence, portion, share):
        return True
    return bool(words) and len(between.split()) <= 5 and between.lstrip().startswith((",", "–", "—", "or ", "или "))


def _apposed(sentence: Sentence, portion: Portion, share: Claim) -> bool:
    """ "14.9 per cent of the group, about one child in seven.": a comma and nothing that the portion is of."""
    text = sentence.piece.text
    between = text[share.after : portion.words[0]]
    if between.count(",") > 1 or not _APPOSED.search(between):
        return False
    return _ENDED.match(text, max(portion.end, portion.words[1])) is not None


def _from_before(reading: Reading, sentence: Sentence, portion: Portion) -> list[Claim]:
    """ "That is close to two thirds of them.": the one percentage of the sentence before."""
    number = sentence.number - 1
    before = reading.sentences[number] if number >= 0 else None
    if before is None or before.section != sentence.section or not _goes_on(sentence) or _of_its_own(sentence, portion):
        return []
    if before.tagged("together") or _SUM.search(before.text):
        return []  # "Both shares together come to 51.2 %. One of them is a quarter."
    if before.kind == "item" and sentence.kind != "item":
        return _of_items(reading, sentence)
    if before.tags() & _OTHERS and not sentence.tags() & _OTHERS:
        return []  # "Countries not among the main ones gave 19 %. In other words, one country gave a third."
    shares = [c for c in before.claims if c.unit == PERCENT and c.role == "level" and c.time != "before"]
    shares = [c for c in shares if not of_change(reading, c)]
    names = {a.code for a in sentence.areas}
    return shares if len(shares) == 1 and names <= {shares[0].area} else []


def _of_items(reading: Reading, sentence: Sentence) -> list[Claim]:
    """ "- working age: 67.8% - children: 20.2% … Two thirds are of working age": the item of the same people."""
    found: list[Claim] = []
    for before in reversed(reading.sentences[max(0, sentence.number - MOST_ITEMS) : sentence.number]):
        if before.kind != "item" or before.section != sentence.section:
            break
        found += [c for c in before.claims if c.unit == PERCENT and c.role == "level" and c.time != "before"]
    said = axes(t for cue in sentence.cues for t in cue.tags)
    own = [c for c in found if said and all(c.axes.get(axis) == side for axis, side in said.items())]
    return own if len(own) == 1 else []


def _of_its_own(sentence: Sentence, portion: Portion) -> bool:
    """ "That country sent 152.5 million (nearly a third of the total)": the portion of a number beside it."""
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, portion.start)
    if opened < 0 or ")" in text[opened : portion.start]:
        return False
    return any(c.end <= opened and opened - c.end < _REACH // 2 for c in sentence.claims)


def _goes_on(sentence: Sentence) -> bool:
    """It begins with "that", "this", "in other words"."""
    opening = any(c.start == sentence.start for c in sentence.tagged("orword"))
    return opening or sentence.continues


def _relation(sentence: Sentence, portion: Portion, share: Claim) -> Relation:
    return made(RULE, sentence, portion, (share,), share.interval.meets(portion.allowed))


def _from_elsewhere(sentence: Sentence, portion: Portion, shares: list[Claim]) -> Relation:
    """Wrong where none of the shares is near what the words allow."""
    fitting = next((c for c in shares if c.interval.meets(portion.wide)), None)
    return made(RULE, sentence, portion, (fitting or shares[0],), fitting is not None)


def made(rule: str, sentence: Sentence, portion: Portion, claims: tuple[Claim, ...], holds: bool) -> Relation:
    """The relation of a portion in words and the share, or the part and the whole, that it stands for."""
    kind = SHARE if len(claims) == 1 else "word"
    relation = Relation(rule, kind, claims[0], claims[1:], portion.allowed, holds, note="portion")
    start, end = portion.words
    relation.words = ((start, end, sentence.number),)
    relation.family = f"portion{sentence.number}.{portion.start}"
    relation.params = {"word": sentence.piece.text[start:end], "operands": ", ".join(c.printed for c in claims)}
    return relation


__all__ = ["BY", "RULE", "Portion", "by_how_much", "find", "made", "moves", "portions"]
