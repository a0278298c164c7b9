"""How many of a few things rose, fell, or lie above a number must be as many as the list or the table gives.

Rule rows_beyond: "three of the five districts supplied more than 600", «в трёх группах из пяти показатель снизился»,
"бес ауданның үшеуінде көрсеткіш өсті", against a list or a table nearby that has exactly as many things as are named:
those above or below the number, or those that went up or down between its two times. It is wrong where no column or
list of that many things gives the count. It cannot see counts whose whole is not named, or things that no list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from mtm.audit.claims import BALANCE, CHANGE, LEVEL, SHARE, Claim
from mtm.audit.language.periods import order
from mtm.audit.meaning.heads import Line, Table
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.so_many_of import Counted, so_many_of
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "rows_beyond"
LAST = True
_BACK, LEAST, _WINDOW = 4, 2, 6
_ABOVE = re.compile(
    r"\b(?:more than|over|above|exceed\w*|at least|upwards of|higher than|greater than|passed|topped|better than"
    r"|более|больше|свыше|выше|превы\w+|не менее|не меньше|перевал\w+)\b"
    r"|(?:[дтн][ае]н\s+(?:астам|аса|асты|асқан|асып|асады|көп|артық|жоғары))(?!\w)",
    re.I,
)
_BELOW = re.compile(
    r"\b(?:fewer than|less than|below|under|at most|lower than|smaller than|did not reach|short of"
    r"|менее|меньше|ниже|не превы\w+|не дотя\w+|не достиг\w+)\b"
    r"|(?:[дтн][ае]н\s+(?:кем|аз|төмен)|(?:[гқкғ][ае]\s+жетпе\w+))(?!\w)",
    re.I,
)
_EQUAL = re.compile(r"\b(?:at least|not less than|не менее|не меньше|at most)\b|кем емес", re.I)
_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "a": 1,
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9,
    "двух": 2, "трех": 3, "трёх": 3, "четырех": 4, "четырёх": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8,
    "девяти": 9,
}  # fmt: skip
_ROUND = re.compile(
    rf"\b(?P<n>{'|'.join(_UNITS)})\s?(?:(?P<hundred>hundred|жүз|сот)|(?P<thousand>thousand|мың|тысяч))"
    r"|\b(?P<ru>сотни|ста)\b|(?P<single>(?<!\w)(?:жүз|тысячи|мың)(?=[дтн][ае]н|\b))",
    re.I,
)


class Rows(NamedTuple):
    """Numbers of as many things as a table or a list has, or the directions that they took."""

    claims: tuple[Claim, ...]
    signs: tuple[int, ...] = ()
    net: bool = False


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every count of things beyond a number, or of things that went one way."""
    told = {(w[2], w[0]) for r in reading.relations if r.note == "counted" for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption"):
            continue
        for counted in so_many_of(sentence):
            if (sentence.number, counted.start) in told:
                continue
            relation = _relation(reading, sentence, counted)
            if relation is not None:
                told.add((sentence.number, counted.start))
                yield relation


def _relation(reading: Reading, sentence: Sentence, counted: Counted) -> Relation | None:
    start, end = _clause(sentence, counted)
    mark = _mark(sentence, counted, start, end)
    if mark is not None:
        number, above, equal = mark
        rows = [r for r in _levels(reading, sentence, counted.of) if _of_size(r, number)]
        codes = {p.code for p in sentence.periods if start <= p.start < end}
        rows = [r for r in rows if r.claims[0].period in codes] or rows
        actual = [_beyond(r, number.amount, above, equal) for r in rows]
        return _made(sentence, counted, rows, actual)
    way = _way(sentence, counted, start, end)
    if way is None:
        return None
    rows = [r for r in _turned(reading, sentence, counted.of) if r.net == way[1]]
    return _made(sentence, counted, rows, [r.signs.count(way[0]) for r in rows])


def _made(sentence: Sentence, counted: Counted, rows: list[Rows], actual: list[int]) -> Relation | None:
    if not rows:
        return None
    holds = counted.number in actual
    claims = rows[0].claims
    relation = Relation(RULE, "word", claims[0], claims[1:], Interval.exact(claims[0].amount), holds, note="counted")
    relation.words = ((counted.start, counted.end, sentence.number),)
    relation.family = f"counted{sentence.number}.{counted.start}"
    relation.params = {"word": sentence.piece.text[counted.start : counted.end], "expected": str(actual[0])}
    return relation


def _clause(sentence: Sentence, counted: Counted) -> tuple[int, int]:
    """Up to the comma, semicolon or "and" on either side; of an opening phrase, up to the next one behind it."""
    cuts = [c.start for c in sentence.cuts if c.mark in ",;&:" and not counted.begin <= c.start < counted.until]
    start = max([sentence.start, *(c for c in cuts if c < counted.begin)])
    end = min([sentence.end, *(c for c in cuts if c >= counted.until)])
    return start, end


class _Spoken:
    """A round number in words, which no claim stands for."""

    def __init__(self, amount: Decimal) -> None:
        self.amount, self.unit = amount, ""


def _mark(sentence: Sentence, counted: Counted, start: int, end: int) -> tuple[Claim | _Spoken, bool, bool] | None:
    """The number that the things are held against, whether above it, and whether it counts itself."""
    text = sentence.piece.text[start:end]
    numbers = [c for c in sentence.claims if start <= c.start < end and not counted.begin <= c.start < counted.until]
    numbers = [c for c in numbers if c.role in (LEVEL, SHARE, CHANGE)]
    above, below = _ABOVE.search(text), _BELOW.search(text)
    if (above is None) == (below is None) and not (below and above and below.start() <= above.start() < below.end()):
        return None
    said = _said(sentence, counted, start, end) if not numbers else None
    if len(numbers) > 1 or (not numbers and said is None):
        return None
    number: Claim | _Spoken = numbers[0] if numbers else _Spoken(said or Decimal(0))
    return number, below is None, bool(_EQUAL.search(text))


def _said(sentence: Sentence, counted: Counted, start: int, end: int) -> Decimal | None:
    """ "three hundred", «четырёхсот», "үш жүзден"."""
    text = sentence.piece.text
    for hit in _ROUND.finditer(text, start, end):
        if counted.start <= hit.start() < counted.end:
            continue
        if hit["ru"] or (hit["single"] and hit["single"].lower() == "жүз"):
            return Decimal(100)
        if hit["single"]:
            return Decimal(1000)
        return Decimal(_UNITS[hit["n"].lower()] * (100 if hit["hundred"] else 1000))
    return None


def _of_size(rows: Rows, mark: Claim | _Spoken) -> bool:
    """The number lies among those of the rows."""
    amounts = [c.amount for c in rows.claims]
    unit = rows.claims[0].unit == mark.unit
    return unit and min(amounts) / 2 <= mark.amount <= max(amounts) * 2


def _beyond(rows: Rows, mark: Decimal, above: bool, equal: bool) -> int:
    if above:
        return sum(c.amount > mark or (equal and c.amount == mark) for c in rows.claims)
    return sum(c.amount < mark or (equal and c.amount == mark) for c in rows.claims)


def _way(sentence: Sentence, counted: Counted, start: int, end: int) -> tuple[int, bool] | None:
    """1 or -1, and whether a surplus or a deficit is told."""
    cues = [c for c in sentence.cues if start <= c.start < end and not counted.start <= c.start < counted.end]
    if any(c.tags & {"not", "unchanged", "utmost", "lowermost"} for c in cues):
        return None
    if any(start <= c.start < end and not counted.begin <= c.start < counted.until for c in sentence.claims):
        return None
    sided = [c for c in cues if c.tags & {"positive", "negative", "net_loss", "net_gain"}]
    if sided:
        loss = {bool(c.tags & {"negative", "net_loss"}) for c in sided}
        return (-1 if loss == {True} else 1, True) if len(loss) == 1 else None
    if {"in", "out"} <= {t for c in cues for t in c.tags}:
        return None
    ways = {1 if "up" in c.tags else -1 for c in cues if len(c.tags & {"up", "down"}) == 1 and "change" not in c.tags}
    return (ways.pop(), False) if len(ways) == 1 else None


def _near(reading: Reading, sentence: Sentence) -> list[Table]:
    return [t for t in reading.tables if -2 <= sentence.block - t.block <= _BACK and t.section == sentence.section]


def _levels(reading: Reading, sentence: Sentence, of: int) -> list[Rows]:
    """Columns, rows and lists of exactly so many numbers."""
    found = [
        Rows(tuple(cells)) for table in _near(reading, sentence) for cells in _lines(table, of) if len(cells) == of
    ]
    for block in range(sentence.block - _BACK, sentence.block + 2):
        for other in reading.by_block.get(block, ()):
            found += [Rows(run) for run in _runs(other, of)]
        found += _items(reading, block, of)
    return found


def _lines(table: Table, of: int) -> Iterator[list[Claim]]:
    """Every column over its items, and every row over columns that bear no totals."""
    items = _as_many(table, of)
    for line in table.columns:
        yield [c for at in items if (c := line.claims[at]) is not None]
    kept = [not line.head.tags & {"total", "change", "share", "gap", "balance"} for line in table.columns]
    for row in table.rows:
        yield [c for c, keep in zip(row.claims, kept, strict=True) if c is not None and keep]


def _as_many(table: Table, of: int) -> list[int]:
    """The rows of items, with the rest where so they are as many as are named."""
    items = [at for at, role in enumerate(table.roles) if role in ("item", "part")]
    every = [at for at, role in enumerate(table.roles) if role in ("item", "part", "rest")]
    return every if len(every) == of else items


def _runs(sentence: Sentence, of: int) -> Iterator[tuple[Claim, ...]]:
    """Numbers of one unit in a row, of which the first may be their total."""
    levels = [c for c in sentence.claims if c.role in (LEVEL, SHARE) and c.table < 0]
    for unit in sorted({c.unit for c in levels}):
        run = [c for c in levels if c.unit == unit]
        for cut in (run, run[1:], [c for c in run if c.label[:1] != ("rest",)]):
            if len(cut) == of and of > LEAST:
                yield tuple(cut)


def _items(reading: Reading, block: int, of: int) -> Iterator[Rows]:
    """A list of so many items, the last of which stands in this block."""
    firsts = []
    for back in range(of):
        sentences = reading.by_block.get(block - back, [])
        levels = [c for c in (sentences[0].claims if sentences else []) if c.role in (LEVEL, SHARE)]
        if not sentences or sentences[0].kind != "item" or not levels:
            return
        firsts.append(levels[0])
    if len({c.unit for c in firsts}) == 1 and of > LEAST:
        yield Rows(tuple(firsts))


def _turned(reading: Reading, sentence: Sentence, of: int) -> list[Rows]:
    """What went up or down between two columns or two rows, and columns of changes and of balances."""
    found: list[Rows] = []
    for table in _near(reading, sentence):
        items = _as_many(table, of)
        columns = [(line, [line.claims[at] for at in items]) for line in table.columns]
        found += _between(columns, of)
        kept = [not line.head.tags & {"total", "change", "share", "gap", "balance"} for line in table.columns]
        rows = [(row, [c for c, keep in zip(row.claims, kept, strict=True) if keep]) for row in table.rows]
        found += _between(rows, of)
        for line, cells in columns:
            held = [c for c in cells if c is not None]
            net = "balance" in line.head.tags or any(c.role == BALANCE for c in held)
            signed = any(c.sign in ("+", "-") for c in held)
            if len(held) == of and (net or signed):
                found.append(Rows(tuple(held), tuple(_sign(c.value) for c in held), net))
    return found


def _between(lines: list[tuple[Line, list[Claim | None]]], of: int) -> Iterator[Rows]:
    """The directions between two lines of two periods."""
    dated = []
    for line, cells in lines:
        held = [c for c in cells if c is not None]
        if len(held) == of == len(cells) and held[0].period and held[0].role in (LEVEL, SHARE):
            dated.append((line, held))
    for (one, a), (two, b) in combinations(dated, 2):
        earlier, later = (a, b) if order(a[0].period) < order(b[0].period) else (b, a)
        if order(a[0].period) == order(b[0].period) or a[0].unit != b[0].unit or one.role != two.role:
            continue
        signs = tuple(_sign(n.amount - t.amount) for t, n in zip(earlier, later, strict=True))
        yield Rows(tuple(later), signs)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


__all__ = ["RULE", "find"]
