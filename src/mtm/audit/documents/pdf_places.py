"""Where the words of a PDF page stand, asked of PDFium in few calls.

Scope: stretches of a page's text to [start, end, left, right, baseline, height], in points, upright for the reader even
where the page is turned. Words are asked one by one only where a table may be; elsewhere a line is one stretch, unless
something in it stands off its baseline. PDFium answers for single characters, and one call from Python costs
more than the answer: calls go through ``map`` into arrays.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise, repeat
from typing import Any, NamedTuple

MOST = 40_000  # stretches of one page whose places are looked up
LINE, SAME_BASE = 1.2, 0.3
RAISED = 0.12  # of a line's height: how high a note mark stands
SAMPLE = 8  # stretches that tell how the text of a page is turned

_WORD = re.compile(r"[^\s\ufffe\x02]+")
_LINE = re.compile(r"[^\s\ufffe\x02](?:[^\r\n\ufffe\x02]*[^\s\ufffe\x02])?")
_CLOSING = ".,;:!?)]»”\"'"
_LAST_DIGIT = re.compile(r"[0-9](?=[.,;:!?)\]»”\"']*(?:\s|$))")
_DIGITS = "0123456789"

Span = tuple[int, int]
Call = Callable[..., Any]


class Word(NamedTuple):
    """A word, or a line read as one: its offsets in the page's text, and where it stands."""

    start: int
    end: int
    left: float
    right: float
    base: float
    height: float


def numbered(text_page: Any, text: str) -> list[int] | None:
    """PDFium's number of each character of the text; none where it is the offset, as nearly always."""
    if text_page.count_chars() == len(text):
        return None
    from pypdfium2 import raw

    units, found = 0, []
    for character in text:
        found.append(raw.FPDFText_GetCharIndexFromTextIndex(text_page.raw, units))
        units += 1 + (ord(character) > 0xFFFF)
    return found


def places(
    pen: Pen, text: str, apart: Callable[[Sequence[str]], list[bool]] | None = None
) -> tuple[list[Word], list[Span]]:
    """Where the text of a page stands, and the raised note marks that are glued to words.

    A line is one stretch, or one for every word: where ``apart`` says so of the page's lines, and where something in
    it stands higher or lower.
    """
    spans = [m.span() for m in _LINE.finditer(text)][:MOST]
    pen.look([start for start, _ in spans])
    wanted: Iterable[bool] = repeat(False)
    if apart:  # a line that is made of several pieces may go over several columns
        lines = [text[start:end] for start, end in spans]
        wanted = (split or count > 1 for split, count in zip(apart(lines), pen.objects(spans), strict=True))
    whole: list[Span] = []
    single: list[Span] = []
    for span, split in zip(spans, wanted, strict=False):
        (single if split else whole).append(span)
    good, odd = _level(pen, text, whole)
    by_word = [m.span() for start, end in sorted(single + odd) for m in _WORD.finditer(text, start, end)][:MOST]
    if not by_word:
        return good, []
    found, feet = _stretches(pen, by_word)
    return sorted(good + found), _marks(pen, text, found, feet)


def _level(pen: Pen, text: str, spans: list[Span]) -> tuple[list[Word], list[Span]]:
    """The lines in which everything stands on one baseline, and where the others are."""
    whole, _ = _stretches(pen, spans)
    lasts = pen.origins([end - 1 for _, end in spans])[1]
    odd = _with_raised_digits(pen, text, whole)
    good, others = [], []
    for index, (line, last) in enumerate(zip(whole, lasts, strict=True)):
        if index in odd or abs(last - line.base) > SAME_BASE or line.right < line.left:
            others.append((line.start, line.end))
        else:
            good.append(line)
    return good, others


def _with_raised_digits(pen: Pen, text: str, whole: Sequence[Word]) -> set[int]:
    """Lines in which the last digit of a word stands clear of the baseline."""
    at: list[int] = []
    floors: list[tuple[int, float]] = []
    for index, line in enumerate(whole):
        for match in _LAST_DIGIT.finditer(text, line.start, line.end):
            at.append(match.start())
            floors.append((index, line.base + RAISED * line.height))
    return {index for (index, floor), low in zip(floors, pen.feet(at), strict=True) if low > floor}


