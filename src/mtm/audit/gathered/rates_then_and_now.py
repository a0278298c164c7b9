"""The earlier and the later rate that a change in points, or in per cent, is said of.

Scope: one sentence and those before it in its section: "In 2020 it was 78 %. It has fallen by 8 points, to 70 %.",
"61.0 % were carried out. The year before 68.0 %. The level fell by 7.0 points."; a rate that a column of years prints
and the number of years that the words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.language.chunks import WORD
from mtm.audit.language.in_so_many_years import in_so_many_years
from mtm.audit.language.lexicon import Word
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

BACK, WINDOW, KNOWN = 4, 24, 12
_AGO = re.compile(r"\b(?:ago|назад|бұрын|былтыр|last year)\b", re.I)
_TO = re.compile(r"(?:\bto|\bat|\bдо|[–—]|, reaching|составив|достигнув|now|is)\s(?:about |only |just )*$", re.I)
_BECAME = re.compile(r"[-–]?(?:ға|ге|на|не|қа|ке)?\s*(?:дейін\s+)?(?:бол|жет|түс|құра|көтеріл|төменде|өс)", re.I)
_TIME = re.compile(  # words that say when, or nothing of what the rate is of
    r"year|month|before|earlier|previous|preceding|same|since|then|time|ago|decade|figure|number|level|value|rate|proportion|percent|came?$|come$|reach|stood|it$"
    r"|they$|was$|were$|had$|has$|been$|год|лет|месяц|тех|пор|врем|последн|назад|показател|уров|значени|он[аои]?$|эт[аои]"
    r"|ран[её]|раньше|прежд|предыдущ|прошл|был[аои]?$|состав|равн|достиг|жыл|ай|содан|бері|уақыт|кезең|ол$|бұл$|соңғы|алдыңғы|өткен|былтыр|биыл|іш|бұрын|көрсеткіш|деңгей|бол|құра"
)
_PLAIN = frozenset(
    ("rated", "share", "earlier", "now", "then", "compare", "continuing", "orword", "and", "later", "change")
)
_MOVES = frozenset(("up", "down"))


class Rates(NamedTuple):
    """The two rates of the change, the others that may be meant, and whether words or layout leave no doubt."""

    now: Claim
    former: Claim
    others: tuple[tuple[Claim, Claim], ...]
    sure: bool


def rates_then_and_now(reading: Reading, sentence: Sentence, claim: Claim) -> Rates | None:
    """The two rates, as far as the sentences before tell them."""
    own = rates(sentence, claim)
    steps = _before(reading, sentence)
    if not steps or not _of_the_same(reading, sentence, claim, steps):
        steps = []
    told = _in_column(reading, sentence, own) or _in_text(reading, sentence, own, steps)
    sure = told is not None
    told = told or _opening(reading, sentence, own, steps)
    if told is None:
        return None
    near = [*own, *(c for one in steps for c in one)]
    far = [c for c in reading.by_section.get(sentence.section, ()) if is_rate(c)][:WINDOW]
    pairs = [(a, b) for a in near for b in (*near, *far) if a is not b]
    return Rates(*told, tuple(pairs), sure)


def _of_the_same(reading: Reading, sentence: Sentence, claim: Claim, steps: list[list[Claim]]) -> bool:
    """Its subject is a share, a rate, a pronoun, or what the sentences before speak of."""
    known = {e.stem for one in steps[:2] for _, _, e in reading.sentences[one[0].sentence].found if e.stem}
    if any(entry.stem not in known for entry in _telling(sentence, claim.start)):
        return False
    return not sentence.areas


def _telling(sentence: Sentence, end: int) -> Iterator[Word]:
    """The words before a number that say what it is of, up to the word of change."""
    for start, _, entry in sentence.found:
        if start >= end or entry.tags & _MOVES:
            return
        plain = entry.stop or entry.number is not None or entry.tags & _PLAIN or _TIME.match(entry.lower)
        if entry.kind == WORD and entry.stem and not plain:
            yield entry


def is_rate(claim: Claim) -> bool:
    return claim.unit == PERCENT and claim.role in ("level", "share") and claim.sign not in ("+", "-")


def rates(sentence: Sentence, but: Claim | None = None) -> list[Claim]:
    """The percentages of a sentence that are no changes."""
    return [c for c in sentence.claims if c is not but and is_rate(c)]


def _before(reading: Reading, sentence: Sentence) -> list[list[Claim]]:
    """The rates of the sentences before it in its section, nearest first."""
    found = []
    for number in range(sentence.number - 1, max(-1, sentence.number - BACK - 1), -1):
        other = reading.sentences[number]
        if other.section != sentence.section or other.kind == "note":
            break
        if given := rates(other):
            found.append(given)
    return found


def _in_text(
    reading: Reading, sentence: Sentence, own: list[Claim], steps: list[list[Claim]]
) -> tuple[Claim, Claim] | None:
    """One rate that it came to and one in the sentence before; or the two that the sentences before give."""
    if not steps:
        return None
    if len(own) == 1:
        ready = len(steps[0]) == 1 and _came_to(sentence, own[0])
        return (own[0], steps[0][0]) if ready and _timed(reading, steps[0][0]) else None
    if own:
        return None
    if len(steps[0]) == 2 and {c.time for c in steps[0]} == {"now", "before"}:
        now, former = sorted(steps[0], key=lambda c: c.time == "before")
        return now, former
    if len(steps) < 2 or len(steps[0]) > 1 or len(steps[1]) > 1:
        return None
    one, two = steps[0][0], steps[1][0]
    if not _spoken_of(reading, one):
        return None
    if _earlier(reading, one):
        return two, one
    return (one, two) if _earlier(reading, two) or (_now(reading, one) and _timed(reading, two)) else None


def _spoken_of(reading: Reading, rate: Claim) -> bool:
    """Nothing in the sentence of the rate is new to its section: "the year before 68.0 % were carried out"."""
    sentence = reading.sentences[rate.sentence]
    before = reading.sentences[max(0, sentence.number - KNOWN) : sentence.number]
    known = {e.stem for s in before if s.section == sentence.section for _, _, e in s.found if e.stem}
    return all(entry.stem in known for entry in _telling(sentence, rate.start))


def _came_to(sentence: Sentence, rate: Claim) -> bool:
    """ "to 70 per cent", «до 70 %», "70% болды", "70%-ға түсті"."""
    text = sentence.piece.text
    if sentence.language == "kk":
        return bool(_BECAME.match(text, rate.after))
    return bool(_TO.search(text, sentence.start, rate.start))


def _earlier(reading: Reading, rate: Claim) -> bool:
    sentence = reading.sentences[rate.sentence]
    return rate.time == "before" or bool(sentence.tagged("earlier") or _AGO.search(sentence.text))


def _now(reading: Reading, rate: Claim) -> bool:
    return bool(reading.sentences[rate.sentence].tagged("now"))


def _timed(reading: Reading, rate: Claim) -> bool:
    return rate.period[:4].isdigit() or _earlier(reading, rate)


def _in_column(reading: Reading, sentence: Sentence, own: list[Claim]) -> tuple[Claim, Claim] | None:
    """ "29.0 %, i.e. by 9.1 points in two years", where a column gives 29.0 for one year and 38.1 two years before."""
    years = in_so_many_years(sentence.text) if len(own) == 1 else 0
    if not years:
        return None
    for table in reading.tables:
        for line in (*table.columns, *table.rows):
            cells = {c.period: c for c in line.claims if c is not None and c.unit == PERCENT and c.period.isdigit()}
            now = next((c for c in cells.values() if c.value == own[0].value), None)
            then = cells.get(str(int(now.period) - years)) if now is not None else None
            if now is not None and then is not None:
                return now, then
    return None


def _opening(
    reading: Reading, sentence: Sentence, own: list[Claim], steps: list[list[Claim]]
) -> tuple[Claim, Claim] | None:
    """The one earlier rate of the sentence before, and the rate that the section opens with."""
    if own or not steps or len(steps[0]) != 1:
        return None
    former = steps[0][0]
    first = next((c for c in reading.by_section.get(sentence.section, ()) if is_rate(c) and c.table < 0), None)
    dated = former.time == "before" or bool(former.period[:4].isdigit() and in_so_many_years(sentence.text))
    return (first, former) if dated and first is not None and first is not former else None


__all__ = ["Rates", "is_rate", "rates", "rates_then_and_now"]
