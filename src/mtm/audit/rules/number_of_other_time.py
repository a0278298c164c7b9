"""A number told of one year must not be the number that a table gives to another.

Rule number_of_other_time: "the level of early 2024 (USD 312.4 million)", «в 2023 году выдано 18 870», "2023 жылғы 270,5
мың тіркеу", where a table with rows or columns for years has that number under another year only, and another one under
this. The time stands right beside the number. It cannot see numbers of two digits, nor times that a text names further
off.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.time_beside import time_beside
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "number_of_other_time"
LAST = True
TELLING, LONG, YEAR, SMALL = 3, 4, 4, 24
_EARLIER = frozenset(("earlier", "then", "compare"))
Digits = tuple[str, int]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number of the text that a table gives to another year."""
    cells: dict[Digits, list[Claim]] | None = None
    broken = {id(r.target) for r in reading.relations if not r.holds}
    for sentence in reading.sentences if reading.tables else ():
        for claim, year in _dated(sentence):
            cells = _cells(reading) if cells is None else cells
            found = cells.get(_digits(claim), [])
            if not found or id(claim) in broken or any(c.period[:YEAR] == year for c in found):
                continue
            found = [c for c in found if _of_one_thing(reading, sentence, claim, c)]
            own = next((o for c in found if (o := _of_year(reading, c, year)) is not None), None)
            if own is not None:
                yield _made(sentence, claim, found[0], own)


def _dated(sentence: Sentence) -> Iterator[tuple[Claim, str]]:
    """The numbers of a sentence with the year right beside them."""
    if sentence.kind in ("note", "head", "heading", "caption") or not sentence.periods:
        return
    for claim in sentence.claims:
        if claim.time == "before" and any(c.tags & _EARLIER and c.start < claim.start for c in sentence.cues):
            continue
        if _stated(claim) and (sentence.language == "kk" or not by_so_much(claim, sentence)):
            year = time_beside(sentence, claim)[:YEAR]
            if year.isdigit():
                yield claim, year


def _stated(claim: Claim) -> bool:
    """A level or a share of three digits and more, said exactly."""
    if claim.unit in (POINTS, TIMES) or claim.hedge or claim.table >= 0 or significant(claim) < TELLING:
        return False
    return is_level(claim) or (claim.unit == PERCENT and claim.role != "change")


def _of_one_thing(reading: Reading, sentence: Sentence, claim: Claim, cell: Claim) -> bool:
    """Units agree, and the row's country is the sentence's; a short number needs a table with few."""
    if (claim.unit != cell.unit and cell.unit) or (claim.scale != cell.scale and cell.scale != 1):
        return False
    if cell.area and ":" not in cell.area and all(a.code != cell.area for a in sentence.areas):
        return False
    return significant(claim) >= LONG or sum(c.table == cell.table for c in reading.claims) <= SMALL


def _digits(claim: Claim) -> Digits:
    return claim.digits.lstrip("0"), claim.decimals


def _cells(reading: Reading) -> dict[Digits, list[Claim]]:
    """The cells of all tables that bear a year, by their digits; a cell without one is of any year."""
    found: dict[Digits, list[Claim]] = {}
    for claim in reading.claims:
        if claim.table >= 0:
            found.setdefault(_digits(claim), []).append(claim)
    return {k: v for k, v in found.items() if all(c.period[:YEAR].isdigit() for c in v)}


def _of_year(reading: Reading, cell: Claim, year: str) -> Claim | None:
    """The cell of that year in the same column or row, where the years are what its lines are told apart by."""
    table = next((t for t in reading.tables if t.block == cell.table), None)
    if table is None:
        return None
    for lines, at in ((table.columns, cell.column), (table.rows, cell.row)):
        line = next((x for x in lines if x.index == at), None)
        cells = [c for c in line.claims if c is not None and c.unit == cell.unit] if line is not None else []
        years = [c.period[:YEAR] for c in cells]
        if years.count(year) == 1 and len(set(years)) == len(years):
            own = cells[years.index(year)]
            return own if own.amount != cell.amount else None
    return None


def _made(sentence: Sentence, claim: Claim, cell: Claim, own: Claim) -> Relation:
    relation = Relation(RULE, "period", claim, (cell, own), Interval.exact(claim.value), False, note="twice")
    relation.words = ((claim.start, claim.end, sentence.number),)
    relation.family = f"othertime{claim.block}.{claim.start}"
    relation.params = {"sentence": "other_time", "year": own.period[:YEAR], "other": cell.period[:YEAR]}
    relation.params["expected"] = own.printed.strip()
    return relation


__all__ = ["RULE", "find"]
