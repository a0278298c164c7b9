"""What is said to be more must be more: arrivals than departures, births than deaths.

Rule flows_compared: "more left than came", "arrivals exceeded departures", and a gain or loss whose size is exactly
what lies between the two ("the country gained 8,461 people"), against the one number that the paragraph, or else the
section, gives for each side. It cannot see comparisons whose sides have several numbers, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.endings import ABLATIVE
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "flows_compared"
_SIDES = {"in": ("flow", "in"), "out": ("flow", "out"), "born": ("vital", "born"), "died": ("vital", "died")}
_OTHER = {"in": "out", "out": "in", "born": "died", "died": "born"}
_MORE, _LESS = (
    frozenset(("up", "over", "outnumber", "more_after")),
    frozenset(("down", "under", "less_after", "outnumbered")),
)
_COMPARED = frozenset(("than", "outnumber", "outnumbered"))  # the words weigh two sides: no gain or loss of one
_BETWEEN, _BESIDE, _BEHIND, TELLING = 60, 25, 45, 3  # "кеткендерден (45 821) 53 268 адамға көп": numbers stand between
Sides = dict[tuple[int, str], list[Claim]]  # by section and side


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every comparison of two sides, and for every gain or loss that is exactly their difference."""
    sides = _by_section(reading)
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims:
            continue
        weighed = list(comparisons(sentence))
        for first, second, word in weighed:
            relation = _compared(reading, sides, sentence, (first, second), word)
            if relation is not None:
                yield relation
        counts = [c for c in sentence.claims if not c.unit]  # "the balance (2,456) is 1,870 below that of then (4,326)"
        then_and_now = len(counts) > 2 and not any(c.axes.get("flow") in ("in", "out") for c in counts)
        for claim in () if then_and_now or weighed or not _COMPARED.isdisjoint(sentence.tags()) else sentence.claims:
            relation = _gained(reading, sides, sentence, claim)
            if relation is not None:
                yield relation


def comparisons(sentence: Sentence) -> Iterator[tuple[str, str, Cue]]:
    """The side said to be more, the other one, and the word that says so."""
    sided = [(c, side) for c in sentence.cues if (side := _side(c))]
    for (one, first), (two, second) in pairwise(sided):
        if _OTHER[first] != second or two.start - one.end > _BETWEEN or _number_between(sentence, one.end, two.start):
            continue
        word = _word(sentence, one, two)
        if word is not None and not _of_earlier(sentence, one, word):
            more = bool(word.tags & _MORE) and "outnumbered" not in word.tags
            yield (first, second, word) if more else (second, first, word)


def _of_earlier(sentence: Sentence, one: Cue, word: Cue) -> bool:
    """ "…, whereas a year before departures exceeded arrivals": the clause has its own, earlier time."""
    start = max((c.end for c in sentence.claims if c.end <= one.start), default=sentence.start)
    earlier = [p.start for p in sentence.periods if p.code == "<"] + [c.start for c in sentence.tagged("earlier")]
    return any(start <= at < max(one.end, word.end) for at in earlier)


def _side(cue: Cue) -> str:
    found = [s for s in _SIDES if s in cue.tags] or (["in"] if "coming" in cue.tags else [])
    return found[0] if len(found) == 1 and "balance" not in cue.tags else ""


def _number_between(sentence: Sentence, start: int, end: int) -> bool:
    """A number that is not in brackets: "the arrivals (183,304) are fewer than the departures"."""
    text = sentence.piece.text
    bare = (c for c in sentence.claims if start <= c.start < end)
    return any(text[c.start - 1 : c.start] != "(" or text[c.after : c.after + 1] != ")" for c in bare)


def _word(sentence: Sentence, one: Cue, two: Cue) -> Cue | None:
    """ "exceeded" or "more than" between the two, "more … than" around the first, «…дан көп» after the second."""
    between = [c for c in sentence.cues if one.end <= c.start and c.end <= two.start]
    found = [c for c in between if c.tags & {"outnumber", "outnumbered"}]
    if found:
        return found[0]
    if sentence.language == "kk":
        following = next((c.start for c in sentence.cues if c.start > two.start), two.end + _BESIDE)
        words = sentence.piece.text[two.start : following].lower().split()[:2]
        ablative = any(w.endswith(ABLATIVE) for w in words)
        after = [c for c in sentence.cues if 0 <= c.start - two.end < _BEHIND and c.tags & (_MORE | _LESS)]
        return after[0] if ablative and after else None
    than = [c for c in between if "than" in c.tags]
    if not than or two.start - than[-1].end > _BESIDE or _times_between(sentence, one.end, two.start):
        return None
    before = [c for c in sentence.cues if 0 <= one.start - c.end < _BESIDE]
    found = [c for c in (*between, *reversed(before)) if c.tags & (_MORE | _LESS)]
    return found[0] if found else None


def _times_between(sentence: Sentence, start: int, end: int) -> bool:
    """ "more arrivals than a year before, departures …": it is compared with another time."""
    if any(start <= p.start < end for p in sentence.periods):
        return True
    return any(start <= c.start < end for tag in ("earlier", "compare") for c in sentence.tagged(tag))


