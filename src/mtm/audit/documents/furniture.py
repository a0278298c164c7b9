"""Running heads, running feet, page numbers and tables of contents: text of the pages, not of the report.

Scope: words of all pages to the same words without furniture. A line at the top or bottom edge is furniture where most
pages have the same one there, digits apart, and it stands clear of the text; a page number may stand alone. The lines
below a heading "Contents" that end in a page number, and lines with leaders of dots, are a table of contents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mtm.audit.documents.layout import Page, Word, level, lines

EDGE_LINES = 3
LEAST_PAGES = 0.34
CLEAR = 1.25  # heights between a running line and the text
LONGEST = 200
_NUMBER = re.compile(
    r"\s*[-–—|]?\s*(?:(?:page|стр\.?|страница|бет|p\.)\s*)?(\d{1,4})(?:\s*(?:of|из|/|-бет|бет)\s*\d{0,4})?\s*[-–—|]?\s*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_CONTENTS = re.compile(r"\s*(?:table of contents|contents|содержание|оглавление|мазмұны|мазмұн)\s*$", re.IGNORECASE)
_ENTRY = re.compile(r".*\S[\s.…·]+(?:\d{1,4}|[ivxlc]{1,6})\s*$", re.DOTALL)
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
LARGER = 1.1


def without_furniture(pages: Sequence[Page]) -> None:
    """Takes running lines and tables of contents out of the pages' words."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page in edges for key in {_key(p, ws) for p, ws in page})
    for number, page in enumerate(pages):
        gone = {w for p, ws in edges[number] if _is_running(p, ws, seen, len(pages)) for w in ws}
        if gone:
            page.words = [w for w in page.words if w not in gone]
    _without_contents(pages)


Edge = list[tuple[Page, list[Word]]]


def _edges(page: Page) -> Edge:
    """The outermost rows that stand clear of the text, from either edge inwards."""
    rows: list[list[Word]] = []
    for word in sorted(page.words, key=lambda w: (-w.base, w.left)):
        if rows and level(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    found: Edge = []
    for ordered in (rows, rows[::-1]):
        clear = 0
        for index in range(min(EDGE_LINES, len(ordered))):
            following = ordered[index + 1][0] if index + 1 < len(ordered) else None
            gap = abs(ordered[index][0].base - following.base) if following else 1e9
            if gap > CLEAR * 1.2 * max(ordered[index][0].height, following.height if following else 0):
                clear = index + 1
        found += [(page, row) for row in ordered[:clear]]
    return found


def _text(page: Page, words: Sequence[Word]) -> str:
    return " ".join(part for w in words for part in page.text[w.start : w.end].split())


def _key(page: Page, words: Sequence[Word]) -> tuple[str, int]:
    """What a running line has in common on all pages: its words and its height on the page."""
    return _DIGITS.sub("#", _text(page, words)).lower(), round(words[0].base / 6)


def _is_running(page: Page, words: Sequence[Word], seen: Counter[tuple[str, int]], pages: int) -> bool:
    text = _text(page, words)
    if len(text) > LONGEST:
        return False
    number = _NUMBER.match(text)
    if number is not None and (pages == 1 or abs(int(number[1]) - page.number) < 30):
        return True
    key, at = _key(page, words)
    count = sum(seen[key, at + shift] for shift in (-1, 0, 1))
    return pages > 1 and count >= max(2, LEAST_PAGES * pages)


def _without_contents(pages: Sequence[Page]) -> None:
    inside = 0.0  # the height of the heading "Contents" while its entries go on
    for page in pages:
        gone: set[Word] = set()
        misses = 0
        for line in lines(page.words):
            text = _text(page, line)
            height = max(w.height for w in line)
            if _LEADERS.search(text):
                gone |= set(line)
            elif _CONTENTS.match(text):
                inside, misses = height, 0
            elif inside and height >= LARGER * inside * 0.9 and not _ENTRY.match(text) and not text.strip().isdigit():
                inside = 0.0
            elif inside:
                entry = bool(_ENTRY.match(text)) or text.strip().isdigit()
                misses = 0 if entry else misses + 1
                if misses > 2:
                    inside = 0.0
                else:
                    gone |= set(line)
        if inside and not gone:
            inside = 0.0
        page.words = [w for w in page.words if w not in gone]
