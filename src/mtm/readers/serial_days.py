"""Dates in spreadsheets: days counted from 1900 or 1904, shown under a format code.

Scope: Excel's serial numbers. 29 February 1900, which Excel counts although it never was, is no date here; neither are
numbers outside the years 1900 to 9999. Month names are English, Russian or Kazakh as the code's language says.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from mtm.model.cell import Scalar
from mtm.readers.format_codes import Section, Token

_LAST = 2_958_465  # 31 December 9999
_NEVER = 60  # 29 February 1900
_RUSSIAN, _KAZAKH = 0x19, 0x3F  # the language part of Windows' locale codes
_MONTHS = {
    0x09: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    _RUSSIAN: (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    _KAZAKH: (
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ),
}
_STANDING = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
_DAYS = {
    0x09: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    _RUSSIAN: ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    _KAZAKH: ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),
}


def moment(value: int | Decimal, *, from_1904: bool) -> datetime | None:
    """The date and time of a serial number; None where there is none."""
    if not 0 <= value <= _LAST:
        return None
    days = int(value)
    rest = timedelta(microseconds=int((Decimal(value) - days) * 86_400_000_000 + Decimal("0.5")))
    rest = timedelta(milliseconds=round(rest / timedelta(milliseconds=1)))  # binary days are exact to less
    if from_1904:
        return datetime(1904, 1, 1) + timedelta(days) + rest if days <= _LAST - 1462 else None  # noqa: DTZ001
    if days == _NEVER:
        return None
    start = datetime(1899, 12, 31) if days < _NEVER else datetime(1899, 12, 30)  # noqa: DTZ001 - files have no zone
    return start + timedelta(days) + rest


def value_of(when: datetime, section: Section, value: int | Decimal) -> Scalar:
    """A date where the format shows days, with its time if it has one; the number where it shows only time."""
    if not any(token.kind == "when" and token.text[0] in "ymd" for token in _minutes_told(section.tokens)):
        return value
    return when.date() if when.time() == datetime.min.time() else when


def show_moment(when: datetime, section: Section) -> str:
    """The date and time as the section writes them."""
    tokens = _minutes_told(section.tokens)
    half = any(token.kind == "half" for token in tokens)
    beside_day = any(token.kind == "when" and token.text[0] == "d" for token in tokens)
    return "".join(_piece(when, token, half, section.language & 0x3FF, beside_day) for token in tokens).strip()


def elapsed(value: int | Decimal, section: Section) -> str:
    """A length of time such as 26:30:00 under [h]:mm:ss."""
    seconds = int(abs(Decimal(value)) * 86_400 + Decimal("0.5"))
    units = {"h": 3600, "m": 60, "s": 1}
    pieces = []
    for token in _minutes_told(section.tokens):
        unit = token.text[:1].lower()
        if token.kind in ("elapsed", "when") and unit in units:
            amount, seconds = divmod(seconds, units[unit])
            pieces.append(f"{amount:0{len(token.text.partition('.')[0])}d}")
        else:
            pieces.append(token.text if token.kind == "text" else "")
    return ("-" if value < 0 else "") + "".join(pieces)


def _minutes_told(tokens: tuple[Token, ...]) -> list[Token]:
    """The tokens with minutes written M: an m next to hours before or seconds after it is no month."""
    found = list(tokens)
    timed = [i for i, token in enumerate(found) if token.kind in ("when", "elapsed")]
    for position, i in enumerate(timed):
        before = found[timed[position - 1]].text[0] if position else ""
        after = found[timed[position + 1]].text[0] if position + 1 < len(timed) else ""
        token = found[i]
        if token.text[0] == "m" and len(token.text) <= 2 and (before == "h" or after == "s" or token.kind == "elapsed"):
            found[i] = Token(token.kind, "M" * len(token.text))
    return found


def _piece(when: datetime, token: Token, half: bool, language: int, beside_day: bool) -> str:
    if token.kind == "half":
        return ("AM", "PM")[when.hour >= 12][: 2 if len(token.text) > 3 else 1]
    if token.kind != "when":
        return token.text
    letter, width = token.text[0], len(token.text)
    if letter == "y":
        return f"{when.year:04d}" if width > 2 else f"{when.year % 100:02d}"
    if letter == "m" and width > 2:
        return _month(when, width, language, beside_day)
    if letter == "d" and width > 2:
        name = _DAYS.get(language, _DAYS[0x09])[when.weekday()]
        return name if width > 3 else name[:3]
    if letter == "s":
        return _seconds(when, token.text)
    amount = {"m": when.month, "d": when.day, "h": _hour(when, half), "M": when.minute}[letter]
    return f"{amount:02d}" if width > 1 else str(amount)


def _hour(when: datetime, half: bool) -> int:
    return (when.hour % 12 or 12) if half else when.hour


def _seconds(when: datetime, code: str) -> str:
    whole, _, places = code.partition(".")
    shown = f"{when.second:0{min(len(whole), 2)}d}"
    return shown + (f".{when.microsecond:06d}"[: 1 + len(places)] if places else "")


def _month(when: datetime, width: int, language: int, beside_day: bool) -> str:
    names = _STANDING if language == _RUSSIAN and not beside_day else _MONTHS.get(language, _MONTHS[0x09])
    name = names[when.month - 1]
    return {3: name[:3], 5: name[:1]}.get(width, name)
