"""Thin lines drawn on a PDF page, as they separate the cells of tables.

Scope: a page's drawn objects to [left, bottom, right, top] in points; a filled box that is thin counts as a line.
"""

from __future__ import annotations

import ctypes
from array import array
from functools import cache
from itertools import compress, repeat
from typing import Any

from mtm.audit.documents.pdf_places import Call, direct

MAX_OBJECTS = 20_000  # objects of one page that are looked at
THIN, LONG = 2.5, 8.0  # points: what is thin and long is a ruled line
_PATH = 2  # the kind of a page's object that is drawn, not written


def rules_of(page: Any) -> list[list[float]]:
    """The ruled lines of a page."""
    from pypdfium2 import raw

    get, kind, bounds = _functions()
    handle = ctypes.cast(page.raw, ctypes.c_void_p).value
    objects = list(map(get, repeat(handle), range(min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS))))
    drawn = list(compress(objects, (found == _PATH for found in map(kind, objects))))
    sides = array("f", bytes(16 * len(drawn)))
    start = sides.buffer_info()[0]
    places = (range(start + at, start + at + 16 * len(drawn), 16) for at in (0, 4, 8, 12))
    known = list(map(bounds, drawn, *places))
    boxes = zip(sides[0::4], sides[1::4], sides[2::4], sides[3::4], strict=True)
    return [[round(side, 1) for side in box] for box in compress(boxes, known) if _ruled(*box)]


def _ruled(left: float, bottom: float, right: float, top: float) -> bool:
    wide, high = right - left, top - bottom
    return (high < THIN and wide > LONG) or (wide < THIN and high > LONG)


@cache
def _functions() -> list[Call]:
    from pypdfium2 import raw

    there = ctypes.c_void_p
    return [
        direct(raw.FPDFPage_GetObject, ctypes.c_int, answer=there),
        direct(raw.FPDFPageObj_GetType, answer=ctypes.c_int),
        direct(raw.FPDFPageObj_GetBounds, there, there, there, there, answer=ctypes.c_int),
    ]
