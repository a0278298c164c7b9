"""Which numbers of running text split another one between them, and whether words say that nothing is left over.

Scope: counts and amounts of one unit that stand beside each other in a sentence, in two that follow each other or in
lines of a list; before them the number that they may split. Whether they make it is the rules' question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit
from mtm.audit.gathered.said_wholes_of import group_counts
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.opposites import opposed
from mtm.audit.meaning.partitions import all_kinds, by_degree, of_two_groups
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading

MOST, BACK, WHOLES, REACH, PAIR, KINDS = 7, 4, 3, 60, 2, 3
SAID, REFERS, FOLLOWS, LED = "said", "refers", "follows", "led"
_SEXES, _AGES = {"men", "women"}, {"young", "working", "old"}
_AXES = ("sex", "age", "flow", "status", "place", "term")
_CHILD = re.compile(r"child|minor|дет|реб|несов|бала", re.I)
_REST = re.compile(
    r"\b(?:the|all|its|their) (?:other|remaining|rest)(?:[,:]|(?: of (?:them|these|those))?,?)"
    r"(?: (?:some|about))?\s*[(–—-]?\s*$"
    r"|\bremaining\s*$|\bthe rest (?:is|are|was|were|[–—-])?\s*[(]?$|\beveryone else[,:]?\s*[(]?$"
    r"|\bостальн(?:ые|ых|ым|ыми|ая|ую|ой)(?: \w+)?\s*[,:(–—-]?\s*$|\bпрочи[емхй]\w*\s*[,:(–—-]?\s*$"
    r"|\bқалған(?:ы|дары)?\s*[,:(–—-]?\s*$|\bөзгелері\s*[,:(–—-]?\s*$|\bбасқалары\s*[,:(–—-]?\s*$",
    re.I,
)
_REST_BEHIND = re.compile(
    r"^\s*(?:(?:people|persons|of them|men|women|children|households|families|человека?|семей|адам|отбасы)\s)?"
    r"\(?(?:all )?(?:others?\b(?! (?:than|countries))|the rest\b|remain(?:ing)?\b(?! (?:in|at|with|there|here))"
    r"|прочи|остальн|қалғандары|өзгелер|басқалар)",
    re.I,
)
_SAID = re.compile(
    r"(?:^|[.;:,(–—-]\s*|\d\s|\b(?:and|but|while|though|и|а|но)\s)"
    r"(?:\w+\s){0,2}?(?:(?:out )?of|among|из|среди|от)\s"
    r"(?:(?:the|these|those|all|every|some|its|our|their|this|that|last|year[’']s|\w+[’']s|total|overall|now|current"
    r"|эти[хм]|всех|тех|ныне\w+|числа|общего|этого|каждых|прошл\w+|текущ\w+|\w+(?:ых|их))\s){0,3}[$€₸]?$",
    re.I,
)
_REFERS = re.compile(
    r"^\W*(?:(?:(?:[^\W\d]+[ -]){0,4}of|and|among)\s(?:these|those|them|the|this|that)\b"
    r"|(?:из|среди|в) (?:них|этих|тех|их числе)\b"
    r"|(?:из|среди)\s(?:\w+\s){0,2}\w+(?:ых|их|ов|ев|ей|ий)\b"
    r"|(?:\w+\s){0,3}\w+(?:ның|нің|дың|дің|тың|тің)\s)",
    re.I,
)
_GENITIVE = re.compile(r"^\S*\s?(?:\w+\s)?\w*(?:ның|нің|дың|дің|тың|тің)\s", re.I)

_OF_WHICH = re.compile(
    r":|\b(?:of (?:which|these|them|those)|из (?:них|которых)|в том числе|(?:оның|соның|олардың|бұлардың)\s)",
    re.I,
)
_SOME_OF = re.compile(
    r"[;.]|\b(?:includ|among|mainly|mostly|largest|biggest|example|e\.g|such as"
    r"|в (?:том|их) числе|из них|среди|главн|крупн|основн|больше всего|например|прежде всего"
    r"|ішінде|негізгі|ірі|мысалы|көбі)",
    re.I,
)
_DASH = re.compile(r"\s+[–—-]\s")
_JOINS = re.compile(r"[,;:]|\b(?:and|but|while|whereas|и|а|но|ал|және)\b", re.I)


class Split(NamedTuple):
    """A whole, its parts in order, how the text puts them together, and whether nothing is left over."""

    whole: Claim
    parts: tuple[Claim, ...]
    how: str
    closed: bool


class Told(NamedTuple):
    """A sentence and those of its numbers that may be parts or wholes."""

    sentence: Sentence
    counts: list[Claim]


def counts(sentence: Sentence) -> list[Claim]:
    """Counts and amounts that may be parts or wholes: no differences, no averages with decimals, none of before."""
    found = [c for c in sentence.claims if is_level(c) and c.value > 0 and c.sign not in ("+", "-")]
    return [c for c in found if not (c.decimals and c.scale == 1 and not c.unit)]


def splits(reading: Reading) -> Iterator[Split]:
    """All that words put together, the surest first in each sentence."""
    previous: list[Told] = []
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            previous = []
            continue
        if sentence.claims:
            if previous and sentence.block - previous[-1].sentence.block > 1:
                previous = []
            found = counts(sentence)
            yield from _said(sentence, found)
            yield from _led(sentence, found)
            yield from _goes_on(sentence, found, previous)
            yield from _of_group(reading, sentence, found)
            previous = [*previous[-BACK:], Told(sentence, found)]


def _said(sentence: Sentence, found: list[Claim]) -> Iterator[Split]:
    """ "Of the 1,072 persons 634 …, 241 … and 197 …"; "788 of the 1,876 decisions …, while 1,088 …"."""
    for at, whole in enumerate(found):
        behind = next((c for c in sentence.claims if c.start >= whole.after), None)
        if not says_whole(sentence, whole) or (behind is not None and behind.unit == PERCENT):
            continue  # "5 315 (29 865 кірудің 17,8%-ы): …" are not the parts of 29 865
        parts = _until_whole(sentence, found[at + 1 :])
        if at and _of_it(sentence, found[at - 1], whole) and sentence.language != "kk":
            parts = [found[at - 1], *parts]
        if len(parts) > 1 and plain(whole, parts):
            yield Split(whole, tuple(parts), SAID, closes(sentence, parts))


def _led(sentence: Sentence, found: list[Claim]) -> Iterator[Split]:
    """ "The agency closed 5,462 cases: 2,187 with …, 1,039 with …": a colon leads from the whole to its parts."""
    for whole, part in pairwise(found):
        parts = [c for c in found if c.start >= part.start]
        if len(parts) < PAIR:
            return
        between = sentence.piece.text[whole.after : part.start]
        if len(parts) == PAIR:
            if _OF_WHICH.search(between) and {p.axes.get("flow") for p in parts} == {"in", "out"} and _small(parts):
                yield Split(whole, tuple(parts), FOLLOWS, True)
        elif ":" in between and not _SOME_OF.search(between) and plain(whole, parts):
            yield Split(whole, tuple(parts), LED, closes(sentence, parts))


def _small(parts: list[Claim]) -> bool:
    """Neither holds most of both: what came and what left of one year are of one size."""
    one, two = sorted(p.amount for p in parts)
    return two < 3 * one


def says_whole(sentence: Sentence, claim: Claim) -> bool:
    """ "Of the 1,072 …", «Из 810 …», "1 746 адамның …": the number is the whole of what follows."""
    text = sentence.piece.text
    if sentence.language == "kk":
        return _GENITIVE.match(text[claim.end : claim.end + REACH]) is not None
    if _DASH.match(text, claim.after):
        return False  # "Из прибывших 1 580 – жители своей области": a part of those who came
    return _SAID.search(text[max(sentence.start, claim.start - REACH) : claim.start]) is not None


def _until_whole(sentence: Sentence, found: list[Claim]) -> list[Claim]:
    """The numbers up to the next one that is itself called a whole."""
    end = next((i for i, c in enumerate(found) if says_whole(sentence, c)), len(found))
    return found[:end]


def _of_it(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    between = sentence.piece.text[part.after : whole.start]
    return part.amount < whole.amount and len(between) < REACH and not any(m in between for m in ";:.,")


def _goes_on(sentence: Sentence, found: list[Claim], previous: list[Told]) -> Iterator[Split]:
    """Parts of a number that the sentence itself, or one before it, has given."""
    if not found:
        return
    before = [*(c for told in previous for c in told.counts), *found]
    for size in range(min(len(found), MOST), 1, -1):
        own = found[-size:]
        wholes = _wholes(before, own)
        if not wholes:
            continue
        refers = size == len(found) and (_REFERS.match(sentence.text) is not None or _ranked(sentence, own[0]))
        closed = closes(sentence, own) or (refers and size > PAIR and _announced(previous, size))
        if closed or (refers and size > PAIR):
            yield from (Split(whole, tuple(own), REFERS if refers else FOLLOWS, closed) for whole in wholes)
    yield from _ranks_go_on(sentence, found, previous)
    beside = _beside(sentence, previous) if len(found) == 1 else []
    for size in range(1, len(beside) + 1):
        own = [*beside[-size:], found[0]]
        wholes = _wholes(before, own)
        if not wholes:
            continue
        if is_rest(sentence, found[0]) or (size == 1 and opposed(previous[-1].sentence.text, sentence.text)):
            yield from (Split(whole, tuple(own), FOLLOWS, True) for whole in wholes)


def _of_group(reading: Reading, sentence: Sentence, found: list[Claim]) -> Iterator[Split]:
    """ "Of the newcomers 1,121 came from other districts, 1,363 from the rest of the country and 514 from abroad"."""
    if 1 < len(found) <= MOST and not says_whole(sentence, found[0]) and closes(sentence, found):
        for whole in group_counts(reading, sentence, found[0])[:WHOLES]:
            if plain(whole, found):
                yield Split(whole, tuple(found), SAID, True)


def _announced(previous: list[Told], size: int) -> bool:
    """ "14,500 people are in five communities": as many as the parts of the next sentence."""
    return bool(previous) and any(entry.number == size for _, _, entry in previous[-1].sentence.found)


def _ranks_go_on(sentence: Sentence, found: list[Claim], previous: list[Told]) -> Iterator[Split]:
    """ "Drivers were sought most (1,930), then welders (1,415). Cooks were third (1,120), carers fourth (870) …"."""
    last = previous[-1] if len(previous) > 1 and previous[-1].sentence.block == sentence.block else None
    first = last.counts if last is not None and len(found) > 1 else []
    if last and first and len(first) + len(found) <= MOST and _ranked(last.sentence, first[0]):
        falling = [c.amount for c in (*first, *found)]
        if all(one > two for one, two in pairwise(falling)):
            parts = (*first, *found)
            wholes = _wholes([c for told in previous[:-1] for c in told.counts], parts)
            yield from (Split(whole, parts, REFERS, False) for whole in wholes)


def _wholes(before: list[Claim], parts: Sequence[Claim]) -> list[Claim]:
    """The nearest numbers before the parts that they may split; to be asked before their words are read."""
    largest, first = max(c.amount for c in parts), parts[0].order
    larger = (c for c in reversed(before) if c.amount > largest and c.order < first)
    return list(islice((c for c in larger if plain(c, parts)), WHOLES))


def _ranked(sentence: Sentence, first: Claim) -> bool:
    """ "Most often … drivers (1,380), then welders (1,075), cooks (860) …": kinds of what is counted, each once."""
    return any(c.end <= first.start for c in sentence.tagged("largest"))


def _beside(sentence: Sentence, previous: list[Told]) -> list[Claim]:
    """The only numbers of the sentence before or of the lines above, where this one has only one too."""
    found: list[Claim] = []
    for other, own in reversed(previous):
        apart = sentence.block != other.block and "item" not in (sentence.kind, other.kind)
        if len(own) != 1 or apart or (found and other.kind != "item"):
            break
        found.insert(0, own[0])
    return found


def plain(whole: Claim, parts: Sequence[Claim]) -> bool:
    """One unit, one time, all smaller than the whole, and nothing said of it that is denied of them."""
    if any(not same_unit(whole, p) or p.amount >= whole.amount or _of_another_time(whole, p) for p in parts):
        return False
    amounts = {p.amount for p in parts}
    if len(amounts) == 1 or (len(parts) > PAIR and len(amounts) < len(parts)):
        return False  # "29 of these …; these 29 are contained in the 186": a number named again
    if any(_rounded(c) for c in (whole, *parts)):
        return False
    sides = [{p.axes.get(axis, "") for p in parts} for axis in _AXES]
    for axis, named in zip(_AXES, sides, strict=True):
        own = whole.axes.get(axis)
        if own and whole.told and named - {own, ""}:
            return False
        if own and axis in ("sex", "age") and len(named) == 1 and named not in ({own}, _spoken(whole, parts)):
            return False
    return True


def _spoken(whole: Claim, parts: Sequence[Claim]) -> set[str]:
    """ "173 children left. 104 were found, 69 are still missing": what is said right behind is said of the children."""
    return {""} if 0 <= parts[0].sentence - whole.sentence < PAIR else set()


def _of_another_time(whole: Claim, part: Claim) -> bool:
    """ "3,500 in 2022; in 2023 there were 2,100 men and 1,900 women"."""
    if (part.time == "before") != (whole.time == "before"):
        return True
    return bool(whole.period and part.period) and not compatible(whole.period, part.period)


def _rounded(claim: Claim) -> bool:
    """ "about 1,200": said to be rounded, and it may be."""
    return bool(claim.hedge) and len(claim.digits.strip("0")) < 3


def closes(sentence: Sentence, parts: list[Claim]) -> bool:
    """Words say that the last of the parts leaves nothing over."""
    if len(parts) == PAIR and parts[0].sentence == parts[1].sentence and of_their_own(sentence, *parts):
        return False
    if is_rest(sentence, parts[-1]):
        return True
    end = parts[-1].after
    if any(c.start >= end and _JOINS.search(sentence.piece.text, end, c.start) for c in sentence.tagged("rest")):
        return False  # "788 were granted, 1,030 refused, the rest are pending"
    if _all_sides(parts) or _numbered(sentence, parts):
        return True
    if any(p.sentence != parts[0].sentence for p in parts):
        return False
    if len(parts) >= KINDS:
        said = _said_of(sentence, parts)
        return all_kinds(said) or by_degree(said)
    return len(parts) == PAIR and opposed(*_words(sentence, *parts))


def _numbered(sentence: Sentence, parts: list[Claim]) -> bool:
    """ "three sites: 530 in Altham, 416 in Borrow and 328 in Carne": as many as a word says."""
    found = [e.number for start, _, e in sentence.found if sentence.start <= start < parts[0].start and e.number]
    ahead = sentence.piece.text[sentence.start : parts[0].start]
    return len(parts) > 1 and bool(found) and found[-1] == len(parts) and ":" in ahead


def _all_sides(parts: list[Claim]) -> bool:
    """Men and women, children apart or not; the three ages."""
    sexes = [p.axes["sex"] for p in parts if "sex" in p.axes and not _CHILD.match(p.noun)]
    if len(sexes) == len(_SEXES) == len(set(sexes)):
        others = [p for p in parts if "sex" not in p.axes or _CHILD.match(p.noun)]
        return len(others) < len(_SEXES) and all(p.axes.get("age") == "young" for p in others)
    return len(parts) == len(_AGES) and {p.axes.get("age") for p in parts} == _AGES


def is_rest(sentence: Sentence, claim: Claim) -> bool:
    """A word for the rest touches the number."""
    text = sentence.piece.text
    first = max((c.after for c in sentence.claims if c.after <= claim.start), default=sentence.start)
    if _REST.search(text[max(first, claim.start - REACH) : claim.start]):
        return True
    if claim.area == REST:
        return True
    return _REST_BEHIND.match(text[claim.after : min(sentence.end, claim.after + REACH)]) is not None


def of_their_own(sentence: Sentence, one: Claim, two: Claim) -> bool:
    """The words with each of two numbers say that they are parts of two groups."""
    return of_two_groups(*_words(sentence, one, two))


def _words(sentence: Sentence, one: Claim, two: Claim) -> tuple[str, str]:
    """The words that stand with each of two numbers of a sentence."""
    text = sentence.piece.text
    others = [c for c in sentence.claims if c.unit != PERCENT]
    first = max((c.after for c in others if c.after <= one.start), default=sentence.start)
    last = min((c.start for c in others if c.start >= two.after), default=sentence.end)
    joined = [m.start() for m in _JOINS.finditer(text, one.after, two.start)]
    at = joined[-1] if joined else two.start
    return text[first : one.start] + text[one.after : at], text[at : two.start] + text[two.after : last]


def _said_of(sentence: Sentence, parts: list[Claim]) -> list[str]:
    """The words that stand with each of the numbers: from the last comma or "and" before it to the next one."""
    text, last = sentence.piece.text, parts[-1]
    cuts = [max((c.after for c in sentence.claims if c.after <= parts[0].start), default=sentence.start)]
    for one, two in pairwise(parts):
        joined = [m.start() for m in _JOINS.finditer(text, one.after, two.start)]
        cuts.append(joined[-1] if joined else two.start)
    cuts.append(min((c.start for c in sentence.claims if c.start >= last.after), default=sentence.end))
    return [text[a:b] for a, b in pairwise(cuts)]


__all__ = ["Split", "closes", "counts", "is_rest", "of_their_own", "plain", "says_whole", "splits"]
