"""A report speaks of its own period: a title, an opening sentence or a heading of a table that names another is wrong.

Rule stray_period: the period of the report is the quarter, half or run of months that most of its sentences, captions
and headings name; a period said to be a year earlier speaks for the one a year after it. Wrong is the same quarter of
another year, named once only: in the title, as the opening of the first sentence with numbers, or in a table whose
other headings are the report's own period and the year before; and every such quarter of a later year. It cannot see
the year before named for the report's own, or periods of reports that name their period once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.language.periods import Named
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "stray_period"
_NO_OPENING = ("head", "heading", "note")
LAST = True
TITLE, OPENING, NEAR, WHOLE, HALF = 4, 70, 40, 2, 1
_AHEAD = re.compile(
    r"forecast|project|plan|expect|target|next|прогноз|план|ожида|следующ|болжа|жоспар|күт|келесі", re.I
)
_DIGIT = re.compile(r"\d")
_MONTHS = re.compile(r"[^\W\d]{3}[^\W\d]*\s*[–—-]\s*[^\W\d]{3}|12\s*M|мес|month|(?:двенадцат|он екі)\w*", re.I)


class Mention(NamedTuple):
    """A period of a known year where it stands; ``former`` where words make it an earlier one."""

    sentence: Sentence
    period: Named
    year: int
    rest: str
    former: bool


def find(reading: Reading) -> Iterator[Relation]:
    """One relation for every period that stands alone against the report's own."""
    mentions = list(mentions_of(reading))
    own = own_of(mentions)
    claim = next((c for c in reading.claims if c.role == "level"), None)
    if claim is None:
        return
    if own is None:
        yield from _two(reading, mentions, claim)
        return
    year, rest = own
    counts = Counter((m.year, m.rest) for m in mentions)
    for mention in mentions:
        if mention.rest != rest or mention.former or counts[mention.year, rest] > 1:
            continue
        if _is_stray(reading, mention, mentions, year):
            yield stray_relation(RULE, claim, mention, f"{year}{rest}")


def mentions_of(reading: Reading) -> Iterator[Mention]:
    for sentence in reading.sentences:
        if sentence.kind == "note":
            continue
        for period in sentence.periods:
            year, mark, rest = period.code.partition("-")
            if year.isdigit() and (rest[0] in "QHM" if mark else _in_months(sentence, period)):
                titled = sentence.kind in ("heading", "head") or (sentence.block < TITLE and not sentence.claims)
                former = not titled and (period.compared or _earlier(sentence, period))
                yield Mention(sentence, period, int(year), mark + rest, former)


def _in_months(sentence: Sentence, period: Named) -> bool:
    """A whole year named by its months: "the twelve months of 2017", «12 мес. 2026 г.», "January–December 2015"."""
    return bool(_MONTHS.search(sentence.piece.text, period.start, period.end))


def _earlier(sentence: Sentence, period: Named) -> bool:
    """ "A year before, in the third quarter of 2023", "against 2,832 in the first quarter of 2024"."""
    for tag in ("earlier", "compare", "then"):
        for cue in sentence.tagged(tag):
            between = sentence.piece.text[min(cue.end, period.end) : max(cue.start, period.start)]
            behind = cue.start >= period.end and tag == "earlier"  # "in 2017 came 775 of the same months of 2018"
            if len(between) < NEAR and ";" not in between and not (behind and _DIGIT.search(between)):
                return True
    return False


def own_of(mentions: list[Mention]) -> tuple[int, str] | None:
    """The year and the part of it that most mentions speak for; the year before speaks for it too, but less."""
    votes: Counter[tuple[int, str]] = Counter()
    for year, rest, _, former in {(m.year, m.rest, m.sentence.number, m.former) for m in mentions}:
        votes[year + former, rest] += WHOLE
        votes[year + (not former), rest] += 0 if former else HALF
    best = votes.most_common(2)
    if not best or best[0][1] <= WHOLE:
        return None
    if len(best) > 1 and best[1][1] == best[0][1]:
        titles = [(m.year, m.rest) for m in mentions if m.sentence.kind == "heading" and not m.former]
        return titles[0] if titles and votes[titles[0]] == best[0][1] else None
    return best[0][0]


def _is_stray(reading: Reading, mention: Mention, mentions: list[Mention], year: int) -> bool:
    """A later year, or one that is neither the report's nor the one before, where a report names its own period."""
    if mention.year in (year, year - 1):
        return False
    if mention.year > year:
        return not ahead(mention)
    if mention.sentence.kind == "head":
        return _beside_own(mention, mentions, year)
    return _is_title(mention) or _opens(reading, mention)


def _two(reading: Reading, mentions: list[Mention], claim: Claim) -> Iterator[Relation]:
    """The title and the opening name two years, and nothing else says which is right: both are shown."""
    titles = [m for m in mentions if _is_title(m)]
    opening = [m for m in mentions if _opens(reading, m) and not m.former]
    if len(mentions) != 2 or len(titles) != 1 or len(opening) != 1 or titles[0].rest != opening[0].rest:
        return
    title, lead = titles[0], opening[0]
    if abs(title.year - lead.year) > 1:
        relation = stray_relation(RULE, claim, title, lead.period.code)
        relation.words = (_place(title), _place(lead))
        yield relation


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.period.start, mention.period.end, mention.sentence.number


def _is_title(mention: Mention) -> bool:
    sentence = mention.sentence
    return sentence.block < TITLE and not sentence.claims and len(sentence.periods) == 1


def _opens(reading: Reading, mention: Mention) -> bool:
    """The first sentence with numbers and a period begins with it, and names no other."""
    first = next((s for s in reading.sentences if s.claims and s.periods and s.kind not in _NO_OPENING), None)
    sentence = mention.sentence
    early = mention.period.start - sentence.start < OPENING
    return sentence is first and early and len({p.code for p in sentence.periods}) == 1


def _beside_own(mention: Mention, mentions: list[Mention], year: int) -> bool:
    """The other headings of the same table are of the report's year and of the year before."""
    block = mention.sentence.block
    heads = {m.year for m in mentions if m.sentence.block == block and m.sentence.kind == "head"}
    if {year, year - 1, year - 2} <= heads and mention.year == year - 2:
        return False  # three years side by side
    others = {m.year for m in mentions if m.sentence.block == block and m is not mention}
    return bool(others) and others <= {year, year - 1}


def ahead(mention: Mention) -> bool:
    """A plan or a forecast."""
    return bool(_AHEAD.search(mention.sentence.text))


def stray_relation(rule: str, claim: Claim, mention: Mention, own: str) -> Relation:
    """The period is the place; ``claim`` is a number that it governs."""
    relation = Relation(rule, "period", claim, (), Interval.exact(claim.value), False, certain=False, note="period")
    place = _place(mention)
    relation.words, relation.topical = (place,), True
    relation.family = f"period{place[2]}.{place[0]}"
    relation.params = {"other": own, "expected": own, "number": claim.printed}
    return relation


__all__ = ["RULE", "Mention", "ahead", "find", "mentions_of", "own_of", "stray_relation"]
