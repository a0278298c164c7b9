"""Colours of shapes and inks of text.

Scope: the palette of the report; text colours also carry the mark of what the text is (model.marks).
Source: Government Analysis Function, colours for charts; contrast of text on white at least 4.5 to 1, of shapes 3 to 1.
"""

from __future__ import annotations

from typing import Final

from mtm.model import marks

# Tone of a text -> its colour with the three mark bits cleared.
# "white" and "black" stand on bars: they keep to the bar when a page turns dark.
TEXT: Final = {"ink": 0x1A1A18, "grey": 0x595958, "white": 0xFFFFF8, "black": 0x1A1A18}

SHAPES: Final = {
    "arrivals": "#12436D",
    "departures": "#F46A25",
    "balance": "#3D3D3D",
    "first": "#12436D",
    "second": "#28A197",
    "third": "#801650",
    "fourth": "#F46A25",
    "rest": "#BFBFBF",
    "axis": "#595959",
    "grid": "#D9D9D9",
    "edge": "#767676",
    "band": "#E8EEF4",
    "paper": "#FFFFFF",
}
CATEGORIES: Final = ("first", "second", "third", "fourth")
DARK: Final = frozenset({"arrivals", "balance", "first", "third"})


def text_colour(tone: str, kind: str) -> str:
    """The colour of a text of this tone, with the mark of its kind: ("ink", "figure") gives #1A1A19."""
    return marks.ink(TEXT[tone], kind)


def roles(given: tuple[str, ...]) -> tuple[str, ...]:
    """One colour per series: as asked for, and the next free category where two series ask for the same."""
    chosen: list[str] = []
    for role in given:
        spare = [role, *CATEGORIES, "balance", "rest"]
        free = [name for name in spare if name in SHAPES and name not in chosen]
        chosen.append(free[0] if free else "rest")
    return tuple(chosen)
