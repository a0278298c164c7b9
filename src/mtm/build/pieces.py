"""A section's text in pieces that can be read, compared and replaced one by one: its entries, and its paragraphs.

Scope: ``text.LANGUAGE.md``. A piece that is replaced leaves every other byte of the file as it was, comments included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

import yaml

from mtm.kit import yaml_text

BODY = "text"
_FENCE = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_GAP = re.compile(r"(\n[ \t]*(?:\n[ \t]*)*\n)")
_VALUES = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the front matter or one paragraph: its name, its text, and where it stands in the file."""

    name: str
    text: str
    start: int
    end: int

    @property
    def entry(self) -> bool:
        return not self.name.startswith(f"{BODY}.")


def pieces(content: str) -> tuple[Piece, ...]:
    """All pieces of a text, entries first; "tables.crossings.title" is an entry, "text.3" the third paragraph."""
    match = _FENCE.match(content)
    matter, start = (match[1], match.start(1)) if match else ("", 0)
    body = match.end() if match else 0
    node = yaml_text.compose(matter) if matter.strip() else None
    entries = [Piece(n, t, a + start, b + start) for n, t, a, b in _scalars(node, ())] if node else []
    whole = {p.start: p for p in reversed(entries) if content[p.start : p.start + 1] not in ("&", "!", "*")}
    kept = (p for p in entries if p.name.partition(".")[0] != _REVIEW and whole.get(p.start) is p)
    return (*kept, *_paragraphs(content, body))


def replaced(content: str, changes: Mapping[str, str]) -> str:
    """The file with the pieces of these names replaced."""
    for piece in sorted(pieces(content), key=lambda p: p.start, reverse=True):
        if piece.name in changes:
            text = changes[piece.name]
            written = _scalar(text, content[piece.start : piece.end]) if piece.entry else text
            content = content[: piece.start] + written + content[piece.end :]
    return content


def reviewed(content: str, by: str) -> str:
    """The file with its state set to reviewed, and by whom."""
    line = f"{_REVIEW}: {{state: reviewed, by: {_quoted(by)}}}\n"
    match = _FENCE.match(content)
    if not match:
        return f"---\n{line}---\n{content}"
    node = yaml_text.compose(match[1]) if match[1].strip() else None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == _REVIEW:
            start, end = match.start(1) + key.start_mark.index, match.start(1) + value.end_mark.index
            return content[:start] + line.rstrip("\n") + content[end:]
    return content[: match.start(1)] + line + content[match.start(1) :]


def paired(source: tuple[Piece, ...], own: tuple[Piece, ...]) -> Iterator[tuple[Piece, str]]:
    """Every piece with the source text that it translates; paragraphs by place, or by the values that they print."""
    entries = {p.name: p.text for p in source if p.entry}
    yield from ((p, entries.get(p.name, "")) for p in own if p.entry)
    first, second = [p.text for p in source if not p.entry], [p for p in own if not p.entry]
    if len(first) == len(second):
        yield from zip(second, first, strict=True)
        return
    yield from _aligned(first, second)


def _aligned(first: list[str], second: list[Piece]) -> Iterator[tuple[Piece, str]]:
    matcher = SequenceMatcher(None, [_printed(t) for t in first], [_printed(p.text) for p in second], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        for n, piece in enumerate(second[c:d]):
            last = n == d - c - 1
            yield piece, "\n".join(first[a + n : b] if last else first[a + n : a + n + 1])


def _printed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(value.split()) for value in _VALUES.findall(text))


def _scalars(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[str, str, int, int]]:
    """Every text of a YAML tree with its path and place; keys, numbers and empty values are not texts."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _scalars(value, (*path, str(number)))
    elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        yield ".".join(path), str(node.value), node.start_mark.index, node.end_mark.index


def _paragraphs(content: str, start: int) -> Iterator[Piece]:
    position, number = start, 0
    for part in _GAP.split(content[start:]):
        if part.strip():
            number += 1
            lead, text = len(part) - len(part.lstrip("\n")), part.strip("\n")
            yield Piece(f"{BODY}.{number}", text, position + lead, position + lead + len(text))
        position += len(part)


def _scalar(text: str, before: str) -> str:
    """The text as a YAML scalar in one line; the line break that ends a block stays."""
    return _quoted(text) + ("\n" if before.endswith("\n") else "")


def _quoted(text: str) -> str:
    return yaml.dump(text, default_style='"', allow_unicode=True, width=10**9).removesuffix("\n")
