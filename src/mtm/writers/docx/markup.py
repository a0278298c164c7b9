"""WordprocessingML as values: elements, runs, paragraphs and links, with children in the order the schema asks for.

Scope: the XML alone; what the pieces mean is decided elsewhere. Word refuses a document whose children stand in
another order than ECMA-376 gives, so the order is kept in the few functions here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from lxml import etree

from mtm.writers.text import clean

Element: TypeAlias = etree._Element

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}

_SPACE = {prefix: {prefix: uri} for prefix, uri in SPACES.items()}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: its character style and the little that is set on top of it."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    linked: bool = False
    ink: str = "12436D"  # of links
    unchecked: bool = False  # no spelling marks under names of files, codes and numbers


PLAIN = Look()


def el(tag: str, attributes: dict[str, object] | None = None, *children: Element | None) -> Element:
    """An element by prefixed name; prefixed attributes are put into their namespaces, None children left out."""
    made = etree.Element(_name(tag), nsmap=_SPACE[tag.split(":")[0]])
    for key, value in (attributes or {}).items():
        made.set(_name(key), clean(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element whose name and attributes are all WordprocessingML's: ``w("jc", val="right")``."""
    return el(f"w:{tag}", {f"w:{key}": value for key, value in attributes.items()}, *children)


def run(text: str, look: Look = PLAIN) -> Element:
    """A run of text."""
    piece = w("t")
    piece.text = clean(text)
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", _run_properties(look), piece)


def mark_run(element: Element, look: Look, *more: Element) -> Element:
    """A run around something other than text: a footnote's mark, a tab, a field's character."""
    return w("r", _run_properties(look), element, *more)


def text_of(mark: str) -> Element:
    piece = w("t")
    piece.text = clean(mark)
    return piece


def tab() -> Element:
    return w("r", w("tab"))


def link(anchor: str, children: Iterable[Element]) -> Element:
    """A link to a bookmark of this document."""
    return w("hyperlink", *children, anchor=anchor, history="1")


def outward(relation: str, children: Iterable[Element]) -> Element:
    """A link out of the document, through a relationship of the part it stands in."""
    return el("w:hyperlink", {"r:id": relation, "w:history": "1"}, *children)


def field(code: str, results: Iterable[Element], look: Look = PLAIN) -> list[Element]:
    """A field with the result that stands until the reader's program computes it anew."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin, between, end = (mark_run(w("fldChar", fldCharType=kind), look) for kind in ("begin", "separate", "end"))
    return [begin, mark_run(instruction, look), between, *results, end]


def paragraph(
    style: str,
    children: Iterable[Element],
    *,
    keep: bool = False,
    new_page: bool = False,
    numbering: int | None = None,
    indent: int | None = None,
) -> Element:
    """A paragraph in a named style; ``keep`` holds it on a page with the next; ``indent`` is in twips."""
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext") if keep else None,
        w("pageBreakBefore") if new_page else None,
        w("numPr", w("ilvl", val=0), w("numId", val=numbering)) if numbering is not None else None,
        w("ind", left=indent) if indent is not None else None,
    )
    return w("p", properties, *children)


def serialise(root: Element) -> bytes:
    """The part's bytes, with every namespace declared once, at the root, under the prefix that Word uses."""
    etree.cleanup_namespaces(root, top_nsmap=SPACES, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _run_properties(look: Look) -> Element | None:
    if look == PLAIN:
        return None
    return w(
        "rPr",
        w("rStyle", val=look.style) if look.style else None,
        *((w("b"), w("bCs")) if look.bold else ()),
        *((w("i"), w("iCs")) if look.italic else ()),
        w("noProof") if look.unchecked else None,
        w("color", val=look.ink) if look.linked else None,
        w("u", val="single") if look.linked else None,
        w("vertAlign", val="superscript") if look.raised else None,
    )


@cache
def _name(prefixed: str) -> str:
    prefix, colon, name = prefixed.partition(":")
    return f"{{{SPACES[prefix]}}}{name}" if colon else prefixed
