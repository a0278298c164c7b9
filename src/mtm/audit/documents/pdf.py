"""PDF pages become blocks; places are offsets in the page's text as PDFium gives it.

Scope: headings, paragraphs (lines are joined), list items, and tables with or without rules, found by the positions of
their words. Pages without a text layer are named as not audited. Reading runs in a process with limits of time and
memory, so that a hostile file ends in a message.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any, NamedTuple

from mtm.audit.documents.grids import Placed, align
from mtm.audit.documents.masking import mask
from mtm.audit.documents.piece import Anchor, Block, Document, Piece, join
from mtm.model.errors import MtmError

SECONDS, MEGABYTES = 60, 1500
_NUMERIC = re.compile(r"\s*[-−–—+(]?\s*[$€₸]?\s*\d[\d.,    ]*\s*%?\)?\s*(?:\S{1,8}\s*){0,3}$")
_BULLET = re.compile(r"\s*(?:[-*•●▪◦‣➔→–—➢]|\(?\d{1,2}[.)])\s+(?=\S)")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[^\W\d_]")
_END = re.compile(r"[.!?…:;][\"'»”)\d]*\s*$")
_CAPTION = re.compile(
    r"\s*(?:table|figure|chart|таблица|рисунок|диаграмма|график|кесте|сурет)\b|\s*\d{1,3}\s*-?\s*(?:кесте|сурет)", re.I
)
_WIDE_GAP = 0.9  # of the line's height: cells of one line stand this far apart


class Row(NamedTuple):
    """Cells that stand side by side."""

    bottom: float
    top: float
    cells: list[Placed]


def read_pdf(name: str, data: bytes, isolated: bool = True) -> Document:
    """The document with its blocks; raises MtmError for encrypted or unreadable files."""
    raw = _isolated(name, data) if isolated else _here(data)
    if raw.get("error"):
        what = "is encrypted" if raw["error"] == "encrypted" else "cannot be read as PDF"
        remedy = "Remove the password." if raw["error"] == "encrypted" else "Export it again as PDF."
        raise MtmError(f"{what} and was not audited", where=name, remedy=remedy)
    document = Document(name, "pdf", "page", [p["text"] for p in raw["pages"]], [], list(raw["problems"]))
    for number, page in enumerate(raw["pages"], 1):
        if not page["text"].strip():
            document.problems.append(f"page {number} has no text layer (scanned or drawn): not audited")
            document.pages_without_text += 1
        else:
            text = _without(page["text"], page["raised"])
            document.blocks += _page(number, text, page["boxes"], page["heights"])
    document.blocks = _across_pages(document.blocks)
    return document


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


def _page(number: int, text: str, boxes: list[list[float]], heights: list[float]) -> list[Block]:
    tables, taken = _tables(number, text, boxes) if boxes else ([], [])
    blocks: list[tuple[int, Block]] = [(block.piece.anchors[0].column, block) for block in tables]
    for start, block in _prose(number, text, taken, heights):
        blocks.append((start, block))
    return [block for _, block in sorted(blocks, key=lambda b: b[0])]


def _prose(number: int, text: str, taken: list[tuple[int, int]], heights: list[float]) -> list[tuple[int, Block]]:
    """Lines outside tables as headings, items and paragraphs."""
    large = _large(heights)
    found: list[tuple[int, Block]] = []
    held: list[Piece] = []
    kind = "paragraph"
    width = max((len(line) for line in text.splitlines()), default=0)

    def close() -> None:
        nonlocal held, kind
        if held:
            found.append((held[0].anchors[0].column, Block(kind, join(held))))
        held, kind = [], "paragraph"

    last = ""
    for index, (start, line) in enumerate(_lines(text)):
        if any(s <= start < e for s, e in taken):
            close()
            last = ""
            continue
        piece = Piece(mask(line), (Anchor(0, number, start),))
        if not line.strip():
            close()
        elif _is_heading(line) or (index in large and len(line) < 200):
            close()
            level = 1 if index in large and heights[index] >= max(heights) else 2
            found.append((start, Block("caption" if _CAPTION.match(line) else "heading", piece, level)))
        elif bullet := _BULLET.match(line):
            close()
            cut = bullet.end()
            held, kind = [Piece(piece.text[cut:], (Anchor(0, number, start + cut),))], "item"
        else:
            if held and _END.search(last) and len(last) < 0.75 * width:
                close()
            held.append(piece)
        last = line
    close()
    return found


def _without(text: str, raised: list[list[int]]) -> str:
    """The text with raised note marks blanked out; same length."""
    for start, end in reversed(raised):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _large(heights: list[float]) -> set[int]:
    """Lines set a good deal larger than the middle one."""
    known = sorted(h for h in heights if h > 0)
    if len(known) < 4:
        return set()
    middle = known[len(known) // 2]
    return {i for i, h in enumerate(heights) if h > 1.15 * middle}


def _lines(text: str) -> list[tuple[int, str]]:
    found = []
    start = 0
    for line in text.split("\n"):
        found.append((start, line.rstrip("\r")))
        start += len(line) + 1
    return found


def _is_heading(line: str) -> bool:
    text = line.strip()
    if len(text) > 110 or _END.search(text):
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4:
        return False
    capitals = sum(1 for c in letters if c.isupper())
    return (
        capitals > 0.8 * len(letters)
        or bool(_CAPTION.match(text))
        or bool(_NUMBERED.match(text) and text[-1] not in ",-")
    )


def _tables(number: int, text: str, boxes: list[list[float]]) -> tuple[list[Block], list[tuple[int, int]]]:
    rows = _rows(number, text, boxes)
    tables: list[Block] = []
    taken: list[tuple[int, int]] = []
    for run in _runs(rows):
        cells = [cell for row in run for cell in row.cells]
        start = min(c.piece.anchors[0].column for c in cells)
        taken += [(c.piece.anchors[0].column, c.piece.anchors[0].column + len(c.piece.text)) for c in cells]
        grid = align(_with_wrapped_labels([sorted(row.cells, key=lambda c: c.left) for row in run]))
        tables.append(Block("table", Piece("", (Anchor(0, number, start),)), rows=grid))
    return tables, _whole_lines(text, taken)


def _whole_lines(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines that hold the cells; a line belongs to a table as a whole."""
    starts = {start for start, _ in taken}
    found = []
    for start, line in _lines(text):
        if any(start <= s < start + len(line) + 1 for s in starts if s >= start):
            found.append((start, start + len(line) + 1))
    return found


