"""The values that stand around a derived number: of its own sentence, of the one before, of its paragraph.

Scope: counts and amounts of running text. A number printed twice in one sentence, rounded and in full, is one value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.claim_periods import of_its_period
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.kit.intervals import Interval

LOOKED, FEW = 40, 3
KNOWN = 1000


def values(sentence: Sentence, but: Claim | None = None) -> list[Claim]:
    """The counts and amounts of a sentence, without the rounded ones that it also gives in full."""
    found = [c for c in sentence.claims if c is not but and is_level(c) and c.value > 0]
    found = [c for c in found if not _in_full(c, found)]
    return found if but is None else of_its_period(found, but, sentence)


def _in_full(claim: Claim, found: Iterable[Claim]) -> bool:
    """Another number of the sentence is this one with more digits."""
    own = claim.interval
    if own.low == own.high:  # an exact count is in full itself
        return False
    return any(c is not claim and c.unit == claim.unit and _finer(c, claim) and own.meets(c.interval) for c in found)


def _finer(one: Claim, other: Claim) -> bool:
    return one.interval.width * 2 < other.interval.width


def same_unit(one: Claim, other: Claim) -> bool:
    """Both count the same; an amount in millions without its currency goes on with that of the other."""
    return one.unit == other.unit or (one.scale == other.scale > 1 and "" in (one.unit, other.unit))


def before(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The last sentence with numbers before this one in its paragraph."""
    found = reading.by_block.get(sentence.block, ())
    earlier = [s for s in found if s.number < sentence.number and s.claims]
    return earlier[-1] if earlier else None


def opening(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The values of the first sentence with numbers of the paragraph."""
    for found in reading.by_block.get(sentence.block, ()):
        if found.number >= sentence.number:
            break
        if given := values(found):
            return given
    return []


def stated(reading: Reading, former: Claim) -> list[Claim]:
    """What the section gives before it for the same thing, the nearest first; a few at most."""
    found = reading.by_section.get(former.section, [])
    end = bisect_left(found, former.order, key=lambda c: c.order)
    near = [c for c in found[max(0, end - LOOKED) : end] if c.table < 0 and is_level(c) and c.block != former.block]
    alike = [c for c in near if (c.area, c.unit, c.exact) == (former.area, former.unit, former.exact)]
    return [c for c in reversed(alike) if not conflict(c.axes, former.axes)][:FEW]


def printed_counts(reading: Reading) -> dict[Decimal, list[Claim]]:
    """Exact counts with enough digits to be known again, by their value."""
    found: dict[Decimal, list[Claim]] = {}
    for claim in reading.claims:
        if claim.exact and claim.amount >= KNOWN and claim.amount % 100:
            found.setdefault(claim.amount, []).append(claim)
    return found


def known(wanted: Interval, printed: dict[Decimal, list[Claim]], block: int) -> bool:
    """Another paragraph or a table prints exactly the number that is wanted here."""
    return wanted.width == 0 and any(c.block != block for c in printed.get(wanted.low, ()))


def words_apart(sentence: Sentence, claim: Claim) -> int:
    """How many words the sentence has besides the number."""
    text = sentence.piece.text
    return len((text[sentence.start : claim.start] + " " + text[claim.after : sentence.end]).split())
