"""A spreadsheet's number format code, taken apart: ``#,##0.0;[Red]-#,##0.0`` is two sections of tokens.

Scope: the code alone; ``printed`` shows numbers under it, ``serial_days`` dates.
Source: ECMA-376 part 1, 18.8.30 (built-in codes) and 18.8.31 (numFmts).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from operator import eq, ge, gt, le, lt, ne

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",  # shown in the reader's own order of day and month; this order cannot be misread
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-",
    42: "#,##0;-#,##0;-",
    43: "#,##0.00;-#,##0.00;-",
    44: "#,##0.00;-#,##0.00;-",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<pad>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|Standard) | (?P<half>AM/PM|A/P) | (?P<exponent>E[+-]0+)
    | (?P<when>y+|m+|d+|h+|s+(?:\.0+)?|e+) | (?P<digit>[0#?]) | (?P<sign>[.,%;@]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")
_COMPARISONS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
_LONGEST = 512  # characters of a code; Excel stops at 255


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a section; ``kind`` is text, digit, point, comma, percent, exponent, when, half or elapsed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a code, with the condition on which it is used.

    ``signs`` tells that a minus has to be written in front of negative numbers. ``language`` is the Windows code of
    the section's language, 0 where it has none.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    signs: bool = True
    general: bool = False
    language: int = 0

    def applies(self, value: Decimal) -> bool:
        if self.condition is None:
            return True
        sign, bound = self.condition
        return bool(_COMPARISONS[sign](value, bound))

    @property
    def dated(self) -> bool:
        """True where it shows a date, a time or a length of time."""
        return any(token.kind in ("when", "half", "elapsed") for token in self.tokens)

    @property
    def elapsed(self) -> bool:
        return any(token.kind == "elapsed" for token in self.tokens)


def sections(code: str) -> tuple[Section, ...]:
    """The sections of a code, each with its condition; a code too long to be one is read as General."""
    split: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code if len(code) <= _LONGEST else "General"):
        if match["sign"] == ";":
            split.append([])
        else:
            split[-1].append(match)
    found = [_section(matches) for matches in split[:3]]
    if len(found) == 1 and not found[0].tokens:
        return (replace(found[0], general=True),)
    return _conditioned(found)


def _conditioned(found: list[Section]) -> tuple[Section, ...]:
    """Sections without a condition of their own are for positive, negative and zero, in this order."""
    if len(found) == 1 or any(section.condition for section in found):
        return tuple(found)
    zero = Decimal(0)
    first = replace(found[0], condition=(">=" if len(found) == 2 else ">", zero))
    second = replace(found[1], condition=("<", zero), signs=False)
    return (first, second, *found[2:])


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, language, general = None, 0, False
    for match in matches:
        kind = match.lastgroup or ""
        if kind == "bracket":
            condition = condition or _condition(match["bracket"])
            language = language or _language(match["bracket"])
            tokens += _bracket(match["bracket"])
        elif kind == "general" or match["sign"] == "@":
            general = True
        else:
            tokens += _token(kind, match[kind])
    return Section(tuple(tokens), condition, general=general, language=language)


def _token(kind: str, text: str) -> list[Token]:
    if kind == "fill":
        return []
    if kind == "pad":
        return [Token("text", " ")]
    if kind == "sign":
        return [Token({".": "point", ",": "comma", "%": "percent"}[text], text)]
    if kind in ("digit", "exponent", "half"):
        return [Token(kind, text)]
    if kind == "when":
        return [Token("when", text.lower().replace("e", "y"))]
    return [Token("text", text)]


def _bracket(inside: str) -> list[Token]:
    """Elapsed hours and currency signs are shown; colours, conditions and languages are not."""
    if re.fullmatch(r"h+|m+|s+", inside, re.IGNORECASE):
        return [Token("elapsed", inside.lower())]
    currency = inside[1:].rpartition("-")[0] if "-" in inside else inside[1:]
    return [Token("text", currency)] if inside.startswith("$") and currency else []


def _condition(inside: str) -> tuple[str, Decimal] | None:
    match = _CONDITION.fullmatch(inside)
    if not match:
        return None
    try:
        return match[1], Decimal(match[2])
    except InvalidOperation:
        return None


def _language(inside: str) -> int:
    code = inside.rpartition("-")[2] if inside.startswith("$") else ""
    return int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", code) else 0
