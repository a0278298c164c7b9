"""A number told of one year, quarter or month must not be the number that a table gives to another.

Rule number_of_other_time: "the level of early 2024 (USD 312.4 million)", «в 2023 году выдано 18 870», "2023 жылғы 270,5
мың тіркеу", where a table with rows or columns for times has that number under another time only, and another one under
this; a total whose mean holds of the count of another year. The time stands right beside the number, or
no other is named. It cannot see
numbers of two digits, nor times that a text names further off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.by_so_much import by_so_much
from mtm.audit.meaning.heads import Table
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.time_beside import NOW, time_beside
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE, MEAN = "number_of_other_time", "mean_of_total"
LAST = True
TELLING, LONG, YEAR, SMALL, NEAR, EARLY = 3, 4, 4, 24, 24, 40
_EDGE = re.compile(
    r"\b(?:end|close|start|beginning|eve|mid|middle|кон[ец]\w*|начал\w|середин\w|исход\w|канун\w?)(?:\s+of)?(?:\s+the)?"
    r"[\s-]*(?:year\s+)?$",
    re.I,
)
_EDGE_KK = re.compile(r"[^\W\d]*\s*(?:жылдың\s+)?(?:бас|соң|аяғ|орта)[^\W\d]*", re.I)
_ARROW = re.compile(r"\s*(?:→|->|=>|⇒|➔)")
_OTHER_TIMES = frozenset(("earlier", "then", "compare", "than", "now", "later", "up", "down", "change", "cumulative"))
_EARLIER = frozenset(("earlier", "then", "compare"))
Digits = tuple[str, int]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number of the text that a table gives to another year."""
    cells: dict[Digits, list[Claim]] | None = None
    broken = {id(r.target) for r in reading.relations if not r.holds and r.rule == "earlier_for_now"}
    for sentence in reading.sentences if reading.tables else ():
        for claim, code in _dated(sentence):
            cells = _cells(reading) if cells is None else cells
            found = cells.get(_digits(claim), [])
            if not found or id(claim) in broken or not all(_elsewhen(c.period, code) for c in found):
                continue
            found = [c for c in found if _of_one_thing(reading, sentence, claim, c)]
            own = next((o for c in found if (o := _of_time(reading, c, code)) is not None), None)
            if own is not None:
                yield _made(reading, sentence, claim, found[0], own)
    yield from _of_means(reading, cells)


def _of_means(reading: Reading, cells: dict[Digits, list[Claim]] | None) -> Iterator[Relation]:
    """ "The fines of 2024: 46.8 million, on average 50,000 each": they are the 936 of the year that has so many."""
    for relation in reading.relations:
        if relation.rule != MEAN or not relation.holds or len(relation.operands) != 2 or not reading.tables:
            continue
        total, count = relation.operands
        if total.table >= 0 or significant(count) < TELLING:
            continue
        sentence = reading.sentences[total.sentence]
        code = time_beside(sentence, total)
        cells = _cells(reading) if cells is None else cells
        found = cells.get(_digits(count), []) if code and code != NOW else []
        if not found or not all(_elsewhen(c.period, code) for c in found):
            continue
        own = next((o for c in found if (o := _of_time(reading, c, code)) is not None), None)
        if (
            own is not None
            and own.interval.low > 0
            and not relation.target.interval.meets(total.interval / own.interval)
        ):
            made = _made(reading, sentence, total, found[0], own)
            period = next(p for p in sentence.periods if p.code == code)
            made.words = ((period.start, period.end, sentence.number),)
            made.params = {"sentence": "period", "other": made.params["other"], "expected": made.params["other"]}
            yield made


def _dated(sentence: Sentence) -> Iterator[tuple[Claim, str]]:
    """The numbers of a sentence with the time right beside them."""
    if sentence.kind in ("note", "head", "heading", "caption") or not sentence.periods:
        return
    for claim in sentence.claims:
        if claim.time == "before" and any(c.tags & _EARLIER and c.start < claim.start for c in sentence.cues):
            continue
        if _left_behind(claim):
            continue
        if _stated(claim) and (sentence.language == "kk" or not by_so_much(claim, sentence)):
            code = time_beside(sentence, claim) or _only_time(sentence, claim)
            if code and code != NOW and not _at_an_edge(sentence, code):
                yield claim, code


