"""Parts must add up to their total, and never exceed it.

Rule parts_and_total: items of a paragraph under its total; a group and its complement under the total of both; shares
of complementary categories under 100. A list that does not claim to be complete may fall short of its total; that is
no finding. A list claims to be complete when it names the rest, when its shares add up to 100, or when its items are
all sides of one thing (men and women). It cannot see lists whose total is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mtm.audit.causes.repair import candidates
from mtm.audit.claims import BALANCE, CHANGE, PERCENT, POINTS, Claim
from mtm.audit.gathered.lists import Listing, is_level, listing_of, listings, opening_rest
from mtm.audit.gathered.splits import of_their_own
from mtm.audit.gathered.wholes import section_wholes, totals_near
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import COMPLEMENTS, REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.audit.rules.shares.share_of_whole import choose
from mtm.audit.rules.totals.hundred import SIDES, hundreds
from mtm.kit.intervals import HUNDRED, Interval, total

RULE = "parts_and_total"
MOST_PAIRS, LEAST_BALANCES = 6, 3
BESIDE = 18  # characters between "deficit of" and its number
_PEOPLE = ("age", "sex", "place")
THIRD = "group:third"  # "third countries": all outside whichever group the text speaks of


def find(reading: Reading) -> Iterator[Relation]:
    """Sums of items, of complements, and of complementary shares."""
    for listing in listings(reading):
        for run in _runs(listing):
            relation = _relation(reading, listing, run)
            if relation is not None:
                yield relation
    yield from _complements(reading)
    yield from _rests(reading)
    yield from _sides(reading)
    yield from hundreds(reading)
    yield from _spoken(reading)


def _runs(listing: Listing) -> Iterator[list[Claim]]:
    """Items in a row: countries, rests and counts with shares, until one is named again or the unit changes."""
    paired = {id(p.part) for p in listing.pairs}
    run: list[Claim] = []
    opening = opening_rest(listing)
    for claim in listing.levels:
        if claim.hedge or claim is opening or claim.time == "before" or not _is_item(claim, paired):
            continue
        names = {i.area for i in run if i.area}
        if run and (
            claim.unit != run[0].unit
            or claim.area in names
            or (conflict(claim.axes, run[0].axes) and not claim.axes.get("age"))
        ):
            if len(run) > 1:
                yield run
            run = []
        run.append(claim)
        if claim.area.startswith(REST):
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _places(sentence: Sentence) -> bool:
    """It goes through the first places one by one."""
    return sum(c.ordinal > 1 for c in sentence.cues) > 1


def _is_item(claim: Claim, paired: set[int]) -> bool:
    if claim.area.startswith("group:") or claim.total:
        return False
    return bool(claim.area) or id(claim) in paired


def _relation(reading: Reading, listing: Listing, run: list[Claim]) -> Relation | None:
    expected = total(i.interval for i in run)
    leads = _leads(reading, listing, run)
    family = f"items{listing.block}.{run[0].index}"
    for lead in leads:
        if expected.meets(lead.interval) and (len(run) > 2 or _complete(listing, run)):
            return Relation(RULE, SUM, lead, tuple(run), expected, True, family=family, support=1)
    complete = _complete(listing, run)
    leads = _leads(reading, listing, run, smaller=True) if complete else leads
    own = [c for c in leads if c.block == run[0].block]
    leads = own or [c for c in leads if complete and c.section == run[0].section and run[0].block - c.block < 4]
    if complete and not leads:
        leads = _shared_whole(reading, listing, run)
        if leads and leads[0].interval.meets(expected):
            return Relation(RULE, SUM, leads[0], tuple(run), expected, True, family=family, support=1)
    leads = [c for c in leads if of_one_time(c, *run)]
    if not leads or (len(run) == 2 and not complete):
        return None
    lead = _lead(run, leads)
    if {lead.sentence} == {i.sentence for i in run} and _places(reading.sentences[lead.sentence]):
        return None  # "First: Kandar (14.5); second: Belor (8.3); third: Tamar (6.7)"
    if complete:
        wholes = (lead, *_shared_whole(reading, listing, run))
        whole = next((c for c in wholes if _believable(c, run, expected)), None)
        if whole is not None:
            return Relation(RULE, SUM, whole, tuple(run), expected, False, family=family)
    if (
        lead.time != "before"
        and expected.low > lead.interval.high
        and len({i.sentence for i in run} | {lead.sentence}) == 1
    ):
        return Relation(RULE, SUM, lead, tuple(run), expected, False, family=family, note="exceeds")
    return None


def _shared_whole(reading: Reading, listing: Listing, run: list[Claim]) -> list[Claim]:
    """The whole that the shares of the list were found to use, wherever it stands."""
    items = {id(i) for i in run}
    choice = next((c for c in choose(reading) if c.listing is listing), None)
    if choice is None or choice.main is None:
        return []
    used = [p for p in listing.pairs if id(p.part) in items and choice.base.get(id(p.share)) is choice.main]
    return [choice.main] if len(used) > 1 else []


def _believable(lead: Claim, run: list[Claim], expected: Interval) -> bool:
    """One mistyped number, or one part left out or counted twice, explains the gap; else the list was misread."""
    if _one_slip(lead, tuple(run), expected):
        return True
    gap = lead.interval - expected
    return any(gap.meets(c.interval) or gap.meets(-c.interval) for c in run)


def _leads(reading: Reading, listing: Listing, run: list[Claim], smaller: bool = False) -> list[Claim]:
    """What may be the total: levels of the paragraph that are no items, then the section's."""
    items = {id(i) for i in run}
    largest = max(run, key=lambda c: c.amount)
    own = [c for c in listing.levels if id(c) not in items and (not c.area or c.area.startswith("group:"))]
    opening = opening_rest(listing)
    own = [opening, *own] if opening is not None else own
    found = [*own, *section_wholes(reading, listing)]
    found = [c for c in found if c.unit == run[0].unit and not _apart(c, run[0])]
    return found if smaller else [c for c in found if c.interval.high >= largest.interval.low]


