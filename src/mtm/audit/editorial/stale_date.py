"""A stock should be of a date in the report's period, not of one before it.

Rule stale_date: "As of 1 September 2023, 16,026 had received the status" in a report on October to December 2023. The
day before the period begins is its opening, and no finding; nor is a date that the sentence compares with. It cannot
see dates written without a word such as "as of".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mtm.audit.editorial.note import note, span
from mtm.audit.findings import Found
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.periods import Named
from mtm.audit.language.spans import reach
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

RULE = "stale_date"
BEFORE, BEHIND, OLDEST = 24, 40, timedelta(days=366)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AS_OF = re.compile(r"(?:\bas (?:of|at|on)|\bпо состоянию на)\s+(?:the\s+)?$", re.I)
_AS_OF_BEHIND = re.compile(r"[^.,;\d]{0,20}(?:жағдай|күнгі)", re.I)


def find(reading: Reading) -> Iterator[Found]:
    """One finding for every date before the period, with all its places."""
    own = reach(title_period(reading))
    if own is None:
        return
    places: dict[date, list[tuple[Sentence, Named]]] = {}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims:
            continue
        for period, day in _stocks(sentence):
            if own[0] - OLDEST < day < own[0] - timedelta(days=1) and not _compares(sentence, own[0]):
                places.setdefault(day, []).append((sentence, period))
    for told in places.values():
        yield note(RULE, [span(reading, s.piece, p.start, p.end) for s, p in told], other=own[0].isoformat())


def _stocks(sentence: Sentence) -> Iterator[tuple[Named, date]]:
    """The dates as of which something is told."""
    text = sentence.piece.text
    for period in sentence.periods:
        day = reach(period.code) if _DAY.fullmatch(period.code) else None
        if day is None or period.compared:
            continue
        led = _AS_OF.search(text, max(sentence.start, period.start - BEFORE), period.start)
        if led or (sentence.language == "kk" and _AS_OF_BEHIND.match(text, period.end, period.end + BEHIND)):
            yield period, day[0]


def _compares(sentence: Sentence, start: date) -> bool:
    """Another date or period of the sentence is not over before the report's own begins."""
    reached = (reach(p.code) for p in sentence.periods)
    return bool(sentence.tagged("compare")) or any(r is not None and r[1] >= start for r in reached)


__all__ = ["RULE", "find"]
