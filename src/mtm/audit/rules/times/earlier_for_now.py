"""A number said of now must not be the one that the report gives for before.

Rule earlier_for_now: "6,714 people moved in 2024, 17.1 % more than before", where a table has 6,714 for 2023 and
7,859 for 2024: a copy of the number of an earlier period, in a sentence that names the later period, in a summary, or
beside the very change that the two periods make. It cannot see numbers of three digits without such a change, or copies
in a sentence that names the earlier period too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import BALANCE, CHANGE, PERCENT, POINTS, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.known_pairs import Known, KnownPairs
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import compatible, order, same_kind
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE as RATE
from mtm.audit.relations import SAME, Relation, expect
from mtm.audit.rules.repeats.summary import latest_year
from mtm.kit.intervals import Interval

RULE = "earlier_for_now"
LAST = True
TELLING, SHORT, FIRST, NEAR = 4, 3, 8, 40
_THEN = frozenset(("earlier", "then"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number of the text that is the earlier one of a pair."""
    by_value: dict[tuple[object, str], list[Known]] | None = None
    current: set[tuple[object, str]] = set()
    for sentence in reading.sentences:
        for claim in _stated(sentence):
            if by_value is None:
                by_value, current = _by_earlier(reading)
            key = (claim.amount, claim.unit)
            found = by_value.get(key, ())
            pairs = [p for p in found if _may_be(reading, sentence, claim, p, key in current)]
            if len({p.now.amount for p in pairs}) == 1 and not _tells_of_before(reading, sentence, claim, pairs[0]):
                yield _made(claim, pairs[0])


def _stated(sentence: Sentence) -> Iterator[Claim]:
    """The counts of a sentence of one time, up to the first that words set in an earlier one or in brackets."""
    if sentence.kind in ("note", "head", "heading") or len({p.code for p in sentence.periods if not p.compared}) > 1:
        return
    text = sentence.piece.text
    for claim in sentence.claims:
        if claim.time == "before" or text.rfind("(", 0, claim.start) > text.rfind(")", 0, claim.start):
            return
        after = min((c.start for c in sentence.claims if c.start >= claim.after), default=sentence.end)
        if any(c.tags & _THEN and c.start < min(claim.after + NEAR, after) for c in sentence.cues):
            return
        if (is_level(claim) or claim.role == BALANCE) and not claim.hedge and significant(claim) >= SHORT:
            yield claim


def _by_earlier(reading: Reading) -> tuple[dict[tuple[object, str], list[Known]], set[tuple[object, str]]]:
    """The pairs by their earlier value, and all later values."""
    found: dict[tuple[object, str], list[Known]] = {}
    current: set[tuple[object, str]] = set()
    for known in KnownPairs(reading).every():
        if known.rate is None and known.now.table < 0:
            continue  # a sentence that may have been misread, and no change that confirms it
        found.setdefault((known.before.amount, known.before.unit), []).append(known)
        current.add((known.now.amount, known.now.unit))
    for known in _balances(reading):
        found.setdefault((known.before.amount, known.before.unit), []).append(known)
    return found, current


def _balances(reading: Reading) -> Iterator[Known]:
    """The balances of one column, period by period."""
    for table in reading.tables:
        for line in table.columns:
            cells = [c for c in line.claims if c is not None and c.role == BALANCE and c.period]
            for before, now in pairwise(sorted(cells, key=lambda c: order(c.period))):
                yield Known(now, before, None)


def _may_be(reading: Reading, sentence: Sentence, claim: Claim, known: Known, current: bool) -> bool:
    """The sentence speaks of the later period, or sums up, or gives the change of the two."""
    now, before = known.now, known.before
    if before is claim or now is claim or before.block == claim.block or now.block == claim.block:
        return False
    if {claim.area, now.area} - {""} and claim.area != now.area:
        return False
    if any(claim.axes.get(a, v) != v for a, v in before.axes.items() if a in ("flow", "sex", "vital")):
        return False
    if _gives_change(sentence, claim, known):
        return True
    if significant(claim) < TELLING or not _dated(now, before):
        return False
    named = {p.code for p in sentence.periods if not p.compared}
    return now.period in named or (not named and not current and sentence.block < FIRST and _sums_up(reading, claim))


def _dated(now: Claim, before: Claim) -> bool:
    if not now.period or not before.period or "<" in (now.period, before.period):
        return False
    return same_kind(now.period, before.period) and order(now.period) > order(before.period)


def _sums_up(reading: Reading, claim: Claim) -> bool:
    return "summary" in reading.sections[claim.section].head.tags


def _gives_change(sentence: Sentence, claim: Claim, known: Known) -> bool:
    """A change after the number, with its direction, that the two values make."""
    now, before = known.now.interval, known.before.interval
    for other in sentence.claims:
        if other.role != CHANGE or other.unit == POINTS or other.start < claim.after or len(other.digits) < 2:
            continue
        found = expect(RATE, [now, before]) if other.unit == PERCENT else now - before
        if found is None or (other.unit != PERCENT and other.unit != claim.unit):
            continue
        own = -other.interval if other.direction < 0 < other.value else other.interval
        if own.meets(found) and bool(other.direction or other.sign):
            return True
    return False


def _tells_of_before(reading: Reading, sentence: Sentence, claim: Claim, known: Known) -> bool:
    """The sentence, or the one before it, names another period than the later one; compared with it may be any."""
    code = known.now.period
    if claim.period[:4].isdigit() and not known.now.period and claim.period[:4] < latest_year(reading):
        return True
    beside = [
        c for s in reading.by_block.get(sentence.block, ()) for c in s.claims if abs(s.number - sentence.number) < 2
    ]
    if any(c is not claim and c.unit == known.now.unit and c.interval.meets(known.now.interval) for c in beside):
        return True  # the later value stands beside it
    for near in reading.by_block.get(sentence.block, ()):
        if not 0 <= sentence.number - near.number < 2:
            continue
        for period in near.periods:
            apart = near is sentence and period.start > claim.start and sentence.language != "kk"
            if not (period.compared and (apart or near is not sentence)) and not compatible(period.code, code or "?"):
                return True
    return False


def _made(claim: Claim, known: Known) -> Relation:
    relation = Relation(RULE, SAME, claim, (known.now,), Interval.exact(0), False, note="derived", support=1)
    relation.expected = known.now.interval
    relation.family, relation.params = f"earlier{claim.block}.{claim.start}", {"sentence": "same"}
    return relation
