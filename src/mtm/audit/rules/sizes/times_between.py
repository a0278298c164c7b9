"""How many times one thing is as large as another must be what their two numbers make.

Rule times_between: "Lomari is more than twice as large as Nyabale", "three times more people came in the third quarter
than in the first (510.0 against 170.0)": a multiple that compares two names, against the numbers of both in one list or
column of the text, or the two in the brackets behind it. It is wrong where no list or column that holds both names
makes it. It cannot see multiples of former times, or names that no list or column has both of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.series import CHANGES, NETS, RATES, Item, Series, marks_of, series
from mtm.audit.language.chunks import WORD
from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, Relation
from mtm.kit.intervals import Interval

RULE = "times_between"
LAST = True
NEIGHBOURS = 1  # blocks between a list and what is said of it
_ELSEWHEN = frozenset(("earlier", "then", "not", "average", "rest"))
_SIZES = {
    "en": "two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 twice:2 thrice:3 double:2 triple:3",
    "ru": "полтора:1.5 два:2 две:2 три:3 четыре:4 пять:5 шесть:6 семь:7 восемь:8 девять:9 десять:10 вдвое:2 втрое:3"
    " вчетверо:4 впятеро:5 вшестеро:6 всемеро:7 ввосьмеро:8 вдевятеро:9 вдесятеро:10",
    "kk": "екі:2 үш:3 төрт:4 бес:5 алты:6 жеті:7 сегіз:8 тоғыз:9 он:10",
}
_HALF = r"(?P<half>\s+с половиной|\s+and a half|\s+жарым)?"
_NUMBER = r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)"
_PATTERNS = {
    "en": rf"(?:{_NUMBER}|(?P<word>two|three|four|five|six|seven|eight|nine|ten)){_HALF}[\s-]times\b"
    r"|\b(?P<alone>twice|thrice|double|triple)\b",
    "ru": rf"\bв\s+(?:{_NUMBER}|"
    rf"(?P<word>полтора|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять)){_HALF}\s+раза?\b"
    r"|\b(?P<alone>вдвое|втрое|вчетверо|впятеро|вшестеро|всемеро|ввосьмеро|вдевятеро|вдесятеро)\b",
    "kk": rf"(?:{_NUMBER}|(?P<one>бір жарым)|"
    rf"(?P<word>екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он)){_HALF}\s+есе(?:ден|ге)?\b",
}
_MULTIPLE = {language: Seldom(pattern) for language, pattern in _PATTERNS.items()}
_VALUES = {
    language: {word: Decimal(size) for word, size in (pair.split(":") for pair in text.split())}
    for language, text in _SIZES.items()
}
_COMPARES = {
    "en": re.compile(r"\b(?:than|as (?:many|much|large|big|high|numerous)\b.*\bas)\b", re.I | re.S),
    "ru": re.compile(
        r"\bчем\b|\b(?:больше|меньше|выше|ниже|дороже|дешевле|дольше|длиннее|короче|старше|моложе|чаще|реже|тяжелее|легче"
        r"|быстрее|медленнее|крупнее|мельче|\w+[её]нне[ей]) [^\W\d]",
        re.I,
    ),
    "kk": re.compile(r"\w(?:дан|ден|тан|тен|нан|нен)\b|\bқарағанда\b", re.I),
}
_OVER = re.compile(r"(?:more than|over|better than|well over|более чем|более|больше чем|свыше)\s*$", re.I)
_NEARLY = re.compile(r"(?:nearly|almost|just under|close to|почти|чуть менее чем|без малого)\s*$", re.I)
_OVER_KK = re.compile(r"\s*(?:астам|артық|көбірек)\b", re.I)
_NEARLY_KK = re.compile(r"\s*(?:дерлік|жуық|таяу|шамасында)\b", re.I)
_ENDS = re.compile(r"[;:(]|,(?!\s*(?:чем|than)\b)|\s(?:while|whereas|whilst)\s", re.I)
_LASTING = re.compile(
    r"\b(?:longer|older|younger|faster|slower|often|sooner|дольше|длиннее|старше|моложе|быстрее|медленнее|чаще|реже"
    r"|продолжительнее|ұзақ|жылдам|баяу|жиі|сирек)\b",
    re.I,
)
_PRICED = re.compile(r"\b(?:dearer|cheaper|costlier|expensive|costs?|дороже|дешевле|сто[ия]т|қымбат|арзан)\b", re.I)
MOST, KNOWN, BESIDE = 2, 12, 10
_EMPTY = frozenset(
    ("there", "here", "it", "they", "we", "those", "these", "на", "в", "из", "у", "за", "мы", "здесь", "мұнда", "бұл")
)
_FLOWS = frozenset(("lost", "gained", "in", "out", "rated", "share"))
_WORDY, _STEP, _ONE = Decimal("0.3"), Decimal("0.5"), Decimal(1)


class Said(NamedTuple):
    """How many times, as an interval, and where it stands."""

    size: Interval
    start: int
    end: int
    first: tuple[int, int]  # where the one name stands
    second: tuple[int, int]  # where the other does
    sole: bool  # the first of its sentence


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every sentence that compares two names by one multiple."""
    judged = {w[2] for r in reading.relations if r.note == "times" for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or sentence.number in judged:
            continue
        if sentence.tags().isdisjoint(_ELSEWHEN):
            yield from _relations(reading, sentence)


def _relations(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """For every multiple the numbers in its brackets, or those of the two names around it."""
    for said in _said(sentence):
        if any(0 <= c.start - said.end < BESIDE for c in sentence.claims):
            continue  # "three times the 3 per cent that is aimed at": the number behind says of what
        levels = [c for c in sentence.claims if is_level(c) and not said.start <= c.start < said.end]
        pairs = [(levels[0], levels[1])] if _in_brackets(sentence, levels) else []
        if not levels and not sentence.tagged("compare") and not _of_others(reading, sentence, said):
            pairs = [(one.claim, two.claim) for one, two in _named(reading, sentence, said)]
        if pairs and not _just_before(reading, sentence, said):
            yield _relation(sentence, said, pairs)


def _just_before(reading: Reading, sentence: Sentence, said: Said) -> bool:
    """Two numbers of the two sentences before it, printed in no table, make the multiple: it is said of these."""
    near = reading.sentences[max(0, sentence.number - 2) : sentence.number]
    values = [c.interval for s in near if s.block == sentence.block for c in s.claims if c.interval.low > 0]
    return any((a / b).meets(said.size) for a in values for b in values if a.low > b.high)


def _of_others(reading: Reading, sentence: Sentence, said: Said) -> bool:
    """ "Prices in Germany are three times higher": it begins with a thing that the text has not spoken of yet."""
    ahead = (e for start, _, e in sentence.found if start < said.start and e.kind == WORD and not e.stop)
    opening = next(ahead, None)
    if opening is None or opening.lower in _EMPTY or opening.area or opening.tags - _FLOWS or not opening.stem:
        return False
    before = reading.sentences[max(0, sentence.number - KNOWN) : sentence.number]
    heads = (stem for t in reading.tables for line in (*t.rows, *t.columns) for stem in line.head.stems)
    known = {e.stem for s in before for _, _, e in s.found if e.stem}
    return opening.stem not in known and opening.stem not in set(heads)


def _said(sentence: Sentence) -> list[Said]:
    """The multiples by which a sentence compares, each with the stretches that name what it compares."""
    text, language = sentence.text, sentence.language
    found = list(_MULTIPLE[language].finditer(text))
    if not 0 < len(found) <= MOST or not _COMPARES[language].search(text):
        return []
    if _LASTING.search(text):
        return []  # how long or how often is in no list of numbers of people or sums
    sizes = [_sized(text, match, language) for match in found]
    said = []
    for at, (match, size) in enumerate(zip(found, sizes, strict=True)):
        if size is None:
            return []
        until = found[at + 1].start() if at + 1 < len(found) else len(text)
        said.append(_stretched(sentence, size, (found[0], match), (found[at - 1].end() if at else 0, until)))
    return said


def _stretched(
    sentence: Sentence, size: Interval, matches: tuple[re.Match[str], re.Match[str]], free: tuple[int, int]
) -> Said:
    """ "A is three times dearer than B and seven times than C": A and B, A and C; a comma ends the comparison."""
    text, floor = sentence.text, sentence.start
    opening, match = matches
    subject = (text.rfind(";", 0, opening.start()) + 1, opening.start())
    cuts = list(_ENDS.finditer(text, free[0], match.start())) if match is not opening else []
    if cuts and len(text[cuts[-1].end() : match.start()].split()) > 1:
        subject = (cuts[-1].end(), match.start())  # "…, and B five times dearer than C"
    ended = _ENDS.search(text, match.end(), free[1])
    until = ended.start() if ended is not None else free[1]
    start, end = floor + match.start(), floor + match.end()
    return Said(size, start, end, (floor + subject[0], floor + subject[1]), (end, floor + until), match is opening)


def _sized(text: str, match: re.Match[str], language: str) -> Interval | None:
    """How many times, with what "more than" and "nearly" leave open."""
    size = _size(match, language)
    if size is None:
        return None
    over, nearly = _OVER.search(text, 0, match.start()), _NEARLY.search(text, 0, match.start())
    if language == "kk":
        over, nearly = _OVER_KK.match(text, match.end()), _NEARLY_KK.match(text, match.end())
    if over:
        return Interval(size * Decimal("0.98"), size + max(_ONE, size / 2))
    if nearly:
        return Interval(size - max(_STEP, size / 5), size * Decimal("1.03"))
    decimals = len(match["number"].replace(",", ".").partition(".")[2]) if match["number"] else 0
    wide = Decimal("0.6") * Decimal(1).scaleb(-decimals) if decimals else max(_WORDY, size / 10)
    return Interval(size - wide, size + wide)


def _size(match: re.Match[str], language: str) -> Decimal | None:
    groups = match.groupdict()
    if groups.get("one"):
        return Decimal("1.5")
    if groups.get("number"):
        value = Decimal(groups["number"].replace(",", "."))
    else:
        found = _VALUES[language].get((groups.get("word") or groups.get("alone") or "").lower())
        if found is None:
            return None
        value = found
    value += _STEP if groups.get("half") else 0
    return value if value > _ONE else None


def _in_brackets(sentence: Sentence, levels: list[Claim]) -> bool:
    """ "(510.0 thousand against 170.0 thousand)": two counts of one unit, alone in the brackets of the sentence."""
    if len(levels) != 2 or levels[0].unit != levels[1].unit or min(c.interval.low for c in levels) <= 0:
        return False
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, levels[0].start)
    return opened >= 0 and ")" not in text[opened : levels[1].start] and ")" in text[levels[1].after : sentence.end]


def _named(reading: Reading, sentence: Sentence, said: Said) -> list[tuple[Item, Item]]:
    """The two items that the sentence names, of every list just before it and every column."""
    codes = [p.code for p in sentence.periods]
    all_of = marks_of((t for t in sentence.found if not said.start <= t[0] < said.end), codes)
    ahead, behind = (marks_of(t for t in sentence.found if a <= t[0] < b) for a, b in (said.first, said.second))
    priced = _PRICED.search(sentence.text) is not None
    pairs = []
    for one in series(reading):
        if one.measure in (CHANGES, RATES, NETS) or one.derived or not _near(one, sentence):
            continue
        if priced and not one.items[0].claim.unit:
            continue
        named = [item for item in one.items if item.marks & all_of] if said.sole else []
        if len(named) != 2:
            named = _around(one.items, ahead, behind, sentence.language == "kk")
        if len(named) == 2 and min(i.claim.interval.low for i in named) > 0:
            pairs.append((named[0], named[1]))
    return pairs


def _around(items: list[Item], ahead: set[str], behind: set[str], both_ahead: bool) -> list[Item]:
    """The one item named before the multiple and the one behind it, or both behind in "three times more A than B"."""
    first = [item for item in items if item.marks & ahead]
    second = [item for item in items if item.marks & behind]
    if both_ahead:
        return first if len(first) == 2 else []
    if len(first) == len(second) == 1 and first[0] is not second[0]:
        return [first[0], second[0]]
    return second if not first and len(second) == 2 else []


def _near(one: Series, sentence: Sentence) -> bool:
    if one.sentence == sentence.number:
        return False
    return one.table or 0 <= sentence.block - one.block <= NEIGHBOURS


def _relation(sentence: Sentence, said: Said, pairs: list[tuple[Claim, Claim]]) -> Relation:
    """Right where one of the pairs makes the multiple, whichever way round."""
    ratios = [(pair, _ratio(*pair)) for pair in pairs]
    pair, ratio = next(((p, r) for p, r in ratios if r.meets(said.size)), ratios[0])
    relation = Relation(RULE, RATIO, pair[0], pair, ratio, ratio.meets(said.size), note="times")
    relation.words = ((said.start, said.end, sentence.number),)
    relation.family = f"between{sentence.number}.{said.start}"
    large, small = sorted(pair, key=lambda c: -c.amount)
    quotient = (large.amount / small.amount).quantize(Decimal("0.01"))
    relation.params = {"formula": f"{large.printed.strip()} / {small.printed.strip()} = {quotient:f}"}
    return relation


def _ratio(one: Claim, two: Claim) -> Interval:
    large, small = (one, two) if one.amount >= two.amount else (two, one)
    return large.interval / small.interval
