"""The Word document is read back with python-docx and lxml, which had no part in writing it."""

from __future__ import annotations

import ast
import inspect
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.oxml.section import CT_SectPr
from docx.oxml.settings import CT_Settings
from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_TblPr, CT_TcPr, CT_TrPr
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.parfmt import CT_PPr
from lxml import etree
from sample_charts import ARRIVALS, figure, span, words
from sample_report import HOSTILE, hostile_report, sample_report

from mtm import fonts
from mtm.charts import draw, draw_strip, draw_trend
from mtm.model.blocks import (
    Block,
    Chart,
    FigureSpan,
    Heading,
    ListBlock,
    Note,
    Notes,
    Paragraph,
    Reference,
    Register,
    Report,
    Section,
    Strip,
    Table,
    Tiles,
    Words,
)
from mtm.writers import docx
from mtm.writers.docx.typefaces import scramble

MOMENT = datetime(2024, 2, 15, 12, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MARKS = {"Figure", "Period", "Reference", "Tick", "Quoted"}
NO_PICTURE = b"\x89PNG"


def blocks(report: Report) -> Iterator[Block]:
    yield from report.front
    for section in report.sections:
        yield from section.blocks


def drawings(report: Report) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for block in blocks(report):
        if isinstance(block, Chart):
            made[block.id] = draw(block)
        elif isinstance(block, Strip):
            made[block.id] = draw_strip(block)
        elif isinstance(block, Tiles):
            made |= {f"trend-{t.value.figure.id}": draw_trend(t.trend) for t in block.items if t.trend}
    return made


def written(report: Report, drawn: dict[str, Any] | None = None) -> bytes:
    return docx.write(report, drawn or {}, MOMENT, raster=lambda wanted: [NO_PICTURE] * len(wanted))


@cache
def sample() -> bytes:
    return written(sample_report(), drawings(sample_report()))


@cache
def hostile() -> bytes:
    return written(hostile_report(), drawings(hostile_report()))


@pytest.fixture(params=["sample", "hostile"])
def data(request: pytest.FixtureRequest) -> bytes:
    return {"sample": sample, "hostile": hostile}[request.param]()


def parts(data: bytes) -> dict[str, Any]:
    """The XML parts that print text or say how."""
    container = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in container.namelist() if name.startswith("word/") and name.endswith(".xml")]
    return {name.removeprefix("word/"): etree.fromstring(container.read(name)) for name in names}


def document(data: bytes) -> Any:
    return parts(data)["document.xml"]


def style(run: Any) -> str:
    found = run.find(f"{W}rPr/{W}rStyle")
    return "" if found is None else found.get(f"{W}val")


def text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def small(*made: Block, **changes: Any) -> Report:
    """The sample's frame around these blocks alone."""
    return replace(sample_report(), **{"front": (), "sections": (Section("s", made),), **changes})


