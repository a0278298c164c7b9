"""What a superlative ranks: its clause, its direction and its place.

Scope: one clause of one sentence. Which numbers are ranked is decided in ``ranked_nouns`` and by the rules.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.gathered.behind import without_leaned
from mtm.audit.language.chunks import MARK
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Cue, Sentence

_HOWEVER = re.compile(r"\b(?:but|however|although|though|yet|но|однако|хотя|алайда|бірақ|дегенмен)\b", re.I)
_CHANGED = re.compile(r"\bchange[ds]?\b|\bизмен(?:ил|ени)\w*|\bөзгер\w*", re.I)
# «по темпам прироста первое место», "пайыздық төмендеу бойынша": changes are ranked, not the numbers
_BY_CHANGE = re.compile(
    r"\bпо (?:темп|глубине|величине|скорости|размеру|масштаб)\w* (?:прирост|рост|сниж|сокращ|паден|измен|убыл)"
    r"|\b(?:өсу|өсім|өсімі|төмендеу|кему|азаю|қысқару|өзгеру|өзгеріс)\w*\s+(?:[^\W\d]+\s)?бойынша"
    r"|\bby (?:rate|pace|speed|size) of (?:growth|increase|decline|decrease|change)"
    r"|\bin terms of (?:growth|increase|decline)",
    re.I,
)
_NEAR, _REACH, _BESIDE, MOST_PLACES = 25, 45, 12, 9
_LOSS = frozenset(("net_loss", "negative", "out", "down", "lost"))
_SIDES = re.compile(
    r"\b(?:(?P<loss>loss(?:es)?|lost|outflow|убыл\w*|потер\w+|отток\w*|шығын\w*|жоғалт\w+)"
    r"|(?P<gain>gains?|gained|inflow|приток\w*))\b",
    re.I,
)
# a rise of the people by moves, where the numbers are balances: "the largest gain", «самый большой прирост»
_GROWTH = re.compile(r"(?:gains?|surplus|прирост|прибавк|профицит|өсім|қосым|deficit|дефицит|убыл|кему|тапшыл)", re.I)
RELATIVE = (
    "fastest",
    "quickest",
    "slowest",
    "relative",
    "быстрее",
    "медленнее",
    "относительн",
    "тез",
    "жылдам",
    "қарқын",
    "баяу",
)
_ADVERBS = (" всего", " всех", "sharply", "strongly", "rapidly")
_OTHERS = ("outside", "average", "relative", "formerly", "not", "cumulative", "majority")
_AMONG = frozenset(
    ("of", "among", "one", "из", "среди", "одна", "один", "одной", "одним", "ішінде", "арасында", "бірі")
)
_AFTER = frozenset(
    (
        "than",
        "ahead",
        "followed",
        "before",
        "then",
        "next",
        "trailed",
        "чем",
        "опередив",
        "обогнав",
        "опережая",
        "следует",
        "следуют",
        "следом",
        "затем",
        "далее",
        "потом",
        "одан",
        "кейін",
        "содан",
    )
)
_CAME = re.compile(
    r"\b(?:c[oa]m(?:e|es|ing)|rank(?:ed|s|ing)?|placed|finish(?:ed|es)|stood|stands|is|was|are|were|remain(?:ed|s)?"
    r"|стал\w*|ид[её]т|был\w*|оказал\w*|остал\w*|оста[её]тся|занима\w+|занял\w*)\s+$",
    re.I,
)
# "best practice", "at best": no rank
_IDIOM = re.compile(
    r"(?<=\bat )(?:best|worst)|(?:best|worst)[ -](?:practice|known|way|interest|estimate|guess|possible|available"
    r"|effort|endeavour|case|of all worlds|seller|suited|placed to)",
    re.I,
)
# "moved from seventh to third place", «с седьмого места на третье», "жетінші орыннан үшінші орынға"
_FROM = re.compile(r"\b(?:from|out of|с|со)\s+(?:the\s+)?$", re.I)
_FROM_KK = re.compile(r"\s+орын(?:нан|ынан)\b", re.I)
_ELLIPTIC = re.compile(r"\s*[–—:,-]\s*\w|\s+(?:was|were|is|are|came|стоит|идёт|идет|болып)\b", re.I)
_STANDS = re.compile(
    r"\s*(?:$|[.,;:()–—]|(?:with|by|at|after|behind|ahead|on|among|с|по|болды|тұр|келеді|болып)\b)", re.I
)


class Said(NamedTuple):
    """A clause with its superlative; ``moving`` is 1 for a rise, -1 for a fall, else 0.

    ``net`` where balances are ranked, ``side`` -1 among those that lost people and 1 among those that gained;
    ``either`` where a word of good or bad leaves open which end of the numbers is meant.
    """

    sentence: Sentence
    cue: Cue
    tokens: list[Token]
    top: bool
    moving: int
    rank: int
    net: bool = False
    side: int = 0
    either: bool = False


def ranks_gains(said: Said) -> bool:
    """ "The largest gain", «самый большой прирост», of no side: it may be that of people by moves."""
    near = (t for t in said.tokens if said.cue.end <= t[0] < said.cue.end + _NEAR)
    return flow_of(said) == "none" and any(_GROWTH.match(t[2].lower) for t in near)


def flow_of(said: Said) -> str:
    """ "in" or "out" where the clause speaks of those who came or of those who left alone."""
    start, end = said.tokens[0][0], said.tokens[-1][1]
    flows = {tag for c in said.sentence.cues if start <= c.start < end for tag in c.tags & {"in", "out"}}
    return flows.pop() if len(flows) == 1 else "none"


def beside(said: Said) -> list[Token]:
    """The tokens of its clause between the commas and brackets around the superlative."""
    at = next((k for k, t in enumerate(said.tokens) if t[0] >= said.cue.start), 0)
    marks = [k for k, t in enumerate(said.tokens) if t[2].kind == MARK and t[2].lower in ",;(:"]
    start = max((k for k in marks if k < at), default=-1)
    end = min((k for k in marks if k > at), default=len(said.tokens))
    return said.tokens[start + 1 : end]


def superlatives(sentence: Sentence) -> list[Cue]:
    """Superlatives, and ordinals with the word place: "in second place", «екінші орында»."""
    found = [*sentence.tagged("utmost"), *sentence.tagged("lowermost")]
    found += [c for c in sentence.tagged("extreme") if not _IDIOM.match(sentence.text, c.start - sentence.start)]
    spans = {(c.start, c.end) for c in found}
    places = [c for c in sentence.cues if is_place(sentence, c)]
    if places:  # "in second place the South, in third the North"
        places += [c for c in sentence.cues if c not in places and _goes_on(sentence, c, places[-1])]
    found += [c for c in places if (c.start, c.end) not in spans]
    found = [c for c in found if not _of_several(sentence, c)]
    if found and (by := _BY_CHANGE.search(sentence.piece.text, sentence.start, found[-1].start)):
        found = [c for c in found if c.end <= by.start()]
    return sorted(found, key=lambda c: (c.start, c.end))


def _of_several(sentence: Sentence, cue: Cue) -> bool:
    """ "the two largest groups, A and B", «две крупнейшие позиции», "ең ірі екі топ": no one name is the first."""
    before = [w for s, e, w in sentence.found if e <= cue.start and cue.start - e < 2]
    after = [w for s, e, w in sentence.found if s >= cue.end and s - cue.end < 2]
    beside = after[:1] if sentence.language == "kk" else before[-1:]
    return any((w.number or 0) > 1 or (w.digits.isdigit() and 1 < int(w.digits) <= MOST_PLACES) for w in beside)


def _goes_on(sentence: Sentence, cue: Cue, place: Cue) -> bool:
    """The next ordinal of a sentence with a place, a dash or a comma behind it: «на третьем – Озёрный край»."""
    if cue.ordinal != place.ordinal + 1 or cue.start < place.end:
        return False
    return bool(_ELLIPTIC.match(sentence.piece.text, cue.end, sentence.end))


def is_place(sentence: Sentence, cue: Cue) -> bool:
    """An ordinal beside the word place, or after a verb and with nothing to count: "came third, with 18,640"."""
    if not 0 < cue.ordinal <= MOST_PLACES or is_left(sentence, cue):
        return False
    near = (0 <= p.start - cue.end < _BESIDE or 0 <= cue.start - p.end < _BESIDE for p in sentence.tagged("place"))
    if any(near):
        return True
    text = sentence.piece.text
    came = _CAME.search(text, max(sentence.start, cue.start - _NEAR), cue.start) if sentence.language != "kk" else True
    follows = _STANDS.match(text, cue.end, sentence.end)
    if came is None or follows is None:
        return False
    return sentence.language != "kk" or text[cue.end : follows.end()].strip().isalpha()


def is_left(sentence: Sentence, cue: Cue) -> bool:
    """ "from seventh to third place": the first of the two is the place of before."""
    text = sentence.piece.text
    if sentence.language == "kk":
        return bool(_FROM_KK.match(text, cue.end, sentence.end))
    return bool(_FROM.search(text, max(sentence.start, cue.start - _NEAR), cue.start))


def said_of(sentence: Sentence, cue: Cue, cues: list[Cue]) -> Said | None:
    """The clause around the superlative; None where it ranks among some only, or in another time."""
    if any(sentence.tagged(tag) for tag in _OTHERS) or _then(sentence, cue):
        return None
    if any(a.code.startswith("group:") for a in sentence.areas):
        return None
    if any(0 <= cue.start - c.end < _BESIDE for c in sentence.tagged("rest")):
        return None
    found = _clause(sentence, cue, cues)
    if _of_some(found, cue):
        return None
    moving = _moving(sentence, cue, found)
    rank = next((c.ordinal for c in sentence.cues if c.ordinal > 1 and 0 <= cue.start - c.end < 3), max(1, cue.ordinal))
    if moving is None:
        return None
    if "extreme" in cue.tags:
        return Said(sentence, cue, found, True, 0, 1, either=True) if not moving and rank == 1 else None
    if cue.tags.isdisjoint(("utmost", "lowermost")):
        return Said(sentence, cue, found, True, 0, cue.ordinal)  # a place
    start, end = found[0][0], found[-1][1]
    tags = {t for c in sentence.cues if start <= c.start < end for t in c.tags}
    other = cue.start > sentence.start and sentence.piece.text[cue.start : cue.start + 4].lower() == "than"
    fewer = other and any("down" in c.tags and 0 < cue.start - c.end < 2 * _REACH for c in sentence.cues)
    if "balance" in tags or tags & {"net_loss", "net_gain"}:
        side = -1 if tags & _LOSS else 1
        return Said(sentence, cue, found, "utmost" in cue.tags, side, rank, True, side)
    named = _SIDES.search(sentence.piece.text, max(start, cue.start - _NEAR), min(end, cue.end + _REACH))
    side = (-1 if named["loss"] else 1) if named else 0
    return Said(sentence, cue, found, "utmost" in cue.tags and not fewer, 0 if other else moving, rank, False, side)


def _then(sentence: Sentence, cue: Cue) -> bool:
    """ "A year earlier Russia was first": the place is one of then; not "first, 6.0 % fewer than a year earlier"."""
    for word in sentence.tagged("earlier"):
        if word.end <= cue.start:
            return True
        between = [c for c in sentence.cuts if cue.end <= c.start < word.start]
        than = [c for c in sentence.cues if c.tags & {"than", "compare"} and 0 <= word.start - c.end < _NEAR]
        if not between and not than:
            return True
    return False


def _clause(sentence: Sentence, cue: Cue, cues: list[Cue]) -> list[Token]:
    """From the comma after the superlative before to the comma before the next one; up to "than" or "ahead of"."""
    at = cues.index(cue)
    start = _pause(sentence, cues[at - 1].end, cue.start) if at else sentence.start
    following = [c.start for c in cues[at + 1 :]]
    end = _pause(sentence, cue.end, min(following)) if following else sentence.end
    stops = [c.start for c in sentence.cuts if c.mark == ";"]
    start = max([start, *(c for c in stops if c < cue.start)])
    end = min([end, *(c for c in stops if c >= cue.end)])
    found = []
    for token in sentence.found:
        if token[0] >= end or (token[0] >= cue.end and token[2].lower in _AFTER):
            break
        if token[0] >= start:
            found.append(token)
    return without_leaned(found)


def _pause(sentence: Sentence, start: int, end: int) -> int:
    """The last comma or "and" between two superlatives."""
    cuts = [c.start for c in sentence.cuts if start <= c.start < end and c.mark in ",;&"]
    return cuts[-1] if cuts else end


def _of_some(found: list[Token], cue: Cue) -> bool:
    """ "one of the largest", "the largest of these", "the largest among …"."""
    around = [t[2].lower for t in found if -12 <= t[0] - cue.start < 0]
    if any(word in _AMONG for word in around):
        return True
    opening = [t[2].lower for t in found[:1]]
    return bool(opening) and opening[0] in _AMONG


def _moving(sentence: Sentence, cue: Cue, found: list[Token]) -> int | None:
    """Whether a rise or a fall is ranked; None where both are named beside the word."""
    near = [
        c
        for c in sentence.cues
        if c is not cue and c.tags & {"up", "down"} and not c.tags & {"largest", "over", "under", "utmost", "lowermost"}
    ]
    near = [c for c in near if found[0][0] <= c.start]
    word = sentence.piece.text[cue.start : cue.end].lower()
    far = word.startswith(RELATIVE) or word.endswith(_ADVERBS)  # "fastest of all those named here grew …"
    pause = min((c.start for c in sentence.cuts if c.start >= cue.end), default=sentence.end)
    reach = 2 * _REACH if word.startswith(RELATIVE) else min(2 * _REACH, pause - cue.end) if far else _NEAR
    near = [c for c in near if 0 <= c.start - cue.end < reach or 0 <= cue.start - c.end < _NEAR]
    text = sentence.piece.text
    near = [c for c in near if not _HOWEVER.search(text, min(c.end, cue.end), max(c.start, cue.start))]
    ways = {1 if "up" in c.tags else -1 for c in near}
    if not ways and _CHANGED.search(text, found[0][0], found[-1][1]):
        return None  # "changed most", "the largest change": up or down
    close = [t for t in sentence.found if 0 <= t[0] - cue.end < _NEAR]
    if not ways and any(t[2].tags & {"index", "change"} and "gap" not in t[2].tags for t in close):
        return 1  # "the highest rate of growth"
    if len(ways) > 1:
        return None
    return ways.pop() if ways else 0
