"""A list that ends with a rest must add up to the number that it begins with.

Rule listed_with_rest: the first number of a paragraph, those of its list, and the rest that closes it, whatever words
stand between; numbers of a year earlier beside the items are left out. It is wrong only where one slip in one of them,
or a number of the report left out or counted twice, explains the gap. It cannot see lists without a rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import Claim
from mtm.audit.lists import is_level
from mtm.audit.nearby import known, printed_counts, values
from mtm.audit.prose import REST, Sentence
from mtm.audit.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.audit.repair import candidates, required
from mtm.kit.intervals import total

RULE = "listed_with_rest"
LAST = True
LEAST, MOST = 3, 40
FAR = 70  # characters between the word for the rest and its number
TELLING = 1000


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every paragraph that lists parts and a rest."""
    settled = {id(c) for r in reading.relations if r.kind == SUM and r.holds for c in r.operands}
    printed = printed_counts(reading)
    for sentences in reading.by_block.values():
        if not any(s.kind != "note" and s.tagged("rest") for s in sentences):
            continue
        found = _sequence(sentences)
        if LEAST < len(found) <= MOST and not any(id(c) in settled for c in found[1:]):
            relation = _relation(found, printed)
            if relation is not None:
                yield relation


def _sequence(sentences: list[Sentence]) -> list[Claim]:
    """The numbers of one unit from the first of the paragraph to its rest; empty where no rest closes them."""
    found: list[Claim] = []
    for sentence in sentences:
        for claim in values(sentence):
            if claim.time == "before" and not (found and claim.area.startswith(REST)):
                continue
            if found and claim.unit != found[0].unit:
                return []
            found.append(claim)
            if len(found) > LEAST and _is_rest(claim, sentence):
                return found
    return []


def _is_rest(claim: Claim, sentence: Sentence) -> bool:
    """A word for the rest stands beside the number, no other number between."""
    if claim.area.startswith(REST):
        return True
    others = [c for c in sentence.claims if c is not claim and is_level(c)]
    for cue in sentence.tagged("rest"):
        low, high = (cue.end, claim.start) if cue.end <= claim.start else (claim.after, cue.start)
        if 0 <= high - low < FAR and not any(low <= c.start < high for c in others):
            return True
    return False


def _relation(found: list[Claim], printed: dict[Decimal, list[Claim]]) -> Relation | None:
    choices = [found]
    outside = [found[0], *(c for c in found[1:] if not _bracketed(c))]
    if LEAST < len(outside) < len(found):
        choices.insert(0, outside)
    tested = [_tested(choice) for choice in choices]
    for relation in tested:
        if relation.holds:
            return relation
    return next((r for r in tested if _slipped(r, printed)), None)


def _bracketed(claim: Claim) -> bool:
    """The number stands in parentheses that a number opens or that speak of an earlier time."""
    text = claim.piece.text
    opened = text.rfind("(", 0, claim.start)
    return opened > text.rfind(")", 0, claim.start)


def _tested(found: list[Claim]) -> Relation:
    lead, *items = found
    expected = total(i.interval for i in items)
    holds = lead.interval.meets(expected)
    relation = Relation(RULE, SUM, lead, tuple(items), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"listed{lead.block}", {"sentence": "sum"}
    return relation


def _slipped(relation: Relation, printed: dict[Decimal, list[Claim]]) -> bool:
    lead = relation.target
    if lead.amount < TELLING or any(c.hedge for c in relation.claims):
        return False
    gap = lead.interval - relation.expected
    if any(gap.meets(o.interval) or gap.meets(-o.interval) for o in relation.operands if o.amount > 1):
        return True
    for claim in relation.claims:
        wanted = relation.expected if claim is lead else required(relation, claim)
        if wanted is None or wanted.low <= 0:
            continue
        if candidates(claim, wanted) or known(wanted, printed, lead.block):
            return True
    return False
