"""Lines of a page outside its tables become headings, list items, notes and paragraphs.

Scope: the lines in the order in which the file holds them, which writers keep as it is read. A paragraph ends where
the next line stands further down, is set in, or is larger; a line in the middle of a paragraph is no heading whatever
it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from mtm.audit.documents.layout import Page, Run, lines
from mtm.audit.documents.pdf_places import Word
from mtm.audit.documents.piece import Anchor, Block, Piece

_BULLET = re.compile(r"\s*(?:[-*•●▪◦‣➔→–—➢■□▶◆⁃∙·]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s+(?=\S)")
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.?(?=\s+[A-ZА-ЯӘҒҚҢӨҰҮІ])|[A-ZА-Я]\.\d{1,2}\.?)\s+[^\W\d_]"
)
_END = re.compile(r"[.!?…:;][\"'»”)\d]*\s*$")
_CAPTION = re.compile(
    r"\s*(?:table|figure|chart|таблица|рисунок|диаграмма|график|кесте|сурет)\b|\s*\d{1,3}(?:\.\d{1,3})?\s*-?\s*(?:кесте|сурет)",
    re.IGNORECASE,
)
LARGE = 1.12
LONGEST_HEADING, LONGEST_CAPTION = 110, 260
BROKEN = 1.3  # of the usual distance between lines
SET_IN = 0.8  # heights
LONG = 50  # characters of a line that is no item's


@dataclass(slots=True)
class Line(Run):
    """One line: its words, and the block it belongs to."""

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def height(self) -> float:
        return max(w.height for w in self.words)


def prose(page: Page, words: Sequence[Word], usual: float) -> list[tuple[int, Block]]:
    """Blocks with the offset at which each begins; ``usual`` is the height of running text on this page."""
    found: list[list[Line]] = []
    all_lines = [line for line in (Line(ws, page.piece(ws).text) for ws in lines(words)) if line.text.strip()]
    pitch = _pitch(all_lines)
    for line in all_lines:
        if found and _same_paragraph(found[-1], line, pitch):
            found[-1].append(line)
        else:
            found.append([line])
    return [(held[0].words[0].start, _block(page, held, usual)) for held in found]


def _block(page: Page, held: list[Line], usual: float) -> Block:
    """What the lines of one paragraph are."""
    first = held[0].text.strip()
    if _CAPTION.match(first) and sum(len(line.text) for line in held) < LONGEST_CAPTION:
        return Block("caption", _piece(page, held))
    if _BULLET.match(held[0].text) and not _titled(first, len(held)):
        return Block("item", _piece(page, held, bullet=True))
    level = _level(held, usual)
    return Block("heading" if level else "paragraph", _piece(page, held), level)


def _level(held: list[Line], usual: float) -> int:
    """The level of a heading, 0 for running text."""
    text = held[-1].text.strip()
    if len(held) < 3 and held[0].height > LARGE * usual and not text.endswith((".", ",", ";")) and _wordy(held):
        return 1 if held[0].height > 1.4 * usual else 2
    return 3 if _titled(held[0].text.strip(), len(held)) else 0


def _wordy(held: list[Line]) -> bool:
    return sum(c.isalpha() for line in held for c in line.text) > 3 and sum(len(line.text) for line in held) < 200


def _pitch(all_lines: Sequence[Line]) -> float:
    """The usual distance between lines, as a part of their height."""
    drops = [
        (a.base - b.base) / b.height
        for a, b in pairwise(all_lines)
        if 0.5 * b.height < a.base - b.base < 2 * b.height and abs(a.height - b.height) < 0.1 * b.height
    ]
    return median(drops) if drops else 1.1


def _same_paragraph(held: list[Line], line: Line, pitch: float) -> bool:
    last = held[-1]
    if abs(line.height - last.height) > 0.12 * last.height:
        return False
    if _CAPTION.match(line.text) and _END.search(last.text):
        return False
    drop = last.base - line.base
    if drop < -0.2 * line.height:  # on top of the next column
        return not _END.search(last.text) and line.text.lstrip()[:1].islower()
    if drop < 0.3 * line.height:  # on the same level: another cell or column
        return 0 <= line.left - last.right < 1.5 * line.height
    if drop > max(BROKEN * pitch, 0.2 + pitch) * line.height:
        return False
    if _BULLET.match(line.text) and not _goes_on(held, line):
        return False
    if len(held) == 1 and _titled(last.text.strip()) and _shorter(last, line):
        return False
    set_in = line.left - last.left
    if len(held) > 1 and set_in > SET_IN * line.height and _END.search(last.text):
        return False
    short = last.right < max(x.right for x in [*held, line]) - 6 * line.height
    return not (short and _END.search(last.text))


def _goes_on(held: list[Line], line: Line) -> bool:
    """A number, or a dash after a full line, goes on with a sentence that has not ended; else it begins an item."""
    last, first = held[-1], line.text.lstrip()[0]
    if _END.search(last.text):
        return False
    if first.isdigit():
        return True
    full = len(last.text.strip()) > LONG and last.right > max(x.right for x in [*held, line]) - line.height
    return first in "-–—" and full and not _BULLET.match(held[0].text)


def _shorter(last: Line, line: Line) -> bool:
    """The line before ends early although the first word of this one had room."""
    first = line.words[0]
    share = min(len(line.text.split(maxsplit=1)[0]) / (first.end - first.start), 1)  # of a whole line, its first word
    return last.right + share * (first.right - first.left) + 0.3 * line.height < line.right


def _titled(text: str, count: int = 1) -> bool:
    """Numbered, or written in capitals, and no sentence."""
    if count > 1 or len(text) > LONGEST_HEADING or _END.search(text):
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4:
        return False
    capitals = sum(1 for c in letters if c.isupper())
    return capitals > 0.8 * len(letters) or bool(_NUMBERED.match(text) and text[-1] not in ",-")


def _piece(page: Page, held: list[Line], bullet: bool = False) -> Piece:
    piece = page.piece([w for line in held for w in line.words])
    match = _BULLET.match(piece.text) if bullet else None
    if match is None:
        return piece
    cut = match.end()
    anchors = tuple(Anchor(max(a.offset - cut, 0), a.where, a.column + max(cut - a.offset, 0)) for a in piece.anchors)
    kept = [a for i, a in enumerate(anchors) if i + 1 == len(anchors) or anchors[i + 1].offset > a.offset]
    return Piece(piece.text[cut:], tuple(kept))
