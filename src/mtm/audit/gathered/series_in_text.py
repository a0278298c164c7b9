"""Series that running text gives: names and numbers of one sentence, items of one list.

Scope: one reading; a name stands before its number, or behind it where all numbers of the list come first; a label
stands before the numbers of its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.items import LEAST, LEVELS, MOST_ITEMS, NETS, RATES, SHARES, Series, is_code, made, marks_of
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.chunks import MARK, WORD
from mtm.audit.language.lexicon import Word
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

_RANKED = frozenset(("utmost", "lowermost", "largest", "smallest"))
MOST_LABEL = 5  # words of a label
_STOPS = frozenset(":–—.(")
_start, _end = itemgetter(0), itemgetter(1)
MOST_BEHIND = 2  # words between a number of a list and the comma after it


def of_sentence(sentence: Sentence) -> Series | None:
    """ "Construction 10,190, agriculture 5,360, trade 3,220": a name before every number, commas between them."""
    levels = [c for c in sentence.claims if is_level(c) and not c.total and c.time != "before"]
    if len(levels) < LEAST or len(levels) > MOST_ITEMS or sentence.kind in ("note", "head"):
        return None
    named: list[tuple[Claim, set[str]]] = []
    for claim in levels:
        stretch = _stretch(sentence, claim)
        if stretch is None:
            continue
        named.append((claim, marks_of(stretch)))
    if all(any(map(is_code, marks)) for _, marks in named):  # countries or quarters: what else was said is no name
        named = [(claim, set(filter(is_code, marks))) for claim, marks in named]
    if not named:
        named = [(claim, _behind(sentence, claim)) for claim in levels]
    found = made(LEVELS, named, sentence.block, sentence.section) if len(named) >= LEAST else None
    if found is not None:
        found.sentence = sentence.number
    return found


def _stretch(sentence: Sentence, claim: Claim) -> list[Token] | None:
    """The words before a number, back to a comma or the number before; None where words also follow it."""
    found = sentence.found
    last = bisect_right(found, claim.start, key=_end)
    first = last
    while first and not (_cuts(found[first - 1][2]) or _in_other(sentence, claim, found[first - 1][0])):
        first -= 1
    behind = 0
    for start, _, entry in found[bisect_left(found, claim.after, key=_start) :] if first < last else ():
        if entry.kind == MARK or "and" in entry.tags or _in_other(sentence, claim, start):
            break
        behind += not entry.stop and "person" not in entry.tags
    return found[first:last] if first < last and behind <= MOST_BEHIND else None


def _behind(sentence: Sentence, claim: Claim) -> set[str]:
    """The words after a number, up to a comma or the next number: "476 send monthly;"."""
    after: list[Token] = []
    for token in sentence.found[bisect_left(sentence.found, claim.after, key=_start) :]:
        if token[2].lower in ",;(.:" or _in_other(sentence, claim, token[0]):
            break
        after.append(token)
    return marks_of(after)


def _cuts(entry: Word) -> bool:
    return (entry.kind == MARK and entry.lower in ",;:)") or "and" in entry.tags


def _in_other(sentence: Sentence, claim: Claim, start: int) -> bool:
    return any(c is not claim and c.start <= start < c.after for c in sentence.claims)


def of_items(reading: Reading) -> Iterator[Series]:
    """Items of one list that each begin with a name: "- Conflict: 210,180 persons (66 %)"."""
    run: list[tuple[Claim, set[str]]] = []
    last: Sentence | None = None
    for sentence in reading.sentences:
        goes_on = last is not None and sentence.kind == "item" and sentence.block == last.block + 1
        if run and not goes_on and last is not None and (found := made(LEVELS, run, last.block, last.section)):
            yield found
        if not goes_on:
            run = []
        if sentence.kind != "item":
            last = None
            continue
        last = sentence
        levels = [c for c in sentence.claims if is_level(c)]
        if levels and not _ranks_itself(sentence, levels[0]) and (marks := _name_in_item(sentence, levels[0])):
            run.append((levels[0], marks))
    if last is not None and (found := made(LEVELS, run, last.block, last.section)):
        yield found


def _ranks_itself(sentence: Sentence, claim: Claim) -> bool:
    """ "The largest group of those who left were Germans, 28,300": first of its own whole, no row of a list."""
    return any(c.tags & _RANKED and c.end <= claim.start for c in sentence.cues)


def _name_in_item(sentence: Sentence, claim: Claim) -> set[str]:
    before = [t for t in sentence.found if t[1] <= claim.start]
    return marks_of(before) if before else _behind(sentence, claim)


def of_labelled(reading: Reading) -> Iterator[Series]:
    """ "Plain: 2,240 came, 2,815 left, balance −575", and so on: paragraphs or items that a label begins.

    One series for each place of a number, where three and more of them have the same numbers in the same order.
    """
    run: list[tuple[set[str], list[Claim]]] = []
    kind: tuple[object, ...] = ()
    last = -1
    for block, sentences in reading.by_block.items():
        found = _labelled(sentences)
        own = tuple((c.role, c.unit) for c in found[1]) if found else ()
        if own != kind or block != last + 1:
            yield from _columns(run, last, reading)
            run = []
        if found:
            run.append(found)
        kind, last = own, block
    yield from _columns(run, last, reading)


def _labelled(sentences: list[Sentence]) -> tuple[set[str], list[Claim]] | None:
    """The marks of the first label and the numbers behind it."""
    for at, sentence in enumerate(sentences):
        if sentence.kind not in ("paragraph", "item"):
            return None
        label: list[Token] = []
        for token in sentence.found:
            if token[2].kind == MARK and token[2].lower in _STOPS:
                break
            label.append(token)
        rest = [c for s in sentences[at:] for c in s.claims]
        if len(label) == len(sentence.found) or len(label) > MOST_LABEL or not rest:
            continue
        if any(t[2].digits for t in label) or len(rest) > MOST_LABEL:
            continue
        marks = marks_of(label)
        return (marks, rest) if marks else None
    return None


def _columns(run: list[tuple[set[str], list[Claim]]], block: int, reading: Reading) -> Iterator[Series]:
    if len(run) < LEAST:
        return
    items = reading.blocks[block].kind == "item"
    for at, (role, unit) in enumerate([(c.role, c.unit) for c in run[0][1]]):
        measure = NETS if role == "balance" else SHARES if unit == PERCENT else LEVELS
        measure = RATES if role == "change" and unit == PERCENT else measure
        if (role not in ("balance", "level") and measure != RATES) or (items and not at and measure == LEVELS):
            continue
        named = [(claims[at], marks) for marks, claims in run]
        if (found := made(measure, named, block, run[0][1][0].section)) is not None:
            found.topics = _words(reading, run[0][1])
            yield found


def _words(reading: Reading, claims: list[Claim]) -> frozenset[str]:
    """What the first paragraph says of its numbers."""
    found = {c.sentence: reading.sentences[c.sentence].found for c in claims}
    return frozenset(t[2].stem for tokens in found.values() for t in tokens if t[2].kind == WORD and not t[2].stop)


__all__ = ["of_items", "of_labelled", "of_sentence"]
