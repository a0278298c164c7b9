"""Raw text of a PDF, page by page, with the positions of its words and, where a table may be, its ruled lines.

Scope: runs in a process of its own (``python -m mtm.audit.documents.pdf_raw LIMIT_MB < file``), because a PDF can be
built to exhaust time or memory; writes JSON to standard output and nothing else. PDFium reads the file.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from typing import Any

MAX_PAGES = 3000
MAX_PAGE_TEXT = 400_000
MAX_TEXT = 30_000_000
MAX_BOXED = 40_000  # words of one page whose positions are looked up
MAX_OBJECTS = 20_000  # objects of one page that are looked at for ruled lines
THIN, LONG = 2.5, 8.0  # points: what is thin and long is a ruled line

_WORD = re.compile(r"[^\s\ufffe\x02]+")
_DIGITS = re.compile(r"\d")
_NUMERIC = re.compile(r"[-−–+(]?\d[\d.,    ]*%?\)?")
_PATH = 2  # the kind of a page's object that is drawn, not written
LINE, SAME_BASE = 1.2, 0.3
RAISED = 0.12  # of a line's height: how high a note mark stands


def extract(data: bytes) -> dict[str, Any]:
    """Pages and the problems met.

    Words are [start, end, left, right, baseline, height], rules [left, bottom, right, top].
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if "password" in str(error).lower() else "unreadable", "pages": []}
    pages: list[dict[str, Any]] = []
    problems: list[str] = []
    count, total = len(document), 0
    for number in range(min(count, MAX_PAGES)):
        page = _page(document, number, problems)
        total += len(page["text"])
        pages.append(page)
        if total > MAX_TEXT:
            problems.append(f"pages after {number + 1} were not audited: the document holds too much text")
            break
    if count > MAX_PAGES:
        problems.append(f"only the first {MAX_PAGES} of {count} pages were audited")
    document.close()
    return {"pages": pages, "problems": problems}


def _page(document: Any, number: int, problems: list[str]) -> dict[str, Any]:
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
        count = text_page.count_chars()
        text = text_page.get_text_range(0, min(count, MAX_PAGE_TEXT)) if count else ""
    except (pypdfium2.PdfiumError, OverflowError, ValueError, UnicodeError) as error:
        problems.append(f"page {number + 1} cannot be read ({error}): not audited")
        return {"text": "", "words": [], "raised": [], "rules": []}
    if count > MAX_PAGE_TEXT:
        problems.append(f"page {number + 1} holds more than {MAX_PAGE_TEXT} characters: only its beginning was audited")
    same = len(text) == min(count, MAX_PAGE_TEXT)
    words, raised = _words(text_page, text) if same else ([], [])
    rules = _rules(page) if same and tabular(text) else []
    text_page.close()
    page.close()
    return {"text": text, "words": words, "raised": raised, "rules": rules}


def tabular(text: str) -> bool:
    """Whether a page may hold a table: three lines with two numbers and little else, or many that are one number."""
    rows = lone = 0
    for line in text.splitlines():
        if not _DIGITS.search(line):
            continue
        words = line.split()
        numbers = sum(1 for w in words if _NUMERIC.fullmatch(w))
        rows += numbers > 1 and len(words) - numbers < 8
        lone += numbers == len(words)
        if rows > 2 or lone > 5:
            return True
    return False


def _words(text_page: Any, text: str) -> tuple[list[list[float]], list[list[int]]]:
    """Every word with its box and baseline, and the raised note marks at the ends of words.

    Baselines and sizes of type tell more than boxes: in many fonts every letter has a box of its own height.
    """
    pen = _Pen(text_page)
    words: list[list[float]] = []
    marks: list[list[int]] = []
    base = height = 0.0
    for number, match in enumerate(_WORD.finditer(text)):
        if number >= MAX_BOXED:
            break
        start, end = match.span()
        left, at = pen.origin(start)
        if abs(at - base) > SAME_BASE or not height:
            height = pen.height(start)
        base = at
        right = pen.right(end - 1)
        if end - start > 1 and (first := _mark(pen, text, start, end, base + RAISED * height)) < end:
            marks.append([first, end])
        words.append([start, end, round(left, 1), round(right, 1), round(base, 1), round(height, 1)])
    return words, marks


def _mark(pen: _Pen, text: str, start: int, end: int, floor: float) -> int:
    """Where a raised mark at the end of a word begins; its end where there is none."""
    first = end
    while first - 1 > start and pen.origin(first - 1)[1] > floor:
        first -= 1
    if first == end and text[end - 1] in "0123456789":  # a small digit may have a sign of its own in the font
        while first - 1 > start and text[first - 1] in "0123456789" and pen.bottom(first - 1) > floor:
            first -= 1
    return first


class _Pen:
    """Where single characters of a page stand."""

    def __init__(self, text_page: Any) -> None:
        from pypdfium2 import raw

        self.raw, self.handle = raw, text_page.raw
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.at_x, self.at_y, self.at_box = ctypes.byref(self.x), ctypes.byref(self.y), ctypes.byref(self.box)
        self.look, self.find = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin

    def origin(self, index: int) -> tuple[float, float]:
        self.find(self.handle, index, self.at_x, self.at_y)
        return self.x.value, self.y.value

    def right(self, index: int) -> float:
        self.look(self.handle, index, self.at_box)
        return float(self.box.right)

    def bottom(self, index: int) -> float:
        """Where the ink of a character ends below."""
        sides = [ctypes.c_double() for _ in range(4)]
        self.raw.FPDFText_GetCharBox(self.handle, index, *sides)
        return float(sides[2].value)

    def height(self, index: int) -> float:
        """The size of the type with the usual room above and below."""
        self.raw.FPDFText_GetMatrix(self.handle, index, ctypes.byref(self.matrix))
        scale = (self.matrix.c**2 + self.matrix.d**2) ** 0.5
        return float(self.raw.FPDFText_GetFontSize(self.handle, index) * scale * LINE)


def _rules(page: Any) -> list[list[float]]:
    """Thin lines drawn on the page, as they separate cells."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = []
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(drawn) != _PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if (high < THIN and wide > LONG) or (wide < THIN and high > LONG):
            found.append([round(v.value, 1) for v in (left, bottom, right, top)])
    return found


def main() -> None:
    """Reads a PDF from standard input under a memory limit given in megabytes."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    if limit:
        _limit_memory(limit)
    json.dump(extract(sys.stdin.buffer.read()), sys.stdout)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit stays
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


if __name__ == "__main__":
    main()
