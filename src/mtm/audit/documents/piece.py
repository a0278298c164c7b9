"""Pieces of a document's text that still know where every character stands.

Scope: places, pieces, blocks and documents as the auditor sees them. Text formats count lines from 1, PDF counts
pages; offsets count from 0 inside the line or page, so that a place's text can be cut out of the document again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple


class Place(NamedTuple):
    """A span of a document: file number, line or page, first and last offset, and the text between them."""

    file: int
    where: int
    start: int
    end: int
    text: str


class Anchor(NamedTuple):
    """From ``offset`` in the piece on, characters stand in line (or page) ``where`` from ``column`` on."""

    offset: int
    where: int
    column: int


@dataclass(slots=True)
class Piece:
    """A stretch of text with its anchors; markup is masked by blanks, so offsets stay what they were.

    A piece is made once by a reader and never changed afterwards.
    """

    text: str
    anchors: tuple[Anchor, ...]

    def locate(self, start: int, end: int) -> tuple[int, int, int]:
        """Line or page, first and last offset of the span; a span over a line's end is cut there."""
        first = self._index(start)
        anchor, last = self.anchors[first], self.anchors[self._index(max(start, end - 1))]
        column = anchor.column + start - anchor.offset
        if last.where != anchor.where:
            end = self.anchors[first + 1].offset - 1
            return anchor.where, column, column + end - start
        return anchor.where, column, last.column + end - last.offset

    def _index(self, offset: int) -> int:
        return max(bisect_right(self.anchors, offset, key=lambda a: a.offset) - 1, 0)


@dataclass(slots=True)
class Block:
    """One block: kind is heading, paragraph, item, note, caption or table; only a table has rows.

    ``level`` is a heading's depth; ``rows`` hold one piece per cell, empty pieces for empty cells.
    ``indents`` give, for tables whose first column is indented, the depth of each row.
    """

    kind: str
    piece: Piece
    level: int = 0
    rows: tuple[tuple[Piece, ...], ...] = ()
    file: int = 0
    indents: tuple[int, ...] = ()
    heads: int = -1  # number of heading rows where the format says so, else -1


@dataclass(slots=True)
class Document:
    """A read document: its blocks in order, its lines or pages as they stand, and what could not be read.

    ``unit`` is "line" or "page". ``problems`` are sentences such as "page 3 has no text layer: not audited".
    """

    name: str
    format: str
    unit: str
    texts: list[str]
    blocks: list[Block]
    problems: list[str] = field(default_factory=list)
    pages_without_text: int = 0

    def cut(self, where: int, start: int, end: int) -> str:
        return self.texts[where - 1][start:end] if 0 < where <= len(self.texts) else ""


EMPTY = Piece("", (Anchor(0, 1, 0),))
LONGEST, MOST_NUMBERS = 12_000, 500  # of one block: a paragraph with more is text that runs on, and is cut
_NUMBER = re.compile(r"\d+")


def line_piece(text: str, where: int, column: int = 0) -> Piece:
    """A piece that stands in one line."""
    return Piece(text, (Anchor(0, where, column),))


def join(pieces: list[Piece], glue: str = "\n") -> Piece:
    """Several pieces as one running text; the glue is one character that belongs to none of them."""
    if len(pieces) == 1:
        return pieces[0]
    anchors: list[Anchor] = []
    offset = 0
    for piece in pieces:
        anchors += [Anchor(a.offset + offset, a.where, a.column) for a in piece.anchors]
        offset += len(piece.text) + len(glue)
    return Piece(glue.join(p.text for p in pieces), tuple(anchors))


def part(piece: Piece, start: int, end: int) -> Piece:
    """The stretch of a piece between two offsets; its characters stand where they stood."""
    first = max(bisect_right(piece.anchors, start, key=lambda a: a.offset) - 1, 0)
    last = bisect_right(piece.anchors, end - 1, key=lambda a: a.offset)
    head = piece.anchors[first]
    opening = Anchor(0, head.where, head.column + start - head.offset)
    rest = (Anchor(a.offset - start, a.where, a.column) for a in piece.anchors[first + 1 : last])
    return Piece(piece.text[start:end], (opening, *rest))


def cut_long(blocks: list[Block]) -> list[Block]:
    """The blocks with every overlong one cut at line ends or blanks; tables are left as they are."""
    found: list[Block] = []
    for block in blocks:
        text = block.piece.text
        if len(text) <= 2 * MOST_NUMBERS or block.kind == "table":
            found.append(block)
            continue
        seams = [0, *_seams(text), len(text)]
        pieces = [block.piece] if len(seams) == 2 else [part(block.piece, a, b) for a, b in pairwise(seams)]
        found += [Block(block.kind, piece, block.level, file=block.file) for piece in pieces]
    return found


def _seams(text: str) -> list[int]:
    """Where a text is cut: the last line end, else sentence end or blank, before a part grows too long."""
    found: list[int] = []
    start, limit = 0, _reach(text, 0)
    while limit < len(text):
        marks = ((text.rfind(mark, (start + limit) // 2, limit), mark) for mark in ("\n", ". ", " "))
        start = next((at + len(mark) for at, mark in marks if at >= 0), limit)
        found.append(start)
        limit = _reach(text, start)
    return found


def _reach(text: str, start: int) -> int:
    """How far a block may go that begins here."""
    end = min(start + LONGEST, len(text))
    numbers = _NUMBER.finditer(text, start, end)
    crowd = next(islice(numbers, MOST_NUMBERS, None), None)
    return crowd.start() if crowd else end
