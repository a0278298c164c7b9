"""OpenDocument spreadsheets: the file itself says what each cell shows."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from delivered import content, grid, ods, refusal, rules, texts

from mtm.model.cell import Merge


def cell(text: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>" + (f"<text:p>{text}</text:p>" if text else "") + "</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Лист1", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def float_(value: str) -> str:
    return f'office:value-type="float" office:value="{value}"'


def test_the_shown_text_and_the_stored_value_are_both_kept() -> None:
    found = grid("a.ods", ods(table(row(cell("198,0", float_("198")), cell("65,8", float_("65.8"))))))
    assert [(c.text, c.value) for c in found.rows[0]] == [("198,0", 198), ("65,8", Decimal("65.8"))]


def test_blank_rows_and_columns_before_a_cell_keep_its_address() -> None:
    body = table(
        row(cell(), attributes='table:number-rows-repeated="4"'),
        row(cell(attributes='table:number-columns-repeated="2"'), cell("x")),
    )
    assert grid("a.ods", ods(body)).rows[4][2].address == "C5"


def test_repeated_cells_and_rows_with_content_are_unrolled() -> None:
    twice = cell("5", float_("5") + ' table:number-columns-repeated="2"')
    body = table(row(twice, attributes='table:number-rows-repeated="2"'))
    assert texts(grid("a.ods", ods(body))) == [["5", "5"], ["5", "5"]]


def test_blank_rows_up_to_the_end_of_the_sheet_do_not_count() -> None:
    body = table(row(cell("x")), row(cell(), attributes='table:number-rows-repeated="1048575"'))
    assert texts(grid("a.ods", ods(body))) == [["x"]]


def test_a_sheet_filled_by_repetition_alone_is_refused_before_it_is_unrolled() -> None:
    wide = cell("x", 'table:number-columns-repeated="16384"')
    body = table(row(wide, attributes='table:number-rows-repeated="1048576"'))
    assert refusal("a.ods", ods(body)).rule == "read_too_many_cells"


def test_dates_truths_spaces_and_lines_are_read() -> None:
    body = table(
        row(
            cell("01.09.2023", 'office:value-type="date" office:date-value="2023-09-01"'),
            cell("1.9. 12:30", 'office:value-type="date" office:date-value="2023-09-01T12:30:00"'),
            cell("ИСТИНА", 'office:value-type="boolean" office:boolean-value="true"'),
            cell('a<text:s text:c="3"/>b<text:line-break/>c</text:p><text:p>d'),
            cell("61,4%", 'office:value-type="percentage" office:value="0.614"'),
        )
    )
    values = [c.value for c in grid("a.ods", ods(body)).rows[0]]
    assert values == [
        date(2023, 9, 1),
        datetime.fromisoformat("2023-09-01T12:30"),
        True,
        "a   b\nc\nd",
        Decimal("0.614"),
    ]


def test_comments_are_no_part_of_a_cell() -> None:
    note = "<office:annotation><text:p>remark</text:p></office:annotation>"
    body = table(row(f"<table:table-cell {float_('5')}>{note}<text:p>5</text:p></table:table-cell>"))
    assert texts(grid("a.ods", ods(body))) == [["5"]]


def test_errors_and_uncalculated_formulas_are_errors() -> None:
    body = table(
        row(
            cell("#REF!", 'table:formula="of:=[.A1]" office:value-type="string" calcext:value-type="error"'),
            cell("0", 'table:formula="of:=SUM([#REF!.A1])" ' + float_("0")),
            cell("", 'table:formula="of:=1+1"'),
        )
    )
    found = grid("a.ods", ods(body)).rows[0]
    assert [c.error for c in found] == ["#REF!", "#REF!", "formula without a stored result"]
    assert {"read_cell_errors", "read_uncalculated"} <= rules("a.ods", ods(body))


def test_merged_and_hidden_parts_are_known() -> None:
    styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    body = table(
        '<table:table-column/><table:table-column table:visibility="collapse"/>',
        row(cell("a", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>"),
        row(cell("b"), cell("c"), attributes='table:visibility="collapse"'),
    ) + table(row(cell("x")), name="служ", attributes='table:style-name="h"')
    first, second = content("a.ods", ods(body, styles)).grids
    assert first.merges == (Merge(1, 1, 1, 2),)
    assert (first.hidden_rows, first.hidden_columns) == (frozenset({2}), frozenset({2}))
    assert (first.hidden, second.hidden) == (False, True)


def test_an_encrypted_sheet_is_refused() -> None:
    manifest = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert refusal("a.ods", ods(table(row(cell("x"))), **{"META-INF/manifest.xml": manifest})).rule == "read_encrypted"


def test_links_and_scripts_are_listed() -> None:
    link = '<table:table-source xlink:href="file:///etc/passwd"/>'
    found = rules("a.ods", ods(table(link, row(cell("x"))), **{"Basic/Standard/Module1.xml": "<x/>"}))
    assert found == {"read_external_links", "read_macros"}


@pytest.mark.parametrize("stated", ["0", "-1", "99999999999", "x"])
def test_senseless_repetitions_are_damage(stated: str) -> None:
    body = table(row(cell("x", f'table:number-columns-repeated="{stated}"')))
    assert refusal("a.ods", ods(body)).rule == "read_damaged"
