"""Reading one printed number: what it is worth, how exactly it was printed, or why it cannot be read.

Scope: the text of one cell or one number in a sentence. The value is a Decimal in the printed unit, never guessed:
where the text admits two values ("1,234") and nothing settles which, the reading is refused.
Marks of absence ("…", "x", "-", a blank) are readings of their own and never 0.
``decimals`` counts decimals printed and goes below zero with scale words: "1 млн 123,2 тыс." is 1123200 with -2,
so half a unit of the last printed place is always ``Decimal(1).scaleb(-decimals) / 2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

COLLECTED_NOT, WITHHELD, NIL, BLANK = "L", "Q", "M", "O"  # codes of SDMX CL_OBS_STATUS, as in model.Status

MARKS: Mapping[str, str] = {
    **dict.fromkeys(("…", "...", "..", ":", "н/д", "нд", "н.д.", "нет данных", "n/a", "na", "n.a."), COLLECTED_NOT),
    **dict.fromkeys(("not available", "no data", "м/ж", "мәлімет жоқ", "деректер жоқ", "дерек жоқ"), COLLECTED_NOT),
    **dict.fromkeys(("x", "х", "конф.", "confidential"), WITHHELD),  # Latin and Cyrillic
    **dict.fromkeys(("-", "‐", "‑", "‒", "–", "—", "―", "−", "--"), NIL),
}

_SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_APOSTROPHES = "'’‘ʼ′`´"
_MINUSES = "-‐‑‒–−﹣－"
_TRANSLATE = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): None for c in _INVISIBLE},
    **{ord(c): "'" for c in _APOSTROPHES},
}

_SCALES: Mapping[str, int] = {
    **dict.fromkeys(("тыс", "тысяч", "тысяча", "тысячи", "тысячу", "мың", "миң", "минг", "ming", "ҳазор"), 3),
    **dict.fromkeys(("thousand", "thousands", "thsd", "ths"), 3),
    **dict.fromkeys(("млн", "миллион", "миллиона", "миллионов", "million", "millions", "mln", "mn"), 6),
    **dict.fromkeys(("млрд", "миллиард", "миллиарда", "миллиардов", "billion", "billions", "bn", "bln", "mlrd"), 9),
    **dict.fromkeys(("трлн", "триллион", "триллиона", "триллионов", "trillion", "trillions", "trn"), 12),
}

_UNIT_WORDS = (
    r"чел(?:овека?|\.)?|лиц[ао]?|персон|адам(?:ды|дан|ның)?|persons?|people|individuals|ед(?:\.|иниц)|"
    r"пересечени[йея]|crossings|permits|разрешени[йея]"
)

_SCALE_WORD = "|".join(sorted(_SCALES, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<digits>[\d.,'](?:[\d.,' ]*[\d.,'])?) ?(?:(?P<scale>{_SCALE_WORD})\b\.?)?(?: |$)", re.IGNORECASE
)
_TAIL = re.compile(rf"\s(?:{_UNIT_WORDS})$", re.IGNORECASE)
_NOTES = re.compile(r"(?:\s?\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?|\s\d{1,2}\))+$")
_GLUED_NOTE = re.compile(r"(\d{1,3}(?: \d{3})+)(\d\))$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: ``value`` in the printed unit, ``decimals`` printed (below 0 with scale words).

    ``percent`` says that a per cent sign stood with it (61,4% is 61.4). ``notes`` are footnote marks taken off its end.
    """

    value: Decimal
    decimals: int = 0
    percent: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that stands for an absent value, and the SDMX status it means (L, Q, M or O)."""

    text: str
    status: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text not read as a number; ``reason`` is ambiguous, contradiction or not_a_number, ``readings`` the choice."""

    text: str
    reason: str
    readings: tuple[Decimal, ...] = ()


Reading = Number | Mark | Refusal


def read_number(text: str, *, decimal: str = "", marks: Mapping[str, str] | None = None) -> Reading:
    """Read one printed number or mark.

    ``decimal`` is the decimal sign ("," or ".") where it is known, from the source's declaration or from the column.
    ``marks`` are a source's own marks (text to status); they come before the usual ones.
    """
    plain = _clean(text)
    status = _status(plain, marks or {})
    if status is not None:
        return Mark(text, status)
    body, notes = _without_notes(plain)
    body, negative, percent = _without_signs(body)
    if negative is None or not body:
        return Refusal(text, "not_a_number")
    amounts = _amounts(body)
    if amounts is None:
        return Refusal(text, "not_a_number")
    settled = [a for a in amounts if not decimal or a.sign in ("", decimal)]
    return _choose(text, settled, amounts, negative=negative, percent=percent, notes=notes)


def read_column(texts: Iterable[str], *, decimal: str = "", marks: Mapping[str, str] | None = None) -> list[Reading]:
    """Read the cells of one column together, so that cells with a clear decimal sign settle the others.

    Where the cells contradict each other nothing is settled and every ambiguous cell is refused.
    """
    column = list(texts)
    sign = decimal or infer_decimal(column, marks=marks) or ""
    return [read_number(text, decimal=sign, marks=marks) for text in column]


def infer_decimal(texts: Iterable[str], *, marks: Mapping[str, str] | None = None) -> str | None:
    """The decimal sign that the cells of a column use: "," or "."; None where none shows or where they disagree."""
    found = {sign for text in texts if (sign := _evidence(text, marks))}
    return found.pop() if len(found) == 1 else None


def scaled(value: Decimal, power: int) -> Decimal:
    """The value times a power of ten, written out: 1.232E+5 is 123200."""
    result = value.scaleb(power)
    exponent = result.as_tuple().exponent
    return result.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else result


