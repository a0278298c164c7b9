"""A change stated in words must follow from the two values that the text gives.

Rule change_in_text: percentages of change, differences and percentage points against every ordered pair of values of
one unit in the sentence, then in its neighbours. It is wrong only where its own sentence gives exactly two values and
they do not yield it. It cannot see changes whose earlier value is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from mtm.audit.claims import BALANCE, PERCENT, POINTS, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import of_one_length, order
from mtm.audit.meaning.asides import rate_in_front
from mtm.audit.meaning.axes import born_and_died, conflict, mean_and_total
from mtm.audit.meaning.claim_periods import of_its_period
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect, meets

RULE = "change_in_text"
REACH = 2
MOST = 8
MOST_WIDE = 2  # how many times as wide as the printed change may be what two values of other sentences make
RESTATED = 25
TOUCHING = 3  # "8.2% more than": the word right behind the number


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change whose two values are near."""
    for sentence in reading.sentences:
        if sentence.kind == "note":
            continue
        for claim in sentence.claims:
            if claim.role == "change":
                relation = _relation(reading, sentence, claim)
                if relation is not None:
                    yield relation


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    kind = CHANGE if claim.unit == PERCENT else DIFFERENCE
    own = _values(sentence, claim)
    near = [sentence]
    for step in range(1, REACH + 1):
        near += [s for s in (_neighbour(reading, sentence, -step), _neighbour(reading, sentence, step)) if s]
    pool: list[Claim] = []
    for other in near:
        pool += _values(other, claim)
    decided = sorted(c.time for c in own) == ["before", "now"]
    for a, b in permutations(pool[:MOST], 2):
        if a.time == "before" or b.time == "now":
            continue
        if a.unit == b.unit and not _apart(a, b, claim):
            relation = _test(kind, claim, a, b)
            excused = not decided or (a in own and b in own) or (relation is not None and _telling(relation))
            if relation is not None and relation.holds and excused:
                return relation
    goes_on = False
    if len(own) < 2 and claim.unit != POINTS:
        own = _with_previous(own, claim, _neighbour(reading, sentence, -1))
        goes_on = len(own) == 2 and sentence.continues and len(_rates(sentence)) == 1
    stated = len(own) == 1 and claim.unit == PERCENT
    relation = _broken(kind, claim, _with_statement(reading, own[0], claim) if stated else own)
    if relation is None or _of_another(sentence, claim, relation):
        return None
    relation.topical = stated or goes_on or _points_between(own, claim, sentence)
    if relation.note == "direction":
        blame_the_word(relation, sentence)
    return relation


def _telling(relation: Relation) -> bool:
    """Values so exact that they do not make the change by chance: two sums in tenths of a billion make any."""
    own, expected = relation.target.interval, relation.expected
    return expected.high - expected.low <= MOST_WIDE * (own.high - own.low)


def blame_the_word(relation: Relation, sentence: Sentence) -> None:
    """The size is right and the word beside it says the other direction: the word is the place."""
    target = relation.target
    tag, other, behind = ("up", "over", "more_after") if target.direction > 0 else ("down", "under", "less_after")
    cues = [c for c in sentence.tagged(tag) if c.end - c.start > 1]
    cues += [c for t in (other, behind) for c in sentence.tagged(t) if 0 <= c.start - target.after < TOUCHING]
    if not cues:
        return
    cue = min(cues, key=lambda c: min(abs(c.start - target.after), abs(c.end - target.start)))
    relation.words = ((cue.start, cue.end, sentence.number),)
    relation.note = "word"
    relation.family = f"word{sentence.number}.{cue.start}"
    printed = ", ".join(o.printed for o in relation.operands)
    relation.params = {"word": sentence.piece.text[cue.start : cue.end], "operands": printed}


def _rates(sentence: Sentence) -> list[Claim]:
    return [c for c in sentence.claims if c.unit in (PERCENT, POINTS)]


def _neighbour(reading: Reading, sentence: Sentence, step: int) -> Sentence | None:
    number = sentence.number + step
    if not 0 <= number < len(reading.sentences):
        return None
    other = reading.sentences[number]
    return other if other.section == sentence.section and other.kind != "note" else None


def _values(sentence: Sentence, claim: Claim) -> list[Claim]:
    """Levels for a change or difference, shares for percentage points."""
    if claim.unit == POINTS:
        return [c for c in sentence.claims if c.unit == PERCENT and c.role == "level"]
    levels = [c for c in sentence.claims if is_level(c) and not _is_the_change(sentence, c, claim)]
    levels = [c for c in levels if (rate := rate_in_front(c, sentence)) is None or rate is claim]
    levels = of_its_period(levels, claim, sentence)
    if claim.unit not in (PERCENT, POINTS) and claim.axes.get("flow") not in ("in", "out"):
        balances = [c for c in sentence.claims if c.role == BALANCE and c.unit == claim.unit]
        levels = balances if len(balances) > 1 else levels
    return levels if claim.unit == PERCENT else [c for c in levels if c.unit == claim.unit]


def _of_another(sentence: Sentence, claim: Claim, relation: Relation) -> bool:
    """ "non-CIS arrivals rose by 13.0%, though for the CIS the change was +10.0%": the values made the other change."""
    for other in sentence.claims:
        if other is not claim and other.role == "change" and other.unit == claim.unit and other.area != claim.area:
            tested = _test(relation.kind, other, relation.operands[0], relation.operands[1])
            if tested is not None and tested.holds:
                return True
    return False


