"""Phrases with holes: a sentence as it is written, with {value}, {period} or another part in braces to be taken out.

Scope: turning a phrase into a regular expression; * stands for any words, spaces of every kind are alike. A phrase
between slashes is a regular expression already, with named groups.
"""

from __future__ import annotations

import re
from functools import cache

_SPACE = r"[\s\u00a0\u202f\u2009]"
_SCALE = r"(?:тыс\.?|тысяч[аи]?|мың|млн\.?|миллион(?:а|ов)?|млрд\.?|миллиард(?:а|ов)?|thousand|million|billion)"
_DIGITS = rf"\d(?:(?:[.,'’]|{_SPACE})?\d)*"
_VALUE = rf"[-−–]?{_DIGITS}(?:{_SPACE}?{_SCALE}(?:{_SPACE}{_DIGITS}(?:{_SPACE}?{_SCALE})?)*)?(?:{_SPACE}?%)?|…|\.\.\."
_INSIDE = r"(?:[^.;:()]|(?<=\d)\.(?=\d))"
_GROUPS = {"value": _VALUE, "period": rf"{_INSIDE}{{1,60}}?(?:\d{{4}}|г\.|ж\.)[^.;:()]{{0,12}}?"}
_HOLE = re.compile(r"\\\{(\w+)\\\}|(\\\*)|((?:\\ )+)")


@cache
def phrase(source: str) -> re.Pattern[str]:
    """The regular expression of a phrase. Errors: re.error for a regular expression that is not one."""
    if len(source) > 1 and source.startswith("/") and source.endswith("/"):
        return re.compile(source[1:-1], re.IGNORECASE)
    return re.compile(_HOLE.sub(_filled, re.escape(source)), re.IGNORECASE)


def _filled(match: re.Match[str]) -> str:
    name, star, space = match.groups()
    if name:
        return f"(?P<{name}>{_GROUPS.get(name, '[^.;:]{1,80}?')})"
    return ".*?" if star else rf"{_SPACE}+" if space else match[0]
