"""How many rows of a table went up or down must be as many as the text says.

Rule rows_counted: "five of the six provinces recorded fewer", "only Central saw a rise", "business travel was the only
purpose to decline", "the number fell in all regions", against the directions that a table gives for its rows: its
column of changes, or its counts of two periods. The noun must stand in the table's headings or every row be counted. It
cannot see counts of rows that no table lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mtm.audit.gathered.series import Item, marks_of
from mtm.audit.gathered.turns import Turns, turns
from mtm.audit.language.chunks import MARK, NUMBER, WORD
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.balances.flows_compared import comparisons
from mtm.kit.intervals import Interval

RULE = "rows_counted"
LAST = True
MOST, _WINDOW = 99, 4
_OF = frozenset(("of", "из"))
_SMALL = frozenset(("the", "all", "out", "these", "всех", "этих", "in"))
_COLLECTIVE = {
    "біреу": 1, "екеу": 2, "үшеу": 3, "төртеу": 4, "бесеу": 5, "алтау": 6, "жетеу": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
}  # fmt: skip


_EXCEPT = frozenset(("except", "but", "excluding", "кроме", "исключая", "басқа"))
_ALL = frozenset(("all", "every", "each", "все", "всех", "всем", "каждый", "каждая", "каждом", "каждой", "барлық"))
_ONES = frozenset(("one", "country", "страна", "страной", "ел"))
_WHICH = frozenset(("where", "that", "which", "to", "in", "whose", "где", "откуда", "куда"))
_PLAIN, SEVERAL = 2, 9  # "in three districts": words for small numbers


class Way(NamedTuple):
    """1 for a rise or a surplus, -1 for a fall or a deficit; the word that says so."""

    sign: int
    net: bool
    start: int
    end: int


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
        if sentence.kind in ("note", "head", "heading") or not sentence.cues or not _may_count(sentence):
            continue
        for found in _clauses(sentence):
            way = _way(sentence, found)
            if way is None:
                yield from _several(sentence, found, known)
                continue
            fitting = [t for t in known if t.net == way.net]
            relation = _count(sentence, found, way, fitting) or _only(sentence, found, way, fitting)
            if relation is not None:
                yield relation
            elif not way.net:
                yield from _several(sentence, found, known)


def _may_count(sentence: Sentence) -> bool:
    """It holds a small number, or a word that leaves only one: most sentences are done with at that."""
    return any(_value(t) or "sole" in t[2].tags or t[2].lower in _EXCEPT for t in sentence.found)


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


def _way(sentence: Sentence, found: list[Token]) -> Way | None:
    """The one direction of the stretch: which side is said to be more, a deficit, or a rise or a fall."""
    if not found:
        return None
    start, end = found[0][0], found[-1][1]
    cues = [c for c in sentence.cues if start <= c.start < end]
    if any("not" in c.tags or "unchanged" in c.tags for c in cues):
        return None
    for larger, _, word in comparisons(sentence):
        if start <= word.start < end:
            return Way(1 if larger in ("in", "born") else -1, True, word.start, word.end)
    sided = [c for c in cues if c.tags & {"positive", "negative", "net_loss", "net_gain"}]
    if sided and any("balance" in c.tags for c in cues):
        loss = {bool(c.tags & {"negative", "net_loss"}) for c in sided}
        return Way(-1 if loss == {True} else 1, True, sided[0].start, sided[0].end) if len(loss) == 1 else None
    cues = [c for c in cues if c.tags & {"up", "down"}]
    cues = [c for c in cues if not c.tags & {"over", "under", "utmost", "lowermost", "change", "gap", "balance"}]
    if len({("up" in c.tags, "down" in c.tags) for c in cues}) != 1 or len(cues) > _PLAIN:
        return None
    return Way(1 if "up" in cues[0].tags else -1, False, cues[0].start, cues[0].end)


_BOTH_KK = re.compile(r"\s+(?:да|де)\b")
_BOTH = frozenset(("both", "оба", "обе", "обеих", "обоих", "екеуі"))


def _several(sentence: Sentence, found: list[Token], known: list[Turns]) -> Iterator[Relation]:
    """ "Increases were recorded in three districts and decreases in two": counts without their whole."""
    if not any(_few(one, two) for one, two in pairwise(found)):
        return
    for part in _joined(found):
        way = _way(sentence, part)
        if way is None or way.net or any(part[0][0] <= c.start < part[-1][1] for c in sentence.claims):
            continue
        for one, two in pairwise(part):
            if not _few(one, two):
                continue
            if one[2].lower == "екі" and _BOTH_KK.match(sentence.piece.text, two[1]):
                continue  # "екі бағытта да": in both directions
            number = one[2].number or 0
            fitting = [t for t in known if two[2].stem in t.topics and not t.net and number < len(t.items)]
            if fitting:
                actual = [t.signs.count(way.sign) for t in fitting]
                yield _made(sentence, fitting[0], (one[0], one[1]), str(actual[0]), number in actual)
                break


def _few(one: Token, two: Token) -> bool:
    """ "three districts": a small number and the word for what it counts; "both directions" counts none."""
    number = 0 if one[2].lower in _BOTH else one[2].number
    return bool(number and _PLAIN <= number <= SEVERAL and two[2].kind == WORD and two[2].stem)


def _joined(found: list[Token]) -> list[list[Token]]:
    """The pieces of a stretch that commas and "and" join."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if "and" in token[2].tags or (token[2].kind == MARK and token[2].lower == ","):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _count(sentence: Sentence, found: list[Token], way: Way, known: list[Turns]) -> Relation | None:
    counted = _counted(found) if sentence.language != "kk" else _counted_kk(found)
    if counted is None:
        return None
    fitting = [t for t in known if len(t.items) == counted.of and _topical(counted, t)]
    if not fitting:
        return None
    actual = [t.signs.count(way.sign) for t in fitting]
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


def _only(sentence: Sentence, found: list[Token], way: Way, known: list[Turns]) -> Relation | None:
    """Only the one name of the stretch went that way, or all but the one."""
    alone = _only_at(found)
    apart = _except_at(found) if alone is None else None
    at = alone if alone is not None else apart
    if at is None:
        return None
    marks = marks_of(found if apart is None else found[at : at + _WINDOW])
    few = [t[2].number for t in found[:at] if t[2].number]  # "of the three towns only …"
    for one in known:
        if any(_PLAIN <= number < len(one.items) for number in few):
            continue
        named = [i for i in one.items if i.named_in(marks)]
        if len(named) != 1 or (apart is None and not _says_only(found, at, named[0], one)):
            continue
        near = [t for t in known if t.section == one.section]
        holds = any(_agrees(t, named[0], way.sign, apart is not None) for t in near)
        span = _span(found, named[0])
        relation = _made(sentence, one, span, str(one.signs.count(way.sign)), holds)
        relation.words = (*relation.words, (way.start, way.end, sentence.number))
        return relation
    return None


def _except_at(found: list[Token]) -> int | None:
    """ "in all but one": the word after which the exception stands."""
    whole = next((at for at, t in enumerate(found) if t[2].lower in _ALL), None)
    if whole is None:
        return None
    return next((at for at, t in enumerate(found) if at > whole and t[2].lower in _EXCEPT), None)


def _agrees(one: Turns, item: Item, sign: int, apart: bool) -> bool:
    """A column of the table has it as the only one, or as the only one that did not."""
    same = [i for i, turned in zip(one.items, one.signs, strict=True) if (turned == sign) != apart]
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
    if after and (after[0][2].lower in _ONES or (len(after) > 1 and after[1][2].lower in _WHICH)):
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
