"""A document with all its claims: what the rules read.

Scope: from blocks to sentences, tables and claims with their section, host country and axes; indices by which rules
find claims without comparing every pair.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.documents.piece import Block, Document, Piece
from mtm.audit.language import numerals
from mtm.audit.language.letters import cyrillic, language_beside, language_of
from mtm.audit.language.lexicon import Lexicon, lexicon
from mtm.audit.meaning.attach import attach
from mtm.audit.meaning.axes import axes
from mtm.audit.meaning.claim_periods import give_period
from mtm.audit.meaning.context import go_on, inherit
from mtm.audit.meaning.currencies import share_currency
from mtm.audit.meaning.hosts import stands_for_host
from mtm.audit.meaning.list_leads import lead_items
from mtm.audit.meaning.named_rows import bare_names, name_rows
from mtm.audit.meaning.prose import Labels, Sentence, read_dated, read_prose
from mtm.audit.meaning.provinces import name_provinces
from mtm.audit.meaning.rhythm import Beat, cells_of, name_changes, settle
from mtm.audit.meaning.roles import assign
from mtm.audit.meaning.segments import Segment
from mtm.audit.meaning.tables import LABEL, MAX_COLUMNS, MAX_ROWS, Builder, Head, Table, complete, label_of, read_head
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

_DIGITS = re.compile(
    r"\d[\d.,]{0,20}\s{0,3}[%\d]{3}|\d%|[$€₸]|\d\s{0,3}(?:million|billion|thousand|mln|bn|млн|млрд|тыс|мың|миллион)",
    re.I,
)
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
MAX_LABELS = 300
MOST_CLAIMS = 100_000  # of one document: some thousand pages
_CAPTION, _MARKED_CAPTION = 160, 600  # a paragraph that may be a caption; one that the format calls a caption
MOST_BEFORE, MOST_AFTER = 40, 20
HEAD_ROWS, LABEL_ROWS, FULL_STEM = 3, 30, 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MOST_NUMERALS = 4096  # remembered of one document
FIRST_BLOCKS = 6
MOST_ITEMS = 30
LEAST_ROUNDED, FEWEST_ROUNDED = 1000, 5


@dataclass(slots=True)
class Section:
    """What one heading opens: its text, meaning and level."""

    number: int
    head: Head
    level: int
    parent: int
    axes: dict[str, str] = field(default_factory=dict)


@dataclass
class Reading:
    """Everything the rules may look at, in the order of the text."""

    documents: list[Document]
    language: str = "en"
    host: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    parts: list[list[Segment]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    by_block: dict[int, list[Sentence]] = field(default_factory=dict)
    by_section: dict[int, list[Claim]] = field(default_factory=dict)
    by_table: dict[int, list[Sentence]] = field(default_factory=dict)  # headings that name periods
    relations: list[Relation] = field(default_factory=list)  # of the rules that have run
    beats: dict[int, Beat] = field(default_factory=dict)  # by sentence
    listings: list[Any] | None = None  # worked out on first use
    listed: dict[int, Any] | None = None  # the same by block
    choices: list[Any] | None = None
    totals: list[Claim] | None = None
    heads: dict[int, list[Claim]] | None = None
    ordered: tuple[list[Claim], Decimal] | None = None  # large levels by lower end, and their widest interval
    meanings: dict[Any, list[Claim]] | None = None
    rows: dict[str, dict[tuple[int, int], list[Claim]]] | None = None  # by name, then table and row
    series: list[Any] | None = None
    ladders: dict[tuple[str, Any], Any] | None = None  # levels by unit and scale, from the smallest to the largest
    runs: dict[str, list[list[Claim]]] | None = None  # of levels of countries in the text, by country
    sides: dict[Any, list[Any]] | None = None  # what lies between every in and out, by size
    stretches: dict[int, tuple[list[str], list[str]]] = field(default_factory=dict)  # a count's words, by its id
    signed: set[int] | None = None  # cells whose sign says which way they went


def read(document: Document, languages: Iterable[str] | None = None, file: int = 0) -> Reading:
    """The reading of one document; ``languages`` restrict the choice where the letters leave doubt."""
    prose = "\n".join(b.piece.text for b in document.blocks if b.kind != "table") or "\n".join(document.texts[:200])
    allowed = tuple(languages or ("en", "ru", "kk"))
    language = language_of(prose)
    reading = Reading([document], language if language in allowed else allowed[0])
    _Reader(reading, document, allowed, file).run()
    return reading


class _Reader:
    def __init__(self, reading: Reading, document: Document, allowed: tuple[str, ...], file: int) -> None:
        self.reading, self.document, self.allowed, self.file = reading, document, allowed, file
        seen = numerals.evidence("\n".join(document.texts))
        self.rules = {
            language: lru_cache(MOST_NUMERALS)(partial(numerals.read, rule=numerals.convention(seen, mark)))
            for language, mark in (("en", "."), ("ru", ","), ("kk", ","))
        }
        self.caption = ""
        self.first: dict[int, list[Sentence]] = {}  # blocks that were read to find the host

    def run(self) -> None:
        reading = self.reading
        reading.blocks = self.document.blocks
        reading.host = self._host()
        reading.sections.append(Section(0, Head(), 0, -1))
        self.labels = self._labels()
        for number, block in enumerate(self.document.blocks):
            if len(reading.claims) > MOST_CLAIMS:
                at = f"{self.document.unit} {block.piece.anchors[0].where}"
                self.document.problems.append(f"everything from {at} on: more than {MOST_CLAIMS} numbers before it")
                break
            if block.kind == "table":
                self._table(number, block)
            else:
                self._prose(number, block)
        _round(reading.claims)
        self._rhythms()
        for index, claim in enumerate(reading.claims):
            claim.index, claim.file = index, self.file
            claim.settle()

    def _rhythms(self) -> None:
        """Lists are read once more by their rhythm, with what the tables and the totals of the text give."""
        reading = self.reading
        cells = cells_of(reading.tables)
        heads = (c for c in reading.claims if not c.area or c.area.startswith("group:"))
        wholes = [c for c in heads if is_count(c) and (c.table < 0 or c.total)]
        near = _nearest(wholes)
        for sentence in reading.sentences:
            if len(sentence.claims) + len(sentence.areas) > 3 and sentence.kind not in ("note", "heading"):
                beat = settle(sentence, reading.host, cells, near(sentence.block))
                if beat is not None:
                    reading.beats[sentence.number] = beat
            if sentence.areas:
                name_changes(sentence)

    def _labels(self) -> Labels:
        """The names of table rows by their first stem, the longest first; of countries, the stem of their people."""
        found: Labels = {}
        for block in self.document.blocks:
            if block.kind != "table":
                continue
            lex = self._lexicon(" ".join(p.text for row in block.rows[:6] for p in row))
            for stems, code in _names(block, lex):
                if (stems, code) not in found.setdefault(stems[0], []):
                    found[stems[0]].append((stems, code))
        for entries in found.values():
            entries.sort(key=lambda e: -len(e[0]))
        return found

    def _lexicon(self, text: str) -> Lexicon:
        if not cyrillic(text):
            return lexicon("en" if "en" in self.allowed else self.reading.language)
        own = self.reading.language
        found = language_beside(text, own)
        return lexicon(found if found in self.allowed else own)

    def _host(self) -> str:
        """The country that the report is about: named in its first headings, or in lines before the first numbers."""
        numbers = False
        for block in self.document.blocks[:12]:
            numbers = numbers or block.kind == "table" or bool(_DIGITS.search(block.piece.text))
            if block.kind == "heading" or (not numbers and len(block.piece.text) < 160):
                head = read_head(block.piece.text, self._lexicon(block.piece.text))
                if head.area and not head.area.startswith("group:"):
                    return head.area
        return self._host_of_sentences()

    def _host_of_sentences(self) -> str:
        """Without headings: where people came to or left from in the first sentence that says so of one country."""
        for number, block in enumerate(self.document.blocks[:FIRST_BLOCKS]):
            if block.kind == "table":
                break
            lex = self._lexicon(block.piece.text)
            found = self.first[number] = read_prose(block.piece, lex, self.rules[lex.language])
            for sentence in found:
                named = [a for a in sentence.areas if ":" not in a.code]
                hosts = {a.code for a in named if stands_for_host(a, sentence)}
                others = [a for a in named if a.code not in hosts]
                if len(hosts) > 1 or any(not a.way for a in others):
                    return ""
                if hosts:
                    return hosts.pop()
                if len({a.code for a in named}) > 1:
                    return ""
        return ""

    def _prose(self, number: int, block: Block) -> None:
        reading = self.reading
        text = block.piece.text
        lex = self._lexicon(text)
        if block.kind == "heading":
            self._section(text, block.level, lex)
        if block.kind != "heading" and not _DIGIT.search(text) and not self._ranks(text, lex):
            self._remember(block, text)
            return
        found = self.first.get(number) or read_prose(block.piece, lex, self.rules[lex.language])
        share_currency([*self._items_before(number, block), *found])
        section = len(reading.sections) - 1
        context = lead_items(found, self._lead(number, lex)) if block.kind == "item" else {}
        for sentence in found:
            sentence.block, sentence.section, sentence.kind = number, section, block.kind
            sentence.number = len(reading.sentences)
            reading.sentences.append(sentence)
            parts: list[Segment] = []
            if sentence.claims or sentence.cues:
                if self.labels:
                    name_rows(sentence, self.labels)
                name_provinces(sentence)
            if sentence.claims:
                parts = attach(sentence, reading.host)
                assign(sentence, parts)
            reading.parts.append(parts)
            context = inherit(sentence, context)
            go_on(sentence, reading.sentences[-2] if sentence is not found[0] else None)
            for claim in sentence.claims:
                claim.block, claim.sentence, claim.section = number, sentence.number, section
                give_period(claim, sentence)
                if block.kind != "note":
                    reading.claims.append(claim)
                    reading.by_section.setdefault(section, []).append(claim)
        reading.by_block[number] = found
        self._remember(block, text)

    def _lead(self, number: int, lex: Lexicon) -> Head:
        """What the line with a colon says that stands before a list: "Percentage of entries by region:"."""
        first = number
        while first > 0 and number - first < MOST_ITEMS and self.document.blocks[first].kind == "item":
            first -= 1
        text = self.document.blocks[first].piece.text.rstrip(" *_")
        return read_head(text, lex) if text.endswith(":") and len(text) < _CAPTION else Head()

    def _items_before(self, number: int, block: Block) -> list[Sentence]:
        """ "- Russia: 61.5 billion tenge" / "- Turkey: 38.2 billion": a line of a list goes on with the one before."""
        before = self.document.blocks[number - 1] if number else block
        return self.reading.by_block.get(number - 1, []) if block.kind == before.kind == "item" else []

    def _remember(self, block: Block, text: str) -> None:
        """A short block may be the caption of the table that follows."""
        most = _MARKED_CAPTION if block.kind == "caption" else _CAPTION
        short = len(text) < most and block.kind in ("paragraph", "heading", "caption")
        joined = self.caption + " " + text if block.kind == "caption" and self.caption else text
        self.caption = joined if short else ""

    def _ranks(self, text: str, lex: Lexicon) -> bool:
        """Without digits only words of rank, portions and numbers in words are worth reading for."""
        return any(lex.word(word).live for word in set(_WORDS.findall(text)))

    def _section(self, text: str, level: int, lex: Lexicon) -> None:
        sections = self.reading.sections
        parent = len(sections) - 1
        while parent > 0 and sections[parent].level >= level:
            parent = sections[parent].parent
        head = read_head(text, lex)
        sections.append(Section(len(sections), head, level, parent, {**sections[parent].axes, **axes(head.tags)}))

    def _table(self, number: int, block: Block) -> None:
        reading = self.reading
        sample = " ".join(p.text for row in block.rows[:6] for p in row)
        lex = self._lexicon(sample)
        section = len(reading.sections) - 1
        self.document.problems += _beyond(block, self.document.unit)
        table = Builder(block, lex, self.rules[lex.language]).table(number, section, self.caption)
        if table is None:
            return
        reading.tables.append(table)
        self._heads(number, section, block, lex)
        complete(table, reading.host)
        for line in table.rows:
            for claim in line.claims:
                if claim is None:
                    continue
                claim.block, claim.section = number, section
                if claim.area == reading.host and line.head.area != reading.host:
                    claim.area = ""
                reading.claims.append(claim)
                reading.by_section.setdefault(section, []).append(claim)

    def _heads(self, number: int, section: int, block: Block, lex: Lexicon) -> None:
        """The headings of a table that name periods, as sentences without claims: places for findings."""
        labels = [row[:1] for row in block.rows[HEAD_ROWS:LABEL_ROWS] if row and _YEAR.search(row[0].text)]
        for row in (*block.rows[:HEAD_ROWS], *labels):
            for piece in row:
                if not _DIGIT.search(piece.text) or not piece.text.strip():
                    continue
                for sentence in read_dated(piece, lex, self.rules[lex.language]):
                    if sentence.periods:
                        sentence.claims, sentence.kind = [], "head"
                        sentence.block, sentence.section = number, section
                        sentence.number = len(self.reading.sentences)
                        self.reading.sentences.append(sentence)
                        self.reading.parts.append([])
                        self.reading.by_table.setdefault(number, []).append(sentence)


def _names(block: Block, lex: Lexicon) -> list[tuple[tuple[str, ...], str]]:
    """Stems and codes of a table's row names; of its columns' names where no row has one of its own."""
    heads: list[Head] = []
    for row in block.rows[1:MAX_LABELS]:
        texts = [p.text for p in row]
        if len(texts) > 2 and texts[0].strip(" .").isdigit():
            texts = texts[1:]  # rows are numbered
        if len(texts) > 1 and 3 < len(texts[0]) < 60 and any(_DIGIT.search(t) for t in texts[1:]):
            heads.append(read_head(texts[0], lex))
    named = [*(pair for head in heads for pair in _name(head)), *bare_names(heads, lex)]
    if named or any(h.area for h in heads) or not heads:
        return named
    columns = [read_head(p.text, lex) for p in block.rows[0][1:] if 3 < len(p.text) < 60]
    return [pair for head in columns for pair in _name(head)]


def _name(head: Head) -> list[tuple[tuple[str, ...], str]]:
    """The stems by which text meets a row's name; "Russia" meets the Russians too."""
    if len(head.stems) == 1 and head.area and ":" not in head.area and len(head.stems[0]) >= FULL_STEM:
        return [(head.stems, head.area)]
    code = label_of(head)
    return [(tuple(code[len(LABEL) :].split()), code)] if code else []


