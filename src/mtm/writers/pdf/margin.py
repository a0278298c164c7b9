"""Which remarks stand in the margin beside the text, and which below it.

Scope: a decision about layout from measured text; no block is lost and none changes its place in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from mtm import fonts
from mtm.model.blocks import Block, NoteBox, Paragraph, Spans

T = TypeVar("T", Paragraph, NoteBox)
Beside = tuple[list[Paragraph], list[NoteBox]]
TEXT = 325.2
MARGIN = 137.0
LINE = 14.0
BOX_LINE = 12.0
FRAME = 26.0


def beside(blocks: Sequence[Block]) -> list[Block | Beside]:
    """Blocks in order, with paragraphs and the remarks right after them paired where they fit beside each other."""
    found: list[Block | Beside] = []
    at = 0
    while at < len(blocks):
        text = _run(blocks[at:], Paragraph)
        boxes = _fitting(text, _run(blocks[at + len(text) :], NoteBox))
        if boxes:
            found.append((text, boxes))
            at += len(text) + len(boxes)
        else:
            found += blocks[at : at + max(1, len(text))]
            at += max(1, len(text))
    return found


def _run(blocks: Sequence[Block], kind: type[T]) -> list[T]:
    """The blocks of this kind at the beginning."""
    found: list[T] = []
    for block in blocks:
        if not isinstance(block, kind):
            break
        found.append(block)
    return found


def _fitting(text: Sequence[Paragraph], boxes: list[NoteBox]) -> list[NoteBox]:
    """The first remarks, as many as are no more than a few lines taller than the text, so that little stays empty."""
    high = sum(_lines(paragraph.spans, TEXT, 10.0) * LINE + 8 for paragraph in text)
    room = high + 4 * LINE if text else 0.0
    counts = [n for n in range(len(boxes) + 1) if sum(map(_height, boxes[:n])) <= room]
    return boxes[: max(counts)]


def _height(box: NoteBox) -> float:
    texts = (box.title, *box.paragraphs)
    return sum(_lines(spans, MARGIN, 8.5) * BOX_LINE for spans in texts) + FRAME


def _lines(spans: Spans, width: float, size: float) -> int:
    return len(fonts.wrap(fonts.substitute("".join(span.text for span in spans))[0], width, size))
