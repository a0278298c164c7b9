"""Excel workbooks: what a cell shows, what is stored in it, and where it stands."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from delivered import content, grid, read, refusal, relationships, rows, rules, texts, xlsx, xlsx_parts, zipped
from openpyxl.utils import get_column_letter

from mtm.model.cell import Merge

INBOX = Path(__file__).parents[2] / "examples" / "kazakhstan" / "inbox"
REAL = Path(__file__).parents[3] / "shared" / "realdata"


def test_a_cell_keeps_its_address_when_rows_and_columns_before_it_are_empty() -> None:
    sheet = '<sheetData><row r="6"><c r="B6"><v>17425</v></c></row></sheetData>'
    found = grid("a.xlsx", xlsx(sheet))
    cell = found.rows[5][1]
    assert (cell.address, cell.row, cell.column, cell.value) == ("B6", 6, 2, 17425)
    assert found.rows[0][0].blank


def test_printed_decimals_are_kept_as_evidence() -> None:
    sheet = rows('<c r="A1" s="1"><v>198</v></c><c r="B1" s="0"><v>198</v></c><c r="C1" s="2"><v>2975788</v></c>')
    cells = grid("a.xlsx", xlsx(sheet, styles=("General", "0.0", "#,##0"))).rows[0]
    assert [(cell.text, cell.value) for cell in cells] == [("198.0", 198), ("198", 198), ("2 975 788", 2975788)]


def test_a_number_is_the_shortest_decimal_with_the_stored_binary_value() -> None:
    # Excel writes 65.8 as 65.799999999999997, 17 digits of the nearest binary number
    sheet = rows('<c r="A1"><v>65.799999999999997</v></c><c r="B1"><v>25399.0</v></c><c r="C1"><v>1E+3</v></c>')
    values = [cell.value for cell in grid("a.xlsx", xlsx(sheet)).rows[0]]
    assert values == [Decimal("65.8"), 25399, 1000]
    assert [type(value) for value in values] == [Decimal, int, int]


def test_shared_and_inline_texts_join_their_runs_and_leave_out_phonetic_readings() -> None:
    shared = "<si><r><t>Страны </t></r><r><t>СНГ</t></r><rPh><t>kana</t></rPh></si>"
    inline = '<c r="B1" t="inlineStr"><is><r><t>въ</t></r><r><t>езд</t></r></is></c>'
    found = grid("a.xlsx", xlsx(rows(f'<c r="A1" t="s"><v>0</v></c>{inline}'), texts=shared))
    assert texts(found) == [["Страны СНГ", "въезд"]]


def test_spaces_and_escaped_characters_of_a_text_are_kept_as_written() -> None:
    shared = '<si><t xml:space="preserve">   Армения </t></si><si><t>a_x000D_b_x005F_x</t></si>'
    found = grid("a.xlsx", xlsx(rows('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'), texts=shared))
    assert texts(found) == [["   Армения ", "a\rb_x"]]


def test_what_no_output_can_hold_shows_as_the_sign_for_it() -> None:
    shared = "<si><t>a_xD800_b_x0000_c</t></si>"
    assert texts(grid("a.xlsx", xlsx(rows('<c r="A1" t="s"><v>0</v></c>'), texts=shared))) == [["a\ufffdb\ufffdc"]]


def test_a_date_is_a_date_under_a_date_format_in_both_calendars() -> None:
    sheet = rows('<c r="A1" s="0"><v>45170</v></c>')  # 1 September 2023 counted from 1900
    cell = grid("a.xlsx", xlsx(sheet, styles=("dd.mm.yyyy",))).rows[0][0]
    assert (cell.text, cell.value) == ("01.09.2023", date(2023, 9, 1))
    later = grid("a.xlsx", xlsx(sheet, styles=("dd.mm.yyyy",), workbook='<workbookPr date1904="1"/>')).rows[0][0]
    assert later.value == date(2027, 9, 2)  # 1462 days later


def test_a_formula_without_a_stored_result_is_an_error_never_zero_or_blank() -> None:
    sheet = rows('<c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>')
    data = xlsx(sheet)
    first, second, third = grid("a.xlsx", data).rows[0]
    assert first.error == second.error == "formula without a stored result"
    assert (first.value, second.value) == (None, None)
    assert (third.error, third.value) == (None, 2)
    finding = next(f for f in read("a.xlsx", data)[1] if f.rule == "read_uncalculated")
    assert [place.cell for place in finding.places] == ["A1", "B1"]
    assert finding.param("count") == "2"


def test_zero_results_of_a_workbook_that_was_never_calculated_are_errors() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:  # writes 0 as the result of every formula
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, 5)
        sheet.write_formula(0, 1, "=A1*2")
        sheet.write(0, 2, 0)
    cells = grid("a.xlsx", buffer.getvalue()).rows[0]
    assert (cells[1].error, cells[1].value) == ("formula without a stored result", None)
    assert (cells[2].error, cells[2].value) == (None, 0)


def test_empty_text_results_are_blank_only_where_some_formula_was_calculated() -> None:
    empty = '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>'
    assert grid("a.xlsx", xlsx(rows(empty + '<c r="B1"><v>1</v></c>'))).rows[0][0].error
    calculated = grid("a.xlsx", xlsx(rows(empty + '<c r="B1"><f>2</f><v>2</v></c>'))).rows[0][0]
    assert calculated.blank


def test_error_marks_and_formulas_with_a_broken_reference_are_errors() -> None:
    sheet = rows(
        '<c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><f>SUM(#REF!)</f><v>0</v></c>'
        '<c r="C1" t="inlineStr"><is><t>#REF!</t></is></c>'
    )
    cells = grid("a.xlsx", xlsx(sheet)).rows[0]
    assert [(cell.error, cell.value) for cell in cells] == [("#DIV/0!", None), ("#REF!", None), ("#REF!", None)]
    assert "read_cell_errors" in rules("a.xlsx", xlsx(sheet))


def test_merged_areas_are_known_and_cut_to_the_used_area() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:XFD2"/><mergeCell ref="D9:E9"/></mergeCells>'
    sheet = rows('<c r="A1"><v>1</v></c>', '<c r="A2"><v>1</v></c><c r="C2"><v>1</v></c>') + merges
    assert grid("a.xlsx", xlsx(sheet)).merges == (Merge(1, 1, 1, 2), Merge(2, 1, 2, 3))


def test_hidden_sheets_rows_and_columns_are_marked_and_noted() -> None:
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    first = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
    sheet = f'<sheetData>{first}<row r="2"><c r="B2"><v>2</v></c></row></sheetData>'
    parts = xlsx_parts(columns + sheet, rows('<c r="A1"><v>3</v></c>'))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('sheetId="2"', 'sheetId="2" state="veryHidden"')
    data = zipped(parts)
    first, second = content("a.xlsx", data).grids
    assert (first.hidden_rows, first.hidden_columns, first.hidden) == (frozenset({1}), frozenset({2}), False)
    assert second.hidden
    assert {"read_hidden_sheet", "read_hidden_rows", "read_hidden_columns"} <= rules("a.xlsx", data)


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    found = grid("a.xlsx", xlsx(sheet))
    assert [[(c.address, c.value) for c in row] for row in found.rows] == [
        [("A1", 1), ("B1", 2)],
        [("A2", 3), ("B2", None)],
    ]


def test_both_namespaces_and_any_prefix_read_alike() -> None:
    parts = xlsx_parts(rows('<c r="A1"><v>7</v></c>'))
    strict = {
        name: str(part)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        .replace('<worksheet xmlns="', '<x:worksheet xmlns:x="')
        .replace("</worksheet", "</x:worksheet")
        .replace("<row", "<x:row")
        .replace("</row", "</x:row")
        .replace("<c ", "<x:c ")
        .replace("</c>", "</x:c>")
        .replace("<v>", "<x:v>")
        .replace("</v>", "</x:v>")
        .replace("sheetData", "x:sheetData")
        if "sheet1" in name
        else part
        for name, part in parts.items()
    }
    assert grid("a.xlsx", zipped(strict)).rows[0][0].value == 7


def test_a_listed_sheet_that_is_missing_is_noted_and_the_others_are_read() -> None:
    parts = xlsx_parts(rows('<c r="A1"><v>1</v></c>'), rows('<c r="A1"><v>2</v></c>'))
    del parts["xl/worksheets/sheet2.xml"]
    assert [g.name for g in content("a.xlsx", zipped(parts)).grids] == ["Sheet1"]
    assert "read_sheet_missing" in rules("a.xlsx", zipped(parts))


def test_a_workbook_without_a_single_cell_is_refused() -> None:
    assert refusal("a.xlsx", xlsx(rows(""))).rule == "read_no_cells"


def test_macros_links_objects_and_connections_are_listed_and_left_alone() -> None:
    parts = xlsx_parts(rows('<c r="A1"><v>1</v></c>'))
    parts |= {
        "xl/vbaProject.bin": b"Attribute VB_Name",
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/embeddings/oleObject1.bin": b"x",
        "xl/connections.xml": "<x/>",
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            ("a", "hyperlink", "https://example.org/"), ("b", "image", "https://example.org/pixel.png")
        ),
    }
    found = {(f.rule, f.param("first")) for f in read("a.xlsm", zipped(parts))[1]}
    assert found == {
        ("read_macros", "xl/vbaproject.bin"),
        ("read_external_links", "xl/externallinks/externallink1.xml"),
        ("read_external_links", "https://example.org/pixel.png"),
        ("read_embedded", "xl/embeddings/oleobject1.bin"),
        ("read_connections", "xl/connections.xml"),
    }


def test_numbers_shown_in_thousands_are_pointed_out() -> None:
    data = xlsx(rows('<c r="A1" s="0"><v>1123200</v></c>'), styles=("#,##0.0,",))
    cell = grid("a.xlsx", data).rows[0][0]
    assert (cell.text, cell.value) == ("1 123.2", 1123200)
    assert "read_scaled_format" in rules("a.xlsx", data)


@pytest.mark.parametrize("path", sorted(INBOX.rglob("*.xlsx")), ids=lambda p: p.name)
def test_openpyxl_finds_the_same_values_at_the_same_addresses(path: Path) -> None:
    found = content(path.name, path.read_bytes())
    workbook = openpyxl.load_workbook(path, data_only=True)
    for ours, theirs in zip(found.grids, workbook.worksheets, strict=True):
        expected = {
            f"{get_column_letter(cell.column)}{cell.row}": cell.value
            for row in theirs.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {c.address: c.value for row in ours.rows for c in row if not c.blank} == expected
        assert {(m.top, m.left) for m in ours.merges} <= {(r.min_row, r.min_col) for r in theirs.merged_cells.ranges}


@pytest.mark.parametrize(
    "name",
    [
        "border/unhcr_ukraine_romania_daily_2022.xlsx",
        "hxl/hxl_input_merged.xlsx",
        "survey/sampling_frame_iraq_strata.xlsx",
        "survey/xlsform_iraq_household_ar_en.xlsx",
    ],
)
def test_openpyxl_agrees_on_files_from_the_field(name: str) -> None:
    path = REAL / name
    if not path.exists():
        pytest.skip("the collection of real files is not beside this checkout")
    found = content(path.name, path.read_bytes())
    for ours, theirs in zip(found.grids, openpyxl.load_workbook(path, data_only=True).worksheets, strict=True):
        for row in ours.rows:
            for cell in row:
                expected = theirs.cell(cell.row, cell.column).value
                if isinstance(expected, float):
                    assert isinstance(cell.value, int | Decimal)
                    assert float(cell.value) == expected
                elif cell.error is None:
                    assert same(cell.value, expected), cell


def same(ours: object, theirs: object) -> bool:
    """openpyxl gives dates as datetimes, may write an empty text as nothing, and leaves escapes as they are."""
    theirs = theirs.replace("_x000D_", "\r") if isinstance(theirs, str) else theirs
    midnight = isinstance(theirs, datetime) and theirs.time() == time(0)
    return ours == (theirs.date() if midnight else theirs) or (ours is None and theirs == "")
