"""Reads finished documents back as text, character by character, with the kind of print each digit is marked as.

Scope: HTML, DOCX and PDF as any reader finds them; nothing of mtm is used here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = ("figure", "period", "reference", "tick", "quoted")
INKS = {1: "figure", 2: "period", 3: "reference", 4: "tick", 5: "quoted"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Run:
    """A piece of text with its kind, or "" where it is plain words."""

    text: str
    kind: str
    figure: str = ""


def html_runs(data: bytes) -> Iterator[Run]:
    """Every text node that a reader can see, with the nearest data-kind around it; SVG drawings included."""
    from lxml import html

    tree = html.fromstring(data.decode("utf-8"))
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("style", "script", "head", "meta"):
            continue
        if element.tag == "title" and element.getparent().tag == "head":
            continue  # the window's title cannot hold marks; the page's own heading repeats it with them
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if text and owner is not None and owner.tag not in ("style", "script"):
                kind, figure = _html_kind(owner)
                # the title of a drawing is one plain text that names the figures in it
                yield Run(text, kind, "" if owner.tag == "title" else figure)


def _html_kind(element):
    while element is not None:
        kind = element.get("data-kind")
        if kind:
            return kind, element.get("data-figure", "")
        element = element.getparent()
    return "", ""


def docx_runs(data: bytes) -> Iterator[Run]:
    """Every run of every part with text: body, footnotes, headers, footers."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                for run in etree.fromstring(package.read(name)).iter(f"{WORD}r"):
                    text = "".join(t.text or "" for t in run.iter(f"{WORD}t"))
                    style = run.find(f"{WORD}rPr/{WORD}rStyle")
                    kind = (style.get(f"{WORD}val") if style is not None else "").lower()
                    yield Run(text, next((k for k in KINDS if kind.startswith(k)), ""))


def pdf_runs(data: bytes) -> Iterator[Run]:
    """Every character of every page with the kind that its ink carries in the lowest three bits of blue."""
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
            yield Run(chr(raw.FPDFText_GetUnicode(text, at)), INKS.get(blue.value & 7, ""))


def unmarked(runs: Iterator[Run]) -> list[str]:
    """Texts with digits that are none of the five kinds."""
    return [run.text.strip() for run in runs if any(c.isdigit() for c in run.text) and run.kind not in KINDS]
