"""How a text file was encoded: UTF-8 and UTF-16 show by their marks, older code pages by the letters they give.

Scope: decoding only. UTF-8 proves itself; a single-byte code page can only be the most plausible one, so it is always
noted, and noted as doubtful where two are equally plausible and give different letters.
Kazakh files come in KZ-1048 (STRK1048-2002), which shares all Russian letters with cp1251; the two are told apart by
the bytes on which they differ: in cp1251 these are letters of Ukrainian, Belarusian, Serbian and Macedonian.
Source of letter frequencies: Russian National Corpus, rounded to per mille.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from mtm.readers.reading import Refusal

_SAMPLE = 200_000  # bytes on which the code page is judged
_PER_MILLE = {
    **dict(zip("оеаинтсрвлкм", (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32), strict=True)),
    **dict(zip("дпуяыьгзбчйх", (30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10), strict=True)),
    **dict(zip("жшюцщэфъё", (9, 7, 6, 5, 4, 3, 3, 1, 1), strict=True)),
}
_KAZAKH = dict(zip("әіңғүұқөһ", (25, 60, 15, 12, 12, 8, 25, 10, 1), strict=True))
_FREQUENCY = _PER_MILLE | _KAZAKH
_RARE = 0.3  # per mille: a letter that no language expected here uses
_SYMBOL = 0.01  # a sign in the middle of text
_PLAIN_SIGNS = "«»№—–„“”’‘…\u00a0°§±²³"
_CYRILLIC = ("cp1251", "kz1048", "cp866", "koi8-r", "mac-cyrillic")
_LATIN = ("cp1252", "cp1254")
_UKRAINIAN = "ґєїҐЄЇ"
_BELARUSIAN = "ўЎ"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was read in; ``guessed`` for code pages, ``rival`` where another is as plausible."""

    text: str
    encoding: str
    guessed: bool = False
    rival: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file. Errors: Refusal for NUL bytes and for bytes that no alphabet explains."""
    marked = _marked(data)
    if marked is not None:
        return marked
    if b"\x00" in data:
        raise Refusal("read_nul", line=data[: data.index(b"\x00")].count(b"\n") + 1)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _code_page(data)


def _marked(data: bytes) -> Decoded | None:
    """Texts that say their encoding by a byte order mark, or whose every other byte is zero."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, name)
    start = data[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) >= 4 and max(even, odd) * 10 > len(start) and min(even, odd) == 0:
        return _strict(data, "utf-16-be" if even else "utf-16-le")
    return None


def _strict(data: bytes, name: str) -> Decoded:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise Refusal("read_undecodable", encoding=name, byte=error.start) from error
    if "\x00" in text:
        raise Refusal("read_nul", line=text[: text.index("\x00")].count("\n") + 1)
    return Decoded(text, name)


def _code_page(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    if _mostly_controls(sample):
        raise Refusal("read_undecodable", encoding="utf-8", byte=0)
    scored = {name: score for name in _CYRILLIC + _LATIN if (score := _plausibility(sample, name)) is not None}
    if not scored:
        raise Refusal("read_undecodable", encoding="utf-8", byte=0)
    best = max(scored, key=lambda name: scored[name])  # the first of equals, in the order written above
    rival = ""
    if best in ("cp1251", "kz1048"):
        best, rival = _kazakh_or_not(data)
    elif best in _LATIN:
        best, rival = _turkish_or_not(data)
    return Decoded(_lenient(data, best), best, guessed=True, rival=rival)


def _mostly_controls(sample: bytes) -> bool:
    """Text has hardly any control bytes; programs and pictures are full of them."""
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")
    return controls * 100 > len(sample)


def _lenient(data: bytes, name: str) -> str:
    """A byte that the code page lacks shows as the sign for it, so that the rest of the file can be used."""
    return data.decode(name, errors="replace")


def _plausibility(sample: bytes, name: str) -> float | None:
    """The mean logarithm of how usual the letters beyond ASCII are; None where the code page lacks too many bytes."""
    text = sample.decode(name, errors="replace")
    beyond = [i for i, c in enumerate(text) if c > "\x7f"]
    if text.count("\ufffd") * 20 > len(beyond):
        return None
    judge = _latin if name in _LATIN else _cyrillic
    return sum(judge(text, i) for i in beyond) / max(len(beyond), 1)


def _cyrillic(text: str, at: int) -> float:
    letter = text[at]
    if not letter.isalpha():
        return math.log(1 if letter in _PLAIN_SIGNS else _SYMBOL)
    usual = math.log(_FREQUENCY.get(letter.lower(), _RARE))
    before = text[at - 1] if at else " "
    if before.isalpha() and before < "\x80":
        return usual - 6  # a Cyrillic letter right behind a Latin one
    if letter.isupper() and before.islower():
        return usual - 3
    return usual


def _latin(text: str, at: int) -> float:
    """Accented letters stand among plain ones; a word made of nothing else is in another alphabet."""
    letter = text[at]
    if not letter.isalpha():
        return math.log(1 if letter in _PLAIN_SIGNS else _SYMBOL)
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    if any("a" <= c.lower() <= "z" for c in around):
        return math.log(40)
    return math.log(_SYMBOL) if any(c.isalpha() for c in around) else math.log(_RARE)


def _kazakh_or_not(data: bytes) -> tuple[str, str]:
    """Which of KZ-1048 and cp1251, and the other one where the text does not settle it."""
    russian, kazakh = _lenient(data, "cp1251"), _lenient(data, "kz1048")
    if russian == kazakh:
        return "cp1251", ""
    letters = {a for a, b in zip(russian, kazakh, strict=True) if a != b and a.isalpha()}
    if letters - set(_UKRAINIAN + _BELARUSIAN):
        return "kz1048", ""  # Serbian or Macedonian letters, which are the commonest Kazakh ones in KZ-1048
    lacking = "ыэъё" if letters & set(_UKRAINIAN) else "ищъ"  # letters that Ukrainian, or Belarusian, does without
    if any(c in russian.lower() for c in lacking):
        return "kz1048", "cp1251"
    return "cp1251", "kz1048"


def _turkish_or_not(data: bytes) -> tuple[str, str]:
    """Where the two Latin code pages differ, Turkish letters are likelier in this field than Icelandic ones."""
    if _lenient(data, "cp1252") == _lenient(data, "cp1254"):
        return "cp1252", ""
    return "cp1254", "cp1252"
