"""What a spreadsheet shows for a stored number under its format: "198.0", "2 975 788", "27.8%", "01.09.2023".

Scope: numbers; codes are taken apart in ``format_codes``, dates shown in ``serial_days``. Fractions (``# ?/?``) are
shown as plain numbers. A sheet does not store the reader's language, so decimals are always shown with a point and
groups with a space. Numbers are int or Decimal; rounding is half away from zero on the shortest decimal, as in Excel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from mtm.model.cell import Scalar
from mtm.readers.format_codes import Section, Token, sections
from mtm.readers.serial_days import elapsed, moment, show_moment, value_of

_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)  # every finite binary number with 30 decimals
_GENERAL_DIGITS = 11  # a cell in General shows no more, which hides the noise of binary sums
_MOST_DECIMALS = 30  # Excel's own limit
_SIMPLE = re.compile(r"(#,##)?0(\.0+)?")
_LONGEST = 320  # the largest binary number has 309 digits
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as shown, with the value it stands for: a date where the format says so.

    ``scale`` is 1000 or a power of it where the format shows the number in thousands, millions, …
    """

    text: str
    value: Scalar
    scale: int = 1


def number(text: str) -> int | Decimal | None:
    """The number behind a stored text such as "65.799999999999997": whole numbers as int, others as shortest decimal.

    Files store binary numbers with up to 17 digits; the shortest decimal with the same binary value is what was typed.
    None for anything that is not a finite number.
    """
    plain = text.strip()
    if not _NUMBER.fullmatch(plain) or len(plain) > _LONGEST:
        return None
    return int(plain) if plain.lstrip("+-").isdigit() else of_float(float(plain))


def of_float(found: float) -> int | Decimal | None:
    """A binary number as int where it is whole, otherwise as the shortest decimal; None for infinity and nan."""
    if found != found or found in (float("inf"), float("-inf")):
        return None
    return int(found) if found.is_integer() else Decimal(repr(found))


def printed(value: int | Decimal, code: str, *, from_1904: bool = False) -> Printed:
    """Show a number under a format code; the value becomes a date where the format shows dates."""
    exact = value if isinstance(value, Decimal) else Decimal(value)
    section, pattern = next((found for found in _compiled(code) if found[0].applies(exact)), (None, None))
    if section is None or section.general:
        return Printed(general(value), value)
    if pattern is not None:
        return Printed(_shown(exact, section, pattern), value, pattern.scale)
    if section.elapsed:
        return Printed(elapsed(value, section), value)
    when = moment(value, from_1904=from_1904)
    if when is None:
        return Printed(general(value), value)
    return Printed(show_moment(when, section), value_of(when, section, value))