def _lead(run: list[Claim], leads: list[Claim]) -> Claim:
    """The group that the rest names, else the whole nearest to the sum."""
    group = next((i.area[len(REST) :] for i in run if i.area.startswith(REST)), "")
    if group:
        leads = [c for c in leads if c.area == group] or leads
    expected = total(i.interval for i in run)
    return min(leads, key=lambda c: (c.interval.gap(expected), c.order))


def _complete(listing: Listing, run: list[Claim]) -> bool:
    if any(i.area.startswith(REST) for i in run):
        return True
    for axis, values in SIDES:
        if len(run) == len(values) and {i.axes.get(axis) for i in run} == set(values):
            return True
    shares = [p.share for p in listing.pairs if any(p.part is i for i in run)]
    if len(shares) != len(run):
        return False
    return HUNDRED in total(s.interval for s in shares) and all(s.decimals for s in shares)


def _complements(reading: Reading) -> Iterator[Relation]:
    """A group, its complement and the total of both."""
    groups: dict[tuple[str, int], list[Claim]] = {}
    for claim in reading.claims:
        open_count = is_level(claim) and not claim.hedge and claim.time != "before"
        if claim.table < 0 and claim.area.startswith("group:") and open_count and not _is_gap(reading, claim):
            groups.setdefault((claim.area, claim.section), []).append(claim)
    for (area, section), claims in groups.items():
        found: list[Relation] = []
        others = groups.get((COMPLEMENTS.get(area, ""), section)) or groups.get((THIRD, section)) or []
        if area == THIRD:
            continue
        for claim in claims[:MOST_PAIRS]:
            for other in others[:MOST_PAIRS]:
                if claim.unit == other.unit and not _apart(claim, other):
                    found += [
                        r
                        for r in _three(reading, claim, other)
                        if r.holds or other.area != THIRD or _together(claim, other)
                    ]
        held = {id(r.target) for r in found if r.holds}  # a total that one pair makes is none of another
        yield from (r for r in found if r.holds or id(r.target) not in held)


def _together(one: Claim, other: Claim) -> bool:
    """One sentence gives both, exactly: "44,321 came from the EU, 19,012 from third countries"."""
    return one.sentence == other.sentence and one.exact and other.exact


def _is_gap(reading: Reading, claim: Claim) -> bool:
    """ "a deficit of 8,287", «отрицательное (491)»: the size of a balance, no part of any total."""
    sentence = reading.sentences[claim.sentence]
    if not claim.axes.get("flow") and any(c.start < claim.start for c in sentence.tagged("balance")):
        return True
    cues = [c for c in sentence.cues if c.tags & {"positive", "negative", "net_loss", "net_gain"}]
    return any(0 <= claim.start - c.end < BESIDE or 0 <= c.start - claim.after < BESIDE for c in cues)


