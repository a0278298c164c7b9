"""Portions said of things: "one appeal in five", «два диплома из пяти», "бес дипломынан екеуі".

Scope: the text of one sentence that holds a number in words; portions without a noun between ("two in five") are words
of the lexicon. "One child in three years" is a pace, no portion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_RU = {
    1: "один одна одно одного одной одну одному одним", 2: "два две двое двух двум двумя",
    3: "три трое трех трем тремя", 4: "четыре четверо четырех четырем",
    5: "пять пятеро пяти", 6: "шесть шестеро шести", 7: "семь семеро семи",
    8: "восемь восьмеро восьми", 9: "девять девяти", 10: "десять десяти", 12: "двенадцать двенадцати",
    15: "пятнадцать пятнадцати", 20: "двадцать двадцати",
}  # fmt: skip
_KK = ("бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он")
_KK_SOME = ("бірі біреуі", "екеуі екісі", "үшеуі үші", "төртеуі төрті", "бесеуі бесі", "алтауы", "жетеуі", "сегізі",
            "тоғызы", "оны")  # fmt: skip
_VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(_EN, 1)},
    **{word: value for value, words in _RU.items() for word in words.split()},
    **{word: value for value, word in enumerate(_KK, 1)},
    **{word: value for value, words in enumerate(_KK_SOME, 1) for word in words.split()},
    "жиырма": 20,
}
_W = r"[^\W\d_][\w'’-]*"
_OF_EN = r"(?:in|out of|of|in every|of every|out of every|from among|among)(?: each)?"
_ENDED = r"(?=\s*(?:[.,;:)!?–—(]|$)|\s+(?:was|were|is|are|has|have|had|did|does|do|can|could|came|went|left|says|said"
_FORMS = {
    "en": re.compile(
        rf"\b(?P<n>{'|'.join(_EN[:9])})(?: (?!in\b|of\b|out\b|and\b|to\b|or\b){_W}){{1,2}} {_OF_EN} "
        rf"(?P<m>{'|'.join(_EN[1:])}|\d\d?)\b"
        rf"{_ENDED}|who|that|and|or|but|of the|of those|of all|among)\b)",
        re.I,
    ),
    "ru": re.compile(
        rf"\b(?P<n>{'|'.join(w for v in range(1, 10) for w in _RU[v].split())})(?: (?!из\b|и\b|на\b|в\b){_W}){{1,2}}"
        rf" из(?: кажд\w+)? (?P<m>{'|'.join(w for v in _RU if v > 1 for w in _RU[v].split())}|\d\d?)\b"
        r"(?=\s*(?:[.,;:)!?–—(]|$)|\s+(?:не|был\w*|есть|и|а|но|име\w+|получ\w+|уе\w+|ост\w+|пол\w+)\b)",
        re.I,
    ),
    "kk": re.compile(
        rf"(?<!\w)(?P<m>{'|'.join(_KK[1:])}|жиырма) (?P<noun>{_W}(?:н|т|д)(?:ың|ің|ан|ен))(?: тек| ғана)?"
        rf" (?P<n>{'|'.join(w for words in _KK_SOME for w in words.split())})\w{{0,3}}(?!\w)",
        re.I,
    ),
}  # fmt: skip
_MARKS = {"en": (" in ", " of ", " among "), "ru": (" из ",), "kk": ("ң ", "н ")}
MOST = 20


def one_in_so_many(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, numerator and denominator of every such portion."""
    if not any(text.find(mark, start, end) >= 0 for mark in _MARKS[language]):
        return
    for hit in _FORMS[language].finditer(text.replace("ё", "е"), start, end):
        some, of = _value(hit["n"]), _value(hit["m"])
        if 0 < some < of <= MOST:
            yield hit.start(), hit.end(), some, of


def _value(word: str) -> int:
    lower = word.lower()
    return int(lower) if lower.isdigit() else _VALUES.get(lower, 0)


__all__ = ["one_in_so_many"]
