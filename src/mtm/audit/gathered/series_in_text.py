"""Series that running text gives: names and numbers of one sentence, items of one list.

Scope: one reading; a name stands before its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.gathered.items import LEAST, LEVELS, MOST_ITEMS, Series, is_code, made, marks_of
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.chunks import MARK
from mtm.audit.language.lexicon import Word
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

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
    found = made(LEVELS, named, sentence.block, sentence.section) if len(named) >= LEAST else None
    if found is not None:
        found.sentence = sentence.number
    return found


def _stretch(sentence: Sentence, claim: Claim) -> list[Token] | None:
    """The words before a number, back to a comma or the number before; None where words also follow it."""
    before: list[Token] = []
    behind = 0
    for start, end, entry in sentence.found:
        if end <= claim.start:
            before = [] if _cuts(entry) or _in_other(sentence, claim, start) else [*before, (start, end, entry)]
        elif start >= claim.after:
            if entry.kind == MARK or "and" in entry.tags or _in_other(sentence, claim, start):
                break
            behind += not entry.stop and "person" not in entry.tags
    return before if before and behind <= MOST_BEHIND else None


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
        if levels and (marks := marks_of(t for t in sentence.found if t[1] <= levels[0].start)):
            run.append((levels[0], marks))
    if last is not None and (found := made(LEVELS, run, last.block, last.section)):
        yield found


__all__ = ["of_items", "of_sentence"]
