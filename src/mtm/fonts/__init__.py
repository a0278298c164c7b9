"""The fonts that ship with mtm, how wide a text is in them, and which characters they lack.

Scope: Noto Sans in four faces, subset to Latin, Greek, Cyrillic with Kazakh, punctuation and the signs a report uses.
Widths are in the unit of the size given (points in a chart). Kerning is left out, which overstates a width slightly.
Source: fonts-noto-core of Debian, under the SIL Open Font License (OFL.txt); tools/fonts.py makes the files.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

FAMILY = "Noto Sans"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_FOLDER = Path(__file__).parent
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
# Marks without ink that order or join letters: no loss when they go.
_SILENT = dict.fromkeys([0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x2060, 0xFEFF])


def faces() -> tuple[bytes, ...]:
    """The four faces (regular, bold, italic, bold italic) as TrueType files, for documents that embed them."""
    return tuple(
        (_FOLDER / f"NotoSans-{face}.ttf").read_bytes() for face in ("Regular", "Bold", "Italic", "BoldItalic")
    )


def web_faces() -> tuple[bytes, bytes]:
    """Regular and bold as small WOFF2 files, for pages that carry their fonts."""
    return (_FOLDER / "NotoSans-Regular.woff2").read_bytes(), (_FOLDER / "NotoSans-Bold.woff2").read_bytes()


def measure(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is at this size. A character that the fonts lack counts as one em."""
    advance = _widths("Bold" if bold else "Regular")
    return sum(advance.get(letter, 1000) for letter in text) * size / 1000


def substitute(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as the shipped fonts can print it, and the characters that had to be replaced, each once.

    Line breaks become spaces, composed letters replace decomposed ones, and marks without ink go without a word.
    Signs that reverse the reading direction go too but are reported, because they can make a number read backwards.
    """
    if text.isascii() and text.isprintable():
        return text, ()
    plain = normalize("NFC", text.translate(_SPACES)).translate(_SILENT)
    covered = _widths("Regular")
    missing = tuple(dict.fromkeys(letter for letter in plain if letter not in covered))
    for letter in missing:
        plain = plain.replace(letter, "" if category(letter) == "Cf" else REPLACEMENT)
    return plain, missing


def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than ``width``: broken at spaces, inside a word only where the word is too long."""
    width += 1e-6  # a column made as wide as its longest text must hold it whatever the order of additions
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if measure(joined, size, bold) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, size, bold)
        lines += full
    return (*lines, line) if line or not lines else tuple(lines)


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word cut so that each piece fits; every piece holds at least one character."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _widths(face: str) -> dict[str, int]:
    grouped = json.loads((_FOLDER / "metrics.json").read_text(encoding="utf-8"))["faces"][face]
    return {letter: int(width) for width, letters in grouped.items() for letter in letters}
