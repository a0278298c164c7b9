"""The PDF read back: every digit marked, everything tagged, links that lead somewhere, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import changed
import pikepdf
import pytest
from pdf_back import chars, links, opened, pages, tags, text
from sample_charts import words
from sample_report import HOSTILE, hostile_report, sample_report

from mtm import charts, fonts
from mtm.model.blocks import (
    Chart,
    Column,
    Definitions,
    Event,
    FigureSpan,
    Heading,
    ListBlock,
    NoteBox,
    Notes,
    Paragraph,
    PeriodSpan,
    Reference,
    Register,
    RegisterEntry,
    Report,
    Row,
    Section,
    Strip,
    Table,
    Tile,
    Tiles,
    Timeline,
    Words,
)
from mtm.writers import html, pdf

MM = 72 / 25.4


def made(report: Report, epoch: int | None = None) -> bytes:
    return pdf.write(report, charts.draw_all(report), epoch)


@cache
def sample() -> bytes:
    return made(sample_report())


@cache
def hostile() -> bytes:
    return made(hostile_report())


def longer_report() -> Report:
    return changed.words(sample_report(), changed.longer)  # type: ignore[no-any-return]


def test_every_digit_is_a_figure_a_period_a_reference_a_tick_or_a_quoted_fact() -> None:
    plain = [char for char in chars(sample()) if char.letter.isdigit() and char.kind == "words"]

    assert plain == []


def test_ink_tells_figures_periods_references_ticks_and_quotes_apart() -> None:
    back = {kind: text(sample(), kind) for kind in ("figure", "period", "reference", "tick", "quoted")}

    assert "3,405,102" in back["figure"]
    assert "October–December2023" in back["period"]
    assert "2024-01-22_peresechenie-granicy_4kv2023.xlsx" in back["reference"]
    assert "500,000" in back["tick"]
    assert "publishedon30January2024" in back["quoted"]


def test_page_numbers_are_references_and_count_to_the_last_page() -> None:
    last = len(pages(sample()))

    for number, page in enumerate(pages(sample()), 1):
        assert f"Page {number} of {last}" in page


def test_the_file_says_its_language_and_title_and_claims_the_standard() -> None:
    document = opened(sample())

    assert document.Root.Lang == "en"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Migration in Kazakhstan"
        assert metadata["pdfuaid:part"] == "1"


def test_every_drawing_has_an_alternative_text() -> None:
    drawn = [tag for tag in tags(sample()) if tag.S == "/Figure"]

    # seven kinds of charts and the strip; the trends of the tiles are left out of reading
    assert len(drawn) == 8
    assert all(str(tag.Alt).strip() for tag in drawn)


def test_tables_have_column_headings_and_every_row_is_named_by_its_first_cell() -> None:
    document = opened(sample())
    rows = [tag for tag in tags(sample()) if tag.S == "/TR"]
    listed = set(map(str, document.Root.StructTreeRoot.IDTree.Names[::2]))

    for row in rows:
        first = row.K[0]
        assert first.S == "/TH"
        scope = "/Row" if row.P.S == "/TBody" else "/Column"
        assert first.A[0].Scope == scope
        assert str(first.ID) in listed
        if scope == "/Row":
            assert all(first.ID in cell.A[0].Headers for cell in row.K[1:])
    assert {tag.S for tag in tags(sample())} >= {"/THead", "/TBody", "/H1", "/H2", "/L", "/Caption", "/TOC"}


def test_ids_in_the_tree_are_sorted() -> None:
    names = [bytes(name) for name in opened(sample()).Root.StructTreeRoot.IDTree.Names[::2]]

    assert names == sorted(names)


def test_the_file_is_well_formed() -> None:
    assert opened(sample()).check_pdf_syntax() == []


def test_a_figure_links_to_the_register() -> None:
    found = links(sample())
    register = next(n for n, page in enumerate(pages(sample())) if "F1 " in page.replace("\r\n", " ") and "F2 " in page)

    assert found.count(f"page {register}") > 20
    assert "https://stat.gov.kz/ru/method/12" in found


def test_an_address_that_is_not_a_web_page_is_no_link() -> None:
    assert not any("javascript" in target for target in links(hostile()))


def test_hostile_labels_are_printed_as_they_are() -> None:
    printed = text(hostile())

    for label in HOSTILE:
        assert fonts.substitute(label)[0].replace(" ", "") in printed


def test_the_same_report_gives_the_same_bytes_in_any_folder_and_time_zone(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")

    assert made(sample_report()) == sample()


def test_without_an_epoch_the_file_has_no_date_and_with_one_it_has_that_date() -> None:
    assert b"CreationDate" not in _metadata(sample())
    # 1 707 955 200 seconds after 1970 began 15 February 2024 (UTC)
    assert b"2024-02-15" in _metadata(made(replace(sample_report(), register=(), sections=(), front=()), 1_707_955_200))


def _metadata(data: bytes) -> bytes:
    return bytes(opened(data).Root.Metadata.read_bytes())


def test_a_table_over_two_pages_repeats_its_heading() -> None:
    found = [page for page in pages(sample()) if "Country of citizenship" in page and "Table 2.1. A table" not in page]

    assert len(found) >= 2


@pytest.mark.parametrize(
    "report", [sample_report(), hostile_report(), longer_report()], ids=["sample", "hostile", "long"]
)
def test_nothing_leaves_the_type_area(report: Report) -> None:
    for char in chars(made(report)):
        assert char.left >= 18 * MM - 1, char
        assert char.right <= 192 * MM + 1, char
        assert char.bottom >= 8 * MM, char
        assert char.top <= 290 * MM, char


def test_no_number_is_broken_and_none_is_lost() -> None:
    report = longer_report()
    lines = "\n".join(pages(made(report)))

    for entry in report.register:
        if entry.figure.value is not None:
            assert entry.text in lines


@pytest.mark.parametrize("filler", range(0, 42, 3))
def test_no_heading_stands_alone_at_the_foot_of_a_page(filler: int) -> None:
    blocks = tuple(Paragraph((Words("Text of a line. "),)) for _ in range(filler))
    parts = tuple(
        part
        for letter in "abcdefghijkl"
        for part in (
            Heading(letter, 1, (Words(f"Section {letter}"),)),
            Heading(f"{letter}-part", 2, (Words("Part"),)),
            Paragraph((Words("A sentence. " * 30),)),
        )
    )
    report = replace(sample_report(), front=(), sections=(Section("s", (*blocks, *parts)),), register=())

    data = pdf.write(report, {})
    found = [char for char in chars(data) if char.bottom > 22 * MM]
    for page in range(len(pages(data))):
        lowest = min((char for char in found if char.page == page), key=lambda char: char.bottom)
        assert lowest.size < 11, f"page {page + 1} ends with a heading"


def test_a_chart_without_a_drawing_leaves_its_title_and_source() -> None:
    printed = text(pdf.write(sample_report(), {}))

    assert "Threecountriesmakefourfifths" in printed


def bare() -> Report:
    """A report in which everything that may be empty is empty."""
    figure = sample_report().register[0].figure
    gap = FigureSpan(figure, "")
    column = Column(())
    blocks = (
        Heading("", 1, ()),
        Paragraph(()),
        ListBlock(()),
        Tiles((Tile((), gap, ()),)),
        Tiles(()),
        Table("t", "t", Reference(""), (), (), (column, column), (Row((), ((),)), Row((), ()))),
        Table("u", "u", Reference(""), (), (), (column,), ()),
        Chart("c", "c", "line", Reference(""), (), (), (), ()),
        NoteBox("concept", (), ()),
        Timeline(()),
        Timeline((Event(PeriodSpan(""), (), (), ()),)),
        Strip("s", (), (), (), PeriodSpan(""), ()),
        Definitions(()),
        Notes(()),
        Register(),
    )
    entry = RegisterEntry(figure, "F1", "", (), (), (), ())
    return Report("kk-KZ", words("Title"), (), (), (), (Section("", blocks),), (entry,), (), ())


@pytest.mark.parametrize(("written", "read"), [((2,), (1,)), ((1, 3), (1, 2)), ((4, 1, 2, 2, 5), (1, 1, 2, 2, 3))])
def test_headings_that_skip_a_level_are_stepped(written: tuple[int, ...], read: tuple[int, ...]) -> None:
    blocks = tuple(Heading(f"h{n}", level, words("Heading")) for n, level in enumerate(written))
    report = replace(sample_report(), front=(), register=(), sections=(Section("s", blocks),))

    found = [int(str(tag.S)[2:]) for tag in tags(pdf.write(report, {})) if str(tag.S)[:2] == "/H"]
    page = html.write(report, {}).decode()
    assert tuple(found) == read
    assert tuple(int(n) - 1 for n in re.findall(r'<h(\d) id="h\d"', page)) == read


def test_a_report_with_empty_parts_is_printed() -> None:
    report = bare()

    assert opened(made(report)).Root.Lang == "kk"
    assert b"<h1>Title</h1>" in html.write(report, charts.draw_all(report))


def test_the_reader_of_tests_sees_the_fonts_embedded() -> None:
    fonts_used = [thing for thing in opened(sample()).objects if _is_font(thing)]

    assert fonts_used
    assert all("NotoSans" in str(font.FontName) and "/FontFile2" in font for font in fonts_used)


def _is_font(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
