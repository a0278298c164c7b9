"""What the checks of a form look at: its sheets with their cells, and the form that was read from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtm.model.finding import Finding, Place
from mtm.surveys.form import Form, Question
from mtm.surveys.forms.sheets import Sheet

SHOWN = 20


@dataclass(frozen=True)
class LookedAt:
    """A form being checked."""

    file: str
    survey: Sheet
    choices: Sheet
    settings: Sheet
    form: Form

    def place(self, question: Question, column: str, language: str = "") -> Place:
        """The cell of a question in a column; the address is there even where the cell is empty."""
        return cell(self.file, self.survey, question.row, column, language)


def cell(file: str, sheet: Sheet, row: int, column: str, language: str = "") -> Place:
    """A cell by its row and column name; the row alone where the sheet has no such column."""
    header = sheet.headers.get((column, language))
    letters = header.address.rstrip("0123456789") if header else ""
    return Place(file, sheet.name, f"{letters}{row}" if letters else f"row {row}")


def gathered(rule: str, severity: str, places: Iterable[Place], **params: str) -> list[Finding]:
    """One finding for all places of one kind, none where there are none; the count says how many there are."""
    found = list(places)
    if not found:
        return []
    pairs = tuple(sorted({"count": str(len(found)), **params}.items()))
    return [Finding(rule, severity, tuple(found[:SHOWN]), pairs)]


def few(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:SHOWN]) + (", …" if len(listed) > SHOWN else "")