def _rests(reading: Reading) -> Iterator[Relation]:
    """ "Other countries accounted for 1,862 inflows": with the section's only group they make the total."""
    for claims in reading.by_section.values():
        prose = [c for c in claims if c.table < 0 and is_level(c)]
        groups = [c for c in prose if c.area.startswith("group:")]
        countries = {c.block for c in prose if c.area and ":" not in c.area and not _opened(reading, c)}
        for rest in prose:
            if rest.area != REST or rest.block in countries:
                continue
            beside = [g for g in groups if g.sentence == rest.sentence]
            same = beside or [g for g in groups if g.axes.get("flow") == rest.axes.get("flow")]
            same = [g for g in same if g.unit == rest.unit]
            if len({g.amount for g in same}) == 1:
                yield from _three(reading, same[0], rest)


def _opened(reading: Reading, claim: Claim) -> bool:
    """The claim stands in a list that a rest opens: that rest is no item of the list."""
    listing = listing_of(reading, claim.block)
    return listing is not None and opening_rest(listing) is not None


def _sides(reading: Reading) -> Iterator[Relation]:
    """Men and women, town and country: both sides in one sentence make a total that the text gives."""
    for sentence in reading.sentences:
        levels = [c for c in sentence.claims if is_level(c)]
        for axis, values in SIDES if len(levels) > 1 else ():
            sides = [c for c in levels if c.axes.get(axis)]
            if (
                len(sides) != len(values)
                or {c.axes[axis] for c in sides} != set(values)
                or len({c.unit for c in sides}) > 1
            ):
                continue
            if len(sides) == 2 and of_their_own(sentence, *sides):
                continue
            totals = [t for t in totals_near(reading, sides[0]) if not t.hedge and axis not in t.axes]
            relation = _side_sum(sides, totals)
            if relation is not None:
                yield relation


def _side_sum(sides: list[Claim], totals: list[Claim]) -> Relation | None:
    """A total equal to the sum; else one near by that is a slip away from it."""
    expected = total(c.interval for c in sides)
    fitting = [t for t in totals if t.unit == sides[0].unit and t.interval.meets(expected) and t not in sides]
    family = f"sides{sides[0].block}"
    if fitting:
        return Relation(RULE, SUM, fitting[0], tuple(sides), expected, True, family=family, support=1)
    near = [t for t in totals if t.unit == sides[0].unit and t not in sides and abs(t.block - sides[0].block) < 3]
    near = [t for t in near if not t.area or any(c.area == t.area for c in sides)]  # the number of a town is its own
    near = [t for t in near if t.interval.gap(expected) * 10 < t.amount and t.amount >= max(c.amount for c in sides)]
    if not near:
        return None
    best = min(near, key=lambda t: (t.interval.gap(expected), t.order))
    return Relation(RULE, SUM, best, tuple(sides), expected, False, family=family)


def _spoken(reading: Reading) -> Iterator[Relation]:
    """The first level of a sentence and all that follow it: "69,051 decisions: 39,527 positive and 29,524 negative"."""
    for sentence in reading.sentences:
        levels = _with_change(sentence, [c for c in sentence.claims if is_level(c) and not c.hedge])
        yield from _balances(sentence)
        if not 2 < len(levels) < 12 or len({c.unit for c in levels}) > 1 or sentence.kind == "note":
            continue
        lead, *items = levels
        larger = any(c.amount > lead.amount for c in items) and not _announced(sentence, lead, items[0])
        if larger or any(c.time for c in items) or lead.time:
            continue
        expected = total(c.interval for c in items)
        family = f"spoken{sentence.number}"
        if expected.meets(lead.interval):
            yield Relation(RULE, SUM, lead, tuple(items), expected, True, family=family, support=1)
        elif _announced(sentence, lead, items[0]) and _slip(lead, items, expected):
            yield Relation(RULE, SUM, lead, tuple(items), expected, False, certain=False, family=family)


def _with_change(sentence: Sentence, levels: list[Claim]) -> list[Claim]:
    """ "grew by 72.3 thousand, of whom employees 39.5, the self-employed 32.8": a change has parts too."""
    changes = [c for c in sentence.claims if c.role == CHANGE and c.unit not in (PERCENT, POINTS) and not c.sign]
    if len(changes) != 1 or len(levels) < 2 or changes[0].order > levels[0].order:
        return levels
    return [changes[0], *levels] if _announced(sentence, changes[0], levels[0]) else levels


