"""Words for months, ordinals and counts in Russian, Kazakh and English, as patterns and as numbers.

Scope: data for ``period_texts``. All words are written as they stand after normalising: lower case, е for ё, and a
Latin i for the Kazakh and Ukrainian і, so that Roman numerals typed in either alphabet are the same.
"""

from __future__ import annotations

import re

_RU = "(?:[аеюяь]|ем|ём)?"
_KK = "(?:[iы](?:нда|нде|на|не|ндағы|ндегi|нiң|ның)?|[дт][ае](?:ғы|гi|н)?|[ғгқк][ае]|[ндт][iы]ң)?"

_MONTHS_SAFE: tuple[tuple[str, ...], ...] = (
    (f"январ{_RU}", f"қаңтар{_KK}", "january"),
    (f"феврал{_RU}", f"ақпан{_KK}", "february"),
    ("март[аеу]?", "мартом", f"наурыз{_KK}"),
    (f"апрел{_RU}", f"сәуiр{_KK}", "april"),
    ("ма[йяею]", "маем", f"мамыр{_KK}"),
    (f"июн{_RU}", "june"),
    (f"июл{_RU}", f"шiлде{_KK}", "july"),
    ("август[аеу]?", "августом", f"тамыз{_KK}", "august"),
    (f"сентябр{_RU}", f"қыркүйе[кг]{_KK}", "september"),
    (f"октябр{_RU}", "october"),
    (f"ноябр{_RU}", f"қараша{_KK}", "november"),
    (f"декабр{_RU}", f"желтоқсан{_KK}", "december"),
)

# Short forms, and names that are also ordinary words (may, march, қазан a city, маусым a season).
_MONTHS_SHORT: tuple[tuple[str, ...], ...] = (
    ("янв", "jan", "қаң"),
    ("февр?", "feb", "ақп"),
    ("мар", "march", "mar", "нау"),
    ("апр", "apr", "сәу"),
    ("may", "мам"),
    ("июн", "jun", f"маусым{_KK}", "мау"),
    ("июл", "jul", "шiл"),
    ("авг", "aug", "там"),
    ("сент?", "sept?", "қыр"),
    ("окт", "oct", f"қазан{_KK}", "қаз"),
    ("нояб?", "nov", "қар"),
    ("дек", "dec", "жел"),
)


def _all(*tables: tuple[tuple[str, ...], ...]) -> str:
    return "(?:" + "|".join(word for table in tables for month in table for word in month) + ")"


MONTH_SAFE = _all(_MONTHS_SAFE)
MONTH = _all(_MONTHS_SAFE, _MONTHS_SHORT)
_MONTH_OF = tuple(
    re.compile("|".join((*safe, *short))) for safe, short in zip(_MONTHS_SAFE, _MONTHS_SHORT, strict=True)
)

_ORDINALS = (
    ("i", "1", "перв(?:ый|ое|ого|ом|ая|ой|ую)", "бiрiншi", "first"),
    ("ii", "2", "втор(?:ой|ое|ого|ом|ая|ую)", "екiншi", "second"),
    ("iii", "3", "трет(?:ий|ье|ьего|ьем|ья|ьей)", "үшiншi", "third"),
    ("iv", "4", "четверт(?:ый|ое|ого|ом|ая|ой)", "төртiншi", "fourth"),
)
ORDINAL = "(?:" + "|".join(word for words in _ORDINALS for word in reversed(words)) + ")"
_ORDINAL_OF = tuple(re.compile("|".join(words)) for words in _ORDINALS)

_COUNTS = (
    ("один", "бiр", "one"),
    ("два", "двух", "екi", "two"),
    ("три", "трех", "үш", "three"),
    ("четыре", "четырех", "төрт", "four"),
    ("пять", "пяти", "бес", "five"),
    ("шесть", "шести", "алты", "six"),
    ("семь", "семи", "жетi", "seven"),
    ("восемь", "восьми", "сегiз", "eight"),
    ("девять", "девяти", "тоғыз", "nine"),
    ("десять", "десяти", "он", "ten"),
    ("одиннадцать", "одиннадцати", "он бiр", "eleven"),
    ("двенадцать", "двенадцати", "он екi", "twelve"),
)
COUNT = r"(?:\d{1,2}|" + "|".join(word for words in reversed(_COUNTS) for word in words) + ")"


def month_of(word: str) -> int:
    """1 to 12 for a month's name in any of its forms."""
    return next(number for number, pattern in enumerate(_MONTH_OF, 1) if pattern.fullmatch(word))


def ordinal_of(word: str) -> int:
    """1 to 4 for "IV", "4", "четвертый", "fourth"."""
    return next(number for number, pattern in enumerate(_ORDINAL_OF, 1) if pattern.fullmatch(word))


def count_of(word: str) -> int:
    """The number that a count of months names, in digits or in words."""
    return int(word) if word.isdigit() else next(n for n, words in enumerate(_COUNTS, 1) if word in words)
