"""Sums of money whose currency the paragraph names beside another one.

Scope: the sentences of one paragraph.
"""

from __future__ import annotations

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.prose import Sentence


def share_currency(found: list[Sentence]) -> None:
    """ "1,801.9 million dollars (64.0%) … 394.2 million (14.0%)": sums of one scale in a paragraph of one currency."""
    claims = [c for sentence in found for c in sentence.claims if c.scale > 1]
    named = {c.unit for c in claims if c.unit}
    if len(named) != 1 or named & {PERCENT, POINTS}:
        return
    scales = {c.scale for c in claims if c.unit}
    for sentence in found:
        for claim in sentence.claims:
            if not claim.unit and claim.scale in scales and not _of_persons(sentence, claim):
                claim.unit = next(iter(named))


def _of_persons(sentence: Sentence, claim: Claim) -> bool:
    """A word for people follows the number and its scale."""
    at = next((i for i, (start, _, _) in enumerate(sentence.found) if start >= claim.after), len(sentence.found))
    return any("person" in entry.tags for _, _, entry in sentence.found[at : at + 3])
