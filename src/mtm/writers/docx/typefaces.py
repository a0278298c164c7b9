"""The fonts inside the Word document, so that pages look and break alike on machines that lack them.

Scope: the "obfuscated font" parts of ECMA-376 part 1, 17.8.1. The licence of Noto Sans (SIL OFL) allows embedding.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from mtm import fonts
from mtm.writers.docx.book import Part
from mtm.writers.docx.design import FONT
from mtm.writers.docx.markup import Element, el, w

FONT_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_FACES = ("embedRegular", "embedBold", "embedItalic")


def font_table(part: Part) -> tuple[Element, list[tuple[str, bytes]]]:
    """The table of fonts, and the font files as (name, data)."""
    files: list[tuple[str, bytes]] = []
    embedded: list[Element] = []
    for face, data in zip(_FACES, fonts.faces(), strict=False):  # reports have no bold italic
        key = _key(data)
        name = f"{face}.odttf"
        files.append((name, scramble(data, key)))
        relation = part.relate(FONT_PART, f"fonts/{name}")
        embedded.append(el(f"w:{face}", {"r:id": relation, "w:fontKey": f"{{{str(key).upper()}}}"}))
    family = (w("charset", val="00"), w("family", val="swiss"), w("pitch", val="variable"))
    return w("fonts", w("font", w("altName", val="Segoe UI"), *family, *embedded, name=FONT)), files


def scramble(data: bytes, key: UUID) -> bytes:
    """The first 32 bytes exclusive-or the key read backwards, twice; doing it again gives the font back."""
    pad = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:32], pad, strict=True)) + data[32:]


def _key(data: bytes) -> UUID:
    """A key that depends on the font alone, so that the same font gives the same bytes."""
    return UUID(bytes=hashlib.sha256(data).digest()[:16], version=4)
