"""A decision about one answer or one interview: keep, change, blank or remove, with its reason and who took it.

Scope: the noun, and its file ``cleaning.csv`` with one line per decision in a fixed order.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

KEEP, CHANGE, BLANK, REMOVE = "keep", "change", "blank", "remove"
DECISIONS = (KEEP, CHANGE, BLANK, REMOVE)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Characters at the beginning of a text that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision. ``row`` is the id of the interview, or of the row of a repeat; ``question`` is "" for a whole row.

    ``raw`` is the printed raw answer that the decision was taken about, ``value`` the new one of a change.
    """

    table: str
    row: str
    question: str
    decision: str
    value: str = ""
    raw: str = ""
    check: str = ""
    reason: str = ""
    who: str = ""
    when: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        return (self.table, self.row, self.question)

    @property
    def effect(self) -> tuple[str, str]:
        """What it does, whoever decided it and why."""
        return (self.decision, self.value)


def to_csv(decisions: Iterable[Decision]) -> str:
    """The decisions as CSV, sorted; texts that a spreadsheet would run are written with an apostrophe before them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Decision)])
    for decision in sorted(decisions):
        writer.writerow([_safe(value) for value in astuple(decision)])
    return text.getvalue()


def _safe(text: str) -> str:
    number = text[1:].replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(FORMULA) and not number else text
