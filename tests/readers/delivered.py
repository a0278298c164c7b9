"""Small deliveries made by hand, part by part, so that tests can also make them wrong."""

import io
import zipfile
from collections.abc import Mapping

from mtm.model.cell import Content, Grid
from mtm.model.finding import Finding
from mtm.readers import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    f'xmlns:table="{TABLE}" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip container of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relationships(*targets: tuple[str, str, str]) -> str:
    """A part of relationships: (id, kind, target); a target with :// is external."""
    items = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for id, kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def xlsx_parts(
    *sheets: str, styles: tuple[str, ...] = (), texts: str = "", workbook: str = "", names: tuple[str, ...] = ()
) -> dict[str, str | bytes]:
    """The parts of a workbook; ``sheets`` are the insides of <worksheet>, ``styles`` format codes by style number."""
    listed = "".join(
        f'<sheet name="{names[i - 1] if names else f"Sheet{i}"}" sheetId="{i}" r:id="s{i}"/>'
        for i in range(1, len(sheets) + 1)
    )
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{code}"/>' for i, code in enumerate(styles))
    used = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(styles)))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}<sheets>{listed}</sheets></workbook>'
    look = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'
    links = [(f"s{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)]
    links += [("t", "sharedStrings", "sharedStrings.xml"), ("y", "styles", "styles.xml")]
    return {
        "_rels/.rels": relationships(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": HEAD + book,
        "xl/_rels/workbook.xml.rels": relationships(*links),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/styles.xml": HEAD + look,
        **{
            f"xl/worksheets/sheet{i}.xml": f'{HEAD}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
            for i, sheet in enumerate(sheets, start=1)
        },
    }


def xlsx(*sheets: str, **rest: object) -> bytes:
    return zipped(xlsx_parts(*sheets, **rest))  # type: ignore[arg-type]


def rows(*rows: str) -> str:
    """Sheet data from the insides of rows; rows are numbered from 1."""
    inside = "".join(f'<row r="{i}">{row}</row>' for i, row in enumerate(rows, start=1))
    return f"<sheetData>{inside}</sheetData>"


def docx(body: str, **parts: str) -> bytes:
    """A document with this body; further parts by their path."""
    kinds = {"word/footnotes.xml": "footnotes", "word/styles.xml": "styles"}
    links = [(f"x{i}", kinds[name], name.removeprefix("word/")) for i, name in enumerate(parts) if name in kinds]
    return zipped(
        {
            "_rels/.rels": relationships(("r", "officeDocument", "word/document.xml")),
            "word/document.xml": f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": relationships(*links),
            **parts,
        }
    )


def ods(tables: str, styles: str = "", **parts: str) -> bytes:
    """A spreadsheet with these tables."""
    content = (
        f"{HEAD}<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mime, "content.xml": content, **parts})


def content(name: str, data: bytes) -> Content:
    found, findings = read(name, data)
    assert found is not None, findings
    return found


def grid(name: str, data: bytes) -> Grid:
    return content(name, data).grids[0]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def refusal(name: str, data: bytes) -> Finding:
    """The finding that says why nothing of a delivery can be used."""
    found, findings = read(name, data)
    assert found is None
    assert findings[-1].severity == "warning", findings
    return findings[-1]


def rules(name: str, data: bytes) -> set[str]:
    return {finding.rule for finding in read(name, data)[1]}
