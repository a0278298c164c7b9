"""A balance is what came in less what went out.

Rule balance: a number that the text calls a balance (net, saldo) against the in and out of the same country or group,
nearest first. Any pair that gives it settles the matter. It cannot see balances whose in or out is printed nowhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import combinations, permutations

from mtm.audit.claims import CHANGE, Claim
from mtm.audit.gathered.copies import near_digits
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.balances import is_aside
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, Relation
from mtm.kit.intervals import Interval

RULE = "balance"
_LOSING = ("negative", "net_loss", "out", "down")
_AND = frozenset(("and", "и", "және", "мен", "пен", "бен"))
MOST, REACH, LEAST, BESIDE, BEFORE, AHEAD = 8, 200, 100, 16, 2, 40
FEWEST_SIDES, MOST_SIDES = 3, 8  # that one sentence adds and takes away


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every balance whose in and out are known."""
    levels: dict[tuple[str, str, bool], list[Claim]] = {}
    balances = [c for c in reading.claims if c.role == "balance" and c.table < 0]
    if not balances:
        return
    for claim in reading.claims:
        if _may_be_a_side(reading, claim):
            for exact in {False, claim.exact}:
                levels.setdefault((claim.area, claim.unit, exact), []).append(claim)
    found: list[Relation] = []
    for balance in balances:
        if _of_before(reading, balance):
            continue
        key = balance.area, balance.unit
        offered = (
            _unnamed_beside(reading, balance) or levels.get((*key, balance.exact)) or levels.get((*key, False), [])
        )
        if balance.area.startswith(REST):  # "the others" of another list are other countries
            offered = [c for c in offered if c.block == balance.block]
        relation = _relation(reading, balance, offered)
        if (relation is None or not relation.holds) and (two := _of_one_place(reading, balance)):
            relation = _relation(reading, balance, two) or relation
        if relation is not None:
            found.append(relation)
    found += _copies(reading, balances, found)
    doubted = (r for r in found if r.holds or not _of_another_time(r, found))
    yield from (r for r in doubted if r.holds or not _of_other_balances(reading, r.target))


def _of_before(reading: Reading, balance: Claim) -> bool:
    """ "The balance more than doubled: a year earlier it had been 24,600": the flows of now are not its own."""
    if balance.table >= 0 or balance.sign in ("+", "-"):
        return False
    cues = reading.sentences[balance.sentence].tagged("earlier")
    return balance.time == "before" or any(0 <= balance.start - c.end < AHEAD for c in cues)


def _copies(reading: Reading, balances: list[Claim], found: list[Relation]) -> Iterator[Relation]:
    """A balance without in and out around it that has the size of one whose in and out are known."""
    settled = {id(r.target) for r in found}
    known = {(abs(r.target.amount), r.target.area, r.target.unit): r for r in found if r.holds}
    for balance in balances:
        model = known.get((abs(balance.amount), balance.area, balance.unit))
        if model is None or id(balance) in settled or abs(balance.amount) < LEAST:
            continue
        a, b = model.operands
        own, expected = _signed(balance), a.interval - b.interval
        free = balance.sign not in ("+", "-") and not balance.direction
        if own.meets(expected) or (free and own.meets(-expected)):
            yield _make(balance, a, b, True)
        elif own.meets(-expected):
            relation = _make(balance, a, b, False)
            if balance.sign not in ("+", "-"):
                blame_the_word(relation, reading.sentences[balance.sentence])
            yield relation


def _of_other_balances(reading: Reading, balance: Claim) -> bool:
    """ "An internal gain of 1,365, a loss of 840 abroad; overall growth 525": two others of the paragraph make it."""
    here = [c for s in reading.by_block.get(balance.block, ()) for c in s.claims if c.unit == balance.unit]
    others = [
        abs(c.amount) for c in here if (c.role in ("balance", CHANGE) or _told_alone(c, balance)) and c is not balance
    ][:MOST]
    size = abs(balance.amount)
    return any(size in (one + two, abs(one - two)) for one, two in combinations(others, 2) if one != two)


