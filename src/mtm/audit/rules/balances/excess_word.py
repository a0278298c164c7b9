"""What is said to exceed another number must be the larger of the two.

Rule excess_word: "those returning, 866,479, exceeded those leaving, 896,327, by 29,848", «превысило», "fell short of":
two numbers with such a word between them and what lies between them behind. The size holds, so the word is wrong where
it says the other direction. It cannot see numbers of two times, which other rules read, nor Kazakh, whose word stands
behind both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "excess_word"
LAST = True
TELLING, THREE = 3, 3
_MORE = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|outnumber(?:s|ed|ing)?|surpass(?:es|ed|ing)?|(?:higher|greater|larger|more) than"
    r"|превы(?:сил|шал|шает|шая|сив)\w*|больше,? чем|опере(?:дил|жает|жая)\w*)\b",
    re.I,
)
_LESS = re.compile(
    r"\b(?:(?:fell|falling) short of|trail(?:s|ed|ing)?|lag(?:s|ged|ging)? behind|(?:lower|smaller|less|fewer) than"
    r"|уступ(?:ил|ал|ает|ая)\w*"
    r"|отста(?:ло|ла|ли|ёт|ет|вая)|меньше,? чем)\b",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every comparison of two numbers whose difference is told behind them."""
    settled = {id(c) for r in reading.relations if not r.holds for c in r.claims}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or len(sentence.claims) < THREE:
            continue
        counts = [c for c in sentence.claims if not c.unit or is_level(c)]
        for one, two, gap in zip(counts, counts[1:], counts[2:], strict=False):
            relation = _relation(sentence, one, two, gap)
            if relation is not None and not any(id(c) in settled for c in (one, two)):
                yield relation


def _relation(sentence: Sentence, one: Claim, two: Claim, gap: Claim) -> Relation | None:
    if min(map(significant, (one, two))) < TELLING or len({c.unit for c in (one, two, gap)}) > 1:
        return None
    if one.time or two.time or not gap.interval.meets(_size(one.interval - two.interval)) or one.amount == two.amount:
        return None
    text = sentence.piece.text
    more, less = (p.search(text, one.after, two.start) for p in (_MORE, _LESS))
    found = more or less
    if found is None or (more and less) or ";" in text[one.after : two.start]:
        return None
    holds = (one.amount > two.amount) == (more is not None)
    relation = Relation(RULE, "word", one, (one, two), Interval.exact(one.value), holds, note="word")
    relation.words = ((found.start(), found.end(), sentence.number),)
    relation.family = f"word{sentence.number}.{found.start()}"
    relation.params = {"word": found[0], "operands": f"{one.printed.strip()}, {two.printed.strip()}"}
    return relation


def _size(interval: Interval) -> Interval:
    return -interval if interval.high < 0 else interval


__all__ = ["RULE", "find"]