def _compared(reading: Reading, sides: Sides, sentence: Sentence, two: tuple[str, str], word: Cue) -> Relation | None:
    larger, smaller = (_value(reading, sides, sentence, side, word.start) for side in two)
    if (larger is None or smaller is None) and "born" in two:
        larger, smaller = _together(sides, sentence, two)
    if larger is None or smaller is None or larger.unit != smaller.unit or larger.interval.meets(smaller.interval):
        return None
    holds = larger.interval.low > smaller.interval.high
    return _made(sentence, word, larger, (smaller,), holds)


def _value(reading: Reading, sides: Sides, sentence: Sentence, side: str, end: int = -1) -> Claim | None:
    """The one number that the paragraph gives for a side, else the only one of the section without a country."""
    names = {a.code for a in sentence.areas} - {reading.host} or {""}
    paragraph = [c for c in _paragraph(reading, sentence) if side in _sides_of(c)]
    for claims in (paragraph, sides.get((sentence.section, side), ())):
        found = [c for c in claims if c.area in names]
        found = [c for c in found if end < 0 or c.sentence != sentence.number or c.start < end]
        if found:
            return found[0] if all(found[0].interval.meets(c.interval) for c in found) else None
    return None


def _together(sides: Sides, sentence: Sentence, two: tuple[str, str]) -> tuple[Claim | None, Claim | None]:
    """The two sides where one other sentence of the section, and no second one, gives one number for each."""
    by_sentence: dict[int, tuple[list[Claim], list[Claim]]] = {}
    for at, side in enumerate(two):
        for claim in sides.get((sentence.section, side), ()):
            if claim.sentence != sentence.number and not claim.area:
                by_sentence.setdefault(claim.sentence, ([], []))[at].append(claim)
    pairs = [(one[0], other[0]) for one, other in by_sentence.values() if len(one) == len(other) == 1]
    return pairs[0] if len(pairs) == 1 else (None, None)


def _paragraph(reading: Reading, sentence: Sentence) -> list[Claim]:
    return [c for s in reading.by_block.get(sentence.block, ()) for c in s.claims]


def _by_section(reading: Reading) -> Sides:
    """The numbers of running text that a section gives for each side."""
    found: Sides = {}
    for section, claims in reading.by_section.items():
        for claim in claims:
            for side in _sides_of(claim):
                found.setdefault((section, side), []).append(claim)
    return found


def _sides_of(claim: Claim) -> list[str]:
    if claim.table >= 0 or claim.hedge or claim.time == "before" or claim.period == "<" or not is_level(claim):
        return []
    return [side for side, (axis, value) in _SIDES.items() if claim.axes.get(axis) == value]


def _gained(reading: Reading, sides: Sides, sentence: Sentence, claim: Claim) -> Relation | None:
    """ "the country gained 8,461 people" beside 29,438 that came and 20,977 that left."""
    if not claim.direction or claim.sign in ("+", "-", "~") or claim.unit in (PERCENT, POINTS, TIMES):
        return None
    if claim.role == "balance" or significant(claim) < TELLING or claim.time:
        return None
    word = _nearest(sentence, claim)
    if word is None or _sided(sentence, claim):
        return None
    for came, left in (("in", "out"), ("born", "died")):
        one, two = (_value(reading, sides, sentence, side) for side in (came, left))
        if one is None or two is None or claim in (one, two) or not one.unit == two.unit == claim.unit:
            continue
        between = one.interval - two.interval
        if _is(claim.interval, between) or _is(claim.interval, -between):
            holds = (between.low > 0) == (claim.direction > 0)
            return _made(sentence, word, claim, (one, two), holds)
    return None


def _sided(sentence: Sentence, claim: Claim) -> bool:
    """ "departures were 8,461 more", "келгендерден (45 821) 8 461-ге аз": the stretch around it names a side."""
    text = sentence.piece.text
    bare = (c for c in sentence.claims if c.end <= claim.start)
    bare = (c for c in bare if text[c.start - 1 : c.start] != "(" or text[c.after : c.after + 1] != ")")
    start = max((c.end for c in bare), default=sentence.start)
    end = min((c.start for c in sentence.claims if c.start > claim.start), default=sentence.end)
    cuts = [c.start for c in sentence.cuts if c.mark in ";:" and start < c.start < claim.start]
    return any(max([start, *cuts]) <= c.start < end and _side(c) for c in sentence.cues)


def _is(size: Interval, found: Interval) -> bool:
    return found.low > 0 and size.meets(found)


def _nearest(sentence: Sentence, claim: Claim) -> Cue | None:
    tag = "up" if claim.direction > 0 else "down"
    return min(sentence.tagged(tag), key=lambda c: abs(c.start - claim.start), default=None)


def _made(sentence: Sentence, word: Cue, claim: Claim, others: Iterable[Claim], holds: bool) -> Relation:
    others = tuple(others)
    relation = Relation(RULE, "word", claim, others, claim.interval, holds, note="word")
    relation.words = ((word.start, word.end, sentence.number),)
    relation.family = f"word{sentence.number}.{word.start}"
    named = (claim, *others) if is_level(claim) else others
    relation.params = {
        "word": sentence.piece.text[word.start : word.end],
        "operands": ", ".join(o.printed for o in named),
    }
    return relation


__all__ = ["RULE", "comparisons", "find"]
