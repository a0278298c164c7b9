"""Places named one after the other must be those of the names that follow in the same order.

Rule places_in_turn: "Second and third were Harari (10,967) and Gambela (10,489)", «второе и третье места занимают …»,
"екінші және үшінші орындарда …": two places joined by "and", two names of one table, and a number of the sentence that
says which column is meant. It is wrong where a name has another place in that column. It cannot see such sentences
without numbers, nor names of no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.ranked import MOST_PLACES
from mtm.audit.gathered.series import LEVELS, SHARES, Item, Series, marks_of, series
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "places_in_turn"
LAST = True
PAIR, TELLING = 2, 3
_AND = re.compile(r"\s+(?:and|и|және|мен|пен)\s+(?:the\s+)?", re.I)


def find(reading: Reading) -> Iterator[Relation]:
    """Two relations for every such pair of places whose column is known."""
    for sentence in reading.sentences:
        places = places_in_turn(sentence) if sentence.kind not in ("note", "head", "heading", "caption") else None
        if places is None:
            continue
        for one in series(reading):
            named = _named(one, sentence) if one.table and not one.derived and one.measure in (LEVELS, SHARES) else []
            if len(named) == PAIR and _is_meant(one, sentence):
                yield from (
                    _made(one, item, spot, cue, sentence) for (item, spot), cue in zip(named, places, strict=True)
                )
                break


def places_in_turn(sentence: Sentence) -> tuple[Cue, Cue] | None:
    """ "Second and third": two places of which the one follows the other, with nothing but "and" between."""
    ordinals = [c for c in sentence.cues if 0 < c.ordinal <= MOST_PLACES]
    if len(ordinals) != PAIR or ordinals[1].ordinal != ordinals[0].ordinal + 1:
        return None
    one, two = ordinals
    return (one, two) if _AND.fullmatch(sentence.piece.text, one.end, two.start) else None


def _named(one: Series, sentence: Sentence) -> list[tuple[Item, tuple[int, int]]]:
    """The items whose names stand in the sentence, in the order of the sentence."""
    marks = marks_of(sentence.found)
    found = []
    for item in one.items:
        spans = (
            [(s, e) for s, e, w in sentence.found if item.marks & marks_of([(s, e, w)])] if item.named_in(marks) else []
        )
        if spans:
            found.append((item, spans[0]))
    return sorted(found, key=lambda f: f[1])


def _is_meant(one: Series, sentence: Sentence) -> bool:
    """A number of the sentence is one of the column's: most likely of the names, or of those that were exchanged."""
    numbers = [c for c in sentence.claims if (c.unit == PERCENT) == (one.measure == SHARES) and _telling(c)]
    return any(c.interval.meets(i.claim.interval) for c in numbers for i in one.items)


def _telling(claim: Claim) -> bool:
    return len(claim.digits.strip("0")) >= TELLING and claim.time != "before"


def _made(one: Series, item: Item, spot: tuple[int, int], cue: Cue, sentence: Sentence) -> Relation:
    ordered = sorted(one.items, key=lambda i: -i.value)
    first = ordered[min(cue.ordinal, len(ordered)) - 1]
    holds = cue.ordinal <= len(ordered) and first.value == item.value
    others = tuple(i.claim for i in one.items if i is not item)
    relation = Relation(RULE, "rank", item.claim, others, Interval.exact(first.claim.amount), holds, note="rank")
    relation.words = ((*spot, sentence.number), (cue.start, cue.end, sentence.number))
    relation.params = {"name": sentence.piece.text[slice(*spot)], "top": first.claim.printed.strip()}
    relation.family = f"rank{sentence.number}.{cue.start}"
    return relation


__all__ = ["RULE", "find", "places_in_turn"]
