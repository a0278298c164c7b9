"""A country said to be first, second, third must bear the number and hold the place that the table gives it.

Rule rank_in_table: a superlative or an ordinal with the word place, beside a country and its number, where the number
stands in one row of a table: the row must bear that name, and, where another place of the same sentence is as the table
has it, be the second or third of its column. It cannot see ranks without a number, and tables that do not hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.hosts import is_leaned_on
from mtm.audit.meaning.prose import Area, Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Table
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "rank_in_table"
_OVERTAKING = re.compile(
    r"(?:overt[ao]\w+|ahead of|surpass\w+|replac\w+|displac\w+|обогна\w+|оперед\w+|оттесн\w+|смест\w+)\s+(?:the\s+)?$",
    re.I,
)
_OVERTAKING_KK = re.compile(r"\w*\s+(?:басып\s+)?оз", re.I)
_NEAR, _BEHIND, _TOUCHING, _LAST, TELLING, LEAST = 60, 40, 12, 10, 3, 3


class Place(NamedTuple):
    """A name, the rank that the words give it, and the word."""

    area: Area
    rank: int
    cue: Cue


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every ranked name whose number a table holds."""
    if not reading.tables:
        return
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.areas or not sentence.claims:
            continue
        found = [r for place in _places(sentence) if (r := _relation(reading, sentence, place)) is not None]
        domain = any(r.holds for r in found)  # another place is as the table has it: it is the table that is ranked
        yield from (r for r in found if r.holds or domain or r.params["misnamed"])


def _places(sentence: Sentence) -> Iterator[Place]:
    """Every name with the rank that a superlative or an ordinal beside it gives."""
    if any(c.tags & {"not", "smallest", "average", "relative"} for c in sentence.cues):
        return
    placed = bool(sentence.tagged("place"))
    for cue in sentence.cues:
        rank = cue.ordinal if placed and 1 < cue.ordinal <= _LAST else 0
        if not rank and "largest" in cue.tags and not cue.tags & {"majority", "up", "over"}:
            rank = max(1, cue.ordinal)  # "the second-largest"
        area = _beside(sentence, cue) if rank and not _qualified(sentence, cue, rank) else None
        if area is not None:
            yield Place(area, rank, cue)


def _qualified(sentence: Sentence, cue: Cue, rank: int) -> bool:
    """ "the second largest", "the largest rise": the word says no first place of a level."""
    near = [c for c in sentence.cues if c is not cue and abs(c.start - cue.start) < _BEHIND]
    second = rank == 1 and any(c.ordinal > 1 and 0 <= cue.start - c.end < _TOUCHING for c in near)
    return second or any(c.tags & {"up", "down"} for c in near)


def _beside(sentence: Sentence, cue: Cue) -> Area | None:
    """The nearest name, no number standing between."""
    found = []
    for area in sentence.areas:
        after, before = area.start - cue.end, cue.start - area.end
        gap, reach = (after, _NEAR) if after >= 0 else (before, _BEHIND)
        if (
            0 <= gap < reach
            and not _overtaken(sentence, area)
            and not any(min(cue.end, area.end) <= c.start < max(cue.start, area.start) for c in sentence.claims)
            and not (sentence.language == "kk" and any(cue.end <= c.start < area.start for c in sentence.cuts))
        ):
            found.append((gap, area))
    return min(found)[1] if found else None


def _overtaken(sentence: Sentence, area: Area) -> bool:
    """ "Türkiye, overtaking Russia, is first", «обогнав Россию», "Ресейден озып": not the one that has the place."""
    if is_leaned_on(area, sentence):
        return True
    text = sentence.piece.text
    if sentence.language == "kk":
        return bool(_OVERTAKING_KK.match(text, area.end, area.end + _NEAR))
    return bool(_OVERTAKING.search(text, max(sentence.start, area.start - _NEAR), area.start))


def _relation(reading: Reading, sentence: Sentence, place: Place) -> Relation | None:
    own = next((c for c in sentence.claims if _is_own(c, place.area)), None)
    found: list[Relation] = []
    for table in reading.tables if own is not None else ():
        for cells in _columns(table):
            rows = [c for c in cells if own is not None and _same(own, c)]
            if own is not None and len(rows) == 1 and (judged := _judged(sentence, place, own, rows[0], cells)):
                found.append(judged)
    right = (r for r in found if r.operands[0].area == r.target.area)  # its own cell goes before an equal one of others
    return next(right, found[0] if found else None)


def _same(own: Claim, cell: Claim) -> bool:
    """The cell may be that number; one in thousands, with few digits, is recognised by its name alone."""
    telling = cell.exact == own.exact or sum(c.isdigit() for c in cell.printed) > TELLING or cell.area == own.area
    return telling and cell.interval.meets(own.interval) and not conflict(cell.axes, own.axes)


def _is_own(claim: Claim, area: Area) -> bool:
    """The number of the name: a level right after it."""
    level = is_level(claim) and claim.time != "before" and not claim.hedge
    digits = sum(c.isdigit() for c in claim.printed)
    return level and claim.area == area.code and 0 <= claim.start - area.end < _NEAR and digits >= TELLING


def _columns(table: Table) -> Iterator[list[Claim]]:
    """The counts of countries of every column, without groups, rests and totals."""
    for line in table.columns:
        if line.role == "level" and not line.head.tags & {"balance", "change"}:
            found = [c for c in line.claims if c is not None and c.area and ":" not in c.area and not c.total]
            if len(found) >= LEAST and len({c.area for c in found}) == len(found):
                yield found


def _judged(sentence: Sentence, place: Place, own: Claim, row: Claim, cells: list[Claim]) -> Relation | None:
    mine = next((c for c in cells if c.area == own.area), None)
    if mine is None:
        return None
    ordered = sorted(cells, key=lambda c: -c.amount)
    rank = next(k for k, c in enumerate(ordered, 1) if c.amount == row.amount)
    holds = row is mine and rank == place.rank
    wrong = place.cue if row is mine and place.rank > 1 else place.area
    relation = Relation(RULE, "rank", own, (row,), Interval.exact(row.amount), holds, note="rank")
    relation.words = ((wrong.start, wrong.end, sentence.number),)
    relation.params = {
        "misnamed": "" if row is mine else "yes",
        "name": sentence.piece.text[wrong.start : wrong.end],
        "top": ordered[place.rank - 1].printed.strip(),
    }
    relation.params["top"] = row.printed.strip() if row is not mine else relation.params["top"]
    relation.family = f"rank{sentence.number}.{place.cue.start}"
    return relation


__all__ = ["RULE", "find"]
