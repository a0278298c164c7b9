"""Numbers and dates as spreadsheets of other locales write them, spelled as forms do: "1 200,5" becomes "1200.5".

Scope: answers to questions whose type asks for a number or a date; nothing else is ever spelled anew.
"1,200" may mean two numbers. It is 1.2 in a table whose columns are parted by semicolons, which is how a program
writes that has the comma for its decimal mark; elsewhere it stays as it is, and unreadable.
A date with dots has its day first; with slashes it may mean two days and stays unreadable.
"""

from __future__ import annotations

import re
from typing import Any

from mtm.surveys.extra import needed

_SPACE = "[ \u00a0\u2009\u202f]"
_GROUPED = rf"[-+]?[0-9]{{1,3}}({_SPACE}[0-9]{{3}})+([.,][0-9]+)?"
_COMMA = r"[-+]?[0-9]+,[0-9]+"
_OTHER = "[, \u00a0\u2009\u202f]"
_EITHER = r"[-+]?[1-9][0-9]{0,2},[0-9]{3}"
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:,?[ T]+([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?))?")


def number(text: str, comma: bool = False) -> str:
    """One number; ``comma`` where the table's decimal mark is known to be the comma."""
    if re.fullmatch(_GROUPED, text):
        text = re.sub(_SPACE, "", text)
    if re.fullmatch(_COMMA, text) and (comma or not re.fullmatch(_EITHER, text)):
        text = text.replace(",", ".")
    return text


def numbers(texts: Any, comma: bool = False) -> Any:
    """The same for an Arrow array of texts."""
    pc = needed("pyarrow.compute")
    if not pc.any(pc.match_substring_regex(texts, _OTHER)).as_py():
        return texts
    grouped = pc.match_substring_regex(texts, rf"\A{_GROUPED}\z")
    texts = pc.if_else(grouped, pc.replace_substring_regex(texts, _SPACE, ""), texts)
    marked = pc.match_substring_regex(texts, rf"\A{_COMMA}\z")
    if not comma:
        marked = pc.and_not(marked, pc.match_substring_regex(texts, rf"\A{_EITHER}\z"))
    return pc.if_else(marked, pc.replace_substring(texts, ",", "."), texts)


def dated(text: str) -> str:
    """A date such as 05.03.2026, with or without a time of day, as 2026-03-05; any other text as it is."""
    found = _DOTTED.fullmatch(text.strip())
    if not found:
        return text
    day, month, year, hour, rest = found.groups()
    time = f" {hour:0>2}{rest}" if hour else ""
    return f"{year}-{month:0>2}-{day:0>2}{time}"
