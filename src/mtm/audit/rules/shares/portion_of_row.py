"""A portion in words must agree with the share that a table gives for the row that its words name.

Rule portion_of_row: "Almost half of those interviewed want to leave again." against the row "Leave again for abroad" of
a column of shares: a sentence without numbers that holds the words of exactly one row. It is wrong where the share lies
more than two points beyond what the words allow. It cannot see rows that the sentence names by other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import LEVEL, PERCENT, Claim
from mtm.audit.language.kin import kindred
from mtm.audit.meaning.heads import Line
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Table
from mtm.audit.relations import RATIO, SHARE, Relation
from mtm.audit.rules.shares.portion_word import Portion, made, moves, portions
from mtm.kit.intervals import Interval

RULE = "portion_of_row"
_WORD = re.compile(r"[^\W\d_]{3,}")
WHOLE = 100
LAST = True
LEAST, MOST_ROWS, LONGEST, YEAR = 2, 60, 8, 4
BEYOND = 2  # percentage points beyond what the words allow
_ELSEWHEN = frozenset(("earlier", "then", "compare", "change"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every portion in a sentence without numbers that names one row."""
    shares: list[tuple[frozenset[str], Claim]] | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or sentence.claims or not sentence.cues:
            continue
        said = portions(sentence)
        if len(said) != 1 or moves(sentence) or sentence.tags() & _ELSEWHEN:
            continue
        if sentence.periods and (relation := _of_year(reading, sentence, said[0])) is not None:
            yield relation
            continue
        if sentence.areas:
            continue
        if shares is None:
            shares = _shares(reading)
        named = _named(sentence, said[0], shares)
        if named is not None:
            yield made(RULE, sentence, said[0], (named,), _allows(said[0], named))


def _of_year(reading: Reading, sentence: Sentence, portion: Portion) -> Relation | None:
    """ "In 2022 more than one employer in three was fined": the rates that tables give year by year.

    It is wrong where no rate of that year allows the words, and the same column has one of another year that does.
    """
    years = {p.code for p in sentence.periods}
    year = years.pop() if len(years) == 1 else ""
    if len(year) != YEAR or not year.isdigit() or sentence.periods[0].compared:
        return None
    if any(":" not in a.code for a in sentence.areas):
        return None
    rates = [line for table in reading.tables for line in (*table.columns, *table.rows) if _is_rate(line, year)]
    own = [c for line in rates for c in line.claims if c is not None and c.period == year]
    held = next((c for c in own if _allows(portion, c)), None)
    if held is not None:
        return made(RULE, sentence, portion, (held,), True)
    others = [c for line in rates for c in line.claims if c is not None and c.interval.meets(portion.allowed)]
    if len({c.amount for c in own}) != 1 or not others or not _tells_of(reading, sentence, own[0]):
        return None
    relation = made(RULE, sentence, portion, (own[0],), False)
    start, end = sentence.periods[0].start, sentence.periods[0].end
    relation.words = ((start, end, sentence.number), *relation.words)
    return relation


def _is_rate(line: Line, year: str) -> bool:
    """Percentages of several years, this one among them, one each."""
    cells = [c for c in line.claims if c is not None and c.unit == PERCENT and c.role == LEVEL and not c.sign]
    years = [c.period for c in cells]
    return (
        len(cells) >= LEAST and year in years and len(set(years)) == len(years) and all(len(y) == YEAR for y in years)
    )


def _tells_of(reading: Reading, sentence: Sentence, rate: Claim) -> bool:
    """The sentence has a word of what the rate counts that is none of what it is taken of."""
    shares = (r for r in reading.relations if r.holds and r.kind in (SHARE, RATIO) and r.target is rate)
    held = next((r for r in shares if len(r.operands) == LEAST and all(o.table >= 0 for o in r.operands)), None)
    if held is None:
        return False
    part, whole = (_heading(reading, o, o.row == rate.row) for o in held.operands)
    own = [w for w in part if not any(kindred(w, o, sentence.language) for o in whole)]
    return any(kindred(w, o, sentence.language) for w in _WORD.findall(sentence.text) for o in own)


def _heading(reading: Reading, cell: Claim, beside: bool) -> list[str]:
    """The words over the column of a cell, or before its row."""
    table = next(t for t in reading.tables if t.block == cell.table)
    lines, at = (table.columns, cell.column) if beside else (table.rows, cell.row)
    line = next((x for x in lines if x.index == at), None)
    return _WORD.findall(line.head.text) if line is not None else []


def _allows(portion: Portion, cell: Claim) -> bool:
    return cell.interval.meets(Interval(portion.allowed.low - BEYOND, portion.allowed.high + BEYOND))


def _shares(reading: Reading) -> list[tuple[frozenset[str], Claim]]:
    """Cells of tables that hold as shares of a whole, with the words of their rows."""
    held = {id(r.target) for r in reading.relations if r.kind == SHARE and r.holds and r.target.table >= 0}
    found = []
    for table in reading.tables:
        for column in table.columns:
            for index, cell in enumerate(column.claims[:MOST_ROWS]):
                share = cell is not None and id(cell) in held and cell.unit == PERCENT and cell.amount < WHOLE
                if cell is not None and share and table.roles[index] == "item":
                    found.append((_words(table, index), cell))
    return found


def _words(table: Table, row: int) -> frozenset[str]:
    return frozenset(stem for stem in table.rows[row].head.stems if len(stem) > 2)


def _named(sentence: Sentence, portion: Portion, shares: list[tuple[frozenset[str], Claim]]) -> Claim | None:
    """The share of the only row of which the sentence holds all words, or all but one of three and more."""
    own = {
        entry.stem for start, end, entry in sentence.found if entry.stem and not portion.start <= start < portion.end
    }
    found = [cell for words, cell in shares if words and _holds(own, words)]
    return found[0] if len({(c.table, c.row) for c in found}) == 1 and len({c.value for c in found}) == 1 else None


def _holds(own: set[str], words: frozenset[str]) -> bool:
    there = len(own & words)
    if len(words) > LONGEST or there < LEAST:
        return False
    return there == len(words) or (len(words) > LEAST and there >= len(words) - 1)
