"""Numbers of one measure under different names, and by what a name is known again.

Scope: one number with its marks: stems of its words, its code, its month, its quarter or its place in a count ("the
third category"). Which numbers make a series is decided in ``series`` and ``series_in_text``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from mtm.audit.claims import Claim
from mtm.audit.language.chunks import CODE, MARK, WORD
from mtm.audit.language.lexicon import ROMAN, Word
from mtm.audit.language.sentences import Token

LEAST, MOST_ITEMS, WHOLE = 3, 60, 100
LEVELS, SHARES, CHANGES, RATES, NETS = "levels", "shares", "changes", "rates", "nets"
SHORT = 9  # letters: the stem of a longer word ends before its ending begins
# "Дала", "Далада": cases of short Kazakh names
_CASE_KK = re.compile(r"([^\W\d]{3,5})(?:[дт][ае]|[дтн][ае]н|[дтн][ыі]ң|[ғқ]а|[дтн]і|[мбп]ен)")
_SHORTEST, _VOWELS = 6, "аеиоуыэюяьй"
_ENDINGS = (
    "ого",
    "его",
    "ому",
    "ему",
    "ый",
    "ий",
    "ой",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ие",
    "ым",
    "им",
    "ом",
    "ем",
    "ую",
    "юю",
    "ых",
    "их",
)
_NO_NAMES = frozenset(
    (
        "up",
        "down",
        "utmost",
        "lowermost",
        "largest",
        "smallest",
        "total",
        "share",
        "change",
        "and",
        "rest",
        "than",
        "orword",
    )
)


_OF_PLACES = frozenset(("lower", "upper", "greater", "төменгі", "жоғарғы"))  # "Lower Tal"


@dataclass(frozen=True, slots=True)
class Item:
    """One number with the marks by which its name is known again; ``shared`` where other names have each of them too.

    ``value`` is what is compared: the number itself, or what lies between it and the one of the period before.
    """

    claim: Claim
    marks: frozenset[str]
    value: Decimal
    shared: bool = False

    def named_in(self, marks: set[str]) -> bool:
        """By half of its own marks, or by all that it shares."""
        hit = len(self.marks & marks)
        return hit == len(self.marks) if self.shared else hit > 0 and 2 * hit >= len(self.marks)


@dataclass(slots=True)
class Series:
    """Numbers of one measure; ``topics`` are stems of the words that say what is counted, ``block`` where it stands."""

    measure: str
    items: list[Item]
    block: int
    section: int
    topics: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()  # stems of its own heading alone
    table: bool = False
    parts: list[int] = field(default_factory=list)  # which group of the table an item belongs to
    sentence: int = -1
    derived: bool = False  # printed nowhere


def marks_of(found: Iterable[Token], periods: Iterable[str] = ()) -> set[str]:
    """By what the words of a name, or of a sentence, can be recognised; ``periods`` are codes of those it names."""
    marks = {f"period {code}" for code in periods if "-" in code and code[0] != "?"}
    entries = [entry for _, _, entry in found]
    ordinal = year = 0
    for at, entry in enumerate(entries):
        if entry.area and any(e.currency for e in entries[max(0, at - 2) : at + 2]):
            continue  # "US dollars"
        if ordinal and "quarterword" in entry.tags:
            marks.add(f"quarter {ordinal}")
        if entry.year and year and entries[at - 1].kind == MARK:
            marks.add(f"years {year}")
        year = entry.year or (year if entry.kind == MARK else 0)
        ordinal = entry.ordinal or _roman(entry)
        marks.update(_marks(entry, ordinal))
    return marks


def _marks(entry: Word, ordinal: int) -> tuple[str, ...]:
    """A country has its code and its stem, which its people share: Uzbekistan, Uzbek."""
    if entry.area:
        return (entry.area, entry.stem) if len(entry.lower) > LEAST else (entry.area,)
    if entry.month:
        return (f"month {entry.month}",)
    if entry.year:
        return (f"year {entry.year}",)
    if ordinal:
        return (f"place {ordinal}",)
    if entry.kind == CODE:
        return (entry.lower,)  # "Language B1"
    if entry.kind != WORD or entry.stop or entry.number is not None or len(entry.lower) < LEAST:
        return ()
    named = entry.tags.isdisjoint(_NO_NAMES) or (entry.capital and entry.lower in _OF_PLACES)
    return (_root(entry),) if named else ()


def _root(entry: Word) -> str:
    """The stem; of a Russian adjective without its ending, of a short noun without its last vowel: «Степь», «Степи»."""
    for ending in _ENDINGS if len(entry.lower) < SHORT else ():
        if entry.lower.endswith(ending) and len(entry.lower) - len(ending) >= LEAST:
            return entry.lower[: -len(ending)][:5]
    short = _CASE_KK.fullmatch(entry.lower) if entry.capital and len(entry.lower) <= SHORT else None
    stem = short[1] if short else entry.stem
    return stem[:-1] if len(stem) > LEAST and stem[-1] in _VOWELS and (short or len(entry.lower) <= _SHORTEST) else stem


def _roman(entry: Word) -> int:
    return ROMAN.get(entry.lower, 0) if entry.kind == WORD and entry.capital else 0


def made(measure: str, named: list[tuple[Claim, set[str]]], block: int, section: int) -> Series | None:
    """The series with those marks only that one of its names has; None where names or units are unclear."""
    counted = Counter(mark for _, marks in named for mark in marks)
    items = []
    for claim, marks in named:
        own = frozenset(m for m in marks if counted[m] == 1)
        items.append(Item(claim, own or frozenset(marks), claim.amount, not own))
    several = [item.marks for item in items if item.shared]
    if len(items) < LEAST or any(not item.marks for item in items) or len(set(several)) < len(several):
        return None
    if len({item.claim.unit for item in items}) > 1:
        return None
    return Series(measure, items, block, section)


def is_code(mark: str) -> bool:
    """The code of a country, or a month, quarter, year or place in a count."""
    return mark.isupper() or " " in mark


__all__ = [
    "CHANGES",
    "LEAST",
    "LEVELS",
    "MOST_ITEMS",
    "NETS",
    "RATES",
    "SHARES",
    "WHOLE",
    "Item",
    "Series",
    "is_code",
    "made",
    "marks_of",
]
