"""Names of sheets that every spreadsheet program accepts, in any language.

Scope: Excel's rules: at most 31 characters, none of ``[]:*?/\\``, no apostrophe at either end, no two alike.
"""

from __future__ import annotations

import re
import unicodedata

from mtm.writers.text import clean

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = ("history",)  # Excel keeps this name for itself


class SheetNames:
    """Hands out names, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def name(self, wanted: str, otherwise: str = "Sheet") -> str:
        """A name as close to ``wanted`` as the rules allow; a letter is added where it is taken."""
        stem = _fit(wanted, LONGEST) or _fit(otherwise, LONGEST)
        name = stem
        count = 0
        while name.casefold() in self._taken:
            count += 1
            ending = f" {_letters(count)}"
            name = _fit(stem, LONGEST - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def target(name: str) -> str:
    """The link to a sheet's first cell."""
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def _fit(text: str, length: int) -> str:
    """Excel counts in UTF-16 units, so a character beyond the first plane counts twice."""
    kept = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", clean(text)))
    kept = " ".join(kept.split()).strip("'").strip()
    while len(kept.encode("utf-16-le")) > 2 * length:
        kept = kept[:-1]
    return kept.strip("'").strip()


def _letters(count: int) -> str:
    """a, b, … z, aa, ab, …: letters, as with note marks, so that no number is made up."""
    made = ""
    while count:
        count, rest = divmod(count - 1, 26)
        made = chr(ord("a") + rest) + made
    return made
