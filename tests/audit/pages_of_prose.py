"""Pages that typst sets for the tests of reading PDF: one source, and what may be done to the finished file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from mtm.audit.documents.pdf import read_pdf
from mtm.audit.documents.piece import Document

FONTS = Path(__file__).resolve().parents[2] / "src" / "mtm" / "fonts"
TABLE = (
    "#table(columns: 3, stroke: none, [Country], [Arrivals], [Departures], [Uzbekistan], [1,234], [2,345], "
    "[China], [3,456], [4,567], [Total], [4,690], [6,912])\n"
)
CELLS = [
    ["Country", "Arrivals", "Departures"],
    ["Uzbekistan", "1,234", "2,345"],
    ["China", "3,456", "4,567"],
    ["Total", "4,690", "6,912"],
]


def made(body: str, page: str = "width: 15cm, height: 12cm, margin: 1.5cm") -> bytes:
    """The bytes of a PDF with this text on pages of this kind."""
    import typst

    source = f'#set page({page})\n#set text(font: "Noto Sans", size: 9pt, lang: "en")\n{body}'
    fonts = typst.Fonts(font_paths=[FONTS], include_system_fonts=False)
    found: bytes = typst.compile(source.encode("utf-8"), font_paths=fonts, format="pdf")
    return found


def turned(data: bytes, degrees: int) -> bytes:
    """The same file whose pages are shown turned."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as document:
        for page in document.pages:
            page.Rotate = degrees
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def read(data: bytes) -> Document:
    return read_pdf("pages.pdf", data, isolated=False)


def prose(document: Document) -> str:
    """What stands outside tables, with single blanks."""
    return " ".join(" ".join(b.piece.text.split()) for b in document.blocks if b.kind != "table")


def tables(document: Document) -> list[list[list[str]]]:
    found = [b.rows for b in document.blocks if b.kind == "table"]
    return [[[" ".join(cell.text.split()) for cell in row] for row in rows] for rows in found]
