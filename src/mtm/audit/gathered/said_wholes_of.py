"""Whose number the words beside a share name: "35 per cent of those referred", "of them", «от их числа».

Scope: one reading; a share or a portion with its count, and the earlier counts of the report. Words that only point
back mean the nearest larger count, all others the one count whose own words are kin to them. Where two are named
alike, the share may be of either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.language.kin import kindred, root
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading, is_count
from mtm.audit.meaning.said_of import said_of
from mtm.kit.intervals import Interval, share

_WORD = re.compile(r"[^\W\d_]{2,}|\b(?:19|20)\d\d\b")
_DIRECT = re.compile(r"\s+([^\W\d_]{2,})")
_JOINT = re.compile(r"\b(?:and|but|while|и|а|но|және|ал)\b", re.I)
_STOPS = re.compile(r"[,;:–—]|\.\s")
_EMPTY = re.compile(
    r"(?:of|the|all|these|those|this|that|them|they|their|which|who|whom|it|its|in|on|at|to|for|from|by|with|and|or|an|a"
    r"|as|per|cent|were|was|had|have|has|are|is|did|people|persons?|total|number|whole|overall|entire|only|just|some"
    r"|about|sample|year|same|first|last|half|most|one|two|three|then|so|not|also|still|each|every|more"
    r"|из|от|на|не|по|за|до|об|во|со|или|это|эт\w{1,2}|их|них|все\w{0,2}|весь|вся|общ\w{2,3}|числ\w|количеств\w|людей"
    r"|человек\w{0,2}|лиц\w{0,2}|те|тех|кто|что|как|для|при|же|уже|год\w{0,2}|лет|был\w?|есть|только"
    r"|всего|итого|котор\w{2,3}|сво\w{1,3}|один|одн\w{1,2}|два|три"
    r"|барлық|жалпы|бүкіл|сан\w{0,6}|адам\w{0,7}|олар\w{0,4}|оның|осы\w{0,6}|бұл\w{0,6}|сол\w{0,6}|соның|ішін\w{0,4}"
    r"|арасын\w{0,4}|жыл\w{0,4}|мен|және|яғни|демек|бір|екі|үш|болып|пайыз\w{0,4}"
    r"|quarterly|annual|yearly|monthly|figures?|volumes?|amounts?|sums?"
    r"|(?:квартальн|годов|месячн|полугодов)\w{2,3}|показател\w{1,2}|объ[её]м\w{0,2}|итог\w{0,2}|сумм\w{1,2}"
    r"|(?:тоқсан|жыл|ай)дық|айлық|көрсеткіш\w{0,5}|көлем\w{0,5}|сома\w{0,5})",
    re.I,
)
_GROUP = re.compile(r"(?:group|bloc)s?|групп\w{0,3}|топ\w{0,6}|тоб\w{1,6}", re.I)
_ALL = re.compile(
    r"\b(?:all|total|overall|whole|entire|quarterly|annual|yearly|monthly|year's|quarter's|month's"
    r"|всех|всего|всей|общ\w{2,3}|(?:квартальн|годов|месячн|полугодов)\w{2,3}"
    r"|барлық|жалпы|бүкіл|(?:тоқсан|жыл|ай)дық|айлық)\b",
    re.I,
)
_TIMES = frozenset(("earlier", "then", "compare", "later"))
_SEX = re.compile(
    r"(?P<men>males?|men|man|мужчин\w{0,3}|мужск\w{2,3}|ерлер\w{0,5}|еркек\w{0,6})"
    r"|females?|women|woman|женщин\w{0,3}|женск\w{2,3}|әйел\w{0,8}",
    re.I,
)
_PLAIN = ("", REST)
_BACK, _MANY, _NOUN = 14, 60, 2
_TOLD = 2  # a word that only names what many counts count tells none of them apart
_SMALL = 50  # a number so many times smaller does not end the words of another


class Named(NamedTuple):
    """The whole that the words name; ``sure`` where no other is named as well, ``other`` what the share fits."""

    whole: Claim
    sure: bool
    other: Claim | None


def named_whole(reading: Reading, start: int, end: int, size: Interval, part: Claim, at: int) -> Named | None:
    """The whole of a share of ``size`` at ``start`` in sentence ``at``; None where words name none, or doubtfully."""
    sentence = reading.sentences[at]
    said = said_of(sentence, start, end, part)
    if said is None:
        return None
    words = telling(said.words)
    if any(_GROUP.fullmatch(w) for w in words):
        return None
    earlier = list(earlier_counts(reading, part, at))
    found, sure = _by_words(reading, words, earlier) if words else ([], False)
    if not found and said.them and said.noun:
        found, sure = _by_words(reading, telling(said.noun), earlier)
        found, sure = (found, False) if sure else ([], False)
    if not found and said.them and not words and not telling(said.noun) and not _ALL.search(said.words):
        found = _back(earlier, part)
        sure = False
    if not found or any(c.area not in _PLAIN for c in found) or (part.area not in _PLAIN and not sure):
        return None  # lists of countries under their groups have rules of their own
    fitting = _fitting(found, part, size)
    if fitting is not None:
        return Named(fitting, sure, None)
    other = (
        _fitting(earlier, part, size) or other_whole(reading, size, part, at) or _of_both(reading, found[0], part, size)
    )
    if other is None or (found[0].block != sentence.block and not (sure and _of_one_time(reading, found[0]))):
        return None
    return Named(found[0], sure, other)


def _of_one_time(reading: Reading, whole: Claim) -> bool:
    """Its sentence compares no times: "36,027 newcomers, up from 34,282" has the words of both."""
    sentence = reading.sentences[whole.sentence]
    if not _TIMES.isdisjoint(sentence.tags()) or any(p.code == "<" for p in sentence.periods):
        return False
    return not any(c.time or c.role == "change" for c in sentence.claims)


def group_counts(reading: Reading, sentence: Sentence, first: Claim) -> list[Claim]:
    """ "Of the newcomers 1,121 came from …", «Из прибывших 1 580 – …»: the earlier counts that the words name."""
    said = said_of(sentence, first.start, first.end, first)
    if said is None or said.them or first.area not in _PLAIN:
        return []
    words, earlier = telling(said.words), list(earlier_counts(reading, first, sentence.number))
    found, _ = _by_words(reading, words, earlier) if words else ([], False)
    if found:
        return found
    at = sentence.piece.text.find(said.words, sentence.start, first.start) if said.words else -1
    flows = {t for c in sentence.cues if at <= c.start < first.start for t in c.tags & {"in", "out"}} if at >= 0 else ()
    return [c for c in earlier if len(flows) == 1 and c.told and {c.axes.get("flow")} == flows]


def other_whole(reading: Reading, size: Interval, part: Claim, at: int) -> Claim | None:
    """An earlier count of its paragraph that the share fits, whatever its side."""
    found = (c for s in reading.by_block.get(reading.sentences[at].block, ()) for c in s.claims if c.order < part.order)
    return _fitting((c for c in found if is_count(c) and c.unit == part.unit and c.amount > part.amount), part, size)


def _of_both(reading: Reading, named: Claim, part: Claim, size: Interval) -> Claim | None:
    """The whole, and the other side that its sentence gives: the share is of both together."""
    beside = [c for c in reading.sentences[named.sentence].claims if c is not named and c is not part and is_count(c)]
    others = [c for c in beside if c.unit == named.unit and conflict(c.axes, named.axes)]
    if len(others) != 1:
        return None
    both = share(part.interval, named.interval + others[0].interval)
    return others[0] if both.meets(size) else None


def _fitting(wholes: Iterable[Claim], part: Claim, size: Interval) -> Claim | None:
    return next((c for c in wholes if share(part.interval, c.interval).meets(size)), None)


def telling(words: str) -> list[str]:
    """The words that may tell one whole from another."""
    found = [w for w in _WORD.findall(words) if not _EMPTY.fullmatch(w)]
    if found and words.lstrip().startswith(found[0]):
        found[0] = found[0].lower()  # a capital that opens a sentence makes no name
    return found


def earlier_counts(reading: Reading, part: Claim, at: int) -> Iterable[Claim]:
    """Larger counts of its unit before it, nearest first: of its paragraph, and of some sentences before that."""
    block = reading.sentences[at].block
    for sentence in reversed(reading.sentences[max(0, at - _MANY) : at + 1]):
        if sentence.block != block and at - sentence.number > _BACK:
            return
        for claim in reversed(sentence.claims):
            if claim.order < part.order and _may_be(claim, part):
                yield claim


def _may_be(whole: Claim, part: Claim) -> bool:
    return (
        is_count(whole)
        and whole.unit == part.unit
        and whole.amount > part.amount
        and whole.time != "before"
        and not conflict(whole.axes, part.axes)
        and whole.interval.low > 0
    )


def _back(earlier: list[Claim], part: Claim) -> list[Claim]:
    """What "of them" may mean: the larger counts of its own sentence, else of the last one before that has any."""
    own = [c for c in earlier if c.sentence == part.sentence]
    if own or not earlier:
        return own
    last = earlier[0]
    return [c for c in earlier if c.sentence == last.sentence and part.sentence - c.sentence < _NOUN + 1]


def _by_words(reading: Reading, words: list[str], earlier: list[Claim]) -> tuple[list[Claim], bool]:
    """The counts whose words are most akin; sure where all the words are and no other count has as many."""
    nouns = _nouns(reading, earlier)
    scored = [(c, *_score(reading, words, c, nouns)) for c in earlier]
    best = max((points for _, points, _ in scored), default=0)
    if best < _TOLD:
        return [], False
    found = [(c, whole) for c, points, whole in scored if points == best]
    amounts = {c.amount for c, _ in found}
    return [c for c, _ in found], len(amounts) == 1 and all(whole for _, whole in found)


def named_by(reading: Reading, phrase: str, part: Claim, earlier: list[Claim]) -> tuple[list[Claim], bool]:
    """The earlier counts that a phrase names, and whether it names no other."""
    words = telling(phrase)
    return _by_words(reading, words, earlier) if words and part.area in _PLAIN else ([], False)


def _score(reading: Reading, words: list[str], claim: Claim, nouns: list[str]) -> tuple[int, bool]:
    """How near the words are to the count's own stretch, and whether all of them are known.

    Two for every word of the stretch, one where it is but what many counts of the text count, one for a word of its
    sentence that stands beside no other count.
    """
    sentence = reading.sentences[claim.sentence]
    own, around = words_of(reading, claim)
    points, known = 0, True
    for word in words:
        near = any(kindred(word, o, sentence.language) for o in own) or _side(word) == claim.axes.get("sex")
        plain = any(kindred(word, n, sentence.language) for n in nouns)
        far = not near and any(kindred(word, o, sentence.language) for o in around)
        points += (
            (1 if plain and "sex" not in claim.axes else 2 + word[0].isupper()) if near else int(far and not plain)
        )
        known = known and (near or far or plain)
    return points, known


def _side(word: str) -> str:
    """ "male respondents" are the men of whom the text has spoken."""
    found = _SEX.fullmatch(word)
    return "?" if found is None else "men" if found["men"] else "women"


def _nouns(reading: Reading, claims: list[Claim]) -> list[str]:
    """What the text counts: the word right behind the largest count, and those behind several."""
    found: list[tuple[Claim, str]] = []
    for claim in claims:
        behind = _DIRECT.match(reading.sentences[claim.sentence].piece.text, claim.end)
        if behind is not None and not _EMPTY.fullmatch(behind[1]):
            found.append((claim, behind[1]))
    largest = max((c.amount for c in claims), default=0)
    words = Counter(root(w, reading.sentences[c.sentence].language) for c, w in found)
    return [w for c, w in found if c.amount == largest or words[root(w, reading.sentences[c.sentence].language)] > 1]


def words_of(reading: Reading, claim: Claim) -> tuple[list[str], list[str]]:
    """The words of the count's stretch, and those of its sentence that stand in no other count's."""
    found = reading.stretches.get(id(claim))
    if found is None:
        found = reading.stretches[id(claim)] = _words_of(reading.sentences[claim.sentence], claim)
    return found


def _words_of(sentence: Sentence, claim: Claim) -> tuple[list[str], list[str]]:
    others = [c for c in sentence.claims if is_count(c) and c is not claim and c.amount * _SMALL >= claim.amount]
    low, high = _stretch(sentence, claim, others)
    taken = [_stretch(sentence, c, [*(o for o in others if o is not c), claim]) for c in others]
    around = [
        m[0]
        for m in _WORD.finditer(sentence.piece.text, sentence.start, sentence.end)
        if not any(a <= m.start() < b for a, b in [*taken, (low, high)]) and not _EMPTY.fullmatch(m[0])
    ]
    return telling(sentence.piece.text[low : claim.start]) + telling(sentence.piece.text[claim.end : high]), around


def _stretch(sentence: Sentence, claim: Claim, others: list[Claim]) -> tuple[int, int]:
    """From the last stop or number before the count to the next behind it."""
    text = sentence.piece.text
    low = max((c.after for c in others if c.after <= claim.start), default=sentence.start)
    high = min((c.start for c in others if c.start >= claim.end), default=sentence.end)
    stops = [m.end() for m in _STOPS.finditer(text, low, claim.start)]
    if stops:
        low = stops[-1]
    elif low > sentence.start:  # behind another number: its words, up to an "and"
        ends = [m.end() for m in _JOINT.finditer(text, low, claim.start)]
        closed = text.rfind(")", low, claim.start) + 1
        low = max([*ends, closed]) or claim.start
    begin = claim.end + len(text[claim.end : high]) - len(text[claim.end : high].lstrip(" —–-)"))
    joint = _JOINT.search(text, begin, high) if high < sentence.end else None
    high = joint.start() if joint is not None else high
    shut = text.find(")", claim.end, high)
    if shut >= 0 and text.find("(", claim.end, shut) < 0:
        high = shut  # "the regional quota (12,000 places)"
    stop = _STOPS.search(text, begin, high) if begin < high else None
    return low, stop.start() if stop is not None else high


__all__ = [
    "Named",
    "earlier_counts",
    "group_counts",
    "named_by",
    "named_whole",
    "other_whole",
    "telling",
    "words_of",
]
