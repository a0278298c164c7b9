"""Lists of lines that split a number given before them: every line one count, the labels leaving nothing over.

Scope: lines of a list, each with one count and perhaps its share, whose labels are steps of one scale (how often, how
old, how long), all kinds that there are, or end with a rest; the counts of the few blocks before the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.gathered.splits import FOLLOWS, Split, counts, is_rest, plain
from mtm.audit.meaning.partitions import all_kinds, by_degree
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

LEAST, MOST, BACK, WHOLES = 3, 12, 4, 5


def list_splits(reading: Reading) -> Iterator[Split]:
    """Every such list with each of the nearest larger counts before it."""
    run: list[Sentence] = []
    for number, block in enumerate(reading.blocks):
        found = reading.by_block.get(number, [])
        if block.kind == "item" and len(found) == 1 and len(counts(found[0])) == 1:
            run.append(found[0])
            continue
        yield from _of_run(reading, run)
        run = []
    yield from _of_run(reading, run)


def _of_run(reading: Reading, run: list[Sentence]) -> Iterator[Split]:
    if not LEAST <= len(run) <= MOST:
        return
    parts = [counts(sentence)[0] for sentence in run]
    labels = [_label(s, c) for s, c in zip(run, parts, strict=True)]
    if not (by_degree(labels) or all_kinds(labels) or is_rest(run[-1], parts[-1])):
        return
    largest = sorted(c.amount for c in parts)[-2]
    before = [c for c in _before(reading, parts[0].block) if c.amount > largest and plain(c, parts)]
    for whole in before[:WHOLES]:
        yield Split(whole, tuple(parts), FOLLOWS, True)


def _label(sentence: Sentence, claim: Claim) -> str:
    text = sentence.piece.text
    return text[sentence.start : claim.start] + " " + text[claim.after : sentence.end]


def _before(reading: Reading, first: int) -> list[Claim]:
    """The counts of the blocks before the list, the nearest first."""
    blocks = range(first - 1, max(-1, first - 1 - BACK), -1)
    return [c for b in blocks for s in reversed(reading.by_block.get(b, [])) for c in reversed(counts(s))]


__all__ = ["list_splits"]
