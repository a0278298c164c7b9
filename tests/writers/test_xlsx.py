"""The workbook is read back with openpyxl, which had no part in writing it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_charts import figure, span, words
from sample_report import HOSTILE, hostile_report, sample_report

from mtm.kit.messages import Sentence
from mtm.model.blocks import FigureSpan, PeriodSpan, Reference, Report, Section, Spans, Table, Words
from mtm.model.finding import Finding, Place
from mtm.writers import xlsx
from mtm.writers.xlsx.cells import Number, Text, headers, value_of
from mtm.writers.xlsx.names import LONGEST, SheetNames

MOMENT = datetime(2024, 2, 15, 12, tzinfo=UTC)
FINDINGS = (
    Finding.make("part_total_gap", "question", Place("a.xlsx", "IV кв.", "B14", "25 399"), source="=cmd()", gap=16),
    Finding.make("cell_error", "blocking"),
)
NOTES_AND_LISTS = 5  # cover, contents, notes, findings, register


def say(finding: Finding) -> Sentence:
    place = "; ".join(map(str, finding.places))
    return Sentence(f"=1+1 {finding.rule}", "@SUM(1)", finding.source, finding.period, place)


def written(report: Report) -> bytes:
    return xlsx.write(report, FINDINGS, say, MOMENT)


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(sample_report())))


@pytest.fixture(scope="module")
def hostile() -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(hostile_report())))


def with_cell(cell: Spans) -> Any:
    """The one sheet of figures of a report whose only table has this cell."""
    report = sample_report()
    (table,) = (b for s in report.sections for b in s.blocks if isinstance(b, Table) and b.id == "table-arrivals")
    row = replace(table.rows[1], cells=(cell, *table.rows[1].cells[1:]))
    small = replace(report, front=(), sections=(Section("s", (replace(table, rows=(row,)),)),))
    return openpyxl.load_workbook(io.BytesIO(written(small)))["Table 2.1"]


def test_cover_contents_notes_findings_and_register_come_first_and_the_book_opens_on_its_cover(book: Any) -> None:
    assert book.sheetnames[:NOTES_AND_LISTS] == ["Cover", "Contents", "Notes", "Findings", "Register of figures"]
    assert book.active.title == "Cover"


def test_the_cover_says_what_the_front_page_says(book: Any) -> None:
    cover = book["Cover"]
    said = {row[0].value: row[1].value for row in cover.iter_rows(min_row=4, max_col=2)}

    assert cover["A1"].value == "Migration in Kazakhstan"
    assert (said["Period"], said["Data cut-off"], said["Version"]) == (
        "October–December 2023",
        "15 February 2024",
        "1.0",
    )
    assert "Superseded: a later version is at example.invalid/latest" in said


def test_every_sheet_is_in_the_contents_with_a_link_that_leads_to_it(book: Any) -> None:
    rows = list(book["Contents"].iter_rows(min_row=7, max_col=2))
    links = {row[0].value: row[0].hyperlink.location for row in rows if row[0].value}

    assert list(links) == book.sheetnames[2:]
    assert all(location == f"'{name}'!A1" for name, location in links.items())


def test_no_sheet_has_a_merged_cell_and_each_has_its_title_in_the_first_cell(book: Any, hostile: Any) -> None:
    sheets = [*book.worksheets, *hostile.worksheets]

    assert all(not sheet.merged_cells.ranges for sheet in sheets)
    assert all(sheet["A1"].value for sheet in sheets)


def test_every_sheet_but_the_cover_holds_one_table_with_alternative_text_and_a_header_that_stays(book: Any) -> None:
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        header = [cell.value for cell in sheet[6] if cell.value is not None]

        assert [column.name for column in table.tableColumns] == header
        assert sheet.freeze_panes == "B7"
        assert sheet.print_title_rows == "$6:$6"
    parts = zipfile.ZipFile(io.BytesIO(written(sample_report())))
    tables = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/tables/")]
    assert len(tables) == len(book.sheetnames) - 1
    assert all('altText="' in table and 'altTextSummary="' in table for table in tables)


def test_there_is_one_sheet_for_every_table_and_every_chart(book: Any) -> None:
    titles = [sheet["A1"].value for sheet in book.worksheets[NOTES_AND_LISTS:]]

    assert titles[0] == "Table 2.1  Crossings by citizenship"
    assert "Figure 2.1  Arrivals peak every third quarter" in titles
    assert titles[-1] == "Table 2.1  A table over pages"


def test_a_figure_is_a_number_with_its_printed_decimals(book: Any) -> None:
    (total,) = (row for row in book["Table 2.1"].iter_rows(min_row=7) if row[0].value == "Total")

    assert [cell.value for cell in total] == ["Total", 3405102, 3429507, 12.3]
    assert [cell.data_type for cell in total] == ["s", "n", "n", "n"]
    assert total[3].number_format == '#,##0.0;"−"#,##0.0;#,##0.0'


# half away from zero, once: 0.25 -> 0.3, -0.25 -> -0.3, 12.345 -> 12.3
@pytest.mark.parametrize(("value", "shown"), [("0.25", 0.3), ("-0.25", -0.3), ("12.345", 12.3), ("-0.04", 0)])
def test_a_number_is_rounded_as_it_is_printed(value: str, shown: float) -> None:
    sheet = with_cell((span(figure("flows.x", value, "percent", 1)),))

    assert sheet["B7"].value == shown


def test_a_change_shows_its_sign(book: Any) -> None:
    sheet = with_cell((span(figure("flows.x", "12", signed=True)),))

    assert sheet["B7"].number_format.startswith("+#,##0;")


def test_the_letter_of_a_note_stands_in_the_format_and_the_cell_stays_a_number() -> None:
    sheet = with_cell((span(figure("flows.x", "12")), Reference("b", "note-b", note=True)))

    assert (sheet["B7"].value, sheet["B7"].data_type) == (12, "n")
    assert sheet["B7"].number_format == '#,##0" [b]";"−"#,##0" [b]";#,##0" [b]"'


def test_a_gap_is_its_symbol_and_never_a_number() -> None:
    sheet = with_cell((FigureSpan(figure("flows.x", None), "[x]"), Reference("a", "note-a", note=True)))

    assert (sheet["B7"].value, sheet["B7"].data_type) == ("[x] [a]", "s")


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_stays_text() -> None:
    sheet = with_cell((span(figure("flows.x", "1234567890123456")),))

    assert (sheet["B7"].value, sheet["B7"].data_type) == ("1,234,567,890,123,456", "s")


def test_group_rows_have_empty_cells_and_no_zeros(book: Any) -> None:
    group = next(book["Table 2.1"].iter_rows(min_row=7))

    assert [cell.value for cell in group] == ["Commonwealth of Independent States", None, None, None]


def test_spanning_heading_heading_and_unit_share_one_cell(book: Any) -> None:
    assert [cell.value.removesuffix(" [a]") for cell in book["Table 2.1"][6]] == [
        "Country of citizenship",
        "Crossings: Arrivals (crossings)",
        "Crossings: Departures (crossings)",
        "Share of the group (%)",
    ]


def test_a_heading_keeps_the_letter_of_its_note() -> None:
    report = sample_report()
    (table,) = (b for s in report.sections for b in s.blocks if isinstance(b, Table) and b.id == "table-arrivals")
    head = (Words("Country"), Reference("a", "note-a", note=True))
    noted = replace(table, columns=(replace(table.columns[0], head=head), *table.columns[1:]))
    data = written(replace(report, front=(), sections=(Section("s", (noted,)),)))

    assert openpyxl.load_workbook(io.BytesIO(data))["Table 2.1"]["A6"].value == "Country [a]"


def test_notes_stand_beneath_their_table_and_on_the_sheet_of_notes(book: Any) -> None:
    below = [row[0].value for row in book["Table 2.1"].iter_rows(min_row=20)]
    listed = [tuple(cell.value for cell in row) for row in book["Notes"].iter_rows(min_row=7)]

    assert "[a] Not available: the agency has not delivered it." in below
    assert ("2 Inflow and outflow", "b", "Letter of 1 February 2024.") in listed


def test_findings_stand_with_the_gravest_first(book: Any) -> None:
    first, second = book["Findings"].iter_rows(min_row=7, max_row=8, values_only=True)

    assert (first[0], first[6]) == ("Blocking", "cell_error")
    assert second[:6] == (
        "Question",
        "=1+1 part_total_gap",
        "@SUM(1)",
        "=cmd()",
        None,
        'a.xlsx, sheet "IV кв.", B14',
    )


def test_every_figure_stands_in_the_register_with_its_value_and_cells(book: Any) -> None:
    report = sample_report()
    rows = {row[7]: row for row in book["Register of figures"].iter_rows(min_row=7, values_only=True)}

    for entry in report.register:
        number, printed, value, *_, cells, _ = rows[entry.figure.id]
        assert (number, printed) == (entry.number, entry.text)
        assert (value is None) == (entry.figure.value is None)
        assert entry.figure.origins[0].cell in cells


def test_no_cell_of_any_sheet_is_a_formula_or_leads_out_of_the_book(hostile: Any) -> None:
    cells = [cell for sheet in hostile.worksheets for row in sheet.iter_rows() for cell in row]

    assert all(cell.data_type != "f" for cell in cells)
    assert all(not (cell.hyperlink and cell.hyperlink.target) for cell in cells)
    parts = zipfile.ZipFile(io.BytesIO(written(hostile_report())))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_hostile_labels_stay_the_text_they_are(hostile: Any) -> None:
    found = {cell.value for sheet in hostile.worksheets for row in sheet.iter_rows() for cell in row}
    drawable = [text for text in HOSTILE if "\x00" not in text]

    assert found >= set(drawable)
    assert "東京 🙂 \ufffd\ufffd ﷽" in found


def test_the_same_report_gives_the_same_bytes_whatever_the_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(sample_report())
    monkeypatch.setenv("TZ", "Asia/Almaty")

    assert written(sample_report()) == first


def test_all_times_in_the_file_are_the_moment_given() -> None:
    data = written(sample_report())
    container = zipfile.ZipFile(io.BytesIO(data))

    assert {info.date_time for info in container.infolist()} == {(2024, 2, 15, 12, 0, 0)}
    assert openpyxl.load_workbook(io.BytesIO(data)).properties.created == datetime(2024, 2, 15, 12)


def test_a_report_without_findings_or_tables_makes_a_book_all_the_same() -> None:
    empty = replace(sample_report(), front=(), sections=(), register=(), masthead=(), banner=())
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(empty, (), say, MOMENT)))

    assert len(book.sheetnames) == NOTES_AND_LISTS


@given(st.lists(st.text(max_size=60), min_size=1, max_size=40))
def test_any_titles_make_sheet_names_that_excel_accepts(titles: list[str]) -> None:
    names = SheetNames()
    made = [names.name(title) for title in titles]

    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert 0 < len(name.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST
        assert not set(name) & set("[]:*?/\\\x00")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_kazakh_sheet_names_are_kept_and_told_apart_when_cut() -> None:
    names = SheetNames()
    long = "Шекараны кесіп өту: келгендер мен кеткендер, елдер бойынша"

    assert names.name("2.1-кесте") == "2.1-кесте"
    assert names.name(long) == "Шекараны кесіп өту келгендер ме"
    assert names.name(long) == "Шекараны кесіп өту келгендер a"
    assert names.name("'[]'") == "Sheet"


@given(st.lists(st.text(max_size=300), max_size=20))
def test_column_names_of_a_table_are_neither_empty_nor_alike_nor_too_long(texts: list[str]) -> None:
    made = headers(texts)

    assert len({name.casefold() for name in made}) == len(texts)
    assert all(0 < len(name) <= 255 for name in made)


def test_a_cell_of_words_and_figures_is_text_and_a_lone_figure_a_number() -> None:
    seen = span(figure("flows.x", "12"))

    assert value_of((seen, Words(" "))) == Number(Decimal(12), 0)
    assert value_of((Words("about "), seen)) == Text("about 12")
    assert value_of((PeriodSpan("2023"),)) == Text("2023")
    assert value_of((Reference("stat.gov.kz", "https://stat.gov.kz"),)) == Text(
        "stat.gov.kz", web="https://stat.gov.kz"
    )
    assert value_of((Reference("x", "javascript:alert(1)"),)) == Text("x")
    assert value_of(words("")) == Text("")
