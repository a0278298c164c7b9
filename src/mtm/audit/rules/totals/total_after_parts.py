"""A total that follows its parts must be their sum.

Rule total_after_parts: "170,518 citizens and 52,102 foreigners came; in all 222,620 entered": a count behind a word for
a whole ("in all", "altogether", "together"), against the two or three counts of its paragraph just before it, or all
that its sentence, or the one before, lists. It is wrong where none of these sums makes it and one slip of typing in
long numbers does, or in any number of a list of three and more. It cannot see totals that stand before their parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import values
from mtm.audit.language.periods import of_one_length
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, SUM, Relation
from mtm.kit.intervals import total

RULE = "total_after_parts"
LAST = True
LONG, SHORT, BACK, MOST, NEAR = 4, 3, 6, 3, 45
WHOLE_WORD = re.compile(
    r"\b(?:in all|altogether|all told|overall|combined|together|totall?ed|totall?ing|total)\b"
    r"|\bвсего\b|\bитого\b|\bв (?:общей сложности|сумме|целом|совокупности|итоге)\b|\bвместе\b|\bсовокупно\b"
    r"|\bсуммарн\w+|\bобще[ей] числ\w+|\bобщее количеств\w+"
    r"|\bбарлығы\b|\bжалпы\b|\bбарлық\b|\bжиыны\b|\bжиынтығы\b|\bқосқанда\b|\bқосылғанда\b|\bбірге\b|\bтұтастай\b",
    re.I,
)
_BEHIND = re.compile(r"[\s\w]{0,25}\b(?:in all|in total|altogether|all told|в сумме|в общей сложности)\s*[.,;)]", re.I)
_LESS = frozenset(("earlier", "then", "compare", "average", "balance", "than", "rest"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every such total."""
    settled = {id(c) for r in reading.relations if not r.holds or r.kind not in (SAME, "word") for c in (r.target,)}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims:
            continue
        for claim in sentence.claims:
            if id(claim) not in settled and _sums_up(sentence, claim):
                relation = _relation(reading, sentence, claim)
                if relation is not None:
                    yield relation


def _sums_up(sentence: Sentence, claim: Claim) -> bool:
    """A word for a whole stands close before it, no other number between."""
    if not is_level(claim) or claim.hedge or claim.time == "before" or len(claim.digits) < SHORT:
        return False
    start = max([claim.start - NEAR, sentence.start, *(c.after for c in sentence.claims if c.after <= claim.start)])
    if any(start <= c.start < claim.start and c.tags & _LESS for c in sentence.cues):
        return False
    text = sentence.piece.text
    if WHOLE_WORD.search(text, start, claim.start):
        return True
    following = min((c.start for c in sentence.claims if c.start >= claim.after), default=sentence.end)
    return bool(_BEHIND.match(text, claim.after, following))


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    """The sums of what stands just before it, the nearest two first."""
    found = [c for s in reading.by_block.get(sentence.block, ()) if s.number <= sentence.number for c in values(s)]
    before = [c for c in found if c.after <= claim.start and c.unit == claim.unit and _part(c, claim)][-BACK:]
    listed = _listed(reading, sentence, claim, before)
    if significant(claim) < LONG and not listed:
        return None
    if listed and claim.interval.meets(total(c.interval for c in listed)):
        return _made(claim, listed, True)
    sums = [parts for size in range(2, MOST + 1) for parts in combinations(before, size)]
    for parts in sums:
        if claim.interval.meets(total(c.interval for c in parts)):
            return _made(claim, parts, True)
    if any(claim.interval.meets(c.interval) for c in found if c is not claim):
        return None
    if listed and _one_slip(claim, listed):
        return _made(claim, listed, False)
    if significant(claim) < LONG or any(c.amount > claim.amount for c in before):
        return None
    slipped = [parts for parts in sums if len(parts) == 2 and _joined(parts) and _slipped(claim, parts)]
    return _made(claim, slipped[0], False) if len(slipped) == 1 else None


def _listed(reading: Reading, sentence: Sentence, claim: Claim, before: list[Claim]) -> tuple[Claim, ...]:
    """Three and more counts with which the sentence begins, or all that the one before holds, and nothing else."""
    here = [c for c in sentence.claims if c.start < claim.start]
    if not here and sentence.number:
        here = reading.sentences[sentence.number - 1].claims
    parts = tuple(c for c in before if here and c.sentence == here[0].sentence)
    return parts if len(parts) == len(here) and (len(parts) > 2 or _of_two_times(parts)) else ()


def _of_two_times(parts: tuple[Claim, ...]) -> bool:
    """ "12,481 in the first half and 13,927 in the second": two times of one length, each with its own count."""
    if len(parts) != 2 or min(map(significant, parts)) < SHORT:
        return False
    one, two = parts
    nouns = {p.noun[:4] for p in parts if p.noun}
    return one.period != two.period and of_one_length(one.period, two.period) and len(nouns) < 2


def _one_slip(claim: Claim, parts: tuple[Claim, ...]) -> bool:
    """One digit or two exchanged ones, in the total or in a part."""
    sum_ = total(c.interval for c in parts)
    wanted = [(c, claim.interval - total(o.interval for o in parts if o is not c)) for c in parts]
    return any(w.low > 0 and (exchange(c, w) or digit(c, w)) for c, w in [(claim, sum_), *wanted])


def _part(part: Claim, whole: Claim) -> bool:
    """An exact count of the same time, not itself a total."""
    return not part.hedge and part.time != "before" and part.exact == whole.exact and not part.total


def _joined(parts: tuple[Claim, ...]) -> bool:
    """Two sides of one thing: their names or axes differ, their times do not."""
    one, two = parts
    if min(map(significant, parts)) < LONG - 1 or (one.period != two.period and one.period and two.period):
        return False
    return abs(one.sentence - two.sentence) < 2 or one.noun == two.noun or conflict(one.axes, two.axes)


def _slipped(claim: Claim, parts: tuple[Claim, ...]) -> bool:
    """Two digits exchanged in one of the three, or one digit of the total."""
    sum_ = total(c.interval for c in parts)
    if exchange(claim, sum_) or (significant(claim) > LONG and digit(claim, sum_)):
        return True
    one, two = parts
    return bool(exchange(one, claim.interval - two.interval) or exchange(two, claim.interval - one.interval))


def _made(claim: Claim, parts: tuple[Claim, ...], holds: bool) -> Relation:
    expected = total(c.interval for c in parts)
    relation = Relation(RULE, SUM, claim, parts, expected, holds, note="derived", support=1)
    relation.family, relation.params = f"after{claim.block}.{claim.start}", {"sentence": "sum"}
    return relation
