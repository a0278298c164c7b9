"""Reads a finished PDF back: its characters with ink and place, its tags, its links."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from mtm.model.marks import kind_of


@dataclass(frozen=True)
class Char:
    letter: str
    kind: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float


@cache
def chars(data: bytes) -> tuple[Char, ...]:
    """Every visible character of every page, in the order of the file."""
    document = pypdfium2.PdfDocument(data)
    return tuple(char for number, page in enumerate(document) for char in _page(number, page.get_textpage()))


def _page(number: int, text: pypdfium2.PdfTextPage) -> Iterator[Char]:
    for n in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, n))
        if letter.isspace() or letter in "\x00\x02\ufffe\u200b":
            continue
        colour = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text.raw, n, *colour)
        kind = kind_of("#" + "".join(f"{part.value:02X}" for part in colour[:3]))
        yield Char(letter, kind, number, *text.get_charbox(n), raw.FPDFText_GetFontSize(text.raw, n))


def text(data: bytes, kind: str = "") -> str:
    """All text without spaces, or the characters of one kind."""
    return "".join(char.letter for char in chars(data) if kind in ("", char.kind))


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


@cache
def opened(data: bytes) -> pikepdf.Pdf:
    """The open file; kept, because its objects live only as long as it does."""
    return pikepdf.open(io.BytesIO(data))


def tags(data: bytes) -> list[pikepdf.Dictionary]:
    """The structure elements of the file."""
    return [
        thing
        for thing in opened(data).objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"
    ]


def links(data: bytes) -> list[str]:
    """Targets of all links: the address, or "page n" (from 0) for a place in the file."""
    document = opened(data)
    numbers = {page.objgen: n for n, page in enumerate(document.pages)}
    names = list(document.Root.Names.Dests.Names)
    named = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
    found = []
    for note in (note for page in document.pages for note in page.get("/Annots", [])):
        place = note.get("/Dest")
        place = named[str(place)] if isinstance(place, pikepdf.String) else place
        found.append(str(note["/A"]["/URI"]) if place is None else f"page {numbers[place[0].objgen]}")
    return found