def _beyond(block: Block, unit: str) -> list[str]:
    """What of a very large table is not read, as a sentence."""
    rows, columns = len(block.rows), max((len(row) for row in block.rows), default=0)
    table = f"the table at {unit} {block.piece.anchors[0].where}"
    found = [f"{table} has more than {MAX_ROWS} rows: those after it"] if rows > MAX_ROWS else []
    wide = f"{table} has more than {MAX_COLUMNS} columns: those after it"
    return [*found, wide] if columns > MAX_COLUMNS else found


def _round(claims: list[Claim]) -> None:
    """Where nearly all counts of the text end in two noughts, those that do were rounded to hundreds or thousands."""
    counts = [c for c in claims if c.table < 0 and c.exact and not c.unit and abs(c.value) >= LEAST_ROUNDED]
    for granule in (1000, 100):
        rounded = [c for c in counts if c.value % granule == 0]
        if len(rounded) < FEWEST_ROUNDED or len(rounded) * 5 < len(counts) * 4:
            continue
        for claim in rounded:
            claim.exact, claim.granule, claim.interval_ = False, granule, None
        return


def is_count(claim: Claim) -> bool:
    """A count or an amount, neither a rate nor a difference."""
    return claim.role == "level" and claim.unit not in (PERCENT, POINTS, TIMES)


def _nearest(wholes: list[Claim]) -> Callable[[int], list[Interval]]:
    """Which wholes stand around a block: a few dozen before it, some after it."""

    def near(block: int) -> list[Interval]:
        middle = bisect_left(wholes, block, key=lambda c: c.block)
        return [c.interval for c in wholes[max(0, middle - MOST_BEFORE) : middle + MOST_AFTER]]

    return near


def piece_of(block: Block) -> Piece:
    return block.piece
