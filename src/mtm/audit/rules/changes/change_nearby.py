"""A change stated on its own must follow from the two values that the sentences around it give.

Rule change_nearby: "It fell by 12.5 per cent." after "Transfers made 546.0 million, a year earlier 623.7 million": the
two values of the sentence before, or the earlier value of its own sentence and what its paragraph began with. It is
wrong where the two are the only ones that are meant, or where a known slip (the later value as base, the two values
exchanged, a digit, the direction) gives exactly what is printed. It cannot see changes whose values stand further off.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.repair import candidates, explained_alone
from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import before, opening, same_unit, stated, values, words_apart
from mtm.audit.language.periods import order, same_kind
from mtm.audit.meaning.axes import conflict, mean_and_total
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.roles import of_all
from mtm.audit.relations import CHANGE, SHARE, Relation, expect
from mtm.audit.rules.changes.change_in_text import blame_the_word
from mtm.kit.intervals import Interval

RULE = "change_nearby"
MANY = 5  # times
LAST = True
SHORT = 9  # words of a sentence that says nothing but the change
MOST, BACK, WIDEST = 6, 2, 10
_MORE = frozenset(("up", "down", "over", "under"))
Pair = tuple[Claim, Claim]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every percentage of change that its own sentence cannot settle."""
    judged = {id(c) for r in reading.relations for c in r.claims if c.unit == PERCENT and (r.holds or c is r.target)}
    for sentence in reading.sentences:
        for claim in sentence.claims if sentence.kind != "note" else ():
            if claim.unit != PERCENT or claim.time or id(claim) in judged or of_all(claim):
                continue
            said = claim.role == CHANGE_ROLE
            relation = _relation(reading, sentence, claim) if said else _unsaid(sentence, claim)
            if relation is not None:
                yield relation


def _unsaid(sentence: Sentence, claim: Claim) -> Relation | None:
    """A percentage that no word calls a change, beside the two values of a sentence that compares them."""
    pair = _marked(values(sentence, claim))
    rates = [c for c in sentence.claims if c.unit == PERCENT]
    if pair is None or len(rates) != 1 or _of_something(sentence, claim) or not one_thing(*pair, claim):
        return None
    relation = _tested(claim, *pair)
    if relation is not None and not claim.sign:
        relation.holds = relation.holds or claim.interval.meets(-relation.expected)
    if relation is None or relation.holds or _is_ratio(relation):
        return relation if relation is not None and relation.holds else None
    near = (*candidates(claim, relation.expected), *candidates(claim, -relation.expected))
    if near or explained_alone(relation) or _later_base(relation):
        return relation
    return relation if _compared(sentence, claim) and _mistyped(relation) else None


def _compared(sentence: Sentence, claim: Claim) -> bool:
    """More, less, over, under: right after the percentage."""
    return any(c.tags & _MORE and 0 <= c.start - claim.end < 3 for c in sentence.cues)


def _mistyped(relation: Relation) -> bool:
    """One slip of typing in one of the two values gives the change, up or down."""
    now, former = (o.interval for o in relation.operands)
    rate = relation.target.interval
    for way in (rate, -rate):
        factor = Interval(1 + way.low / 100, 1 + way.high / 100)
        wanted = (former * factor, now / factor) if factor.low > 0 else ()
        if any(candidates(o, w) for o, w in zip(relation.operands, wanted, strict=False)):
            return True
    return False


def _of_something(sentence: Sentence, claim: Claim) -> bool:
    """ "36.0% of all aid": a word right after it that does not compare says of what it is a share."""
    follows = sentence.piece.text[claim.after : claim.after + 2]
    if not follows.strip() or not follows.strip()[0].isalpha():
        return False
    return not any(
        c.tags & (_MORE | {"compare", "than", "earlier"}) and 0 <= c.start - claim.after < 3 for c in sentence.cues
    )


