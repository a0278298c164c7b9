"""PDF pages become blocks; places are offsets in the page's text as PDFium gives it.

Scope: headings, paragraphs (lines are joined), list items, and tables with or without rules, found by the positions of
their words. Running heads and feet, page numbers and tables of contents are left out. Pages without a text layer are
named as not audited. Reading runs in a process with limits of time and memory, so that a hostile file ends in a
message.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

from mtm.audit.documents.furniture import without_furniture
from mtm.audit.documents.layout import NUMERIC, Page, Rule, blank_of, rows, without_marks, words_of
from mtm.audit.documents.pdf_lines import prose
from mtm.audit.documents.pdf_places import Word
from mtm.audit.documents.pdf_tables import table
from mtm.audit.documents.piece import Block, Document, join
from mtm.audit.documents.regions import Region, regions, with_last_rows
from mtm.model.errors import MtmError

SECONDS, MEGABYTES = 60, 1500
MAX_HEADS = 6
_YEAR = re.compile(r"(?:19|20)\d\d$")
_END = re.compile(r"[.!?…:;][\"'»”)\d]*\s*$")


def read_pdf(name: str, data: bytes, isolated: bool = True) -> Document:
    """The document with its blocks; raises MtmError for encrypted or unreadable files."""
    raw = _isolated(name, data) if isolated else _here(data)
    if raw.get("error"):
        what = "is encrypted" if raw["error"] == "encrypted" else "cannot be read as PDF"
        remedy = "Remove the password." if raw["error"] == "encrypted" else "Export it again as PDF."
        raise MtmError(f"{what} and was not audited", where=name, remedy=remedy)
    document = Document(name, "pdf", "page", [p["text"] for p in raw["pages"]], [], list(raw["problems"]))
    pages = [_as_page(number, page) for number, page in enumerate(raw["pages"], 1)]
    for page in pages:
        if not page.text.strip() and _could_be_read(page.number, document.problems):
            document.problems.append(f"page {page.number} has no text layer (scanned or drawn): not audited")
            document.pages_without_text += 1
        without_marks(page)
    without_furniture(pages)
    unfinished: Region | None = None
    for page in pages:
        found, unfinished = _blocks(page, unfinished)
        document.blocks += found
    document.blocks = _across_pages(document.blocks)
    return document


def _could_be_read(number: int, problems: list[str]) -> bool:
    return not any(p.startswith(f"page {number} cannot be read") for p in problems)


def _here(data: bytes) -> dict[str, Any]:
    from mtm.audit.documents.pdf_raw import extract

    return extract(data)


def _isolated(name: str, data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-m", "mtm.audit.documents.pdf_raw", str(MEGABYTES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise MtmError(
            f"could not be read within {SECONDS} seconds and was not audited",
            where=name,
            remedy="Export it again as PDF.",
        ) from error
    if done.returncode:
        raise MtmError(
            "could not be read within the limits of memory and was not audited",
            where=name,
            remedy="Export it again as PDF.",
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _as_page(number: int, raw: dict[str, Any]) -> Page:
    text = _without(raw["text"], raw["raised"])
    return Page(number, text, words_of(raw["words"]), [Rule(*r) for r in raw["rules"]], raw["tabular"])


def _without(text: str, raised: list[list[int]]) -> str:
    """The text with raised note marks blanked out; same length."""
    for start, end in reversed(raised):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _usual(words: list[Word]) -> float:
    """The height of a page's running text: most of its letters have it."""
    heights: dict[float, int] = {}
    for word in words:
        key = round(word.height * 2) / 2
        heights[key] = heights.get(key, 0) + word.end - word.start
    return max(heights, key=lambda h: (heights[h], h)) if heights else 10.0


def _blocks(page: Page, unfinished: Region | None) -> tuple[list[Block], Region | None]:
    """The blocks of a page in the order of its text, and the table with which it ends."""
    found: list[tuple[int, Block]] = []
    taken: set[Word] = set()
    last: Region | None = None
    if page.tabular:
        blank = blank_of(page.words)
        level = rows(page, page.words, blank)
        for region in with_last_rows(regions(page, level, blank), level, unfinished):
            block = table(page, region)
            found.append((block.piece.anchors[0].column, block))
            taken |= {w for row in region.rows for a in row.atoms for w in a.words}
            last = region if region.rows[-1] is level[-1] else last
    rest = [w for w in page.words if w not in taken] if taken else page.words
    for start, block in prose(page, rest, _usual(rest)):
        found.append((start, block))
    return [block for _, block in sorted(found, key=lambda b: b[0])], last


def _across_pages(blocks: list[Block]) -> list[Block]:
    """A paragraph that stops in the middle of a sentence, or a table, goes on at the top of the next page."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if before is not None and _next_page(before, block) and (joined := _joined(before, block)) is not None:
            found[-1] = joined
        else:
            found.append(block)
    return found


def _next_page(before: Block, block: Block) -> bool:
    last = [p for p in before.rows[-1] if p.text] if before.rows else [before.piece]
    return bool(last) and last[-1].anchors[-1].where + 1 == block.piece.anchors[0].where


def _joined(before: Block, block: Block) -> Block | None:
    if before.kind == "table" == block.kind:
        return _one_table(before, block)
    running = before.kind in ("paragraph", "item") and block.kind == "paragraph"
    if running and not _END.search(before.piece.text) and block.piece.text.lstrip()[:1].islower():
        return Block(before.kind, join([before.piece, block.piece]), before.level)
    return None


def _one_table(before: Block, block: Block) -> Block | None:
    """Rows of the next page, without the headings that are repeated there."""
    if len(before.rows[0]) != len(block.rows[0]):
        return None
    heads = 0
    while heads < min(len(before.rows), len(block.rows), MAX_HEADS) and _said(before, heads) == _said(block, heads):
        heads += 1
    if not heads and not _bare(block):
        return None
    indents = (*before.indents, *block.indents[heads:])
    return Block("table", before.piece, rows=(*before.rows, *block.rows[heads:]), indents=indents)


def _bare(block: Block) -> bool:
    """A table that begins with numbers, which are not the years of a heading."""
    cells = [text for piece in block.rows[0][1:] if (text := piece.text.strip())]
    numbers = [text for text in cells if NUMERIC.match(text)]
    return len(numbers) * 2 > len(cells) and not all(_YEAR.match(text) for text in numbers)


def _said(block: Block, row: int) -> list[str]:
    return [" ".join(p.text.split()) for p in block.rows[row]]
