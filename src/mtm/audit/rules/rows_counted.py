"""How many rows of a table went up or down must be as many as the text says.

Rule rows_counted: "five of the six provinces recorded fewer", "only Central saw a rise", "business travel was the only
purpose to decline", "the number fell in all regions", against the directions that a table gives for its rows: its
column of changes, or its counts of two periods. The noun must stand in the table's headings or every row be counted. It
cannot see counts of rows that no table lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.chunks import MARK, NUMBER, WORD
from mtm.audit.prose import Cue, Sentence
from mtm.audit.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.sentences import Token
from mtm.audit.series import Item, marks_of
from mtm.audit.turns import Turns, turns
from mtm.kit.intervals import Interval

RULE = "rows_counted"
LAST = True
MOST, _WINDOW = 99, 4
_OF = frozenset(("of", "из"))
_SMALL = frozenset(("the", "all", "out", "these", "всех", "этих", "in"))
_COLLECTIVE = {
    "біреу": 1, "екеу": 2, "үшеу": 3, "төртеу": 4, "бесеу": 5, "алтау": 6, "жетеу": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
}  # fmt: skip


class Counted(NamedTuple):
    """So many of so many names went one way; where the count stands."""

    number: int
    of: int
    noun: str
    start: int
    end: int


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every count of rows, and for every one that is said to be the only one."""
    known = turns(reading) if reading.tables else []
    if not known:
        return
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.cues:
            continue
        for found in _clauses(sentence):
            way = _way(sentence, found)
            if way is None:
                continue
            relation = _count(sentence, found, way, known) or _only(sentence, found, way, known)
            if relation is not None:
                yield relation


def _clauses(sentence: Sentence) -> Iterator[list[Token]]:
    """The stretches between semicolons."""
    found: list[Token] = []
    for token in sentence.found:
        if token[2].kind == MARK and token[2].lower == ";":
            yield found
            found = []
        else:
            found.append(token)
    yield found


def _way(sentence: Sentence, found: list[Token]) -> Cue | None:
    """The one word of direction of the stretch."""
    if not found:
        return None
    start, end = found[0][0], found[-1][1]
    cues = [c for c in sentence.cues if start <= c.start < end and c.tags & {"up", "down"}]
    cues = [c for c in cues if not c.tags & {"over", "under", "utmost", "lowermost", "change", "gap", "balance"}]
    if any("not" in c.tags or "unchanged" in c.tags for c in sentence.cues if start <= c.start < end):
        return None
    return cues[0] if len({("up" in c.tags, "down" in c.tags) for c in cues}) == 1 and len(cues) < 3 else None


def _count(sentence: Sentence, found: list[Token], way: Cue, known: list[Turns]) -> Relation | None:
    counted = _counted(found) if sentence.language != "kk" else _counted_kk(found)
    if counted is None:
        return None
    fitting = [t for t in known if len(t.items) == counted.of and _topical(counted, t)]
    if not fitting:
        return None
    sign = 1 if "up" in way.tags else -1
    actual = [t.signs.count(sign) for t in fitting]
    holds = counted.number in actual
    return _made(sentence, fitting[0], (counted.start, counted.end), str(actual[0]), holds)


def _topical(counted: Counted, one: Turns) -> bool:
    return counted.noun in one.topics


def _value(token: Token) -> int:
    """A small number in words or digits, 0 for none."""
    entry = token[2]
    if entry.number is not None:
        return entry.number
    if entry.kind == NUMBER and entry.digits.isdigit() and int(entry.digits) <= MOST:
        return int(entry.digits)
    return 0


def _counted(found: list[Token]) -> Counted | None:
    """ "five of the six provinces", «в пяти из шести регионов»."""
    for at, token in enumerate(found):
        count = _value(token)
        if not count or at + 2 >= len(found):
            continue
        rest = [t for t in found[at + 1 : at + 1 + 2 * _WINDOW] if t[2].lower not in _SMALL]
        if len(rest) > 2 and rest[0][2].lower in _OF and (total := _value(rest[1])) and rest[2][2].kind == WORD:
            noun = next((t[2].stem for t in rest[2:4] if t[2].stem), "")
            return Counted(count, total, noun, token[0], token[1])
    return None


def _counted_kk(found: list[Token]) -> Counted | None:
    """«алты облыстың бесеуінде»."""
    for at, token in enumerate(found[:-2]):
        total = _value(token)
        if total < 2 or found[at + 1][2].kind != WORD:
            continue
        noun, other = found[at + 1][2], found[at + 2]
        collective = next((v for k, v in _COLLECTIVE.items() if other[2].lower.startswith(k)), 0)
        if collective and noun.lower.endswith(("ның", "нің", "дың", "дің", "тың", "тің")):
            return Counted(collective, total, noun.stem, other[0], other[1])
    return None


def _only(sentence: Sentence, found: list[Token], way: Cue, known: list[Turns]) -> Relation | None:
    """Only the one name of the stretch went that way."""
    at = _only_at(found)
    if at is None:
        return None
    marks = marks_of(found)
    for one in known:
        named = [i for i in one.items if i.named_in(marks)]
        if len(named) != 1 or not _says_only(found, at, named[0], one):
            continue
        sign = 1 if "up" in way.tags else -1
        same = [i for i, turned in zip(one.items, one.signs, strict=True) if turned == sign]
        holds = same == named
        other = next(
            (t for t in known if t is not one and t.section == one.section and _agrees(t, named[0], sign)), None
        )
        span = _span(found, named[0])
        relation = _made(sentence, one, span, str(len(same)), holds or other is not None)
        relation.words = (*relation.words, (way.start, way.end, sentence.number))
        return relation
    return None


def _agrees(one: Turns, item: Item, sign: int) -> bool:
    """Another column of the table has it as the only one."""
    same = [i for i, turned in zip(one.items, one.signs, strict=True) if turned == sign]
    return len(same) == 1 and same[0].marks == item.marks


def _only_at(found: list[Token]) -> int | None:
    for at, token in enumerate(found):
        if "sole" in token[2].tags:
            return at
    return None


def _says_only(found: list[Token], at: int, item: Item, one: Turns) -> bool:
    """ "only Central", "only in Central", "the only purpose to decline": the word touches the name or its noun."""
    after = found[at + 1 : at + 1 + _WINDOW]
    if any(marks_of([t]) & item.marks for t in after[:3]):
        return True
    return bool(after) and bool(after[0][2].stem) and after[0][2].stem in one.topics


def _span(found: list[Token], item: Item) -> tuple[int, int]:
    spans = [(t[0], t[1]) for t in found if marks_of([t]) & item.marks]
    return (spans[0][0], spans[-1][1]) if spans else (found[0][0], found[0][1])


def _made(sentence: Sentence, one: Turns, span: tuple[int, int], actual: str, holds: bool) -> Relation:
    claims = [i.claim for i in one.items]
    relation = Relation(
        RULE, "word", claims[0], tuple(claims[1:]), Interval.exact(claims[0].amount), holds, note="counted"
    )
    relation.words = ((*span, sentence.number),)
    relation.family = f"counted{sentence.number}.{span[0]}"
    relation.params = {"word": sentence.piece.text[span[0] : span[1]], "expected": actual}
    return relation


__all__ = ["RULE", "find"]
