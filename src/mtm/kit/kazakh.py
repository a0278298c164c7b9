"""Kazakh case suffixes: «Өзбекстан» as «Өзбекстаннан», «Ресей Федерациясы» as «Ресей Федерациясынан».

Scope: one suffix on one name, chosen by vowel harmony and by the last sound; names that go another way are data
(codelists/kazakh_words.csv). A name's remark in brackets keeps its place after the suffix. An abbreviation takes its
suffix after a hyphen and must be in the data, because its reading cannot be seen from its letters.
Source: the rules of Kazakh orthography on joining suffixes; the data say where usage differs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

FORMS: Mapping[str, str] = {
    "genitive": "genitive",
    "dative": "dative",
    "accusative": "accusative",
    "locative": "locative",
    "ablative": "ablative",
    "instrumental": "instrumental",
    "to": "dative",
    "in": "locative",
    "from": "ablative",
}
"""The forms that sentences ask for, by the case that each of them is."""

_BACK, _FRONT = "аоұыяё", "әеэіөү"
_VOICELESS = "пткқсшщчцфхһбвгд"  # a loanword's last б, в, г, д is spoken voiceless: «Мадридтен», «Чадтан»
_NASAL = "мнң"
_VOWELS = "аәеэоөұүыіяё"

# case -> last sound -> the suffix after back and after front vowels
_SUFFIXES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "genitive": {
        "vowel": ("ның", "нің"),
        "nasal": ("ның", "нің"),
        "voiced": ("дың", "дің"),
        "buzzing": ("дың", "дің"),
        "voiceless": ("тың", "тің"),
        "possessive": ("ның", "нің"),
    },
    "dative": {
        "vowel": ("ға", "ге"),
        "nasal": ("ға", "ге"),
        "voiced": ("ға", "ге"),
        "buzzing": ("ға", "ге"),
        "voiceless": ("қа", "ке"),
        "possessive": ("на", "не"),
    },
    "accusative": {
        "vowel": ("ны", "ні"),
        "nasal": ("ды", "ді"),
        "voiced": ("ды", "ді"),
        "buzzing": ("ды", "ді"),
        "voiceless": ("ты", "ті"),
        "possessive": ("н", "н"),
    },
    "locative": {
        "vowel": ("да", "де"),
        "nasal": ("да", "де"),
        "voiced": ("да", "де"),
        "buzzing": ("да", "де"),
        "voiceless": ("та", "те"),
        "possessive": ("нда", "нде"),
    },
    "ablative": {
        "vowel": ("дан", "ден"),
        "nasal": ("нан", "нен"),
        "voiced": ("дан", "ден"),
        "buzzing": ("дан", "ден"),
        "voiceless": ("тан", "тен"),
        "possessive": ("нан", "нен"),
    },
    "instrumental": {
        "vowel": ("мен", "мен"),
        "nasal": ("мен", "мен"),
        "voiced": ("мен", "мен"),
        "buzzing": ("бен", "бен"),
        "voiceless": ("пен", "пен"),
        "possessive": ("мен", "мен"),
    },
}
SOUNDS = tuple(_SUFFIXES["genitive"])
"""What a name may end in."""
_REMARK = re.compile(r"\s*\([^()]*\)$")
_CYRILLIC = re.compile(r"[’А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]+")
_ABBREVIATION = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІЁ]{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """How a word departs from the rules: ``vowels`` is back or front, ``sound`` one of SOUNDS; "" by rule."""

    vowels: str = ""
    sound: str = ""


def inflected(name: str, form: str, words: Mapping[str, Word]) -> str | None:
    """The name with the suffix of a form; None where that cannot be told.

    It cannot for an unknown form, a name in other letters, or an abbreviation whose reading the data do not give.
    ``words`` are the exceptions, by the last word of a name in small letters.
    """
    case = FORMS.get(form)
    remark = _REMARK.search(name)
    stem = name[: remark.start()] if remark else name
    last = re.split(r"[\s—-]+", stem)[-1]
    if case is None or not _CYRILLIC.fullmatch(last):
        return None
    known = words.get(last.casefold(), Word())
    short = _ABBREVIATION.fullmatch(last) is not None
    if short and not (known.vowels and known.sound):
        return None
    sound = known.sound or _sound(last, compound=last != stem)
    front = (known.vowels or _harmony(last)) == "front"
    suffix = _SUFFIXES[case][sound][front]
    return f"{stem}{'-' if short else ''}{suffix}{remark[0] if remark else ''}"


@cache
def _harmony(word: str) -> str:
    """Whether a word takes back or front suffixes: by its last vowel that shows it, у being back inside a syllable."""
    letters = word.casefold()
    if letters.endswith(("ь", "бург")):
        return "front"
    for at, letter in reversed(tuple(enumerate(letters))):
        if letter in _BACK:
            return "back"
        if letter in _FRONT or letter == "и":
            return "front"
        if letter in "ую" and at + 1 < len(letters):
            return "back"
    return "back"


def _sound(word: str, *, compound: bool) -> str:
    """The last sound; a compound that ends in ы or і ends in «its»: «Шекара қызметі», «Ресей Федерациясы»."""
    letters = word.casefold().rstrip("ь")
    last = letters[-1:]
    if compound and last in "ыі":
        return "possessive"
    if last in _VOWELS:
        return "vowel"
    if last in _NASAL:
        return "nasal"
    if last in _VOICELESS:
        return "voiceless"
    return "buzzing" if last in "жз" else "voiced"
