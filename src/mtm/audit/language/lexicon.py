"""Which words mean what to the auditor, in English, Russian and Kazakh.

Scope: the words stand in ``locales/<language>/audit.yml``; names of countries come from CLDR (through babel) and from
the same file. A word is looked up once and remembered, because reports repeat their words.
Inflected forms are met by stems: a name's form is its stem with an ending of that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from mtm.audit.language.chunks import CODE, DATE, MARK, ORDINAL, RANGE, WORD, form
from mtm.audit.language.endings import ABLATIVE

_TIMED = frozenset(("earlier", "final", "initial", "quarterword", "half_year", "half"))
# Tags that say what a word is made of, not what a sentence says; no rule reads them in sentences.
_NO_CUES = frozenset(
    {"percent", "points", "thousand", "million", "billion", "trillion", "person", "time", "yearword", "quarterword"}
    | {"current", "ref", "from", "to", "by", "half_year", "age", "index", "continuing", "distinct", "point_of"}
    | {"rounded", "between", "final", "region"}
)
_WITHDRAWN = frozenset(("BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"))  # codes that ISO 3166-1 no longer gives to anyone
_SCALES = frozenset(("thousand", "million", "billion", "trillion"))
_UNITS = _SCALES | {"percent", "points"}
HEDGES = ("over", "under", "about")
_EXTREMES = frozenset(("utmost", "lowermost", "largest", "smallest"))
_COMPARING = frozenset(("compare", "than"))
FIRST_YEAR, LAST_YEAR = 1950, 2059
_LIVE = frozenset(
    ("largest", "smallest", "utmost", "lowermost", "extreme", "place", "half", "majority", "minority", "sole")
)
_SMALL = frozenset(("the", "in", "one", "of"))
_NONE: frozenset[str] = frozenset()
UNLIKE = "unlike"  # words that only begin like one with a meaning
PART = "part_"  # part_2_5 is two fifths
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "іv": 4}
LANGUAGES = ("en", "ru", "kk")
ENDS, LIVE, TIMED = 1, 2, 4  # what a sentence learns from a chunk: it may end here, hold a claim, name a period
MOST_WORDS = 200_000  # remembered of one language


class Phrase(NamedTuple):
    """A phrase that begins with this word: what the following words must begin with, and what it means."""

    rest: tuple[tuple[str, bool], ...]  # (stem, exact)
    tags: frozenset[str]
    area: str
    ending: bool  # the last word is a name and takes only that language's endings


@dataclass(slots=True)
class Word:
    """What the auditor knows about one printed chunk: a word, a number, a mark.

    ``hot`` says that some rule may care about it; everything else is passed over. ``cue`` are the tags that rules read
    in sentences.
    ``digits`` and ``attached`` belong to numbers: "160мың" has the digits 160 and the attached word мың.
    """

    kind: int
    hot: bool
    lower: str
    tags: frozenset[str]
    stem: str
    capital: bool
    stop: bool = False
    number: int | None = None
    ordinal: int = 0
    month: int = 0
    month_end: int = 0  # of "October-December"
    compound: tuple[str, int] = ("", 0)  # "first-quarter": a quarter, the first
    area: str = ""
    currency: str = ""
    case: str = ""  # Kazakh case of a name: "from" or "to"
    digits: str = ""
    attached: Word | None = None
    hyphen: bool = False
    timed: bool = False  # it may be part of a period's name
    live: bool = False  # a sentence with such a chunk may hold a claim or a rank
    follow: dict[str, tuple[Phrase, ...]] | None = None  # phrases by the first letters of the next word
    cue: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()
    flags: int = 0  # ENDS, LIVE, TIMED
    atomic: bool = False  # it may be a piece of a period's name by itself
    scale: bool = False  # thousand, million
    unit: bool = False  # it may follow a number as its unit or scale
    hedge: str = ""
    year: int = 0  # that its digits write
    compares: bool = False  # it may begin "compared with"


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        data = _data(language)
        self.decimal: str = data["decimal"]
        self.abbreviations = frozenset(str(a).lower() for a in data["abbreviations"])
        self.closing = frozenset(str(a).lower() for a in data["closing"])
        self._exact: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._exact_phrases: dict[str, list[Phrase]] = {}
        self._numbers = {str(k): int(v) for k, v in data["numbers"].items()}
        self._ordinals = {str(k): int(v) for k, v in data["ordinals"].items()}
        self._months = {str(k): int(v) for k, v in data["months"].items()}
        self._stop = frozenset(str(w).lower().replace("ё", "е") for w in data["stopwords"])
        self._currencies = {str(k): str(v) for k, v in _data("en")["currencies"].items()}
        self._endings = tuple(str(e) for e in data["endings"])
        self._names: dict[str, str] = {}
        self._words: dict[str, Word] = {}
        self.known = self._words.get
        self.several: dict[str, list[tuple[int, int, Word]]] = {}
        self._telling = _telling(data["words"])
        for tag, entries in data["words"].items():
            for entry in entries:
                self._add(str(tag), str(entry))
        self._add_names(data, language)
        if language != "en":
            self._add_names(_data("en"), "en")
        self._begun = frozenset(self._beginnings())

    def _beginnings(self) -> Iterator[str]:
        """All that a word with a meaning may begin with: a word without any of them is passed over at once."""
        yield from (word.removeprefix("=") for word in self._telling)
        for table in (self._exact, self._stems, self._phrases, self._exact_phrases, self._numbers, self._ordinals):
            yield from table
        yield from (word.removeprefix("=") for word in self._months)
        for names in (self._stop, self._currencies, self._names, ROMAN):
            yield from names

    def word(self, text: str) -> Word:
        """The entry of a word as printed; made at first sight."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) > MOST_WORDS:  # a hostile text with endless new words must not fill the memory
                self._words.clear()
            found = self._words[text] = self._classify(text)
        return found

    def remember(self, text: str, found: list[tuple[int, int, Word]]) -> None:
        """Keeps what a text of several chunks is made of."""
        if len(self.several) > MOST_WORDS:
            self.several.clear()
        self.several[text] = found

    def _add(self, tag: str, entry: str) -> None:
        parts = entry.lower().replace("ё", "е").split()
        if len(parts) == 1:
            first, exact = (parts[0][1:], True) if parts[0].startswith("=") else (parts[0], False)
            (self._exact if exact else self._stems).setdefault(first, set()).add(tag)
            return
        first, exact = _part(parts[0])
        phrase = Phrase(tuple(_part(p) for p in parts[1:]), frozenset((tag,)), "", False)
        known = (self._exact_phrases if exact else self._phrases).setdefault(first, [])
        same = next((p for p in known if p.rest == phrase.rest and not p.area), None)
        if same is not None:  # one phrase under several notions has all of them
            known.remove(same)
            phrase = phrase._replace(tags=same.tags | phrase.tags)
        known.append(phrase)

    def _add_names(self, data: dict[str, Any], language: str) -> None:
        names = [(code, name) for code, name in _territories(language)]
        for kind in ("areas", "groups"):
            prefix = "group:" if kind == "groups" else ""
            names += [(prefix + code, str(n)) for code, found in data.get(kind, {}).items() for n in found]
        for code, name in names:
            self._add_name(code, name.lower().replace("ё", "е"), language)

    def _add_name(self, code: str, name: str, language: str) -> None:
        parts = re.findall(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*", name)
        if not parts:
            return
        stems = [_name_stem(part, language) for part in parts]
        if len(parts) == 1:
            self._names.setdefault(stems[0], code)
            return
        phrase = Phrase(tuple((s, language == "en") for s in stems[1:]), frozenset(), code, language != "en")
        table = self._exact_phrases if language == "en" else self._phrases
        table.setdefault(stems[0], []).append(phrase)

    def _classify(self, text: str) -> Word:
        word = self._formed(text)
        ends = ENDS if word.kind == MARK and text in ".!?" else 0
        word.flags = ends | (LIVE if word.live else 0) | (TIMED if word.timed else 0)
        unit = word.currency or word.phrases or word.area == "USA" or word.tags & _UNITS
        word.unit = bool(unit) or text in ("%", ".")
        word.hedge = next((tag for tag in HEDGES if tag in word.tags), "")
        word.year = _year(word.digits)
        word.compares = not _COMPARING.isdisjoint(word.tags) or any("compare" in p.tags for p in word.phrases)
        word.atomic = word.kind != MARK and bool(word.timed or word.ordinal or word.number)
        return word

    def _formed(self, text: str) -> Word:
        found = form(text)
        if found.kind != WORD:
            attached = self.word(found.attached) if found.attached else None
            word = Word(found.kind, True, text, frozenset(), "", False, digits=found.digits, attached=attached)
            word.hyphen = found.hyphen
            word.currency = self._currencies.get(text, "")
            word.ordinal = int(found.digits) if found.kind == ORDINAL else 0
            word.live = found.kind != MARK
            word.timed = found.kind in (CODE, DATE, RANGE, ORDINAL) or len(found.digits) in (1, 2, 4)
            return word
        return self._word(text)

    def _word(self, text: str) -> Word:
        lower = text.lower().replace("ё", "е").replace("’", "'")
        if lower.endswith("'s"):
            lower = lower[:-2]
        heads = [head for n in range(min(len(lower), 2), len(lower) + 1) if (head := lower[:n]) in self._begun]
        if not heads and "-" not in lower:
            return Word(WORD, False, lower, _NONE, stem(lower), text[:1].isupper())
        tags: set[str] = set(self._exact.get(lower, ()))
        phrases = list(self._exact_phrases.get(lower, ()))
        base, mark, ending = lower.partition("-")
        if mark and self.language == "kk" and ending.startswith(self._endings):
            tags |= self._exact.get(base, set())  # "млн-мен", "мың-ға"
        for head in heads if len(lower) > 1 else ():
            tags |= self._stems.get(head, _NONE)
            phrases += self._phrases.get(head, ())
        if UNLIKE in tags:  # «усилия» is no rise, "артында" neither
            tags, phrases = set(self._exact.get(lower, ())) - {UNLIKE}, list(self._exact_phrases.get(lower, ()))
        phrases.sort(key=lambda p: -len(p.rest))
        area, case = self._area(text, lower, heads) if text != lower else ("", "")
        word = Word(WORD, False, lower, frozenset(tags), stem(lower), text[:1].isupper())
        word.stop, word.number = lower in self._stop, self._counted(lower)
        word.ordinal = self._prefixed(lower, self._ordinals, self.language != "en")
        word.month, word.month_end = self._month(lower)
        word.area, word.case, word.phrases = area, case, tuple(phrases)
        word.currency = self._currency(lower, heads)
        word.compound = self._compound(lower)
        word.timed = bool(word.month or lower.partition("-")[0] in ROMAN or word.compound[0] or tags & _TIMED)
        word.live = word.number is not None or "=" + lower in self._telling
        word.live = word.live or any(head in self._telling for head in heads)
        if (ranked := self._ranked(lower)) is not None:  # "second-highest"
            word.ordinal, word.tags, word.live = ranked[0], word.tags | ranked[1], True
        word.follow = _by_next(word.phrases)
        word.cue = word.tags - _NO_CUES
        word.scale = bool(tags & _SCALES)
        word.hot = bool(word.cue or area or phrases or word.ordinal or word.scale or word.number is not None)
        return word

    def _ranked(self, lower: str) -> tuple[int, frozenset[str]] | None:
        """The place and the notions of "second-largest", where an ordinal and a superlative are one word."""
        first, mark, second = lower.partition("-")
        if not mark or self.language != "en" or first not in self._ordinals:
            return None
        tags = self.word(second).tags
        return None if tags.isdisjoint(_EXTREMES) else (self._ordinals[first], tags)

    def _currency(self, lower: str, heads: list[str]) -> str:
        """The currency that a word names, with or without an ending."""
        for head in reversed(heads):
            found = self._currencies.get(head, "")
            if found and (head == lower or (len(head) > 3 and self.ending_fits(lower[len(head) :]))):
                return found
        return ""

    def _counted(self, lower: str) -> int | None:
        """The value of a number word; "ninety-nine" is read from its two parts."""
        if lower in self._numbers:
            return self._numbers[lower]
        first, mark, second = lower.partition("-")
        if mark and first in self._numbers and second in self._numbers and self._numbers[first] % 10 == 0:
            return self._numbers[first] + self._numbers[second]
        return None

    def _compound(self, lower: str) -> tuple[str, int]:
        """The quarter, half or run of months that a compound names: "first-quarter", "nine-month"."""
        first, mark, second = lower.partition("-")
        if not mark or not second:
            return "", 0
        ordinal = self._prefixed(first, self._ordinals, self.language != "en") or ROMAN.get(first, 0)
        tags = self.word(second).tags
        if ordinal and ordinal < 5 and "quarterword" in tags:
            return "Q", ordinal
        if ordinal and ordinal < 3 and ("half_year" in tags or second == "half"):
            return "H", ordinal
        months = self._numbers.get(first, 0)
        return ("N", months) if 0 < months < 13 and second in ("month", "months") else ("", 0)

    def _month(self, lower: str) -> tuple[int, int]:
        """The month that a word names; both months of "октябрь-декабрь"."""
        first, _, second = lower.partition("-")
        one = self._prefixed(first, self._months, self.language != "en")
        two = self._prefixed(second, self._months, self.language != "en") if one and second else 0
        return (one, two) if two or not second or self.language != "en" else (0, 0)

    def _prefixed(self, lower: str, table: dict[str, int], open_end: bool) -> int:
        if not open_end or lower in table:
            return table.get(lower, 0)
        if found := table.get("=" + lower, 0):
            return found
        for length in range(len(lower), 2, -1):
            if lower[:length] in table:
                return table[lower[:length]]
        return 0

    def _area(self, text: str, lower: str, heads: list[str]) -> tuple[str, str]:
        base, _, tail = lower.partition("-")
        if tail and base in self._names and text[: len(base)].isupper():
            return self._names[base], _kk_case(tail)
        for head in reversed(heads):
            code, ending = self._names.get(head), lower[len(head) :]
            if code and self._ending_fits(head, ending, text):
                return code, _kk_case(ending) if self.language == "kk" else ""
        return "", ""

    def _ending_fits(self, head: str, ending: str, text: str) -> bool:
        if not ending:
            return len(head) > 3 or text.isupper() or (text[0].isupper() and len(head) == 3)
        if not "а" <= head[0] <= "ӿ" or len(head) < 3 + (self.language == "kk" and not text[:3].isupper()):
            return False  # АҚШ is a country, ақша is money
        return self.ending_fits(ending)

    def ending_fits(self, ending: str) -> bool:
        """Whether these letters may follow a name's stem in this language; Kazakh strings endings together."""
        if self.language == "kk":
            return len(ending) < 12 and ending.startswith(self._endings)
        return ending in self._endings


def _year(digits: str) -> int:
    """The year that these digits write, or 0."""
    if len(digits) == 4 and digits.isdigit() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return int(digits)
    return 0


def _telling(words: dict[str, list[object]]) -> frozenset[str]:
    """Of every entry that names a rank or a portion the longest word: stems, and "=" with words that stand alone."""
    entries = [str(e) for tag, found in words.items() if tag in _LIVE or tag.startswith((PART, "by_")) for e in found]
    longest = [max(map(_part, entry.lower().replace("ё", "е").split()), key=lambda p: len(p[0])) for entry in entries]
    return frozenset("=" + word if exact else word for word, exact in longest if word not in _SMALL)


def _by_next(phrases: tuple[Phrase, ...]) -> dict[str, tuple[Phrase, ...]] | None:
    """Phrases by the first two letters that the next word must have."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        key = phrase.rest[0][0][:2]
        found[key] = (*found.get(key, ()), phrase)
    return found or None


def _kk_case(ending: str) -> str:
    if ending.endswith(ABLATIVE):
        return "from"
    return "to" if ending.endswith(("ға", "ге", "қа", "ке", "на", "не")) else ""


def _part(text: str) -> tuple[str, bool]:
    """A word of a phrase and whether it stands for itself alone: short words and words marked "=" do."""
    if text.startswith("="):
        return text[1:], True
    return text, len(text) < (4 if text.isascii() else 3)


def _name_stem(part: str, language: str) -> str:
    if language != "ru" or len(part) < 4 or (len(part) == 4 and part[-1] in "иуо"):
        return part  # Мали and Перу have one form, Куба has several
    for ending in ("ская", "ские", "ский", "ное", "ные", "ный", "ая", "ые", "ый", "ое", "ия", "ие"):
        if part.endswith(ending) and len(part) - len(ending) > 2:
            return part[: -len(ending)] + ending[:-2]
    return part[:-1] if part[-1] in "аяйьоеиы" else part


def stem(lower: str) -> str:
    """A rough stem under which forms of one word meet: five letters, without a plural's end."""
    return lower[:5] if len(lower) > 5 else lower.rstrip("s") if lower.isascii() else lower[:5]


@cache
def _data(language: str) -> dict[str, Any]:
    path = resources.files("mtm") / "locales" / language / "audit.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return data


@cache
def _territories(language: str) -> tuple[tuple[str, str], ...]:
    """ISO 3166-1 alpha-3 codes with the names that CLDR gives in this language."""
    from babel import Locale
    from babel.core import get_global

    alpha3 = get_global("territory_aliases")
    valid = (k for k in alpha3 if len(k) == 3 and k.isalpha() and k not in _WITHDRAWN)
    to3 = {alpha3[k][0]: k for k in valid if len(alpha3[k]) == 1 and len(alpha3[k][0]) == 2}
    names = Locale(language).territories
    found = ((to3.get(code, ""), name) for code, name in names.items() if len(code) == 2 and code.isalpha())
    both = ((code, part) for code, name in found for part in (name, name.partition(" (")[0]))  # "Myanmar (Burma)"
    return tuple((code, name) for code, name in both if code and code[0] not in "QX")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once."""
    return Lexicon(language)
