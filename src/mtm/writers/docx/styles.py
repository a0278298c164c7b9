"""The named styles of the Word document, declared as a table and written out as ``styles.xml``.

Scope: looks only. Whoever opens the document can restyle the whole report from here, which is why nothing but the
marks of digits (``Figure``, ``Period``, ``Reference``, ``Tick``, ``Quoted``) and a few emphases stand on runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mtm.writers.docx.design import BLUE, FONT, MEASURE_END, NOTE_COLOURS, ORANGE, QUIET, RULE, TEXT, TINT, mm
from mtm.writers.docx.markup import Element, w

MARKS = ("Figure", "Period", "Reference", "Tick", "Quoted")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one side of a paragraph: width in eighths of a point, colour, distance from the text in points."""

    side: str
    width: int
    colour: str
    space: int = 1


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style; sizes in half points, spacing and indents in twentieths of a point."""

    name: str
    size: int = 0
    line: int = 0
    before: int = 0
    after: int = 0
    bold: bool = False
    colour: str = ""
    based: str = "Normal"
    follow: str = ""
    keep: bool = False
    whole: bool = False
    outline: int | None = None
    left: int = 0
    right: int = 0
    hanging: int = 0
    align: str = ""
    fill: str = ""
    tabs: tuple[tuple[str, int], ...] = ()
    rules: tuple[Rule, ...] = field(default=())

    @property
    def id(self) -> str:
        """Word's own styles keep the ids that Word gives them ("heading 1" is Heading1)."""
        known = {"toc 1": "TOC1", "toc 2": "TOC2", "heading 1": "Heading1", "heading 2": "Heading2"}
        known |= {"heading 3": "Heading3", "footnote text": "FootnoteText", "caption": "Caption"}
        known |= {"header": "Header", "footer": "Footer"}
        return known.get(self.name, self.name.replace(" ", ""))


_S = ParagraphStyle
_LIVE_END = mm(174)

