"""A list that ends with a rest must add up to the number that it begins with.

Rule listed_with_rest: the first number of a paragraph, those of its list, and the rest that closes it, whatever words
stand between; numbers of a year earlier beside the items are left out. It is wrong only where one slip in one of them,
or a number of the report left out or counted twice, explains the gap. It cannot see lists without a rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.repair import candidates, required
from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import known, printed_counts, values
from mtm.audit.gathered.other_sums import of_another_list
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, SUM, Relation
from mtm.audit.rules.totals.parts_and_total import of_one_time
from mtm.kit.intervals import total

RULE = "listed_with_rest"
LAST = True
LEAST, MOST, BACK, HEADS = 3, 40, 4, 3
LEAST_KNOWN = 2  # items whose shares have one whole
FAR = 70  # characters between the word for the rest and its number
TELLING, FEWEST, BESIDE = 1000, 100, 12


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every paragraph that lists parts and a rest."""
    settled = {id(c) for r in reading.relations if r.kind == SUM and r.holds for c in r.operands}
    wholes = {
        id(r.operands[0]): r.operands[1]
        for r in reading.relations
        if r.kind == SHARE and r.holds and len(r.operands) == 2
    }
    printed = printed_counts(reading)
    for sentences in reading.by_block.values():
        if not any(s.kind != "note" and s.tagged("rest") and not s.tagged("balance") for s in sentences):
            continue
        found = [f for f in _sequences(sentences) if not any(id(c) in settled for c in f[1:])]
        found = [f for f in found if not any(_closed_before(c) for c in _choices(f))]
        relation = _relation([f for f in found if len(f) > LEAST], printed) or _of_shares(found, wholes, printed)
        if relation is not None and not relation.holds and any(_tested(f).holds for f in found if len(f) == LEAST):
            continue  # "of the 4,717 3,302 found work; of the other 1,415 566 learn": the list ends at the first rest
        if relation is not None and (relation.holds or not _elsewhere(reading, relation)):
            yield relation
    for items in _lines(reading):
        if not any(id(c) in settled for c in items):
            relation = _relation([[lead, *items] for lead in _leads(reading, items)], printed)
            if relation is not None:
                yield relation


def _elsewhere(reading: Reading, relation: Relation) -> bool:
    """Numbers of another list, or of several times: "in May 86.2 million came, in April 49.9"."""
    if not of_one_time(relation.target, *relation.operands):
        return True
    return of_another_list(reading, relation.target, relation.operands)


def _of_shares(
    sequences: list[list[Claim]], wholes: dict[int, Claim], printed: dict[Decimal, list[Claim]]
) -> Relation | None:
    """The items' own shares say of which number elsewhere they are the parts; the rest is what they leave of it."""
    for *items, rest in sequences:
        found = [wholes.get(id(c)) for c in items]
        lead = found[0]
        if len(items) < LEAST_KNOWN or lead is None or any(w is None or w.amount != lead.amount for w in found):
            continue
        relation = _tested([lead, *items, rest])
        if relation.holds or _slipped(relation, printed):
            return relation
    return None


def _lines(reading: Reading) -> Iterator[list[Claim]]:
    """Runs of lines that give one country and its number each, up to the line of the others."""
    run: list[Claim] = []
    for block, sentences in reading.by_block.items():
        claims = [c for s in sentences for c in s.claims if is_level(c)]
        if run and (block != run[-1].block + 1 or not claims or claims[0].unit != run[0].unit):
            run = []
        if not claims or len(claims) > 2 or not all((c.area and ":" not in c.area) or c.area == REST for c in claims):
            run = []
            continue
        run += claims
        if claims[-1].area == REST and len(run) > LEAST:
            yield run
            run = []


def _leads(reading: Reading, items: list[Claim]) -> list[Claim]:
    """The numbers of the few blocks before the list that may be its total, the nearest first."""
    names = {c.area for c in items}
    first = items[0].block
    found = [c for b in range(max(0, first - BACK), first) for s in reading.by_block.get(b, ()) for c in values(s)]
    return [c for c in reversed(found) if c.unit == items[0].unit and c.area not in names and c.time != "before"]


def _sequences(sentences: list[Sentence]) -> list[list[Claim]]:
    """The numbers of one unit from the first of the paragraph to what may be its rest, the longest first."""
    found: list[Claim] = []
    closed: list[list[Claim]] = []
    opened = False  # the rest stands first: "2,253 were of countries not listed. The listed ones: …"
    for sentence in sentences:
        for claim in values(sentence):
            if claim.sign in ("+", "-") or _is_mean(claim, sentence):
                continue  # "refused to 2,143 (+267), of them 1,286 …": a difference is no part
            if claim.time == "before" and not (found and claim.area.startswith(REST)):
                continue
            if found and (claim.unit != found[0].unit or len(found) == MOST or _of_another_side(claim, found[0])):
                return closed[::-1]
            found.append(claim)
            rest = _is_rest(claim, sentence)
            opened = opened or (rest and len(found) <= HEADS - 1)
            if len(found) >= LEAST and rest:
                closed.append(list(found))
    if opened and not closed and len(found) > LEAST:
        closed.append(_from_the_largest(found))
    return closed[::-1]


def _is_mean(claim: Claim, sentence: Sentence) -> bool:
    """ "18,480 travellers, an average of 616 a day": no part of them."""
    return any(0 <= claim.start - c.end < BESIDE for c in sentence.tagged("average"))


