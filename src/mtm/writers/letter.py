"""A letter as plain text: the words of its blocks, line by line, to be pasted into a mail.

Scope: headings, paragraphs and lists; a letter has nothing else. The Word form is written by ``writers.docx``.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from mtm.model.blocks import Block, Heading, ListBlock, Paragraph, Report
from mtm.writers.text import plain

WIDTH = 100


def text(report: Report) -> str:
    """The whole letter, ending with a line break; lines break between words at a hundred characters."""
    masthead = [f"{plain(label)}: {plain(value)}" for label, value in report.masthead]
    blocks = (block for section in report.sections for block in section.blocks)
    banner = [plain(report.banner)] if report.banner else []
    lines = [*banner, plain(report.title), *masthead, "", *(line for block in blocks for line in _lines(block))]
    return "\n".join(lines).rstrip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        title = plain(block.spans)
        yield from (title, "-" * min(len(title), WIDTH), "")
    elif isinstance(block, Paragraph):
        yield from (*_wrapped(plain(block.spans)), "")
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from _wrapped(plain(item), "   ", " - ")
        yield ""
    else:
        raise TypeError(f"a letter has no {type(block).__name__}")


def _wrapped(line: str, indent: str = "", first: str = "") -> list[str]:
    return wrap(
        line, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
