"""Raw text of a PDF, page by page, with word positions where a page may hold a table.

Scope: runs in a process of its own (``python -m mtm.audit.documents.pdf_raw LIMIT_MB < file``), because a PDF can be
built to exhaust time or memory; writes JSON to standard output and nothing else. PDFium reads the file.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

MAX_PAGES = 3000
MAX_PAGE_TEXT = 400_000
MAX_TEXT = 30_000_000
MAX_LINES = 5000
MAX_BOXED = 40_000  # words of one page whose positions are looked up

_WORD = re.compile(r"\S+")
_TRAILED = re.compile(r"(?<!\S)\S{0,40}?[\w.,;:)»”\"'%](\d{1,3})(?=[.,;:)]{0,3}(?:\s|$))")
_HANGING = frozenset("gjpqyQJрфуцщдғқңһ,;")
_DIGITS = re.compile(r"\d")
_NUMERIC = re.compile(r"[-−–+(]?\d[\d.,    ]*%?\)?")


def extract(data: bytes) -> dict[str, Any]:
    """Pages as {"text", "boxes"} and the problems met; boxes are [start, end, left, bottom, right, top] per word."""
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
        return {"text": "", "boxes": [], "heights": [], "raised": []}
    if count > MAX_PAGE_TEXT:
        problems.append(f"page {number + 1} holds more than {MAX_PAGE_TEXT} characters: only its beginning was audited")
    same = len(text) == min(count, MAX_PAGE_TEXT)
    boxes = _boxes(text_page, text) if same and tabular(text) else []
    heights = _heights(text_page, text) if same else []
    raised = _raised(text_page, text) if same else []
    text_page.close()
    page.close()
    return {"text": text, "boxes": boxes, "heights": heights, "raised": raised}


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


def _heights(text_page: Any, text: str) -> list[float]:
    """The height of each line's first letter, 0 for blank lines: what is larger than the rest is a heading."""
    found = []
    start = 0
    for line in text.split("\n")[:MAX_LINES]:
        first = len(line) - len(line.lstrip())
        height = 0.0
        if first < len(line):
            box = text_page.get_charbox(start + first, loose=True)
            height = round(box[3] - box[1], 1)
        found.append(height)
        start += len(line) + 1
    return found


def _raised(text_page: Any, text: str) -> list[list[int]]:
    """Digits at a word's end that stand clearly above its line: note marks, no part of the number."""
    found = []
    for match in _TRAILED.finditer(text):
        end = match.end()
        letter = next((i for i in range(match.start(), end) if text[i].isalnum() and text[i] not in _HANGING), end)
        if letter >= match.start(1):
            letter = match.start() if text[match.start()].isdigit() else end
        if letter == end:
            continue
        _, line, _, top = text_page.get_charbox(letter)
        start = end
        while start > match.start(1) and text_page.get_charbox(start - 1)[1] - line > 0.2 * (top - line):
            start -= 1
        if start < end:
            found.append([start, end])
        if len(found) > MAX_LINES:
            break
    return found


def _boxes(text_page: Any, text: str) -> list[list[float]]:
    found = []
    for number, match in enumerate(_WORD.finditer(text)):
        if number >= MAX_BOXED:
            break
        start, end = match.span()
        left, bottom, _, top = text_page.get_charbox(start, loose=True)
        right = text_page.get_charbox(end - 1, loose=True)[2]
        found.append([start, end, round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)])
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
