"""A share in running text must be its count over a whole that the text gives.

Rule share_of_whole: every plausible whole is tried; the list decides which one it uses, and a share that fits none of
them while its siblings fit one is wrong. A share on its own is wrong only where its sentence or paragraph names the
whole. It cannot see shares whose whole is printed nowhere, or lists that are wrong throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mtm.audit.causes.repair import candidates
from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import Listing, Pair, is_level, listings
from mtm.audit.gathered.only_totals import only_total, whole_of_them
from mtm.audit.gathered.said_wholes_of import named_whole
from mtm.audit.gathered.wholes import paragraph_wholes, section_wholes, totals_near
from mtm.audit.meaning.prose import REST
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.kit.intervals import HUNDRED, Interval, share

RULE = "share_of_whole"
MOST_PAIRS, NEXT, LONG = 4, 3, 3
MOST_WHOLES = 12  # a list does not use more


@dataclass(slots=True)
class Choice:
    """A list's pairs with the whole that each was found to use; ``why`` says where that whole stands."""

    listing: Listing
    base: dict[int, Claim] = field(default_factory=dict)  # id of a share to its whole
    main: Claim | None = None
    votes: int = 0
    near: list[Claim] = field(default_factory=list)


_SIDES = ("flow", "status", "term", "sex", "way")


def apart(one: Claim, other: Claim) -> bool:
    """They stand on different sides: arrivals are no part of departures."""
    return any(other.axes.get(axis, side) != side for axis, side in one.axes.items() if axis in _SIDES)


def fits(pair: Pair, whole: Claim) -> bool:
    """share = part / whole, by intervals, without division."""
    p, a, b = pair.share.interval, pair.part.interval, whole.interval
    return p.low * b.low <= a.high * HUNDRED and a.low * HUNDRED <= p.high * b.high


def choose(reading: Reading) -> list[Choice]:
    """For every list of pairs the wholes that it uses; worked out once per reading."""
    if reading.choices is None:
        reading.choices = [_choice(reading, listing) for listing in listings(reading) if listing.pairs]
    return reading.choices


def _choice(reading: Reading, listing: Listing) -> Choice:
    parts = {id(pair.part) for pair in listing.pairs}
    near = paragraph_wholes(listing, parts)

    def far() -> list[Claim]:
        return totals_near(reading, listing.pairs[0].part)

    choice = Choice(listing, near=near)
    open_pairs = [p for p in listing.pairs if id(p.share) not in listing.explicit]
    for pair in listing.pairs:
        whole = listing.explicit.get(id(pair.share))
        if whole is not None and fits(pair, whole):
            choice.base[id(pair.share)] = whole
    for step, find_candidates in enumerate((lambda: near, lambda: section_wholes(reading, listing), far)):
        if not open_pairs:
            break
        candidates = find_candidates()
        if step == 2 and choice.base:
            open_pairs = [p for p in open_pairs if _kind(p) == "group"]
        open_pairs = _vote(reading, choice, open_pairs, candidates)
    _without_strays(reading, choice)
    return choice


def _without_strays(reading: Reading, choice: Choice) -> None:
    """An item of a list that took a whole of its own before its like were found to use another takes theirs."""
    main = choice.main
    if main is None or choice.votes <= MOST_PAIRS - 1:
        return
    spoken = choice.listing.explicit
    used = [p for p in choice.listing.pairs if id(p.share) in choice.base and id(p.share) not in spoken]
    bases = {id(p.share): choice.base[id(p.share)] for p in used}
    for pair in used:
        base = bases[id(pair.share)]
        like = [p for p in used if _kind(p) == _kind(pair) and p.share.sentence == pair.share.sentence]
        alone = sum(bases[id(p.share)] is base for p in like) == 1
        theirs = sum(bases[id(p.share)] is main for p in like)
        if base is not main and alone and theirs >= MOST_PAIRS - 1 and not _of_its_own(reading, choice, base, [pair]):
            del choice.base[id(pair.share)]


