"""Raw text of a PDF, page by page, with the positions of its words and, where a table may be, its ruled lines.

Scope: runs in a process of its own (``python -m mtm.audit.documents.pdf_raw LIMIT_MB < file``), because a PDF can be
built to exhaust time or memory; writes JSON to standard output and nothing else. PDFium reads the file.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from mtm.audit.documents.pdf_places import Pen, numbered, places, turned
from mtm.audit.documents.pdf_rules import rules_of
from mtm.audit.documents.pdf_signs import apart, goes_on, tabular

MAX_PAGES = 3000
MAX_PAGE_TEXT = 400_000
MAX_TEXT = 30_000_000


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
        page = _page(document, number, problems, pages[-1]["text"] if pages else "")
        total += len(page["text"])
        pages.append(page)
        if total > MAX_TEXT:
            problems.append(f"pages after {number + 1} were not audited: the document holds too much text")
            break
    if count > MAX_PAGES:
        problems.append(f"only the first {MAX_PAGES} of {count} pages were audited")
    document.close()
    return {"pages": pages, "problems": problems}


def _page(document: Any, number: int, problems: list[str], before: str) -> dict[str, Any]:
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
        count = text_page.count_chars()
        text = text_page.get_text_range(0, min(count, MAX_PAGE_TEXT)) if count else ""
    except (pypdfium2.PdfiumError, OverflowError, ValueError, UnicodeError) as error:
        problems.append(f"page {number + 1} cannot be read ({error}): not audited")
        return {"text": "", "words": [], "raised": [], "rules": [], "tabular": False}
    if count > MAX_PAGE_TEXT:
        problems.append(f"page {number + 1} holds more than {MAX_PAGE_TEXT} characters: only its beginning was audited")
    held = text.splitlines()
    found = _places(page, text_page, text, tabular(held) or goes_on(before.splitlines(), held))
    text_page.close()
    page.close()
    return {"text": text, **found}


def _places(page: Any, text_page: Any, text: str, by_word: bool) -> dict[str, Any]:
    """Where the words stand on a page that may hold a table, with its ruled lines; elsewhere where its lines stand."""
    pen = Pen(text_page, numbered(text_page, text))
    words, marks = places(pen, text, apart if by_word else None)
    rules = [turned(rule, pen.turn) for rule in rules_of(page)] if by_word else []
    return {"words": words, "raised": marks, "rules": rules, "tabular": by_word}


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