def _balances(sentence: Sentence) -> Iterator[Relation]:
    """ "+327,000, comprising +180,000 EU, +190,000 non-EU and -43,000 British citizens": balances add up too."""
    found = [c for c in sentence.claims if c.role == BALANCE and not c.hedge]
    if not 2 < len(found) < 12 or len({c.unit for c in found}) > 1 or sentence.kind == "note":
        return
    if not any(c.sign in ("+", "-") for c in found):
        return
    alone = len(found) == LEAST_BALANCES and not (sentence.tagged("in") or sentence.tagged("out"))
    choices = [(found[0], found[1:])] + ([(found[-1], found[:-1])] if alone else [])
    tested = [(lead, items, total(c.interval for c in items)) for lead, items in choices]
    held = next((t for t in tested if t[2].meets(t[0].interval)), None)
    meant = (t for t in tested if (_one_of(*t) if alone else _announced(sentence, t[0], t[1][0]) and _slip(*t)))
    lead, items, expected = held or next(meant, (None, [], None))
    if lead is not None and expected is not None:
        holds, family = held is not None, f"spoken{sentence.number}"
        yield Relation(RULE, SUM, lead, tuple(items), expected, holds, certain=False, family=family, support=int(holds))


def _announced(sentence: Sentence, lead: Claim, first: Claim) -> bool:
    """A colon, "of which" or "including" stands between the total and its parts."""
    colon = any(c.mark == ":" and lead.end <= c.start < first.start for c in sentence.cuts)
    return colon or any("ofwhich" in c.tags and lead.end <= c.start < first.start for c in sentence.cues)


def _slip(lead: Claim, items: list[Claim], expected: Interval) -> bool:
    """One slip of typing would set the sum right, and so many slips of numbers this large seldom do by chance."""
    tries = sum(9 * len(str(abs(c.value))) for c in (lead, *items))
    if lead.amount <= tries * 100:
        return False
    return _one_of(lead, items, expected)


def _one_of(lead: Claim, items: list[Claim], expected: Interval) -> bool:
    if candidates(lead, expected):
        return True
    return any(candidates(c, lead.interval - expected + c.interval) for c in items)


def _apart(one: Claim, other: Claim) -> bool:
    ours, theirs = one.axes, other.axes
    return any(axis in ours and axis in theirs and ours[axis] != theirs[axis] for axis in ("flow", "status", "term"))


def _three(reading: Reading, one: Claim, other: Claim) -> Iterator[Relation]:
    expected = total((one.interval, other.interval))
    least = max(one.amount, other.amount)
    totals = [t for t in totals_near(reading, one) if not t.area and not t.hedge and t.unit == one.unit]
    candidates = [t for t in totals if t.amount >= least and not _apart(t, one) and not _apart(t, other)]
    candidates = [t for t in candidates if all(axis in one.axes for axis in _PEOPLE if axis in t.axes)]
    if one.exact and other.exact:
        candidates = [t for t in candidates if t.exact] or candidates
    family = f"groups{one.section}.{one.area}"
    for candidate in candidates:
        if candidate.interval.meets(expected):
            yield Relation(RULE, SUM, candidate, (one, other), expected, True, family=family, support=1)
            return
    near = [c for c in candidates if _in_reach(reading, c, one)]
    if not one.exact and one.scale == 1 and not one.unit:
        return  # shares without their sign
    if not near or (not one.section and abs(one.block - other.block) > 1):  # without headings only what stands together
        return
    best = min(near, key=lambda c: (c.interval.gap(expected), c.order))
    if not of_one_time(one, other, best):
        return
    alike = len({c.exact or c.scale > 1 for c in (best, one, other)}) == 1  # no shares without a sign beside counts
    if alike and best.time != "before" and _one_slip(best, (one, other), expected):
        yield Relation(RULE, SUM, best, (one, other), expected, False, certain=False, family=family, note="groups")


def of_one_time(*claims: Claim) -> bool:
    """None of them is dated where another has another date: last year's part is none of this year's total."""
    named = [c.period for c in claims if c.period]
    return all(compatible(a, b) for a, b in combinations(named, 2))


def _one_slip(whole: Claim, parts: tuple[Claim, ...], expected: Interval) -> bool:
    """The gap is small, or one number mistyped would explain it: otherwise the three may not belong together."""
    gap = whole.interval.gap(expected)
    small = min(abs(p.amount) for p in parts)
    if (gap * 33 < abs(whole.amount) and gap * 2 < small) or candidates(whole, expected):
        return True
    return any(candidates(p, whole.interval - expected + p.interval) for p in parts)


def _in_reach(reading: Reading, candidate: Claim, claim: Claim) -> bool:
    """The total stands in the same section or in one above it."""
    section = claim.section
    while section > 0:
        if candidate.section == section:
            return True
        section = reading.sections[section].parent
    return candidate.section == claim.section