def _is_ratio(relation: Relation) -> bool:
    """The one value as a percentage of the other."""
    now, former = (o.interval for o in relation.operands)
    own = relation.target.interval
    ratios = (expect(SHARE, [now, former]), expect(SHARE, [former, now]))
    return any(r is not None and own.meets(r) for r in ratios)


def _later_base(relation: Relation) -> bool:
    """Divided by the later value, the direction left to the words."""
    now, former = (o.interval for o in relation.operands)
    expected = expect(SHARE, [now - former, now])
    own = relation.target.interval
    return expected is not None and (own.meets(expected) or own.meets(-expected))


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    pairs, meant = value_pairs(reading, sentence, claim)
    pairs = [p for p in pairs if one_thing(*p, claim)]
    tested = [r for r in (_tested(claim, *pair) for pair in pairs[:MOST]) if r is not None]
    tested = [r for r in tested if r.holds or r.expected.width < WIDEST]  # "some one million" makes almost any change
    for relation in tested:
        if relation.holds:
            return relation
    tested = [r for r in tested if not _of_another_rate(reading, r) and not _of_another_thing(sentence, r)]
    for relation in tested:
        if _turned(relation):
            relation.params = {}
            blame_the_word(relation, sentence)
            return relation if relation.words else None
        if explained_alone(relation) or _other_way_round(relation):
            return relation
    alone = sum(c.unit == PERCENT for c in sentence.claims) == 1
    for relation in tested if alone or meant else ():  # a sentence with two rates compares other things
        if meant or candidates(claim, relation.expected) or candidates(claim, -relation.expected):
            return relation
    return None


def _of_another_thing(sentence: Sentence, relation: Relation) -> bool:
    """ "2,951,953 came, 19.5 % more than in 2015" behind "83,600 offences against 67,200": its own value is another."""
    own = [c for c in sentence.claims if is_level(c) and c.unit == relation.operands[0].unit and c.time != "before"]
    if not own or any(o.sentence == sentence.number for o in relation.operands):
        return False
    return all(c.amount > MANY * o.amount or o.amount > MANY * c.amount for c in own for o in relation.operands)


def _of_another_rate(reading: Reading, relation: Relation) -> bool:
    """ "A fall of 95% from the first quarter, when 151,000 came. The other route fell by 90% to 11,000"."""
    former, claim = relation.operands[1], relation.target
    if former.sentence == claim.sentence or relation.operands[0].sentence != claim.sentence:
        return False
    others = (c for c in reading.sentences[former.sentence].claims if c.unit == PERCENT)
    return any(c.role == "change" for c in others)


def value_pairs(reading: Reading, sentence: Sentence, claim: Claim) -> tuple[list[Pair], bool]:
    """Pairs (now, before), and whether the text leaves no doubt that the first is meant."""
    own = values(sentence, claim)
    given = _gathered(reading, sentence, claim)
    if pair := _marked(given):
        rates = [c for c in sentence.claims if c.unit == PERCENT]
        short = len(rates) == 1 and words_apart(sentence, claim) < SHORT and not sentence.areas
        told = not own and short and given[0].sentence == given[1].sentence
        return [pair], told or (sentence.continues and len(rates) == 1 and len(own) == 1)
    if len(own) == 1 and own[0].time == "before":
        nows = [*given, *opening(reading, sentence)[:1], *stated(reading, own[0])]
        return [(now, own[0]) for now in _unique(nows) if now.time != "before" and not now.hedge], False
    return _turned_by_words(given, claim), False


def _gathered(reading: Reading, sentence: Sentence, claim: Claim) -> list[Claim]:
    """The values of the sentence, and of those before it until there are two."""
    found = values(sentence, claim)
    step: Sentence | None = sentence
    for _ in range(BACK):
        step = before(reading, step) if step is not None else None
        if len(found) >= 2 or step is None:
            break
        found = [*values(step), *found]
    return found


