"""Characters of a report that the shipped fonts lack: each is replaced in print and named in a finding.

Scope: PDF and drawings, which carry their own fonts. Pages and office files use the reader's fonts where ours lack one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from mtm import fonts
from mtm.model.blocks import Report
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Place, Severity

_PRINTED = frozenset({"text", "label", "name", "axis", "mark", "publisher"})
EXAMPLE = 60


def replaced(report: Report) -> tuple[Finding, ...]:
    """One finding per character that cannot be printed: its code, its name, how often it occurs, and where first."""
    counts: dict[str, int] = {}
    examples: dict[str, str] = {}
    for text in _texts(report):
        plain, missing = fonts.substitute(text)
        for letter in missing:
            counts[letter] = counts.get(letter, 0) + 1
            examples.setdefault(letter, plain[:EXAMPLE])
    return tuple(_finding(letter, counts[letter], examples[letter]) for letter in sorted(counts))


def _finding(letter: str, count: int, example: str) -> Finding:
    name = unicodedata.name(letter, "control character").lower()
    character = f"U+{ord(letter):04X} ({name})"
    place = Place("report", value=example)
    return Finding.make("character_replaced", Severity.WARNING, place, character=character, count=count)


def _texts(tree: object) -> Iterator[str]:
    """Every printed text in a tree of blocks; figures bring none of their own."""
    if isinstance(tree, tuple):
        for item in tree:
            yield from _texts(item)
    elif is_dataclass(tree) and not isinstance(tree, type | Figure):
        for field in fields(tree):
            value = getattr(tree, field.name)
            if isinstance(value, str):
                yield from [value] if field.name in _PRINTED else []
            else:
                yield from _texts(value)
