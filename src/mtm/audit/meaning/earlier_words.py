"""Words of an earlier time that touch a value: "last year's 8,939", «13,2% при 18,2% годом ранее», "орнына".

Scope: one sentence. Where several values stand in it, only the word that touches one of them tells of when it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.moves import move
from mtm.audit.meaning.prose import Cue, Sentence

_LED = re.compile(
    r"(?:(?:'s|’s|\s|\b(?:year|quarter|month|period|week|round|the|of|at|number|figure|total|level|count|value|result|year's"
    r"|recorded|registered|год\w*|период\w*|квартал\w*|месяц\w*|показател\w*|уровн\w*|числ\w*)\b)*)\(?(?:US)?[$€₸]?\s?",
    re.I,
)
_TOUCHED = 2
_ADJECTIVE = {
    "en": re.compile(r"(?:['’]s|s['’]|^previous|^prior|^preceding)$", re.I),
    "ru": re.compile(r"^(?:прошлогодн|прежн)[а-я]+$", re.I),
    "kk": re.compile(r"[қғкг][ыі]$", re.I),
}
_ADVERB = re.compile(
    r"(?:a|one|the) year (?:ago|earlier|before)|(?:twelve|12) months|год(?:ом)? (?:ранее|раньше|назад|прежде|тому)"
    r"|(?:двенадцать|12) месяцев назад|прошл\w+ год|last year",
    re.I,
)
_DASHED = re.compile(r"(?: году)?\s*[–—:-]\s*")
_AT = re.compile(r"(?:\bпри|\bпротив|\bвместо|\bagainst|\binstead of|\bversus|\bvs\.?)\s+[$€₸]?$", re.I)
_OF = re.compile(r"\s+(?:people\s+|persons\s+|чел\.\s+|человека?\s+)?(?:of\s+)?", re.I)
_ENDED = re.compile(r"\s*(?:[.,;:)]|and\b|и\b|to\b)", re.I)
_PART_OF = re.compile(r"\s*(?:[^\W\d]+\s+)?(?:out of|of|из|от)\s+(?:[^\W\d]+(?:['’]s)?\s+){0,3}", re.I)
_PART_OF_KK = re.compile(r"(?:\s*[^\W\d]+)?[-\s]*[^\W\d]*(?:ның|нің|дың|дің|тың|тің)\s+", re.I)
_PEOPLE = re.compile(r"\s+(?:[^\W\d]+\.?\s+)?(?:в\s+|за\s+|in\s+)?", re.I)
# nothing but the noun of the earlier level, and the bracket that gives its value
_LEVEL = re.compile(
    r"(?:['’]s|\s+(?:г\.|ж\.)|\s+(?:year|quarter|period|month)(?:['’]s)?|\s+(?:год\w*|период\w*|квартал\w*|жыл\w*|кезең\w*|тоқсан\w*))*"
    r"\s+(?:level|figure|number|total|value|result|share|count|volume|mark|reading|уровн\w+|показател\w+|значени\w+"
    r"|числ\w+|итог\w*|результат\w*|дол[яиюе]й?|объ[её]м\w*|деңгей\w*|көрсеткіш\w*|мән\w*|сан\w*|үлес\w*|нәтиже\w*"
    r"|көлем\w*)\s*\(\s*(?:US)?[$€₸]?\s?",
    re.I,
)
_FEW, _OPENING = 5, 30
_FROM = re.compile(r" from (?:an? |the )?(?:[a-z-]+ ){0,2}(?:US)?[$€₸]?", re.I)
_BECAME = {
    "en": (re.compile(r"\b(?:was|were) $", re.I), re.compile(r"\b(?:(?:is|are) now|became|now) $", re.I)),
    "ru": (re.compile(r"\bбыл[оаи]? $", re.I), re.compile(r"\bстал[оаи]? $", re.I)),
    "kk": (re.compile(r"\s*(?:[^\W\d]+ )?болған\b", re.I), re.compile(r"\s*(?:[^\W\d]+ )?бол(?:ды|ып)\b", re.I)),
}
_ONCE = {
    "en": (
        re.compile(r"\((?:(?:it|they|there|this) )?(?:was|were|had been) $", re.I),
        re.compile(r"(?: people| persons)?\)"),
    ),
    "ru": (
        re.compile(r"\((?:(?:их|его|её|ее) )?(?:был[оаи]?|составлял[оаи]?) $", re.I),
        re.compile(r"(?: человека?| чел\.)?\)"),
    ),
    "kk": (re.compile(r"\($"), re.compile(r"\s*(?:[^\W\d]+ )?(?:болған|болатын|еді)\s*\)", re.I)),
}
_LEAD = 24
_BEHIND_KK = re.compile(
    r"(?:ғы|гі|қы|кі)(?:дан|ден|нан|нен)\s[^();]*\s(?:көп|аз|артық|кем|жоғары|төмен)(?:\s+болды)?\s*\(\s*$", re.I
)
_INSTEAD_KK = re.compile(r"\s*[^\W\d]*\s*орнын", re.I)  # "1 642 821 адамның орнына"
_NO_DATIVE = frozenset(("теңге", "және", "ғана", "қана", "бірге", "басқа", "өзге", "сонда-ақ"))

_NOMINATIVE = (
    "хана", "баспана", "тонна", "машина", "вакцина", "клиника", "фабрика", "республика", "справка", "ставка", "путевка",
    "заявка", "кабина", "турбина", "цистерна", "анкета", "зона",
)  # fmt: skip


def was_and_became(counts: list[Claim], sentence: Sentence) -> None:
    """ "Entries: were 385,732, are now 299,793", «было 385 732, стало 299 793», "36 182 болған, 29 209 болды"."""
    text = sentence.piece.text
    was, became = _BECAME[sentence.language]
    for one, two in pairwise(counts):
        if one.time or two.time or one.unit != two.unit:
            continue
        if sentence.language == "kk":
            told = was.match(text, one.after, two.start) and became.match(text, two.after, sentence.end + 1)
        else:
            told = was.search(text, max(sentence.start, one.start - _OPENING), one.start)
            told = told and became.search(text, one.after, two.start)
        if told:
            one.time, two.time = "before", "now"


def was_in_brackets(counts: list[Claim], sentence: Sentence) -> None:
    """ "grew by 815 (it was 30,400)", «увеличилось на 815 (было 30 400)», "245 адамға көбейді (6 800 болған)"."""
    text = sentence.piece.text
    lead, tail = _ONCE[sentence.language]
    for claim in counts if any(c.mark == "(" for c in sentence.cuts) else ():
        if claim.time or not lead.search(text, max(sentence.start, claim.start - _LEAD), claim.start):
            continue
        if tail.match(text, claim.after, sentence.end + 1):
            claim.time = "before"


def whereas(counts: list[Claim], sentence: Sentence) -> None:
    """ "666.2 million, whereas in Q4 2017 it was 500.0 million": the dated one of two values is the earlier one."""
    for cue in sentence.tagged("whereas"):
        one = next((c for c in reversed(counts) if c.end <= cue.start), None)
        two = next((c for c in counts if c.start >= cue.end), None)
        if one is None or two is None or one.time or two.time or one.unit != two.unit:
            continue
        periods = [p.start for p in sentence.periods]
        if periods and all(cue.end <= start < two.start for start in periods) and one.axes == two.axes:
            one.time, two.time = "now", "before"


def touching(counts: list[Claim], levels: list[Claim], sentence: Sentence) -> None:
    """An adjective of the number, an adverb right beside it."""
    _attributed(counts, sentence)
    _left(counts, sentence)
    _beside_adverb(levels, sentence)


def is_replaced(claim: Claim, sentence: Sentence) -> bool:
    """ "1 642 821 адамның орнына": another number stands in its place."""
    return bool(_INSTEAD_KK.match(sentence.piece.text, claim.after, sentence.end))


def instead(counts: list[Claim], sentence: Sentence) -> None:
    """ "8 939 адамның орнына 9 982 адам": the first is what was before, the next what is now."""
    for at, claim in enumerate(counts):
        following = counts[at + 1] if at + 1 < len(counts) else None
        if is_replaced(claim, sentence):
            claim.time = "before"
            if following is not None and not following.time and following.unit == claim.unit:
                following.time = "now"


def behind_more(counts: list[Claim], sentence: Sentence) -> None:
    """ "Бұл 2022 жылғыдан 1 420 адамға көп (9 480 адам)": what was compared with stands in the brackets behind."""
    text = sentence.piece.text
    for claim in counts:
        opened = _BEHIND_KK.search(text, sentence.start, claim.start)
        if opened is None or claim.time or text.find(")", claim.after, claim.after + _OPENING) < 0:
            continue
        claim.time = "before"


def _attributed(counts: list[Claim], sentence: Sentence) -> None:
    """ "last year's 8,939", «прошлогодних 8 939», "былтырғы 8 939 адамның орнына": an adjective of the number."""
    text = sentence.piece.text
    for cue in sentence.tagged("earlier"):
        if not _ADJECTIVE[sentence.language].search(text[cue.start : cue.end]):
            continue
        claim = next((c for c in counts if 0 <= c.start - cue.end <= _TOUCHED), None)
        if claim is not None and not claim.time:
            claim.time = "before"


def of_earlier_level(levels: list[Claim], sentence: Sentence) -> None:
    """ "the previous year's level (82.2%)", «прошлогоднего уровня (82,2%)», "былтырғы деңгейден (82,2%)"."""
    text = sentence.piece.text
    for cue in sentence.tagged("earlier"):
        claim = next((c for c in levels if c.start >= cue.end), None)
        if claim is not None and not claim.time and _LEVEL.fullmatch(text, cue.end, claim.start):
            claim.time = "before"
    if sentence.tagged("up") or sentence.tagged("down"):
        for claim in levels[1:]:
            led = [p.end for p in sentence.periods if p.end <= claim.start]
            if led and not claim.time and _LEVEL.fullmatch(text, led[-1], claim.start):
                claim.time = "before"  # "бұл 2020 жылғы шілде–қыркүйек деңгейінен (25,2%) 5,5 п.т. төмен"


def before_now(levels: list[Claim], sentence: Sentence) -> None:
    """ "A year ago 42,128 and 2,897 came; now it is 35,215 and 3,654": the clause of before, then that of now."""
    nows = [c for tag in ("now", "current") for c in sentence.tagged(tag)]
    for now in nows:
        first = next((c for c in levels if c.start >= now.end), None)
        former = [c for c in levels if c.after <= now.start]
        if first is None or not 0 < len(former) <= _FEW:
            continue
        cues = [c for tag in ("earlier", "then") for c in sentence.tagged(tag) if c.end <= former[0].start]
        if any(c.start - sentence.start < _OPENING for c in cues) or _dated_before(former[0], first, sentence):
            for claim in former:
                claim.time = claim.time or ("before" if claim.unit == first.unit or claim.unit == PERCENT else "")
            first.time = first.time or "now"


def _dated_before(claim: Claim, now: Claim, sentence: Sentence) -> bool:
    """ "in the corresponding quarter of 2020 432,238 came, now 441,122": words of an earlier time lead to it."""
    cues = [c for c in sentence.tagged("earlier") if 0 <= claim.start - c.end < _OPENING]
    return bool(cues) and claim.unit == now.unit and sentence.piece.text[claim.after : now.start].count(";") < 2


def _left(counts: list[Claim], sentence: Sentence) -> None:
    """ "down from a revised 8,565 in February but up from 3,396 last March": each is what was before."""
    text = sentence.piece.text
    turns = [c for c in sentence.cues if c.tags & {"up", "down"}] if sentence.language == "en" else []
    for claim in counts if turns else ():
        cue = next((c for c in reversed(turns) if c.end <= claim.start), None)
        if cue is not None and not claim.time and _FROM.fullmatch(text, cue.end, claim.start):
            claim.time = "before"


def _beside_adverb(levels: list[Claim], sentence: Sentence) -> None:
    """ "13,2% при 18,2% годом ранее", "(33.9% of the group; a year ago – 35,256)": the adverb touches the number."""
    text = sentence.piece.text
    for cue in sentence.tagged("earlier"):
        if not _ADVERB.match(text, cue.start):
            continue
        after = next((c for c in levels if c.start >= cue.end), None)
        before = next((c for c in reversed(levels) if c.after <= cue.start), None)
        if after is not None and _DASHED.fullmatch(text, cue.end, after.start):
            after.time = after.time or "before"
        elif before is not None and (_compared(before, cue, sentence) or _touches(before, cue, sentence)):
            before.time = before.time or "before"


def _compared(claim: Claim, cue: Cue, sentence: Sentence) -> bool:
    """ "against 10,733 people a year earlier": such a word before the number, the adverb right behind it."""
    text = sentence.piece.text
    led = _AT.search(text[sentence.start : claim.start])
    return bool(led) and bool(_PEOPLE.fullmatch(text, claim.after, cue.start))


def _touches(claim: Claim, cue: Cue, sentence: Sentence) -> bool:
    """ "on the 195,530 of a year earlier", "(931 a year ago, …)": the adverb, then a mark or the end."""
    text = sentence.piece.text
    if not _OF.fullmatch(text, claim.after, cue.start):
        return False
    return cue.end >= sentence.end or bool(_ENDED.match(text, cue.end))


def is_part(between: str) -> bool:
    """ "3,741 of last year's 16,092": only "of" and an adjective stand between a part and its whole."""
    return bool(_PART_OF.fullmatch(between))


def is_some_of(levels: list[Claim], claim: Claim, sentence: Sentence) -> bool:
    """ "7 аймақтың 5 аймағында": so many of so many."""
    at = levels.index(claim)
    return at > 0 and bool(_PART_OF_KK.fullmatch(sentence.piece.text, levels[at - 1].after, claim.start))


def parts_of_earlier(levels: list[Claim], sentence: Sentence) -> None:
    """ "3,741 of last year's 16,092", "былтырғы 16 092 адамның 3 741-і": a part of what was before was before, too."""
    text = sentence.piece.text
    for one, two in pairwise(levels):
        if one.unit != two.unit:
            continue
        between = text[one.after : two.start]
        if two.time == "before" and not one.time and two.amount > one.amount and is_part(between):
            one.time = "before"
        elif one.time == "before" and not two.time and one.amount > two.amount and _PART_OF_KK.fullmatch(between):
            two.time = "before"


def entered(cue: Cue, sentence: Sentence) -> bool:
    """ "үздік үштікке … облыстары енді": as the last word it is the verb "entered", not "now"."""
    text = sentence.piece.text
    return text[cue.start : cue.end].lower() == "енді" and not text[cue.end : sentence.end].strip(" .!?;»\"'”")


def after_rate(claim: Claim, sentence: Sentence) -> bool:
    """A change, then words of an earlier time that lead to the number: "5.8 million more than last year (59.5)"."""
    text = sentence.piece.text
    for cue in sentence.tagged("earlier"):
        if cue.end <= claim.start and _LED.fullmatch(text, cue.end, claim.start):
            changes = [c for c in sentence.claims if c is not claim and c.end <= cue.start]
            return any(c.unit in (PERCENT, POINTS) or c.role == "change" or move(c, sentence) for c in changes)
    return False


def in_dative(word: str) -> bool:
    """ "адамға", "пайызына"; "60,3 млрд теңге" and "960 баспана" only sound like it."""
    given = word.endswith(("ға", "ге", "қа", "ке", "на", "не"))
    return given and word not in _NO_DATIVE and not word.endswith(_NOMINATIVE)


__all__ = [
    "after_rate",
    "before_now",
    "behind_more",
    "entered",
    "in_dative",
    "instead",
    "is_part",
    "is_replaced",
    "is_some_of",
    "of_earlier_level",
    "parts_of_earlier",
    "touching",
]