def general(value: int | Decimal) -> str:
    """A number as the format General shows it: up to 11 digits, no zeros at the end."""
    if isinstance(value, int):
        return str(value)
    digits = max(_GENERAL_DIGITS, value.adjusted() + 1)
    short = value.normalize(Context(prec=digits, rounding=ROUND_HALF_UP))
    return f"{short:f}" if short.adjusted() >= -_GENERAL_DIGITS else f"{short:E}"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A section for numbers: what stands before the point, behind it, and how the number is scaled first.

    ``unit`` is the last place shown. ``simple`` marks the commonest codes ("0", "#,##0.00"), shown without detours.
    """

    whole: tuple[Token, ...]
    fraction: tuple[Token, ...]
    point: bool
    places: int
    unit: Decimal
    grouped: bool
    scale: int
    percents: int
    exponent: str
    simple: bool


@lru_cache(maxsize=1024)
def _compiled(code: str) -> tuple[tuple[Section, _Pattern | None], ...]:
    """The sections of a code, those for numbers with their pattern; fractions are shown as General."""
    return tuple(
        (
            replace(section, general=section.general or _fractional(section)),
            None if section.dated else _pattern(section),
        )
        for section in sections(code)
    )


def _fractional(section: Section) -> bool:
    return not section.dated and any(token.text == "/" for token in section.tokens)


def _pattern(section: Section) -> _Pattern:
    tokens = section.tokens
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    digits = [i for i, token in enumerate(tokens[:point]) if token.kind == "digit"]
    last = digits[-1] if digits else -1
    commas = [i for i, token in enumerate(tokens) if token.kind == "comma"]
    end = max((i for i, token in enumerate(tokens) if token.kind == "digit"), default=len(tokens))
    fraction = tuple(tokens[point + 1 :])
    places = min(sum(token.kind == "digit" for token in fraction), _MOST_DECIMALS)
    return _Pattern(
        whole=tuple(token for token in tokens[:point] if token.kind != "comma"),
        fraction=fraction,
        point=point < len(tokens),
        places=places,
        unit=Decimal(1).scaleb(-places),
        grouped=any(digits[0] < i < last for i in commas) if digits else False,
        scale=1000 ** sum(last < i < point or i > end for i in commas),
        percents=sum(token.kind == "percent" for token in tokens),
        exponent=next((token.text for token in tokens if token.kind == "exponent"), ""),
        simple=_SIMPLE.fullmatch("".join(token.text for token in tokens)) is not None,
    )


def _shown(value: Decimal, section: Section, pattern: _Pattern) -> str:
    scaled, exponent = _scaled(abs(value), pattern)
    rounded = scaled.quantize(pattern.unit, context=_WIDE)
    if pattern.simple:
        text = f"{rounded:,f}".replace(",", " ") if pattern.grouped else f"{rounded:f}"
    else:
        whole, _, fraction = f"{rounded:f}".partition(".")
        text = _whole("" if whole == "0" else whole, pattern)
        text += "." + _fraction(fraction, pattern.fraction) if pattern.point else ""
        text = text.replace("\0", _exponent(exponent, pattern.exponent)).strip()
    return f"-{text}" if value < 0 and section.signs and rounded != 0 else text


def _scaled(value: Decimal, pattern: _Pattern) -> tuple[Decimal, int]:
    """The number in the unit in which it is shown, and its power of ten where one is shown."""
    if pattern.percents or pattern.scale != 1:
        value = _WIDE.divide(_WIDE.multiply(value, Decimal(100**pattern.percents)), Decimal(pattern.scale))
    return _mantissa(value, pattern) if pattern.exponent else (value, 0)


def _whole(digits: str, pattern: _Pattern) -> str:
    """Digits fill the places from the right; what is left over goes to the leftmost place."""
    left = list(digits)
    places = sum(token.kind == "digit" for token in pattern.whole)
    pieces: list[str] = []
    count = 0
    for token in reversed(pattern.whole):
        taken = [_literal(token)]
        if token.kind == "digit":
            places -= 1
            taken = [left.pop() if left else _filler(token)]
            taken += reversed(left) if places == 0 else []
        for piece in taken:
            counts = token.kind == "digit" and piece != ""
            pieces += [" "] if pattern.grouped and counts and count and count % 3 == 0 else []
            pieces.append(piece)
            count += counts
    return "".join(reversed(pieces))


def _fraction(digits: str, tokens: Sequence[Token]) -> str:
    """Zeros at the end show only where the format insists on them."""
    places = [token for token in tokens if token.kind == "digit"][:_MOST_DECIMALS]
    insisted = max((i + 1 for i, token in enumerate(places) if token.text == "0"), default=0)
    keep = max(insisted, len(digits.rstrip("0")))
    pieces, position = [], 0
    for token in tokens:
        if token.kind != "digit":
            pieces.append(_literal(token))
        elif position < len(places):
            pieces.append(digits[position] if position < keep else _filler(token))
            position += 1
    return "".join(pieces)


def _literal(token: Token) -> str:
    """What a token that is no digit shows; the exponent is filled in when it is known."""
    return {"exponent": "\0", "comma": "", "point": ""}.get(token.kind, token.text)


def _filler(token: Token) -> str:
    return {"0": "0", "?": " "}.get(token.text, "")


def _mantissa(value: Decimal, pattern: _Pattern) -> tuple[Decimal, int]:
    """Split into digits and a power of ten that is a multiple of the places before the point."""
    if value == 0:
        return value, 0
    step = max(1, sum(token.kind == "digit" for token in pattern.whole))
    exponent = value.adjusted() // step * step
    scaled = value.scaleb(-exponent, context=_WIDE)
    if scaled.quantize(pattern.unit, context=_WIDE) >= Decimal(10) ** step:
        exponent += step  # 9.996 shown with two decimals is 1.00E+1
    return value.scaleb(-exponent, context=_WIDE), exponent


def _exponent(exponent: int, code: str) -> str:
    sign = "-" if exponent < 0 else code[1:2].replace("-", "")
    return f"E{sign}{abs(exponent):0{max(1, len(code) - 2)}d}"
