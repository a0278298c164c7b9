"""Shares named one after the other follow from the counts named in the same order.

Rule shares_in_turn: "women and men numbered 5,400 and 3,200, or 62.8% and 31.2%": a row of counts and a row of
percentages of one length. Where all but one of the percentages are the shares of the counts of their own place in one
whole, the last one must be as well. The whole is the sum of the row or a count of the paragraph. It cannot see rows of
which two members are wrong, nor rows with words between their members.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.gathered.in_turn import Row, rows_of_numbers
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, SHARE, Relation
from mtm.kit.intervals import HUNDRED, Interval, share, total

RULE = "shares_in_turn"
TELLING = 3  # digits of a percentage: two are soon alike


def find(reading: Reading) -> Iterator[Relation]:
    """The shares of every sentence with a row of counts and one of percentages."""
    for sentence in reading.sentences:
        if len(sentence.claims) < 4 or sentence.kind == "head":
            continue
        rows = rows_of_numbers(sentence)
        rates = [r for r in rows if all(c.unit == PERCENT and c.role != CHANGE for c in r)]
        counts = [r for r in rows if all(is_level(c) for c in r)]
        if len(rates) == 1 and len(counts) == 1 and len(rates[0]) == len(counts[0]):
            yield from _odd_one(reading, counts[0], rates[0])


def _odd_one(reading: Reading, counts: Row, rates: Row) -> Iterator[Relation]:
    """The shares in the one whole that all of them keep but one; nothing where all are kept, which others say."""
    if any(len(r.digits) < TELLING or r.hedge or not 0 < r.value < HUNDRED for r in rates):
        return
    wholes = [(i, w) for i, w in _wholes(reading, counts) if all(c.amount < i.high for c in counts)]
    kept = [(_kept(counts, rates, interval), interval, whole) for interval, whole in wholes]
    best = max((sum(k) for k, _, _ in kept), default=0)
    if best != len(rates) - 1:
        return
    flags, interval, whole = next(k for k in kept if sum(k[0]) == best)
    odd = flags.index(False)
    expected = share(counts[odd].interval, interval)
    operands = (counts[odd],) if whole is counts else (counts[odd], *whole)
    relation = Relation(
        RULE, RATIO if whole is counts else SHARE, rates[odd], operands, expected, False, note="derived", support=1
    )
    relation.family = f"turn{rates[odd].block}.{rates[odd].sentence}"
    relation.params = {"sentence": "share"}
    if whole is counts:  # no number of the text
        shown = (counts[odd].amount * 100 / interval.middle).quantize(Decimal(1).scaleb(-rates[odd].decimals))
        every = " + ".join(c.printed.strip() for c in counts)
        relation.params = {
            "sentence": RATIO,
            "formula": f"{counts[odd].printed.strip()} / ({every}) = {shown:f}",
            "expected": f"{shown:f}%",
        }
    yield relation


def _kept(counts: Row, rates: Row, whole: Interval) -> list[bool]:
    return [r.interval.meets(share(c.interval, whole)) for c, r in zip(counts, rates, strict=True)]


def _wholes(reading: Reading, counts: Row) -> Iterator[tuple[Interval, tuple[Claim, ...]]]:
    """The sum of the row, with its members; then the counts of the paragraph."""
    yield total([c.interval for c in counts]), counts
    for sentence in reading.by_block.get(counts[0].block, ()):
        for claim in sentence.claims:
            if is_level(claim) and claim.unit == counts[0].unit and claim not in counts:
                yield claim.interval, (claim,)


__all__ = ["RULE", "find"]
