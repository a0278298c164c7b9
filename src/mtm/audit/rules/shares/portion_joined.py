"""Which count a portion in words stands for.

Scope: one sentence: "half of them (10,190)", "two persons in three, 3,200 altogether, are children", "98 people – a
twentieth of the sample", "608 of 760 decisions, that is four fifths". In "345 inspectors, half of them women" the count
is the whole and not the part.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.rules.shares.portion_word import Portion

REACH, TOUCHING, CLOSE, SHORT, NOUN = 60, 12, 4, 3, 24
_LED, _TAIL, _LONG = 3, 3, 8
_IN_ALL = frozenset(("all", "altogether", "total", "number", "общем", "сложности", "всего", "барлығы"))
_OF_IT = re.compile(  # of the people just counted, or of the same thing again
    r"\s*(?:of (?:them|whom|which|these|it)\b|among (?:them|whom)|(?:из |среди )?(?:них|котор|этих|их\b)"
    r"|олар|соның|оның|бұлардың)",
    re.I,
)
_OF_LED = re.compile(r"\b(?:them|whom|these|of which|из них|из которых|олар\w*|оның|соның|бұлар\w*)\b", re.I)
_SAYS = re.compile(  # what may lead from a count to its portion
    r"^\W*(?:(?:or|i\.e|that is|that makes|this is|it is|which is|namely|exactly|precisely|just|only|a good|about|some"
    r"|roughly|around|over|under|more than|less than|fewer than|nearly|almost|slightly|somewhat|a little|well|close to"
    r"|to say|a|an|the|и|или|то есть|т\. ?е|это|что составляет|составляет|ровно|почти|около|примерно|чуть|более|менее"
    r"|меньше|больше|чем|всего|целая|свыше|лишь|только|яғни|бұл|дәл|шамамен|тек|барлық|жалпы|небәрі)\b\W*)*$",
    re.I,
)
_NAMELY = re.compile(
    r"^\W*(?:(?:namely|i\.e|that is|or|exactly|in all|altogether|all in all|а именно|то есть|всего|или|ровно|это"
    r"|атап айтқанда|яғни|барлығы|небәрі|бұл|немесе|дәл)\b\W*)*$",
    re.I,
)


_OF_ALL = re.compile(
    r"\s+(?:(?:out\s+)?of|from|among|из|от|среди)\s+(?:the\s+|all\s+|these\s+|those\s+|total\s+|всех\s+|этих\s+)*", re.I
)
_GENITIVE = re.compile(r"-?\s?(?:[^\W\d]+\s){0,3}?[^\W\d]*(?:ның|нің|дың|дің|тың|тің)\s+(?:[^\W\d]+\s){0,2}", re.I)


class Joined(NamedTuple):
    """The count that is the portion, the whole that the sentence itself names, and whether words join them closely."""

    part: Claim
    whole: Claim | None
    close: bool


def restated(sentence: Sentence, portion: Portion) -> Joined | None:
    """The one count that brackets, a colon, commas or a word such as "or" join to the portion."""
    levels = [c for c in sentence.claims if is_level(c) and c.value > 0 and c.time != "before"]
    if len(levels) == 2 and _of_named(sentence, portion, *levels):
        return Joined(levels[1], levels[0], True)
    joined = [c for c in levels if not c.total and _joined(sentence, portion, c)]
    if len(joined) == 1:
        return Joined(joined[0], None, True)
    loose = [] if joined else [c for c in levels if not c.total and _beside(sentence, portion, c)]
    if len(loose) == 1:
        return Joined(loose[0], None, False)
    return _of_its_whole(sentence, portion, levels) if not joined and not loose else None


def _of_named(sentence: Sentence, portion: Portion, whole: Claim, part: Claim) -> bool:
    """ "One in five of the 12,480 arrivals (2,496)", «половина из 8 412 – 4 206», "8 412 адамның жартысы (4 206)"."""
    if not part.amount < whole.amount or part.unit != whole.unit or part.start < portion.end:
        return False
    text = sentence.piece.text
    if sentence.language == "kk":
        if not 0 <= whole.after <= portion.words[0] or not _GENITIVE.fullmatch(text, whole.after, portion.words[0]):
            return False
    elif whole.start < portion.end or not _OF_ALL.fullmatch(text, portion.end, whole.start):
        return False
    between = text[max(whole.after, portion.end) : part.start]
    if len(between) > REACH or any(m in between for m in ".;)") or between.count("(") > 1:
        return False
    if between.endswith("(") or between.endswith((": ", "– ", "— ")):
        return True
    noun, mark, rest = _cut(between)
    return bool(mark) and bool(_NAMELY.match(rest)) and "," not in noun


def _of_its_whole(sentence: Sentence, portion: Portion, levels: list[Claim]) -> Joined | None:
    """ "608 of 760 decisions, that is four fifths", «удовлетворено 295 из 1 340 – каждая пятая»."""
    text = sentence.piece.text
    behind = [c for c in levels if c.after <= portion.words[0]]
    if len(behind) < 2 or not behind[-1].total or not _leads(text[behind[-1].after : portion.words[0]]):
        return None
    part, whole = behind[-2], behind[-1]
    between = text[part.after : whole.start].split()
    if part.amount >= whole.amount or len(between) > _LONG or not {"of", "из"} & {w.lower() for w in between}:
        return None
    return Joined(part, whole, True)


def _leads(between: str) -> bool:
    """Only a noun and then "that is", "or" or a dash stand between."""
    noun, mark, rest = _cut(between)
    return bool(mark) and len(noun.split()) <= _TAIL and bool(_SAYS.match(rest))


def _cut(text: str) -> tuple[str, str, str]:
    """What stands before and behind the last comma, dash or opening bracket."""
    at = max(text.rfind(mark) for mark in (", ", " – ", " — ", " (", " - "))
    return (text[:at], text[at : at + 2], text[at + 1 :]) if at >= 0 else (text, "", "")


def _beside(sentence: Sentence, portion: Portion, count: Claim) -> bool:
    """A comma, a dash or a bracket sets the one beside the other and nothing else is said there."""
    after = portion.end <= count.start
    first, last = (portion.end, count.start) if after else (count.after, portion.words[0])
    text = sentence.piece.text
    between = text[first:last]
    if not 0 <= first <= last or len(between) > REACH or _numbers(sentence, first, last) or ";" in between:
        return False
    return _named_by(text, sentence, count, between) if after else _said_of(text, sentence, portion, between)


def _named_by(text: str, sentence: Sentence, count: Claim, between: str) -> bool:
    """ "two persons in three, 3,200 altogether, are children", "one patient in nine was sent home: 300 in all"."""
    before, mark, rest = _cut(between.replace(": ", ", "))
    behind = re.split(r"[,;:()–—]|\.\s|\.$", text[count.after : sentence.end], maxsplit=1)[0]
    if not mark or _OF_IT.match(behind) or not _NAMELY.match(rest) or re.search(r"[,:()–—]", before):
        return False
    words = behind.lower().split()
    return (len(words) < 2 or words[-1] in _IN_ALL) and len(before.split()) <= _LONG


def _said_of(text: str, sentence: Sentence, portion: Portion, between: str) -> bool:
    """ "98 people – a twentieth of the sample", "1,000 were granted (two fifths)"."""
    noun, mark, rest = _cut(between)
    follows = text[portion.end : sentence.end]
    if not mark or _OF_IT.match(follows) or _OF_LED.search(rest) or re.search(r"[,:()–—]", noun):
        return False
    if sentence.language == "kk" and rest.lower().rstrip().endswith(("ң", "ден", "нен")):
        rest = "" if len(rest.split()) <= _LED + 1 else rest  # «барлық шетелдік студенттің төрттен үші»
    tail = re.split(r"[,;:()–—]|\.\s|\.$|\s(?:and|и|а|but|но|ал|және)\s", follows, maxsplit=1)[0]
    return bool(_SAYS.match(rest)) and len(tail.split()) <= _LED + 1


def _joined(sentence: Sentence, portion: Portion, count: Claim) -> bool:
    after = portion.end <= count.start
    first, last = (portion.end, count.start) if after else (count.after, portion.words[0])
    between = sentence.piece.text[first:last]
    if not 0 <= first <= last or len(between) > REACH or _numbers(sentence, first, last):
        return False
    if any(m in between for m in ";)") or any(first <= c.start < last for c in sentence.claims if c is not count):
        return False
    words = [c for c in sentence.tagged("orword") if first <= c.start and c.end <= last]
    if words and last - words[-1].end <= TOUCHING:
        return True
    if not after and between.endswith(("– ", "— ")) and not _behind(sentence, portion):
        return True  # "5,180 were alone – about three in five."
    return _opens(sentence, count, between) if after else _follows(sentence, portion, between)


def _numbers(sentence: Sentence, first: int, last: int) -> bool:
    """Digits that are no period's stand between."""
    text = sentence.piece.text
    return any(
        text[at].isdigit() and not any(p.start <= at < p.end for p in sentence.periods) for at in range(first, last)
    )