def _rows(number: int, text: str, boxes: list[list[float]]) -> list[Row]:
    """Words joined to cells where they stand close, cells joined to rows where they stand level; top to bottom."""
    cells: list[tuple[float, float, Placed]] = []
    current: list[list[float]] = []
    for box in boxes:
        if current and not _joins(current[-1], box, text):
            cells.append(_cell(number, text, current))
            current = []
        current.append(box)
    if current:
        cells.append(_cell(number, text, current))
    rows: list[Row] = []
    for bottom, top, cell in sorted(cells, key=lambda c: (-(c[0] + c[1]), c[2].left)):
        row = rows[-1] if rows else None
        if row is not None and abs((bottom + top) - (row.bottom + row.top)) < 0.9 * max(top - bottom, 1.0):
            row.cells.append(cell)
        else:
            rows.append(Row(bottom, top, [cell]))
    return rows


def _joins(before: list[float], box: list[float], text: str) -> bool:
    """Words of one cell: on one line, and not further apart than a wide blank."""
    height = max(before[5] - before[3], box[5] - box[3], 1.0)
    level = abs((before[3] + before[5]) - (box[3] + box[5])) < 0.9 * height
    between = text[int(before[1]) : int(box[0])]
    return level and "\n" not in between and -height < box[2] - before[4] < _WIDE_GAP * height


def _cell(number: int, text: str, words: list[list[float]]) -> tuple[float, float, Placed]:
    start, end = int(words[0][0]), int(words[-1][1])
    piece = Piece(mask(text[start:end]), (Anchor(0, number, start),))
    bottom, top = min(w[3] for w in words), max(w[5] for w in words)
    return bottom, top, Placed(words[0][2], words[-1][4], piece)


def _runs(rows: list[Row]) -> list[list[Row]]:
    """Rows of two cells and more, one below the other; two of them must hold numbers beside a first cell."""
    runs: list[list[Row]] = []
    current: list[Row] = []
    usual = 1e9  # the smallest gap between the rows so far
    for row in rows:
        wide = len(row.cells) > 1
        label = len(row.cells) == 1 and bool(current) and len(row.cells[0].piece.text) < 60
        height = max(row.top - row.bottom, 1.0)
        gap = current[-1].bottom - row.top if current else 0.0
        if current and gap > height and gap > 1.6 * max(usual, 0.0) + 2:
            runs.append(current)
            current, usual = [], 1e9
            label = False
        if wide or (label and gap < 1.5 * height):
            usual = min(usual, gap) if current else 1e9
            current.append(row)
            continue
        runs.append(current)
        current, usual = [], 1e9
    runs.append(current)
    return [_trimmed(run) for run in runs if _is_table(run)]


def _trimmed(run: list[Row]) -> list[Row]:
    """Single cells at the end belong to the text that follows."""
    end = len(run)
    while end and len(run[end - 1].cells) == 1:
        end -= 1
    return run[:end]


def _is_table(run: list[Row]) -> bool:
    numeric = 0
    for row in run:
        ordered = sorted(row.cells, key=lambda c: c.left)
        numeric += sum(1 for c in ordered[1:] if _NUMERIC.match(c.piece.text)) > 0
    wordy = sum(1 for row in run for c in row.cells if len(c.piece.text) > 60)
    return numeric > 1 and wordy < len(run)


def _with_wrapped_labels(rows: list[list[Placed]]) -> list[list[Placed]]:
    """A row that is one cell of words, before a row without a first cell, is the beginning of that row's name."""
    found: list[list[Placed]] = []
    edge = min((row[0].left for row in rows if len(row) > 1), default=0.0)
    for row in rows:
        before = found[-1] if found else None
        if (
            before is not None
            and len(before) == 1
            and len(row) > 1
            and row[0].left > before[0].right
            and before[0].left <= edge + 3
        ):
            found[-1] = [before[0], *row]
        else:
            found.append(row)
    return found


def _across_pages(blocks: list[Block]) -> list[Block]:
    """A paragraph that stops in the middle of a sentence goes on at the top of the next page."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if (
            before is not None
            and before.kind in ("paragraph", "item")
            and block.kind == "paragraph"
            and before.piece.anchors[-1].where + 1 == block.piece.anchors[0].where
            and not _END.search(before.piece.text)
            and block.piece.text.lstrip()[:1].islower()
        ):
            found[-1] = Block(before.kind, join([before.piece, block.piece]), before.level)
        else:
            found.append(block)
    return found
