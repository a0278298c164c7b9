"""Plain text and Markdown become blocks, line by line.

Scope: headings, paragraphs (wrapped lines are joined), list items, notes, and tables written with tabs, with pipes,
aligned by blanks, or in HTML. Positions are lines counted from 1 and offsets in the line.
"""

from __future__ import annotations

import re

from mtm.audit.documents.grids import Placed, align
from mtm.audit.documents.html import tables_in
from mtm.audit.documents.masking import mask
from mtm.audit.documents.piece import EMPTY, Block, Document, Piece, join, line_piece

_BULLET = re.compile(r"\s*(?:[-*+•●▪◦‣➔→–—]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s+(?=\S)")
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+\S")
_BOLD = re.compile(r"\s*\*\*[^*]{1,200}\*\*\s*$")
_NUMBERED = re.compile(  # "3.1 Arrivals", but not "3.1 million arrivals"
    r"\s*(?:\d{1,2}\.){1,4}(?:\d{1,2})?\s+"
    r"(?!\d|%|million|billion|thousand|per\s?cent|times|ml?n\b|bn\b"
    r"|млн|млрд|тыс|миллион|миллиард|процент|проц\b|раза?\b|мың|пайыз|есе\b)\S"
)
_NOTE = re.compile(r"\s*(?:<sup>[^<]{1,8}</sup>|\[\^?\w{1,4}\]:?|[¹²³⁰-⁹]{1,3})\s*\S")
_HTML_TABLE, _HTML_END = re.compile(r"\s{0,20}<table\b", re.I), re.compile(r"</table\s*>", re.I)
_RULE = re.compile(r"\s*([-=_*])(?:\s*\1){2,}\s*$")
_GAP = re.compile(r" {2,}| ?\t ?")
_CELLS = re.compile(r"[^ \t]+(?: [^ \t]+)*")  # thin and fixed blanks stand inside numbers
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?…:;]['\"»”)]*\s*$")
WRAPPED = 60  # nobody wraps lines shorter than this
MAX_LINE = 2_000_000


def read_text(name: str, text: str, format_name: str = "txt") -> Document:
    """The document with its blocks; a line longer than two million characters is left out and named."""
    lines = text.split("\n")
    lines = [line[:-1] if line.endswith("\r") else line for line in lines]
    document = Document(name, format_name, "line", lines, [])
    document.blocks = _Lines(document).blocks()
    return document


class _Lines:
    """Walks over the lines once and emits blocks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = document.texts
        self.found: list[Block] = []
        self.open: list[Piece] = []
        self.kind = "paragraph"
        self.last = len(self.lines) - 1  # where a table in HTML may still end

    def blocks(self) -> list[Block]:
        number = 0
        while number < len(self.lines):
            number = self._take(number)
        self._close()
        return self.found

    def _take(self, number: int) -> int:
        """Handles the line at ``number`` (from 0) and says which comes next."""
        line = self.lines[number]
        if not line or line.isspace():
            self._close()
            return number + 1
        if len(line) > MAX_LINE:
            self._close()
            self.document.problems.append(f"line {number + 1} is longer than {MAX_LINE} characters: not audited")
            return number + 1
        after = self._table(number, line)
        if after > number:
            return after
        if _RULE.match(line):
            self._underline(line)
            return number + 1
        self._prose(number, line)
        return number + 1

    def _prose(self, number: int, line: str) -> None:
        piece = line_piece(mask(line), number + 1)
        if hashes := _HASHES.match(line):
            self._alone("heading", piece, len(hashes.group(1)))
        elif _BOLD.match(line) and not _SENTENCE_END.search(line.replace("*", "")):
            self._alone("heading", piece, 3)
        elif _NOTE.match(line):
            self._begin("note", piece)
        elif bullet := _BULLET.match(line):
            self._item(number, line, bullet.end())
        elif not self.open and _is_title(line):
            self._alone("heading", piece, 2)
        else:
            if (self.kind == "item" or line[0] == ">") and _begins_anew(self.open, line.lstrip("> ")):
                self._close()
            self.open.append(piece)

    def _item(self, number: int, line: str, start: int) -> None:
        if _NUMBERED.match(line) and _is_title(line):
            self._alone("heading", line_piece(mask(line), number + 1), 2)
            return
        self._begin("item", line_piece(mask(line[start:]), number + 1, start))

    def _underline(self, line: str) -> None:
        if len(self.open) == 1 and line.strip()[0] in "=-":
            self.kind = "heading"
        self._close()

    def _alone(self, kind: str, piece: Piece, level: int) -> None:
        self._close()
        self.found.append(Block(kind, piece, level))

    def _begin(self, kind: str, piece: Piece) -> None:
        self._close()
        self.kind, self.open = kind, [piece]

    def _close(self) -> None:
        if self.open:
            self.found.append(Block(self.kind, join(self.open)))
        self.kind, self.open = "paragraph", []

    def _table(self, number: int, line: str) -> int:
        """The line after a table that begins here, or ``number`` itself."""
        if _HTML_TABLE.match(line):
            return self._html(number)
        if "\t" in line.strip():
            return self._run(number, _tabbed, 1)
        if line.count("|") > 1 or (line.count("|") == 1 and _pipe_rule(self.lines, number + 1)):
            return self._run(number, _piped, 1)
        if "  " in line.strip() and len(_GAP.split(line.strip())) > 1:
            return self._aligned(number)
        return number

    def _html(self, number: int) -> int:
        """A table in HTML, to the line that ends it."""
        end = next((n for n in range(number, self.last + 1) if _HTML_END.search(self.lines[n])), -1)
        if end < 0:
            self.last = -1  # no table ends after this one: none is looked for again
            return number
        self._close()
        self.found += tables_in("\n".join(self.lines[number : end + 1]), number + 1)
        return end + 1

    def _run(self, number: int, split: object, least: int) -> int:
        rows: list[tuple[Piece, ...]] = []
        end = number
        while end < len(self.lines):
            row = split(self.lines[end], end + 1)  # type: ignore[operator]
            if row is None:
                break
            rows.append(row)
            end += 1
        rows = [row for row in rows if row]
        if len(rows) < max(least, 2):
            return number
        self._emit(rows, number)
        return end

    def _emit(self, rows: list[tuple[Piece, ...]], number: int) -> None:
        self._close()
        width = max(len(row) for row in rows)
        padded = tuple(row + (EMPTY,) * (width - len(row)) for row in rows)
        indents = tuple(len(row[0].text) - len(row[0].text.lstrip()) for row in rows)
        self.found.append(Block("table", line_piece("", number + 1), rows=padded, indents=indents))

    def _aligned(self, number: int) -> int:
        """A run of lines whose cells stand apart by two blanks or more; two of them must hold digits in two cells."""
        placed: list[list[Placed]] = []
        end = number
        while end < len(self.lines) and end - number < 5000:
            line = self.lines[end]
            if not line.strip():
                break
            if not _RULE.match(line) and set(line.strip()) - set("-=+ "):
                cells = _placed(mask(line), end + 1)
                if len(cells) < 2 and not _fits_between(placed, cells):
                    break
                placed.append(cells)
            end += 1
        numeric = sum(1 for row in placed if sum(1 for c in row[1:] if _DIGIT.search(c.piece.text)) >= 1)
        if numeric < 2 or len(placed) < 2:
            return number
        self._emit([row for row in align(placed) if row], number)
        return end


def _begins_anew(item: list[Piece], line: str) -> bool:
    """Under a short item a sentence that begins at the margin: nothing was wrapped, its first words had room above."""
    room = max(WRAPPED, len(line))  # where lines are wrapped, none is longer than the width
    if len(item) != 1 or not line or len(item[0].text) + len(line.split(maxsplit=1)[0]) >= room:
        return False
    return line[0].isupper() or (line[0].isdigit() and (len(line) > WRAPPED or item[0].text.lstrip()[0] == ">"))


def _fits_between(placed: list[list[Placed]], cells: list[Placed]) -> bool:
    """A line with one cell goes on with the table where it is short: a group's heading or a wrapped label."""
    return bool(placed and cells) and len(cells[0].piece.text) < 60 and cells[0].left < 12


def _placed(line: str, where: int) -> list[Placed]:
    return [Placed(m.start(), m.end(), line_piece(m.group(), where, m.start())) for m in _CELLS.finditer(line)]


def _tabbed(line: str, where: int) -> tuple[Piece, ...] | None:
    if "\t" not in line:
        return None
    return _split(line, "\t", where, 0)


def _piped(line: str, where: int) -> tuple[Piece, ...] | None:
    if "|" not in line:
        return None
    if not set(line) - set("|-: +=\t"):
        return ()
    start = len(line) - len(line.lstrip())
    body = line.rstrip()
    if body[start] == "|":
        start += 1
    if body.endswith("|"):
        body = body[:-1]
    return _split(body, "|", where, start)


def _split(line: str, mark: str, where: int, start: int) -> tuple[Piece, ...]:
    cells = []
    masked = mask(line)
    for part in line[start:].split(mark):
        cells.append(line_piece(masked[start : start + len(part)], where, start))
        start += len(part) + 1
    return tuple(cells)


def _pipe_rule(lines: list[str], number: int) -> bool:
    return number < len(lines) and "|" in lines[number] and not set(lines[number]) - set("|-: ")


def _is_title(line: str) -> bool:
    """A short line without a sentence's end that is numbered or written in capitals."""
    text = line.strip()
    if len(text) > 120 or _SENTENCE_END.search(text):
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = sum(1 for c in letters if c.isupper())
    return len(letters) > 3 and (capitals > 0.8 * len(letters) or (bool(_NUMBERED.match(text)) and len(text) < 90))
