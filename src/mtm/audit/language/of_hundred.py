"""Shares said of a hundred: "of every hundred arrivals, 86 …", «из каждых ста», "әрбір жүз келгеннің".

Scope: the text of one sentence; "for every 100 men 93 women" is a ratio, no share.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = ("undred", "100", "ста ", "сотн", "үз ")
_LED = re.compile(
    r"\b(?:out\s+of|of|in|among)\s+(?:every|each)\s+(?:one\s+)?(?:hundred|100)\b(?!\s+(?:thousand|million|billion))"
    r"|\b(?:из|среди)\s+кажд(?:ых|ой|ого)\s+(?:ста|сотни|100)\b(?!\s*(?:тыс|млн|миллион))"
    r"|\b(?:әрбір|әр)\s+(?:жүз|100)\b(?!\s*(?:мың|млн|миллион))",
    re.I,
)
_TOUCHING = 2


class Hundred(NamedTuple):
    """Where the words stand, and where the stretch ends whose numbers they lead."""

    start: int
    end: int
    reach: int


def of_hundred(text: str, start: int, end: int) -> Hundred | None:
    """The words of a sentence that take its numbers of a hundred."""
    if not any(mark in text for mark in _MARKS):
        return None
    found = _LED.search(text, start, end)
    if found is None:
        return None
    closed = text.find(";", found.end(), end)
    return Hundred(found.start(), found.end(), closed if closed >= 0 else end)


def led(hundred: Hundred | None, start: int, end: int) -> bool:
    """The number is one of a hundred: it stands in the stretch behind the words, or right before them."""
    if hundred is None:
        return False
    return hundred.end <= start < hundred.reach or 0 <= hundred.start - end < _TOUCHING


def is_the_hundred(hundred: Hundred | None, start: int) -> bool:
    """The hundred itself, in digits."""
    return hundred is not None and hundred.start <= start < hundred.end


__all__ = ["Hundred", "is_the_hundred", "led", "of_hundred"]
