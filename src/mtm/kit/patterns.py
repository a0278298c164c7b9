"""Patterns for the texts of tables as a data officer writes them: a plain text, a text with *, or a /regex/.

Scope: matching headings, titles, sheet names and row labels. Case, spaces, quotes, dashes and ё do not matter in plain
texts; * stands for any run of characters; a sign such as % matters where the pattern has it. A regular expression is
searched for in the text as it is printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from mtm.kit.names import key


@dataclass(frozen=True)
class Pattern:
    """One compiled pattern; ``source`` is how it was written."""

    source: str
    plain: str
    compiled: re.Pattern[str] | None
    signs: str = ""

    def matches(self, text: str) -> bool:
        if self.source.startswith("/") and self.compiled is not None:
            return self.compiled.search(" ".join(text.split())) is not None
        spoken = _spoken(text, self.signs)
        return spoken == self.plain if self.compiled is None else self.compiled.fullmatch(spoken) is not None


@cache
def pattern(source: str) -> Pattern:
    """Compile one pattern. Errors: ValueError for a regular expression that is not one, or one that says nothing."""
    if len(source) > 1 and source.startswith("/") and source.endswith("/"):
        return Pattern(source, "", _regex(source[1:-1]))
    signs = "".join(dict.fromkeys(letter for letter in source if _is_sign(letter)))
    if "*" not in source:
        return Pattern(source, _spoken(source, signs), None, signs)
    pieces = [_spoken(piece, signs) for piece in source.split("*")]
    if not any(pieces) and source.strip("* "):
        raise ValueError("would match every text, because the signs in it do not count; write a word beside them")
    return Pattern(source, "", re.compile(r"\W*.*\W*".join(map(re.escape, pieces))), signs)


def matches_any(sources: tuple[str, ...], text: str) -> bool:
    """Whether the text matches one of the patterns."""
    return any(pattern(source).matches(text) for source in sources)


def _is_sign(letter: str) -> bool:
    """Whether a character says something that the key of a text leaves out: % ‰ + € =, but no dash, bracket or mark."""
    symbol = letter in "%‰@#" or unicodedata.category(letter) in ("Sm", "Sc", "So")
    return symbol and not key(letter)


def _spoken(text: str, signs: str) -> str:
    """The key of a text in which these signs count as words of their own."""
    for sign in signs:
        text = text.replace(sign, f" sign{ord(sign)} ")
    return key(text)


def _regex(source: str) -> re.Pattern[str]:
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error})") from error