STYLES: tuple[ParagraphStyle, ...] = (
    _S("Body Text", after=140, right=MEASURE_END),
    _S("Lead", 24, 340, after=160, right=MEASURE_END),
    _S("Small", 17, 230, after=100, right=MEASURE_END),
    _S("Source", 16, 210, after=240, colour=QUIET, right=MEASURE_END),
    _S("Title", 44, 520, after=40, bold=True, colour=BLUE, keep=True, follow="Subtitle"),
    _S("Subtitle", 28, 360, after=160, colour=TEXT, follow="BodyText"),
    _S("Banner", 19, 260, after=160, bold=True, colour="FFFFFF", fill="801650", left=80, right=80),
    _S("Masthead Label", 16, 210, colour=QUIET, keep=True),
    _S("Masthead Value", 18, 240, after=40, bold=True),
    _S(
        "heading 1",
        32,
        400,
        480,
        160,
        True,
        BLUE,
        follow="BodyText",
        keep=True,
        whole=True,
        outline=0,
        rules=(Rule("top", 68, BLUE, 8),),
    ),
    _S("heading 2", 24, 320, 320, 100, True, BLUE, follow="BodyText", keep=True, whole=True, outline=1),
    _S("heading 3", 20, 280, 240, 80, True, TEXT, follow="BodyText", keep=True, whole=True, outline=2),
    _S("Contents Heading", 24, 320, 320, 120, True, BLUE, follow="BodyText", keep=True),
    _S("toc 1", 20, 280, 60, 0, tabs=(("right", _LIVE_END),), right=mm(12)),
    _S("toc 2", 18, 260, left=mm(8), tabs=(("right", _LIVE_END),), right=mm(12), colour=QUIET),
    _S("List Bullet", after=60, right=MEASURE_END),
    _S("List Number", after=60, right=MEASURE_END),
    _S("Key Finding", 21, 290, after=100, right=mm(12)),
    _S("caption", 20, 270, 280, 0, True, TEXT, keep=True, whole=True),
    _S("Caption Subtitle", 18, 240, after=80, colour=QUIET, keep=True, whole=True),
    _S("Gap", 8, 80),
    _S("Table Text", 18, 235, 30, 30),
    _S("Table Number", based="TableText", align="right"),
    _S("Table Heading", based="TableText", bold=True, keep=True),
    _S("Table Heading Number", based="TableHeading", align="right", keep=True),
    _S("Table Total", based="TableText", bold=True),
    _S("Table Total Number", based="TableNumber", bold=True),
    _S("Table Heading Span", based="TableHeading", align="center", keep=True),
    _S("Table Group", based="TableText", bold=True, colour=BLUE, keep=True),
    _S("Table Unit", 16, 200, based="TableText", colour=QUIET, keep=True),
    _S("Table Unit Number", based="TableUnit", align="right", keep=True),
    _S("Table Small", 15, 195, 20, 20),
    _S("Table Small Heading", based="TableSmall", bold=True, keep=True),
    _S("Table Note", 16, 200, after=30, left=130, hanging=130, right=MEASURE_END),
    _S("Picture", before=40, after=60, keep=True),
    _S("Tile Label", 17, 225, 60, 20, True, TEXT, keep=True),
    _S("Tile Value", 48, 560, bold=True, colour=BLUE, keep=True),
    _S("Tile Unit", 17, 225, after=60, colour=QUIET, keep=True),
    _S("Tile Text", 16, 210, after=20, keep=True),
    _S("Event Date", 18, 250, 40, bold=True, colour=BLUE),
    _S("Event Title", 20, 270, 40, 20, True, keep=True),
    _S("Event Text", 19, 260, after=30),
    _S("Event Source", 16, 210, after=60, colour=QUIET),
    _S("Term", 20, 280, 80, bold=True, keep=True, right=MEASURE_END),
    _S("Explanation", after=60, left=mm(6), right=MEASURE_END),
    _S("header", 16, 210, colour=QUIET),
    _S("footer", 16, 210, colour=QUIET, tabs=(("right", _LIVE_END),), rules=(Rule("top", 4, QUIET, 6),)),
    _S("footnote text", 16, 200, after=20, left=130, hanging=130),
)


def note_box_styles() -> tuple[ParagraphStyle, ...]:
    """A title and a text style for each kind of boxed remark: a bar in the kind's colour on a tint."""
    made: list[ParagraphStyle] = []
    for kind, colour in NOTE_COLOURS.items():
        rules = (Rule("left", 36, colour, 8),)
        box = _S(f"Note {kind.capitalize()}", 19, 265, left=180, right=MEASURE_END, fill=TINT, rules=rules, whole=True)
        ink = TEXT if colour == ORANGE else colour  # orange letters would be too pale to read
        made.append(replace(box, name=f"{box.name} Title", size=20, before=160, bold=True, colour=ink, keep=True))
        made.append(box)
    return tuple(made)


def styles(language: str) -> Element:
    """The styles part, with ``language`` ("kk-KZ") as the language of every text that says no other."""
    return w(
        "styles",
        _defaults(language),
        _normal(),
        *(_paragraph_style(style) for style in (*STYLES, *note_box_styles())),
        _default_character(),
        *(_mark(name) for name in MARKS),
        _footnote_reference(),
        _default_table(),
        _data_table(),
        w("style", w("name", val="No List"), w("uiPriority", val=99), type="numbering", default="1", styleId="NoList"),
    )


def _defaults(language: str) -> Element:
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    size = (w("color", val=TEXT), w("sz", val=20), w("szCs", val=20))
    run = w("rPr", fonts, *size, w("lang", val=language, eastAsia=language, bidi="ar-SA"))
    paragraph = w("pPr", w("spacing", before=0, after=0, line=280, lineRule="atLeast"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def _normal() -> Element:
    return w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default="1", styleId="Normal")


def _paragraph_style(style: ParagraphStyle) -> Element:
    builtin = style.name == style.name.lower() or style.name in (
        "Title",
        "Subtitle",
        "Body Text",
        "List Bullet",
        "List Number",
    )
    attributes = {"type": "paragraph", "styleId": style.id} | ({} if builtin else {"customStyle": "1"})
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based),
        w("next", val=style.follow) if style.follow else None,
        w("qFormat"),
        _paragraph_properties(style),
        _character_properties(style),
        **attributes,
    )