def _told_alone(claim: Claim, balance: Claim) -> bool:
    """ "The exchange with abroad brought a loss of 840": a loss or gain of a sentence of its own."""
    return bool(claim.direction) and claim.sentence != balance.sentence and is_level(claim)


def _may_be_a_side(reading: Reading, claim: Claim) -> bool:
    """A count or an amount that is no balance, no rough figure and none of an earlier time."""
    if not is_level(claim) or claim.hedge or claim.axes.get("flow") == "net" or claim.time == "before":
        return False
    if claim.table >= 0:
        return True
    sentence = reading.sentences[claim.sentence]
    of_balances = "balance" in sentence.tags() and not sentence.tags() & {"in", "out"}
    return not is_aside(claim, sentence) and not (of_balances and any(c.role == "balance" for c in sentence.claims))


def _unnamed_beside(reading: Reading, balance: Claim) -> list[Claim]:
    """ "From China the net inflow was 9,961 – 12,276 in, 2,315 out": in and out go on with the balance's name."""
    if not balance.area:
        return []
    here = [c for c in reading.sentences[balance.sentence].claims if not c.area and c.unit == balance.unit]
    here = [c for c in here if c.told and _may_be_a_side(reading, c)]
    return here if {c.axes.get("flow") for c in here} == {"in", "out"} and len(here) == 2 else []


def _of_one_place(reading: Reading, balance: Claim) -> list[Claim]:
    """ "97,800 came to the region, 96,100 left it. The balance was 1,700": the place is named once, for all three."""
    if balance.area or balance.table >= 0:
        return []
    near = reading.sentences[max(0, balance.sentence - BEFORE) : balance.sentence + 1]
    here = [
        c for s in near if s.block == balance.block for c in s.claims if c is not balance and c.unit == balance.unit
    ]
    here = [c for c in here if is_level(c) or c.role == "balance"]
    named = {c.area for c in here} - {""}
    flows = [c.axes.get("flow") for c in here]
    if flows != ["in", "out"] or len(named) != 1 or here[1].area or not all(_plain_side(reading, c) for c in here):
        return []
    anew = any(here[0].after <= c.start < here[1].start for s in near for c in s.tagged("total"))
    return [] if anew else here  # "from one country 9,780 came, in all 12,183 left": the second is of more


def _plain_side(reading: Reading, claim: Claim) -> bool:
    return claim.told and not claim.total and not claim.area.startswith(REST) and _may_be_a_side(reading, claim)


def _of_another_time(relation: Relation, found: list[Relation]) -> bool:
    """ "+230,000, down from +336,000": the in and the out beside two balances are those of the one that they give."""
    taken = [o.amount for o in relation.operands]
    held = [r for r in found if r.holds and [o.amount for o in r.operands] == taken]
    return any(
        r.target.sentence == relation.target.sentence or not near_digits(r.target, relation.target) for r in held
    )


def blame_the_word(relation: Relation, sentence: Sentence) -> None:
    """ "a positive net balance of 6,871" where more left than came: the number is right, the word is the place."""
    wrong = ("positive", "net_gain", "in", "up") if relation.target.direction > 0 else _LOSING
    target = relation.target
    cues = [c for c in reversed(sentence.cues) if c.start < target.start]
    cues += [c for c in sentence.cues if 0 <= c.start - target.after < BESIDE and not c.tags & {"in", "out"}]
    for tag in wrong:
        cue = next((c for c in cues if tag in c.tags), None)
        if cue is not None:
            relation.words = ((cue.start, cue.end, sentence.number),)
            relation.note, relation.family = "word", f"word{sentence.number}.{cue.start}"
            printed = ", ".join(o.printed for o in relation.operands)
            relation.params = {"word": sentence.piece.text[cue.start : cue.end], "operands": printed}
            return


def _signed(balance: Claim) -> Interval:
    own = balance.interval
    return -own if balance.direction < 0 and balance.sign not in ("-", "+") and balance.value > 0 else own


