"""Documents: paragraphs and tables as a reader of the page sees them."""

import io

import docx as python_docx
from delivered import OFFICE, WORD, content, docx, read, refusal, rules, texts

from mtm.model.cell import Merge, Paragraph


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_paragraphs_count_outside_tables_and_blank_ones_count_too() -> None:
    found = content("a.docx", docx(p("One") + p("") + tbl(tc("inside")) + p("Three")))
    assert [(x.address, x.text) for x in found.paragraphs] == [("paragraph 1", "One"), ("paragraph 3", "Three")]


def test_a_table_cell_is_addressed_by_table_row_and_column() -> None:
    grids = content("a.docx", docx(tbl(tc("x")) + tbl(tc("высшее") + tc("18%"), tc("среднее") + tc("38,6%")))).grids
    assert grids[1].name == "table 2"
    assert grids[1].rows[1][1].address == "table 2, row 2, column 2"
    assert texts(grids[1]) == [["высшее", "18%"], ["среднее", "38,6%"]]


def test_the_paragraph_above_a_table_is_its_caption() -> None:
    grids = content("a.docx", docx(p("Страна исхода") + p("") + tbl(tc("x")) + tbl(tc("y")))).grids
    assert [grid.heading for grid in grids] == ["Страна исхода", ""]


def test_joined_cells_are_merges_and_what_they_cover_is_blank() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = content(
        "a.docx",
        docx(
            tbl(
                tc("Страна", restart) + tc("Въезд и выезд", '<w:gridSpan w:val="2"/>'),
                tc("", goes_on) + tc("въезд") + tc("выезд"),
                tc("Армения") + tc("1") + tc("2"),
            )
        ),
    ).grids[0]
    assert texts(found) == [["Страна", "Въезд и выезд", ""], ["", "въезд", "выезд"], ["Армения", "1", "2"]]
    assert found.merges == (Merge(1, 1, 2, 1), Merge(1, 2, 1, 3))


def test_tables_inside_cells_are_grids_of_their_own() -> None:
    inner = f"<w:tc>{p('outer')}{tbl(tc('inner'))}{p('')}</w:tc>"
    grids = content("a.docx", docx(tbl(tc("a") + inner))).grids
    assert [(grid.name, texts(grid)) for grid in grids] == [
        ("table 1", [["a", "outer"]]),
        ("table 1, row 1, column 2, table 1", [["inner"]]),
    ]


def test_inserted_text_is_read_deleted_text_is_not_and_both_are_pointed_out() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">6 </w:t></w:r><w:del><w:r><w:delText>143</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>144</w:t></w:r></w:ins></w:p>"
    )
    assert content("a.docx", docx(body)).paragraphs[0].text == "6 144"
    assert "read_pending_changes" in rules("a.docx", docx(body))


def test_field_codes_and_hidden_text_are_left_out_tabs_and_breaks_are_kept() -> None:
    body = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    )
    assert content("a.docx", docx(body)).paragraphs[0].text == "a\tb\nc"


def test_content_controls_text_boxes_and_footnotes_are_read_once_each() -> None:
    control = f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>"
    box = f"<w:txbxContent>{p('in a box')}</w:txbxContent>"
    variants = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent xmlns:mc='m'>{variants}</mc:AlternateContent>"
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator">{p("-")}</w:footnote>'
        f"<w:footnote>{p('a note')}</w:footnote></w:footnotes>"
    )
    found = content("a.docx", docx(control + f"<w:p><w:r>{both}</w:r></w:p>", **{"word/footnotes.xml": notes}))
    assert [(x.address, x.text) for x in found.paragraphs] == [
        ("paragraph 1", "in a control"),
        ("text box 1, paragraph 1", "in a box"),
        ("footnote 1", "a note"),
    ]


def test_fields_that_fetch_data_are_listed() -> None:
    body = p("x") + "<w:p><w:r><w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText></w:r></w:p>"
    assert "read_external_links" in rules("a.docx", docx(body))


def test_a_template_fetched_from_elsewhere_is_listed() -> None:
    settings = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>'
    )
    findings = read("a.docx", docx(p("x"), **{"word/_rels/settings.xml.rels": settings}))[1]
    assert [(f.rule, f.param("first")) for f in findings] == [("read_external_links", "https://example.org/t.dotm")]


def test_a_document_without_any_text_is_refused() -> None:
    assert refusal("a.docx", docx(p(""))).rule == "read_no_cells"


def test_a_document_written_by_python_docx_reads_the_same() -> None:
    document = python_docx.Document()
    document.add_heading("Кандасы", 1)
    document.add_paragraph("С начала года 6 144 человека.")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Возраст"
    table.cell(1, 0).text, table.cell(1, 1).text = "дети", "22,9%"
    buffer = io.BytesIO()
    document.save(buffer)
    found = content("a.docx", buffer.getvalue())
    assert found.paragraphs == (
        Paragraph("paragraph 1", "Кандасы", "heading 1"),
        Paragraph("paragraph 2", "С начала года 6 144 человека.", ""),
    )
    assert texts(found.grids[0]) == [["Возраст", ""], ["дети", "22,9%"]]
    assert found.grids[0].merges == (Merge(1, 1, 1, 2),)
