"""Words that a translation must not turn round: rises and falls, more and less, arrivals and departures.

Scope: the lists stand in ``locales/<language>/contrasts.yml``; a word stands for everything that begins with it,
"=word" for itself alone, "~word" takes the word out again where it only begins like another one; a second word, or #
for digits, must follow the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NEXT = re.compile(r"\s*(?:([^\W\d_]+)|(\d))")
LEAST_STEM, MAX_WORD = 2, 40


class Pole(NamedTuple):
    """One side of a contrast: its dimension and its name, such as trend and down."""

    dimension: str
    name: str


_SUPERLATIVES = {"more": Pole("rank", "most"), "less": Pole("rank", "least")}


class Spoken(NamedTuple):
    """A word of a contrast where it stands."""

    start: int
    end: int
    pole: Pole


class _Words(NamedTuple):
    """Exact words, stems, first words of phrases, words that are none of these, and words that make superlatives."""

    exact: dict[str, Pole]
    stems: dict[str, Pole]
    phrases: dict[str, list[tuple[str, Pole]]]
    none: set[str]
    superlative: frozenset[str]


@cache
def _words(language: str) -> _Words:
    path = resources.files("mtm") / "locales" / language / "contrasts.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    found = _Words({}, {}, {}, set(), frozenset(str(w) for w in data["superlative_before"]))
    for dimension, poles in data["contrasts"].items():
        for name, entries in poles.items():
            for entry in map(str, entries):
                _add(found, entry, Pole(str(dimension), str(name)))
    return found


def _add(found: _Words, entry: str, pole: Pole) -> None:
    plain, _, following = entry.lstrip("=~").lower().replace("ё", "е").partition(" ")
    if entry.startswith("~"):
        found.none.add(plain)
    elif following:
        found.phrases.setdefault(plain, []).append((following, pole))
    else:
        (found.exact if entry.startswith("=") else found.stems)[plain] = pole


def pole_of(word: str, language: str) -> Pole | None:
    """The contrast that a word belongs to."""
    words = _words(language)
    if word in words.exact:
        return words.exact[word]
    for length in range(len(word), LEAST_STEM - 1, -1):
        head = word[:length]
        if head in words.none:
            return None
        if head in words.stems:
            return words.stems[head]
    return None


@cache
def _known(word: str, language: str) -> Pole | None:
    return pole_of(word, language)


def spoken(text: str, start: int, end: int, language: str) -> Iterator[Spoken]:
    """The words of contrasts between two offsets, in order."""
    before = ""
    words = _words(language)
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower().replace("ё", "е")
        pole = _known(word, language) if len(word) < MAX_WORD else None
        if pole is None and word in words.phrases:
            pole = _with_next(text, match.end(), words.phrases[word])
        if pole is not None:
            above = pole.dimension == "size" and before in words.superlative
            yield Spoken(match.start(), match.end(), _SUPERLATIVES[pole.name] if above else pole)
        before = word


def _with_next(text: str, end: int, phrases: list[tuple[str, Pole]]) -> Pole | None:
    match = _NEXT.match(text, end)
    if match is None:
        return None
    following = "#" if match[2] else match[1].lower()
    return next((pole for word, pole in phrases if word == following), None)
