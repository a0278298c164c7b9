"""The package around the document: settings, lists, properties, relationships and content types, zipped.

Scope: Open Packaging (ECMA-376 part 2). All times are the moment given; nothing is read from the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from mtm.writers.archive import pack
from mtm.writers.docx.blocks import BULLETS, FINDINGS, FIRST_ORDERED
from mtm.writers.docx.book import Book, Part
from mtm.writers.docx.design import BLUE, LIVE, QUIET, WIDE, language_tag
from mtm.writers.docx.frame import footer, footnotes, header
from mtm.writers.docx.markup import Element, el, serialise, w
from mtm.writers.docx.styles import styles
from mtm.writers.docx.typefaces import font_table
from mtm.writers.text import clean, plain

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = {
    "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_DATED = {"xsi:type": "dcterms:W3CDTF"}


def package(book: Book, document: Element, moment: datetime) -> bytes:
    """The finished file."""
    return pack(list(_parts(book, document, moment)), moment)


def _parts(book: Book, document: Element, moment: datetime) -> Iterator[tuple[str, bytes]]:
    language = language_tag(book.report.language)
    fonts = Part("fontTable")
    table, faces = font_table(fonts)
    written = {
        "document": document,
        "styles": styles(language),
        "settings": settings(book.report.language),
        "numbering": numbering(book.ordered_lists),
        "fontTable": table,
        "footnotes": footnotes(book),
        "footer1": footer(book, book.footer, LIVE),
        "footer2": footer(book, book.turned_footer, WIDE),
    }
    if book.report.banner:
        written["header1"] = header(book)
    for name in ("styles", "settings", "numbering", "fontTable", "footnotes"):
        book.body.relate(f"{_OFFICE}/{name}", f"{name}.xml")
    yield "[Content_Types].xml", _content_types(list(written))
    yield "_rels/.rels", _relationships(_roots())
    yield "docProps/core.xml", _core(book, language, moment)
    yield "docProps/app.xml", _application()
    for name, root in written.items():
        yield f"word/{name}.xml", serialise(root)
    for part in (book.body, book.footer, book.turned_footer, book.header, book.footnotes_part, fonts):
        if part.relations and part.name in written:
            yield f"word/_rels/{part.name}.xml.rels", _relationships(part)
    yield from ((f"word/media/{name}", data) for name, data in book.media)
    yield from ((f"word/fonts/{name}", data) for name, data in faces)


def settings(language: str) -> Element:
    """What Word should do with the document: compatible with Word 2013 and later, separators of the language."""
    comma = language != "en"
    modern = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return w(
        "settings",
        w("zoom", percent=100),
        w("embedTrueTypeFonts"),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", modern),
        w("themeFontLang", val=language_tag(language)),
        w("decimalSymbol", val="," if comma else "."),
        w("listSeparator", val=";" if comma else ","),
    )


def numbering(ordered: int) -> Element:
    """Bullets, the square bullets of key findings, and one numbered list for each ordered list of the report."""
    abstract = [
        _abstract(0, "bullet", "•", QUIET),
        _abstract(1, "bullet", "■", BLUE),
        _abstract(2, "decimal", "%1.", "", mark="Reference"),
    ]
    lists = [_list(BULLETS, 0), _list(FINDINGS, 1)]
    lists += [_list(FIRST_ORDERED + n, 2, restart=True) for n in range(ordered)]
    return w("numbering", *abstract, *lists)


def _abstract(number: int, kind: str, text: str, colour: str, mark: str = "") -> Element:
    look = w(
        "rPr",
        w("rStyle", val=mark) if mark else None,
        w("color", val=colour) if colour else None,
    )
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=340, hanging=340)),
        look,
        ilvl=0,
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def _list(number: int, abstract: int, restart: bool = False) -> Element:
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0) if restart else None
    return w("num", w("abstractNumId", val=abstract), again, numId=number)


def _roots() -> Part:
    part = Part("")
    part.relate(f"{_OFFICE}/officeDocument", "word/document.xml")
    part.relate(f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    part.relate(f"{_OFFICE}/extended-properties", "docProps/app.xml")
    return part


def _relationships(part: Part) -> bytes:
    made = []
    for relation, (kind, target, outside) in part.relations.items():
        mode = {"TargetMode": "External"} if outside else {}
        made.append(el("Relationship", {"Id": relation, "Type": kind, "Target": target, **mode}))
    return serialise(el("Relationships", None, *made), {"xmlns": f"{_PACKAGE}/relationships"})


def _content_types(written: list[str]) -> bytes:
    made = []
    kinds = {"odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont"}
    kinds |= {"png": "image/png", "rels": "application/vnd.openxmlformats-package.relationships+xml"}
    kinds |= {"svg": "image/svg+xml", "xml": "application/xml"}
    for extension, kind in kinds.items():
        made.append(el("Default", {"Extension": extension, "ContentType": kind}))
    for name in written:
        word = "document.main" if name == "document" else name.rstrip("12")
        made.append(el("Override", {"PartName": f"/word/{name}.xml", "ContentType": f"{_WORD}.{word}+xml"}))
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    for path, kind in (("/docProps/core.xml", core), ("/docProps/app.xml", extended)):
        made.append(el("Override", {"PartName": path, "ContentType": kind}))
    return serialise(el("Types", None, *made), {"xmlns": f"{_PACKAGE}/content-types"})


def _core(book: Book, language: str, moment: datetime) -> bytes:
    """Title, publisher, language and the moment of the release; the same moment for made and changed."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = book.report
    said = (
        ("dc:title", plain(report.title)),
        ("dc:subject", plain(report.subtitle)),
        ("dc:creator", report.publisher),
        ("dc:language", language),
        ("cp:lastModifiedBy", report.publisher),
        ("cp:revision", "1"),
        ("dcterms:created", stamp),
        ("dcterms:modified", stamp),
        ("cp:version", report.version),
    )
    made = [Element(name, _DATED if name.startswith("dcterms:") else {}, (), clean(text)) for name, text in said]
    return serialise(el("cp:coreProperties", None, *made), _PROPERTIES)


def _application() -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return serialise(el("Properties", None, Element("Application", {}, (), "mtm")), {"xmlns": space})
