"""Numbers, dates, periods and lists as a language writes them.

Scope: printing only, from the locale's ``formats.yml``; plural rules and month names come from babel where the locale
does not override them. Adding a language is adding that file. Sentences and words are in ``words.yml`` (compose).
Rounding happens here, once, at print. A gap is never printed by this room.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from mtm.kit import yaml_text
from mtm.kit.rounding import rounded
from mtm.model.errors import MtmError
from mtm.model.period import Period

_ROMAN = ("I", "II", "III", "IV")
_BEFORE_DASH = re.compile(r" ([—–] )")


def locales_folder() -> Traversable:
    """Where the languages that ship with mtm stand, one folder each."""
    return resources.files("mtm") / "locales"


@dataclass(frozen=True)
class Formats:
    """One language's ways of writing; ``where`` names the file for error messages."""

    language: str
    data: Mapping[str, Any]
    where: str

    def number(self, value: Decimal, decimals: int = 0, *, signed: bool = False) -> str:
        """3405102.5 -> "3,405,102.5"; ``signed`` puts the plus before positive numbers too. Zero never has a sign."""
        result = rounded(value, decimals)
        sign = self._sign(result, signed)
        whole, _, fraction = f"{abs(result):f}".partition(".")
        numbers = self._part("numbers")
        return sign + self._grouped(whole) + (str(numbers["decimal"]) + fraction if fraction else "")

    def spelled(self, value: int) -> str | None:
        """The number as a word where the language writes it so (English: under ten), otherwise None."""
        words: Sequence[str] = self._part("numbers").get("spelled", ())
        return words[value] if 0 <= value < len(words) else None

    def date(self, day: datetime.date, form: str = "text") -> str:
        """A date such as "1 September 2023"; ``form`` picks another pattern of the locale."""
        patterns = self._part("dates")
        return str(patterns.get(form, patterns["text"])).format_map(self._day_parts(day))

    def period(self, period: Period, form: str = "text") -> str:
        """A period such as "the fourth quarter of 2023"; ``form`` picks a case or a short form of the locale."""
        patterns = self._part("periods", self._kind(period))
        return str(patterns.get(form, patterns["text"])).format_map(self._period_parts(period))

    def list(self, items: Sequence[str]) -> str:
        """Items joined as in a sentence: "a", "a and b", "a, b and c"."""
        patterns = self._part("lists")
        if len(items) < 2:
            return "".join(items)
        if len(items) == 2:
            return str(patterns["pair"]).format(*items)
        head = items[0]
        for item in items[1:-1]:
            head = str(patterns["middle"]).format(head, item)
        return str(patterns["end"]).format(head, items[-1])

    def kept_together(self, text: str) -> str:
        """Words with no-break spaces where the language breaks no line: before a dash, after a short preposition."""
        text = _BEFORE_DASH.sub("\N{NO-BREAK SPACE}\\1", text) if self.data.get("dash_ends_line") else text
        short: Sequence[str] = self.data.get("no_break_after", ())
        return _after(tuple(short)).sub("\\1\N{NO-BREAK SPACE}", text) if short else text

    def plural(self, value: Decimal | int, decimals: int = 0) -> str:
        """The plural class of the number as printed: one, few, many or other (Unicode CLDR plural rules)."""
        printed = abs(rounded(Decimal(value), decimals))
        return str(_babel(str(self._part("babel"))).plural_form(printed if decimals > 0 else int(printed)))

    def _part(self, *keys: str) -> Any:
        found: Any = self.data
        for key in keys:
            if not isinstance(found, Mapping) or key not in found:
                raise MtmError("the language does not say how to write this", where=self.where, value=".".join(keys))
            found = found[key]
        return found

    def _kind(self, period: Period) -> str:
        """The period's kind; some days of one month are "days" where the language has a pattern for them."""
        one_month = (period.start.year, period.start.month) == (period.end.year, period.end.month)
        if period.kind == "span" and one_month and "days" in self._part("periods"):
            return "days"
        return period.kind

    def _sign(self, value: Decimal, signed: bool) -> str:
        numbers = self._part("numbers")
        if value < 0:
            return str(numbers["minus"])
        return str(numbers["plus"]) if signed and value > 0 else ""

    def _grouped(self, whole: str) -> str:
        numbers = self._part("numbers")
        if len(whole) < int(numbers.get("group_from", 4)):
            return whole
        first = len(whole) % 3 or 3
        return str(numbers["group"]).join([whole[:first], *(whole[i : i + 3] for i in range(first, len(whole), 3))])

    def _month(self, number: int, context: str) -> str:
        own = self.data.get("months", {}).get(context)
        if own:
            return str(own[number - 1])
        width = {"text": "stand-alone", "of": "format"}[context]
        return str(_babel(str(self._part("babel"))).months[width]["wide"][number])

    def _months(self, number: int, prefix: str) -> dict[str, str]:
        """A month in every form: {month}, {month_of}, and the further ones that the locale lists ({month_in})."""
        further: Mapping[str, Any] = self.data.get("months", {})
        return {
            prefix: self._month(number, "text"),
            **{f"{prefix}_{form}": self._month(number, form) for form in {"of": None, **further} if form != "text"},
        }

    def _day_parts(self, day: datetime.date) -> dict[str, str]:
        return {"day": str(day.day), "year": str(day.year), **self._months(day.month, "month")}

    def _period_parts(self, period: Period) -> dict[str, str]:
        first, last = period.start, period.end
        quarter = (last.month + 2) // 3
        ordinals: Sequence[str] = self.data.get("ordinals", _ROMAN)
        quarters: Mapping[str, Sequence[str]] = self.data.get("quarters", {})
        parts = (
            self._day_parts(last) | self._months(first.month, "first_month") | self._months(last.month, "last_month")
        )
        parts |= {f"quarter_{form}": str(words[quarter - 1]) for form, words in quarters.items()}
        return parts | {
            "start": self.date(first),
            "end": self.date(last),
            "first_day": str(first.day),
            "quarter": str(quarter),
            "roman": _ROMAN[quarter - 1],
            "ordinal": str(ordinals[quarter - 1]),
        }


def locale_folder(language: str, own: Traversable | None = None) -> Traversable:
    """The folder of locales that a language is read from: a workspace's own, where it has the language."""
    return own if own is not None and (own / language / "formats.yml").is_file() else locales_folder()


def formats(language: str, own: Traversable | None = None) -> Formats:
    """The formats of a language; ``own`` is a workspace's folder of locales. Errors: MtmError when there are none."""
    folder = locale_folder(language, own)
    return load_formats(language, folder) if folder is own else _shipped(language)


@cache
def _shipped(language: str) -> Formats:
    return load_formats(language, locales_folder())


def load_formats(language: str, folder: Traversable) -> Formats:
    """The formats of a language from any folder of locales (a workspace may bring its own)."""
    file = folder / language / "formats.yml"
    where = f"locales/{language}/formats.yml"
    if not file.is_file():
        raise MtmError("this language has no formats", where=where, value=language, remedy="Add the locale's folder.")
    data = yaml_text.load(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise MtmError("the formats of a language are a mapping", where=where)
    return Formats(language, data, where)


@cache
def _after(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))}) ", re.IGNORECASE)


@cache
def _babel(name: str) -> Any:
    from babel import Locale

    return Locale.parse(name)
