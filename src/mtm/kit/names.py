"""Names as agencies write them, matched exactly on a normalised key to a code.

Scope: any list of coded names (countries, regions, groups); the lists themselves are data elsewhere.
A name is matched when its key equals the key of a curated name; nothing else decides. Similar names are only offered
to a person as candidates. What had to be put right on the way (letters of the wrong alphabet, an inverted name) is
reported with the match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

DISPLAY, OFFICIAL, ALIAS = "name", "official", "alias"

_LATIN = "aceopxykmhtbiəɵ"
_CYRILLIC = "асеорхукмнтвіәө"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_APART = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_GLUED = re.compile(r"(?<=\w)['’‘ʼ′`´ʹ]+(?=\w)")
_INVERTED = re.compile(r"\s*([^,]+?)\s*,\s*([^,]+?)\s*")
_STOP = re.compile(r"\b(?:итого|всего|total|барлығы|жиыны|жалпы)\b")


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """The key on which names are compared: one case, ё as е, no accents, quotes, dashes or double spaces."""
    plain = unicodedata.normalize("NFKC", _GLUED.sub("", text)).casefold().replace("ё", "е").replace("&", " and ")
    return _APART.sub(" ", _without_accents(plain)).strip()


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The key with letters of the wrong alphabet put right, word by word ("Pоссия" with a Latin P is "россия")."""
    return _WORD.sub(lambda word: _one_alphabet(word[0]), key(text))


def uninverted(text: str) -> str:
    """«Корея, Республика» as "Республика Корея"; a text without exactly one comma stays as it is."""
    found = _INVERTED.fullmatch(text)
    return f"{found[2]} {found[1]}" if found else text


@dataclass(frozen=True, slots=True)
class Name:
    """One curated name of one code. ``kind`` is name (shown in reports), official or alias; ``language`` may be ""."""

    code: str
    text: str
    language: str = ""
    kind: str = ALIAS


@dataclass(frozen=True, slots=True)
class Match:
    """The code that a text stands for; ``note`` is "" or what was put right: mixed_letters, inverted."""

    code: str
    name: Name
    note: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A curated name that resembles an unknown text; ``score`` runs from 0 to 100 and never decides anything."""

    code: str
    name: str
    score: int


class AmbiguousNameError(ValueError):
    """One name was given to two codes."""

    def __init__(self, first: Name, second: Name) -> None:
        super().__init__(f'"{second.text}" is a name of {first.code} and of {second.code}')
        self.first, self.second = first, second


@dataclass(frozen=True)
class Names:
    """A list of curated names; ``find`` answers exactly or not at all."""

    entries: tuple[Name, ...]
    codes: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, entries: Iterable[Name]) -> Names:
        """Collect names; raises AmbiguousNameError where one key would stand for two codes."""
        names = cls(tuple(dict.fromkeys(entries)))
        known: dict[str, Name] = {}
        for entry in names.entries:
            other = known.setdefault(folded(entry.text), entry)
            if other.code != entry.code:
                raise AmbiguousNameError(other, entry)
        return cls(names.entries, frozenset(entry.code for entry in names.entries))

    def with_names(self, entries: Iterable[Name]) -> Names:
        """These names and more; a display name given later replaces the earlier one of its code and language."""
        more = tuple(entries)
        shown = {(e.code, e.language) for e in more if e.kind == DISPLAY}
        kept = (
            Name(e.code, e.text, e.language, ALIAS) if e.kind == DISPLAY and (e.code, e.language) in shown else e
            for e in self.entries
        )
        return Names.of((*kept, *more))

    def find(self, text: str) -> Match | None:
        """The code whose curated name equals this text on the normalised key, or None."""
        if text.strip() in self.codes:
            return Match(text.strip(), Name(text.strip(), text.strip(), "", "code"))
        for spelling, note in ((text, ""), (uninverted(text), "inverted")):
            entry = self._exact.get(key(spelling))
            if entry:
                return Match(entry.code, entry, note)
        for spelling in (text, uninverted(text)):
            entry = self._folded.get(folded(spelling)) or self._folded.get(key(spelling).translate(_TO_CYRILLIC))
            if entry:
                return Match(entry.code, entry, "mixed_letters")
        return None

    def name(self, code: str, language: str) -> str:
        """The display name of a code in a language; the code itself where the list has none."""
        return self._display.get((code, language)) or self._display.get((code, "en")) or code

    def suggest(self, text: str, limit: int = 3) -> tuple[Candidate, ...]:
        """The curated names nearest to an unknown text, best first, for a person to choose from."""
        from rapidfuzz import fuzz, process  # loaded only where something is unknown

        wanted = folded(text)
        if len(wanted) < 4 or _STOP.search(wanted):
            return ()
        best: dict[str, Candidate] = {}
        for found, score, _ in process.extract(
            wanted, list(self._folded), scorer=fuzz.ratio, limit=20, score_cutoff=60
        ):
            entry = self._folded[found]
            best.setdefault(entry.code, Candidate(entry.code, entry.text, round(score)))
        return tuple(best.values())[:limit]

    @cached_property
    def _exact(self) -> Mapping[str, Name]:
        return _first(self.entries, key)

    @cached_property
    def _folded(self) -> Mapping[str, Name]:
        return _first(self.entries, folded)

    @cached_property
    def _display(self) -> Mapping[tuple[str, str], str]:
        return {(e.code, e.language): e.text for e in reversed(self.entries) if e.kind == DISPLAY}


def _first(entries: tuple[Name, ...], spell: Callable[[str], str]) -> dict[str, Name]:
    found: dict[str, Name] = {}
    for entry in entries:
        found.setdefault(spell(entry.text), entry)
    return found


def _without_accents(text: str) -> str:
    """Latin letters without accents ("Côte" as "cote"); Cyrillic letters keep theirs (й is not и)."""
    return "".join(
        letter if "\u0400" <= letter <= "\u052f" else _bare(letter) for letter in unicodedata.normalize("NFC", text)
    )


def _bare(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def _one_alphabet(word: str) -> str:
    """Fold a word that mixes alphabets into the one that holds its unmistakable letters; Cyrillic where none does."""
    if not (re.search(r"[a-zəɵ]", word) and re.search(r"[\u0400-\u052f]", word)):
        return word
    cyrillic = word.translate(_TO_CYRILLIC)
    if not re.search(r"[a-zəɵ]", cyrillic):
        return cyrillic
    latin = word.translate(_TO_LATIN)
    return word if re.search(r"[\u0400-\u052f]", latin) else latin
