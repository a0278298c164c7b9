"""Measures and colours of the Word document: the A4 grid, the type and the palette that the PDF uses too.

Units: lengths in twentieths of a point (Word's twips) unless a name says otherwise.
"""

from __future__ import annotations

FONT = "Noto Sans"

TEXT = "1A1A1A"
QUIET = "595959"
RULE = "BFBFBF"
TINT = "F2F5F8"
BLUE, TEAL, PLUM, ORANGE = "12436D", "28A197", "801650", "F46A25"

NOTE_COLOURS = {
    "concept": BLUE,
    "caution": ORANGE,
    "question": PLUM,
    "correction": TEAL,
    "gap": QUIET,
    "simulated": PLUM,
}


def mm(length: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(length * 1440 / 25.4)


PAGE_WIDTH, PAGE_HEIGHT = mm(210), mm(297)
SIDE, TOP, BOTTOM = mm(18), mm(20), mm(22)
LIVE = PAGE_WIDTH - 2 * SIDE
WIDE = PAGE_HEIGHT - 2 * SIDE  # on a page turned on its side
MEASURE_END = mm(30)  # running text ends here before the right margin, for lines of about ninety characters

REGIONS = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}


def language_tag(language: str) -> str:
    """The tag that Word's spelling tools know: "ru" is "ru-RU"; anything else is passed on as it is."""
    return REGIONS.get(language, language)