def _turned_by_words(given: list[Claim], claim: Claim) -> list[Pair]:
    """Two values of which the text does not say which came first: the word of direction does."""
    if len(given) != 2 or not claim.direction or any(c.hedge for c in given) or given[0].amount == given[1].amount:
        return []
    if {c.time for c in given} - {"", "now"} or given[0].axes != given[1].axes:
        return []
    if _another_item(given[0], given[1], claim):
        return []
    small, large = sorted(given, key=lambda c: c.amount)
    return [(large, small) if claim.direction > 0 else (small, large)]


def _another_item(one: Claim, two: Claim, claim: Claim) -> bool:
    """ "4,500 came to the capital. The coast (2,900, up 21 %) …": the rate has its value, and its name, beside it."""
    if one.sentence != two.sentence and bool(one.area) != bool(two.area):
        return True
    return any(_bracket(c) == _bracket(claim) != -1 for c in (one, two)) and _bracket(one) != _bracket(two)


def _bracket(claim: Claim) -> int:
    """Where the brackets open that the number stands in; -1 where it stands in none."""
    text = claim.piece.text
    opened = text.rfind("(", 0, claim.start)
    return opened if opened >= 0 and ")" not in text[opened : claim.start] else -1


def _unique(claims: list[Claim]) -> list[Claim]:
    return list({id(c): c for c in claims}.values())


def _marked(given: list[Claim]) -> Pair | None:
    """The two values, where words say of one of them that it is the earlier one."""
    earlier = [c for c in given if c.time == "before"]
    later = [c for c in given if c.time != "before"]
    if any(c.hedge for c in given) or len(given) != 2:
        return None
    if len(earlier) == 1:
        return later[0], earlier[0]
    return _dated(given) if not earlier else None


def _dated(given: list[Claim]) -> Pair | None:
    """ "105,466 left in 2022. This figure dropped to 76,108 in 2023": each in a year, or a quarter, of its own."""
    one, two = given
    if not (one.period and two.period) or "<" in (one.period, two.period) or not same_kind(one.period, two.period):
        return None
    first, last = order(one.period), order(two.period)
    if first == last or one.sentence == two.sentence:
        return None
    return (two, one) if last > first else (one, two)


def one_thing(now: Claim, former: Claim, claim: Claim) -> bool:
    areas = {c.area for c in (now, former, claim) if c.area}
    if not same_unit(now, former) or now.amount == former.amount or len(areas) > 1:
        return False
    if mean_and_total(now.axes, former.axes):
        return False
    return not conflict(now.axes, former.axes) and not conflict(now.axes, claim.axes)


def _tested(claim: Claim, now: Claim, former: Claim) -> Relation | None:
    expected = expect(CHANGE, [now.interval, former.interval])
    if expected is None:
        return None
    relation = Relation(RULE, CHANGE, claim, (now, former), expected, False, note="derived", support=1)
    relation.family, relation.params = f"nearby{claim.block}", {"sentence": "change"}
    relation.holds = _as_said(claim).meets(expected) or (not _said(claim) and claim.interval.meets(-expected))
    return relation


def _said(claim: Claim) -> bool:
    return claim.sign in ("+", "-") or bool(claim.direction)


def _as_said(claim: Claim) -> Interval:
    """The change with the sign that the words give it."""
    turned = claim.sign not in ("+", "-") and claim.direction < 0 < claim.value
    return -claim.interval if turned else claim.interval


def _turned(relation: Relation) -> bool:
    """The size is right, the word beside it is not."""
    own = _as_said(relation.target)
    return relation.target.sign not in ("+", "-") and own.meets(-relation.expected) and relation.target.value != 0


def _other_way_round(relation: Relation) -> bool:
    """The two values stand exchanged: the change is the one from now to before."""
    now, former = relation.operands
    expected = expect(CHANGE, [former.interval, now.interval])
    return expected is not None and _as_said(relation.target).meets(expected)
