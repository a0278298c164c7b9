"""Numbers of sections, tables and figures, given in reading order; references to them are filled in afterwards.

Scope: sections 1, 2, …, their parts 2.1, closing sections A, B, …; tables and figures 2.1 within their section.
A caption says "Table 2.1"; a sentence may say it in another form («таблица 2.1»), where the language has one.
A reference to something that this issue does not have says so in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mtm.compose.language import Language
from mtm.compose.notebook import letters
from mtm.compose.walk import exchanged
from mtm.model.blocks import Block, Chart, Heading, Reference, Section, Span, Spans, Table, Words

_PENDING = ("table-", "chart-", "section-")


def numbered(sections: Iterable[Section], language: Language, style: str) -> tuple[Section, ...]:
    """The sections with numbers; ``style`` is "number", "letter" or "" (no numbers for sections)."""
    found = []
    for index, section in enumerate(sections):
        own = {"number": str(index + 1), "letter": letters(index).upper(), "": ""}[style]
        found.append(replace(section, blocks=tuple(_numbered(section, own, language))))
    return tuple(found)


def _numbered(section: Section, own: str, language: Language) -> Iterator[Block]:
    counts = {"part": 0, "table": 0, "figure": 0}
    for block in section.blocks:
        if isinstance(block, Heading):
            counts["part"] += block.level == 2
            yield _heading(block, own, counts["part"])
        elif isinstance(block, Table | Chart):
            kind = "table" if isinstance(block, Table) else "figure"
            counts[kind] += 1
            number = f"{own}.{counts[kind]}" if own else str(counts[kind])
            text = str(language.get("numbers", kind)).format(n=number)
            yield replace(block, number=replace(block.number, text=text))
        else:
            yield block


def _heading(block: Heading, own: str, part: int) -> Heading:
    if not own or block.level > 2:
        return block
    return replace(block, number=Reference(own if block.level == 1 else f"{own}.{part}", block.id))


@dataclass(frozen=True)
class Resolver:
    """Fills in pending references: those without a text."""

    texts: dict[str, str]
    language: Language

    @classmethod
    def of(cls, sections: Iterable[Section], language: Language) -> Resolver:
        texts: dict[str, str] = {}
        for section in sections:
            for block in section.blocks:
                if isinstance(block, Table | Chart):
                    texts[block.id] = _in_text(block, language)
                elif isinstance(block, Heading) and block.level == 1:
                    texts[section.id] = _section_text(block, language)
        return cls(texts, language)

    def __call__(self, span: Span) -> Spans:
        if not isinstance(span, Reference) or span.text:
            return (span,)
        known = next((t for t in (span.target, f"{span.target}-a") if t in self.texts), None)
        if known is None:
            return (Words(str(self.language.get("not_in_this_issue")), span.style),)
        return (replace(span, text=self.texts[known], target=known),)

    def resolve(self, value: tuple[Block, ...]) -> tuple[Block, ...]:
        return exchanged(value, self)


def _in_text(block: Table | Chart, language: Language) -> str:
    """The caption's number in the form that it has within a sentence."""
    kind = "table" if isinstance(block, Table) else "figure"
    before, _, after = str(language.get("numbers", kind)).partition("{n}")
    number = block.number.text.removeprefix(before).removesuffix(after)
    return str(language.get("numbers", f"{kind}_text")).format(n=number)


def _section_text(heading: Heading, language: Language) -> str:
    if heading.number is None:
        return "".join(span.text for span in heading.spans)
    return str(language.get("numbers", "section")).format(n=heading.number.text)