def _paragraph_properties(style: ParagraphStyle) -> Element:
    sides = {rule.side: rule for rule in style.rules}
    borders = [
        w(side, val="single", sz=sides[side].width, space=sides[side].space, color=sides[side].colour)
        for side in ("top", "left", "bottom", "right")
        if side in sides
    ]
    stops = [w("tab", val=kind, pos=place) for kind, place in style.tabs]
    return w(
        "pPr",
        w("keepNext") if style.keep else None,
        w("keepLines") if style.whole else None,
        w("pBdr", *borders) if borders else None,
        w("shd", val="clear", color="auto", fill=style.fill) if style.fill else None,
        w("tabs", *stops) if stops else None,
        _spacing(style),
        _indents(style),
        w("jc", val=style.align) if style.align else None,
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _spacing(style: ParagraphStyle) -> Element | None:
    inherited = style.based != "Normal" and not style.line
    if inherited:
        return None
    line = {"line": style.line, "lineRule": "atLeast"} if style.line else {}
    return w("spacing", before=style.before, after=style.after, **line)


def _indents(style: ParagraphStyle) -> Element | None:
    """Only what is set: a left indent of nothing would take the place of a list's own."""
    sides = {"left": style.left, "right": style.right, "hanging": style.hanging}
    return w("ind", **{side: length for side, length in sides.items() if length}) if any(sides.values()) else None


def _character_properties(style: ParagraphStyle) -> Element:
    return w(
        "rPr",
        *((w("b"), w("bCs")) if style.bold else ()),
        w("color", val=style.colour) if style.colour else None,
        *((w("sz", val=style.size), w("szCs", val=style.size)) if style.size else ()),
    )


def _default_character() -> Element:
    name = w("name", val="Default Paragraph Font")
    return w("style", name, w("uiPriority", val=1), type="character", default="1", styleId="DefaultParagraphFont")


def _mark(name: str) -> Element:
    """A mark adds nothing to the look: what it says is which kind of number the run holds."""
    based = w("basedOn", val="DefaultParagraphFont")
    return w("style", w("name", val=name), based, w("qFormat"), type="character", customStyle="1", styleId=name)


def _footnote_reference() -> Element:
    look = w("rPr", w("vertAlign", val="superscript"))
    based = w("basedOn", val="DefaultParagraphFont")
    return w("style", w("name", val="footnote reference"), based, look, type="character", styleId="FootnoteReference")


def _default_table() -> Element:
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in _cell_margins(0, 108)))
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    name = w("name", val="Normal Table")
    priority = w("uiPriority", val=99)
    return w("style", name, priority, properties, type="table", default="1", styleId="TableNormal")


def _data_table() -> Element:
    """Rules above and below, a rule under the header row, hairlines between rows; no boxes."""

    def line(side: str, width: int, colour: str) -> Element:
        return w(side, val="single", sz=width, space=0, color=colour)

    borders = w("tblBorders", line("top", 8, QUIET), line("bottom", 8, QUIET), line("insideH", 2, RULE))
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in _cell_margins(0, 80)))
    header = w(
        "tblStylePr",
        w("rPr", w("b"), w("bCs")),
        w("tcPr", w("tcBorders", line("bottom", 6, QUIET)), w("vAlign", val="bottom")),
        type="firstRow",
    )
    return w(
        "style",
        w("name", val="Data Table"),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", borders, margins),
        header,
        type="table",
        customStyle="1",
        styleId="DataTable",
    )


def _cell_margins(vertical: int, horizontal: int) -> tuple[tuple[str, int], ...]:
    return (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal))
