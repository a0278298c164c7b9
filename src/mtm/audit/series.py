"""What a text ranks and counts: numbers of one measure under different names, in a table's column or in a list.

Scope: one reading; worked out once. A name is known again by its words (their stems), its code, its month, its quarter
or its place in a count ("the third category"); which number a sentence speaks of is decided by the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from mtm.audit.axes import conflict
from mtm.audit.chunks import MARK, WORD
from mtm.audit.claims import Claim
from mtm.audit.heads import Head, Table, read_head
from mtm.audit.letters import cyrillic, language_beside
from mtm.audit.lexicon import ROMAN, Word, lexicon
from mtm.audit.lists import is_level
from mtm.audit.periods import order
from mtm.audit.prose import Sentence
from mtm.audit.reading import Reading
from mtm.audit.sentences import Token, tokens

LEAST, MOST_ITEMS = 3, 60
MOST_BEHIND = 2  # words between a number of a list and the comma after it
LEVELS, SHARES, CHANGES, RATES = "levels", "shares", "changes", "rates"
_NO_NAMES = frozenset(
    (
        "up",
        "down",
        "utmost",
        "lowermost",
        "largest",
        "smallest",
        "total",
        "share",
        "change",
        "and",
        "rest",
        "than",
        "orword",
    )
)


@dataclass(frozen=True, slots=True)
class Item:
    """One number with the marks by which its name is known again."""

    claim: Claim
    marks: frozenset[str]


@dataclass(slots=True)
class Series:
    """Numbers of one measure; ``topics`` are stems of the words that say what is counted, ``block`` where it stands."""

    measure: str
    items: list[Item]
    block: int
    section: int
    topics: frozenset[str] = frozenset()
    table: bool = False
    parts: list[int] = field(default_factory=list)  # which group of the table an item belongs to
    sentence: int = -1


def series(reading: Reading) -> list[Series]:
    """Every series of three numbers and more, tables first."""
    if reading.series is None:
        found = [s for table in reading.tables for s in _of_table(reading, table)]
        found += [s for sentence in reading.sentences if (s := _of_sentence(sentence)) is not None]
        found += _of_items(reading)
        reading.series = [s for s in found if LEAST <= len(s.items) <= MOST_ITEMS]
    return reading.series


def marks_of(found: Iterable[Token]) -> set[str]:
    """By what the words of a name, or of a sentence, can be recognised."""
    marks: set[str] = set()
    ordinal = 0
    entries = [entry for _, _, entry in found]
    for at, entry in enumerate(entries):
        if entry.area and any(e.currency for e in entries[max(0, at - 2) : at + 2]):
            continue  # "US dollars"
        if ordinal and "quarterword" in entry.tags:
            marks.add(f"quarter {ordinal}")
        ordinal = entry.ordinal or _roman(entry)
        if mark := _mark(entry, ordinal):
            marks.add(mark)
    return marks


def _mark(entry: Word, ordinal: int) -> str:
    if entry.area:
        return entry.area
    if entry.month:
        return f"month {entry.month}"
    if ordinal:
        return f"place {ordinal}"
    if entry.kind != WORD or entry.stop or entry.number is not None or len(entry.lower) < 3:
        return ""
    return entry.stem if entry.tags.isdisjoint(_NO_NAMES) else ""


def _roman(entry: Word) -> int:
    return ROMAN.get(entry.lower, 0) if entry.kind == WORD and entry.capital else 0


def _made(measure: str, named: list[tuple[Claim, set[str]]], block: int, section: int) -> Series | None:
    """The series with those marks only that one of its names has; None where names or units are unclear."""
    counted = Counter(mark for _, marks in named for mark in marks)
    items = [Item(claim, frozenset(m for m in marks if counted[m] == 1)) for claim, marks in named]
    if len(items) < LEAST or any(not item.marks for item in items):
        return None
    if len({item.claim.unit for item in items}) > 1:
        return None
    return Series(measure, items, block, section)


def _of_table(reading: Reading, table: Table) -> Iterator[Series]:
    """The columns of a table, and the changes between its two dated columns of counts."""
    rows = [at for at, role in enumerate(table.roles) if role in ("item", "part")]
    if not LEAST <= len(rows) <= MOST_ITEMS:
        return
    language = lexicon(_language(reading, table))
    marks = {at: marks_of(tokens(table.rows[at].head.text, language)) for at in rows}
    topics = _topics(reading, table)
    groups = _groups(table)
    for line in table.columns:
        measure = _measure(line.role, line.head, [c for c in line.claims if c is not None])
        named = [(claim, marks[at]) for at in rows if (claim := line.claims[at]) is not None]
        found = _made(measure, named, table.block, table.section) if measure and len(named) == len(rows) else None
        if found is not None:
            found.topics, found.table = topics | frozenset(line.head.stems), True
            found.parts = [groups[at] for at in rows]
            yield found


def _language(reading: Reading, table: Table) -> str:
    """The language of the table's words."""
    text = " ".join(line.head.text for line in (*table.rows[:6], *table.columns))
    return language_beside(text, reading.language) if cyrillic(text) else "en"


def _measure(role: str, head: Head, claims: list[Claim]) -> str:
    """Counts, shares, differences or rates of change; nothing for balances, ranks and years."""
    if "balance" in head.tags or any(c.role == "balance" for c in claims):
        return ""
    signed = any(c.sign in ("+", "-") for c in claims)
    moving = signed or bool(head.tags & {"change", "up", "down", "gap"})
    if role == "percent":
        return RATES if moving else SHARES
    if role == "points":
        return ""
    if role in ("level", "open"):
        return CHANGES if moving else LEVELS
    return ""


