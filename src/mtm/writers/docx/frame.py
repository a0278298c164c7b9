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
from mtm.writers.docx.runs import plainly, runs

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
    made = _unlinked(book, made)
    last = _page_of(made[-1])
    if last is not None:  # nothing follows the turned pages: another break would add an empty page
        made.pop()
    return w("document", w("body", *made, last or _page(book)))


def contents(book: Book) -> list[Element]:
    """A contents field that Word can renew, filled with the headings so that it reads before anybody does.

    Page numbers are left to the program that lays out the pages: none is known before.
    """
    entries = list(_headings(book))
    if not entries:
        return []
    title = paragraph("ContentsHeading", [run(book.label("contents"))], new_page=True)
    begin = [w("r", w("fldChar", fldCharType="begin")), *field("TOC \\o \\h \\z \\u", [])[1:3]]
    end = [w("r", w("fldChar", fldCharType="end"))]
    last = len(entries) - 1
    lines = [
        paragraph(
            f"TOC{level}",
            [*(begin if n == 0 else ()), _entry(anchor, inside), *(end if n == last else ())],
            keep=n < last,
        )
        for n, (level, anchor, inside) in enumerate(entries)
    ]
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", gallery), w("sdtContent", title, *lines))]


def footer(book: Book, part: Part, live: int) -> Element:
    """Short title and version on the left, page n of N at the right end of the live area."""
    scope = Scope(part, footnotes=False)
    number = Look("Reference")
    place = [run(f"{book.label('page')} "), *field("PAGE", [run("1", number)], number)]
    total = [run(f" {book.label('of')} "), *field("NUMPAGES", [run("1", number)], number)]
    moved = w("tabs", w("tab", val="clear", pos=LIVE), w("tab", val="right", pos=live)) if live != LIVE else None
    return w("ftr", paragraph("Footer", [*runs(book, book.report.footer, scope), tab(), *place, *total], tabs=moved))


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


def _page_of(element: Element) -> Element | None:
    """The measures of the pages that end with this paragraph, if any do."""
    properties = element.child("w:pPr")
    return properties.child("w:sectPr") if properties else None


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
        yield 1, DATA_ANCHOR, runs(book, plainly(book.label("data")), scope)


def _entry(anchor: str, inside: list[Element]) -> Element:
    page = field(f"PAGEREF {anchor} \\h", [])
    texts = [piece for element in inside for piece in _unwrapped(element)]
    return link(anchor, [*texts, tab(), *page])


def _unwrapped(element: Element) -> tuple[Element, ...]:
    """The runs inside a link, for places that are links themselves."""
    return element.children if element.tag == "w:hyperlink" else (element,)


def _unlinked(book: Book, elements: list[Element]) -> list[Element]:
    """Turn links to notes that stand nowhere into plain runs: Word reports a link without a bookmark as an error."""
    dead = {anchor for anchor in book.met.values() if not book.placed(anchor)}
    return [piece for element in elements for piece in _without(element, dead)] if dead else elements


def _without(element: Element, dead: set[str]) -> tuple[Element, ...]:
    children = tuple(piece for child in element.children for piece in _without(child, dead))
    if element.tag == "w:hyperlink" and element.attributes.get("w:anchor") in dead:
        return children
    return (element._replace(children=children),)


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
