"""Which levels of the text may be the whole of a list.

Scope: candidates in the order in which a reader would take them: the sentence, the paragraph, the section, the
totals of the document; never smaller than the part, always of its unit.
"""

from __future__ import annotations

from bisect import bisect_left

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import Listing, is_level, opening_rest
from mtm.audit.meaning.reading import Reading

NEAR = 12
TOTALS_BEFORE, TOTALS_AFTER = 80, 20


def paragraph_wholes(listing: Listing, parts: set[int]) -> list[Claim]:
    """Levels of the same paragraph that are no items of its list, and the first item (which may head the others)."""
    first = listing.pairs[0].part if listing.pairs else None
    opening = opening_rest(listing)
    return [
        c
        for c in listing.levels
        if id(c) not in parts or c is first or c is opening or c.area.startswith("group:") or not c.area
    ]


def section_wholes(reading: Reading, listing: Listing) -> list[Claim]:
    """Levels without a country in the section before the list, nearest first; then those of the sections above it."""
    found: list[Claim] = []
    section = listing.section
    by_section = heads(reading)
    while section >= 0 and len(found) < NEAR:
        claims = by_section.get(section, [])
        end = bisect_left(claims, listing.block, key=lambda c: c.block)
        found += claims[max(0, end - NEAR + len(found)) : end][::-1]
        section = reading.sections[section].parent
    return found


def document_totals(reading: Reading) -> list[Claim]:
    """Totals stated anywhere: levels without country, first mentions; worked out once per reading."""
    if reading.totals is None:
        seen: dict[tuple[object, ...], Claim] = {}
        for claims in heads(reading).values():
            for claim in claims:
                seen.setdefault((claim.amount, claim.unit), claim)
        reading.totals = sorted(seen.values(), key=lambda c: c.order)
    return reading.totals


def totals_near(reading: Reading, claim: Claim) -> list[Claim]:
    """The totals stated around a claim, at most a few dozen before and after it."""
    totals = document_totals(reading)
    if len(totals) <= TOTALS_BEFORE:
        return totals
    middle = bisect_left(totals, claim.order, key=lambda c: c.order)
    return totals[max(0, middle - TOTALS_BEFORE) : middle + TOTALS_AFTER]


def heads(reading: Reading) -> dict[int, list[Claim]]:
    """Levels that may be a whole, by section: of no country or of a group, in the text or in a table's total row."""
    if reading.heads is None:
        reading.heads = {}
        for claim in reading.claims:
            if _heads(claim):
                reading.heads.setdefault(claim.section, []).append(claim)
    return reading.heads


def _heads(claim: Claim) -> bool:
    if claim.area and not claim.area.startswith("group:"):
        return False
    return (claim.table < 0 or claim.total) and is_level(claim)