def _vote(reading: Reading, choice: Choice, pairs: list[Pair], candidates: list[Claim]) -> list[Pair]:
    """Gives pairs the whole that most of them fit, then the next; returns the pairs that fit none."""
    fitting = [(whole, [p for p in pairs if _may_be(whole, p)]) for whole in candidates]
    taken: set[int] = set()
    for _ in range(MOST_WHOLES):
        best: Claim | None = None
        members: list[Pair] = []
        for whole, fit in fitting:
            if len(fit) <= len(members):
                continue
            found = [p for p in fit if id(p.share) not in taken]
            found = _not_alone(choice, found) or _of_its_own(reading, choice, whole, found)
            if len(found) > len(members):
                best, members = whole, found
        if best is None:
            return pairs
        for pair in members:
            choice.base[id(pair.share)] = best
        if len(members) > choice.votes:
            choice.main, choice.votes = best, len(members)
        taken |= {id(p.share) for p in members}
        pairs = [p for p in pairs if id(p.share) not in taken]
    return pairs


def _may_be(whole: Claim, pair: Pair) -> bool:
    """The whole of a pair by unit, size, value and side."""
    part = pair.part
    if whole.time == "before" and part.time != "before" and whole.block == part.block:
        return False  # a number of today is no part of that of a year ago
    return whole is not part and _larger(whole, part) and fits(pair, whole) and not apart(part, whole)


def _not_alone(choice: Choice, pairs: list[Pair]) -> list[Pair]:
    """Without an item that stands alone on this whole while its like were found to use another."""
    if choice.votes < 2:
        return pairs
    like = [_kind(p) for p in _fitting(choice)]
    return [p for p in pairs if _kind(p) not in like or sum(_kind(o) == _kind(p) for o in pairs) > 1]


def _of_its_own(reading: Reading, choice: Choice, whole: Claim, pairs: list[Pair]) -> list[Pair]:
    """ "1.9 million returnees … The returnees included …": a sentence apart that names what its whole counts."""
    main = choice.main
    if main is None or not whole.noun or whole.noun == main.noun:
        return []
    used = {p.share.sentence for p in _fitting(choice)}
    return [p for p in pairs if p.share.sentence not in used and _names(reading, p.share.sentence, whole.noun)]


def _names(reading: Reading, sentence: int, noun: str) -> bool:
    return any(entry.stem == noun for _, _, entry in reading.sentences[sentence].found)


def _fitting(choice: Choice) -> list[Pair]:
    return [p for p in choice.listing.pairs if choice.base.get(id(p.share)) is choice.main]


def _larger(whole: Claim, part: Claim) -> bool:
    return whole.unit == part.unit and whole.interval.high >= part.interval.low


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every pair whose whole is known."""
    choices = choose(reading)
    groups = _group_bases(choices)
    for choice in choices:
        wrong = [r for pairs in _open_lists(choice) if (r := _wrong_whole(reading, choice, pairs)) is not None]
        yield from wrong
        taken = {id(c) for r in wrong for c in r.operands}
        for pair in choice.listing.pairs:
            if id(pair.share) in taken:
                continue
            relation = _relation(reading, choice, pair, groups)
            if relation is None or not relation.holds:
                relation = of_all_there_are(reading, pair) or relation
            told = id(pair.share) in choice.listing.explicit  # "30 per cent of the 6,180": the whole stands beside it
            if relation is not None and (relation.holds or not _of_another(reading, pair, told)):
                yield relation


def _of_another(reading: Reading, pair: Pair, told: bool) -> bool:
    """Words name another whole, and it fits: "2,080 were in the Gulf … Of those from the Gulf, 1,248, or 60 %"."""
    own = pair.share
    named = named_whole(reading, own.start, own.after, own.interval, pair.part, own.sentence)
    if named is not None and fits(pair, named.whole):
        return True
    return not told and (_of_its_side(reading, pair) or _in_table_scale(reading, pair) or _of_its_row(reading, pair))


def _of_its_row(reading: Reading, pair: Pair) -> bool:
    """ "34.7 % of the economic class (94,270 persons)": the name is that of the whole."""
    name = pair.part.area or pair.share.area
    rows = reading.claims if name else ()
    return any(c.table >= 0 and c.area == name and _may_be(c, pair) and len(c.digits) >= LONG for c in rows)


def _of_its_side(reading: Reading, pair: Pair) -> bool:
    """ "Without work are 29.0 % of the men (386)": the number that the report gives for all the men."""
    axes = {axis: side for axis, side in pair.part.axes.items() if axis in ("sex", "age", "place")}
    if not axes or pair.part.unit:
        return False
    sided = (c for c in reading.claims if is_level(c) and all(c.axes.get(a) == s for a, s in axes.items()))
    return any(_may_be(c, pair) and len(c.digits) >= LONG for c in sided)


def _in_table_scale(reading: Reading, pair: Pair) -> bool:
    """ "61.2 thousand foreigners (57.0 %)" beside 107.3 in a table of thousands that only its caption calls so."""
    if pair.part.scale == 1:
        return False
    part = pair.part.interval.times(Decimal(1) / pair.part.scale)
    if pair.share.interval.low <= 0:
        return False
    wanted, own = part.times(HUNDRED) / pair.share.interval, pair.part
    cells = [c for c in reading.claims if c.table >= 0 and c.decimals == own.decimals and len(c.digits) >= LONG]
    if any(c.interval.meets(wanted) for c in cells if c.scale == 1):
        return True
    return any(_may_be(c, pair) for c in cells if c.scale == own.scale and c.axes == own.axes)


def _leads(reading: Reading, claim: Claim, pairs: list[Pair]) -> bool:
    """A group's own number before the list, what the words call the whole, or the first number of its sentence."""
    if claim.total:
        return True
    if claim.order < pairs[0].part.order and claim.sentence + 1 == pairs[0].part.sentence and len(pairs) >= MOST_PAIRS:
        return True  # "2,615 new arrivals were recorded. Their reasons were …"
    first = reading.sentences[pairs[0].part.sentence]
    next_to = 0 <= claim.sentence == first.number - 1
    if next_to and any(c.start - first.start < NEXT for c in first.tagged("ofwhich")):
        return True  # "550 people … Of these, 330 (60%) …"
    return claim.order < pairs[0].part.order and (bool(claim.area) or claim.sentence == pairs[0].part.sentence)


