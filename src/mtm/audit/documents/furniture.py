"""Running heads, running feet, page numbers and tables of contents: text of the pages, not of the report.

Scope: words of all pages to the same words without furniture. A line at the top or bottom edge is furniture where most
pages have the same one there, the page's number apart, and it stands clear of the text; a page number may stand alone.
Most of a page is never furniture, nor is a sentence with a number where it stands first. The lines below a heading
"Contents" that end in a page number, and lines with leaders of dots, are a table of contents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from mtm.audit.documents.layout import Page, level, lines
from mtm.audit.documents.pdf_places import Word

EDGE_LINES = 3
LEAST_PAGES = 0.34
CLEAR = 1.25  # heights between a running line and the text
LONGEST = 200
MOST = 0.5  # of the words of a page
SMALL = 0.2  # of the text of a page: a sentence that may be a running line
_NUMBER = re.compile(
    r"\s*[-–—|]?\s*(?:(?:page|стр\.?|страница|бет|p\.)\s*)?(\d{1,4})(?:\s*(?:of|из|/|-бет|бет)\s*\d{0,4})?\s*[-–—|]?\s*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d$|\d$")
_CONTENTS = re.compile(r"\s*(?:table of contents|contents|содержание|оглавление|мазмұны|мазмұн)\s*$", re.IGNORECASE)
_ENTRY = re.compile(r".*\S[\s.…·]+(?:\d{1,4}|[ivxlc]{1,6})\s*$", re.DOTALL)
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
LARGER = 1.1


def without_furniture(pages: Sequence[Page]) -> None:
    """Takes running lines and tables of contents out of the pages' words."""
    edges = [_edges(page) for page in pages]
    seen = _seen(pages, edges)
    said: set[str] = set()
    for page, stretches in zip(pages, edges, strict=True):
        running = [_running(page, rows, seen, len(pages)) for rows in stretches]
        gone = {w for rows in running if not _new(_texts(page, rows), said) for row in rows for w in row}
        if len(gone) > MOST * len(page.words):
            gone = {w for rows in stretches for row in rows if _page_number(page, row, len(pages)) for w in row}
        if gone:
            page.words = [w for w in page.words if w not in gone]
    _without_contents(pages)


Key = tuple[str, int]


Stretch = list[list[Word]]  # rows from top to bottom with a gap above or below


def _edges(page: Page) -> list[Stretch]:
    """The outermost rows that stand clear of the text, from either edge inwards."""
    rows: list[list[Word]] = []
    for word in sorted(page.words, key=lambda w: (-w.base, w.left)):
        if rows and level(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return _clear(rows) + [stretch[::-1] for stretch in _clear(rows[::-1])]


def _new(text: str, said: set[str]) -> bool:
    """A running line that says something is text of the report where it stands first."""
    if not _states(text) or text in said:
        return False
    said.add(text)
    return True


def _states(text: str) -> bool:
    """A sentence with a number that is no year."""
    if len(text) > 2 * LONGEST:
        return True
    words = sum(1 for word in text.split() if word.strip('(«“"').isalpha())
    return text.endswith((".", "!", "?")) and words > 3 and any(not _YEAR.match(n) for n in _DIGITS.findall(text))


def _clear(ordered: Sequence[list[Word]]) -> list[Stretch]:
    """The first rows, cut where a gap follows; what no gap ends is the text itself."""
    found: list[Stretch] = []
    begin = 0
    for index in range(min(EDGE_LINES, len(ordered))):
        following = ordered[index + 1][0] if index + 1 < len(ordered) else None
        gap = abs(ordered[index][0].base - following.base) if following else 1e9
        if gap > CLEAR * 1.2 * max(ordered[index][0].height, following.height if following else 0):
            found.append(list(ordered[begin : index + 1]))
            begin = index + 1
    return found


def _text(page: Page, words: Sequence[Word]) -> str:
    return " ".join(part for w in words for part in page.text[w.start : w.end].split())


def _key(page: Page, words: Sequence[Word]) -> Key:
    """What a running line has in common on all pages: its words and its height on the page."""
    return _DIGITS.sub("#", _text(page, words)).lower(), round(words[0].base / 6)


def _texts(page: Page, rows: Stretch) -> str:
    return " ".join(_text(page, row) for row in rows)


def _seen(pages: Sequence[Page], edges: Sequence[list[Stretch]]) -> Counter[Key]:
    """On how many pages each line stands; lines whose numbers tell something are left out."""
    numbers: dict[Key, dict[int, list[str]]] = {}
    for page, stretches in zip(pages, edges, strict=True):
        for row in chain.from_iterable(stretches):
            numbers.setdefault(_key(page, row), {})[page.number] = _DIGITS.findall(_text(page, row))
    return Counter({key: len(found) for key, found in numbers.items() if _steady(found)})


def _steady(numbers: dict[int, list[str]]) -> bool:
    """Every number of a running line is the same on all pages, counts them, or is that of a chapter."""
    return all(_same_or_counting(numbers, place) for place in range(len(next(iter(numbers.values())))))


def _same_or_counting(numbers: dict[int, list[str]], place: int) -> bool:
    texts = [found[place] for _, found in sorted(numbers.items())]
    if len(set(texts)) == 1:
        return True
    if any(len(text) > 4 or not text.isdecimal() for text in texts):
        return False
    values = [int(text) for text in texts]
    counts = {value - page for value, page in zip(values, sorted(numbers), strict=True)}
    return len(counts) == 1 or (max(values) < 100 and values == sorted(values))


def _running(page: Page, rows: Stretch, seen: Counter[Key], pages: int) -> Stretch:
    """The running lines of a stretch; a sentence with a number goes whole, from a full page, or not at all."""
    found = [row for row in rows if _is_running(page, row, seen, pages)]
    if not found or not _states(_texts(page, rows)):
        return found
    whole = len(found) == len(rows) and len(_texts(page, rows)) < SMALL * len(page.text)
    return found if whole else []


def _is_running(page: Page, words: Sequence[Word], seen: Counter[Key], pages: int) -> bool:
    text = _text(page, words)
    if len(text) > LONGEST:
        return False
    if _page_number(page, words, pages):
        return True
    key, at = _key(page, words)
    count = sum(seen[key, at + shift] for shift in (-1, 0, 1))
    return pages > 1 and count >= max(2, LEAST_PAGES * pages)


def _page_number(page: Page, words: Sequence[Word], pages: int) -> bool:
    number = _NUMBER.match(_text(page, words))
    return number is not None and (pages == 1 or abs(int(number[1]) - page.number) < 30)


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
