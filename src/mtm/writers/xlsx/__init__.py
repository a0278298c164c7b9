"""The tables of a report as a workbook that people and programs can read.

Scope: one report in one language to the bytes of an XLSX file. ``write`` is the door.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from mtm.kit.messages import Sentence
from mtm.model.blocks import Report
from mtm.model.finding import Finding
from mtm.writers.archive import repack
from mtm.writers.text import label, plain
from mtm.writers.xlsx import sheets
from mtm.writers.xlsx.cells import Styles, Text
from mtm.writers.xlsx.names import SheetNames

_A4 = 9


def write(report: Report, findings: Iterable[Finding], say: Callable[[Finding], Sentence], moment: datetime) -> bytes:
    """The workbook's bytes: cover, contents, notes, questions, register, then one table per sheet.

    ``say`` puts a finding into the report's language; ``moment`` stamps properties and container.
    The same arguments give the same bytes.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, _options())
    book.set_properties(_properties(report, moment))
    styles = Styles(book)
    names = SheetNames()
    front = names.name(label(report, "cover"))
    listing = names.name(label(report, "contents"))
    made = [sheets.notes(report, names), sheets.questions(report, findings, say, names), sheets.register(report, names)]
    made += sheets.tables(report, names)
    simulated = dict(report.labels).get("simulated", "")
    first = _sheet(book, front, simulated)
    sheets.cover(first, report, styles)
    first.activate()
    back = Text(front, sheet=front)
    for number, sheet in enumerate([sheets.contents(report, listing, made), *made]):
        sheets.fill(_sheet(book, sheet.name, simulated), sheet, number, styles, back, simulated)
        back = Text(listing, sheet=listing)
    book.close()
    return repack(buffer.getvalue(), moment)


def _options() -> dict[str, Any]:
    """Made anew for every workbook: xlsxwriter changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


def _sheet(book: Any, name: str, head: str) -> Any:
    """A sheet that prints on A4 across the width of the page, with ``head`` on top of every page."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    if head:
        sheet.set_header(f"&C&B{head.replace('&', '&&')}")
    return sheet


def _properties(report: Report, moment: datetime) -> dict[str, object]:
    return {
        "title": plain(report.title),
        "subject": plain(report.subtitle),
        "author": report.publisher,
        "comments": report.version,
        "created": moment.astimezone(UTC).replace(tzinfo=None),
    }
