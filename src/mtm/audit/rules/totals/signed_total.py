"""Balances that a sentence lists must add up to the balance of all of them that follows.

Rule signed_total: "+4,312 in January, -1,208 in February and +2,977 in March, giving a quarterly total of +6,081":
two and more numbers with signs, then one behind a word for a whole. It is wrong where the sum is another and one slip
explains it: a sign turned, a digit, two digits exchanged, or signs left out of the sum. It cannot see lists in
which numbers without signs stand for losses.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.audit.rules.totals.total_after_parts import WHOLE_WORD
from mtm.kit.intervals import Interval, total

RULE = "signed_total"
LAST = True
LEAST, TELLING = 3, 2


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every such total."""
    settled = {id(c) for r in reading.relations if not r.holds for c in r.claims}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head") or len(sentence.claims) < LEAST:
            continue
        signed = _signed(sentence)
        if len(signed) < LEAST or any(id(c) in settled for c in signed):
            continue
        *parts, whole = signed
        holds = whole.interval.meets(total(c.interval for c in parts))
        if holds or _slipped(whole, parts):
            yield _made(whole, parts, holds)


def _signed(sentence: Sentence) -> list[Claim]:
    """All numbers of the sentence, each with a sign, the last one behind a word for a whole."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS)]
    if len(counts) < LEAST or any(c.sign not in ("+", "-") or c.hedge or c.time == "before" for c in counts):
        return []
    if len({(c.unit, c.scale) for c in counts}) != 1 or all(c.sign == "+" for c in counts):
        return []
    return counts if WHOLE_WORD.search(sentence.piece.text, counts[-2].after, counts[-1].start) else []


def _slipped(whole: Claim, parts: list[Claim]) -> bool:
    """One sign, one digit or two exchanged digits, in the total or in a part; or a sum of sizes."""
    sum_ = total(c.interval for c in parts)
    own = whole.interval
    if own.meets(-sum_) or own.meets(total(Interval.exact(abs(c.value * c.scale)) for c in parts)):
        return True
    rest = [(c, own - total(o.interval for o in parts if o is not c)) for c in parts]
    for claim, wanted in [(whole, sum_), *rest]:
        turned = claim.interval.meets(-wanted)
        if turned or (len(claim.digits) > TELLING and (digit(claim, wanted) or exchange(claim, wanted))):
            return True
    return False


def _made(whole: Claim, parts: list[Claim], holds: bool) -> Relation:
    expected = total(c.interval for c in parts)
    relation = Relation(RULE, SUM, whole, tuple(parts), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"signed{whole.block}.{whole.start}", {"sentence": "sum"}
    return relation


__all__ = ["RULE", "find"]
