"""A change said of a value must be the one that the text or a table gives for that value elsewhere.

Rule change_elsewhere: "Remittances of 485.3 million, a rise of 14.9 per cent" in the key findings, where another place
gives 485.3 million and 570.0 million a year earlier: the change is measured by the pair whose later value the sentence
states. It is wrong where only the direction disagrees, or where a known slip (the later value as base, a digit, a lost
sign) gives exactly what is printed. It cannot see changes of values that stand nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.repair import candidates, explained_alone
from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.known_pairs import Known, KnownPairs
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import values
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, DIFFERENCE, SAME, Relation, expect
from mtm.audit.rules.changes.change_in_text import blame_the_word
from mtm.kit.intervals import Interval

RULE = "change_elsewhere"
LAST = True
NEAR = 30
TELLING = 5  # digits of the value and of its change together
_SHORT_STEP = frozenset(("quarterword",))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change beside a value whose earlier one stands elsewhere."""
    stated = [(s, c) for s in reading.sentences for c in s.claims if c.role == CHANGE_ROLE and c.value]
    settled = {id(r.target) for r in reading.relations if r.holds and r.kind != SAME}
    pairs: KnownPairs | None = None
    for sentence, claim in stated:
        if sentence.kind == "note" or claim.hedge or id(claim) in settled or of_all(claim):
            continue
        pairs = pairs or KnownPairs(reading)
        value = _value(sentence, claim)
        relation = None
        if value is not None and _digits(value) + _digits(claim) >= TELLING:
            relation = _relation(sentence, claim, value, pairs)
        relation = relation or _beside_difference(sentence, claim, pairs)
        if relation is not None:
            yield relation


def _beside_difference(sentence: Sentence, claim: Claim, pairs: KnownPairs) -> Relation | None:
    """ "fell by 4,340, or by 28.3 per cent": the two values that lie so far apart, one way only, measure the rate."""
    amounts = [c for c in sentence.claims if c.role == CHANGE_ROLE and c.unit not in (PERCENT, POINTS, TIMES)]
    rates = [c for c in sentence.claims if c.unit == PERCENT]
    if claim.unit != PERCENT or len(amounts) != 1 or len(rates) != 1 or not 0 < claim.start - amounts[0].end < NEAR:
        return None
    if _digits(amounts[0]) + _digits(claim) < TELLING:
        return None
    tested = [r for p in pairs.apart(amounts[0]) if (r := _tested(claim, p)) is not None]
    if any(r.holds for r in tested) or len({tuple(o.amount for o in r.operands) for r in tested}) != 1:
        return None
    relation = tested[0]
    if claim.sign not in ("+", "-") and _as_said(claim).meets(-relation.expected):
        blame_the_word(relation, sentence)
        return relation if relation.words else None
    same = claim.direction * relation.expected.middle > 0
    return relation if same and (explained_alone(relation) or candidates(claim, _size(relation.expected))) else None


def _size(found: Interval) -> Interval:
    return -found if found.high < 0 else found


def _digits(claim: Claim) -> int:
    """How many digits of a number tell something: a rounded one has all after the first that is not 0."""
    return significant(claim) if claim.exact else len(claim.digits.lstrip("0"))


def _value(sentence: Sentence, claim: Claim) -> Claim | None:
    """The value whose change the number is: the last one before it, no other change between; or the only one."""
    found = [c for c in values(sentence, claim) if c.unit == claim.unit or claim.unit == PERCENT]
    found = [c for c in found if c.unit != PERCENT]
    if any(c.time == "before" for c in found):
        return None
    if len(found) == 1:
        if any(claim.after <= c.start < found[0].start for c in sentence.claims):
            return None  # "more arrivals (2.1%), a gain of 2,520, and transfers that fell to 577.6 million"
        return found[0] if sum(c.role == CHANGE_ROLE for c in sentence.claims) == 1 else None
    before = [c for c in sentence.claims if c.end <= claim.start]
    last = before[-1] if before else None
    if last is None or not is_level(last) or not any(last is c for c in found):
        return None
    return last if not _cut(sentence, last, claim) else None


def _cut(sentence: Sentence, value: Claim, claim: Claim) -> bool:
    """A semicolon, or another name, between the value and its change."""
    if any(value.end <= c.start < claim.start and c.mark == ";" for c in sentence.cuts):
        return True
    return sum(value.end <= a.start < claim.start for a in sentence.areas) > 1


def _relation(sentence: Sentence, claim: Claim, value: Claim, pairs: KnownPairs) -> Relation | None:
    known = [p for p in pairs.of(value) if _of_that_time(sentence, p)]
    tested = [r for r in (_tested(claim, p) for p in known) if r is not None]
    for relation in tested:
        if relation.holds:
            return relation
    for relation in tested if claim.sign not in ("+", "-") else ():
        if _as_said(claim).meets(-relation.expected):
            blame_the_word(relation, sentence)
            return relation if relation.words else None
    tested = [r for r in tested if claim.direction * r.expected.middle >= 0]  # else the pair is of other times
    for relation in tested:
        if explained_alone(relation):
            return relation
    alone = len({tuple(o.amount for o in r.operands) for r in tested}) == 1
    return tested[0] if alone and _explained(sentence, claim, tested[0]) else None


def _explained(sentence: Sentence, claim: Claim, relation: Relation) -> bool:
    """A slip of typing, unless the sentence may speak of another step of time than the pair."""
    if any(c.tags & _SHORT_STEP for c in sentence.cues) or significant(claim) < 2:
        return False
    return bool(candidates(claim, relation.expected) or candidates(claim, -relation.expected))


def _of_that_time(sentence: Sentence, known: Known) -> bool:
    """What the sentence compares with may be the pair's earlier time."""
    named = [p.code for p in sentence.periods if p.compared and p.code != "<"]
    return all(compatible(code, known.before.period) or "?" in code for code in named)


def _as_said(claim: Claim) -> Interval:
    """The change with the sign that the words give it."""
    turned = claim.sign not in ("+", "-") and claim.direction < 0 < claim.value
    return -claim.interval if turned else claim.interval


def _tested(claim: Claim, known: Known) -> Relation | None:
    kind = CHANGE if claim.unit == PERCENT else DIFFERENCE
    if kind == DIFFERENCE and claim.unit != known.now.unit:
        return None
    expected = expect(kind, [known.now.interval, known.before.interval])
    if expected is None:
        return None
    said = claim.sign in ("+", "-") or bool(claim.direction)
    holds = _as_said(claim).meets(expected) or (not said and claim.interval.meets(-expected))
    relation = Relation(RULE, kind, claim, (known.now, known.before), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"elsewhere{claim.block}.{claim.start}", {"sentence": kind}
    return relation


__all__ = ["RULE", "find"]
