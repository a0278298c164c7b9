"""What of one document can be compared with another: its numbers, and words that have one counterpart elsewhere.

Scope: one reading. Numbers that the auditor understands are quantities; all other digits (years, ages, numbers of
tables, ends of ranges) are kept as loose figures, which languages may also write out in words. A unit of text is a
sentence or a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from mtm.audit.claims import Claim
from mtm.audit.comparison.contrasts import spoken
from mtm.audit.documents.piece import Block, Document, Piece, Place
from mtm.audit.language import numerals
from mtm.audit.language.chunks import DATE
from mtm.audit.language.lexicon import Word as Entry
from mtm.audit.language.lexicon import lexicon
from mtm.audit.language.quantities import Read
from mtm.audit.meaning.prose import REST, Sentence, read_prose
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import read_head

_BLANKS = "\u00a0\u202f\u2009\u2007 "
_DIGITS = re.compile(rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?!\d)(?:,\d+)?|(?<![A-Za-z\d])\d+(?:[.,]\d+)*")
_CODE = re.compile(r"(?=[^\s_/@]*[_/@])(?=[^\s\d]*\d)[\w./@-]{6,}\w")  # names of files, addresses
_LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_ENDING = 4
_DIGIT = re.compile(r"\d")
_QUARTER = re.compile(r"(?:\d{4}|\?)-([QH]\d)")
MAX_LOOSE = 20  # digits of one loose figure

Unit = tuple[int, int]  # block, and sentence or row within it


@dataclass(slots=True, eq=False)
class Mark:
    """A number of one document; ``partner`` is the number of the other one that says the same."""

    piece: Piece
    start: int
    end: int
    unit: Unit
    amount: Decimal
    claim: Claim | None = None
    column: int = -1
    index: int = 0
    partner: Mark | None = None
    own: Side | None = None

    @property
    def printed(self) -> str:
        return self.piece.text[self.start : self.end]

    @property
    def digits(self) -> str:
        return "".join(c for c in self.printed if c.isdigit())


@dataclass(slots=True, eq=False)
class Word:
    """A word with one counterpart in every language: a rise, a country, a quarter, a kind of unit."""

    piece: Piece
    start: int
    end: int
    unit: Unit
    dimension: str
    pole: str

    @property
    def printed(self) -> str:
        return self.piece.text[self.start : self.end]


@dataclass(slots=True)
class Side:
    """One document as it is compared."""

    reading: Reading
    file: int
    marks: list[Mark] = field(default_factory=list)
    loose: list[Mark] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    marks_: dict[int, list[Mark]] | None = None
    loose_: dict[int, list[Mark]] | None = None

    def by_block(self) -> dict[int, list[Mark]]:
        """Numbers by block; sorted at first use."""
        if self.marks_ is None:
            self.marks_ = _sorted(self.marks)
        return self.marks_

    def loose_by_block(self) -> dict[int, list[Mark]]:
        """Loose figures by block; sorted at first use."""
        if self.loose_ is None:
            self.loose_ = _sorted(self.loose)
        return self.loose_

    def numbers_in_words(self, block: int) -> set[int]:
        """The values of number words in a block's text, with any ending."""
        words = lexicon(self.reading.language).word
        found: set[int] = set()
        for match in _LETTERS.finditer(self.reading.blocks[block].piece.text):
            word = match[0].lower()
            for length in range(len(word), max(len(word) - LONGEST_ENDING, 2) - 1, -1):
                number = words(word[:length]).number
                if number is not None:
                    found.add(number)
                    break
        return found

    def place(self, piece: Piece, start: int, end: int) -> Place:
        where, first, last = piece.locate(start, end)
        return Place(self.file, where, first, last, self.reading.documents[self.file].cut(where, first, last))

    def block(self, number: int) -> Block:
        return self.reading.blocks[number]


