"""Patterns for the texts of tables as a data officer writes them: a plain text, a text with *, or a /regex/.

Scope: matching headings, titles, sheet names and row labels. Case, spaces, quotes, dashes and ё do not matter in plain
texts; * stands for any run of characters. A regular expression is searched for in the text as it is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mtm.kit.names import key


@dataclass(frozen=True)
class Pattern:
    """One compiled pattern; ``source`` is how it was written."""

    source: str
    plain: str
    compiled: re.Pattern[str] | None

    def matches(self, text: str) -> bool:
        if self.compiled is None:
            return key(text) == self.plain
        if self.source.startswith("/"):
            return self.compiled.search(" ".join(text.split())) is not None
        return self.compiled.fullmatch(key(text)) is not None


@cache
def pattern(source: str) -> Pattern:
    """Compile one pattern. Errors: ValueError for a regular expression that is not one."""
    if len(source) > 1 and source.startswith("/") and source.endswith("/"):
        return Pattern(source, "", _regex(source[1:-1]))
    if "*" in source:
        pieces = (re.escape(key(piece)) for piece in source.split("*"))
        return Pattern(source, "", re.compile(r"\W*.*\W*".join(pieces)))
    return Pattern(source, key(source), None)


def matches_any(sources: tuple[str, ...], text: str) -> bool:
    """Whether the text matches one of the patterns."""
    return any(pattern(source).matches(text) for source in sources)


def _regex(source: str) -> re.Pattern[str]:
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error})") from error
