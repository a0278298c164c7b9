"""A change from an earlier value must lead to the value that the report gives for now.

Rule change_since: "Compared with Q3 2023, when 22,648 people came, the inflow grew by 8.4 per cent", "22,648 people
came in 2023; since then the number has fallen": a sentence with one earlier value and one change, against what
the report states elsewhere of the same people now. It is wrong where every such statement gives one value, the two do
not make the change, and one slip in the change or the earlier value explains it. It cannot see changes of values whose
side, country or group the sentence leaves open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.repair import candidates, explained_alone
from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.copies import groups_of_meaning, measured
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit
from mtm.audit.gathered.pairs import before
from mtm.audit.gathered.title_period import report_period
from mtm.audit.language.periods import compatible, order, same_kind
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect
from mtm.audit.rules.changes.change_in_text import blame_the_word
from mtm.kit.intervals import Interval

RULE = "change_since"
LAST = True
TELLING, MOST = 1000, 40

_BACK = frozenset(("than", "earlier", "compare"))
_FROM = re.compile(r"\b(?:on|from|over|against|с|со|от|к|против)\s+(?:[^\W\d]+\s+){0,3}(?:US)?[$€₸]?$", re.I)
_KK_FROM = re.compile(r"(?:дан|ден|тан|тен|нан|нен)\s*\($")  # "кезеңіндегіден (22 648 адам)"
_SINCE = re.compile(
    r"\b(?:since|(?:over|within|in|during) (?:the|a|one|this) (?:\w+ )?year|(?:with)?in (?:twelve|12) months|by now|now"
    r"|за (?:\w+ )?год|за (?:двенадцать|12) месяцев|в течение года|с тех пор|теперь|сейчас|бір жылда|жыл ішінде"
    r"|бір жылдың ішінде|жыл бойында|он екі айда|содан бері|қазір|енді)\b",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every change that its sentence measures from one earlier value."""
    now = report_period(reading)
    held: dict[int, list[Relation]] = {}
    for r in reading.relations:
        if r.holds and r.kind in (CHANGE, DIFFERENCE):
            held.setdefault(id(r.target), []).append(r)
    for sentence in reading.sentences if now else ():
        if sentence.kind == "note":
            continue
        rates = [c for c in sentence.claims if c.role == CHANGE_ROLE and c.unit not in (POINTS, TIMES)]
        if len(rates) != 1 or of_all(rates[0]) or rates[0].hedge in ("over", "under"):
            continue
        former = _former(reading, sentence, rates[0], now)
        if former is None or any(r.operands[0].amount != former.amount for r in held.get(id(rates[0]), ())):
            continue  # another rule knows what it is the change of
        relation = _relation(reading, sentence, rates[0], former, now)
        if relation is not None:
            yield relation


def _former(reading: Reading, sentence: Sentence, rate: Claim, now: str) -> Claim | None:
    """The one value of the sentence, of an earlier time by its words or by its period."""
    levels = [c for c in sentence.claims if is_level(c)]
    if not levels and (sentence.continues or sentence.tagged("since_then")):
        other = before(reading, sentence, 1)
        levels = [c for c in other.claims if is_level(c)] if other is not None and len(other.claims) == 1 else []
    if len(levels) != 1 or levels[0].hedge or levels[0].time == "now" or levels[0].value < TELLING:
        return None
    former = levels[0]
    if {former.area, rate.area} - {""} - {former.area} or conflict(_said(former), _said(rate)):
        return None
    if rate.unit not in (PERCENT, former.unit):
        return None
    if not _earlier(sentence, former, now) or _of_other_time(sentence, former, now):
        return None
    return former if _forward(sentence, former, rate) else None


def _said(claim: Claim) -> dict[str, str]:
    return {axis: side for axis, side in claim.axes.items() if axis != "statistic"}


def _earlier(sentence: Sentence, former: Claim, now: str) -> bool:
    """A year before, by its period; or by words alone."""
    if former.period in ("", "<"):
        return former.time == "before"
    if former.period == now or order(former.period) >= order(now):
        return False
    if former.period.isdigit() and (former.time == "before" or sentence.tagged("earlier")):
        return True  # "in the same quarter of 2023"
    return same_kind(former.period, now)