def _from_the_largest(found: list[Claim]) -> list[Claim]:
    """ "451 of the 4,318 came from other countries. The rest: India 1,607, …": the whole stands first or second."""
    return [found[1], found[0], *found[2:]] if found[1].amount > found[0].amount else found


def _of_another_side(claim: Claim, lead: Claim) -> bool:
    """ "18,304 arrivals against 17,747 departures …; with other countries …": these are no parts of the first."""
    return claim.told and lead.told and conflict(claim.axes, lead.axes)


def _is_rest(claim: Claim, sentence: Sentence) -> bool:
    """A word for the rest stands beside the number, no other number between."""
    if claim.area.startswith(REST):
        return True
    others = [c for c in sentence.claims if c is not claim and is_level(c)]
    for cue in sentence.tagged("rest"):
        if any(cue.end <= a.start < claim.start and ":" not in a.code for a in sentence.areas):
            continue  # "The others are: Korea – 15,753"
        low, high = (cue.end, claim.start) if cue.end <= claim.start else (claim.after, cue.start)
        apart = any(low <= c.start < high and c.mark == ";" for c in sentence.cuts)
        before = max((c.after for c in others if c.after <= cue.start), default=-FAR)
        text = sentence.piece.text
        nearer = cue.end <= claim.start and cue.start - before < claim.start - cue.end
        nearer = nearer and not any(m in text[max(before, 0) : cue.start] for m in ",;:")
        if 0 <= high - low < FAR and not apart and not nearer and not any(low <= c.start < high for c in others):
            return True
    return False


def _relation(sequences: list[list[Claim]], printed: dict[Decimal, list[Claim]]) -> Relation | None:
    tested = [_tested(choice) for found in sequences for choice in _choices(found)]
    for relation in tested:
        if relation.holds:
            return relation
    likely = min(tested, key=_off, default=None)  # which of the first numbers heads the list is the nearest to its sum
    return next((r for r in tested if _off(r) == _off(likely) and _slipped(r, printed)), None) if likely else None


def _closed_before(found: list[Claim]) -> bool:
    """ "Answers: 3,274. Of these, 2,292 positive, 982 negative. The other 654 …": that rest is of a larger whole."""
    lead, *items, _ = found
    return len(items) > 1 and total(i.interval for i in items).meets(lead.interval)


def _off(relation: Relation) -> Decimal:
    """How far the sum is from the number that heads the list, as a part of it."""
    return relation.target.interval.gap(relation.expected) / relation.target.amount


def _choices(found: list[Claim]) -> list[list[Claim]]:
    """Without the numbers in parentheses, and with them; "of 207 people 168 came from the CIS: …" has two heads."""
    outside = [found[0], *(c for c in found[1:] if not _bracketed(c))]
    whole = [outside, found] if LEAST < len(outside) < len(found) else [found]
    return [choice[first:] for choice in whole for first in range(HEADS) if first == 0 or _heads(choice, first)]


def _heads(found: list[Claim], first: int) -> bool:
    """The number is larger than all after it, and enough follow."""
    return len(found) - first > LEAST and all(c.amount < found[first].amount for c in found[first + 1 :])


def _bracketed(claim: Claim) -> bool:
    """The number stands in parentheses that a number opens or that speak of an earlier time."""
    text = claim.piece.text
    return any(text.rfind(o, 0, claim.start) > text.rfind(c, 0, claim.start) for o, c in ("()", "[]"))


def _tested(found: list[Claim]) -> Relation:
    lead, *items = found
    expected = total(i.interval for i in items)
    holds = lead.interval.meets(expected)
    relation = Relation(RULE, SUM, lead, tuple(items), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"listed{lead.block}", {"sentence": "sum"}
    return relation


def _one_country(claim: Claim) -> bool:
    return bool(claim.area) and ":" not in claim.area


def _announced(relation: Relation) -> bool:
    """ "884 cases: 152 were granted, 566 refused, the other 166 …": a colon leads from the number to its list."""
    lead, first, last = relation.target, relation.operands[0], relation.operands[-1]
    if lead.piece is not last.piece or not lead.sentence == first.sentence == last.sentence or lead.end > first.start:
        return False
    return ":" in lead.piece.text[lead.end : first.start]


def _slipped(relation: Relation, printed: dict[Decimal, list[Claim]]) -> bool:
    lead = relation.target
    if lead.amount < (FEWEST if _announced(relation) else TELLING) or any(c.hedge for c in relation.claims):
        return False
    if any(o.amount >= lead.amount for o in relation.operands[:1]) or _bracketed(lead):
        return False  # a list of its own, not of what this number counts
    if _one_country(lead) and sum(_one_country(o) for o in relation.operands) > 1:
        return False  # itself an item of the list
    made = printed.get(relation.expected.low, ()) if relation.expected.width == 0 else ()
    if any(c.block == lead.block and c is not lead for c in made):
        return False  # "155,149 of the 201,788": the list is of the first of the two
    gap = lead.interval - relation.expected
    if any(gap.meets(o.interval) or gap.meets(-o.interval) for o in relation.operands if o.amount > 1):
        return True
    for claim in relation.claims:
        wanted = relation.expected if claim is lead else required(relation, claim)
        if wanted is None or wanted.low <= 0:
            continue
        if candidates(claim, wanted) or known(wanted, printed, lead.block):
            return True
    return False
