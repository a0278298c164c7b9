"""What one text says of periods: complete periods, months that lack a year, days that lack a year, bare years.

Scope: the patterns, tried from the most particular to the least; what one has read is blanked for the next.
How several texts complete each other is decided in ``periods``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from mtm.kit.period_words import COUNT, MONTH, MONTH_SAFE, ORDINAL, count_of, month_of, ordinal_of
from mtm.model.period import Period

AMBIGUOUS, IMPOSSIBLE = "ambiguous", "impossible"


@dataclass(frozen=True, slots=True)
class Parts:
    """``whole`` periods of a text, ``months`` (first, last) and ``days`` (month, day) without a year, and ``years``.

    ``reason`` is set where the text cannot stand: a two-digit year, a date that does not exist.
    ``loose`` says that the text speaks of quarters, halves or months without naming which ("по кварталам 2023 года").
    """

    whole: tuple[Period, ...] = ()
    months: tuple[tuple[int, int], ...] = ()
    days: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    reason: str = ""
    loose: bool = False

    def __add__(self, other: Parts) -> Parts:
        return Parts(
            tuple(dict.fromkeys(self.whole + other.whole)),
            tuple(dict.fromkeys(self.months + other.months)),
            tuple(dict.fromkeys(self.days + other.days)),
            tuple(dict.fromkeys(self.years + other.years)),
            self.reason or other.reason,
            self.loose or other.loose,
        )


def period_parts(text: str) -> Parts:
    """Everything that a text says of periods; other words are passed over."""
    plain = _plain(text)
    found = Parts()
    for pattern, reader in _readers():
        plain, found = _take(plain, pattern, reader, found)
    return _joined(found + Parts(loose=bool(_LOOSE.search(plain))))


def only_period(text: str) -> bool:
    """Whether a text states a period and nothing else: "за I квартал 2026 г.", "as of 1 April 2026"."""
    plain = _plain(text)
    for pattern, reader in _readers():
        plain, _ = _take(plain, pattern, reader, Parts())
    said = period_parts(text)
    return bool(said.whole or said.months or said.days or said.years) and not _WORDS_BESIDE.search(plain)


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Parts]], ...]:
    """The patterns, compiled when the first text is read: a build that reads no new file does without them."""
    return tuple((re.compile(pattern), reader) for pattern, reader in _READERS)


def _take(
    plain: str, pattern: re.Pattern[str], reader: Callable[[re.Match[str]], Parts], found: Parts
) -> tuple[str, Parts]:
    for match in pattern.finditer(plain):
        try:
            found += reader(match)
        except ValueError:
            found += Parts(reason=IMPOSSIBLE)
    return pattern.sub(" ¦ ", plain), found


def _joined(found: Parts) -> Parts:
    """Join one span of months, or one day, with the one year named in the same text."""
    whole, months, days, years = found.whole, found.months, found.days, found.years
    if len(years) == 1 and len(months) + len(days) == 1:
        joined = [Period.months(years[0], *m) for m in months] + [_day(years[0], *d) for d in days]
        whole, months, days, years = tuple(dict.fromkeys((*whole, *joined))), (), (), ()
    if len(whole) == 1 and years and set(years) <= {whole[0].start.year, whole[0].end.year}:
        years = ()
    return Parts(whole, months, days, years, found.reason, found.loose)


def _day(year: int, month: int, day: int) -> Period:
    return Period.at(date(year, month, min(day, monthrange(year, month)[1])))


def _plain(text: str) -> str:
    """One case, one kind of space and dash; no quotes, no commas, no footnote marks glued to words or years."""
    text = re.sub(r"[¹²³⁰⁴-⁹]+\)?|[«»\"'’‘“”,]", " ", text)
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("і", "i")
    plain = re.sub(r"[‐‑‒–—―−]", "-", plain)
    plain = re.sub(r"(?<=[^\W\d])(?:\d{1,2}\))+", " ", plain)  # "год1)", "год7)8)"
    plain = re.sub(r"\b((?:19|20)\d\d)(?:\d{1,2}\))+", r"\1 ", plain)  # "20231)"
    plain = re.sub(r"\*+|(?<=[\s.])\d{1,2}\)", " ", plain)
    return re.sub(r"\s+", " ", plain).strip()


_YEAR_WORD = r"(?: ?-?(?:жылдың|жылғы|жылы|жыл|ж\.|ж\b|года|году|годом|год\b|гг?\.?(?!\w)))"
_Y = rf"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)(?![\d]|[.,/-]\d){_YEAR_WORD}?"
_Y2 = rf"(?P<year2>(?:19|20)\d\d)(?![\d]|[.,/-]\d){_YEAR_WORD}?"
_Y3 = _Y.replace("<year>", "<year3>")
_M, _M2 = rf"\b(?P<month>{MONTH})\b\.?", rf"(?P<month2>{MONTH})\b\.?"
_D, _D2 = r"(?<!\d)(?P<day>\d{1,2})(?:-?го|st|nd|rd|th)?", r"(?P<day2>\d{1,2})(?:-?го|st|nd|rd|th)?"
_TO = r"(?: ?- ?| по | to | through | until )"
_NTH = r"(?:-?(?:й|ый|ой|е|ое|го|ого|м|ом|шi|iншi|st|nd|rd|th))?"
_O, _O2 = rf"(?<![\w.,])(?P<ordinal>{ORDINAL}){_NTH}", rf"(?P<ordinal2>{ORDINAL}){_NTH}"
_QUARTER = r"(?:квартал[а-я]*|кв\b\.?|тоқсан[а-яiғү]*|quarters?|qtr\b\.?|q\b)"
_HALF = r"(?:полугоди[а-я]*|половин[а-я]*|жартыжылды[а-яiғқ]*|half(?: ?-?year)?|п/г)"
_MONTHS = r"(?:месяц[а-я]*|мес\b\.?|ай(?:да|дағы|ы|ында|ға)?\b|months?)"
_OF = r"(?: of)?(?: the)?"
_EDGE_START = r"(?:начал[оеу]|beginning|start|басы(?:нда|на)?\b)"
_EDGE = rf"(?P<edge>{_EDGE_START}|кон(?:ец|це|ца)|end|соңы[а-я]*)"
_COUNTED = r"(?:чел|лиц|адам|разреш|пересеч|иностр|гражд|мигр|семе|person|people|permit|migrant|crossing|famil)"

_LOOSE = re.compile(
    r"\b(?:квартал|кв\.|тоқсан|quarter|полугод|полов|жартыжыл|half|месяц|мес\.|ежемес|month|айлық|недел|week|декад|"
    r"с начала|since|year[- ]to[- ]date|ytd|жыл басынан|¦ ?- ?¦)"
)

_WORDS_BESIDE = re.compile(r"(?!(?:состоянию|жағдай|жағдайы|бойынша|үшiн|period|период)\b)\b[^\W\d]{4,}")


def _int(match: re.Match[str], *names: str) -> list[int]:
    return [int(match[name]) for name in names]


def _edge(match: re.Match[str], whole: Period) -> Parts:
    starts = re.match(_EDGE_START, match["edge"])
    return Parts(whole=(Period.at(whole.start if starts else whole.end),))


def _two_dates(m: re.Match[str]) -> Parts:
    first, last = (date(*_int(m, f"y{i}", f"m{i}", f"d{i}")) for i in (1, 2))
    return Parts(whole=(Period(first, last),))


def _two_worded_dates(m: re.Match[str]) -> Parts:
    year2 = int(m["year2"])
    first = date(int(m["year"] or year2), month_of(m["month"]), int(m["day"]))
    return Parts(whole=(Period(first, date(year2, month_of(m["month2"]), int(m["day2"]))),))


def _date(m: re.Match[str]) -> Parts:
    return Parts(whole=(Period.at(date(*_int(m, "y", "m", "d"))),))


def _slashed_date(m: re.Match[str]) -> Parts:
    """Day and month stand in either order: 09/01/2023 may be two dates, 30/09/2023 is one."""
    one, two, year = _int(m, "a", "b", "y")
    days = {date(year, month, day) for day, month in ((one, two), (two, one)) if month <= 12}
    return Parts(whole=tuple(Period.at(day) for day in sorted(days)), reason="" if days else IMPOSSIBLE)


def _worded_date(m: re.Match[str]) -> Parts:
    return Parts(whole=(Period.at(date(int(m["year"]), month_of(m["month"]), int(m["day"]))),))


def _worded_day(m: re.Match[str]) -> Parts:
    month, day = month_of(m["month"]), int(m["day"])
    date(2024, month, day)  # a leap year: refuses 31 April, keeps 29 February
    return Parts(days=((month, day),))


def _two_month_years(m: re.Match[str]) -> Parts:
    first = Period.months(int(m["year"]), *[month_of(m["month"])] * 2)
    last = Period.months(int(m["year2"]), *[month_of(m["month2"])] * 2)
    return Parts(whole=(Period(first.start, last.end),))


def _months(first: int, last: int) -> Parts:
    return Parts(months=((first, last),)) if 1 <= first <= last <= 12 else Parts(reason=IMPOSSIBLE)


def _month_range(m: re.Match[str]) -> Parts:
    return _months(month_of(m["month"]), month_of(m["month2"]))


def _month(m: re.Match[str]) -> Parts:
    return _months(*[month_of(m["month"])] * 2)


def _month_of_year(m: re.Match[str]) -> Parts:
    return Parts(whole=(Period.months(int(m["year"]), *[month_of(m["month"])] * 2),))


def _quarter_range(m: re.Match[str]) -> Parts:
    return _months(3 * ordinal_of(m["ordinal"]) - 2, 3 * ordinal_of(m["ordinal2"]))


def _quarter(m: re.Match[str]) -> Parts:
    number = ordinal_of(m["ordinal"])
    return _months(3 * number - 2, 3 * number)


def _half(m: re.Match[str]) -> Parts:
    number = ordinal_of(m["ordinal"])
    return _months(6 * number - 5, 6 * number)


def _first_months(m: re.Match[str]) -> Parts:
    return _months(1, count_of(m["count"]))


def _quarter_code(m: re.Match[str]) -> Parts:
    return Parts(whole=(Period.quarter(*_int(m, "y", "q")),))


def _quarter_letter(m: re.Match[str]) -> Parts:
    number = int(m["q"] or m["q2"])
    return _months(3 * number - 2, 3 * number)


def _half_letter(m: re.Match[str]) -> Parts:
    number = int(m["h"] or m["h2"])
    return _months(6 * number - 5, 6 * number)


def _half_code(m: re.Match[str]) -> Parts:
    year, half = _int(m, "y", "h")
    return Parts(whole=(Period.months(year, 6 * half - 5, 6 * half),))


def _month_code(m: re.Match[str]) -> Parts:
    year, month = _int(m, "y", "m")
    if not 1 <= month <= 12:
        return Parts(reason=IMPOSSIBLE)
    return Parts(whole=(Period.months(year, month, month),))


def _years(m: re.Match[str]) -> Parts:
    return Parts(
        years=tuple(range(int(m["year"]), int(m["year2"]) + 1)), reason="" if m["year"] < m["year2"] else AMBIGUOUS
    )


def _year(m: re.Match[str]) -> Parts:
    return Parts(years=(int(m["year"]),))


def _refused(_: re.Match[str]) -> Parts:
    return Parts(reason=AMBIGUOUS)


def _loose(m: re.Match[str]) -> Parts:
    """ "Since the beginning of 2023" names its year but not its end."""
    groups = m.groupdict()
    return Parts(
        years=tuple(int(groups[name]) for name in groups if name.startswith("year") and groups[name]), loose=True
    )


def _edge_of_year(m: re.Match[str]) -> Parts:
    return _edge(m, Period.year(int(m["year"])))


def _edge_of_month(m: re.Match[str]) -> Parts:
    return _edge(m, Period.months(int(m["year"]), *[month_of(m["month"])] * 2))


def _edge_of_quarter(m: re.Match[str]) -> Parts:
    return _edge(m, Period.quarter(int(m["year"]), ordinal_of(m["ordinal"])))


_DOTTED = r"(?<![\d.])(?P<d{0}>\d{{1,2}})\.(?P<m{0}>\d{{1,2}})\.(?P<y{0}>(?:19|20)\d\d)(?!\d)"
_ISO = r"(?<!\d)(?P<y{0}>(?:19|20)\d\d)-(?P<m{0}>\d\d)-(?P<d{0}>\d\d)(?!\d)"
_YY = r"(?P<y>(?:19|20)\d\d)"

# Comparisons name the period that a figure is compared with, not its own; rolling years end where they say.
_COMPARED = (
    r"% ?к\b|\bк (?:(?:19|20)\d\d|соотв|пред|прошл|январ)|\bпротив\b|по сравнению|compared|versus|\bvs\b|салыстырғанда|"
    r"\b(?:year|months?|quarter) end(?:ing|ed)|закончивш"
)
_SINCE_START = rf"\bс начала {_Y}|{_Y3} басынан|\b(?:since|from)(?: the)? (?:beginning|start) of {_Y2}"

_READERS: tuple[tuple[str, Callable[[re.Match[str]], Parts]], ...] = (
    (_COMPARED, _refused),
    (_SINCE_START, _loose),
    (_ISO.format(1) + r" ?(?:/|-|\.\.) ?" + _ISO.format(2), _two_dates),
    (_DOTTED.format(1) + _YEAR_WORD + "?" + _TO + _DOTTED.format(2), _two_dates),
    (_ISO.format(""), _date),
    (r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)", _date),
    (_DOTTED.format(""), _date),
    (r"(?<!\d)(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>(?:19|20)\d\d)(?!\d)", _slashed_date),
    (r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d)", _refused),
    (rf"{_D} {_M}(?: {_Y})?{_TO}{_D2} {_M2} {_Y2}", _two_worded_dates),
    (rf"{_Y} {_D} {_M}", _worded_date),
    (rf"{_D}(?: of)? {_M} {_Y}", _worded_date),
    (rf"{_M} {_D}(?!\d) {_Y}", _worded_date),
    (rf"\b{_EDGE}{_OF} {_O} {_QUARTER} {_OF}{_Y}", _edge_of_quarter),
    (rf"{_Y} {_O} ?{_QUARTER} {_EDGE}", _edge_of_quarter),
    (rf"\b{_EDGE}{_OF}[ -]{_M}{_OF} {_Y}", _edge_of_month),
    (rf"\b{_EDGE}{_OF}[ -]{_Y}", _edge_of_year),
    (rf"{_Y} {_EDGE}", _edge_of_year),
    (rf"(?<!\d){_YY}[- /]?q(?P<q>[1-4])(?!\d)", _quarter_code),
    (r"\b(?:q(?P<q>[1-4])(?!\d)|(?P<q2>[1-4])q(?=\b|(?:19|20)\d\d))", _quarter_letter),
    (rf"(?<!\d){_YY}[- ]?h(?P<h>[12])(?!\d)", _half_code),
    (r"\b(?:h(?P<h>[12])(?!\d)|(?P<h2>[12])h(?=\b|(?:19|20)\d\d))", _half_letter),
    (rf"(?<![\d.,/-]){_YY}(?:-?m|[-./])(?P<m>\d\d)(?![\d]|[-./]\d)", _month_code),
    (rf"(?<![\d.,/-])(?P<m>\d\d)[./-]{_YY}(?!\d)", _month_code),
    (rf"(?<!\d){_YY}(?P<m>[01]\d)(?!\d)", _month_code),
    (rf"{_M} {_Y}{_TO}{_M2} {_Y2}", _two_month_years),
    (rf"{_M}{_TO}{_M2}(?! ?\d{{1,2}}\b(?!\.?\d))", _month_range),
    (rf"{_D} {_M}", _worded_day),
    (rf"{_O}{_TO}{_O2} ?{_QUARTER}", _quarter_range),
    (rf"{_O} ?-?{_QUARTER}", _quarter),
    (rf"{_O} ?-?{_HALF}", _half),
    (rf"(?<![\w.,])(?P<count>{COUNT}) ?-?{_MONTHS}", _first_months),
    (rf"{_M}[- ]?{_Y}", _month_of_year),
    (rf"{_Y} {_M}", _month_of_year),
    (rf"{_M}[- ]'?\d\d(?!\d)", _refused),
    (rf"\b(?P<month>{MONTH_SAFE})\b", _month),
    (rf"^(?:за |в |in |for )?{_M}$", _month),
    (r"(?<!\d)(?P<year>(?:19|20)\d\d)/\d\d(?!\d)", _refused),
    (rf"(?<!\d)(?P<year>(?:19|20)\d\d){_YEAR_WORD}?(?: ?[-/] ?| и | and | по | to ){_Y2}", _years),
    (rf"(?<![\d.,])(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d)(?! {_COUNTED}){_YEAR_WORD}?", _year),
)