def paragraphs(data: bytes, named: str) -> list[Any]:
    found = [p for p in document(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle") is not None]
    return [p for p in found if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == named]


# --- marks


def test_every_digit_in_every_part_stands_in_one_of_the_five_styles() -> None:
    runs = [run for part in parts(sample()).values() for run in part.iter(f"{W}r")]
    unmarked = [text(run) for run in runs if re.search(r"\d", text(run)) and style(run) not in MARKS]

    assert unmarked == []
    assert sum(bool(re.search(r"\d", text(run))) for run in runs) > 500


def test_the_check_on_digits_sees_a_digit_among_words() -> None:
    data = written(small(Paragraph(words("about 12 people"))))
    runs = [run for run in document(data).iter(f"{W}r") if style(run) not in MARKS]

    assert any(re.search(r"\d", text(run)) for run in runs)


def test_the_numbers_of_an_ordered_list_are_marked_as_references() -> None:
    (level,) = [
        level
        for level in parts(sample())["numbering.xml"].iter(f"{W}lvl")
        if level.find(f"{W}numFmt").get(f"{W}val") == "decimal"
    ]

    assert style(level) == "Reference"


def test_the_marks_exist_as_styles_and_change_nothing_in_the_look() -> None:
    styles = {s.get(f"{W}styleId"): s for s in parts(sample())["styles.xml"].iter(f"{W}style")}

    for mark in MARKS:
        assert styles[mark].get(f"{W}type") == "character"
        assert styles[mark].find(f"{W}rPr") is None


def test_a_gap_is_printed_as_words_and_not_as_a_figure() -> None:
    data = written(small(Paragraph((FigureSpan(figure("s.x", None), "not available"),))))
    (run,) = [run for run in document(data).iter(f"{W}r") if text(run) == "not available"]

    assert style(run) == ""


def test_no_mark_of_a_note_is_a_digit_so_extracted_text_joins_none_to_a_number() -> None:
    raised = [
        run
        for part in parts(sample()).values()
        for run in part.iter(f"{W}r")
        if run.find(f".//{W}vertAlign") is not None
    ]
    marks = [
        run for part in parts(sample()).values() for run in part.iter(f"{W}r") if style(run) == "FootnoteReference"
    ]

    assert len(raised) > 10
    assert all(re.fullmatch("[a-z]+", text(run)) for run in (*raised, *marks))


# --- links


def test_every_figure_links_to_its_line_in_the_register() -> None:
    root = document(sample())
    report = sample_report()
    printed = {entry.number: entry.text for entry in report.register}
    lines = {}
    for row in root.iter(f"{W}tr"):
        for start in row.iter(f"{W}bookmarkStart"):
            lines[start.get(f"{W}name")] = [text(cell) for cell in row.iter(f"{W}tc")]
    linked = [link for link in root.iter(f"{W}hyperlink") for run in link.iter(f"{W}r") if style(run) == "Figure"]
    loose = [run for run in root.iter(f"{W}r") if style(run) == "Figure" and run.getparent().tag != f"{W}hyperlink"]

    assert len(linked) > 100
    for link in linked:
        number, text_there = lines[link.get(f"{W}anchor")][:2]
        assert printed[number] == text_there
        assert text(link) in (text_there, text_there.replace(",", "\u00a0"))
    # in the register itself a figure stands without a link
    assert Counter(map(text, loose)) == Counter(e.text for e in report.register if e.figure.value is not None)


def test_every_link_inside_the_document_leads_to_a_bookmark_that_stands_once(data: bytes) -> None:
    root = document(data)
    names = [start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")]
    ids = [start.get(f"{W}id") for start in root.iter(f"{W}bookmarkStart")]
    everywhere = [link.get(f"{W}anchor") for part in parts(data).values() for link in part.iter(f"{W}hyperlink")]
    pages = [re.match(r" PAGEREF (\S+) ", code.text) for code in root.iter(f"{W}instrText")]

    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)
    assert ids == [end.get(f"{W}id") for end in root.iter(f"{W}bookmarkEnd")]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    assert {anchor for anchor in everywhere if anchor} <= set(names)
    assert {found[1] for found in pages if found} <= set(names)


def test_only_addresses_of_the_web_leave_the_document(data: bytes) -> None:
    container = zipfile.ZipFile(io.BytesIO(data))
    outside = [
        relation.get("Target")
        for name in container.namelist()
        if name.endswith(".rels")
        for relation in etree.fromstring(container.read(name))
        if relation.get("TargetMode") == "External"
    ]

    assert outside
    assert all(re.match("https://", target) for target in outside)


def test_a_reference_to_a_table_leads_to_its_caption() -> None:
    root = document(sample())
    (reference,) = [
        e for e in root.iter(f"{W}hyperlink") if text(e) == "Table 2.1" and e.get(f"{W}anchor").endswith("arrivals")
    ]
    (start,) = [s for s in root.iter(f"{W}bookmarkStart") if s.get(f"{W}name") == reference.get(f"{W}anchor")]

    assert text(start.getparent()) == "Table 2.1  Crossings by citizenship"


def test_every_relationship_that_is_used_exists_and_every_part_has_a_type(data: bytes) -> None:
    container = zipfile.ZipFile(io.BytesIO(data))
    names = set(container.namelist())
    for name in [n for n in names if n.startswith("word/") and n.endswith(".xml")]:
        used = set(re.findall(rb'r:(?:embed|id)="(rId\d+)"', container.read(name)))
        rels = f"word/_rels/{name.removeprefix('word/')}.rels"
        held = {r.get("Id").encode(): r for r in etree.fromstring(container.read(rels))} if rels in names else {}
        assert used <= set(held)
        inside = {r.get("Target") for r in held.values() if r.get("TargetMode") != "External"}
        assert {f"word/{target}" for target in inside} <= names
    types = etree.fromstring(container.read("[Content_Types].xml"))
    extensions = {t.get("Extension") for t in types if t.get("Extension")}
    overrides = {t.get("PartName") for t in types if t.get("PartName")}
    assert {f"/{name}" for name in names if name.startswith(("word/", "docProps/")) and name.endswith(".xml")} <= {
        *overrides
    }
    assert {name.rsplit(".", 1)[1] for name in names} <= extensions


# --- structure


def test_headings_are_real_and_keep_their_numbers_and_levels() -> None:
    read = python_docx.Document(io.BytesIO(sample()))
    headings = [(p.style.name, p.text) for p in read.paragraphs if p.style.name.startswith("Heading")]

    assert headings[:4] == [
        ("Heading 1", "Key findings"),
        ("Heading 1", "1  Policy developments"),
        ("Heading 1", "2  Inflow and outflow"),
        ("Heading 2", "2.1  Totals"),
    ]


def test_the_contents_list_every_heading_with_a_link_and_room_for_its_page() -> None:
    root = document(sample())
    entries = [*paragraphs(sample(), "TOC1"), *paragraphs(sample(), "TOC2")]
    headings = {text(p) for level in (1, 2) for p in paragraphs(sample(), f"Heading{level}")}

    assert {text(entry) for entry in entries} == headings
    assert all(entry.find(f"{W}hyperlink") is not None for entry in entries)
    assert all("PAGEREF" in "".join(c.text for c in entry.iter(f"{W}instrText")) for entry in entries)
    (gallery,) = root.iter(f"{W}docPartGallery")
    assert gallery.get(f"{W}val") == "Table of Contents"


def test_fields_are_opened_and_closed_in_pairs(data: bytes) -> None:
    for part in parts(data).values():
        depth = 0
        for mark in part.iter(f"{W}fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType")]
            assert depth >= 0
        assert depth == 0


def test_header_rows_repeat_and_are_told_to_screen_readers_as_are_row_headings() -> None:
    read = python_docx.Document(io.BytesIO(sample()))
    tables = [t for t in read.tables if t.style.name == "Data Table"]

    assert len(tables) >= 10
    for table in tables:
        header = [row for row in table._tbl.tr_lst if row.find(f"{W}trPr/{W}tblHeader") is not None]
        look = table._tbl.tblPr.find(f"{W}tblLook")
        assert header == table._tbl.tr_lst[: len(header)]
        assert len(header) >= 1
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table._tbl.tr_lst)


