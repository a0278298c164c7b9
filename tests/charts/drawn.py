"""Reads a drawing back: its texts with their boxes, kinds and inks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from mtm import fonts
from mtm.model.marks import kind_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Text:
    text: str
    kind: str
    ink: str
    left: float
    top: float
    right: float
    bottom: float


def root(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def texts(svg: str) -> list[Text]:
    return [_text(element) for element in root(svg).iter(f"{SVG}text")]


def _text(element: etree._Element) -> Text:
    size, x, y = (float(element.get(name, "0")) for name in ("font-size", "x", "y"))
    plain = element.text or ""
    wide = fonts.measure(plain, size, element.get("font-weight") == "700")
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    kind, ink = element.get("data-kind", "words"), kind_of(element.get("fill", ""))
    return Text(plain, kind, ink, left, y - 0.8 * size, left + wide, y + 0.22 * size)


def problems(svg: str) -> list[str]:
    """Texts that touch one another or leave the paper, and shapes that leave it; 0.02 is rounding."""
    found = texts(svg)
    wide, high = (float(n) for n in (root(svg).get("viewBox") or "").split()[2:])
    out = [
        f"outside: {t}" for t in found if t.left < -0.02 or t.right > wide + 0.02 or t.top < -0.02 or t.bottom > high
    ]
    for n, a in enumerate(found):
        out += [f"touch: {a} {b}" for b in found[n + 1 :] if _touch(a, b)]
    return out + [f"outside: {tag}" for tag in _shapes_outside(svg, wide, high)]


def words_outside(svg: str) -> list[str]:
    """Texts around a framed chart that leave the paper (its own texts are moved and are not looked at)."""
    wide, high = (float(n) for n in (root(svg).get("viewBox") or "").split()[2:])
    found = [_text(element) for element in root(svg).iter(f"{SVG}text") if element.getparent().tag != f"{SVG}g"]
    return [t.text for t in found if t.left < -0.02 or t.right > wide + 0.02 or t.bottom > high or t.top < 0]


def _touch(a: Text, b: Text) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    upright = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 0.02 and upright > 0.02


def _shapes_outside(svg: str, wide: float, high: float) -> list[str]:
    out = []
    for element in root(svg).iter(f"{SVG}rect", f"{SVG}circle", f"{SVG}line", f"{SVG}path", f"{SVG}polygon"):
        for x, y in _corners(element):
            if not (-1.5 <= x <= wide + 1.5 and -1.5 <= y <= high + 1.5):
                out.append(etree.tostring(element).decode())
    return out


def _corners(element: etree._Element) -> list[tuple[float, float]]:
    def n(name: str) -> float:
        return float(element.get(name, "0"))

    tag = element.tag.removeprefix(SVG)
    if tag == "rect":
        return [(n("x"), n("y")), (n("x") + n("width"), n("y") + n("height"))]
    if tag == "line":
        return [(n("x1"), n("y1")), (n("x2"), n("y2"))]
    if tag == "circle":
        return [(n("cx") - n("r"), n("cy") - n("r")), (n("cx") + n("r"), n("cy") + n("r"))]
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", element.get("d") or element.get("points") or "")]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
