"""Tables on PDF pages of several makers come out cell by cell, and nothing around them comes in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.documents.piece import Block, Document
from tests.audit.pages_of_tables import STYLES, TABLES, Table, plain, typst_source

PAGES = Path(__file__).parent / "pages"
FONTS = Path(__file__).resolve().parents[2] / "src" / "mtm" / "fonts"
MAKERS = [*STYLES, "libreoffice"]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    import typst

    folder = tmp_path_factory.mktemp("pages")
    shutil.copy(PAGES / "libreoffice.pdf", folder)
    for style in STYLES:
        source = folder / "tables.typ"
        source.write_text(typst_source(style), encoding="utf-8")
        typst.compile(str(source), output=str(folder / f"{style}.pdf"), font_paths=[str(FONTS)])
    return {name: open_bytes(f"{name}.pdf", (folder / f"{name}.pdf").read_bytes()) for name in MAKERS}


def table_like(document: Document, wanted: Table) -> Block:
    """The table of the document whose first cells are most like the wanted ones."""
    names = {plain(row[0]) for row in wanted.rows}
    tables = [b for b in document.blocks if b.kind == "table"]
    return max(tables, key=lambda b: len(names & {plain(r[0].text) for r in b.rows}))


@pytest.mark.parametrize("wanted", TABLES, ids=lambda t: t.caption.split(".")[0])
@pytest.mark.parametrize("maker", MAKERS)
def test_every_cell_of_a_table_stands_in_its_row_and_column(
    printed: dict[str, Document], maker: str, wanted: Table
) -> None:
    block = table_like(printed[maker], wanted)
    body = [[plain(p.text) for p in row] for row in block.rows[-len(wanted.rows) :]]

    assert body == [[plain(cell) for cell in row] for row in wanted.rows]


@pytest.mark.parametrize("wanted", TABLES, ids=lambda t: t.caption.split(".")[0])
@pytest.mark.parametrize("maker", MAKERS)
def test_headings_stand_over_the_columns_that_they_span(
    printed: dict[str, Document], maker: str, wanted: Table
) -> None:
    block = table_like(printed[maker], wanted)
    heads = block.rows[: len(block.rows) - len(wanted.rows)]
    columns = ["".join(plain(row[at].text) for row in heads) for at in range(len(wanted.headings))]

    assert columns == [plain(text) for text in wanted.headings]


@pytest.mark.parametrize("maker", MAKERS)
def test_running_heads_and_page_numbers_are_no_text_of_the_report(printed: dict[str, Document], maker: str) -> None:
    prose = [b.piece.text.strip() for b in printed[maker].blocks if b.kind != "table"]

    assert not [text for text in prose if text.isdigit() or text.startswith("Migration bulletin")]
    assert any("850,668" in text for text in prose)


@pytest.mark.parametrize("maker", MAKERS)
def test_every_cell_can_be_cut_out_of_its_page_again(printed: dict[str, Document], maker: str) -> None:
    document = printed[maker]
    block = table_like(document, TABLES[0])
    for row in block.rows[-len(TABLES[0].rows) :]:
        for piece in row[1:]:
            where, start, end = piece.locate(0, len(piece.text))
            assert plain(document.cut(where, start, end)) == plain(piece.text)
