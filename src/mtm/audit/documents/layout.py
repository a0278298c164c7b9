"""Words of a page with their positions become lines, pieces and segments.

Scope: geometry of one PDF page, in points, from the baselines of its words; no meaning. A line is what stands on one
baseline in the order of the text; a row is what stands level, in whatever order the file holds it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from mtm.audit.documents.masking import mask
from mtm.audit.documents.pdf_places import Word
from mtm.audit.documents.piece import Anchor, Piece

HYPHENS = "\ufffe\x02\u00ad"
LEVEL = 0.35  # of the height: baselines that stand level
TOUCHING = 0.1  # of the height: no blank between two words
LONGEST_MARK = 4
GROUPED = 1.7  # blanks: thousands are set apart by no more
_HEAD = re.compile(r"[-−–+(]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})*$")
_TAIL = re.compile(r"\d{3}(?:[.,]\d{1,3})?[)%*]{0,2}$")
NUMERIC = re.compile(r"[-−–+(]?[$€₸]?\d[\d.,'’ \u00a0\u202f\u2009]*%?\)?\*{0,3}$")
PLACEHOLDER = re.compile(r"(?:[-–—−…*x:]|\.{1,3}|\[?\.\.\]?|n/?a|[cz]|н/?д)$", re.IGNORECASE)


class Rule(NamedTuple):
    """A ruled line."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Page:
    """One page: its text with raised marks blanked out, its words and ruled lines."""

    number: int
    text: str
    words: list[Word]
    rules: list[Rule]
    tabular: bool = True  # whether it may hold a table

    def piece(self, words: Sequence[Word]) -> Piece:
        """The words as running text; a word that was hyphenated at a line's end is whole again."""
        parts: list[str] = []
        anchors: list[Anchor] = []
        offset = 0
        before: Word | None = None
        for word in words:
            glue = "" if before is None else self._glue(before, word)
            if before is not None and glue == self.text[before.end : word.start]:
                parts[-1] += glue + self.text[word.start : word.end]
                offset += len(glue) + word.end - word.start
            else:
                offset += len(glue)
                anchors.append(Anchor(offset, self.number, word.start))
                parts.append(glue + self.text[word.start : word.end])
                offset += word.end - word.start
            before = word
        return Piece(mask("".join(parts)), tuple(anchors) or (Anchor(0, self.number, 0),))

    def _glue(self, before: Word, word: Word) -> str:
        between = self.text[before.end : word.start]
        if between and between[0] in HYPHENS:
            return "" if self.text[word.start].islower() else "-"
        if level(before, word):
            if -0.5 * word.height < word.left - before.right < TOUCHING * word.height:
                return ""
            return between if between.strip(" \u00a0\u202f\u2009") == "" and 0 < len(between) < 3 else " "
        return "\n"


def without_marks(page: Page) -> None:
    """Takes out words that are raised note marks on their own, behind a word or before the text of a note."""
    marks = []
    for one, two in pairwise(page.words):
        if two.end - two.start < LONGEST_MARK and _raised(one, two):
            marks.append(two)
        elif one.end - one.start < LONGEST_MARK and _raised(two, one):
            marks.append(one)
    if not marks:
        return
    page.words = [w for w in page.words if w not in set(marks)]
    for mark in marks:
        page.text = page.text[: mark.start] + " " * (mark.end - mark.start) + page.text[mark.end :]


def _raised(before: Word, word: Word) -> bool:
    """A small word that stands higher than its neighbour."""
    gap = max(word.left - before.right, before.left - word.right)
    near = -0.5 * before.height < gap < 0.4 * before.height
    return near and 0.12 * before.height < word.base - before.base < 0.7 * before.height and word.height < before.height


def words_of(raw: list[list[float]]) -> list[Word]:
    return [Word(int(w[0]), int(w[1]), *w[2:]) for w in raw]


def level(one: Word, two: Word) -> bool:
    return abs(one.base - two.base) < LEVEL * max(one.height, two.height, 1.0)


def lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words in the order of the text, cut where the baseline changes or the text goes back."""
    found: list[list[Word]] = []
    for word in words:
        if found and level(found[-1][-1], word) and word.left > found[-1][-1].left:
            found[-1].append(word)
        else:
            found.append([word])
    return found


@dataclass(slots=True)
class Run:
    """Words that follow each other on one line, and their text."""

    words: list[Word]
    text: str

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right


@dataclass(slots=True)
class Atom(Run):
    """Words that belong to each other without doubt: a word, or a number with its groups of thousands."""

    @property
    def numeric(self) -> bool:
        return bool(NUMERIC.match(self.text))

    @property
    def value(self) -> bool:
        """A number, or a mark that stands in its place."""
        return self.numeric or bool(PLACEHOLDER.match(self.text))


@dataclass(slots=True)
class Row:
    """What stands level on a page, from left to right."""

    base: float
    height: float
    atoms: list[Atom]

    @property
    def left(self) -> float:
        return self.atoms[0].left

    @property
    def right(self) -> float:
        return max(a.right for a in self.atoms)

    def segments(self, gap: float) -> list[list[Atom]]:
        """Atoms that stand no further apart than ``gap`` heights."""
        found: list[list[Atom]] = []
        for atom in self.atoms:
            if found and atom.left - found[-1][-1].right < gap * self.height:
                found[-1].append(atom)
            else:
                found.append([atom])
        return found


def blank_of(words: Sequence[Word]) -> float:
    """The width of a blank on the page, as a part of the height; lines set to full width have wider ones."""
    gaps = []
    for one, two in pairwise(words):
        gap = two.left - one.right
        if level(one, two) and TOUCHING * two.height < gap < 0.6 * two.height:
            gaps.append(gap / two.height)
    return sorted(gaps)[len(gaps) // 5] if gaps else 0.22


def rows(page: Page, words: Sequence[Word], blank: float) -> list[Row]:
    """Rows from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if groups and groups[-1][0].base - word.base < LEVEL * max(groups[-1][0].height, word.height, 1.0):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_row(page, sorted(group, key=lambda w: w.left), blank) for group in groups]


def _row(page: Page, words: list[Word], blank: float) -> Row:
    height = max(median(w.height for w in words), 1.0)
    atoms: list[Atom] = []
    for word in words:
        text = page.text[word.start : word.end]
        if not text.strip():
            continue
        before = atoms[-1] if atoms else None
        if before is not None and _one(before, text, word.left - before.right, height, blank):
            touching = word.left - before.right < TOUCHING * height
            before.words.append(word)
            before.text += text if touching else " " + text
        else:
            atoms.append(Atom([word], text))
    return Row(median(w.base for w in words), height, atoms)


def _one(before: Atom, text: str, gap: float, height: float, blank: float) -> bool:
    """The word goes on with the atom: no blank between, or another group of thousands, or a sign of its own."""
    if gap < TOUCHING * height:
        return gap > -0.5 * height
    near = gap < GROUPED * blank * height
    if near and _HEAD.match(before.text) and _TAIL.match(text):
        return True
    return near and ((text == "%" and before.numeric) or (before.text in "+−" and bool(NUMERIC.match(text))))
