"""Whether numbers that seem to split one total are known to be parts of another list.

Scope: one paragraph's counts in the order of the text. Those that end with the last of the parts, taken from some
earlier number on, may make a number that the report prints: then the parts are of that. No judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading

LEAST, MOST, TELLING, RUN = 2, 12, 3, 6


def of_another_list(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Another run of the paragraph's counts up to the last of the parts adds up to a number of the report.

    "Syria 402, Bangladesh 131, … Ukraine 69, leaving 363 to others" is of 1,127 persons; "women 7,590; 8,250 came
    alone, the remaining 24,750 in families" ends a list of two, of 33,000.
    """
    last = parts[-1]
    own = [c for s in reading.by_block.get(last.block, ()) for c in s.claims if is_level(c) and c.value > 0]
    own = [c for c in own if c.unit == last.unit and c.order <= last.order][-MOST:]
    totals = {c.interval.middle for c in reading.claims if c.unit == last.unit and _may_total(c)}
    made = last.interval
    for size, claim in enumerate(reversed(own[:-1]), LEAST):
        made = made + claim.interval
        run = own[-size:]
        if made.middle in totals and not _are(run, parts) and (size > LEAST or whole.interval.meets(made)):
            return True
    return False


def in_a_sum(reading: Reading, claim: Claim) -> bool:
    """Three or more counts of its paragraph, itself among them, follow each other and add up to a number of the report.

    "611 plan to return, 1,246 do not, 493 have not decided", of 2,350: arithmetic of its own fixes each of them.
    """
    own = [c for s in reading.by_block.get(claim.block, ()) for c in s.claims if is_level(c) and c.unit == claim.unit]
    at = next((i for i, c in enumerate(own) if c is claim), -1)
    if at < 0 or claim.table >= 0:
        return False
    totals = {c.interval.middle for c in reading.claims if c.unit == claim.unit and _may_total(c)}
    for first in range(max(0, at - RUN), at + 1):
        for last in range(max(at, first + 2), min(len(own), first + RUN)):
            run = own[first : last + 1]
            made = sum((c.interval.middle for c in run), Decimal(0))
            if made in totals and all(c.amount < made for c in run):
                return True
    return False


def _may_total(claim: Claim) -> bool:
    return is_level(claim) and len(claim.digits.strip("0")) >= TELLING - 1


def _are(run: Sequence[Claim], parts: Sequence[Claim]) -> bool:
    return len(run) == len(parts) and all(a is b for a, b in zip(run, parts, strict=True))
