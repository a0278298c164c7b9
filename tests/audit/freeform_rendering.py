"""Renders a report's Markdown as HTML, DOCX and PDF, so that one text is audited in four formats.

Nothing of the package's own writers is used: the auditor reads what other people's tools make.
"""

from __future__ import annotations

import html
import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

FORMATS = ("md", "html", "docx", "pdf")
_CELL = re.compile(r"<t[hd]>(.*?)</t[hd]>")
_FONTS = Path(__file__).parents[2] / "src" / "mtm" / "fonts"


class Part(NamedTuple):
    """kind is h1, h2, li, p or table; ``rows`` only for tables."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def render(markdown: str, form: str) -> bytes:
    """The bytes of a file in the format: md, html, docx or pdf."""
    if form == "md":
        return markdown.encode("utf-8")
    return {"html": _html, "docx": _docx, "pdf": _pdf}[form](parts(markdown))


def parts(markdown: str) -> list[Part]:
    """The paragraphs, headings, list items and tables of the few Markdown forms that the reports use."""
    found: list[Part] = []
    table: list[tuple[str, ...]] = []
    for line in [*markdown.splitlines(), ""]:
        cells = _cells(line)
        if cells is not None:
            table += [cells] if cells else []
            continue
        if table:
            found.append(Part("table", rows=tuple(table)))
            table = []
        if line.strip() and not set(line.strip()) <= set("=-"):
            found.append(_paragraph(line.strip()))
    return found


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table's line; an empty tuple for a line that only rules; None where it is no table."""
    if line.startswith(("<table", "</table")):
        return ()
    if line.startswith("<tr>"):
        return tuple(_CELL.findall(line))
    if line.count("|") > 1 and not line.startswith("*"):
        inner = line.strip().removeprefix("|").removesuffix("|")
        cells = tuple(_plain(c.strip()) for c in inner.split("|"))
        return () if set("".join(cells)) <= set("-: ") and any(cells) else cells
    return None


def _plain(text: str) -> str:
    return re.sub(r"\*\*?(.+?)\*\*?", r"\1", text).replace("[^1]", "¹")


def _paragraph(line: str) -> Part:
    for mark, kind in (("### ", "h2"), ("## ", "h2"), ("# ", "h1"), ("- ", "li"), ("* ", "li"), ("> ", "p")):
        if line.startswith(mark):
            return Part(kind, _plain(line[len(mark) :]))
    return Part("p", _plain(line))


def _html(found: list[Part]) -> bytes:
    lines = ['<!doctype html><html><head><meta charset="utf-8"><style>td{padding:2px}</style></head><body>']
    for part in found:
        if part.kind == "table":
            rows = ["<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in part.rows]
            lines.append("<table><tbody>" + "\n".join(rows) + "</tbody></table>")
        else:
            lines.append(f"<{part.kind}>{html.escape(part.text)}</{part.kind}>")
    return "\n".join([*lines, "</body></html>"]).encode("utf-8")


def _docx(found: list[Part]) -> bytes:
    from docx import Document

    document = Document()
    for part in found:
        if part.kind == "table":
            table = document.add_table(len(part.rows), len(part.rows[0]))
            for at, row in enumerate(part.rows):
                for column, cell in enumerate(row):
                    table.cell(at, column).text = cell
        elif part.kind in ("h1", "h2"):
            document.add_heading(part.text, int(part.kind[1]))
        else:
            document.add_paragraph(part.text, "List Bullet" if part.kind == "li" else None)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(found: list[Part]) -> bytes:
    import typst

    source = ["#set page(margin: 2.2cm)", "#set text(size: 10pt)"]
    for part in found:
        if part.kind == "table":
            cells = ", ".join(f"[{_escaped(c)}]" for row in part.rows for c in row)
            source.append(f"#table(columns: {len(part.rows[0])}, {cells})")
        else:
            mark = {"h1": "= ", "h2": "== ", "li": "- ", "p": ""}[part.kind]
            source.append(mark + _escaped(part.text))
        source.append("")
    fonts = typst.Fonts(font_paths=[_FONTS], include_system_fonts=False)
    made: bytes = typst.compile("\n".join(source).encode("utf-8"), font_paths=fonts, format="pdf")
    return made


def _escaped(text: str) -> str:
    """Typst markup that prints the text as it is."""
    return "".join(f"\\u{{{ord(c):x}}}" if not c.isalnum() and c not in " ,.;:" else c for c in text)