def _relation(reading: Reading, balance: Claim, levels: list[Claim]) -> Relation | None:
    first = bisect_left(levels, balance.section, key=lambda c: c.section)  # sections follow each other in the text
    same = levels[first : bisect_right(levels, balance.section, key=lambda c: c.section)]
    near = sorted(
        same if len(same) > 1 else _around(levels, balance),
        key=lambda c: (abs(c.section - balance.section), abs(c.block - balance.block), c.order),
    )[:MOST]
    outs = [c for c in near if _is_out(c)]
    ins = [c for c in near if not _is_out(c)]
    ins, outs = _beside(ins, outs, balance)
    own = _signed(balance)
    free = balance.sign not in ("+", "-") and not balance.direction
    for a in ins:
        for b in outs:
            expected = a.interval - b.interval
            if own.meets(expected) or (free and own.meets(-expected)):
                return _make(balance, a, b, True)
    pair = _nearest(ins, outs, balance)
    if pair is None or _of_others(reading, balance, pair):
        return None
    if not balance.area and pair[0].sentence != balance.sentence and _after_group(reading, balance):
        return None
    if _of_two_others(balance, near, ins, outs) or _of_several(reading.sentences[balance.sentence], balance):
        return None
    if _one_of_two(reading.sentences[balance.sentence]) and not _in_its_brackets(pair[0], balance):
        return None
    relation = _make(balance, *pair, False)
    if own.meets(-relation.expected) and balance.sign not in ("+", "-"):
        blame_the_word(relation, reading.sentences[balance.sentence])
    if balance.sign not in ("+", "-") and own is not balance.interval:
        relation.params["shown"] = "unsigned"
    return relation


def _of_others(reading: Reading, balance: Claim, pair: tuple[Claim, Claim]) -> bool:
    """In and out are not said to be such, of another time, or other ones than the sentence itself gives."""
    told = bool(balance.area) or (pair[0].told and pair[1].told)
    return not told or _dated_apart(balance, pair) or _roughly_told(reading, balance)


def _roughly_told(reading: Reading, balance: Claim) -> bool:
    """ "some 2.67 million came and 1.2 million left, a net gain of 1.46 million": those, though rough."""
    here = [c for c in reading.sentences[balance.sentence].claims if c is not balance and c.unit == balance.unit]
    sides = {c.axes.get("flow") for c in here if is_level(c) and c.told}
    return {"in", "out"} <= sides and any(c.hedge for c in here)


def _dated_apart(balance: Claim, pair: tuple[Claim, Claim]) -> bool:
    """ "fewer than in 2015, when the net inflow was 113,100": in and out are those of 2016."""
    dated = [c.period for c in (balance, *pair) if c.period[:1].isdigit()]
    return len(dated) == len(pair) + 1 and not any(compatible(dated[0], other) for other in dated[1:])


def _after_group(reading: Reading, balance: Claim) -> bool:
    """ "Departures of CIS citizens numbered 20,323, so that the group's balance was +4,892": it is that group's."""
    sentence = reading.sentences[balance.sentence]
    return any(a.end <= balance.start and a.code != reading.host for a in sentence.areas)


def _of_several(sentence: Sentence, balance: Claim) -> bool:
    """ "made up of 21,460 arrivals and 3,980 births, less 5,120 returns and 1,890 deaths": all of them give it."""
    others = [c for c in sentence.claims if c is not balance and is_level(c) and c.unit == balance.unit]
    if not FEWEST_SIDES <= len(others) <= MOST_SIDES:
        return False
    sums = [others[0].interval]
    for claim in others[1:]:
        sums = [made for s in sums for made in (s + claim.interval, s - claim.interval)]
    return any(balance.interval.meets(s) or balance.interval.meets(-s) for s in sums)


def _one_of_two(sentence: Sentence) -> bool:
    """ "the balances of the two are −43,902 and −10,868": two without names, and more than one pair before them."""
    balances = [c for c in sentence.claims if c.role == "balance"]
    levels = [c for c in sentence.claims if is_level(c)]
    text, following = sentence.piece.text, [c for c in sentence.claims if c.start >= balances[0].after]
    joined = bool(following) and text[balances[0].after : following[0].start].strip() in _AND
    if len(balances) + joined < 2 or len(levels) < 3:
        return False
    return joined or len({c.area for c in balances}) < len(balances)


