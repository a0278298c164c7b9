"""The frame of the Word document: front page, contents, running header and footer, footnotes, page.

Scope: everything around the sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mtm.model.blocks import Block, Heading, Register
from mtm.writers.docx.blocks import body, heading_runs
from mtm.writers.docx.book import Book, Part, Scope, sections
from mtm.writers.docx.design import BOTTOM, LIVE, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, mm
from mtm.writers.docx.markup import Element, Look, el, field, link, paragraph, run, tab, w
from mtm.writers.docx.panels import masthead
from mtm.writers.docx.pictures import Drawn
from mtm.writers.docx.register import DATA_ANCHOR, chart_data, charts_of
from mtm.writers.docx.runs import runs, words

HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
FOOTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_CONTENTS_LEVELS = 2


def document(book: Book, drawings: Mapping[str, Drawn]) -> Element:
    """The body: front page, contents, sections, back, and the numbers behind the charts."""
    parts = dict(sections(book.report))
    made = _front(book, Scope(book.body, " front"))
    made += body(book, parts.pop(" front"), Scope(book.body, " front"), drawings)
    made += contents(book)
    for name, blocks in sections(book.report):
        if name != " front":
            made += _section(book, name, blocks, drawings)
    made += chart_data(book, Scope(book.body, " data"))
    _unlink(book, made)
    last = made.pop().find(f".//{w('sectPr').tag}") if _ends_with_break(made) else None
    return w("document", w("body", *made, _page(book) if last is None else last))


def contents(book: Book) -> list[Element]:
    """A contents field that Word can renew, filled with the headings so that it reads before anybody does.

    Page numbers are left to the program that lays out the pages: none is known before.
    """
    entries = list(_headings(book))
    if not entries:
        return []
    title = paragraph("ContentsHeading", [run(book.label("contents"))])
    last = len(entries) - 1
    lines = [_entry(level, anchor, inside, n < last) for n, (level, anchor, inside) in enumerate(entries)]
    begin = [w("r", w("fldChar", fldCharType="begin"))]
    begin += field("TOC \\o \\h \\z \\u", [])[1:3]
    first = lines[0]
    for place, piece in enumerate(begin, 1):
        first.insert(place, piece)
    lines[-1].append(w("r", w("fldChar", fldCharType="end")))
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", gallery), w("sdtContent", title, *lines))]


def footer(book: Book, part: Part, live: int) -> Element:
    """Short title and version on the left, page n of N at the right end of the live area."""
    scope = Scope(part, footnotes=False)
    number = Look("Reference")
    place = [run(f"{book.label('page')} "), *field("PAGE", [run("1", number)], number)]
    total = [run(f" {book.label('of')} "), *field("NUMPAGES", [run("1", number)], number)]
    line = paragraph("Footer", [*runs(book, book.report.footer, scope), tab(), *place, *total])
    properties = line.find(w("pPr").tag)
    if properties is not None and live != LIVE:
        properties.append(w("tabs", w("tab", val="clear", pos=LIVE), w("tab", val="right", pos=live)))
    return w("ftr", line)


def header(book: Book) -> Element:
    """The banner of a simulated or superseded report, on every page."""
    scope = Scope(book.header, footnotes=False, ink="FFFFFF")
    return w("hdr", paragraph("Banner", runs(book, book.report.banner, scope)))


def footnotes(book: Book) -> Element:
    """The footnotes part with the two separators that Word expects first."""
    line = w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1)
    continued = w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0)
    return w("footnotes", line, continued, *book.footnotes)


def _front(book: Book, scope: Scope) -> list[Element]:
    report = book.report
    made = [paragraph("Title", runs(book, report.title, scope))]
    if report.subtitle:
        made.append(paragraph("Subtitle", runs(book, report.subtitle, scope)))
    return [*made, *masthead(book, report, scope)]


def _section(book: Book, name: str, blocks: tuple[Block, ...], drawings: Mapping[str, Drawn]) -> list[Element]:
    scope = Scope(book.body, name)
    made = [*book.bookmark(_section_anchor(book, name, blocks), []), *body(book, blocks, scope, drawings)]
    if any(isinstance(block, Register) for block in blocks):
        return [_break(_page(book)), *made, _break(_page(book, turned=True))]
    return made


def _ends_with_break(made: list[Element]) -> bool:
    """True where nothing follows a run of pages: another break would add an empty page."""
    return bool(made) and made[-1].find(f"{w('pPr').tag}/{w('sectPr').tag}") is not None


def _break(page: Element) -> Element:
    """The end of a run of pages of one size: a thin paragraph that carries their measures."""
    return w("p", w("pPr", w("pStyle", val="Gap"), page))


def _section_anchor(book: Book, name: str, blocks: tuple[Block, ...]) -> str:
    """A section's own bookmark, unless a heading inside it goes by the same name."""
    named = any(isinstance(block, Heading) and block.id == name for block in blocks)
    return "" if named else book.anchor(name)


def _headings(book: Book) -> Iterator[tuple[int, str, list[Element]]]:
    for name, blocks in sections(book.report):
        for block in blocks:
            if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS:
                scope = Scope(book.body, name, footnotes=False)
                yield block.level, book.anchor(block.id), heading_runs(book, block, scope)
    if charts_of(book.report):
        scope = Scope(book.body, footnotes=False)
        yield 1, DATA_ANCHOR, runs(book, words(book.label("data")), scope)


def _entry(level: int, anchor: str, inside: list[Element], keep: bool) -> Element:
    page = field(f"PAGEREF {anchor} \\h", [])
    texts = [piece for element in inside for piece in _unwrapped(element)]
    return paragraph(f"TOC{level}", [link(anchor, [*texts, tab(), *page])], keep=keep)


def _unwrapped(element: Element) -> list[Element]:
    """The runs inside a link, for places that are links themselves."""
    return list(element) if element.tag == w("hyperlink").tag else [element]


def _unlink(book: Book, elements: list[Element]) -> None:
    """Turn links to notes that stand nowhere into plain runs: Word reports a link without a bookmark as an error."""
    anchor = w("hyperlink", anchor="").keys()[0]
    for element in elements:
        for found in [e for e in element.iter(w("hyperlink").tag) if e.get(anchor)]:
            if not book.placed(str(found.get(anchor))):
                parent = found.getparent()
                if parent is not None:
                    place = parent.index(found)
                    parent[place : place + 1] = list(found)


def _page(book: Book, turned: bool = False) -> Element:
    """A4 with the margins of the design, upright or on its side; the footer on every page, the banner if any."""
    name = book.turned_footer.name if turned else book.footer.name
    references = [el("w:footerReference", {"w:type": "default", "r:id": book.body.relate(FOOTER, f"{name}.xml")})]
    if book.report.banner:
        relation = book.body.relate(HEADER, "header1.xml")
        references.insert(0, el("w:headerReference", {"w:type": "default", "r:id": relation}))
    wide, high = (PAGE_HEIGHT, PAGE_WIDTH) if turned else (PAGE_WIDTH, PAGE_HEIGHT)
    sides = {"top": TOP, "right": SIDE, "bottom": BOTTOM, "left": SIDE}
    return w(
        "sectPr",
        *references,
        w("pgSz", w=wide, h=high, orient="landscape" if turned else "portrait"),
        w("pgMar", **sides, header=mm(10), footer=mm(11), gutter=0),
        w("cols", space=720),
    )
