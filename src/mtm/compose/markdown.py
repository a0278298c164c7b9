"""The Markdown of section templates and authored texts, read into blocks.

Scope: headings, paragraphs, lists, definitions, boxed notes, strong, emphasis, code and links. HTML is not known here:
it stays the text it is. Characters that stand for values (``spool``) become the spans and blocks they stand for.

    ## Heading                   a heading of level 2 (# of level 1, ### of level 3)
    {.lead} Text                 a paragraph with a style: lead, small or source
    - item                       a list
    Term                         a definition: the explanation starts with a colon on the next line
    : explanation
    > [!caution] Title           a boxed note: concept, caution, question, correction, gap or simulated
    > text
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtm.compose.spool import Spool, is_held
from mtm.model.blocks import (
    Block,
    Definitions,
    FigureSpan,
    Heading,
    ListBlock,
    NoteBox,
    Paragraph,
    PeriodSpan,
    Quoted,
    Reference,
    Span,
    Spans,
    Tick,
    Words,
)

_INLINE = re.compile(
    r"\\(?P<escaped>[\\*`\[\]{}#>:-])"
    r"|\*\*(?P<strong>.+?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)",
    re.DOTALL,
)
_HEADING = re.compile(r"(#{1,3})\s+(.*)", re.DOTALL)
_STYLE = re.compile(r"\{\.(lead|small|source)\}\s*")
_BOX = re.compile(r">\s*\[!(\w+)\]\s*(.*)")
_ITEM = re.compile(r"[-*]\s+")
_SPACE = re.compile(r"[ \t\n\r]+")
_SPAN = (Words, FigureSpan, PeriodSpan, Reference, Quoted, Tick)


def blocks(text: str, spool: Spool, prefix: str = "") -> tuple[Block, ...]:
    """The text as blocks; ``prefix`` starts the ids of its headings ("flows-")."""
    found: list[Block] = []
    for chunk in _chunks(text):
        found += _chunk(chunk, spool, f"{prefix}{len(found)}")
    return tuple(found)


def spans(text: str, spool: Spool, style: str = "") -> Spans:
    """One run of text as spans; neighbouring words are joined, runs of blanks become one."""
    return _joined(_inline(_SPACE.sub(" ", text), spool, style))


def _chunks(text: str) -> Iterator[list[str]]:
    """Groups of lines between blank lines; a heading and a line that is a block by itself stand alone."""
    group: list[str] = []
    for line in text.splitlines():
        alone = _HEADING.match(line) is not None or (len(line.strip()) == 1 and is_held(line.strip()))
        if (not line.strip() or alone) and group:
            yield group
            group = []
        if alone:
            yield [line]
        elif line.strip():
            group.append(line)
    if group:
        yield group


def _chunk(lines: list[str], spool: Spool, key: str) -> list[Block]:
    first = lines[0].strip()
    if len(lines) == 1 and len(first) == 1 and is_held(first) and not isinstance(spool.take(first), _SPAN):
        return [spool.take(first)]  # type: ignore[list-item]
    if heading := _HEADING.fullmatch(first):
        return [Heading(key, len(heading[1]), spans(heading[2].strip(), spool))]
    if box := _BOX.fullmatch(first):
        return [_box(box, lines[1:], spool)]
    if _ITEM.match(first):
        return [ListBlock(tuple(spans(item, spool) for item in _items(lines) if item.strip()))]
    if len(lines) > 1 and lines[1].startswith(":"):
        return [_definitions(lines, spool)]
    return _paragraph(" ".join(line.strip() for line in lines), spool)


def _paragraph(text: str, spool: Spool) -> list[Block]:
    style = _STYLE.match(text)
    body = trimmed(spans(text[style.end() :] if style else text, spool))
    return [Paragraph(body, style[1] if style else "")] if body else []


def _items(lines: list[str]) -> Iterator[str]:
    item = ""
    for line in lines:
        start = _ITEM.match(line.strip()) if not line.startswith("  ") else None
        if start and item:
            yield item
            item = ""
        item += (" " if item else "") + (line.strip()[start.end() :] if start else line.strip())
    yield item


def _box(head: re.Match[str], lines: list[str], spool: Spool) -> NoteBox:
    body = "\n".join(line.strip().removeprefix(">").strip() for line in lines)
    paragraphs = (spans(part.strip(), spool) for part in body.split("\n\n") if part.strip())
    return NoteBox(head[1], spans(head[2].strip(), spool), tuple(p for p in paragraphs if p))


def _definitions(lines: list[str], spool: Spool) -> Definitions:
    """Each line before a line with a colon is a term; what follows the colon, on further lines too, explains it."""
    items: list[tuple[str, str]] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if following.startswith(":") and not line.startswith(":"):
            items.append((line.strip(), ""))
        elif items:
            term, text = items[-1]
            items[-1] = (term, f"{text} {line.removeprefix(':').strip()}".strip())
    return Definitions(tuple((spans(term, spool), spans(text, spool)) for term, text in items))


def _inline(text: str, spool: Spool, style: str) -> Iterator[Span]:
    position = 0
    for match in _INLINE.finditer(text):
        yield from _values(text[position : match.start()], spool, style)
        yield from _marked(match, spool, style)
        position = match.end()
    yield from _values(text[position:], spool, style)


def _marked(match: re.Match[str], spool: Spool, style: str) -> Iterator[Span]:
    if match["escaped"]:
        yield Words(match["escaped"], style)
    elif match["target"]:
        yield Reference("".join(_text(s) for s in _inline(match["text"], spool, style)), match["target"], style=style)
    else:
        inner = next(name for name in ("strong", "emphasis", "code") if match[name])
        yield from _inline(match[inner], spool, inner)


def _values(text: str, spool: Spool, style: str) -> Iterator[Span]:
    words = ""
    for c in text:
        if not is_held(c):
            words += c
            continue
        if words:
            yield Words(words, style)
            words = ""
        yield _inline_value(c, spool, style)
    if words:
        yield Words(words, style)


def _inline_value(character: str, spool: Spool, style: str) -> Span:
    value = spool.take(character)
    if not isinstance(value, _SPAN):
        raise ValueError(f"a {type(value).__name__.lower()} must stand on a line of its own, not inside a sentence")
    return replace(value, style=style) if style and not isinstance(value, Tick) else value


def _text(span: Span) -> str:
    return span.text


def _joined(found: Iterator[Span]) -> Spans:
    result: list[Span] = []
    for span in found:
        last = result[-1] if result else None
        if isinstance(span, Words) and isinstance(last, Words) and last.style == span.style:
            result[-1] = Words(last.text + span.text, span.style)
        else:
            result.append(span)
    return tuple(_single_spaced(result))


def _single_spaced(found: list[Span]) -> Iterator[Span]:
    """Blanks that meet across spans become one; none stands before closing punctuation."""
    for index, span in enumerate(found):
        if not isinstance(span, Words):
            yield span
            continue
        text = re.sub(r" +([,.;:)])", r"\1", re.sub(r" {2,}", " ", span.text))
        before = found[index - 1].text if index else ""
        if before.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            yield replace(span, text=text)


def trimmed(body: Spans) -> Spans:
    """Without blanks at both ends; empty when nothing but blanks is left."""
    found = list(body)
    if found and isinstance(found[0], Words):
        found[0] = replace(found[0], text=found[0].text.lstrip(" "))
    if found and isinstance(found[-1], Words):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(s for s in found if s.text or not isinstance(s, Words))
