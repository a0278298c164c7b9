"""What one printed chunk is, apart from its meaning: a word, a number, a date, an ordinal, a code or a mark.

Scope: a chunk is what stands between blanks and punctuation ("3,405,102", "Q4", "4-тоқсаны", "18-29", "USD55.8").
Every pattern here is matched against one short chunk.
"""

from __future__ import annotations

import re
from typing import NamedTuple

WORD, NUMBER, MARK, DATE, ORDINAL, CODE, RANGE = range(7)

CHUNK = re.compile(r"\w+(?:[-‑'’.,]\w+)*|[^\w\s]")

_NUMBER = re.compile(r"\d[\d.,'’]*")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|-?(?:[йяем]|го|му|ом|ой|ого|ший|[шн]?ші|[шн]?шы|інші|ыншы))")
_RANGE = re.compile(r"\d[\d.,]*[-‑]\d[\d.,]*")
_CODE = re.compile(r"[^\W\d_]{1,12}[-‑]?\d[\w.,-]*")
_PERIOD = re.compile(
    r"(?:19|20)\d\d[-‑]?[QqHhКк]\d|\d[QqКк][-‑]?(?:19|20)\d\d|[QqHh]\d[-‑/]?(?:19|20)\d\d"
    r"|\d[Qq]\d\d|[QqHh]\d['’/]\d\d|(?:1[0-2]|[1-9])[MmМм][-‑]?(?:19|20)\d\d"
)
_PRICED = re.compile(r"(USD|EUR|KZT|RUB|US)(\d[\d.,]*)")
_OWNED = re.compile(r"(\d[\d.,]*)['’]s")
_ATTACHED = re.compile(r"(\d[\d.,]*)([-‑]?)([^\W\d_]+)")
MAX_CHUNK = 60


class Form(NamedTuple):
    """Kind, the digits (numbers, ordinals), what is attached to them, and whether by a hyphen."""

    kind: int
    digits: str = ""
    attached: str = ""
    hyphen: bool = False


def form(chunk: str) -> Form:
    """The form of one chunk."""
    first = chunk[0]
    if not first.isalnum() and first != "_":
        return Form(MARK)
    if len(chunk) > MAX_CHUNK or not any("0" <= c <= "9" for c in chunk):
        return Form(WORD)
    if _NUMBER.fullmatch(chunk):
        return Form(DATE if _DATE.fullmatch(chunk) else NUMBER, chunk)
    return _mixed(chunk)


def _mixed(chunk: str) -> Form:
    if _DATE.fullmatch(chunk):
        return Form(DATE, chunk)
    if _PERIOD.fullmatch(chunk):
        return Form(CODE, chunk)
    if ordinal := _ORDINAL.fullmatch(chunk):
        return Form(ORDINAL, ordinal[1])
    if _RANGE.fullmatch(chunk):
        return Form(RANGE, chunk)
    if owned := _OWNED.fullmatch(chunk):
        return Form(NUMBER, owned[1])
    if priced := _PRICED.fullmatch(chunk):
        return Form(NUMBER, priced[2], priced[1])
    if attached := _ATTACHED.fullmatch(chunk):
        return Form(NUMBER, attached[1], attached[3], bool(attached[2]))
    return Form(CODE if _CODE.fullmatch(chunk) else WORD, chunk)
