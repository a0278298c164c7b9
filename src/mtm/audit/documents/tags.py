"""Signs that open no tag are taken out of HTML before it is parsed.

Scope: Python's HTML parser looks for the end of every opened tag, so a file of opened tags without end takes the square
of its length. Here every "<" that begins no whole tag, comment or declaration becomes "‹", which stands in the same
place and is as long. Linear in the length of the text.
"""

from __future__ import annotations

import re

# A quoted value may hold signs of tags; all repetitions are bounded, so no text makes the pattern slow.
_TAG = re.compile(r"""</?[A-Za-z][^<>"']{0,400}(?:(?:"[^"]{0,2000}"|'[^']{0,2000}')[^<>"']{0,400}){0,60}>""")
_DECLARATION = re.compile(r"<[!?][^<>]{1,400}>")


def defused(text: str) -> str:
    """The text with every sign that opens nothing replaced; same length, same lines."""
    parts: list[str] = []
    done = 0
    last_comment = text.rfind("-->")
    at = text.find("<")
    while at >= 0:
        end = _end(text, at, last_comment)
        if end < 0:
            parts += [text[done:at], "\u2039"]
            done = end = at + 1
        at = text.find("<", end)
    return "".join([*parts, text[done:]])


def _end(text: str, at: int, last_comment: int) -> int:
    """Where the tag, comment or declaration that begins here ends; -1 where none does."""
    if text.startswith("<!--", at):
        return text.find("-->", at + 2) + 3 if last_comment > at + 1 else -1
    match = _TAG.match(text, at) or _DECLARATION.match(text, at)
    return match.end() if match else -1
