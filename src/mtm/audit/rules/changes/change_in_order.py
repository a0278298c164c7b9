"""What a number has grown or shrunk to is of a later time than the number itself.

Rule change_in_order: "In 2023 the Ministry issued 18,870 permits. The increase is 2,230." in a report on 2023 that has
21,100 too, which is 18,870 and 2,230: the dated number is the earlier of the two, and its year must be the earlier one.
It is wrong where only that reading has a second number in the report, of the same year or before in all places. It
cannot see numbers of two digits, changes whose other number stands nowhere, nor times that are no whole years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import CHANGE, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.title_period import title_period
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.time_beside import NOW, time_beside
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "change_in_order"
LAST = True
TELLING, YEAR, OPENING, MOST = 3, 4, 12, 2
_OTHER = frozenset(("earlier", "than", "compare", "then", "now"))
_EDGE = re.compile(
    r"\b(?:start|beginning|end|close|eve|mid|early|late|as (?:of|at)|january|december)\b"
    r"[^.;]{0,20}$|\b(?:начал\w|кон[ец]\w*|январ\w|декабр\w)\b[^.;]{0,20}$|\bна\s+$",
    re.I,
)
_EDGE_KK = re.compile(r"^[^\W\d]*\s*(?:жылдың\s+)?(?:бас|соң|қаңтар|желтоқсан|аяғ)", re.I)
_AHEAD = re.compile(
    r"\b(?:will|expect\w*|plan\w*|forecast\w*|project\w*|target\w*|прогноз\w*|ожида\w*|план\w*|буд[еу]т|болжа\w*|күтіл\w*"
    r"|жоспар\w*)(?!\w)",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every dated number that a change right behind it makes the earlier one."""
    printed: dict[Decimal, list[Claim]] | None = None
    for at, sentence in enumerate(reading.sentences[:-1]):
        dated = _dated(sentence)
        change = _change(reading.sentences[at + 1], sentence) if dated is not None else None
        if dated is None or change is None or dated.unit:
            continue
        if printed is None:
            printed = _printed(reading)
        step = change[0].amount * change[1]
        later = printed.get(dated.amount + step, [])
        if not later or printed.get(dated.amount - step):
            continue
        year = time_beside(sentence, dated)
        if all(0 < len(y) <= YEAR and y <= year for y in (_year(reading, c) for c in later)):
            yield _made(sentence, dated, change[0], later[0], year)


def _dated(sentence: Sentence) -> Claim | None:
    """The only number of a sentence, with a whole year right beside it."""
    if sentence.kind in ("note", "head", "heading", "caption") or len(sentence.periods) != 1:
        return None
    levels = [c for c in sentence.claims if is_level(c)]
    if len(sentence.claims) != 1 or not levels or significant(levels[0]) < TELLING or levels[0].hedge:
        return None
    text, period = sentence.piece.text, sentence.periods[0]
    edge = _EDGE.search(text, sentence.start, period.start) or (
        sentence.language == "kk" and _EDGE_KK.search(text[period.end : period.end + 30])
    )
    year = time_beside(sentence, levels[0])
    return None if edge or len(year) != YEAR or not year.isdigit() else levels[0]


def _change(sentence: Sentence, before: Sentence) -> tuple[Claim, int] | None:
    """ "The increase is 2,230 permits, or 11.8 %.": the one count of a change, 1 up or -1 down, and no other time."""
    follows = sentence.number == before.number + 1 and sentence.block == before.block
    counts = [c for c in sentence.claims if c.unit == "" and c.exact and c.value > 0]
    if not follows or len(counts) != 1 or sentence.periods or sentence.tags() & _OTHER:
        return None
    found = counts[0]
    if found.role == CHANGE and found.direction:
        return found, found.direction
    opening = [c for c in sentence.tagged("up") + sentence.tagged("down") if c.start - sentence.start < OPENING]
    if len(opening) != 1 or len(sentence.claims) > MOST or opening[0].start > found.start:
        return None
    return found, 1 if "up" in opening[0].tags else -1


def _printed(reading: Reading) -> dict[Decimal, list[Claim]]:
    found: dict[Decimal, list[Claim]] = {}
    for claim in reading.claims:
        if is_level(claim) and claim.exact and not claim.unit:
            if claim.table < 0 and by_so_much(claim, reading.sentences[claim.sentence]):
                continue
            found.setdefault(claim.amount, []).append(claim)
    return found


def _year(reading: Reading, claim: Claim) -> str:
    """The year that its words, its table or the report's title give a number; "" where that is open."""
    if claim.table >= 0:
        return claim.period or title_period(reading)
    sentence = reading.sentences[claim.sentence]
    if claim.time == "before" or _AHEAD.search(sentence.text):
        return ""
    beside = time_beside(sentence, claim)
    if beside and beside != NOW and beside[0].isdigit():
        return beside
    return title_period(reading) if not claim.period or claim.period[0] == "?" else claim.period


def _made(sentence: Sentence, dated: Claim, change: Claim, later: Claim, year: str) -> Relation:
    period = sentence.periods[0]
    relation = Relation(RULE, "period", dated, (later, change), Interval.exact(dated.value), False, note="twice")
    relation.words = ((period.start, period.end, sentence.number),)
    relation.family = f"order{dated.block}.{dated.start}"
    relation.params = {
        "sentence": "order",
        "number": dated.printed.strip(),
        "other": later.printed.strip(),
        "year": year,
    }
    return relation


__all__ = ["RULE", "find"]
