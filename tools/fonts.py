"""Makes the font files that ship in the package out of the Noto fonts of Debian's fonts-noto-core.

A developer's script: run it when the character set changes and commit what it writes. It needs fontTools and brotli,
which users do not have, so widths and coverage go into metrics.json beside the fonts.

    python tools/fonts.py [FOLDER WITH NOTO FONTS]

Noto Sans has neither the minus sign nor arrows. The minus is cut from each face's own plus sign, so that it has its
weight and its width; arrows and comparison signs are taken over from Noto Sans Math and Symbols 2 as they are.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SHIPPED = Path(__file__).parent.parent / "src/mtm/fonts"
NOTO = Path("/usr/share/fonts/truetype/noto")
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "lnum", "tnum")
PRINT = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B9, 0x2BC), (0x300, 0x331), (0x37E, 0x3CE), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x2000, 0x200B), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x208E),
    (0x20A0, 0x20BF), (0x2116, 0x2117), (0x2120, 0x2122), (0x2126, 0x2126), (0x2150, 0x215E),
    (0xFB01, 0xFB02), (0xFFFD, 0xFFFD),
)  # fmt: skip
SCREEN = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2BC, 0x2BC), (0x400, 0x45F), (0x490, 0x4E9), (0x2009, 0x200B),
    (0x2010, 0x2026), (0x202F, 0x203A), (0x20AC, 0x20AC), (0x20B8, 0x20B8), (0x20BD, 0x20BD),
    (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2196, 0x2199), (0x2212, 0x2212), (0x2260, 0x2265), (0x2248, 0x2248), (0xFFFD, 0xFFFD),
)  # fmt: skip
FROM_MATH = "≤≥≈≠≡∞√∑∂∆∏∫∈∩∪←↑→↓↔↕↖↗↘↙⇒⇐⇔⋅∙"
FROM_SYMBOLS = "▲▼△▽●○■□◆◇▶◀✓✗☐⚠"


def letters(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def subset(font: TTFont, codes: set[int]) -> None:
    """Keep only these characters, the features a report uses, and no hinting."""
    options = Options(hinting=False, layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def add_glyph(font: TTFont, code: int, glyph: Any, width: int) -> None:
    name = f"uni{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def add_minus(font: TTFont) -> None:
    """A minus sign as wide and as heavy as the face's plus sign."""
    plus = font["glyf"]["plus"]
    across = [point for point in plus.coordinates if point[0] in (plus.xMin, plus.xMax)]
    low, high = min(y for _, y in across), max(y for _, y in across)
    pen = TTGlyphPen(None)
    pen.moveTo((plus.xMin, low))
    for corner in ((plus.xMin, high), (plus.xMax, high), (plus.xMax, low)):
        pen.lineTo(corner)
    pen.closePath()
    add_glyph(font, 0x2212, pen.glyph(), font["hmtx"]["plus"][0])


def graft(font: TTFont, donor: TTFont, wanted: str) -> None:
    """Take glyphs over from another Noto font with the same 1000 units to the em."""
    names = donor.getBestCmap()
    for letter in wanted:
        pen = TTGlyphPen(None)
        donor.getGlyphSet()[names[ord(letter)]].draw(pen)
        add_glyph(font, ord(letter), pen.glyph(), donor["hmtx"][names[ord(letter)]][0])


def without_dates(font: TTFont) -> None:
    """Font files carry the time of their making; a fixed one makes two runs equal."""
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 3_600_000_000


def make(folder: Path, face: str) -> TTFont:
    font = TTFont(folder / f"NotoSans-{face}.ttf")
    subset(font, letters(PRINT))
    add_minus(font)
    graft(font, TTFont(folder / "NotoSansMath-Regular.ttf"), FROM_MATH)
    graft(font, TTFont(folder / "NotoSansSymbols2-Regular.ttf"), FROM_SYMBOLS)
    without_dates(font)
    return font


def widths(font: TTFont) -> dict[str, int]:
    return {chr(code): font["hmtx"][name][0] for code, name in sorted(font.getBestCmap().items())}


def compact(advance: dict[str, int]) -> dict[str, str]:
    """Characters by width: {"572": "0123456789"} is a third of the size of one entry per character."""
    grouped: dict[str, str] = {}
    for letter, width in advance.items():
        grouped[str(width)] = grouped.get(str(width), "") + letter
    return grouped


def main(folder: Path) -> None:
    metrics: dict[str, Any] = {"units": 1000, "ascender": 1069, "descender": -293, "faces": {}}
    for face in FACES:
        font = make(folder, face)
        font.save(SHIPPED / f"NotoSans-{face}.ttf")
        metrics["faces"][face] = compact(widths(font))
        if face in ("Regular", "Bold"):
            subset(font, letters(SCREEN))
            font.flavor = "woff2"
            font.save(SHIPPED / f"NotoSans-{face}.woff2")
    text = json.dumps(metrics, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (SHIPPED / "metrics.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else NOTO)
