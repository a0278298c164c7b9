"""HTML becomes blocks whose places are lines of the source.

Scope: headings, paragraphs, list items, captions, tables with spans, notes; scripts and styles are skipped. Positions
are lines and offsets of the HTML file itself, so that a place's text can be cut out of it. Nesting is counted, never
followed by recursion.
"""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from mtm.audit.documents.masking import is_note_mark, mask
from mtm.audit.documents.piece import EMPTY, Anchor, Block, Document, Piece
from mtm.audit.documents.tags import defused

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = {"p", "li", "dt", "dd", "div", "section", "article", "blockquote", "figcaption", "caption", "td", "th", "tr"}
_BLOCKS |= {"header", "footer", "main", "aside", "ul", "ol", "table", "br", "summary", "details", "body", *_HEADINGS}
_SKIPPED = {"script", "style", "template", "noscript", "head", "svg"}  # a drawing's ticks and labels are no text
_KINDS = {"li": "item", "caption": "caption", "figcaption": "caption"} | dict.fromkeys(_HEADINGS, "heading")
MAX_SPAN, MAX_CELLS, MAX_WIDTH = 200, 400_000, 300  # no rule looks at more columns


def read_html(name: str, text: str) -> Document:
    """The document with its blocks; never raises on broken markup."""
    document = Document(name, "html", "line", [line.rstrip("\r") for line in text.split("\n")], [])
    parser = _Parser()
    parser.feed(defused(text))
    parser.close()
    parser.finish()
    document.blocks = parser.found
    if parser.cells > MAX_CELLS:
        document.problems.append(f"only the first {MAX_CELLS} table cells were audited")
    return document


def tables_in(text: str, line: int) -> list[Block]:
    """The blocks of a table written in HTML inside another text, whose first line is ``line``."""
    parser = _Parser()
    parser.lineno = line
    parser.feed(defused(text))
    parser.close()
    parser.finish()
    return parser.found


class _Text:
    """Text in the making, with an anchor for every stretch of source."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.anchors: list[Anchor] = []
        self.length = 0

    def add(self, text: str, line: int, column: int) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                self._put("\n", line, column)
                line, column = line + 1, 0
            self._put(part, line, column)
            column += len(part)

    def _put(self, part: str, line: int, column: int) -> None:
        if part:
            self.anchors.append(Anchor(self.length, line, column))
            self.parts.append(part)
            self.length += len(part)

    def glue(self) -> None:
        """A blank that stands nowhere, so that words of neighbouring tags do not run together."""
        if self.parts and not self.parts[-1].endswith((" ", "\n")):
            self.parts.append(" ")
            self.length += 1

    def piece(self) -> Piece:
        text = mask("".join(self.parts))
        if not text.strip():
            return EMPTY
        return Piece(text, tuple(self.anchors))


class _Table:
    """Rows of a table, with the cells that reach down from earlier rows."""

    def __init__(self) -> None:
        self.rows: list[list[Piece]] = []
        self.hanging: dict[int, int] = {}  # column to rows still covered
        self.heads = 0
        self.head_row = True
        self.row_open = False

    def begin(self) -> None:
        self.rows.append([])
        self.head_row = self.row_open = True

    def cell(self, piece: Piece, columns: int, rows: int, heading: bool) -> None:
        if not self.rows:
            self.begin()
        row = self.rows[-1]
        self._cover(row)
        start = len(row)
        columns = min(columns, MAX_WIDTH - start)
        if columns < 1:
            return
        row += [piece] + [piece if heading else EMPTY] * (columns - 1)
        if rows > 1:
            for column in range(start, start + columns):
                self.hanging[column] = rows
        self.head_row = self.head_row and heading

    def _cover(self, row: list[Piece]) -> None:
        while self.hanging.get(len(row), 0) > 0 and len(row) < MAX_WIDTH:
            row.append(EMPTY)

    def end(self) -> None:
        if not self.row_open:
            return
        self.row_open = False
        self._cover(self.rows[-1])
        self.hanging = {c: n - 1 for c, n in self.hanging.items() if n > 1}
        if self.head_row and self.heads == len(self.rows) - 1 and self.rows[-1] and not self._names_rows():
            self.heads += 1

    def _names_rows(self) -> bool:
        """Below headings, one heading cell over the whole width speaks of the rows that follow."""
        row = self.rows[-1]
        return self.heads > 0 and len(row) > 1 and all(piece is row[0] for piece in row)

    def block(self, line: int) -> Block:
        rows = [row for row in self.rows if row]
        width = max((len(row) for row in rows), default=0)
        padded = tuple(tuple(row) + (EMPTY,) * (width - len(row)) for row in rows)
        return Block("table", Piece("", (Anchor(0, line, 0),)), rows=padded, heads=self.heads if self.heads else -1)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Block] = []
        self.text = _Text()
        self.kind, self.level = "paragraph", 0
        self.skip = self.raised = 0
        self.tables: list[_Table] = []
        self.spans = (1, 1, False)
        self.in_cell = False
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skip += 1
        elif tag == "sup":
            self.raised += 1
        elif tag == "table":
            self._flush()
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].end()
            self.tables[-1].begin()
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
            self.spans = (_span(attrs, "colspan"), _span(attrs, "rowspan"), tag == "th")
            self.in_cell = True
        elif tag in _BLOCKS:
            self._block(tag)

    def _block(self, tag: str) -> None:
        if self.in_cell:
            self.text.glue()
            return
        if tag == "br":
            self.text.add("\n", *self._where())
            return
        self._flush()
        self.kind, self.level = _KINDS.get(tag, "paragraph"), _HEADINGS.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skip = max(0, self.skip - 1)
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].end()
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag in _BLOCKS and not self.in_cell:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self.skip:
            return
        line, column = self._where()
        if self.raised and is_note_mark(data, self.text.parts[-1] if self.text.parts else ""):
            self.text.glue()  # a raised note mark is no number, and no letter of the word before
            return
        self.text.add(data, line, column)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, source: str) -> None:
        meant = unescape(source)
        if not self.skip and len(meant) == 1:
            line, column = self._where()
            self.text.add(" " if meant == "\n" else meant, line, column)

    def _where(self) -> tuple[int, int]:
        line, column = self.getpos()
        return line, column

    def _end_cell(self) -> None:
        if not self.in_cell or not self.tables:
            return
        columns, rows, heading = self.spans
        self.cells += columns
        if self.cells <= MAX_CELLS:
            self.tables[-1].cell(self.text.piece(), columns, rows, heading)
        self.text, self.in_cell = _Text(), False

    def _end_table(self) -> None:
        self._end_cell()
        table = self.tables.pop()
        table.end()
        if any(table.rows):
            self.found.append(table.block(self._where()[0]))

    def _flush(self) -> None:
        piece = self.text.piece()
        self.text = _Text()
        if piece is not EMPTY:
            self.found.append(Block(self.kind, piece, self.level))
        self.kind, self.level = "paragraph", 0

    def finish(self) -> None:
        """Closes what the file left open."""
        while self.tables:
            self._end_table()
        self._flush()


def _span(attrs: list[tuple[str, str | None]], name: str) -> int:
    value = dict(attrs).get(name) or "1"
    return min(int(value), MAX_SPAN) if value.isdigit() and int(value) > 0 else 1
