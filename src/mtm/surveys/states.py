"""What became of a question in one interview: answered, or why not.

Scope: the codes in the columns ``question?`` of a round's tables, and the names of its columns.
A question that the form's logic skipped is not a "no", "don't know" is not "refused", and neither is a blank.
"""

from __future__ import annotations

from enum import IntEnum


class State(IntEnum):
    """The state of one question in one interview."""

    ANSWERED = 0
    SKIPPED = 1  # by the form's logic
    DONT_KNOW = 2
    REFUSED = 3
    BLANK = 4  # asked, nothing written
    NOT_IN_VERSION = 5  # the form of this interview did not have it
    STRIPPED = 6  # answered, and kept in the vault


class Outcome:
    """What became of an interview as a whole; all outcomes count in the response rate."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSED = "refused"
    NONCONTACT = "noncontact"
    INELIGIBLE = "ineligible"

    ORDER = (COMPLETE, PARTIAL, REFUSED, NONCONTACT, INELIGIBLE)
    INTERVIEWED = (COMPLETE, PARTIAL)


DONT_KNOW = ("dk", "dont_know", "98", "-98", "998")
REFUSED = ("refused", "prefer_not", "99", "-99", "999")
"""Names of choices that stand for don't know and refused, unless plan.yml says otherwise."""

INTERVIEWS = "interviews"
"""The name of the table with one row per interview; other tables are named after their repeat."""

META = ("_id", "_outcome", "_started", "_ended", "_date", "_interviewer", "_site", "_version", "_form")
"""Columns of ``interviews`` that are no questions."""

KEYS = ("_id", "_parent", "_index")
"""Columns of a repeat's table that are no questions: its own id, the id of the row it belongs to, its number there."""


def state_column(question: str) -> str:
    return f"{question}?"


def choice_column(question: str, choice: str) -> str:
    return f"{question}/{choice}"
