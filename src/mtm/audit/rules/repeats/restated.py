"""A number stated twice must be the same number.

Rule restated: claims of one quantity (country or group, measure, period, unit) in the body, the key findings, tables
and other languages. Rounding between them is allowed ("1.3 million" for 1,334,101). The copy that stands alone against
several equal ones, or against one that other arithmetic supports, is the suspect. Claims whose measure the text leaves
open are compared only where their digits are nearly the same. It cannot see two copies of one error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.copies import Key, effective_axes, groups_of_meaning, near_digits, same_value, stems, value_key
from mtm.audit.language.periods import compatible, order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, Relation

RULE = "restated"
_ALL = re.compile(
    r"\b(?:total|in all|altogether|all)\b|\b(?:общ\w+|всего|итого|все[хм]?)\b|\b(?:барлық|барлығы|жалпы)\b", re.I
)
MOST, MOST_VALUES, LABEL = 60, 13, 4


def find(reading: Reading) -> Iterator[Relation]:
    """Held and broken restatements, each claim against the first equal or the best supported other one."""
    yield from copies(reading)
    for claims in groups_of_meaning(reading).values():
        if len(claims) > 1:
            _resolve(claims[:MOST])
            yield from _compare(reading, claims[:MOST])


def copies(reading: Reading) -> Iterator[Relation]:
    """Equal printed values of one country, or of four digits and more, whose measures do not contradict each other."""
    seen: dict[Key, list[Claim]] = {}
    for claim in reading.claims:
        key = value_key(claim)
        if key is None:
            continue
        known = seen.setdefault(key, [])
        twin = next((o for o in known if o.block != claim.block and not conflict(o.axes, claim.axes)), None)
        if twin is not None and _periods_agree(twin, claim):
            held = not _opposite(reading, twin, claim)
            yield Relation(RULE, SAME, claim, (twin,), twin.interval, held, certain=held, family="copy")
        if len(known) < 8:
            known.append(claim)


_SAYS_SIDE = frozenset(("positive", "negative", "net_gain", "net_loss", "gap", "in", "out", "up", "down", "lost"))


def _opposite(reading: Reading, one: Claim, other: Claim) -> bool:
    """Two copies of one balance, one with a minus, the other with a plus, or without both sign and word."""
    if one.role != "balance" or other.role != "balance" or "~" in (one.sign, other.sign):
        return False
    return {_sign(reading, one), _sign(reading, other)} == {1, -1}


def _sign(reading: Reading, claim: Claim) -> int:
    """1 or -1 as printed; an unsigned balance is positive where no word beside it says a side, else it is left open."""
    if claim.sign in ("+", "-"):
        return 1 if claim.value > 0 else -1
    if claim.table >= 0 or claim.direction:
        return 0
    return 0 if reading.sentences[claim.sentence].tags() & _SAYS_SIDE else 1


def _periods_agree(one: Claim, other: Claim) -> bool:
    return compatible(one.period, other.period) or one.role == other.role == "change"


def _compare(reading: Reading, claims: list[Claim]) -> Iterator[Relation]:
    """Clusters of equal values; a lone value beside a larger cluster is broken against it."""
    clusters: list[list[Claim]] = []
    for claim in claims:
        home = next((c for c in clusters if same_value(c[0], claim) and compatible(c[0].period, claim.period)), None)
        if home is None:
            clusters.append([claim])
        else:
            yield Relation(RULE, SAME, claim, (home[0],), home[0].interval, True, family=f"same{home[0].index}")
            home.append(claim)
    for comparable in [clusters] if len(clusters) < MOST_VALUES else _of_one_period(clusters):
        if 1 < len(comparable) < MOST_VALUES:
            yield from _odd(reading, comparable)


def _of_one_period(clusters: list[list[Claim]]) -> list[list[list[Claim]]]:
    """A measure with many values, as a series has: those that the text gives to one period, period by period."""
    dated: dict[str, list[list[Claim]]] = {}
    for cluster in clusters:
        periods = {c.period for c in cluster if c.period}
        if len(periods) == 1:
            dated.setdefault(periods.pop(), []).append(cluster)
    return [found for _, found in sorted(dated.items())]


def _resolve(claims: list[Claim]) -> None:
    """ "28.3 per cent, against 20.4 a year earlier": with two periods known, each takes its own."""
    periods = sorted({c.period for c in claims if c.period and c.period != "<"}, key=order)
    if len(periods) != 2:
        return
    earlier = {c.sentence for c in claims if c.period == "<" and c.table < 0}
    for claim in claims:
        if claim.table >= 0 or claim.sentence not in earlier:
            continue
        if claim.period == "<":
            claim.period = periods[0]
        elif not claim.period:
            claim.period = periods[1]


def _odd(reading: Reading, clusters: list[list[Claim]]) -> Iterator[Relation]:
    """A cluster is odd beside a larger one of the same period, or beside an equal one that stands before it."""
    periods = [{c.period for c in cluster if c.period} for cluster in clusters]
    for index, cluster in enumerate(clusters):
        others = [
            other
            for at, other in enumerate(clusters)
            if at != index and _agree(periods[at], periods[index]) and _comparable(reading, other[0], cluster[0])
        ]
        if not others:
            continue
        other = max(others, key=lambda o: (near_digits(o[0], cluster[0]), len(o), -clusters.index(o)))
        if len(cluster) > len(other) or (len(cluster) == len(other) and index < clusters.index(other)):
            continue
        for claim in cluster:
            broken = Relation(RULE, SAME, claim, (other[0],), other[0].interval, False, family=f"same{other[0].index}")
            broken.certain = len(other) > 1 or near_digits(claim, other[0])
            broken.support = len(other)
            if _topical(reading, claim, other[0]) or near_digits(claim, other[0]):
                broken.topical = True
            yield broken


def _agree(one: set[str], other: set[str]) -> bool:
    """No two of these periods differ."""
    return all(compatible(a, b) for a in one for b in other)


def _comparable(reading: Reading, one: Claim, other: Claim) -> bool:
    """Periods agree, and the digits nearly agree or both say in words that they measure the same thing."""
    if not compatible(one.period, other.period) or one.block == other.block:
        return False
    if _of_several(reading, one) or _of_several(reading, other):
        return False
    if (
        one.role == "level"
        and "before" in (one.time, other.time)
        and one.time != other.time
        and not near_digits(one, other)
    ):
        return False
    if one.unit == PERCENT and (_beside(reading, one, other) or _beside(reading, other, one)):
        return False
    if one.table < 0 > other.table and _label_of(reading, one) != _label_of(reading, other):
        return False
    if near_digits(one, other):
        return True
    if "<" in (one.period, other.period) or one.hedge or other.hedge:
        return False
    if any(c.area and c.table < 0 and not c.cued for c in (one, other)):
        return False
    if one.unit == PERCENT and one.area and one.role == "level" and one.period and one.period == other.period:
        return True
    return not _of_others(reading, one, other) and _of_one_side(reading, one, other)


def _of_one_side(reading: Reading, one: Claim, other: Claim) -> bool:
    """Words tell of both that people came, or that they left."""
    if not effective_axes(reading, one).get("flow", "") or not (one.told and other.told):
        return False
    return one.unit == PERCENT or one.role == "balance" or _near_in_size(one, other)


def _of_several(reading: Reading, claim: Claim) -> bool:
    """ "71.5 per cent came from two countries: Latvia and Uzbekistan": the share of both."""
    if claim.table >= 0 or claim.unit != PERCENT or not claim.area:
        return False
    sentence = reading.sentences[claim.sentence]
    return len({a.code for a in sentence.areas}) > 1 and sum(c.unit == PERCENT for c in sentence.claims) == 1


def _of_others(reading: Reading, one: Claim, other: Claim) -> bool:
    """All who came beside the foreigners among them: one is told as a total, or of the people of its row."""
    if (_ALL.search(_told_as(reading, one)) is None) != (_ALL.search(_told_as(reading, other)) is None):
        return True
    cell, prose = (one, other) if one.table >= 0 else (other, one)
    if cell.table < 0 or prose.table >= 0 or cell.total or not cell.label:
        return False
    words = {entry.stem for _, _, entry in reading.sentences[prose.sentence].found}
    return words.isdisjoint(cell.label)


def _told_as(reading: Reading, claim: Claim) -> str:
    """The heading of a cell's row, or the words that lead to a number."""
    if claim.table >= 0:
        table = next((t for t in reading.tables if t.block == claim.table), None)
        return table.rows[claim.row].head.text if table is not None else ""
    sentence = reading.sentences[claim.sentence]
    before = [c.after for c in sentence.claims if c.after <= claim.start]
    return claim.piece.text[max([sentence.start, *before]) : claim.start]