def _behind(sentence: Sentence, portion: Portion) -> str:
    """What follows the portion in its sentence."""
    return sentence.piece.text[max(portion.end, portion.words[1]) : sentence.end].strip(" .;*_")


def _opens(sentence: Sentence, count: Claim, between: str) -> bool:
    """ "half of them (10,190)", "half of them – Poles: 10,190", "half of them, 10,190, came by road"."""
    following = sentence.piece.text[count.after :].lstrip()
    if between.endswith("("):
        return "," not in between and following[:1] != "," and "%" not in following[:12]
    if between.endswith((": ", "– ", "— ")):
        return "," not in between
    return between.endswith(", ") and between.count(",") == 1 and "," in following[:NOUN]


def _follows(sentence: Sentence, portion: Portion, between: str) -> bool:
    """ "15,870 moved to Germany, a quarter of the total", "241.6 million (a good third of the total)"."""
    of = any(0 <= c.start - portion.end <= CLOSE and c.tags & {"whole", "ofwhich"} for c in sentence.cues)
    text = sentence.piece.text[portion.end : portion.end + CLOSE * 3].lower()
    of = of or "total" in text or "общ" in text or "жалпы" in between.lower()
    of = of and not _OF_IT.match(sentence.piece.text, portion.end)
    if "(" in between:
        return of and between.count("(") == 1
    return of and between.count(",") == 1 and len(between.rpartition(",")[2].split()) < SHORT


__all__ = ["Joined", "restated"]
