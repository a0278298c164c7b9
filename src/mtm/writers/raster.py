"""Vector drawings in pixels, for programs that show no SVG.

Scope: typst draws the pixels, so no system library is needed. All drawings are done in one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

FONTS = Path(__file__).parent.parent / "fonts"
RESOLUTION = 200  # dots per inch: sharp in print at the size of a page

_PAGE = """#set page(width: {width}pt, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.at("{name}")), format: "svg", width: 100%)
"""


class Drawn(Protocol):
    """A drawing and its width in points."""

    @property
    def svg(self) -> str: ...
    @property
    def width(self) -> float: ...


def pixels(drawings: Sequence[Drawn]) -> list[bytes]:
    """A PNG for every drawing, in the same order, at its own size and 200 dots per inch."""
    if not drawings:
        return []
    import typst

    named = {f"drawing-{n}": drawing.svg for n, drawing in enumerate(drawings)}
    pages = [_PAGE.format(width=d.width, name=name) for name, d in zip(named, drawings, strict=True)]
    fonts = typst.Fonts(font_paths=[FONTS], include_system_fonts=False)
    source = "#pagebreak()\n".join(pages).encode()
    made: object = typst.compile(source, font_paths=fonts, format="png", ppi=RESOLUTION, sys_inputs=named)
    return list(made) if isinstance(made, list) else [cast(bytes, made)]