def _of_two_others(balance: Claim, near: list[Claim], ins: list[Claim], outs: list[Claim]) -> bool:
    """Births less deaths in a list that also has moves: two numbers that words name no in and out give it exactly."""
    wanted = abs(balance.amount)
    if not balance.exact or wanted < LEAST:
        return False
    crossed = {(id(a), id(b)) for a in ins for b in outs}
    levels = [c for c in near if c.exact]
    pairs = ((a, b) for a, b in permutations(levels, 2) if a.amount - b.amount == wanted)
    return any((id(a), id(b)) not in crossed and (id(b), id(a)) not in crossed for a, b in pairs)


def _around(levels: list[Claim], balance: Claim) -> list[Claim]:
    """The few hundred levels around the balance, in the order of the text."""
    middle = bisect_left(levels, balance.order, key=lambda c: c.order)
    return levels[max(0, middle - REACH) : middle + REACH]


def _is_out(claim: Claim) -> bool:
    return claim.axes.get("flow") == "out" or claim.axes.get("status") == "lost"


def _is_in(claim: Claim) -> bool:
    return claim.axes.get("flow") == "in" or claim.axes.get("status") == "gained"


def _beside(ins: list[Claim], outs: list[Claim], balance: Claim) -> tuple[list[Claim], list[Claim]]:
    """Only the in and the out of the balance's own sentence or paragraph, where words name one of each."""
    for near in (_in_its_brackets, _in_sentence, _just_before, _in_paragraph):
        here = [c for c in ins if near(c, balance) and c.told and _is_in(c)]
        there = [c for c in outs if near(c, balance) and c.told]
        if len({c.amount for c in here}) == 1 == len({c.amount for c in there}):
            return here, there
    return ins, outs


def _nearest(ins: list[Claim], outs: list[Claim], balance: Claim) -> tuple[Claim, Claim] | None:
    """The pair that stands in the balance's own section, said in words to be in and out, or the section's largest."""
    ins = [c for c in ins if c.section == balance.section]
    outs = [c for c in outs if c.section == balance.section]
    for near in (_in_its_brackets, _in_sentence, _just_before, _in_paragraph):
        here = [c for c in ins if near(c, balance)], [c for c in outs if near(c, balance)]
        if here[0] and here[1]:
            ins, outs = here
            break
    named = [c for c in ins if _is_in(c)] or ins
    if not named or not outs:
        return None
    if len({c.amount for c in outs}) > 1 or len({c.amount for c in named}) > 1:
        named = [max(named, key=lambda c: c.amount)]
        outs = [max(outs, key=lambda c: c.amount)]
    return named[0], outs[0]


def _in_its_brackets(claim: Claim, balance: Claim) -> bool:
    """ "a net outflow of 11 for the month (1,866 arriving, 1,877 leaving)": the brackets that follow the balance."""
    if claim.table >= 0 or claim.piece is not balance.piece or not 0 < claim.start - balance.end < REACH:
        return False
    opened = claim.piece.text.find("(", balance.end, claim.start)
    return opened >= 0 and ")" not in claim.piece.text[balance.end : claim.start]


def _in_sentence(claim: Claim, balance: Claim) -> bool:
    return claim.table < 0 and claim.sentence == balance.sentence


def _just_before(claim: Claim, balance: Claim) -> bool:
    """ "12,846 came, 8,915 left. The balance is positive: +3,931": the sentence before, in one paragraph."""
    return claim.table < 0 and claim.block == balance.block and claim.sentence == balance.sentence - 1


def _in_paragraph(claim: Claim, balance: Claim) -> bool:
    return claim.table < 0 and claim.block == balance.block


def _make(balance: Claim, a: Claim, b: Claim, holds: bool) -> Relation:
    expected = a.interval - b.interval
    return Relation(RULE, DIFFERENCE, balance, (a, b), expected, holds, family=f"balance{balance.block}", support=1)
