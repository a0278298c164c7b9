"""Words that a translation must not turn round: rises and falls, more and less, arrivals and departures.

Scope: the lists stand in ``locales/<language>/contrasts.yml``; a word stands for everything that begins with it,
"=word" for itself alone, "~word" takes the word out again where it only begins like another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
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


@cache
def _words(language: str) -> tuple[dict[str, Pole], dict[str, Pole], frozenset[str], frozenset[str]]:
    """Exact words, stems, words that are none of them, and words before which a comparative is a superlative."""
    path = resources.files("mtm") / "locales" / language / "contrasts.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    exact: dict[str, Pole] = {}
    stems: dict[str, Pole] = {}
    none: set[str] = set()
    for dimension, poles in data["contrasts"].items():
        for name, entries in poles.items():
            for entry in map(str, entries):
                plain = entry.lstrip("=~").lower().replace("ё", "е")
                if entry.startswith("~"):
                    none.add(plain)
                else:
                    (exact if entry.startswith("=") else stems)[plain] = Pole(str(dimension), str(name))
    return exact, stems, frozenset(none), frozenset(str(w) for w in data["superlative_before"])


def pole_of(word: str, language: str) -> Pole | None:
    """The contrast that a word belongs to."""
    exact, stems, none, _ = _words(language)
    if word in exact:
        return exact[word]
    for length in range(len(word), LEAST_STEM - 1, -1):
        head = word[:length]
        if head in none:
            return None
        if head in stems:
            return stems[head]
    return None


@cache
def _known(word: str, language: str) -> Pole | None:
    return pole_of(word, language)


def spoken(text: str, start: int, end: int, language: str) -> Iterator[Spoken]:
    """The words of contrasts between two offsets, in order."""
    before = ""
    superlative = _words(language)[3]
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower().replace("ё", "е")
        pole = _known(word, language) if len(word) < MAX_WORD else None
        if pole is not None:
            above = pole.dimension == "size" and before in superlative
            yield Spoken(match.start(), match.end(), _SUPERLATIVES[pole.name] if above else pole)
        before = word
