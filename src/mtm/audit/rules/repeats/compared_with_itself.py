"""What differs from an earlier number is not that number again.

Rule compared_with_itself: "The 4,105 cards compare with 4,105 in September", «нынешние 229 600 превышают это число на
15 400» after 229 600 of the summer before, "маусымда 412 …, шілдедегі 412 одан 52-ге кем": two equal numbers of a
sentence, or of two that follow each other, which words compare or set in two times while a change is told of them. It
cannot see numbers of two digits, nor comparisons that say that nothing has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from mtm.audit.claims import CHANGE, PERCENT, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.from_to import from_to
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.time_beside import NOW, time_beside
from mtm.audit.relations import Relation

RULE = "compared_with_itself"
SHORT, LONG, NEAR = 3, 4, 36
_TURNS = frozenset(("up", "down"))  # "the largest fall: from 47,877 to 47,877"
_SAME = re.compile(
    r"\b(?:same|unchanged|identical|equal\w*|as many|as much|as high|again|stable|stagnat\w*|steady|flat|no change"
    r"|not change\w*|level with|coincid\w*|repeat\w*|остал\w+|столько же|такой же|такое же|такая же|такие же|неизмен\w*"
    r"|не измен\w+|тот же|та же|то же|те же|прежн\w+|снова|вновь|опять|равн\w+|совпа\w+|стабильн\w+|повтор\w+"
    r"|өзгермеген|өзгермеді|өзгеріссіз|өзгерген жоқ|қайтала\w*|бірдей|тең\w*|сол қалпын\w*|тұрақты|сонша)(?!\w)",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:compare[sd]?|comparing|as against|against|versus|vs|than|exceed\w*|above|below"
    r"|против|по сравнению|в сравнении|чем|сравнени\w+|превы\w+|больше|меньше|выше|ниже|уступа\w+"
    r"|қарағанда|салыстыр\w+|қарсы)(?!\w)",
    re.I,
)
_MORE = re.compile(r"\s(?:[^\W\d]+\s)?(?:more|fewer|less|higher|lower|больше|меньше|выше|ниже)\b", re.I)
_PARTED = re.compile(r":|\b(?:of|из|from|с|со|between|to|до)\s+(?:the |these |those |all |этих |всех )?$", re.I)
_THAT = re.compile(
    r"\b(?:that|this|it|last|previous|earlier|это|этого|этот|него|неё|нее|тогда\w*|прежн\w+|прошл\w+|предыдущ\w+"
    r"|одан|бұдан|осыдан|сонымен|алдыңғы|өткен|былтыр\w*)(?!\w)",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number that words compare with itself."""
    before: Sentence | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims:
            continue
        own = [c for c in sentence.claims if _told(c)]
        earlier = []
        if before is not None and before.block == sentence.block and before.number == sentence.number - 1:
            earlier = [c for c in before.claims if _told(c)]
        before = sentence
        for one, two in combinations([*earlier, *own], 2):
            equal = one.amount == two.amount and one.unit == two.unit and two.sentence == sentence.number
            if equal and _compared(reading, sentence, one, two):
                yield _made(one, two)


def _told(claim: Claim) -> bool:
    return is_level(claim) and not claim.hedge and not claim.total and significant(claim) >= SHORT


def _compared(reading: Reading, sentence: Sentence, one: Claim, two: Claim) -> bool:
    if _SAME.search(sentence.text) or (one.sentence != two.sentence and _SAME.search(_sentence(reading, one).text)):
        return False
    changed = _changed(sentence, one, two)
    if one.sentence == two.sentence and from_to(one, two, sentence):
        return changed or bool(sentence.tags() & _TURNS)
    if one.sentence != two.sentence or ";" in sentence.piece.text[one.after : two.start]:
        return changed and _apart(reading, sentence, one, two)
    between = sentence.piece.text[one.after : two.start]
    if _PARTED.search(between) or any(one.after <= c.start < two.start and _told(c) for c in sentence.claims):
        return False
    if _BESIDE.search(between) and (changed or (significant(two) >= LONG and two.exact and not two.unit)):
        return _of_two_times(reading, one, two)
    return changed and _of_two_times(reading, one, two)


def _apart(reading: Reading, sentence: Sentence, one: Claim, two: Claim) -> bool:
    """Of two sentences: each has its own time beside it, or words of the second point back at the first."""
    if _PARTED.search(two.piece.text, max(sentence.start, two.start - NEAR), two.start):
        return False
    both = all(time_beside(_sentence(reading, c), c) for c in (one, two))
    return (both or _THAT.search(sentence.text) is not None) and _of_two_times(reading, one, two)


def _sentence(reading: Reading, claim: Claim) -> Sentence:
    return reading.sentences[claim.sentence]


def _changed(sentence: Sentence, one: Claim, two: Claim) -> bool:
    """A change that is told of the two, in number."""
    others = [c for c in sentence.claims if c is not one and c is not two and c.order > one.order]
    others = [c for c in others if c.value and c.unit in (one.unit, PERCENT, TIMES)]
    return any(c.role == CHANGE or by_so_much(c, sentence) or _MORE.match(c.piece.text, c.after) for c in others)


def _of_two_times(reading: Reading, one: Claim, two: Claim) -> bool:
    """One of them is of another time than the other: by a period beside each, or by a word for now or before."""
    times = [time_beside(_sentence(reading, c), c) for c in (one, two)]
    if NOW in times and _latest_year(reading) in (t[:4] for t in times):
        return False  # "In 2024 7,120 permits were issued …; this year's 7,120 permits"
    if all(times):
        return times[0] != times[1] if NOW in times or "<" in times else not compatible(*times)
    if one.time != two.time and "before" in (one.time, two.time):
        return True
    return bool(times[0] or times[1]) and one.sentence == two.sentence


def _latest_year(reading: Reading) -> str:
    """The last of the years that the report names; "" where it names one only."""
    years = {p.code[:4] for s in reading.sentences for p in s.periods if p.code[:4].isdigit()}
    return max(years) if len(years) > 1 else ""


def _made(one: Claim, two: Claim) -> Relation:
    relation = Relation(RULE, "word", two, (one,), two.interval, False, note="twice")
    relation.words = ((one.start, one.end, one.sentence), (two.start, two.end, two.sentence))
    relation.family = f"itself{two.block}.{two.start}"
    relation.params = {"sentence": "itself", "operands": f"{one.printed.strip()}, {two.printed.strip()}"}
    return relation


__all__ = ["RULE", "find"]
