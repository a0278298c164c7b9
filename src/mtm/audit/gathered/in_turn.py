"""Numbers that a sentence names one after the other: "5,400 and 3,200 … 12.5% and 8.2% respectively".

Scope: rows of numbers of one unit with nothing but commas and "and" between them. A row of numbers and a row of
percentages of one length speak of the same things in the same order.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.meaning.prose import Sentence

_GLUE = re.compile(r"(?:[-‑]\w{1,5})?\s*(?:[,;/]|[,;]?\s*(?:and|и|және|мен|пен|бен)\b)\s*(?:by |на |up |to )?", re.I)
Row = tuple[Claim, ...]


def rows_of_numbers(sentence: Sentence) -> list[Row]:
    """Two or more numbers in each, in the order of the sentence; "4,800 and 3,100" is one, "4,800 to 5,400" none."""
    found: list[Row] = []
    row: list[Claim] = []
    for claim in sentence.claims:
        if row and not in_one_row(sentence, row[-1], claim):
            found.append(tuple(row))
            row = []
        row.append(claim)
    found.append(tuple(row))
    return [r for r in found if len(r) > 1]


def in_one_row(sentence: Sentence, last: Claim, claim: Claim) -> bool:
    """ "5,400 and 3,200": nothing but "and" stands between two numbers of one unit."""
    return last.unit == claim.unit and bool(_GLUE.fullmatch(sentence.piece.text, last.after, claim.start))


__all__ = ["Row", "in_one_row", "rows_of_numbers"]
