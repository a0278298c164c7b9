"""The cleaning log as a workbook: what was found is locked, what is to be decided has lists to choose from.

Scope: lines to the bytes of an XLSX file: how it works, the log, one page for all interviewers and one for each.
The same arguments give the same bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mtm.model.finding import Finding
from mtm.surveys.cleaning.decisions import DECISIONS
from mtm.surveys.cleaning.proposals import Line

if TYPE_CHECKING:
    from mtm.surveys.quality.summary import Figures

COLUMNS = ("check", "severity", "table", "row", "interview", "interviewer", "site", "question", "raw",
           "proposed", "what", "decision", "value", "reason", "who", "when")  # fmt: skip
OPEN_FROM = COLUMNS.index("decision")
WIDTHS = (18, 9, 11, 16, 16, 12, 12, 16, 16, 9, 60, 10, 16, 30, 14, 12)
SHEET = "Log"
OWN_ROWS = 200
"""Empty rows below the log in which people write decisions of their own."""

PAGES = 250
"""Interviewers with a page of their own; the others stand on the common one."""

HOW = (
    "Decide in the sheet Log: choose keep, change, blank or remove, and write why and who.",
    "keep leaves the answer as it is. change writes a new value. blank takes the answer away. "
    "remove takes out the whole interview (or the row of a repeat).",
    "The grey columns are what was answered; they are locked, and a line whose raw value was changed is not taken.",
    "A line without a decision stays open. Below the log there are empty rows for decisions of your own: "
    "give table, row, question and raw value as they stand in the data.",
    "Raw data are never changed: mtm survey clean replays the decisions on them.",
)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the workbook shows; ``say`` makes a finding's sentence."""

    title: str
    lines: Sequence[Line]
    findings: Sequence[Finding]
    figures: Sequence[Figures]
    say: Callable[[Finding], str]
    moment: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    simulated: bool = False


def write(book: Book) -> bytes:
    """The workbook's bytes."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    made = Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    made.set_properties({"title": book.title, "created": book.moment.replace(tzinfo=None)})
    styles = _styles(made)
    _read_me(made.add_worksheet("Read me"), book, styles)
    _log(made.add_worksheet(SHEET), book, styles)
    _overview(made.add_worksheet("Interviewers"), book, styles)
    names = {"read me", SHEET.lower(), "interviewers"}
    for figures in book.figures[:PAGES]:
        _page(made.add_worksheet(_sheet_name(figures.who, names)), book, figures, styles)
    made.close()
    return buffer.getvalue()


def _styles(made: Any) -> dict[str, Any]:
    return {
        "title": made.add_format({"bold": True, "font_size": 14}),
        "head": made.add_format(
            {"bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "num_format": "@"}
        ),
        "raw": made.add_format({"bg_color": "#F0F0F0", "locked": True, "num_format": "@", "valign": "top"}),
        "wrap": made.add_format({"bg_color": "#F0F0F0", "locked": True, "text_wrap": True, "valign": "top"}),
        "open": made.add_format({"locked": False, "num_format": "@", "valign": "top"}),
        "text": made.add_format({"text_wrap": True, "valign": "top"}),
        "number": made.add_format({"num_format": "0.0"}),
    }


def _read_me(sheet: Any, book: Book, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, clean(book.title), styles["title"])
    lines = ("SIMULATED: nobody was interviewed.", *HOW) if book.simulated else HOW
    for row, text in enumerate(lines, 2):
        sheet.write_string(row, 0, text, styles["text"])


def _log(sheet: Any, book: Book, styles: dict[str, Any]) -> None:
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, styles["head"])
    for row, line in enumerate(book.lines, 1):
        told = (line.check, line.severity, line.table, line.row, line.interview, line.interviewer, line.site,
                line.question, line.raw, line.proposed)  # fmt: skip
        for column, text in enumerate(told):
            sheet.write_string(row, column, clean(text), styles["raw"])
        sheet.write_string(row, len(told), clean(book.say(line.finding)), styles["wrap"])
        for column in range(OPEN_FROM, len(COLUMNS)):
            sheet.write_blank(row, column, None, styles["open"])
    last = len(book.lines) + OWN_ROWS
    for row in range(len(book.lines) + 1, last + 1):
        for column in range(len(COLUMNS)):
            sheet.write_blank(row, column, None, styles["open"])
    choices = {"validate": "list", "source": list(DECISIONS), "error_title": "Decision",
               "error_message": "Choose keep, change, blank or remove."}  # fmt: skip
    sheet.data_validation(1, OPEN_FROM, last, OPEN_FROM, choices)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _overview(sheet: Any, book: Book, styles: dict[str, Any]) -> None:
    """One line per interviewer; more than there are pages are told here."""
    if not book.figures:
        sheet.write_string(0, 0, "The form names no interviewers.")
        return
    heads = ("interviewer", *(name for name, _ in book.figures[0].values))
    sheet.set_column(0, len(heads) - 1, 14)
    for column, name in enumerate(heads):
        sheet.write_string(0, column, name, styles["head"])
    for row, figures in enumerate(book.figures, 1):
        sheet.write_string(row, 0, clean(figures.who))
        for column, (_, value) in enumerate(figures.values, 1):
            if value is not None:
                sheet.write_number(row, column, value, styles["number"] if value != int(value) else None)
    if len(book.figures) > PAGES:
        sheet.write_string(len(book.figures) + 2, 0, f"The first {PAGES} have a page of their own.")
    sheet.freeze_panes(1, 1)


def _page(sheet: Any, book: Book, figures: Figures, styles: dict[str, Any]) -> None:
    """What is known of one interviewer: figures beside the median of all, then the findings."""
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 14)
    sheet.set_column(3, 3, 100)
    sheet.write_string(0, 0, clean(f"Interviewer {figures.who}"), styles["title"])
    for column, name in enumerate(("", "here", "median of all")):
        sheet.write_string(2, column, name, styles["head"])
    for row, (name, value) in enumerate(figures.values, 3):
        sheet.write_string(row, 0, name)
        for column, number in ((1, value), (2, figures.median(name))):
            if number is not None:
                sheet.write_number(row, column, number, styles["number"] if number != int(number) else None)
    row = len(figures.values) + 5
    for number, finding in enumerate(figures.findings):
        sheet.write_string(row + number, 0, finding.rule)
        sheet.write_string(row + number, 1, finding.severity)
        sheet.write_string(row + number, 3, clean(book.say(finding)), styles["text"])


def _sheet_name(who: str, taken: set[str]) -> str:
    """A name that spreadsheets accept, not taken yet."""
    base = re.sub(r"[\[\]:*?/\\']", "_", clean(who))[:28] or "-"
    if base.lower() == "history":  # Excel keeps this name for itself
        base = "history_"
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base[:27]}~{number}", number + 1
    taken.add(name.lower())
    return name


def clean(text: str) -> str:
    """Text without control characters and direction marks, short enough for a cell."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))[:32_000]
