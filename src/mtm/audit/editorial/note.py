"""One editorial finding: where a person should look, and what was noticed.

Scope: places from claims and from spans of text; the sentence is that of the rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtm.audit.claims import Claim
from mtm.audit.documents.piece import Piece, Place
from mtm.audit.findings import EDITORIAL, LOW, Found
from mtm.audit.meaning.reading import Reading

CONFIDENCE = Decimal("0.6")


def note(
    rule: str, places: Sequence[Place], operands: Sequence[Place] = (), sentence: str = "", other: str = ""
) -> Found:
    """A finding of class editorial; ``sentence`` is the name of its sentence, that of its rule where none is given."""
    unique = tuple(dict.fromkeys(places))
    printed = ", ".join(dict.fromkeys(p.text for p in unique))
    return Found(
        EDITORIAL,
        rule,
        LOW,
        unique,
        printed=unique[0].text,
        operands=tuple(dict.fromkeys(operands)),
        confidence=CONFIDENCE,
        params={"sentence": sentence or rule, "printed": printed, "other": other},
    )


def at(reading: Reading, claim: Claim) -> Place:
    """Where a number stands."""
    return span(reading, claim.piece, claim.start, claim.end)


def span(reading: Reading, piece: Piece, start: int, end: int) -> Place:
    """Where some words stand."""
    file = reading.claims[0].file if reading.claims else 0
    where, first, last = piece.locate(start, end)
    return Place(file, where, first, last, reading.documents[file].cut(where, first, last))


__all__ = ["at", "note", "span"]
