"""How wide a table's columns are, and at which size its text fits the page.

Scope: arithmetic over measured text, in points. Numbers are never broken; words only where wider than a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mtm import fonts

FULL = 493.2  # 174 mm: the whole type area
COLUMN = 325.2  # 114.7 mm: the text column
PAD = 10.0
SIZES = (9.0, 8.0, 7.0)
BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in one column: heading and cells as plain text; cells of numeric columns keep to one line."""

    head: Sequence[str]
    cells: Sequence[str]
    numeric: bool

    def least(self, size: float) -> float:
        """The narrowest width that breaks no number, and no word of up to fourteen average letters."""
        words = [word for text in self.head for word in text.split(" ")]
        words += [] if self.numeric else [word for text in self.cells for word in text.split(" ")]
        longest = max((fonts.measure(word, size, bold=True) for word in words), default=0.0)
        return max(min(longest, size * 8), self._numbers(size)) + PAD

    def wish(self, size: float) -> float:
        """The width at which headings take at most three lines and texts stand on one, within reason."""
        head = max((fonts.measure(text, size, bold=True) for text in self.head), default=0.0)
        widest = max((fonts.measure(text, size, bold=True) for text in self.cells), default=0.0)
        body = self._numbers(size) if self.numeric else min(widest, size * 24)
        return max(self.least(size), head / 2.2 + PAD, body + PAD)

    def _numbers(self, size: float) -> float:
        return max((fonts.measure(text, size, bold=True) for text in self.cells), default=0.0) if self.numeric else 0.0


def columns(contents: Sequence[Content]) -> tuple[float, list[float]]:
    """The text size and the width of every column; together as wide as the text column or the type area."""
    for size in SIZES:
        wishes = [content.wish(size) for content in contents]
        leasts = [content.least(size) for content in contents]
        for available in (COLUMN, FULL):
            if sum(wishes) <= available:
                return size, _stretched(wishes, available)
        if sum(leasts) <= FULL:
            return size, _between(leasts, wishes)
    smallest = SIZES[-1]
    leasts = [content.least(smallest) for content in contents]
    return smallest, [least * FULL / sum(leasts) for least in leasts]


def _stretched(widths: Sequence[float], available: float) -> list[float]:
    """Room to spare goes to the first column by a good third, the rest evenly to the others."""
    spare = available - sum(widths)
    if len(widths) == 1:
        return [available]
    first = spare * 0.4
    each = (spare - first) / (len(widths) - 1)
    return [widths[0] + first, *(width + each for width in widths[1:])]


def _between(leasts: Sequence[float], wishes: Sequence[float]) -> list[float]:
    """Every column gets the same part of what it would like above its least."""
    part = (FULL - sum(leasts)) / max(1e-9, sum(wishes) - sum(leasts))
    return [least + (wish - least) * min(1.0, part) for least, wish in zip(leasts, wishes, strict=True)]


def breakable(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text with permission to break inside the words that are wider than ``width``."""
    if fonts.measure(text, size, bold) <= width:
        return text
    return " ".join(_broken(word, width, size, bold) for word in text.split(" "))


def _broken(word: str, width: float, size: float, bold: bool) -> str:
    """A word too wide may break after the signs in file names and addresses, and inside parts still too wide."""
    if fonts.measure(word, size, bold) <= width:
        return word
    parts = re.split(r"(?<=[/_.\-–—])", word)
    return BREAK.join(piece for part in parts for piece in fonts.wrap(part, width, size, bold))