def _sorted(marks: list[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.unit[0], []).append(mark)
    return found


def side(reading: Reading, file: int) -> Side:
    """Everything comparable of one document, in the order of its text."""
    found = Side(reading, file)
    collector = _Collector(found)
    for number, block in enumerate(reading.blocks):
        if block.kind == "table":
            collector.table(number, block)
        else:
            collector.prose(number, block)
    for index, mark in enumerate(found.marks):
        mark.index, mark.own = index, found
    return found


class _Collector:
    def __init__(self, found: Side) -> None:
        self.found, self.reading = found, found.reading
        self.language = found.reading.language
        self.lexicon = lexicon(self.language)
        self.paged = found.reading.documents[found.file].unit == "page"
        self.read = _rule(found.reading.documents[found.file], self.language)
        self.cells: dict[int, list[Claim]] = {}
        for claim in self.reading.claims:
            if claim.table >= 0:
                self.cells.setdefault(id(claim.piece), []).append(claim)

    def prose(self, number: int, block: Block) -> None:
        sentences = self.reading.by_block.get(number)
        if sentences is None:
            self._words(block.piece, 0, len(block.piece.text), (number, 0))
            return
        for sentence in sentences:
            self._sentence(sentence, (number, sentence.start))

    def _sentence(self, sentence: Sentence, unit: Unit, column: int = -1) -> None:
        for claim in sentence.claims:
            self._claim(claim, unit, column)
        self._rest(sentence.piece, (sentence.start, sentence.end), sentence.claims, unit, column)
        self._words(sentence.piece, sentence.start, sentence.end, unit)
        for area in sentence.areas:
            if not area.code.startswith(REST) and ":" not in area.code:
                self._word(sentence.piece, area.start, area.end, unit, "area", area.code)
        for period in sentence.periods:
            if quarter := _QUARTER.fullmatch(period.code):
                self._word(sentence.piece, period.start, period.end, unit, "quarter", quarter[1])
        for start, end, entry in sentence.found:
            for month in _months(entry):
                self._word(sentence.piece, start, end, unit, "month", str(month))

    def table(self, number: int, block: Block) -> None:
        for row, pieces in enumerate(block.rows):
            seen: set[int] = set()  # a heading over several columns stands in each of them
            for column, piece in enumerate(pieces):
                if piece.text and not piece.text.isspace() and id(piece) not in seen:
                    seen.add(id(piece))
                    self._cell(piece, (number, row), column)

    def _cell(self, piece: Piece, unit: Unit, column: int) -> None:
        claims = self.cells.get(id(piece))
        if claims is not None:
            for claim in claims:
                self._claim(claim, unit, column)
            self._rest(piece, (0, len(piece.text)), claims, unit, column)
        elif _DIGIT.search(piece.text):
            for sentence in read_prose(piece, self.lexicon, self.read):
                self._sentence(sentence, unit, column)
            return
        elif (area := read_head(piece.text, self.lexicon).area) and ":" not in area:
            self._word(piece, 0, len(piece.text), unit, "area", area)
        self._words(piece, 0, len(piece.text), unit)

    def _claim(self, claim: Claim, unit: Unit, column: int) -> None:
        mark = Mark(claim.piece, claim.start, claim.end, unit, abs(claim.amount).normalize(), claim, column)
        self.found.marks.append(mark)

    def _rest(self, piece: Piece, span: tuple[int, int], claims: list[Claim], unit: Unit, column: int) -> None:
        """Digits that are part of no quantity."""
        taken = [(c.start, c.end) for c in claims]
        codes = [m.span() for m in _CODE.finditer(piece.text, *span)]
        if not self.paged:  # lines of a page cut long names anywhere
            for start, end in codes:
                self._word(piece, start, end, unit, "code", piece.text[start:end])
        for match in _DIGITS.finditer(piece.text, *span):
            if any(s < match.end() and match.start() < e for s, e in (*taken, *codes)):
                continue
            for start, end in _parts(match):
                value = Decimal(re.sub(r"\s", "", piece.text[start:end]).replace(",", "."))
                self.found.loose.append(Mark(piece, start, end, unit, value.normalize(), None, column))

    def _words(self, piece: Piece, start: int, end: int, unit: Unit) -> None:
        for word in spoken(piece.text, start, end, self.language):
            self._word(piece, word.start, word.end, unit, word.pole.dimension, word.pole.name)

    def _word(self, piece: Piece, start: int, end: int, unit: Unit, dimension: str, pole: str) -> None:
        self.found.words.append(Word(piece, start, end, unit, dimension, pole))


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """One figure with its thousands, or the day and the year of a date such as 15.02.2024."""
    pieces = [(match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"\d+", match[0])]
    if len(match[0]) > MAX_LOOSE:
        return
    if any(blank in match[0] for blank in _BLANKS):
        yield match.span()
        return
    if len(pieces) == 3:
        yield pieces[0]
        yield pieces[2]
    elif len(pieces) < 3:
        yield match.span()
    else:
        yield from pieces


def _months(entry: Entry) -> list[int]:
    """The months that one word names: one, two in "October-December", one in 15.02.2024."""
    if entry.kind == DATE:
        parts = [int(p) for p in re.split(r"[-./]", entry.digits)]
        return [parts[1]] if len(parts) == 3 else []
    capital = entry.capital or not entry.lower.isascii()
    return [m for m in (entry.month, entry.month_end) if m and capital]


def _rule(document: Document, language: str) -> Read:
    seen = numerals.evidence("\n".join(document.texts))
    return partial(numerals.read, rule=numerals.convention(seen, "." if language == "en" else ","))
