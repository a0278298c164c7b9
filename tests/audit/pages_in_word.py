"""The known tables as a Word file, from which LibreOffice printed ``pages/libreoffice.pdf``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.audit.pages_of_tables import PROSE, TABLES, Table


def write_word(path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Sans"
    document.styles["Normal"].font.size = Pt(8)
    document.sections[0].header.paragraphs[0].text = "Migration bulletin 2024"
    _page_number(document.sections[0].footer.paragraphs[0])
    for table, prose in zip(TABLES, PROSE, strict=True):
        document.add_paragraph(prose)
        document.add_paragraph().add_run(table.caption).bold = True
        _table(document, table)
        note = document.add_paragraph()
        note.add_run("1").font.superscript = True
        note.add_run(" Note of the agency.").font.size = Pt(8)
    document.save(str(path))


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.rows[0]))
    grid.style = "Table Grid" if len(table.heads) > 1 else "Normal Table"
    for _ in table.heads:
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        grid.add_row()._tr.get_or_add_trPr().append(repeat)
    taken: set[tuple[int, int]] = set()
    for y, head in enumerate(table.heads):
        x = 0
        for text, columns, rows in head:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for i in range(columns) for j in range(rows)}
            cell = grid.cell(y, x)
            if columns > 1 or rows > 1:
                cell = cell.merge(grid.cell(y + rows - 1, x + columns - 1))
            _fill(cell, text, bold=True, right=x > 0, middle=columns > 1)
            x += columns
    for values in table.rows:
        row = grid.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for x, value in enumerate(values):
            _fill(row.cells[x], value, bold=False, right=x > 0)
    for line in grid.rows:
        line.cells[0].width = Cm(5)


def _fill(cell: Any, text: str, bold: bool, right: bool, middle: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    for number, part in enumerate(re.split(r"\^(\d)", text)):
        run = paragraph.add_run(part)
        run.bold = bold
        run.font.superscript = bool(number % 2) or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.RIGHT