def _topics(reading: Reading, table: Table) -> frozenset[str]:
    """Stems of the caption, the heading above and the heading cells; a paragraph before the table is no caption."""
    stems = set(reading.sections[table.section].head.stems)
    if table.block and (reading.blocks[table.block - 1].kind != "paragraph" or "ref" in table.caption.tags):
        stems.update(table.caption.stems)
    for row in reading.blocks[table.block].rows[:1]:
        for piece in row:
            stems.update(read_head(piece.text, lexicon(_language(reading, table))).stems)
    return frozenset(stems)


def _groups(table: Table) -> list[int]:
    """Which stretch between two group or total rows each row stands in."""
    found, group = [], 0
    for role in table.roles:
        group += role in ("total", "subtotal", "group")
        found.append(group)
    return found


def _of_sentence(sentence: Sentence) -> Series | None:
    """ "Construction 10,190, agriculture 5,360, trade 3,220": a name before every number, commas between them."""
    levels = [c for c in sentence.claims if is_level(c) and not c.total and c.time != "before"]
    if len(levels) < LEAST or len(levels) > MOST_ITEMS or sentence.kind in ("note", "head"):
        return None
    named: list[tuple[Claim, set[str]]] = []
    for claim in levels:
        stretch = _stretch(sentence, claim)
        if stretch is None:
            continue
        named.append((claim, marks_of(stretch)))
    found = _made(LEVELS, named, sentence.block, sentence.section) if len(named) >= LEAST else None
    if found is not None:
        found.sentence = sentence.number
    return found


def _stretch(sentence: Sentence, claim: Claim) -> list[Token] | None:
    """The words before a number, back to a comma or the number before; None where words also follow it."""
    before: list[Token] = []
    behind = 0
    for start, end, entry in sentence.found:
        if end <= claim.start:
            before = [] if _cuts(entry) or _in_other(sentence, claim, start) else [*before, (start, end, entry)]
        elif start >= claim.after:
            if entry.kind == MARK or "and" in entry.tags or _in_other(sentence, claim, start):
                break
            behind += not entry.stop and "person" not in entry.tags
    return before if before and behind <= MOST_BEHIND else None


def _cuts(entry: Word) -> bool:
    return (entry.kind == MARK and entry.lower in ",;:)") or "and" in entry.tags


def _in_other(sentence: Sentence, claim: Claim, start: int) -> bool:
    return any(c is not claim and c.start <= start < c.after for c in sentence.claims)


def _of_items(reading: Reading) -> Iterator[Series]:
    """Items of one list that each begin with a name: "- Conflict: 210,180 persons (66 %)"."""
    run: list[tuple[Claim, set[str]]] = []
    last: Sentence | None = None
    for sentence in reading.sentences:
        goes_on = last is not None and sentence.kind == "item" and sentence.block == last.block + 1
        if run and not goes_on and last is not None and (found := _made(LEVELS, run, last.block, last.section)):
            yield found
        if not goes_on:
            run = []
        if sentence.kind != "item":
            last = None
            continue
        last = sentence
        levels = [c for c in sentence.claims if is_level(c)]
        if levels and (marks := marks_of(t for t in sentence.found if t[1] <= levels[0].start)):
            run.append((levels[0], marks))
    if last is not None and (found := _made(LEVELS, run, last.block, last.section)):
        yield found


@dataclass(frozen=True, slots=True)
class Turns:
    """Which way every item of a table went, by a column of changes or by two dated columns of counts."""

    items: list[Item]
    signs: list[int]
    topics: frozenset[str]
    section: int


def turns(reading: Reading) -> list[Turns]:
    """The directions that tables give: columns of changes with both signs, and counts of two periods."""
    found = [s for s in series(reading) if s.table]
    made = [_signed(s) for s in found if s.measure in (CHANGES, RATES) and _has_signs(s)]
    levels = [s for s in found if s.measure == LEVELS]
    for one, two in combinations(levels, 2):
        if one.block == two.block and (pair := _pair(one, two)) is not None:
            made.append(pair)
    return made


def signed_cells(reading: Reading) -> set[int]:
    """Cells of columns of changes in which a number without a sign is a rise; worked out once."""
    if reading.signed is None:
        moving = [s for s in series(reading) if s.table and s.measure in (CHANGES, RATES) and _has_signs(s)]
        reading.signed = {id(item.claim) for one in moving for item in one.items}
    return reading.signed


def _has_signs(one: Series) -> bool:
    """Some of its numbers are negative, or all bear a sign: without one, a number is a rise."""
    claims = [i.claim for i in one.items]
    return any(c.value < 0 for c in claims) or all(c.sign in ("+", "-") for c in claims)


def _signed(one: Series) -> Turns:
    return Turns(one.items, [_sign(i.claim.value) for i in one.items], one.topics, one.section)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _pair(one: Series, two: Series) -> Turns | None:
    """Two columns of one measure and of two periods, for the same rows."""
    a, b = one.items[0].claim, two.items[0].claim
    if [i.marks for i in one.items] != [i.marks for i in two.items] or conflict(a.axes, b.axes) or a.unit != b.unit:
        return None
    if not a.period or not b.period or order(a.period) == order(b.period):
        return None
    now, then = (one, two) if order(a.period) > order(b.period) else (two, one)
    signs = [_sign(i.claim.amount - j.claim.amount) for i, j in zip(now.items, then.items, strict=True)]
    return Turns(now.items, signs, now.topics, now.section)


__all__ = [
    "CHANGES",
    "LEAST",
    "LEVELS",
    "RATES",
    "SHARES",
    "Item",
    "Series",
    "Turns",
    "marks_of",
    "series",
    "signed_cells",
    "turns",
]