def _explained(lead: Claim, pairs: list[Pair], implied: Interval) -> bool:
    """One slip of typing, or a part left out or counted twice, makes the implied whole out of the printed one."""
    if candidates(lead, implied):
        return True
    return any(lead.amount + sign * p.part.amount in implied for p in pairs for sign in (1, -1))


def _group_bases(choices: list[Choice]) -> dict[tuple[int, str], Claim]:
    """For each section and direction the whole that shares of groups (CIS, EU) were found to use."""
    found: dict[tuple[int, str], Claim] = {}
    for choice in choices:
        for pair in choice.listing.pairs:
            base = choice.base.get(id(pair.share))
            if base is not None and _kind(pair) == "group":
                found.setdefault((choice.listing.section, pair.part.axes.get("flow", "")), base)
    return found


def _open_lists(choice: Choice) -> list[list[Pair]]:
    """The list, where no two of its shares use one whole; else each sentence of it of which no share uses any."""
    pairs = choice.listing.pairs
    if choice.votes < 2:
        return [pairs] if len(pairs) > 2 else []
    by_sentence: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_sentence.setdefault(pair.share.sentence, []).append(pair)
    return [
        found for found in by_sentence.values() if len(found) > 2 and not any(id(p.share) in choice.base for p in found)
    ]


def _wrong_whole(reading: Reading, choice: Choice, listed: list[Pair]) -> Relation | None:
    """All shares of a list imply one whole, and the printed one is another."""
    kinds = [_kind(p) for p in listed]
    pairs = [p for p in listed if _kind(p) == max(kinds, key=kinds.count)]
    items = {id(p.part) for p in pairs}
    lead = next(
        (c for c in choice.near if c.unit == pairs[0].part.unit and id(c) not in items and _leads(reading, c, pairs)),
        None,
    )
    if lead is None or len(pairs) < 3:
        return None
    implied: Interval | None = None
    for pair in pairs:
        if pair.share.interval.low <= 0:
            return None
        one = pair.part.interval.times(HUNDRED) / pair.share.interval
        implied = one if implied is None else implied.common(one)
        if implied is None:
            return None
    assert implied is not None  # noqa: S101 - a listing has pairs
    if implied.meets(lead.interval):
        return None
    too_small = any(p.part.interval.low > lead.interval.high for p in pairs)
    if (too_small or not (lead.area or lead.total)) and not _explained(lead, pairs, implied):
        return None
    if any(implied.meets(t.interval) and t.unit == lead.unit for t in totals_near(reading, lead)):
        return None  # they are shares of a total that stands elsewhere
    parts = tuple(c for p in pairs for c in p)
    relation = Relation(RULE, "whole", lead, parts, implied, False, family=f"list{choice.listing.block}", note="whole")
    relation.support = len(pairs)
    return relation