def test_every_table_and_every_picture_has_an_alternative_text(data: bytes) -> None:
    root = document(data)
    captions = [t.find(f"{W}tblPr/{W}tblCaption") for t in root.iter(f"{W}tbl")]
    pictures = list(root.iter(f"{WP}docPr"))

    assert all(caption is not None and caption.get(f"{W}val") for caption in captions)
    assert all(picture.get("descr") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures) > 7


def test_only_spanning_headings_are_merged_cells() -> None:
    spans = [span.getparent().getparent() for span in document(sample()).iter(f"{W}gridSpan")]

    assert {text(cell) for cell in spans} == {"Crossings"}
    assert not list(document(sample()).iter(f"{W}vMerge"))


def test_each_row_of_a_table_fills_its_grid(data: bytes) -> None:
    for table in document(data).iter(f"{W}tbl"):
        columns = len(list(table.find(f"{W}tblGrid")))
        for row in table.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns


def test_a_tables_caption_stands_above_it_and_its_source_below() -> None:
    body = [text(e) for e in document(sample()).find(f"{W}body")]
    at = body.index("Table 2.1  Crossings by citizenship")

    assert body[at + 1] == "Crossings, October–December 2023"
    assert re.match("CrossingsCountry of citizenshipa?ArrivalscrossingsDeparturescrossings", body[at + 2])
    assert body[at + 4] == "a Not available: the agency has not delivered it."
    assert body[at + 5].startswith("Source: Border Service")