def _of_other_time(sentence: Sentence, former: Claim, now: str) -> bool:
    """The sentence names a third period, or a step that may be shorter than that of the report."""
    named = {p.code for p in sentence.periods} - {"<", now, former.period}
    if any(not compatible(code, former.period) or former.period in ("", "<") for code in named if code):
        return not all(order(code) < order(now) for code in named) or len(named) > 1
    return bool(sentence.tags() & {"quarterword"} and not sentence.tags() & {"earlier", "compare", "since_then"})


def _forward(sentence: Sentence, former: Claim, rate: Claim) -> bool:
    """The change goes on from the value; "in Q3 2023 there were 22,648, 5 % more than before" leads to it."""
    if former.sentence != rate.sentence or sentence.tagged("since_then"):
        return True
    text = sentence.piece.text
    if rate.start < former.start:
        return former.time == "before" or bool(_FROM.search(text[rate.after : former.start]))
    between = text[former.after : rate.start]
    if any(c.tags & _BACK and c.start >= rate.after for c in sentence.cues):
        return False
    if between.count("(") > between.count(")") and "(" not in text[sentence.start : former.start]:
        return False  # "a year earlier 21,310 had left (+5.6 %)"
    compared = any(p.compared and p.end <= former.start for p in sentence.periods)
    compared = compared or (sentence.language == "kk" and bool(_KK_FROM.search(text[: former.start])))
    return former.time == "before" or compared or bool(_SINCE.search(text[former.after : sentence.end]))


def _relation(reading: Reading, sentence: Sentence, rate: Claim, former: Claim, now: str) -> Relation | None:
    stated = _stated(reading, former, now)
    tested = [r for c in stated if (r := _tested(rate, c, former)) is not None]
    if any(r.holds for r in tested):
        return next(r for r in tested if r.holds)
    counted = Counter(c.amount for c in stated if c.exact == former.exact)
    if not tested or not counted:
        return None
    (amount, often), *others = counted.most_common(2)
    relation = next((r for r in tested if r.operands[0].amount == amount), None)
    if relation is None or (others and others[0][1] == often):
        return None
    if rate.sign not in ("+", "-") and rate.direction and _as_said(rate).meets(-relation.expected):
        blame_the_word(relation, sentence)
        return relation if relation.words else None
    return relation if _slip(rate, former, relation) else None


def _stated(reading: Reading, former: Claim, now: str) -> list[Claim]:
    """What the report gives for now of the same people, outside the sentence."""
    key = measured(reading, former)
    found = groups_of_meaning(reading).get(key, [])[:MOST] if key is not None else []
    found = [c for c in found if c.sentence != former.sentence or c.table >= 0]
    found = [c for c in found if is_level(c) and not c.hedge and c.time != "before" and same_unit(c, former)]
    found = [c for c in found if c.period in ("", now) and not conflict(c.axes, _said(former))]
    return [c for c in found if c.period == now] or found


def _slip(rate: Claim, former: Claim, relation: Relation) -> bool:
    """A slip in the change, or one in the earlier value, gives what is printed."""
    expected = relation.expected
    if candidates(rate, expected) or candidates(rate, -expected) or explained_alone(relation):
        return True
    if former.amount == relation.operands[0].amount:
        return bool(rate.value)  # now and before exchanged
    wanted = _wanted(_as_said(rate), relation)
    return wanted is not None and bool(candidates(former, wanted))


def _wanted(own: Interval, relation: Relation) -> Interval | None:
    """The earlier value from which the change leads to now."""
    if relation.kind == DIFFERENCE:
        return relation.operands[0].interval - own
    factor = Interval(1 + own.low / 100, 1 + own.high / 100)
    return relation.operands[0].interval / factor if factor.low > 0 else None


def _tested(rate: Claim, now: Claim, former: Claim) -> Relation | None:
    kind = CHANGE if rate.unit == PERCENT else DIFFERENCE
    expected = expect(kind, [now.interval, former.interval])
    if expected is None:
        return None
    said = rate.sign in ("+", "-") or bool(rate.direction)
    own = _as_said(rate)
    holds = own.meets(expected) or (not said and own.meets(-expected))
    relation = Relation(RULE, kind, rate, (now, former), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"since{rate.block}.{rate.start}", {"sentence": kind}
    return relation


def _as_said(rate: Claim) -> Interval:
    """The change with the sign that the words give it; "about" leaves it half a step more."""
    own = rate.interval
    if rate.hedge == "about" or rate.word:
        own = own.widen(Decimal(1).scaleb(-rate.decimals) / 2)
    turned = rate.sign not in ("+", "-") and rate.direction < 0 < rate.value
    return -own if turned else own


__all__ = ["RULE", "find"]
