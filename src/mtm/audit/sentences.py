"""Running text becomes sentences of tokens.

Scope: one pass with one short pattern; what a chunk means was looked up once for all its occurrences.
A token is (start, end, entry): offsets in the piece and the lexicon's entry.
"""

from __future__ import annotations

from mtm.audit.chunks import CHUNK, MARK, WORD
from mtm.audit.lexicon import ROMAN, Lexicon, Word

Token = tuple[int, int, Word]
LONGEST = 1200  # tokens: no sentence of a report is longer, and what runs on without an end is cut here


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """All tokens of a text in order."""
    known, entry = lexicon.known, lexicon.word
    return [(m.start(), m.end(), known(m[0]) or entry(m[0])) for m in CHUNK.finditer(text)]


def sentences(found: list[Token], text: str, lexicon: Lexicon) -> list[list[Token]]:
    """The tokens cut at sentence ends; a full stop after an abbreviation or before a small letter ends nothing."""
    parts: list[list[Token]] = []
    start = 0
    for index, token in enumerate(found):
        entry = token[2]
        ends = entry.kind == MARK and entry.lower in ".!?" and _ends(found, index, text, lexicon)
        if ends or index - start == LONGEST:
            parts.append(found[start : index + 1])
            start = index + 1
    if start < len(found):
        parts.append(found[start:])
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
    if before is not None and before.kind == WORD and _short(before, lexicon.abbreviations):
        return before.lower in lexicon.closing and _opens(following)
    return following.kind != WORD or following.capital or "\n" in text[found[index][1] : start]


def _opens(following: Word) -> bool:
    """After "г." or "долл." a capital opens a sentence, unless it goes on with the unit or the period: «долл. США»."""
    return following.capital and len(following.lower) > 2 and following.lower not in ROMAN and following.area != "USA"


def _short(before: Word, abbreviations: frozenset[str]) -> bool:
    return (len(before.lower) == 1 and before.capital) or before.lower in abbreviations
