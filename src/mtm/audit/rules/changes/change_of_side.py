"""A change told without its values must be that of the two values which the report gives for the same people.

Rule change_of_side: "Arrivals were up by 21.3 per cent year on year", "emigration rose by 7.6 per cent", where another
place gives what came or left now and a year before. It is wrong where no such pair makes the change, and the opposite
direction, the later value as base or a slip of typing does. It cannot see changes of shorter steps, or of people whose
side, country or group the sentence leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.repair import candidates, explained_alone
from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.copies import NAMING, Key, measured
from mtm.audit.gathered.known_pairs import Known, KnownPairs
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.title_period import report_period
from mtm.audit.language.periods import compatible, order, same_kind
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, SAME, Relation, expect
from mtm.audit.rules.changes.change_in_items import shorter_step
from mtm.audit.rules.changes.change_in_text import blame_the_word
from mtm.kit.intervals import Interval

RULE = "change_of_side"
LAST = True
TELLING, ROW_WORDS = 2, 2
_WAYS = frozenset(("in", "out"))
_ALL = (None,) * (len(NAMING) - 1)  # of everybody: no sex, age, term
_OTHER_STEP = frozenset(("quarterword", "average", "cumulative", "share", "rated", "balance"))
Side = tuple[object, object]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every percentage of change of a side whose two values stand elsewhere."""
    judged = {id(c) for r in reading.relations if r.kind != SAME for c in r.claims if r.holds or c is r.target}
    index: dict[Side, list[Known]] | None = None
    now = report_period(reading)
    for sentence in reading.sentences if now else ():
        for claim in sentence.claims if sentence.kind != "note" else ():
            side = _side(reading, sentence, claim) if id(claim) not in judged else None
            if side is None:
                continue
            if index is None:
                index = _pairs(reading, now)
            relation = _relation(sentence, claim, index.get(side, []))
            if relation is not None:
                yield relation


def _side(reading: Reading, sentence: Sentence, claim: Claim) -> Side | None:
    """Whose change it is, where the sentence says so and gives no value that it may be the change of."""
    if claim.unit != PERCENT or claim.role != CHANGE_ROLE or claim.hedge or not claim.told or of_all(claim):
        return None
    if not (claim.direction or claim.sign in ("+", "-")) or significant(claim) < TELLING:
        return None
    if sentence.tags() & _OTHER_STEP or shorter_step(sentence) or any(is_level(c) for c in sentence.claims):
        return None
    return _of(measured(reading, claim))


def _of(key: Key | None) -> Side | None:
    return None if key is None else (key[0], key[3])


def _pairs(reading: Reading, now: str) -> dict[Side, list[Known]]:
    """What the report gives of its own period and of a year before, by side and name."""
    found: dict[Side, list[Known]] = {}
    rows = _rows_of_sides(reading)
    for known in KnownPairs(reading).every():
        flow = rows.get(id(known.now), "")
        side = _of(measured(reading, known.now)) or (("", (flow, *_ALL)) if flow else None)
        if side is not None and known.now.unit == "" and _a_year_apart(known, now):
            found.setdefault(side, []).append(known)
    return found


def _rows_of_sides(reading: Reading) -> dict[int, str]:
    """The cells of rows that are called nothing but "Arrivals", "Departures"."""
    found: dict[int, str] = {}
    for table in reading.tables:
        for row in table.rows:
            ways = row.head.tags & _WAYS
            if len(ways) == 1 and len(row.head.stems) <= ROW_WORDS and not row.head.area:
                found |= {id(c): next(iter(ways)) for c in row.claims if c is not None}
    return found


def _a_year_apart(known: Known, now: str) -> bool:
    if known.now.period not in ("", now) or not is_level(known.now):
        return False
    former = known.before.period
    if former in ("", "<"):
        return known.before.time == "before"
    return same_kind(former, now) and order(now)[0] - order(former)[0] == 1


def _relation(sentence: Sentence, claim: Claim, pairs: list[Known]) -> Relation | None:
    pairs = [p for p in pairs if _of_that_time(sentence, p)]
    tested = [r for p in pairs if (r := _tested(claim, p)) is not None]
    if not tested or any(r.holds for r in tested):
        return next((r for r in tested if r.holds), None)
    if claim.sign not in ("+", "-"):
        for relation in tested:
            if _as_said(claim).meets(-relation.expected):
                blame_the_word(relation, sentence)
                return relation if relation.words else None
    for relation in tested:
        if explained_alone(relation):
            return relation
    alone = len({tuple(o.amount for o in r.operands) for r in tested}) == 1
    return tested[0] if alone and candidates(claim, _size(claim, tested[0].expected)) else None


def _of_that_time(sentence: Sentence, known: Known) -> bool:
    """What the sentence names as compared with, or as its own time, may be that of the pair."""
    named = [p for p in sentence.periods if p.code not in ("", "<")]
    here = [p.code for p in named if not p.compared]
    compared = [p.code for p in named if p.compared]
    now = known.now.period
    return all(compatible(code, known.before.period) for code in compared) and (
        not here
        or any(compatible(code, now) for code in here if now)
        or all(compatible(c, known.before.period) for c in here)
    )


def _size(claim: Claim, expected: Interval) -> Interval:
    return -expected if claim.sign not in ("+", "-") and claim.direction < 0 else expected


def _as_said(claim: Claim) -> Interval:
    """The change with the sign that the words give it."""
    turned = claim.sign not in ("+", "-") and claim.direction < 0 < claim.value
    return -claim.interval if turned else claim.interval


def _tested(claim: Claim, known: Known) -> Relation | None:
    expected = expect(CHANGE, [known.now.interval, known.before.interval])
    if expected is None:
        return None
    holds = _as_said(claim).meets(expected)
    relation = Relation(RULE, CHANGE, claim, (known.now, known.before), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"side{claim.block}.{claim.start}", {"sentence": CHANGE}
    return relation


__all__ = ["RULE", "find"]
