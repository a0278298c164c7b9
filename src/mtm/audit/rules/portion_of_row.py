"""A portion in words must agree with the share that a table gives for the row that its words name.

Rule portion_of_row: "Almost half of those interviewed want to leave again." against the row "Leave again for abroad" of
a column of shares: a sentence without numbers that holds the words of exactly one row. It is wrong where the share lies
more than two points beyond what the words allow. It cannot see rows that the sentence names by other words.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Table
from mtm.audit.relations import SHARE, Relation
from mtm.audit.rules.portion_word import Portion, made, moves, portions
from mtm.kit.intervals import Interval

RULE = "portion_of_row"
WHOLE = 100
LAST = True
LEAST, MOST_ROWS, LONGEST = 2, 60, 8
BEYOND = 2  # percentage points beyond what the words allow
_ELSEWHEN = frozenset(("earlier", "then", "compare", "change"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every portion in a sentence without numbers that names one row."""
    shares: list[tuple[frozenset[str], Claim]] | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or sentence.claims or not sentence.cues:
            continue
        said = portions(sentence)
        if len(said) != 1 or moves(sentence) or sentence.tags() & _ELSEWHEN or sentence.areas:
            continue
        if shares is None:
            shares = _shares(reading)
        named = _named(sentence, said[0], shares)
        if named is not None:
            allowed = Interval(said[0].allowed.low - BEYOND, said[0].allowed.high + BEYOND)
            yield made(RULE, sentence, said[0], (named,), named.interval.meets(allowed))


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
