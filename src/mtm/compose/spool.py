"""Spans and blocks that wait inside a text while it is still text.

A template prints text, but a figure must arrive in the report as a figure, not as its digits. So every value that a
template prints is put on a spool and stands in the text as one private-use character, which Markdown cannot take apart;
afterwards the characters are exchanged for what they stand for. Outside text never holds such characters: ``plain``
replaces them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from mtm.model.blocks import Block, Reference, Span, Spans, Words

_FIRST = 0xF0000
_LAST = 0xFFFFD
_NUMERIC = frozenset({"Nd", "Nl", "No"})
_HELD = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_ASCII_DIGIT = re.compile(r"[0-9]")
_TOKENS = re.compile(r"\s+|[^\s\w]+(?=\s|$)|\S+?(?=[^\s\w/]*(?:\s|$))")

Held = Span | Block


class Spool:
    """The values printed so far by one rendering; each stands in the text as one character."""

    def __init__(self) -> None:
        self._held: list[Held] = []

    def put(self, value: Held) -> str:
        """Keep a span or block and give the character that stands for it."""
        if len(self._held) > _LAST - _FIRST:
            raise OverflowError("a section prints more than 65,000 values")
        self._held.append(value)
        return chr(_FIRST + len(self._held) - 1)

    def put_all(self, spans: Sequence[Span]) -> str:
        return "".join(self.put(span) for span in spans)

    def take(self, character: str) -> Held:
        """What a character stands for. Errors: IndexError for a character that was never given out."""
        return self._held[ord(character) - _FIRST]


def is_held(character: str) -> bool:
    return _FIRST <= ord(character) <= _LAST


def holds_values(text: str) -> bool:
    return _HELD.search(text) is not None


def has_digits(text: str) -> bool:
    """Whether the text has any numeric character: digits of every script, Roman numeral signs, superscripts."""
    if text.isascii():
        return _ASCII_DIGIT.search(text) is not None
    return any(unicodedata.category(c) in _NUMERIC for c in text)


def clean(text: str) -> str:
    """Outside text made safe to print: no control characters, direction marks or private-use characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _harmless(c) else "\ufffd" for c in text)


def plain(text: str, style: str = "") -> Spans:
    """Outside text as spans: parts with digits (file names, versions, addresses, telephones) become references."""
    spans: list[Span] = []
    for part in _TOKENS.findall(clean(text)):
        number = has_digits(part)
        last = spans[-1] if spans else None
        if number:
            spans.append(Reference(part, style=style))
        elif isinstance(last, Words):
            spans[-1] = Words(last.text + part, style)
        else:
            spans.append(Words(part, style))
    return tuple(spans)


def _harmless(c: str) -> bool:
    return c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") or c in "\u200c\u200d\u00ad"