def _label_of(reading: Reading, claim: Claim) -> str:
    """ "Capital area. In: 9,655. Out: 8,120.": what opens the paragraph, where those beside it are opened so too."""
    own = _opening(reading, claim.block)
    return own if own and (_opening(reading, claim.block - 1) or _opening(reading, claim.block + 1)) else ""


def _opening(reading: Reading, block: int) -> str:
    """One to four words with a full stop or a colon, and the paragraph goes on."""
    sentences = reading.by_block.get(block, [])
    first = sentences[0].text.strip() if len(sentences) > 1 and not sentences[0].claims else ""
    return first if first.endswith((".", ":")) and len(first.split()) <= LABEL else ""


def _beside(reading: Reading, cell: Claim, other: Claim) -> bool:
    """The row of the cell gives the other share too: one of the group, one of all."""
    if cell.table < 0:
        return False
    table = next((t for t in reading.tables if t.block == cell.table), None)
    row = table.rows[cell.row].claims if table is not None else []
    return any(c is not None and c is not cell and c.unit == PERCENT and c.interval.meets(other.interval) for c in row)


def _near_in_size(one: Claim, other: Claim) -> bool:
    small, large = sorted((abs(one.amount), abs(other.amount)))
    return small > 0 and large < small * 12


def _topical(reading: Reading, one: Claim, other: Claim) -> bool:
    """They say that they measure the same thing, and are of one size."""
    small, large = sorted((abs(one.amount), abs(other.amount)))
    alike = one.unit == PERCENT or bool(one.area) or (small > 0 and large < small * 3)
    return alike and _same_topic(reading, one, other)


def _same_topic(reading: Reading, one: Claim, other: Claim) -> bool:
    """The noun after the number is the same, or both stand in one section or under one heading."""
    if one.noun and other.noun and one.noun[:4] == other.noun[:4]:
        return True
    table, prose = (one, other) if one.table >= 0 else (other, one)
    if table.table >= 0 and prose.noun and any(s[:4] == prose.noun[:4] for s in stems(reading, table)):
        return True
    return one.section == other.section