def _only_time(sentence: Sentence, claim: Claim) -> str:
    """ "In the third quarter of 2013, unlawful hiring had the largest share, with 971 offences": the one time named."""
    stated = [p for p in sentence.periods if not p.compared]
    if len(sentence.periods) != 1 or len(stated) != 1 or sentence.tags() & _OTHER_TIMES or claim.time:
        return ""
    early = stated[0].start - sentence.start < EARLY and stated[0].end <= claim.start
    return stated[0].code if claim.exact and (early or significant(claim) >= LONG) and ";" not in sentence.text else ""


def _left_behind(claim: Claim) -> bool:
    """ "In May there was such a fall (2,215 → 2,108)": an arrow leads away from the number of the time before."""
    return _ARROW.match(claim.piece.text, claim.after) is not None


def _at_an_edge(sentence: Sentence, code: str) -> bool:
    """ "At the end of 2023", «на начало 2024 года»: a date, which a table may give as that of the next year."""
    text = sentence.piece.text
    period = next(p for p in sentence.periods if p.code == code)
    if sentence.language == "kk":
        return _EDGE_KK.match(text, period.end) is not None
    return _EDGE.search(text, max(sentence.start, period.start - NEAR), period.start) is not None


def _elsewhen(period: str, code: str) -> bool:
    """Another year than a year; another quarter or month than a quarter or month, whatever the year."""
    rest, own = period.partition("-")[2], code.partition("-")[2]
    if rest[:1].isdigit() or own[:1].isdigit():
        return False  # dates
    if rest and own:
        return rest[0] == own[0] and not compatible(period, code)
    return period[:YEAR].isdigit() and code[:YEAR].isdigit() and period[:YEAR] != code[:YEAR]


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
    """The cells of all tables by their digits."""
    found: dict[Digits, list[Claim]] = {}
    for claim in reading.claims:
        if claim.table >= 0:
            found.setdefault(_digits(claim), []).append(claim)
    return found


def _of_time(reading: Reading, cell: Claim, code: str) -> Claim | None:
    """The cell of that time in the same column or row, where times are what its lines are told apart by."""
    table = next((t for t in reading.tables if t.block == cell.table), None)
    if table is None:
        return None
    size = len(code) if "-" in code else YEAR
    for lines, at in ((table.columns, cell.column), (table.rows, cell.row)):
        line = next((x for x in lines if x.index == at), None)
        cells = (
            [c for c in line.claims if c is not None and c.unit == cell.unit and c.period] if line is not None else []
        )
        if len({c.period[:size] for c in cells}) < len(cells):
            cells = [c for c in cells if _headed_alike(table, c, cell)]
        times = [c.period[:size] for c in cells]
        own = [c for c in cells if _is_of(c.period, code)]
        if len(own) == 1 and len(set(times)) == len(times):
            return own[0] if own[0].amount != cell.amount else None
    return None


def _headed_alike(table: Table, one: Claim, other: Claim) -> bool:
    """ "Round 7" and "Round 8", not "Households, Round 8": the headings of their columns differ in the time alone."""
    if one.column == other.column:
        return True
    stems = {x.index: frozenset(x.head.stems) for x in table.columns if x.index in (one.column, other.column)}
    return stems.get(one.column) == stems.get(other.column)


def _is_of(period: str, code: str) -> bool:
    """ "2024-Q1" and "?-Q1" are of each other's time, and a quarter of 2024 is of 2024."""
    return compatible(period, code) if "-" in code else period[:YEAR] == code


def _made(reading: Reading, sentence: Sentence, claim: Claim, cell: Claim, own: Claim) -> Relation:
    relation = Relation(RULE, "period", claim, (cell, own), Interval.exact(claim.value), False, note="twice")
    relation.words = ((claim.start, claim.end, sentence.number),)
    relation.family = f"othertime{claim.block}.{claim.start}"
    year, other = (_written(reading, c) for c in (own, cell))
    relation.params = {"sentence": "other_time", "year": year, "other": other, "expected": own.printed.strip()}
    return relation


def _written(reading: Reading, cell: Claim) -> str:
    """The time of a cell as its row or column has it."""
    table = next(t for t in reading.tables if t.block == cell.table)
    lines = ((table.rows, cell.row), (table.columns, cell.column))
    heads = (x.head for found, at in lines for x in found if x.index == at)
    return next((h.text.strip() for h in heads if h.period), cell.period)


__all__ = ["RULE", "find"]
