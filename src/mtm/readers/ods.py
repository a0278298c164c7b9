"""OpenDocument spreadsheets (.ods): every table as a grid; the file itself stores what each cell shows.

Scope: one pass over the content as a stream. Formulas are never calculated, scripts and links only listed.
Repeated rows and columns are unrolled only where they hold something, and counted before they are.
Source: OpenDocument 1.3 part 3, 9 (tables) and 19 (attributes).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from mtm.model.cell import Content, Merge, Scalar
from mtm.model.finding import Severity
from mtm.readers import markup
from mtm.readers.archive import Archive
from mtm.readers.grid import UNCALCULATED, Sheet
from mtm.readers.limits import MAX_SHEETS, MAX_TREE
from mtm.readers.opc import note_runnable
from mtm.readers.printed import number
from mtm.readers.reading import Reading, Refusal
from mtm.readers.sheets import finished

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_LAST = 16_777_216  # repetitions are written up to the last row of a sheet; more is damage
_ASIDE = ("annotation", "shapes", "forms", "tracked-changes", "change-deletion", "dde-links")
_NUMBERS = ("float", "percentage", "currency")


def read_ods(reading: Reading, archive: Archive) -> Content:
    """All tables in document order. Errors: Refusal where nothing can be used."""
    _refuse_encrypted(archive)
    note_runnable(reading, archive)
    listener = _Document(reading)
    markup.listen(archive.chunks("content.xml"), listener, "content.xml")
    if listener.linked:
        reading.note("read_external_links", Severity.WARNING, count=len(listener.linked), first=listener.linked[0])
    return finished(reading, "ods", listener.sheets)


def _refuse_encrypted(archive: Archive) -> None:
    part = "META-INF/manifest.xml"
    if part in archive and any(
        markup.local(str(element.tag)) == "encryption-data"
        for element in markup.tree(_without_doctype(archive.read(part, MAX_TREE)), part).iter()
    ):
        raise Refusal("read_encrypted")


def _without_doctype(manifest: bytes) -> bytes:
    """OpenOffice before 3 put an external document type into the manifest, and only there; it is cut out, not read."""
    start = manifest.find(b"<!DOCTYPE manifest:manifest")
    end = manifest.find(b">", start)
    return manifest[:start] + manifest[end + 1 :] if start >= 0 and b"[" not in manifest[start:end] else manifest


@dataclass(slots=True)
class _Document:
    """Fills sheets from the events of content.xml."""

    reading: Reading
    sheets: list[Sheet] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    _hidden_styles: set[str] = field(default_factory=set)
    _style: str = ""
    _sheet: Sheet | None = None
    _row: int = 0
    _rows: int = 1
    _column: int = 0
    _columns: int = 0
    _cell: dict[str, str] | None = None
    _paragraphs: list[list[str]] = field(default_factory=list)
    _paragraph: int = 0
    _aside: int = 0
    _tables: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "style":
            self._style = markup.attribute(attributes, "name")
        elif name == "table-properties" and markup.attribute(attributes, "display") == "false":
            self._hidden_styles.add(self._style)
        elif name in ("table", "table-row", "table-column", "table-cell", "covered-table-cell"):
            self._start_table(name, attributes)
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif name in ("table-source", "cell-range-source", "dde-source"):
            self.linked.append(markup.attribute(attributes, "href") or name)

    def data(self, text: str) -> None:
        if self._paragraph and not self._aside:
            self._paragraphs[-1].append(text)

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name in ("p", "h") and self._paragraph:
            self._paragraph -= 1
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._sheet = None

    def _start_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._start_sheet(attributes)
        elif self._sheet is None:
            raise Refusal("read_damaged", reason=f"{name} outside a table")
        elif name == "table-row":
            self._start_row(self._sheet, attributes)
        elif name == "table-column":
            self._start_column(self._sheet, attributes)
        else:
            self._cell, self._paragraphs, self._paragraph = attributes, [], 0

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise Refusal("read_too_many_sheets", limit=MAX_SHEETS)
        style = markup.attribute(attributes, "style-name")
        name = markup.attribute(attributes, "name")
        self._sheet = Sheet(name, self.reading, hidden=style in self._hidden_styles)
        self.sheets.append(self._sheet)
        self._row, self._rows, self._column, self._columns = 1, 0, 1, 0

    def _start_row(self, sheet: Sheet, attributes: dict[str, str]) -> None:
        self._rows, self._column = _repeated(attributes, "number-rows-repeated"), 1
        if markup.attribute(attributes, "visibility") in ("collapse", "filter"):
            sheet.hidden_rows.update(range(self._row, self._row + min(self._rows, 2**20)))

    def _start_column(self, sheet: Sheet, attributes: dict[str, str]) -> None:
        count = _repeated(attributes, "number-columns-repeated")
        if markup.attribute(attributes, "visibility") in ("collapse", "filter"):
            sheet.hidden_columns.append((self._columns + 1, self._columns + count))
        self._columns += count

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("p", "h"):
            self._paragraph += 1
            self._paragraphs.append([])
        elif self._paragraph and name == "s":
            self._paragraphs[-1].append(" " * min(_repeated(attributes, "c"), 1024))
        elif self._paragraph and name in ("tab", "line-break"):
            self._paragraphs[-1].append("\t" if name == "tab" else "\n")

    def _end_cell(self) -> None:
        if self._cell is None or self._sheet is None:
            raise Refusal("read_damaged", reason="a cell ends that did not begin")
        attributes, self._cell = self._cell, None
        count = _repeated(attributes, "number-columns-repeated")
        text, value, error = _read(attributes, "\n".join("".join(pieces) for pieces in self._paragraphs))
        if text or value is not None or error is not None:
            self._put(self._sheet, count, text, value, error)
        self._merge(self._sheet, attributes)
        self._column += count

    def _put(self, sheet: Sheet, count: int, text: str, value: Scalar, error: str | None) -> None:
        rows = self._rows
        if rows * count > 1:
            self.reading.afford(rows * count, len(text))
        for row in range(self._row, self._row + rows):
            for column in range(self._column, self._column + count):
                sheet.put(row, column, text, value, error)

    def _merge(self, sheet: Sheet, attributes: dict[str, str]) -> None:
        rows, columns = (_repeated(attributes, f"number-{part}-spanned") for part in ("rows", "columns"))
        if rows > 1 or columns > 1:
            bottom, right = self._row + rows - 1, self._column + columns - 1
            sheet.merge(Merge(self._row, self._column, bottom, right))


def _read(attributes: dict[str, str], text: str) -> tuple[str, Scalar, str | None]:
    """Text, value and error of a cell from its attributes; the calcext type tells errors, the office type values."""
    kinds = [value for key, value in attributes.items() if markup.local(key) == "value-type"]
    formula = markup.attribute(attributes, "formula")
    if "error" in kinds:
        return text, None, text or "error"
    if "#REF!" in formula:
        return text, None, "#REF!"
    if not kinds:
        return (text, None, UNCALCULATED) if formula and not text else (text, text or None, None)
    return _typed(kinds[0], attributes, text)


def _typed(kind: str, attributes: dict[str, str], text: str) -> tuple[str, Scalar, str | None]:
    if kind in _NUMBERS:
        stored = markup.attribute(attributes, "value")
        found = number(stored)
        return (text, found, None) if found is not None else (text, None, f"no number: {stored[:40]}")
    if kind == "date":
        when = _date(markup.attribute(attributes, "date-value"))
        return text, when if when is not None else text, None
    if kind == "boolean":
        return text, markup.attribute(attributes, "boolean-value") == "true", None
    return text, text or None, None


def _date(stored: str) -> date | None:
    try:
        return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)
    except ValueError:
        return None


def _repeated(attributes: dict[str, str], name: str) -> int:
    stated = markup.attribute(attributes, name) if len(attributes) else ""
    if not stated:
        return 1
    if not (stated.isascii() and stated.isdigit()) or not 1 <= int(stated[:12]) <= _LAST:
        raise Refusal("read_damaged", reason=f"{name} {stated[:40]}")
    return int(stated)
