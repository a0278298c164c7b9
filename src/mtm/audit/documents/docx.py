"""Word documents become blocks; a paragraph or a table row is one line.

Scope: the document's body in order: headings, paragraphs, list items, tables (a row is a line, its cells set apart by
tabs), footnotes and endnotes after the body. Text boxes are read as paragraphs. The lines are those of the text that
the auditor extracts, and are given back with the document.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from mtm.audit.documents.masking import is_note_mark, mask
from mtm.audit.documents.piece import EMPTY, Block, Document, Piece, line_piece
from mtm.model.errors import MtmError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*(\d)|^title$", re.IGNORECASE)
MAX_XML = 60_000_000
MAX_DEPTH = 200


def read_docx(name: str, data: bytes) -> Document:
    """The document with its blocks; raises MtmError where the file is no readable Word document."""
    document = Document(name, "docx", "line", [], [])
    lost = document.problems
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", name, lost)
            styles = _styles(archive, name, lost)
            notes = [
                n for part in ("word/footnotes.xml", "word/endnotes.xml") for n in _notes(archive, part, name, lost)
            ]
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise MtmError("cannot be read as a Word document", where=name, remedy="Save it again as .docx.") from error
    writer = _Writer(document, styles)
    root = body.find(f"{_W}body")
    for element in root if root is not None else ():
        writer.element(element)
    for note in notes:
        writer.note(note)
    return document


def _part(archive: zipfile.ZipFile, part: str, name: str, problems: list[str]) -> etree._Element:
    """One XML part, with its size checked before it is unpacked and without entities."""
    if archive.getinfo(part).file_size > MAX_XML:
        raise MtmError("is too large to audit", where=f"{name}, {part}", remedy="Split the document.")
    data = archive.read(part)
    if b"<!ENTITY" in data:
        raise MtmError("declares entities, which no word processor writes: not audited", where=f"{name}, {part}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise MtmError("holds no document text", where=f"{name}, {part}")
    if len(parser.error_log):
        worst = str(parser.error_log[0].message)
        problems.append(f"what is damaged in {part} ({worst[:80]})")
    return root


def _styles(archive: zipfile.ZipFile, name: str, problems: list[str]) -> dict[str, int]:
    """Style ids that are headings, with their level."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    found: dict[str, int] = {}
    for style in _part(archive, "word/styles.xml", name, problems).iter(f"{_W}style"):
        label = style.find(f"{_W}name")
        match = _HEADING.search(label.get(f"{_W}val", "") if label is not None else "")
        if match is not None:
            found[style.get(f"{_W}styleId", "")] = int(match[1] or 1)
    return found


def _notes(archive: zipfile.ZipFile, part: str, name: str, problems: list[str]) -> Iterator[str]:
    if part in archive.namelist():
        for note in _part(archive, part, name, problems):
            text = " ".join(_text(p) for p in note.iter(f"{_W}p")).strip()
            if text:
                yield text


class _Writer:
    """Appends lines to the document and blocks that point at them."""

    def __init__(self, document: Document, styles: dict[str, int]) -> None:
        self.document, self.styles = document, styles

    def element(self, element: etree._Element, depth: int = 0) -> None:
        if element.tag == f"{_W}p":
            self.paragraph(element)
        elif element.tag == f"{_W}tbl":
            self.table(element)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins") and depth < MAX_DEPTH:
            for child in element:
                self.element(child, depth + 1)

    def paragraph(self, element: etree._Element) -> None:
        text = _text(element)
        if not text.strip():
            return
        properties = element.find(f"{_W}pPr")
        kind, level = self._kind(properties)
        self.document.blocks.append(Block(kind, self._line(text), level))

    def _kind(self, properties: etree._Element | None) -> tuple[str, int]:
        if properties is None:
            return "paragraph", 0
        style = properties.find(f"{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        if name in self.styles:
            return "heading", self.styles[name]
        if properties.find(f"{_W}numPr") is not None or name.lower().startswith("list"):
            return "item", 0
        return ("caption", 0) if name.lower().startswith("caption") else ("paragraph", 0)

    def note(self, text: str) -> None:
        self.document.blocks.append(Block("note", self._line(text)))

    def _line(self, text: str) -> Piece:
        self.document.texts.append(text)
        return line_piece(mask(text), len(self.document.texts))

    def table(self, element: etree._Element) -> None:
        """Rows of the outermost table; a table within a cell is read as that cell's text."""
        rows = []
        for row in element.iterchildren(f"{_W}tr"):
            rows.append(self._row(row))
        rows = [row for row in rows if any(p.text.strip() for p in row)]
        width = max((len(row) for row in rows), default=0)
        if width:
            padded = tuple(tuple(row) + (EMPTY,) * (width - len(row)) for row in rows)
            start = line_piece("", len(self.document.texts))
            self.document.blocks.append(Block("table", start, rows=padded))

    def _row(self, row: etree._Element) -> list[Piece]:
        cells: list[tuple[str, int]] = []
        for cell in row.iterchildren(f"{_W}tc"):
            text = " ".join(_text(p) for p in cell.iter(f"{_W}p")).strip()
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = int(span.get(f"{_W}val", "1")) if span is not None and span.get(f"{_W}val", "1").isdigit() else 1
            cells.append((text.replace("\t", " "), min(width, 100)))
        line = "\t".join(text for text, _ in cells)
        self.document.texts.append(line)
        number, column = len(self.document.texts), 0
        masked, pieces = mask(line), []
        for text, width in cells:
            pieces.append(line_piece(masked[column : column + len(text)], number, column))
            pieces += [EMPTY] * (width - 1)
            column += len(text) + 1
        return pieces


def _text(paragraph: etree._Element) -> str:
    """The visible text: runs, tabs and breaks; deleted text and raised note marks are left out."""
    parts: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen", f"{_W}cr"):
        if node.tag == f"{_W}t":
            noted = _raised(node) and is_note_mark(node.text or "", parts[-1] if parts else "")
            parts.append(" " * len(node.text or "") if noted else node.text or "")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            parts.append(" ")
    return "".join(parts).replace("\n", " ")


def _raised(node: etree._Element) -> bool:
    run = node.getparent()
    mark = run.find(f"{_W}rPr/{_W}vertAlign") if run is not None else None
    return mark is not None and mark.get(f"{_W}val") == "superscript"
