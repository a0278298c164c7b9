"""The sheets of an XLSForm as entries with their cells, whatever spelling of the column names the author used.

Scope: survey, choices and settings; the header row is the first row that is not empty. Rows keep their numbers.
Source: the XLSForm standard and pyxform's aliases for older spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mtm.model.cell import Cell, Content, Grid, Scalar
from mtm.model.finding import Place
from mtm.surveys.form import Texts

MAX_ROWS = 20_000
"""Rows of one sheet of a form; the largest real forms have a few thousand choices."""

MAX_TEXT = 32_767
"""Characters of one cell; spreadsheet programs write no more."""

TRANSLATED = ("label", "hint", "constraint_message", "required_message", "guidance_hint", "image", "audio", "video")
_ALIASES = {
    "caption": "label",
    "command": "type",
    "relevance": "relevant",
    "calculate": "calculation",
    "constraining message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "bind::relevant": "relevant",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "bind::calculate": "calculation",
    "bind:relevant": "relevant",
    "bind:constraint": "constraint",
    "bind:required": "required",
    "bind:calculate": "calculation",
    "control::appearance": "appearance",
    "value": "name",
    "list": "list_name",
    "form title": "form_title",
    "title": "form_title",
    "form id": "form_id",
    "set form title": "form_title",
    "set form id": "form_id",
    "id_string": "form_id",
}
_LANGUAGE = re.compile(r"\(([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\)\s*$")
_HEADER = re.compile(r"^(?P<column>.+?)\s*::?\s*(?P<language>[^:].*)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a sheet by column; translated columns stand under (column, language)."""

    file: str
    sheet: str
    row: int
    cells: Mapping[tuple[str, str], Cell]

    def text(self, column: str, language: str = "") -> str:
        cell = self.cells.get((column, language))
        return printed(cell.value) if cell else ""

    def texts(self, column: str) -> Texts:
        found = ((language, self.text(name, language)) for name, language in self.cells if name == column)
        return tuple((language, text) for language, text in found if text)

    def place(self, column: str = "", language: str = "") -> Place:
        """Where a column of this row stands; the row where it has no cell there."""
        cell = self.cells.get((column, language))
        if cell is None:
            return Place(self.file, self.sheet, f"row {self.row}")
        return Place(self.file, self.sheet, cell.address, printed(cell.value)[:80])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a form: its entries, its headers as (column, language) with the cell they stand in."""

    name: str = ""
    entries: tuple[Entry, ...] = ()
    headers: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    repeated: tuple[Cell, ...] = ()
    overlong: tuple[Cell, ...] = ()
    cut: bool = False

    def spelled(self, language: str) -> str:
        """The language as the author spelled it: "Kazakh (kk)" for kk."""
        return self.names.get(language, language)


def sheet_of(content: Content, file: str, name: str) -> Sheet | None:
    """The sheet of that name, in whatever case; None where there is none."""
    grid = next((grid for grid in content.grids if grid.name.strip().casefold() == name), None)
    return None if grid is None else _sheet(grid, file)


def _sheet(grid: Grid, file: str) -> Sheet:
    rows = [row for row in grid.rows if any(not cell.blank for cell in row)]
    if not rows:
        return Sheet(grid.name)
    columns: dict[int, tuple[str, str]] = {}
    headers: dict[tuple[str, str], Cell] = {}
    names: dict[str, str] = {}
    repeated = []
    for cell in rows[0]:
        key, spelled = _column(printed(cell.value))
        if not key[0]:
            continue
        if key in headers:
            repeated.append(cell)
            continue
        columns[cell.column], headers[key] = key, cell
        if key[0] in TRANSLATED:
            names.setdefault(key[1], spelled)
    entries = tuple(_entries(rows[1 : MAX_ROWS + 1], columns, file, grid.name))
    overlong = tuple(cell for row in rows for cell in row if isinstance(cell.value, str) and len(cell.value) > MAX_TEXT)
    cut = len(rows) > MAX_ROWS + 1
    return Sheet(grid.name, entries, headers, tuple(names), names, tuple(repeated), overlong, cut)


def _entries(
    rows: list[tuple[Cell, ...]], columns: Mapping[int, tuple[str, str]], file: str, sheet: str
) -> Iterator[Entry]:
    for row in rows:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns and not cell.blank}
        if cells:
            yield Entry(file, sheet, row[0].row, cells)


def _column(header: str) -> tuple[tuple[str, str], str]:
    """A header as (column, language) and the language's spelling: "label::Kazakh (kk)" is (label, kk)."""
    text = " ".join(header.split())
    plain = _alias(text)
    if plain in TRANSLATED:
        return (plain, ""), ""
    found = _HEADER.match(text.removeprefix("media::").removeprefix("media:"))
    if found and _alias(found["column"]) in TRANSLATED:
        language = found["language"].strip()
        code = _LANGUAGE.search(language)
        return (_alias(found["column"]), code[1].lower() if code else language), language
    return (plain, ""), ""


def _alias(text: str) -> str:
    known = text.strip().lower()
    known = _ALIASES.get(known, known)
    return known if ":" in known else known.replace(" ", "_")


def printed(value: Scalar) -> str:
    """A cell of a form as text: a whole number without decimals, whatever the cell's format shows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else str(value.normalize())
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
