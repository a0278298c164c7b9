"""Footnote marks: taken off labels and headings, and matched with the notes that explain them.

Scope: 1) * ¹ a) as agencies glue them to words ("2023 год1)", "Узбекистан*"), and notes that begin with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ", "0123456789abc")
_GLUED = re.compile(r"(?<=[^\W\d_.])((?:\s?\d{1,2}\))+|\s?\*+|[⁰¹²³⁴-⁹ᵃᵇᶜ]+\)?|\s?[a-zа-я]\))$")
_GLUED_YEAR = re.compile(r"^((?:19|20)\d\d)((?:\d{1,2}\))+|\*+|[⁰¹²³⁴-⁹]+\)?)$")
_AFTER = re.compile(r"(?<=[\s.)%»\"\d])((?:(?<=[\s.])\d{1,2}\))+|\*+|[⁰¹²³⁴-⁹ᵃᵇᶜ]+\)?)$")
_GLUED_DIGIT = re.compile(r"(?<=[^\W\d_]{2})(\d)$")
_INSIDE = re.compile(r"(?<=[^\W\d_]{2})(\d{1,2}\)|\d|[⁰¹²³⁴-⁹]+\)?)(?=\s*[,(])")
_NOTE = re.compile(r"^(\d{1,2}\)|\*+\)?|[⁰¹²³⁴-⁹ᵃᵇᶜ]+\)?|[a-zа-я]\)|\d{1,2}(?=\s+[^\W\d]))\s*(.*)$", re.DOTALL)
_ENUMERATED = re.compile(r"^(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s*(?=[^\W\d])")
_WORD = re.compile(r"^(?:примечани[ея]|сноск[аи]|note|notes|source|источник|ескерту|дереккөз)\b", re.IGNORECASE)


def without_marks(text: str, known: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """A label without the footnote marks at its end, and the marks; a bare digit is one only where a note says so."""
    plain = " ".join(text.split())
    for pattern in (_GLUED_YEAR, _GLUED, _AFTER):
        found = pattern.search(plain)
        if found and not (found[0].endswith(")") and plain.count("(") >= plain.count(")")):
            mark = found[found.re.groups]
            return plain[: len(plain) - len(mark)].strip(), _split(mark)
    digit = _GLUED_DIGIT.search(plain)
    if digit and digit[1] in known:
        return plain[:-1].strip(), (digit[1],)
    inside = _INSIDE.search(plain)
    if inside and _plain(inside[1]) in known:
        return plain[: inside.start()] + plain[inside.end() :], (_plain(inside[1]),)
    return plain, ()


def without_number(text: str) -> str:
    """A label without the number typed before it: "1. Узбекистан", "2) Китай", "1.1 Россия"."""
    return _ENUMERATED.sub("", text)


def note_of(text: str) -> tuple[str, str]:
    """A note's mark, or "", and its text."""
    found = _NOTE.match(" ".join(text.split()))
    return (_plain(found[1]), found[2]) if found else ("", " ".join(text.split()))


def is_note(text: str) -> bool:
    """Whether a text begins as notes under tables do."""
    return bool(_NOTE.match(text.strip()) or _WORD.match(text.strip()))


def attached(marks: Iterable[str], notes: Mapping[str, str]) -> tuple[str, ...]:
    """The texts of the notes that these marks point to."""
    return tuple(notes[mark] for mark in marks if mark in notes)


def _split(mark: str) -> tuple[str, ...]:
    if "*" in mark:
        return (mark.strip(),)
    pieces = re.findall(r"[^)\s]+(?=\))|[^)\s]+$", mark)
    return tuple(_plain(piece) for piece in pieces)


def _plain(mark: str) -> str:
    return mark.translate(_SUPERSCRIPTS).rstrip(")").strip()
