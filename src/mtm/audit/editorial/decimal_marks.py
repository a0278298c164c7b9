"""One text should write its decimals with one mark.

Rule decimal_marks: "19,2%" in a text that writes 22.2 % and 8.5 % everywhere else. Judged among the numbers of one
language; at least four fifths of them must agree. It cannot see marks of whole numbers, or of three decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.editorial.note import at, note
from mtm.audit.findings import Found
from mtm.audit.meaning.reading import Reading

RULE = "decimal_marks"
ENOUGH, SHARE, MOST_SHOWN = 8, 5, 12
_DECIMALS = re.compile(r"\d([.,])\d{1,2}(?!\d)")


def find(reading: Reading) -> Iterator[Found]:
    """One finding for every language of the document whose rare mark is not its common one."""
    marks: dict[str, dict[str, list[Claim]]] = {}
    for claim in reading.claims:
        measured = claim.table >= 0 or claim.unit or claim.scale > 1  # "4.1 Definitions" is none
        found = _DECIMALS.search(claim.printed) if measured and claim.decimals in (1, 2) else None
        if found and not _quoted(claim):
            marks.setdefault(_language(reading, claim), {}).setdefault(found[1], []).append(claim)
    for by_mark in marks.values():
        if len(by_mark) < len(".,"):
            continue
        rare, common = sorted(by_mark.values(), key=len)
        if len(common) >= ENOUGH and len(rare) * SHARE <= len(common) + len(rare):
            yield note(RULE, [at(reading, c) for c in rare[:MOST_SHOWN]], other=common[0].printed)


def _quoted(claim: Claim) -> bool:
    """ "B5 “677,3”": what a source wrote stands as it wrote it."""
    before = claim.piece.text[: claim.start]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("“”", "«»", "„“"))


def _language(reading: Reading, claim: Claim) -> str:
    return reading.language if claim.table >= 0 else reading.sentences[claim.sentence].language


__all__ = ["RULE", "find"]