def test_a_caption_stays_with_its_table_a_short_table_in_one_piece_and_with_its_source() -> None:
    body = list(document(sample()).find(f"{W}body"))
    at = [text(e) for e in body].index("Table 2.1  Crossings by citizenship")
    held = [p for e in body[at : at + 5] for p in e.iter(f"{W}p") if text(p)]
    styles = {s.get(f"{W}styleId"): s for s in parts(sample())["styles.xml"].iter(f"{W}style")}

    def keeps(p: Any) -> bool:
        own = styles[p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        return p.find(f"{W}pPr/{W}keepNext") is not None or own.find(f"{W}pPr/{W}keepNext") is not None

    assert len(held) > 40
    assert all(keeps(p) for p in held)


def test_charts_are_vector_drawings_with_pixels_for_older_programs_and_their_numbers_in_a_table() -> None:
    container = zipfile.ZipFile(io.BytesIO(sample()))
    drawn = {d.svg for d in drawings(sample_report()).values()}
    vectors = {container.read(n).decode() for n in container.namelist() if n.endswith(".svg")}
    captions = Counter(text(p) for p in paragraphs(sample(), "Caption"))

    assert vectors == drawn
    for block in blocks(sample_report()):
        if isinstance(block, Chart):
            # once with the drawing, once with its numbers
            assert captions[f"{block.number.text}  {''.join(s.text for s in block.title)}"] == 2


def test_the_numbers_behind_a_chart_are_those_it_shows() -> None:
    (chart,) = (b for b in blocks(sample_report()) if isinstance(b, Chart) and b.kind == "line")
    (table,) = [
        t
        for t in python_docx.Document(io.BytesIO(sample())).tables
        if t._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val").endswith(chart.title[0].text)
    ]
    shown = [
        [point.label, *(series.points[n].text for series in chart.series)]
        for n, point in enumerate(chart.series[0].points)
    ]

    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == shown


def test_the_pixels_are_drawn_from_the_same_drawing_in_the_shipped_font() -> None:
    chart = next(b for b in blocks(sample_report()) if isinstance(b, Chart))
    data = docx.write(small(chart), {chart.id: draw(chart)}, MOMENT)
    png = zipfile.ZipFile(io.BytesIO(data)).read("word/media/chart1.png")

    # 493.2 points wide at 200 dots per inch: 493.2 / 72 * 200 = 1370
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 1370


def test_lists_are_real_lists_and_each_ordered_one_starts_anew() -> None:
    items = (words("first"), words("second"))
    data = written(small(ListBlock(items, ordered=True), ListBlock(items, ordered=True), ListBlock(items)))
    numbers = [p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in paragraphs(data, "ListNumber")]
    lists = {n.get(f"{W}numId"): n for n in parts(data)["numbering.xml"].iter(f"{W}num")}

    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert all(lists[number].find(f"{W}lvlOverride/{W}startOverride") is not None for number in numbers)


def test_page_and_pages_are_fields_in_the_footer() -> None:
    for name in ("footer1.xml", "footer2.xml"):
        footer = parts(sample())[name]

        assert [code.text.strip() for code in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
        assert text(footer).startswith("Migration in Kazakhstan, Q4 2023, version 1.0")


def test_the_register_lies_on_pages_turned_on_their_side_and_nothing_else_does() -> None:
    read = python_docx.Document(io.BytesIO(sample()))
    turned = [section for section in read.sections if section.page_width > section.page_height]
    inside = [text(element) for section in turned for element in (b._element for b in section.iter_inner_content())]

    assert [section.page_width > section.page_height for section in read.sections] == [False, True, False]
    assert inside[0] == "D  Register of figures"
    assert any(said.startswith("No.PrintedUnit") or "F1" in said for said in inside)
    assert "Data" not in inside


def test_no_empty_page_follows_a_register_at_the_end() -> None:
    read = python_docx.Document(io.BytesIO(written(small(Register()))))

    assert [section.page_width > section.page_height for section in read.sections] == [False, True]


def test_the_banner_of_a_superseded_report_stands_on_every_page() -> None:
    plain = parts(written(replace(sample_report(), banner=())))

    assert text(parts(sample())["header1.xml"]) == "Superseded: a later version is at example.invalid/latest"
    assert "header1.xml" not in plain


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("kk", "kk-KZ"), ("ru", "ru-RU"), ("ky", "ky")])
def test_the_language_of_the_document_is_told_to_spelling_and_screen_readers(language: str, tag: str) -> None:
    data = written(small(language=language))

    assert {e.get(f"{W}val") for e in parts(data)["styles.xml"].iter(f"{W}lang")} == {tag}
    assert python_docx.Document(io.BytesIO(data)).core_properties.language == tag


def test_title_publisher_and_times_stand_in_the_properties() -> None:
    core = python_docx.Document(io.BytesIO(sample())).core_properties

    assert (core.title, core.author, core.version) == ("Migration in Kazakhstan", "Country data team", "1.0")
    assert core.created == core.modified == MOMENT


