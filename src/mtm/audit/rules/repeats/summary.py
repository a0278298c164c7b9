"""What a summary says of a change must be what the text says of it.

Rule summary: a change in the key findings or the conclusions ("the fall in receipts by 14.4 per cent"), against the
changes of the same subject in the other parts of the report: the same words, the same side, no other country, group or
period. It is wrong where the text gives such changes and none of them agrees. It cannot see subjects that the summary
names by other words than the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.gathered.known_pairs import Known, KnownPairs
from mtm.audit.gathered.topics import subject, surroundings
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.heads import Head
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, SAME, Relation, expect
from mtm.kit.intervals import Interval

RULE = "summary"
LAST = True
FAR, MOST_YEARS, MOST_TIMES, MOST_WORDS = 10, 2, 4, 5
MOST_OTHER = 3  # words of the text's statement that the summary need not repeat


_OF_ALL = re.compile(r"\b(?:of all|of the total|всех|барлық)\b", re.I)


class Fact(NamedTuple):
    """A change that the text gives: the number or the two values it follows from, its size, its words."""

    unit: str
    operands: tuple[Claim, ...]
    size: Interval
    own: frozenset[str]
    words: frozenset[str]
    now: Claim
    before: Claim | None


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change of a summary whose subject has changes elsewhere."""
    stated = [c for c in reading.claims if _is_change(c)]
    asked = [c for c in stated if _sums_up(reading, c)]
    if not asked:
        return
    settled = {id(c) for r in reading.relations if r.holds and r.kind in (CHANGE, DIFFERENCE) for c in r.claims}
    broken = {id(r.target) for r in reading.relations if not r.holds and r.kind != SAME}
    copies = [r.claims for r in reading.relations if r.holds and r.kind == SAME]
    settled |= broken | {id(c) for pair in copies if any(id(c) in broken for c in pair) for c in pair}  # found already
    asked = [c for c in asked if id(c) not in settled]
    facts = list(_facts(reading, stated)) if asked else []
    year = latest_year(reading)
    for claim in asked:
        relation = _relation(reading, claim, facts, year)
        if relation is not None:
            yield relation


def _is_change(claim: Claim) -> bool:
    if claim.table >= 0 or claim.role != CHANGE_ROLE or not claim.value or claim.hedge:
        return False
    return claim.unit == PERCENT or (claim.unit == "" and len(claim.digits.strip("0")) > 2)


def _sums_up(reading: Reading, claim: Claim) -> bool:
    """It stands under a heading such as "Key findings" or "Conclusions"; a title is longer; it is no share "of all"."""
    if claim.unit == PERCENT and _OF_ALL.search(reading.sentences[claim.sentence].text):
        return False
    head = reading.sections[claim.section].head
    return "summary" in head.tags and len(head.text.split()) <= MOST_WORDS


def _facts(reading: Reading, stated: list[Claim]) -> Iterator[Fact]:
    for claim in stated:
        if _over_years(reading, claim) or claim.sign in ("+", "-"):
            continue  # a figure with its sign stands apart from the words of the text
        size = _size(claim.interval)
        yield Fact(claim.unit, (claim,), size, subject(reading, claim), surroundings(reading, claim), claim, None)
    for known in KnownPairs(reading).every():
        if known.before.amount < known.now.amount * FAR and known.now.amount < known.before.amount * FAR:
            yield from _of_pair(reading, known)


def _of_pair(reading: Reading, known: Known) -> Iterator[Fact]:
    if known.now.table < 0 and _over_years(reading, known.now):
        return
    if known.now.unit == PERCENT:
        return  # two shares: what lies between them are points
    own, words = _words(reading, known.now)
    for kind, unit in ((CHANGE, PERCENT), (DIFFERENCE, known.now.unit)):
        made = expect(kind, (known.now.interval, known.before.interval))
        if made is not None:
            yield Fact(unit, (known.now, known.before), _size(made), own, words, known.now, known.before)


def _over_years(reading: Reading, claim: Claim) -> bool:
    """ "Between 2021 and 2025": a longer step than the report's."""
    named = reading.sentences[claim.sentence].periods
    years = [int(p.code[:4]) for p in named if p.code[:4].isdigit()]
    return bool(years) and max(years) - min(years) >= MOST_YEARS


