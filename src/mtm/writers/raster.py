"""Vector drawings in pixels, for programs that show no SVG.

Scope: typst draws the pixels, so no system library is needed. All drawings are done in one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

FONTS = Path(__file__).parent.parent / "fonts"
RESOLUTION = 200  # dots per inch: sharp in print at the size of a page

_PAGE = """#set page(width: {width}mm, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.at("{name}")), format: "svg", width: 100%)
"""


def pixels(drawings: Sequence[str], width_mm: float = 174) -> list[bytes]:
    """A PNG for every SVG, in the same order, each ``width_mm`` wide at 200 dots per inch."""
    if not drawings:
        return []
    import typst

    named = {f"drawing-{n}": drawing for n, drawing in enumerate(drawings)}
    source = "#pagebreak()\n".join(_PAGE.format(width=width_mm, name=name) for name in named)
    fonts = typst.Fonts(font_paths=[FONTS], include_system_fonts=False)
    made: object = typst.compile(source.encode(), font_paths=fonts, format="png", ppi=RESOLUTION, sys_inputs=named)
    return list(made) if isinstance(made, list) else [cast(bytes, made)]
