"""WordprocessingML as values: elements, runs, paragraphs and links, with children in the order the schema asks for.

Scope: the XML alone; what the pieces mean is decided elsewhere. Word refuses a document whose children stand in
another order than ECMA-376 gives, so the order is kept in the few functions here. Elements are frozen and may stand
in several places; a report has fifty thousand of them, for which a tree that can be searched is four times too slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mtm.writers.text import clean

SPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "xmlns:asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}


class Element(NamedTuple):
    """An element with its prefix: ``Element("w:p", {}, (run, run))``."""

    tag: str
    attributes: Mapping[str, object]
    children: tuple[Element, ...] = ()
    text: str = ""

    def child(self, tag: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.children if child.tag == tag), None)

    def replaced(self, tag: str, new: tuple[Element, ...]) -> Element:
        """The element with every child of this name replaced by others."""
        kept = (piece for child in self.children for piece in (new if child.tag == tag else (child,)))
        return self._replace(children=tuple(kept))


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


def el(tag: str, attributes: Mapping[str, object] | None = None, *children: Element | None) -> Element:
    """An element by prefixed name; None children are left out."""
    return Element(tag, attributes or {}, tuple(child for child in children if child is not None))


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element whose name and attributes are all WordprocessingML's: ``w("jc", val="right")``."""
    named = {f"w:{key}": value for key, value in attributes.items()}
    return Element(f"w:{tag}", named, tuple(child for child in children if child is not None))


def words(tag: str, text: str) -> Element:
    """An element that holds text, with its spaces kept."""
    return Element(tag, {"xml:space": "preserve"}, (), clean(text))


def run(text: str, look: Look = PLAIN) -> Element:
    """A run of text."""
    return w("r", _run_properties(look), words("w:t", text))


def mark_run(element: Element, look: Look, *more: Element) -> Element:
    """A run around something other than text: a footnote's mark, a tab, a field's character."""
    return w("r", _run_properties(look), element, *more)


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
    instruction = words("w:instrText", f" {code} ")
    begin, between, end = (mark_run(w("fldChar", fldCharType=kind), look) for kind in ("begin", "separate", "end"))
    return [begin, mark_run(instruction, look), between, *results, end]


def paragraph(
    style: str,
    children: Iterable[Element],
    *,
    keep: bool = False,
    new_page: bool = False,
    numbering: int | None = None,
    tabs: Element | None = None,
    indent: int | None = None,
) -> Element:
    """A paragraph in a named style; ``keep`` holds it on a page with the next; ``indent`` is in twips."""
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext") if keep else None,
        w("pageBreakBefore") if new_page else None,
        w("numPr", w("ilvl", val=0), w("numId", val=numbering)) if numbering is not None else None,
        tabs,
        w("ind", left=indent) if indent is not None else None,
    )
    return w("p", properties, *children)


def serialise(root: Element, spaces: Mapping[str, object] = SPACES) -> bytes:
    """The part's bytes, with the namespaces declared at its root."""
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    _write(root._replace(attributes={**spaces, **root.attributes}), out)
    return "".join(out).encode()


def _write(element: Element, out: list[str]) -> None:
    tag, attributes, children, text = element
    out.append(f"<{tag}")
    for key, value in attributes.items():
        out.append(f' {key}="{value if isinstance(value, int) else _quoted(str(value))}"')
    if not children and not text:
        out.append("/>")
        return
    out.append(f">{_escaped(text)}" if text else ">")
    for child in children:
        _write(child, out)
    out.append(f"</{tag}>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _escaped(clean(text)).replace('"', "&quot;")


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
