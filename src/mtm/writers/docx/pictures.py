"""Charts as pictures: the vector drawing for programs that show SVG, the same drawing in pixels for the others.

Scope: placing a drawing. Sizes are the drawing's own, fitted to the width of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtm.writers.docx.book import Book
from mtm.writers.docx.design import LIVE
from mtm.writers.docx.markup import PLAIN as PLAIN_LOOK
from mtm.writers.docx.markup import Element, el, mark_run, paragraph
from mtm.writers.pictures import Drawing

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # Word 2016 and later look for a vector drawing under it
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU_PER_POINT = 12700
LIVE_POINTS = LIVE / 20
TALLEST_POINTS = 620.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing and the same in pixels."""

    drawing: Drawing
    png: bytes


def picture(book: Book, drawn: Drawn, name: str, alt: str) -> Element:
    """A paragraph with the drawing; ``alt`` is read out instead of it."""
    book.pictures += 1
    number = book.pictures
    vector = _medium(book, f"chart{number}.svg", drawn.drawing.svg.encode())
    raster = _medium(book, f"chart{number}.png", drawn.png)
    width, height = (round(length * _EMU_PER_POINT) for length in size(drawn.drawing))
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", {"cx": width, "cy": height}),
        el("wp:docPr", {"id": number, "name": name, "descr": alt}),
        el("wp:cNvGraphicFramePr", {}, el("a:graphicFrameLocks", {"noChangeAspect": 1})),
        el(
            "a:graphic",
            {},
            el("a:graphicData", {"uri": _PICTURE}, _pic(number, name, alt, raster, vector, width, height)),
        ),
    )
    return paragraph("Picture", [mark_run(el("w:drawing", {}, inline), PLAIN_LOOK)], keep=True)


def size(drawing: Drawing) -> tuple[float, float]:
    """Width and height in points, as drawn but never larger than the page's live area."""
    scale = min(1.0, LIVE_POINTS / drawing.width, TALLEST_POINTS / drawing.height)
    return drawing.width * scale, drawing.height * scale


def _medium(book: Book, name: str, data: bytes) -> str:
    book.media.append((name, data))
    return book.body.relate(IMAGE, f"media/{name}")


def _pic(number: int, name: str, alt: str, raster: str, vector: str, width: int, height: int) -> Element:
    svg = el("a:ext", {"uri": _SVG_EXTENSION}, el("asvg:svgBlip", {"r:embed": vector}))
    return el(
        "pic:pic",
        {},
        el(
            "pic:nvPicPr",
            {},
            el("pic:cNvPr", {"id": number, "name": name, "descr": alt}),
            el("pic:cNvPicPr", {}),
        ),
        el(
            "pic:blipFill",
            {},
            el("a:blip", {"r:embed": raster}, el("a:extLst", {}, svg)),
            el("a:stretch", {}, el("a:fillRect")),
        ),
        el(
            "pic:spPr",
            {},
            el("a:xfrm", {}, el("a:off", {"x": 0, "y": 0}), el("a:ext", {"cx": width, "cy": height})),
            el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
        ),
    )