@dataclass(frozen=True, slots=True)
class _Amount:
    """One way to read the digits; ``sign`` is the decimal sign that it takes for granted, "" where it needs none."""

    value: Decimal
    decimals: int
    sign: str = ""


def _evidence(text: str, marks: Mapping[str, str] | None) -> str:
    """The decimal sign that this text alone proves, or ""."""
    plain = _clean(text)
    if _status(plain, marks or {}) is not None:
        return ""
    body, negative, _ = _without_signs(_without_notes(plain)[0])
    amounts = _amounts(body) if negative is not None else None
    return amounts[0].sign if amounts and len(amounts) == 1 else ""


def _clean(text: str) -> str:
    return re.sub(r" +", " ", text.translate(_TRANSLATE)).strip()


def _status(plain: str, marks: Mapping[str, str]) -> str | None:
    if not plain:
        return marks.get("", BLANK)
    own = {_clean(mark).lower(): status for mark, status in marks.items()}
    key = plain.lower()
    compact = key.replace(" ", "")
    for table in (own, MARKS):
        for spelling in (key, compact):
            if spelling in table:
                return table[spelling]
    return None


def _without_notes(plain: str) -> tuple[str, str]:
    """Take footnote marks off the end ("25 399*", "16,1 2)"); a glued digit ("25 3991)") only where groups prove it."""
    glued = _GLUED_NOTE.fullmatch(plain)
    if glued:
        return glued[1], glued[2]
    found = _NOTES.search(plain)
    if found and found.start() > 0:
        return plain[: found.start()].rstrip(), found[0].strip()
    return plain, ""


def _without_signs(body: str) -> tuple[str, bool | None, bool]:
    """Digits without their sign and per cent; the sign is None where two signs stand in each other's way."""
    body = _TAIL.sub("", body)
    body, percent = _without_percent(body)
    if body.startswith("+"):
        return body[1:], (False if body[1:2].isdigit() else None), percent
    signs = 0
    if body.startswith("(") and body.endswith(")"):
        body, inner = _without_percent(body[1:-1].strip())
        signs, percent = 1, percent or inner
    digits = body.strip(_MINUSES)
    signs += len(body) - len(digits)
    return digits.strip(), (None if signs > 1 else signs == 1), percent


def _without_percent(body: str) -> tuple[str, bool]:
    return body.removesuffix("%").rstrip(), body.endswith("%")


def _amounts(body: str) -> list[_Amount] | None:
    """The values that digits and scale words can stand for: one, or two where a lone separator is open."""
    parts = _parts(body)
    if not parts:
        return None
    *leading, (digits, scale) = parts
    upper = Decimal(0)
    for number, power in leading:
        if not number.isdigit():
            return None
        upper += scaled(Decimal(number), power)
    found = [
        _Amount(upper + scaled(value, scale), decimals - scale, sign)
        for value, decimals, sign in _plain_readings(digits)
    ]
    room = scaled(Decimal(1), leading[-1][1]) if leading else None
    kept = [a for a in found if room is None or a.value - upper < room]
    return kept or None


def _parts(body: str) -> list[tuple[str, int]] | None:
    """Split "1 млн 123,2 тыс." into (digits, power of ten), each power below the one before."""
    parts: list[tuple[str, int]] = []
    position = 0
    while position < len(body):
        found = _PART.match(body, position)
        if not found:
            return None
        power = _SCALES[found["scale"].lower()] if found["scale"] else 0
        if parts and power >= parts[-1][1]:
            return None
        parts.append((found["digits"].strip(), power))
        position = found.end()
    return parts


def _plain_readings(digits: str) -> list[tuple[Decimal, int, str]]:
    """Readings of digits with separators: (value, decimals, decimal sign taken for granted)."""
    whole = digits.replace(" ", "").replace("'", "")
    if whole.isdigit():
        return [(Decimal(whole), 0, "")] if _grouped(digits, " ") or _grouped(digits, "'") else []
    readings = []
    for sign, other in ((",", "."), (".", ",")):
        reading = _as_decimal(digits, sign, other)
        if reading:
            readings.append(reading)
        if _grouped(digits, other) and other in digits:
            readings.append((Decimal(digits.replace(other, "")), 0, sign))
    return readings


def _as_decimal(digits: str, sign: str, other: str) -> tuple[Decimal, int, str] | None:
    """Read with ``sign`` once as decimal sign and spaces, apostrophes or ``other`` between thousands before it."""
    if digits.count(sign) != 1:
        return None
    before, after = digits.split(sign)
    if not after.isdigit() or not (before == "" or any(_grouped(before, s) for s in (" ", "'", other))):
        return None
    plain = re.sub(r"\D", "", before) or "0"
    return Decimal(f"{plain}.{after}"), len(after), sign


def _grouped(digits: str, separator: str) -> bool:
    """True for digits without separators or in groups of three: "2 975 788"; a leading zero stands only alone."""
    groups = digits.split(separator)
    if not all(g.isascii() and g.isdigit() for g in groups) or (digits[0] == "0" and digits != "0"):
        return False
    return len(groups) == 1 or (len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]))


def _choose(
    text: str, settled: list[_Amount], amounts: list[_Amount], *, negative: bool, percent: bool, notes: str
) -> Reading:
    values = tuple(dict.fromkeys(-a.value if negative else a.value for a in amounts))
    if not settled:
        return Refusal(text, "contradiction", values)
    if len({(a.value, a.decimals) for a in settled}) > 1:
        return Refusal(text, "ambiguous", values)
    amount = settled[0]
    value = -amount.value if negative and amount.value else amount.value
    return Number(value, amount.decimals, percent, notes)
