"""The period that the title of a report names.

Scope: the first headings; nothing where none of them names a period, or where it leaves the year open.
"""

from __future__ import annotations

from mtm.audit.meaning.reading import Reading

FIRST = 6  # headings that may be the title


def title_period(reading: Reading) -> str:
    """The first period that a heading at the top names, as a code; "" where none does."""
    heads = (s.head.period for s in reading.sections[:FIRST])
    return next((code for code in heads if code and code[0].isdigit()), "")


__all__ = ["title_period"]