def _stretches(pen: Pen, spans: Sequence[Span]) -> tuple[list[Word], Sequence[float]]:
    """The stretches, and how far down the room of each one's last letter goes.

    Baselines and sizes of type tell more than boxes: in many fonts every letter has a box of its own height.
    """
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    lefts, bases = pen.origins(starts)
    rights, feet = pen.corners([end - 1 for end in ends])
    heights = _heights(pen, starts, bases)
    return list(map(Word, starts, ends, lefts, rights, (round(base, 1) for base in bases), heights)), feet


def _heights(pen: Pen, starts: Sequence[int], bases: Sequence[float]) -> list[float]:
    """The size of the type of each stretch; it is asked where the baseline changes."""
    seams = [0, *(at for at, (a, b) in enumerate(pairwise(bases), 1) if abs(b - a) > SAME_BASE)] if starts else []
    asked = pen.heights([starts[at] for at in seams])
    found: list[float] = []
    for height, first, last in zip(asked, seams, [*seams[1:], len(starts)], strict=False):
        found += [height] * (last - first)
    return found


def _marks(pen: Pen, text: str, words: Sequence[Word], feet: Sequence[float]) -> list[Span]:
    """Where raised marks stand at the ends of words, or before what closes them."""
    digits: list[tuple[Word, int]] = []
    others: list[tuple[Word, int]] = []
    for word, foot in zip(words, feet, strict=True):
        if word.end - word.start < 2:
            continue
        end = word.end if text[word.end - 1] not in _CLOSING else _before_closing(text, word)
        if text[end - 1] in _DIGITS:
            digits.append((word, end))
        elif foot > word.base - 0.02 * word.height:
            others.append((word, word.end))
    low = pen.feet([end - 1 for _, end in digits])
    high = pen.origins([end - 1 for _, end in others])[1]
    suspects = [s for s, at in zip(digits + others, [*low, *high], strict=True) if at > _floor(s[0])]
    marks = ((_beginning(pen, text, word, end), end) for word, end in suspects)
    return sorted((first, end) for first, end in marks if first < end)


def _before_closing(text: str, word: Word) -> int:
    return word.start + max(len(text[word.start : word.end].rstrip(_CLOSING)), 1)


def _floor(word: Word) -> float:
    return word.base + RAISED * word.height


def _beginning(pen: Pen, text: str, word: Word, end: int) -> int:
    """Where a raised mark that ends here begins; ``end`` where there is none."""
    first = end
    while first - 1 > word.start and pen.origins([first - 1])[1][0] > _floor(word):
        first -= 1
    if first == end:  # a small digit may have a sign of its own in the font
        while first - 1 > word.start and text[first - 1] in _DIGITS and pen.feet([first - 1])[0] > _floor(word):
            first -= 1
    return first


