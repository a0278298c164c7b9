"""Within how many years something changed: "in two years", «за три года», "екі жылда".

Scope: the text of one sentence; numbers in words up to ten, or in digits.
"""

from __future__ import annotations

import re

_YEARS = re.compile(
    r"\b(?:in|over|within|during|across)\s+(?:the\s+)?(?:last\s+|past\s+)?(?P<en>one|two|three|four|five|six|ten|\d\d?)\s+years?\b"
    r"|\bза\s+(?:последние\s+)?(?P<ru>год|два|три|четыре|пять|шесть|десять|\d\d?)(?:\s+(?:года?|лет))?\b"
    r"|(?<!\w)(?P<kk>бір|екі|үш|төрт|бес|алты|он|\d\d?)\s+жыл(?:да|дың|дағы|\s+ішінде)?(?!\w)",
    re.I,
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
    "год": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "десять": 10,
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "он": 10,
}  # fmt: skip


def in_so_many_years(text: str) -> int:
    """The number of years, 0 where the text names none."""
    found = _YEARS.search(text)
    if found is None:
        return 0
    said = (found["en"] or found["ru"] or found["kk"]).lower()
    return int(said) if said.isdigit() else _NUMBERS[said]


__all__ = ["in_so_many_years"]