def _words(reading: Reading, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    if claim.table < 0:
        return subject(reading, claim), surroundings(reading, claim)
    if claim.area or claim.total or claim.dated:
        label: frozenset[str] = frozenset()
    else:
        label = frozenset(claim.label)
    table = next(t for t in reading.tables if t.block == claim.table)
    heads: list[Head] = [table.rows[claim.row].head, table.caption, reading.sections[claim.section].head]
    heads += [line.head for line in table.columns if line.index == claim.column]
    return label, frozenset(stem for head in heads for stem in head.stems)


def _size(interval: Interval) -> Interval:
    return -interval if interval.high < 0 else interval


def _relation(reading: Reading, claim: Claim, facts: list[Fact], year: str) -> Relation | None:
    sentence = reading.sentences[claim.sentence]
    own, size = subject(reading, claim), _size(claim.interval)
    if any(f.size.meets(size) and _may_be(claim, own, f) for f in facts) or _made_here(claim, sentence):
        return None
    alike = [f for f in facts if _same(claim, own, f, sentence, year)]
    if not alike:
        return None
    fact = max(alike, key=lambda f: (len(own & f.words), len(f.operands), -f.now.index))
    relation = Relation(RULE, SAME, claim, fact.operands, fact.size, False, note="derived", support=1)
    relation.family = f"summary{claim.block}.{claim.start}"
    relation.words = ((claim.start, claim.end, sentence.number),)  # the summary is wrong, not what it sums up
    relation.params = {"sentence": "same", "operands": ", ".join(o.printed for o in fact.operands)}
    return relation


def _made_here(claim: Claim, sentence: Sentence) -> bool:
    """Two numbers of its own sentence make it, or it is one of the rates between which its points lie."""
    others = [c for c in sentence.claims if c is not claim and c.unit == claim.unit]
    if claim.unit == PERCENT:
        return len(others) == 1 and any(c.unit == POINTS for c in sentence.claims)
    size = _size(claim.interval)
    return any(size.meets(_size(a.interval - b.interval)) for a, b in combinations(others[:FAR], 2))


def _may_be(claim: Claim, own: frozenset[str], fact: Fact) -> bool:
    """A change of that size that shares a word or the side with it."""
    if fact.now.block == claim.block or fact.unit != claim.unit or conflict(fact.now.axes, claim.axes):
        return False
    sided = bool(claim.axes.get("flow")) and claim.axes.get("flow") == fact.now.axes.get("flow")
    return sided or bool(own & fact.words) or bool(claim.area and claim.area == fact.now.area)


def _same(claim: Claim, own: frozenset[str], fact: Fact, sentence: Sentence, year: str) -> bool:
    """The same words, side, name and time."""
    now = fact.now
    if now.block == claim.block or fact.unit != claim.unit or now.area != claim.area:
        return False
    if conflict(now.axes, claim.axes) or not _timely(claim, fact, sentence, year) or _since(now) != _since(claim):
        return False
    if len(fact.own - own) > (MOST_OTHER if now.table < 0 else 0):
        return False
    if len(fact.operands) > 1 and claim.axes.get("topic") != now.axes.get("topic"):
        return False  # a change of sums of money is none of people
    if claim.unit != PERCENT and not (own and _of_one_size(claim, fact)):
        return False
    if not own:
        flow = claim.axes.get("flow", "")
        return bool(flow) and flow == now.axes.get("flow")
    shared = len(own & fact.words)
    return shared > 0 and shared * 3 >= 2 * len(own)


def _since(claim: Claim) -> bool:
    """ "Since the beginning of the year": no change of a quarter alone."""
    return claim.axes.get("statistic") == "cumulative"


def _timely(claim: Claim, fact: Fact, sentence: Sentence, year: str) -> bool:
    """Of one period, that of the report where none is named, and compared with the same earlier one."""
    period = fact.now.period
    if not claim.period and period[:4].isdigit() and period[:4] != year:
        return False
    former = fact.before.period if fact.before is not None else ""
    if not compatible(claim.period, period) and not (former and compatible(claim.period, former)):
        return False
    named = [p.code for p in sentence.periods if p.compared and p.code != "<"]
    before = fact.before
    if before is None:
        return True
    if not named and period[:4].isdigit() and before.period[:4].isdigit():
        return int(period[:4]) - int(before.period[:4]) < MOST_YEARS
    return all(compatible(code, before.period) or "?" in code for code in named)


def _of_one_size(claim: Claim, fact: Fact) -> bool:
    size, own = fact.size.middle, abs(claim.amount)
    return own <= MOST_TIMES * size and size <= MOST_TIMES * own


def latest_year(reading: Reading) -> str:
    """The latest of the years that the numbers of the text name often."""
    named = Counter(c.period[:4] for c in reading.claims if c.table < 0 and c.period[:4].isdigit())
    often = max(named.values(), default=0)
    return max((year for year, times in named.items() if times * 3 >= often), default="")