class Pen:
    """Where single characters of a page stand, upright for the reader."""

    def __init__(self, text_page: Any, at: Sequence[int] | None = None) -> None:
        self.handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
        self.index = at  # PDFium's number of each character, where it is not the offset in the text
        self.turn = 0
        self._origin, self._room, self._ink, self._matrix, self._size, self._rects = _functions()

    def look(self, at: Sequence[int]) -> None:
        """Finds out which way most of the text runs, from characters of the page."""
        some = at[:: max(len(at) // SAMPLE, 1)]
        found = self._asked(self._matrix, some, "f", 6)
        turns = (_turn(a, b) for a, b in zip(found[0::6], found[1::6], strict=True))
        self.turn = Counter(turns).most_common(1)[0][0] if some else 0

    def origins(self, at: Sequence[int]) -> tuple[Sequence[float], Sequence[float]]:
        """Where the characters begin, and their baselines."""
        found = self._asked(self._origin, at, "d", 1, 1)
        x, y = found[0::2], found[1::2]
        return _upright(self.turn, x, y)

    def corners(self, at: Sequence[int]) -> tuple[Sequence[float], Sequence[float]]:
        """Where the room of the characters ends, to the right and below."""
        found = self._asked(self._room, at, "f", 4)
        return _corner(self.turn, *(found[side::4] for side in (0, 3, 2, 1)))

    def feet(self, at: Sequence[int]) -> Sequence[float]:
        """Where the ink of the characters ends below."""
        found = self._asked(self._ink, at, "d", 1, 1, 1, 1)
        return _corner(self.turn, *(found[side::4] for side in (0, 2, 1, 3)))[1]

    def heights(self, at: Sequence[int]) -> list[float]:
        """The size of the type with the usual room above and below."""
        found = self._asked(self._matrix, at, "f", 6)
        sizes = map(self._size, repeat(self.handle), self._numbers(at))
        return [s * (c * c + d * d) ** 0.5 * LINE for s, c, d in zip(sizes, found[2::6], found[3::6], strict=True)]

    def objects(self, spans: Sequence[Span]) -> list[int]:
        """Of how many pieces, as they were written into the file, each stretch is made."""
        first = self._numbers([start for start, _ in spans])
        last = self._numbers([end - 1 for _, end in spans])
        lengths = (b - a + 1 for a, b in zip(first, last, strict=True))
        return list(map(self._rects, repeat(self.handle), first, lengths))

    def _numbers(self, at: Sequence[int]) -> Sequence[int]:
        return at if self.index is None else [self.index[i] for i in at]

    def _asked(self, call: Call, at: Sequence[int], kind: str, *parts: int) -> array[float]:
        """What a function of PDFium writes for every character: ``parts`` are the lengths of its results."""
        size = array(kind).itemsize
        step = size * sum(parts)
        found: array[float] = array(kind, bytes(step * len(at)))
        first = found.buffer_info()[0]
        starts = [first + size * sum(parts[:i]) for i in range(len(parts))]
        places = (range(start, start + step * len(at), step) for start in starts)
        deque(map(call, repeat(self.handle), self._numbers(at), *places), 0)
        return found


@cache
def _functions() -> list[Call]:
    """PDFium's functions for one character, taking addresses as numbers, which is quicker than pointers."""
    from pypdfium2 import raw

    number, there = ctypes.c_int, ctypes.c_void_p
    return [
        direct(raw.FPDFText_GetCharOrigin, number, there, there),
        direct(raw.FPDFText_GetLooseCharBox, number, there),
        direct(raw.FPDFText_GetCharBox, number, there, there, there, there),
        direct(raw.FPDFText_GetMatrix, number, there),
        direct(raw.FPDFText_GetFontSize, number, answer=ctypes.c_double),
        direct(raw.FPDFText_CountRects, number, number, answer=ctypes.c_int),
    ]


def direct(known: Any, *takes: Any, answer: Any = None) -> Call:
    """A function of PDFium that is called with a handle and addresses as numbers."""
    found = type(known)(ctypes.cast(known, ctypes.c_void_p).value)
    found.argtypes, found.restype = [ctypes.c_void_p, *takes], answer
    called: Call = found
    return called


def _turn(a: float, b: float) -> int:
    """Quarter turns by which text that runs in a direction is turned against the page."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _minus(values: Sequence[float]) -> list[float]:
    return [-v for v in values]


def _upright(turn: int, x: Sequence[float], y: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    if turn == 0:
        return x, y
    return {1: (y, _minus(x)), 2: (_minus(x), _minus(y)), 3: (_minus(y), x)}[turn]


def _corner(
    turn: int, left: Sequence[float], bottom: Sequence[float], right: Sequence[float], top: Sequence[float]
) -> tuple[Sequence[float], Sequence[float]]:
    """The right and the lower side of boxes after so many quarter turns."""
    if turn == 0:
        return right, bottom
    return {1: (top, _minus(right)), 2: (_minus(left), _minus(top)), 3: (_minus(bottom), left)}[turn]


def turned(box: Sequence[float], turn: int) -> list[float]:
    """Left, bottom, right and top of a box after so many quarter turns."""
    left, bottom, right, top = box
    for _ in range(turn):
        left, bottom, right, top = bottom, -right, top, -left
    return [left, bottom, right, top]
