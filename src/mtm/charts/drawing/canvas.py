"""The paper a chart is drawn on: it places shapes and texts, remembers where texts stand, and writes the SVG.

Scope: one canvas per drawing, in points from the top left corner. Text is what the shipped fonts can print; what they
lack is remembered in ``missing``. The SVG text is the same for the same calls, whatever the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from mtm import fonts
from mtm.charts.drawing.ink import SHAPES, text_colour

TEXT = 9.0
SMALL = 8.0
LEADING = 1.24
ASCENT, DESCENT = 0.80, 0.22  # of the size: how far letters with accents rise and hang

Number = Callable[[Decimal, int], str]


class Box(NamedTuple):
    """The rectangle that a text covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        apart = (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )
        return not apart


class Run(NamedTuple):
    """A piece of text of one kind; ``figure`` is the id of the figure that it prints."""

    text: str
    kind: str = "words"
    figure: str = ""


@dataclass
class Canvas:
    """Shapes and texts in the order in which they were drawn; set ``height`` when the drawing is complete."""

    width: float
    number: Number
    labels: Mapping[str, str] = field(default_factory=dict)
    height: float = 0.0
    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)

    def clean(self, text: str) -> str:
        """The text with replacements for characters that the fonts lack."""
        plain, missing = fonts.substitute(text)
        self.missing.update(dict.fromkeys(missing))
        return plain.strip()

    def lines(self, text: str, width: float, size: float = TEXT, bold: bool = False) -> tuple[str, ...]:
        """The text in lines that fit this width."""
        return fonts.wrap(self.clean(text), width, size, bold)

    def box(self, text: str, x: float, y: float, size: float = TEXT, bold: bool = False, anchor: str = "start") -> Box:
        """Where a text on the baseline ``y`` would stand."""
        wide = fonts.measure(text, size, bold)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        return Box(left, y - ASCENT * size, left + wide, y + DESCENT * size)

    def free(self, box: Box) -> bool:
        """Is this place on the paper, and clear of every text drawn so far?"""
        inside = box.left >= 0 and box.right <= self.width and box.top >= 0
        return inside and not any(box.meets(other) for other in self.boxes)

    def text(
        self,
        run: Run,
        x: float,
        y: float,
        *,
        size: float = TEXT,
        bold: bool = False,
        anchor: str = "start",
        tone: str = "ink",
        backed: bool = False,
    ) -> None:
        """Write a run of text on the baseline ``y``; ``backed`` puts paper behind it where lines would run through."""
        plain = self.clean(run.text)
        if not plain:
            return
        box = self.box(plain, x, y, size, bold, anchor)
        self.boxes.append(box)
        if backed:
            self.rect(box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top, "paper")
        attributes = [f'class="{tone}"', f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"']
        attributes += ['font-weight="700"'] if bold else []
        attributes += [f'text-anchor="{anchor}"'] if anchor != "start" else []
        attributes += [f'data-kind="{run.kind}"'] if run.kind != "words" else []
        attributes += [f"data-figure={_attribute(run.figure)}"] if run.figure else []
        attributes.append(f'fill="{text_colour(tone, run.kind)}"')
        self.parts.append(f"<text {' '.join(attributes)}>{escape(plain)}</text>")

    def rect(self, x: float, y: float, width: float, height: float, role: str, *, edge: bool = False) -> None:
        stroke = f' stroke="{SHAPES["edge"]}" stroke-width="0.5"' if edge else ""
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"'
        self.parts.append(f'<rect class="{role}" {place} fill="{SHAPES[role]}"{stroke}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str, *, wide: float = 0.5, dash: str = "") -> None:
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        place = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        stroke = f'stroke="{SHAPES[role]}" stroke-width="{_n(wide)}"{dashes}'
        self.parts.append(f'<line class="{role}" {place} {stroke}/>')

    def path(self, points: Iterable[tuple[float, float]], role: str, *, wide: float = 2.0, dash: str = "") -> None:
        """An open line through the points."""
        course = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        stroke = f'fill="none" stroke="{SHAPES[role]}" stroke-width="{_n(wide)}" stroke-linejoin="round"'
        self.parts.append(f'<path class="{role} open" d="{course}" {stroke}{dashes}/>')

    def shape(self, corners: Iterable[tuple[float, float]], role: str) -> None:
        """A filled shape with these corners."""
        course = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        self.parts.append(f'<polygon class="{role}" points="{course}" fill="{SHAPES[role]}"/>')

    def dot(self, x: float, y: float, radius: float, role: str, *, hollow: bool = False) -> None:
        fill = "paper" if hollow else role
        ring = role if hollow else "paper"
        place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
        names = f"{role} hollow" if hollow else role
        paint = f'fill="{SHAPES[fill]}" stroke="{SHAPES[ring]}" stroke-width="{2 if hollow else 1}"'
        self.parts.append(f'<circle class="{names}" {place} {paint}/>')

    def bare(self) -> str:
        """The drawing without text, hidden from those who cannot see it because its neighbours say the same."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {self._size()} aria-hidden="true" focusable="false">'
        return "\n".join([head, *self.parts, "</svg>"]) + "\n"

    def _size(self) -> str:
        wide, high = _n(self.width), _n(self.height)
        return f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'

    def svg(self, id: str, title: Iterable[Run], description: Iterable[Run]) -> str:
        """The finished drawing, with its title and description for those who cannot see it."""
        family = f"font-family=\"'{fonts.FAMILY}', 'Segoe UI', Roboto, Arial, sans-serif\""
        id = re.sub(r"[^\w-]", "-", id)
        names = f'role="img" aria-labelledby="{id}-title {id}-desc"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {self._size()} {family} {names}>'
        title_text = _title(f"{id}-title", tuple(title))
        description_text = f'<desc id="{id}-desc">{_marked(description)}</desc>'
        return "\n".join([head, title_text, description_text, *self.parts, "</svg>"]) + "\n"


def _title(id: str, runs: tuple[Run, ...]) -> str:
    """The title is plain text to every reader of HTML, so the element itself says which figures stand in it."""
    figures = " ".join(dict.fromkeys(run.figure for run in runs if run.figure))
    kind = next((run.kind for run in runs if run.kind != "words"), "")
    marks = (f' data-kind="{kind}"' if kind else "") + (f" data-figure={_attribute(figures)}" if figures else "")
    text = "".join(escape(fonts.substitute(run.text)[0]) for run in runs)
    return f'<title id="{id}"{marks}>{text}</title>'


def _marked(runs: Iterable[Run]) -> str:
    """Text of a description; what is not words stands in an element that says what it is."""
    out = []
    for run in runs:
        plain = escape(fonts.substitute(run.text)[0])
        figure = f" data-figure={_attribute(run.figure)}" if run.figure else ""
        out.append(plain if run.kind == "words" else f'<tspan data-kind="{run.kind}"{figure}>{plain}</tspan>')
    return "".join(out)


def _attribute(value: str) -> str:
    """A quoted attribute value without characters that XML forbids."""
    return quoteattr(fonts.substitute(value)[0])


def _n(value: float) -> str:
    """A coordinate with at most two decimals and no negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
