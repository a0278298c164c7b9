"""Which levels of the text may be the whole of a list.

Scope: candidates in the order in which a reader would take them: the sentence, the paragraph, the section, the
totals of the document; never smaller than the part, always of its unit.
"""

from __future__ import annotations

from mtm.audit.claims import Claim
from mtm.audit.lists import Listing, is_level
from mtm.audit.reading import Reading

NEAR, FAR = 12, 24


def paragraph_wholes(listing: Listing, parts: set[int]) -> list[Claim]:
    """Levels of the same paragraph that are no items of its list, and the first item (which may head the others)."""
    first = listing.pairs[0].part if listing.pairs else None
    return [c for c in listing.levels if id(c) not in parts or c is first or c.area.startswith("group:") or not c.area]


def section_wholes(reading: Reading, listing: Listing) -> list[Claim]:
    """Levels without a country in the section before the list, nearest first; then those of the sections above it."""
    found: list[Claim] = []
    section = listing.section
    while section >= 0 and len(found) < NEAR:
        claims = [c for c in reading.by_section.get(section, ()) if _heads(c) and c.block < listing.block]
        found += claims[::-1][: NEAR - len(found)]
        section = reading.sections[section].parent
    return found


def document_totals(reading: Reading) -> list[Claim]:
    """Totals stated anywhere: levels without country, first mentions."""
    seen: set[tuple[object, ...]] = set()
    found: list[Claim] = []
    for claim in reading.claims:
        if not _heads(claim) or (claim.table >= 0 and not claim.total):
            continue
        key = (claim.amount, claim.unit)
        if key not in seen:
            seen.add(key)
            found.append(claim)
    return found


def _heads(claim: Claim) -> bool:
    return is_level(claim) and (not claim.area or claim.area.startswith("group:")) and (claim.table < 0 or claim.total)
