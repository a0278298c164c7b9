"""Running text becomes sentences of tokens.

Scope: one pass over what blanks set apart; what a chunk means was looked up once for all its occurrences, and so was
what a stretch of several chunks ("districts),") is made of.
A token is (start, end, entry): offsets in the piece and the lexicon's entry.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.language.chunks import CHUNK, WORD
from mtm.audit.language.lexicon import ENDS, LIVE, ROMAN, TIMED, Lexicon, Word

Token = tuple[int, int, Word]
_DIGIT = re.compile(r"\d")
LONGEST = 1200  # tokens: no sentence of a report is longer, and what runs on without an end is cut here


class Stretch(NamedTuple):
    """The tokens of one sentence; ``live`` where one may be a claim or a rank, ``timed`` part of a period's name."""

    tokens: list[Token]
    live: bool
    timed: bool


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """All tokens of a text in order; a chunk never reaches over a blank."""
    found: list[Token] = []
    known, several = lexicon.known, lexicon.several
    at = 0
    for part in text.split(" "):
        end = at + len(part)
        entry = known(part)
        if entry is not None:
            found.append((at, end, entry))
        elif part:
            for start, stop, word in several.get(part) or _chunks(part, lexicon):
                found.append((at + start, at + stop, word))
        at = end + 1
    return found


def _chunks(part: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of what blanks set apart; remembered where it holds several, as "districts," does, and no digit."""
    entry = lexicon.word
    found = [(m.start(), m.end(), entry(m[0])) for m in CHUNK.finditer(part)]
    if len(found) > 1 and not _DIGIT.search(part):
        lexicon.remember(part, found)
    return found


def sentences(found: list[Token], text: str, lexicon: Lexicon) -> list[Stretch]:
    """The tokens cut at sentence ends; a full stop after an abbreviation or before a small letter ends nothing."""
    parts: list[Stretch] = []
    start = flags = 0
    for index, (_, _, entry) in enumerate(found):
        if entry.flags or index - start == LONGEST:
            flags |= entry.flags
            if index - start == LONGEST or (entry.flags & ENDS and _ends(found, index, text, lexicon)):
                parts.append(Stretch(found[start : index + 1], bool(flags & LIVE), bool(flags & TIMED)))
                start, flags = index + 1, 0
    if start < len(found):
        parts.append(Stretch(found[start:], bool(flags & LIVE), bool(flags & TIMED)))
    return parts


def _ends(found: list[Token], index: int, text: str, lexicon: Lexicon) -> bool:
    if index + 1 == len(found):
        return True
    start, following = found[index + 1][0], found[index + 1][2]
    if start == found[index][1] and following.lower not in "»”\"')]":
        return False
    if found[index][2].lower != ".":
        return True
    before = found[index - 1][2] if index else None
    if before is not None and before.lower == "г" and index > 1 and found[index - 2][2].kind == WORD:
        return False  # «в г. Алматы», not «в 2023 г.»
    if before is not None and before.kind == WORD and _short(before, lexicon.abbreviations):
        return before.lower in lexicon.closing and _opens(following)
    return following.kind != WORD or following.capital or "\n" in text[found[index][1] : start]


def _opens(following: Word) -> bool:
    """After "г." or "долл." a capital opens a sentence, unless it goes on with the unit or the period: «долл. США»."""
    long = len(following.lower) > 2 or following.stop
    return following.capital and long and following.lower not in ROMAN and following.area != "USA"


def _short(before: Word, abbreviations: frozenset[str]) -> bool:
    return (len(before.lower) == 1 and before.capital) or before.lower in abbreviations
