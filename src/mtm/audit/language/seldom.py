"""Patterns that few sentences match: tried only where a text holds letters without which they cannot match.

Scope: searching; which letters a pattern needs is read off the pattern itself, so that nobody keeps a list beside it.
Letters of old print that a pattern takes for others (ſ for s, ı for i) are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST = 2  # letters: a single one stands in every sentence
_ITEM = re.compile(
    r"\\N\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\((?:\?(?:P<\w+>|<?[=!]|[a-z]*:))?|(?:[?*+]|\{\d*,?\d*\})\??|.",
    re.S,
)
_ASIDE = frozenset(("(?=", "(?!", "(?<=", "(?<!"))  # what they hold is no part of the match, or must not be there
_UNSURE = ("?", "*", "{0", "{,")
_TIMES = ("?", "*", "+", "{")
Marks = frozenset[str]
_NONE: Marks = frozenset()


class Seldom:
    """A pattern, large and small letters alike, with the marks of which every match holds one."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern, re.I)
        self.marks = tuple(sorted(needed(pattern)))

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between the two places."""
        end = len(text) if end is None else end
        return self.pattern.search(text, start, end) if self.may_match(text[start:end]) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match between the two places."""
        end = len(text) if end is None else end
        return self.pattern.finditer(text, start, end) if self.may_match(text[start:end]) else iter(())

    def may_match(self, text: str) -> bool:
        """A mark stands in the text."""
        lower = text.lower()
        for mark in self.marks:  # a plain loop: this is asked of every sentence by many rules
            if mark in lower:
                return True
        return not self.marks


def needed(pattern: str) -> Marks:
    """Letters of which every match holds one sequence, in small letters; none where the pattern demands no letters."""
    return _alternatives(_ITEM.findall(pattern), 0)[0]


def _alternatives(items: list[str], at: int) -> tuple[Marks, int]:
    """What one of several alternatives needs is what each of them needs; ``at`` ends behind their bracket."""
    every: list[Marks] = []
    while True:
        found, at = _sequence(items, at)
        every.append(found)
        if at == len(items) or items[at] == ")":
            return (_NONE if _NONE in every else _NONE.union(*every)), at + 1
        at += 1


def _sequence(items: list[str], at: int) -> tuple[Marks, int]:
    """The longest of what stands one after the other up to the next alternative."""
    found: list[Marks] = []
    run = ""
    while at < len(items) and items[at] not in ("|", ")"):
        item, inner = items[at], _NONE
        at += 1
        if item.startswith("("):
            inner, at = _alternatives(items, at)
        times = items[at] if at < len(items) and items[at].startswith(_TIMES) else ""
        at += bool(times)
        sure = not times.startswith(_UNSURE) if times else True
        letter = _letter(item)
        run += letter if sure else ""
        if times or not letter:
            found += [frozenset((run,)), inner if sure and item not in _ASIDE else _NONE]
            run = ""
    found = [marks for marks in (*found, frozenset((run,))) if marks and min(map(len, marks)) >= LEAST]
    return max(found, key=lambda marks: (min(map(len, marks)), -len(marks)), default=_NONE), at


def _letter(item: str) -> str:
    """What the item stands for where it stands for one character and no other."""
    if len(item) == 1:
        return "" if item in "^$.(" else item.lower()
    return item[1] if len(item) == 2 and item[0] == "\\" and not item[1].isalnum() else ""


__all__ = ["Seldom", "needed"]
