"""What a superlative ranks: its clause, and whether a series of numbers is one of that noun.

Scope: one clause of one sentence and one series.
"""

from __future__ import annotations

from typing import NamedTuple

from mtm.audit.gathered.series import Series
from mtm.audit.language.chunks import MARK, WORD
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Cue, Sentence

_NOUNS = 3  # words after the superlative among which the ranked noun stands
_TIMES = ("year", "quarter", "month", "period", "place")
_BARE = frozenset(
    {"numbe", "share", "group", "total", "figur", "part", "volum", "amoun", "value", "flow", "resul", "count", "sum"}
    | {
        "колич",
        "числе",
        "число",
        "доля",
        "долю",
        "групп",
        "объем",
        "показ",
        "значе",
        "поток",
        "прито",
        "удель",
        "сумма",
    }
    | {"саны", "үлесі", "үлес", "топ", "тобы", "көлем", "көрсе", "мән"}
)


class Said(NamedTuple):
    """A clause with its superlative; ``moving`` is 1 for a rise, -1 for a fall, else 0."""

    sentence: Sentence
    cue: Cue
    tokens: list[Token]
    top: bool
    moving: int
    rank: int
    net: bool = False


def topical(said: Said, one: Series) -> bool:
    """The noun that is ranked stands in the table's headings, is bare ("number"), or none follows."""
    if not one.table:
        return True
    names = {mark for item in one.items for mark in item.marks}
    if all(mark.startswith(_TIMES) for mark in names):
        return True  # a time series of the text
    nouns = _nouns(said) - names
    return not nouns or not nouns.isdisjoint(one.topics | _BARE)


def _nouns(said: Said) -> set[str]:
    """Stems of the words right after the superlative, in Kazakh of those around it."""
    if said.sentence.language == "kk":
        return {e.stem for _, _, e in said.tokens if e.stem and not e.stop and e.tags.isdisjoint(said.cue.tags)}
    found: list[str] = []
    for start, _, entry in said.tokens:
        if start < said.cue.end:
            continue
        if entry.kind == MARK or len(found) == _NOUNS:
            break
        if entry.kind == WORD and len(entry.stem) > 2 and not entry.stop and not entry.tags & {"up", "down"}:
            found.append(entry.stem)
    return set(found)
