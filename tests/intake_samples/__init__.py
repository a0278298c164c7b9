"""Deliveries written by hand for the tests of layouts and harmonise: sheets from rows of text, sources from YAML."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mtm.codelists.areas import area_names
from mtm.harmonise import observe
from mtm.layouts import place
from mtm.model.cell import Cell, Content, Grid, Merge, Paragraph
from mtm.model.labelled import Harmonised, Placed
from mtm.model.observation import Delivery
from mtm.workspace.source import Source, load_source

HEAD = "name: {en: Agency}\nref_area: KAZ\n"


@dataclass(frozen=True)
class Intake:
    """One delivery taken in: what was placed, what was observed."""

    placed: Placed
    harmonised: Harmonised

    @property
    def values(self) -> dict[str, str]:
        """Every observation as "indicator period area breakdown" -> value, or its status where it has none."""
        return {_name(o): _value(o) for o in self.harmonised.observations}

    @property
    def rules(self) -> list[str]:
        return [f.rule for f in (*self.placed.findings, *self.harmonised.findings)]

    def finding(self, rule: str) -> dict[str, str]:
        """The parameters of the first finding of this rule."""
        found = (*self.placed.findings, *self.harmonised.findings)
        return next(dict(f.params) for f in found if f.rule == rule)


def source(tmp_path: Path, text: str, name: str = "agency") -> Source:
    """A source from the YAML of its tables; name and country are added."""
    path = tmp_path / "sources" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
    return load_source(path)


def delivery(file: str = "agency/2024-01-15_form.xlsx") -> Delivery:
    return Delivery(file.split("/")[0], date.fromisoformat(file.split("/")[1][:10]), file, "0" * 64, 1)


def sheet(
    rows: Sequence[str | Sequence[object]],
    name: str = "Sheet1",
    merges: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    hidden: bool = False,
    heading: str = "",
) -> Grid:
    """A grid from rows, each a list of values or one text with columns parted by |; merges are written "A1:B2"."""
    split = [[part.strip(" ") for part in row.split("|")] if isinstance(row, str) else list(row) for row in rows]
    width = max(len(row) for row in split)
    cells = tuple(
        tuple(_cell(r, c, row[c - 1] if c <= len(row) else "") for c in range(1, width + 1))
        for r, row in enumerate(split, 1)
    )
    hidden_at = (frozenset(hidden_rows), frozenset(hidden_columns))
    return Grid(name, cells, tuple(map(_merge, merges)), hidden, *hidden_at, heading)


def book(*grids: Grid, paragraphs: Sequence[str] = (), kind: str = "xlsx") -> Content:
    return Content(kind, grids, tuple(Paragraph(f"paragraph {n}", text) for n, text in enumerate(paragraphs, 1)))


def take_in(declared: Source, content: Content, file: str = "agency/2024-01-15_form.xlsx") -> Intake:
    """Place and observe, as the build does."""
    sent = delivery(file)
    placed = place(content, declared, sent)
    return Intake(placed, observe(placed, declared, sent, area_names()))


def workbook(sheets: dict[str, Sequence[Sequence[object]]], merges: dict[str, Sequence[str]] | None = None) -> bytes:
    """A real .xlsx file."""
    import openpyxl

    file = openpyxl.Workbook()
    file.remove(file.active)
    for name, rows in sheets.items():
        page = file.create_sheet(name)
        for row in rows:
            page.append(list(row))
        for merge in (merges or {}).get(name, ()):
            page.merge_cells(merge)
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def document(parts: Sequence[str | Sequence[Sequence[str]]]) -> bytes:
    """A real .docx file: texts are paragraphs, lists of rows are tables."""
    import docx

    file = docx.Document()
    for part in parts:
        if isinstance(part, str):
            file.add_paragraph(part)
            continue
        table = file.add_table(rows=len(part), cols=len(part[0]))
        for r, row in enumerate(part):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def open_document(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    """A real .ods file with texts in its cells."""
    import zipfile
    from xml.sax.saxutils import escape

    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
                for text in row
            )
            + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{urn}office:1.0" xmlns:table="{urn}table:1.0" '
        f'xmlns:text="{urn}text:1.0" office:version="1.2"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return data.getvalue()


def _cell(row: int, column: int, value: object) -> Cell:
    address = f"{chr(64 + column)}{row}"
    if value in ("", None):
        return Cell(row, column, address)
    return Cell(row, column, address, str(value), value)  # type: ignore[arg-type]


def _merge(text: str) -> Merge:
    start, end = text.split(":")
    return Merge(int(start[1:]), ord(start[0]) - 64, int(end[1:]), ord(end[0]) - 64)


def _name(o: object) -> str:
    from mtm.model.observation import Observation

    assert isinstance(o, Observation)
    parts = [o.indicator, o.time_period.code, o.counterpart_area]
    if o.ref_area != "KAZ":
        parts.append(f"in {o.ref_area}")
    return " ".join([*parts, *(f"{d}={c}" for d, c in o.breakdown)])


def _value(o: object) -> str:
    from mtm.model.observation import Observation

    assert isinstance(o, Observation)
    return f"{o.value:f}" if o.value is not None else o.obs_status
