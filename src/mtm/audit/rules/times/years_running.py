"""What is said to rise or to fall for the second year running must do so in the numbers of these years.

Rule years_running: "for the second year running the outflow has slowed: 2,915 in 2021, 2,480 in 2022 and 2,105 in
2023", «второй год подряд», "екінші жыл қатарынан", against the dated numbers of its paragraph. It is wrong where they
go the other way year after year and no row of them goes the way that is told. It cannot see rises that slow down, or
numbers of other paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import LEVEL
from mtm.audit.gathered.chronicle import Chronicle, of_blocks
from mtm.audit.language.chunks import WORD
from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation

RULE = "years_running"
LEAST = 3
_RUNNING = Seldom(
    r"\b(?:year|quarter|month|season|round|time)s? (?:running|in a row|in succession)\b"
    r"|\bconsecutive (?:year|quarter|month)"
    r"|\byear (?:after|on) year\b|(?:год|года|лет|квартал\w*|месяц\w*|раз) (?:подряд|кряду)\b"
    r"|\bиз года в год\b|\bгод от года\b"
    r"|(?:жыл|тоқсан|ай) қатарынан\b|\bжыл сайын\b|\bжылдан-жылға\b",
)
_UP = re.compile(
    r"\b(?:quicken|accelerat|intensif|ris(?:e|es|en|ing)\b|rose\b|grew|grow|increas|climb"
    r"|gone up|went up|goes up|more\b"
    r"|усилива|усилил|раст[её]т|растут|вырос|увелич|ускор|прибавл|больше|чаще"
    r"|өс(?:іп|ті|уде)|өсу|өсім|арт(?:ып|ты|уда)|көбей|күшей|жеделд|көп)",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:slow|eas(?:ed|es|ing)\b|weaken|fall|fell|declin|decreas|drop|shr[aiu]nk|gone down|went down|goes down|fewer"
    r"|less\b|loss|ослаб|замедл|сниж|сниз|сокращ|сократ|пада|уменьш|редеет|убы|меньше|реже|спад"
    r"|кемі|кему|азай|азаю|төменде|баяул|бәсең|әлсіре|аз\b)",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:such|these|they|таких|эти[хм]?|их|он[аио]?|мұндай|осындай|бұл|олар)\b", re.I)


def find(reading: Reading) -> Iterator[Relation]:
    """One relation for every direction said to have lasted for years."""
    known: dict[int, list[Chronicle]] | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption"):
            continue
        way = _way(sentence) if _RUNNING.search(sentence.text) else None
        if way is None:
            continue
        known = of_blocks(reading) if known is None else known
        runs = [r for r in known.get(sentence.block, ()) if r.table < 0 and len(r.claims) >= LEAST]
        runs = [r for r in runs if _is_meant(reading, sentence, r)]
        ways = [_goes(r) for r in runs if all(c.role == LEVEL for c in r.claims)]
        if ways and all(ways) and len(ways) == len(runs):
            yield _made(sentence, runs[0], way, way[2] in ways)


def _is_meant(reading: Reading, sentence: Sentence, run: Chronicle) -> bool:
    """Its numbers stand in the sentence itself, or in the next one, which points back or names the same thing."""
    other = reading.sentences[run.claims[0].sentence]
    if other is sentence or other.number != sentence.number + 1:
        return other is sentence
    ours, theirs = ({t[2].stem for t in s.found if t[2].kind == WORD and not t[2].stop} for s in (sentence, other))
    return bool(_POINTS_BACK.search(other.text)) or not ours.isdisjoint(theirs)


def _way(sentence: Sentence) -> tuple[int, int, int] | None:
    """Where the one word of direction stands, and its direction; None where there are more."""
    text = sentence.piece.text
    found = [(m.start(), m.end(), 1) for m in _UP.finditer(text, sentence.start, sentence.end)]
    found += [(m.start(), m.end(), -1) for m in _DOWN.finditer(text, sentence.start, sentence.end)]
    return found[0] if len(found) == 1 else None


def _goes(run: Chronicle) -> int:
    """1 where every number is above the one before, -1 where every one is below, else 0."""
    steps = [later - earlier for earlier, later in pairwise(run.values)]
    return 1 if all(s > 0 for s in steps) else -1 if all(s < 0 for s in steps) else 0


def _made(sentence: Sentence, run: Chronicle, way: tuple[int, int, int], holds: bool) -> Relation:
    start, end = way[0], way[1]
    text = sentence.piece.text
    while end < sentence.end and text[end].isalpha():
        end += 1
    last, others = run.claims[-1], run.claims[:-1]
    relation = Relation(RULE, "word", last, others, last.interval, holds, note="word")
    relation.words = ((start, end, sentence.number),)
    relation.family = f"word{sentence.number}.{start}"
    relation.params = {"word": text[start:end], "operands": ", ".join(c.printed.strip() for c in run.claims)}
    return relation


__all__ = ["RULE", "find"]
