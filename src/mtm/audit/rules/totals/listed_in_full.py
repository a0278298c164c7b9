"""Short lines or sentences of a label and a number must add up to the number that stands before them.

Rule listed_in_full: "The survey covered 6,742 people. Work: 4,643. Family: 1,611. Study: 488." – a count alone in its
sentence, and three or more counts behind it that have nothing but a label each: sentences, lines of a list, or the
stretches of one sentence behind a colon. It is wrong only where one slip of typing in one of them explains the gap.
It cannot see lists of countries, lists that call themselves the main ones, and items in the text between.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.repair import candidates
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import values, words_apart
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.kit.intervals import Interval, total

RULE = "listed_in_full"
LAST = True
LEAST, MOST, LABEL, LINE = 3, 12, 3, 7
RARE = 20  # the lead is so many times larger than the number of slips that are tried
_SIDES = frozenset(("in", "out", "gained", "lost", "born", "died", "temporary", "permanent", "balance", "remit"))
_TIMES = frozenset(("earlier", "then", "now", "compare", "up", "down", "change", "times", "average", "cumulative"))
_SOME = frozenset(("largest", "topn", "smallest", "total", "ofwhich", "share", "rest", "majority"))
_NOT_ALL = _SIDES | _TIMES | _SOME
_SPENT = frozenset(("largest", "topn", "smallest", "average", "compare", "earlier", "balance", "between"))
_MARKS = (":", "–", "—", "(", "-", "=")


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every count with such a list behind it."""
    settled = {id(c) for r in reading.relations if r.kind == SUM for c in r.claims}
    for sentence in reading.sentences:
        lead = _lead(sentence)
        if lead is None or id(lead) in settled:
            continue
        for items in _lists(reading, sentence):
            if items is not None and not any(id(c) in settled for c in items):
                relation = _relation(lead, items)
                if relation is not None:
                    yield relation
                    break


def _lead(sentence: Sentence) -> Claim | None:
    """The only count of a sentence, exact and of now."""
    if sentence.kind in ("note", "head", "heading", "caption") or not sentence.claims or sentence.tags() & _SPENT:
        return None
    found = values(sentence)
    lead = found[0] if len(found) == 1 else None
    if lead is None or lead.hedge or lead.time or not lead.exact or any(c.unit == PERCENT for c in sentence.claims):
        return None
    return None if lead.area and not lead.area.startswith("group:") else lead


def _lists(reading: Reading, lead: Sentence) -> Iterator[list[Claim] | None]:
    """The numbers of the sentences behind it, of the one sentence behind it, of the lines behind its paragraph."""
    behind = [s for s in reading.by_block.get(lead.block, ()) if s.number > lead.number]
    if behind:
        yield _of_sentences(behind)
        yield _of_one(behind[0])
    else:
        yield _of_lines(reading, lead)


def _of_sentences(sentences: list[Sentence]) -> list[Claim] | None:
    """ "Work: 4,643. Family: 1,611. Study: 488." to the end of the paragraph or to the first that is no such one."""
    found: list[Claim] = []
    for sentence in sentences:
        claim = _labelled(sentence, LABEL)
        if claim is None:
            break
        found.append(claim)
    return found if LEAST <= len(found) <= MOST else None


def _of_one(sentence: Sentence) -> list[Claim] | None:
    """ "Reasons: work – 4,643, family – 1,611, study – 488." """
    found = values(sentence)
    if not LEAST <= len(found) <= MOST or len(found) != len(sentence.claims) or _other(sentence):
        return None
    text = sentence.piece.text
    colon = text.find(":", sentence.start, found[0].start)
    if colon < 0 or len(text[sentence.start : colon].split()) > LABEL:
        return None
    starts = [colon + 1, *(c.after for c in found)]
    labels = [text[a : c.start] for a, c in zip(starts, found, strict=False)]
    short = all(0 < len(label.strip(" ,;–—:(").split()) <= LABEL for label in labels)
    return found if short and not text[found[-1].after : sentence.end].strip(" .;)") else None


def _of_lines(reading: Reading, lead: Sentence) -> list[Claim] | None:
    """The lines of the list right behind the paragraph, each with one label and one number."""
    found: list[Claim] = []
    block = lead.block + 1
    while block < len(reading.blocks) and reading.blocks[block].kind == "item":
        sentences = reading.by_block.get(block, [])
        claim = _labelled(sentences[0], LINE) if len(sentences) == 1 else None
        if claim is None:
            return None
        found.append(claim)
        block += 1
    return found if LEAST <= len(found) <= MOST else None


def _labelled(sentence: Sentence, most: int) -> Claim | None:
    """The one count of a sentence that holds a label and nothing else; its share may stand in brackets."""
    found = [c for c in sentence.claims if c.unit != PERCENT]
    if len(found) != 1 or not is_level(found[0]) or _other(sentence) or words_apart(sentence, found[0]) > most:
        return None
    if len(sentence.claims) > 2:
        return None
    before = sentence.piece.text[sentence.start : found[0].start].rstrip()
    return found[0] if before.endswith(_MARKS) and before.strip(" :–—(-=•*") else None


def _other(sentence: Sentence) -> bool:
    """It names countries, times or flows, or speaks of the largest only."""
    return bool(sentence.areas) or bool(sentence.periods) or bool(sentence.tags() & _NOT_ALL)


def _relation(lead: Claim, items: list[Claim]) -> Relation | None:
    alike = all(c.unit == lead.unit and c.exact and not c.time and not c.hedge for c in items)
    if not alike or len({c.unit for c in items}) > 1:
        return None
    expected = total(c.interval for c in items)
    holds = lead.interval.meets(expected)
    if not holds and not _slipped(lead, items, expected):
        return None
    relation = Relation(RULE, SUM, lead, tuple(items), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"full{lead.block}", {"sentence": "sum"}
    return relation


def _slipped(lead: Claim, items: list[Claim], expected: Interval) -> bool:
    """One slip of typing sets the sum right, and slips of numbers this large seldom do by chance."""
    tries = sum(9 * len(c.digits) for c in (lead, *items))
    if lead.amount <= tries * RARE or sum(c.amount > lead.amount for c in items) > 1:
        return False
    wanted = [(lead, expected), *((c, lead.interval - expected + c.interval) for c in items)]
    return any(w.low > 0 and candidates(c, w) for c, w in wanted)