def test_the_fonts_inside_are_the_shipped_ones() -> None:
    container = zipfile.ZipFile(io.BytesIO(sample()))
    table = parts(sample())["fontTable.xml"]
    keys = [e.get(f"{W}fontKey") for e in table.iter() if e.get(f"{W}fontKey")]
    files = [container.read(n) for n in container.namelist() if n.endswith(".odttf")]

    from uuid import UUID

    assert [scramble(file, UUID(key)) for file, key in zip(files, keys, strict=True)] == list(fonts.faces()[:3])
    assert all(file[:4] != fonts.faces()[0][:4] for file in files)


# --- notes


def notes() -> Notes:
    return Notes((Note("a", words("The first note."), "n-a"), Note("b", words("Never mentioned."), "n-b")))


MARK = Reference("a", "n-a", note=True)


def test_the_first_mark_of_a_note_in_a_section_is_a_footnote_and_later_ones_link_to_it() -> None:
    data = written(small(Paragraph((Words("One"), MARK)), Paragraph((Words("Two"), MARK)), notes()))
    (reference,) = document(data).iter(f"{W}footnoteReference")
    (footnote,) = [f for f in parts(data)["footnotes.xml"] if f.get(f"{W}type") is None]
    (link,) = [e for e in document(data).iter(f"{W}hyperlink") if text(e) == "a"]

    assert reference.get(f"{W}customMarkFollows") == "1"
    assert reference.get(f"{W}id") == footnote.get(f"{W}id")
    assert text(footnote) == "a The first note."
    assert text(reference.getparent().getparent()) == "Onea"
    assert link.get(f"{W}anchor") == reference.getparent().getprevious().get(f"{W}name")


def test_a_note_that_no_sentence_mentions_is_printed_at_the_end_of_its_section() -> None:
    data = written(small(Paragraph((Words("One"), MARK)), notes()))

    assert [text(p) for p in paragraphs(data, "TableNote")] == ["b Never mentioned."]


def test_the_same_letter_in_two_sections_means_two_notes() -> None:
    other = Notes((Note("a", words("Another note."), "n-a"),))
    paragraph = Paragraph((Words("One"), MARK))
    sections = (Section("s", (paragraph, notes())), Section("t", (paragraph, other)))
    data = written(small(sections=sections))

    assert [text(f) for f in parts(data)["footnotes.xml"]][2:] == ["a The first note.", "a Another note."]


def test_a_mark_in_a_heading_or_in_a_repeated_header_row_is_no_footnote() -> None:
    report = sample_report()
    (table,) = (b for b in blocks(report) if isinstance(b, Table) and b.id == "table-arrivals")
    marked = replace(table, columns=(replace(table.columns[0], head=(Words("Country"), MARK)), *table.columns[1:]))
    data = written(small(Heading("h", 1, (Words("Heading"), MARK)), marked, notes()))

    assert not list(document(data).iter(f"{W}footnoteReference"))
    assert "a The first note." in [text(p) for p in paragraphs(data, "TableNote")]


def test_a_mark_of_a_tables_own_note_links_to_the_note_beneath_it() -> None:
    root = document(sample())
    row = next(r for r in root.iter(f"{W}tr") if "[x]a" in text(r))
    (link,) = [e for e in row.iter(f"{W}hyperlink") if text(e) == "a"]
    (start,) = [s for s in root.iter(f"{W}bookmarkStart") if s.get(f"{W}name") == link.get(f"{W}anchor")]

    assert text(start.getparent()) == "a Not available: the agency has not delivered it."


def test_a_note_without_a_mark_starts_with_its_words() -> None:
    data = written(small(Notes((Note("", words("Symbols: none."), ""),))))

    assert [text(p) for p in paragraphs(data, "TableNote")] == ["Symbols: none."]


def test_a_mark_without_a_note_is_a_letter_without_a_link() -> None:
    data = written(small(Paragraph((Words("One"), Reference("z", "nowhere", note=True)))))

    assert not list(document(data).iter(f"{W}footnoteReference"))
    assert text(paragraphs(data, "BodyText")[0]) == "Onez"


def test_a_mark_whose_note_is_printed_nowhere_is_a_letter_and_no_dead_link() -> None:
    sections = (Section("s", (Heading("h", 1, (Words("Heading"), MARK)),)), Section("t", (notes(),)))
    data = written(small(sections=sections))

    assert text(paragraphs(data, "Heading1")[0]) == "Headinga"
    assert not list(paragraphs(data, "Heading1")[0].iter(f"{W}hyperlink"))


