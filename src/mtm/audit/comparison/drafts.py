"""What changed between two drafts in one language.

Scope: sentences and table rows as sequences of words with their numbers masked; equal ones pair up in order, changed
ones with the one they are most like. Inside a pair every number and word that was replaced is named; a sentence that
only moved is no change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mtm.audit.comparison.contrasts import pole_of
from mtm.audit.comparison.marks import Mark, Side, Unit, Word
from mtm.audit.comparison.numbers import NUMBER, WORD, Difference
from mtm.audit.documents.piece import Piece
from mtm.audit.language.lexicon import lexicon
from mtm.audit.language.sentences import sentences, tokens

TEXT, REMOVED, ADDED = "text", "removed", "added"
_TOKEN = re.compile(r"[-−–+]?\d+(?:[.,\u00a0\u202f\u2009 ]\d+)*|[^\W\d_]+|%")
LEAST_ALIKE = 0.4
MOST_COMPARED = 3600  # pairs of changed sentences that are weighed against each other
FIRST_WORDS = 6  # of a sentence that was added or removed
LEAST_PAIRED = 0.2  # of the shorter draft; below, two texts of one language are no drafts of each other
_MINUS = str.maketrans("−–", "--")


@dataclass(slots=True, eq=False)
class Line:
    """A sentence or a table row: its words and numbers with their places."""

    unit: Unit
    spans: list[tuple[Piece, int, int]]
    keys: tuple[str, ...]
    masked: tuple[str, ...]

    def word(self, first: int, after: int) -> tuple[Piece, int, int]:
        """The span from one word to another; cut at the end of a cell."""
        piece, start, end = self.spans[first]
        for other, _, last in self.spans[first + 1 : after]:
            end = last if other is piece else end
        return piece, start, end


def changes(left: Side, right: Side) -> list[Difference] | None:
    """All changes, or None where the two texts have too little in common to be drafts of one text."""
    ours, theirs = list(_lines(left)), list(_lines(right))
    pairs, removed, added = _paired(ours, theirs)
    if len(pairs) < LEAST_PAIRED * min(len(ours), len(theirs)):
        return None
    found = [d for one, two in pairs for d in _inside(one, two, left.reading.language)]
    removed, added = _unmoved(removed, added), _unmoved(added, removed)
    found += [Difference(REMOVED, (_opening(line),), ()) for line in removed]
    found += [Difference(ADDED, (), (_opening(line),)) for line in added]
    return found


def _unmoved(lines: list[Line], others: list[Line]) -> list[Line]:
    """Without lines that stand elsewhere in the other draft."""
    elsewhere = Counter(line.keys for line in others)
    found = []
    for line in lines:
        if elsewhere[line.keys]:
            elsewhere[line.keys] -= 1
        else:
            found.append(line)
    return found


def _lines(side: Side) -> Iterator[Line]:
    lex = lexicon(side.reading.language)
    for number, block in enumerate(side.reading.blocks):
        if block.kind == "table":
            for row, pieces in enumerate(block.rows):
                distinct = list({id(p): p for p in pieces}.values())
                line = _line((number, row), [(p, 0, len(p.text)) for p in distinct])
                if line.keys:
                    yield line
            continue
        for part in sentences(tokens(block.piece.text, lex), block.piece.text, lex):
            start, end = part.tokens[0][0], part.tokens[-1][1]
            line = _line((number, start), [(block.piece, start, end)])
            if line.keys:
                yield line


def _line(unit: Unit, stretches: list[tuple[Piece, int, int]]) -> Line:
    spans = [(p, m.start(), m.end()) for p, s, e in stretches for m in _TOKEN.finditer(p.text, s, e)]
    keys = tuple(_key(p.text[s:e]) for p, s, e in spans)
    return Line(unit, spans, keys, tuple("#" if _numeric(k) else k for k in keys))


def _key(text: str) -> str:
    """Words in small letters; numbers without blanks."""
    return re.sub(r"\s", "", text).lower().translate(_MINUS)


def _numeric(key: str) -> bool:
    return any("0" <= c <= "9" for c in key)


def _paired(ours: list[Line], theirs: list[Line]) -> tuple[list[tuple[Line, Line]], list[Line], list[Line]]:
    pairs: list[tuple[Line, Line]] = []
    removed: list[Line] = []
    added: list[Line] = []
    matcher = SequenceMatcher(None, [one.masked for one in ours], [two.masked for two in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(ours[a:b], theirs[c:d], strict=True)
            continue
        found = _likest(ours[a:b], theirs[c:d])
        pairs += found
        left, right = {id(one) for one, _ in found}, {id(two) for _, two in found}
        removed += [line for line in ours[a:b] if id(line) not in left]
        added += [line for line in theirs[c:d] if id(line) not in right]
    return pairs, removed, added


def _likest(ours: list[Line], theirs: list[Line]) -> list[tuple[Line, Line]]:
    """Changed lines with the line that they were, the likest pairs first."""
    if len(ours) * len(theirs) > MOST_COMPARED:
        return list(zip(ours, theirs, strict=False)) if len(ours) == len(theirs) else []
    candidates = [(_alike(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    found: dict[int, int] = {}
    for score, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if score >= LEAST_ALIKE and i not in found and j not in found.values():
            found[i] = j
    return [(ours[i], theirs[j]) for i, j in sorted(found.items())]


def _alike(one: Line, two: Line) -> float:
    shared = sum((Counter(one.masked) & Counter(two.masked)).values())
    return 2 * shared / (len(one.masked) + len(two.masked))


def _inside(one: Line, two: Line, language: str) -> Iterator[Difference]:
    if one.keys == two.keys:
        return
    matcher = SequenceMatcher(None, one.keys, two.keys, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if b - a == d - c:
            for i, j in zip(range(a, b), range(c, d), strict=True):
                if one.keys[i] != two.keys[j]:
                    yield _replaced(one, two, i, j, language)
        else:
            left = (_as_word(one, a, b, TEXT),) if b > a else ()
            right = (_as_word(two, c, d, TEXT),) if d > c else ()
            yield Difference(TEXT, left, right)


def _replaced(one: Line, two: Line, i: int, j: int, language: str) -> Difference:
    a, b = one.keys[i], two.keys[j]
    if _numeric(a) and _numeric(b):
        return Difference(NUMBER, (_as_word(one, i, i + 1, NUMBER),), (_as_word(two, j, j + 1, NUMBER),))
    poles = pole_of(a.replace("ё", "е"), language), pole_of(b.replace("ё", "е"), language)
    if poles[0] is not None and poles[1] is not None and poles[0] != poles[1]:
        dimension = poles[0].dimension
        return Difference(WORD, (_as_word(one, i, i + 1, dimension),), (_as_word(two, j, j + 1, dimension),), dimension)
    return Difference(TEXT, (_as_word(one, i, i + 1, TEXT),), (_as_word(two, j, j + 1, TEXT),))


def _as_word(line: Line, first: int, after: int, dimension: str) -> Word:
    piece, start, end = line.word(first, after)
    return Word(piece, start, end, line.unit, dimension, " ".join(line.keys[first:after]))


def _opening(line: Line) -> Mark | Word:
    return _as_word(line, 0, min(FIRST_WORDS, len(line.spans)), TEXT)
