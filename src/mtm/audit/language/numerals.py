"""Reading the digits of one number in running text, with the document's own decimal mark.

Scope: digits with their separators, without sign, scale and unit. "3,405,102", "3 405 102" and "3.405.102" are one
number; "12,5" and "12.5" are another. "12,345" admits two readings: the document's other numbers decide, then its
language. Nothing here raises: digits that are no number (1.2.3) give None.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

BLANKS = " \u00a0\u202f\u2009\u2007"
WRAPPED = BLANKS + "\n"  # a number may go on in the next line
_UNBLANKED = dict.fromkeys(map(ord, WRAPPED))
_SEPARATED = re.compile(r"[,.'’]")
_SEPARATED_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u2009 ]\d+)+")
_KINDS = re.compile(
    r"(?P<commas>\d{1,3}(?:,\d{3}){2,})"
    r"|(?P<dots>\d{1,3}(?:\.\d{3}){2,})"
    r"|(?P<decimal_comma>\d{1,9},\d{1,2})"
    r"|(?P<decimal_dot>\d{1,9}\.\d{1,2})"
    r"|(?P<blanks>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?)"
)
MOST_EVIDENCE = 4000


class Convention(NamedTuple):
    """What a comma or a dot before exactly three digits means: "group" or "decimal"."""

    comma: str
    dot: str


class Numeral(NamedTuple):
    """The number: value, decimals printed, and whether its thousands were set apart."""

    value: Decimal
    decimals: int
    grouped: bool


class Evidence(NamedTuple):
    """How often each way of writing numbers occurs in a text."""

    commas: int
    dots: int
    decimal_comma: int
    decimal_dot: int
    blanks: int


def evidence(text: str) -> Evidence:
    """Counts the forms that admit one reading only, in the first few thousand numbers."""
    numbers = islice(_SEPARATED_NUMBER.finditer(text), MOST_EVIDENCE)
    forms = (_KINDS.fullmatch(number[0]) for number in numbers)
    seen = Counter(form.lastgroup for form in forms if form is not None)
    return Evidence(*(seen[kind] for kind in Evidence._fields))


def convention(seen: Evidence, decimal: str) -> Convention:
    """How this text writes numbers; ``decimal`` is its language's decimal mark, used where nothing else decides."""
    comma = "decimal" if decimal == "," else "group"
    if seen.commas or (seen.decimal_dot > 3 * seen.decimal_comma and not seen.blanks):
        comma = "group"
    elif seen.decimal_comma > 3 * seen.decimal_dot and seen.blanks:
        comma = "decimal"
    grouped = seen.dots or (seen.decimal_comma and not seen.decimal_dot and decimal == ",")
    return Convention(comma, "group" if grouped and comma != "group" else "decimal")


def read(digits: str, rule: Convention) -> Numeral | None:
    """The number that these digits and separators write, or None."""
    if digits.isdigit() and digits.isascii():
        return Numeral(Decimal(digits), 0, False)
    plain = digits if digits.isascii() and " " not in digits and "\n" not in digits else digits.translate(_UNBLANKED)
    grouped = len(plain) < len(digits)
    marks = _SEPARATED.findall(plain)
    if not marks:
        return _number(plain, "", grouped)
    if marks.count(marks[0]) == len(marks):
        return _one_mark(plain, marks[0], len(marks), grouped, rule)
    return _two_marks(plain, marks)


def _one_mark(plain: str, mark: str, count: int, grouped: bool, rule: Convention) -> Numeral | None:
    parts = plain.split(mark)
    threes = 0 < len(parts[0]) < 4 and (len(parts[1]) == 3 if count == 1 else all(len(p) == 3 for p in parts[1:]))
    if mark in "'’" or count > 1:
        return _number("".join(parts), "", True) if threes or (mark == "," and _of_lakhs(parts)) else None
    if threes and not grouped and parts[0] != "0":
        meaning = rule.comma if mark == "," else rule.dot
        if meaning == "group":
            return _number("".join(parts), "", True)
    return _number(parts[0], parts[1], grouped)


def _of_lakhs(parts: list[str]) -> bool:
    """ "11,10,034": lakhs and crores are set apart by twos, the last thousand by three."""
    *twos, last = parts
    return 0 < len(twos[0]) < 3 and all(len(p) == 2 for p in twos[1:]) and len(last) == 3


def _two_marks(plain: str, marks: list[str]) -> Numeral | None:
    """The last mark is the decimal one, all before it set thousands apart and are alike."""
    if len(set(marks[:-1])) != 1 or marks[-1] == marks[0]:
        return None
    whole, _, rest = plain.rpartition(marks[-1])
    parts = whole.split(marks[0])
    if not all(len(p) == 3 for p in parts[1:]) or not 0 < len(parts[0]) < 4:
        return None
    return _number("".join(parts), rest, True)


def _number(whole: str, rest: str, grouped: bool) -> Numeral | None:
    text = f"{whole}.{rest}" if rest else whole
    if not whole.isdigit() or (rest and not rest.isdigit()) or len(text) > 30:
        return None
    return Numeral(Decimal(text), len(rest), grouped)
