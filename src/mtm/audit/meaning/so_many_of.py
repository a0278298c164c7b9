"""How many of how many a sentence counts: "three of the five districts", «в трёх группах из пяти», "бес топтың үшеуі".

Scope: small numbers in words or digits, in one clause, in any of the orders of the three languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.meaning.prose import Sentence

MOST = 30
_NUMBERS = {
    "one": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "none": 0,
    "один": 1, "одна": 1, "одно": 1, "одном": 1, "одной": 1, "одного": 1, "два": 2, "две": 2, "двух": 2, "двум": 2,
    "три": 3, "трёх": 3, "трех": 3, "четыре": 4, "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6,
    "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10,
    "двенадцать": 12, "двенадцати": 12,
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
}  # fmt: skip
_EACH = {
    "біреу": 1, "екеу": 2, "үшеу": 3, "төртеу": 4, "бесеу": 5, "алтау": 6, "жетеу": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
}  # fmt: skip
_N = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r"|\d{1,2})"
_PRINTED = re.compile(r"\w+")
_SMALL = frozenset(_NUMBERS) | {f"{n}" for n in range(100)} | {f"{n:02}" for n in range(10)}
_LINKS = {"en": ("of", "among"), "ru": ("из",), "kk": ("ң",)}  # one of them stands in every form of the language
_W = r"(?!(?:and|but|while|though|with|и|а|но|при|мен|ал|да|бірақ)\b)[^\W\d_][\w'’-]*"
_REST = re.compile(  # "… and shrank in two": the rest of the same things
    rf"[^.;:()\d]{{0,40}}?(?:,|\band\b|\bbut\b|\bwhile\b|\bи\b|\bа\b|\bно\b|\bал\b)\s+(?P<lead>(?:{_W}\s+){{0,6}}?)"
    rf"(?:(?:in|by|at|в|во|у|по)\s+)?(?P<n>{_N}|(?:{'|'.join(_EACH)})\w*)(?=\s*[.,;]|\s+(?:others?|остальн\w+|других)|\s+{_W}\s*[.,;]|$"
    rf"|\s+{_W}\s+{_W}\s*[.,;])",
    re.I,
)
FORMS = {
    "en": (
        re.compile(
            rf"\b(?P<n>{_N})(?:\s+(?!of\b|out\b){_W}){{0,3}}?\s+(?:out\s+)?of\s+(?:the\s+|these\s+|all\s+|its\s+|our\s+)*"
            rf"(?P<m>{_N})\b(?:\s+(?P<noun>{_W}(?:\s+{_W})?))?",
            re.I,
        ),
        re.compile(
            rf"\b(?:of|out of|among)\s+(?:the\s+|these\s+|all\s+|its\s+)*(?P<m>{_N})\s+"
            rf"(?P<noun>{_W}(?:\s+{_W}){{0,2}}?),?\s+(?:only\s+|just\s+|in\s+)?(?P<n>{_N})\b(?!\s*(?:%|per))",
            re.I,
        ),
    ),
    "ru": (
        re.compile(
            rf"\b(?P<n>{_N})(?:\s+(?!из\b)(?P<noun>{_W}(?:\s+(?!из\b){_W}){{0,2}}))?\s+из\s+(?:этих\s+|всех\s+)?(?P<m>{_N})\b"
            rf"(?:\s+(?P<noun2>{_W}(?:\s+{_W})?))?",
            re.I,
        ),
        re.compile(
            rf"\bиз\s+(?:этих\s+|всех\s+)?(?P<m>{_N})\s+(?P<noun>{_W}(?:\s+{_W}){{0,2}}?),?\s+"
            rf"(?:только\s+|лишь\s+|в\s+|по\s+|у\s+)*(?P<n>{_N})\b(?!\s*(?:%|проц))",
            re.I,
        ),
    ),
    "kk": (
        re.compile(
            rf"(?<!\w)(?P<m>{_N})\s+(?P<noun>{_W}(?:\s+{_W}){{0,2}}?[ндт][ыі]ң)(?:\s+(?:ішінде|ішінен|тек|ғана))*\s+"
            rf"(?P<n>(?:{'|'.join(_EACH)})\w*|\d{{1,2}}(?=\s?-\s?[уеаіы]))",
            re.I,
        ),
    ),
}


class Counted(NamedTuple):
    """So many of so many; ``start`` to ``end`` is where the smaller number stands, ``until`` where the phrase ends."""

    number: int
    of: int
    noun: str
    start: int
    end: int
    begin: int
    until: int


def so_many_of(sentence: Sentence) -> Iterator[Counted]:
    """Every count of some among a named number of things."""
    if not may_count(sentence.text, sentence.language):
        return
    text = sentence.piece.text
    for form in FORMS[sentence.language]:
        for hit in form.finditer(text, sentence.start, sentence.end):
            number, of = _value(hit["n"]), _value(hit["m"])
            noun = hit["noun"] or (hit["noun2"] if "noun2" in form.groupindex else "") or ""
            if 0 <= number <= of <= MOST and of >= 2 and not _goes_on(text, hit):
                yield Counted(number, of, noun.lower(), hit.start("n"), hit.end("n"), hit.start(), hit.end())
                yield from _rest(text, sentence, hit, of)


def may_count(text: str, language: str) -> bool:
    """It holds a small number and a word that joins it to another: without them the forms need not be tried."""
    lower = text.lower()
    if not any(link in lower for link in _LINKS[language]):
        return False
    return not _SMALL.isdisjoint(_PRINTED.findall(lower))


def _rest(text: str, sentence: Sentence, hit: re.Match[str], of: int) -> Iterator[Counted]:
    """How many of the same things did otherwise: "and shrank in two", «и понизился в двух», "екеуінде кеміді"."""
    found = _REST.match(text, hit.end(), sentence.end)
    number = _value(found["n"]) if found else -1
    if found and 0 < number < of:
        yield Counted(number, of, "", found.start("n"), found.end("n"), found.start("lead"), found.end("n"))


def _goes_on(text: str, hit: re.Match[str]) -> bool:
    """Part of a longer number: "12 of 40,500", "1,204 of 5"."""
    longer = re.compile(r"[.,\s]?\d|\s*%")
    before = text[max(0, hit.start() - 2) : hit.start()]
    digits = [g for g in ("n", "m") if hit[g].isdigit()]
    return any(longer.match(text, hit.end(g)) is not None for g in digits) or bool(re.search(r"\d[.,\s]?$", before))


def _value(word: str) -> int:
    lower = word.lower()
    if lower.isdigit():
        return int(lower)
    if lower in _NUMBERS:
        return _NUMBERS[lower]
    return next((v for k, v in _EACH.items() if lower.startswith(k)), -1)


__all__ = ["FORMS", "Counted", "may_count", "so_many_of"]