def _points_between(own: list[Claim], claim: Claim, sentence: Sentence) -> bool:
    """ "47 % in July and 39 % in September, that is 8 percentage points lower": the points are what lies between."""
    rates = [c for c in sentence.claims if c.unit in (PERCENT, POINTS)]
    if claim.unit != POINTS or claim.hedge or len(own) != 2 or len(rates) != 3 or any(c.hedge for c in own):
        return False
    if _apart(own[0], own[1], claim) or conflict(own[0].axes, own[1].axes):
        return False
    last = max(c.end for c in own)
    return any(last <= c.start < claim.start for tag in ("orword", "gap") for c in sentence.tagged(tag))


def _is_the_change(sentence: Sentence, value: Claim, claim: Claim) -> bool:
    """ "12,3 мыңға, яғни 16,7 пайызға артты": the number is the same change, no value that it could follow from."""
    if sentence.language != "kk" or value.time or not 0 < claim.start - value.end < RESTATED:
        return False
    return any(value.end <= c.start < claim.start for c in sentence.tagged("orword"))


def _with_previous(own: list[Claim], claim: Claim, previous: Sentence | None) -> list[Claim]:
    """The only value of the sentence before: "17,078 persons. This is 4.3 per cent less than before (17,845)"."""
    if len(own) != 1 or own[0].time != "before" or previous is None or previous.block != claim.block:
        return own
    values = [c for c in _values(previous, claim) if c.unit == own[0].unit and not c.hedge]
    if len(values) != 1 or mean_and_total(values[0].axes, own[0].axes):
        return own  # "36,000 in all. The daily average is 4.2 % below that of last month (1,305)"
    return [values[0], own[0]]


def _with_statement(reading: Reading, before: Claim, claim: Claim) -> list[Claim]:
    """ "Compared with a year earlier (31,824) arrivals fell by 6.6 per cent": what the text gives for now, if one."""
    flow = before.axes.get("flow", "") or claim.axes.get("flow", "")
    if before.time != "before" or not flow:
        return [before]
    found = [c for c in reading.by_section.get(claim.section, ()) if _states(c, before, flow)]
    return [found[0], before] if len({c.amount for c in found}) == 1 else [before]


def _states(claim: Claim, before: Claim, flow: str) -> bool:
    """A count of the same people in the text before it, exact and not of an earlier time."""
    if claim.table >= 0 or claim.order > before.order or not is_level(claim) or claim.hedge or claim.time == "before":
        return False
    same = (claim.area, claim.unit, claim.exact) == (before.area, before.unit, before.exact)
    return same and claim.told and claim.axes.get("flow") == flow and claim.amount != before.amount


def _apart(a: Claim, b: Claim, claim: Claim) -> bool:
    """Values of different countries are no change of one thing."""
    areas = {c.area for c in (a, b, claim) if c.area}
    return len(areas) > 1 or a.axes.get("flow", "") != b.axes.get("flow", "") or born_and_died(a.axes, b.axes)


def _test(kind: str, claim: Claim, now: Claim, before: Claim) -> Relation | None:
    expected = expect(kind, [now.interval, before.interval])
    if expected is None:
        return None
    holds = meets(claim, expected) and _agrees(claim, expected.low, expected.high)
    return Relation(RULE, kind, claim, (now, before), expected, holds, family=f"change{claim.block}", support=1)


def _agrees(claim: Claim, low: object, high: object) -> bool:
    """An unsigned number with a direction in words must not go the other way."""
    if claim.sign in ("+", "-") or not claim.direction or not claim.value:
        return True  # "growth 0.0%" goes neither way
    return not (low > 0 and claim.direction < 0) and not (high < 0 and claim.direction > 0)  # type: ignore[operator]


def _broken(kind: str, claim: Claim, own: list[Claim]) -> Relation | None:
    """Only where the sentence itself gives two values and says that one became the other."""
    values = [c for c in own if not _apart(c, c, claim)]
    timed = [c for c in values if c.time]
    if len(timed) == 2:
        values = timed
    if len(values) != 2 or values[0].unit != values[1].unit or _apart(values[0], values[1], claim):
        return None
    now, before = _ordered(values)
    if now is None or before is None:
        return None
    relation = _test(kind, claim, now, before)
    if relation is None:
        return None
    if meets(claim, relation.expected):
        relation.note = "direction"
    return relation


def _ordered(values: list[Claim]) -> tuple[Claim | None, Claim | None]:
    """Which value is the later one: by the words from … to, by the periods, by "against"; else unknown."""
    one, two = values
    if one.time == "before" or two.time == "now":
        return two, one
    if two.time == "before" or one.time == "now":
        return one, two
    if one.period and two.period and one.period != two.period and "<" not in (one.period, two.period):
        if not of_one_length(one.period, two.period):
            return None, None  # a quarter and a month: "to 9.40 billion in the first quarter and … 2.66 in April"
        return (one, two) if order(one.period) > order(two.period) else (two, one)
    if "<" in (one.period, two.period):
        return (two, one) if one.period == "<" else (one, two)
    return None, None