# --- robustness


ORDERED = {
    "pPr": CT_PPr,
    "rPr": CT_RPr,
    "sectPr": CT_SectPr,
    "settings": CT_Settings,
    "style": CT_Style,
    "tblPr": CT_TblPr,
    "tcPr": CT_TcPr,
}
"""The order in which the schema wants the children of an element, as python-docx knows it."""


def order_of(element: type) -> list[str]:
    """The order stands in the class's source and is deleted from the class once it has been used."""
    tree = ast.parse(inspect.getsource(element))
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    (order,) = [node.value for node in assigned if getattr(node.targets[0], "id", "") == "_tag_seq"]
    return [tag.split(":")[1] for tag in ast.literal_eval(order)]


@pytest.mark.parametrize("name", ORDERED)
def test_children_stand_in_the_order_of_the_schema(name: str, data: bytes) -> None:
    order = ["headerReference", "footerReference", *order_of(ORDERED[name])]
    found = [e for part in parts(data).values() for e in (part, *part.iter(f"{W}{name}")) if e.tag == f"{W}{name}"]

    assert found
    for element in found:
        children = [child.tag.removeprefix(W) for child in element]
        assert children == sorted(children, key=order.index)


def test_rows_declare_only_what_the_schema_knows(data: bytes) -> None:
    known = set(order_of(CT_TrPr))

    assert {e.tag.removeprefix(W) for row in document(data).iter(f"{W}trPr") for e in row} <= known


def test_every_cell_ends_with_a_paragraph(data: bytes) -> None:
    assert all(cell[-1].tag == f"{W}p" for cell in document(data).iter(f"{W}tc"))


def test_every_style_that_is_used_is_declared(data: bytes) -> None:
    styles = {s.get(f"{W}styleId") for s in parts(data)["styles.xml"].iter(f"{W}style")}
    kinds = ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
    used = {e.get(f"{W}val") for part in parts(data).values() for kind in kinds for e in part.iter(f"{W}{kind}")}

    assert used <= styles


def test_hostile_labels_are_printed_as_the_text_they_are() -> None:
    said = {p.text for p in python_docx.Document(io.BytesIO(hostile())).paragraphs}

    assert said >= {text for text in HOSTILE if "\x00" not in text}
    assert "東京 🙂 \ufffd\ufffd ﷽" in said


def test_a_report_without_anything_in_it_opens_all_the_same() -> None:
    empty = small(sections=(), register=(), masthead=(), banner=(), subtitle=(), footer=(), labels=())

    assert [p.text for p in python_docx.Document(io.BytesIO(written(empty))).paragraphs] == ["Migration in Kazakhstan"]


def test_a_chart_or_strip_that_nobody_has_drawn_leaves_its_words_and_numbers() -> None:
    data = written(sample_report())
    said = text(document(data))

    assert not list(document(data).iter(f"{WP}inline"))
    assert "Arrivals peak every third quarter" in said
    assert "January–September 2023" in said


def test_a_figure_with_strong_emphasis_keeps_its_mark() -> None:
    data = written(small(Paragraph((span(ARRIVALS, "strong"),))))
    (run,) = [r for r in paragraphs(data, "BodyText")[0].iter(f"{W}r")]

    assert style(run) == "Figure"
    assert run.find(f"{W}rPr/{W}b") is not None


def test_all_times_in_the_container_are_the_moment_given() -> None:
    times = {info.date_time for info in zipfile.ZipFile(io.BytesIO(sample())).infolist()}

    assert times == {(2024, 2, 15, 12, 0, 0)}


PROGRAM = """
import hashlib, json, sys
sys.path[:0] = json.loads(sys.argv[1])
import test_docx, test_xlsx
from sample_report import sample_report
report = sample_report()
made = test_docx.docx.write(report, test_docx.drawings(report), test_docx.MOMENT), test_xlsx.written(report)
print([hashlib.sha256(data).hexdigest() for data in made])
"""


def test_the_bytes_are_the_same_in_another_folder_time_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    seen = set()
    for n, (zone, locale) in enumerate((("Pacific/Auckland", "C"), ("America/Lima", "ru_RU.UTF-8"))):
        folder = tmp_path / str(n)
        folder.mkdir()
        surroundings = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(n), "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, json.dumps([here, *sys.path])],
            cwd=folder,
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(run.stdout)

    assert len(seen) == 1