def _relation(reading: Reading, choice: Choice, pair: Pair, groups: dict[tuple[int, str], Claim]) -> Relation | None:
    base = choice.base.get(id(pair.share))
    family = f"list{choice.listing.block}"
    if base is not None:
        expected = share(pair.part.interval, base.interval) if base.interval.low > 0 else Interval.exact(0)
        return Relation(RULE, SHARE, pair.share, (pair.part, base), expected, True, family=family, support=choice.votes)
    base = whole_of_them(reading, pair) or _broken_base(choice, pair)
    if base is pair.part or (base is not None and base.time == "before" and pair.part.time != "before"):
        return None
    if base is None and _kind(pair) == "group":
        base = groups.get((choice.listing.section, pair.part.axes.get("flow", "")))
        base = base if base is not None and not apart(pair.part, base) else None
    if base is None or base.interval.low <= 0:
        return None
    expected = share(pair.part.interval, base.interval)
    holds = fits(pair, base)
    return Relation(RULE, SHARE, pair.share, (pair.part, base), expected, holds, family=family, support=choice.votes)


def of_all_there_are(reading: Reading, pair: Pair) -> Relation | None:
    """ "257,038 entries, i.e. 87.8% of all entries": the one total of that kind that the report gives."""
    whole = only_total(reading, pair.share, pair.part)
    if whole is None or fits(pair, whole):
        return None
    expected = share(pair.part.interval, whole.interval)
    family = f"all{pair.share.block}.{pair.share.start}"
    return Relation(RULE, SHARE, pair.share, (pair.part, whole), expected, False, family=family, topical=True)


def _broken_base(choice: Choice, pair: Pair) -> Claim | None:
    """The whole that a pair should fit: the one it names, its siblings', or the only one that the paragraph offers."""
    named = choice.listing.explicit.get(id(pair.share))
    if named is not None:
        return named if named.unit == pair.part.unit else None
    siblings = len(choice.listing.pairs) - 1
    if (beside := _base_beside(choice, pair)) is not None:
        return beside
    if choice.main is not None and choice.main is not pair.part and choice.main.unit == pair.part.unit:
        same = _fitting(choice)
        if len(same) * 2 >= siblings and _alike(pair, same) and not _announced_later(choice.main, pair, same):
            return choice.main
    if siblings:
        return None
    before = [c for c in choice.near if c is not pair.part and _larger(c, pair.part) and c.order < pair.part.order]
    return before[0] if len(before) == 1 and not before[0].hedge else None


def _announced_later(main: Claim, pair: Pair, same: list[Pair]) -> bool:
    """The whole comes in a later sentence, and all that use it come after it: what stood before it had another."""
    if pair.share.sentence >= main.sentence or main.block != pair.share.block:
        return False
    return all(p.share.sentence >= main.sentence for p in same)


def _base_beside(choice: Choice, pair: Pair) -> Claim | None:
    """The whole of the other shares of its sentence, where none of them uses the list's main one."""
    bases = [
        choice.base[id(p.share)]
        for p in choice.listing.pairs
        if p.share.sentence == pair.share.sentence and p is not pair and id(p.share) in choice.base
    ]
    return bases[0] if bases and len({id(b) for b in bases}) == 1 and bases[0] is not choice.main else None


def _alike(pair: Pair, same: list[Pair]) -> bool:
    """Items of one list: all countries, or all groups, or all without a name."""
    kind = _kind(pair)
    return any(_kind(other) == kind or (REST in (_named(pair), _named(other))) for other in same)


def _named(pair: Pair) -> str:
    return pair.part.area or pair.share.area


def _kind(pair: Pair) -> str:
    area = pair.part.area or pair.share.area
    return "group" if area.startswith(("group:", "rest:")) else "area" if area else ""
