"""How many times as many the words of a sentence say: "doubled", "eight times", «впятеро», "төрт есе".

Scope: one sentence, three languages, numbers in words and in digits. "Three times a week" is no multiple.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.prose import Sentence
from mtm.kit.intervals import Interval

_EN = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_RU = {
    "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
}  # fmt: skip
_KK = {
    "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
}  # fmt: skip
_WHOLE_WORDS = {
    "twice": 2, "doubl": 2, "thrice": 3, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "halved": 2,
    "вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "вшестеро": 6, "всемеро": 7, "ввосьмеро": 8, "вдевятеро": 9,
    "вдесятеро": 10, "удво": 2, "утро": 3, "учетвер": 4, "упятер": 5, "ушестер": 6, "двукрат": 2, "двухкрат": 2,
    "трёхкрат": 3, "трехкрат": 3, "четырёхкрат": 4, "четырехкрат": 4, "пятикрат": 5, "шестикрат": 6, "десятикрат": 10,
}  # fmt: skip
_DIGITS = r"\d{1,2}(?:[.,]\d)?"
_SAID = Seldom(
    rf"\b(?:(?P<en>{'|'.join(_EN)}|{_DIGITS})(?:[- ]times\b(?= (?:as|more|higher|larger|greater|bigger|fewer|less|lower"
    r"|smaller|the|what|that|than|its|their|over)\b|[.,;)])|[- ]?fold\b)"
    rf"|в (?P<ru>{'|'.join(_RU)}|{_DIGITS}) раза?\b"
    rf"|(?P<kk>{'|'.join(_KK)}|{_DIGITS})(?P<half> жарым)? есе(?:ге|дей|лік|ден)?(?!\w)"
    r"|(?P<word>twice|doubl(?:ed|es|e|ing)|thrice|tripl(?:ed|es|e|ing)|trebl(?:ed|es|e|ing)|quadrupl\w+|quintupl\w+|halved"
    r"|вдвое|втрое|вчетверо|впятеро|вшестеро|всемеро|ввосьмеро|вдевятеро|вдесятеро"
    r"|(?:удво|утро|учетвер|упятер|ушестер)(?:ил|ен|ит)\w*"
    r"|(?:двукрат|двухкрат|тр[её]хкрат|четыр[её]хкрат|пятикрат|шестикрат|десятикрат)\w+))",
)
_OVER = re.compile(r"(?:more than|over|better than|более чем|больше чем|свыше чем|с лишним|аса|астам|көп)\s*$", re.I)
_UNDER = re.compile(
    r"(?:nearly|almost|about|around|roughly|some|close to|not quite|почти|примерно|около|чуть не|без малого|едва не"
    r"|шамамен|дерлік|жуық|шамалы)\s*$",
    re.I,
)
_LEAD, SMALL = 20, 2


class Multiple(NamedTuple):
    """How many times, as an interval, and where it stands."""

    size: Interval
    start: int
    end: int


def multiples(sentence: Sentence) -> list[Multiple]:
    """Every multiple of the sentence in order."""
    text = sentence.piece.text
    found = []
    for hit in _SAID.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, hit.start() - _LEAD) : hit.start()]
        found.append(Multiple(_size(hit, before), hit.start(), hit.end()))
    return found


def _size(hit: re.Match[str], before: str) -> Interval:
    value, exact = _value(hit)
    if exact:
        low, high = value - Decimal("0.05"), value + Decimal("0.1")
    elif value <= SMALL:
        low, high = value - Decimal("0.15"), value + Decimal("0.4")
    else:
        low, high = value - Decimal("0.3"), value + Decimal("0.5")
    if _OVER.search(before):
        high = value + 1
    if _UNDER.search(before):
        low, high = value * Decimal("0.82"), value * Decimal("1.12")
    return Interval(low, high)


def _value(hit: re.Match[str]) -> tuple[Decimal, bool]:
    """The number, and whether it is printed with a decimal."""
    if word := hit["word"]:
        lower = word.lower()
        return Decimal(next(v for k, v in _WHOLE_WORDS.items() if lower.startswith(k))), False
    said = (hit["en"] or hit["ru"] or hit["kk"]).lower()
    number = _EN.get(said) or _RU.get(said) or _KK.get(said)
    if number is not None:
        return Decimal(number) + (Decimal("0.5") if hit["half"] else 0), False
    return Decimal(said.replace(",", ".")), not said.isdigit()


__all__ = ["Multiple", "multiples"]
