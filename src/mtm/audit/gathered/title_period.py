"""The period that the title of a report names.

Scope: the first headings; nothing where none of them names a period, or where it leaves the year open.
"""

from __future__ import annotations

from collections import Counter

from mtm.audit.language.periods import order
from mtm.audit.meaning.reading import Reading

FIRST = 6  # headings that may be the title
SEVERAL = 3  # numbers that the period of a report has at least


def title_period(reading: Reading) -> str:
    """The first period that a heading at the top names, as a code; "" where none does."""
    heads = (s.head.period for s in reading.sections[:FIRST])
    return next((code for code in heads if code and code[0].isdigit()), "")


def report_period(reading: Reading) -> str:
    """The period of the title, or else the latest one that several numbers of the report are of."""
    if named := title_period(reading):
        return named
    often = Counter(c.period for c in reading.claims if c.period[:4].isdigit() and c.time != "before")
    dated = [code for code, times in often.items() if times >= SEVERAL]
    kinds = {code.partition("-")[2][:1] for code in dated}
    return max(dated, key=order) if len(kinds) == 1 else ""


__all__ = ["report_period", "title_period"]
