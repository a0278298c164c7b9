"""What a text ranks and counts: numbers of one measure under different names, in a table's column or in a list.

Scope: one reading; worked out once. A name is known again by its words (their stems), its code, its month, its quarter
or its place in a count ("the third category"); which number a sentence speaks of is decided by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.items import (
    CHANGES,
    LEAST,
    LEVELS,
    MOST_ITEMS,
    NETS,
    RATES,
    SHARES,
    WHOLE,
    Item,
    Series,
    is_code,
    made,
    marks_of,
)
from mtm.audit.gathered.series_in_text import of_items, of_labelled, of_sentence
from mtm.audit.gathered.topics import said_of_totals
from mtm.audit.language.letters import cyrillic, language_beside
from mtm.audit.language.lexicon import Lexicon, lexicon
from mtm.audit.language.periods import order
from mtm.audit.language.sentences import tokens
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.heads import Head, Table, read_head
from mtm.audit.meaning.reading import Reading
from mtm.kit.intervals import total

_ALL = re.compile(r"all|total|overall|together|все|всего|итого|в целом|барлығы|жалпы|бәрі", re.I)
_SAYS_WHAT = frozenset(("in", "out", "balance", "total", "share", "percent", "change", "born", "died"))


def series(reading: Reading) -> list[Series]:
    """Every series of three numbers and more, tables first."""
    if reading.series is None:
        found = [s for table in reading.tables for s in _of_table(reading, table)]
        found += [s for sentence in reading.sentences if (s := of_sentence(sentence)) is not None]
        found += of_items(reading)
        found += of_labelled(reading)
        reading.series = [s for s in found if LEAST <= len(s.items) <= MOST_ITEMS]
    return reading.series


def _of_table(reading: Reading, table: Table) -> Iterator[Series]:
    """The columns of a table under the names of its rows, and its rows under the names of its columns."""
    language = lexicon(_language(reading, table))
    topics = _topics(reading, table, language) | said_of_totals(reading, table)
    rows = [at for at, role in enumerate(table.roles) if role in ("item", "part")]
    names = {at: _names(table.rows[at].head, language) for at in rows}
    groups = _groups(table)
    columns: list[Series] = []
    for line in table.columns if LEAST <= len(rows) <= MOST_ITEMS else ():
        named = [(claim, names[at]) for at in rows if (claim := line.claims[at]) is not None]
        found = _line(table, line.role, line.head, named, topics)
        if found is not None and len(named) >= len(rows) - 1:
            held = [at for at in rows if line.claims[at] is not None]
            found.parts = [groups[at] for at in held]
            columns.append(found)
    yield from columns
    yield from _between(columns)
    if not any(c.measure == NETS for c in columns):
        yield from _nets(columns)
    yield from _of_rows(table, language, topics)


def _between(columns: list[Series]) -> Iterator[Series]:
    """What lies between two columns of counts of two periods: the differences and the rates, where none are printed."""
    levels = _of_two_times([c for c in columns if c.measure == LEVELS])
    if not levels:
        return
    a, b = (one.items[0].claim for one in levels)
    now, then = levels if order(a.period) > order(b.period) else reversed(levels)
    for measure in (CHANGES, RATES):
        printed = {c.measure for c in columns}
        if measure in printed or (measure == RATES and CHANGES in printed) or any(i.value <= 0 for i in then.items):
            continue
        values = [i.value - j.value for i, j in zip(now.items, then.items, strict=True)]
        if measure == RATES:
            values = [v / j.value for v, j in zip(values, then.items, strict=True)]
        items = [replace(i, value=v) for i, v in zip(now.items, values, strict=True)]
        yield Series(measure, items, now.block, now.section, now.topics, frozenset(), True, now.parts, derived=True)


def _of_two_times(levels: list[Series]) -> list[Series]:
    """The two columns of one thing at two times: their headings differ in nothing else."""
    for at, one in enumerate(levels):
        for two in levels[at + 1 :]:
            a, b = one.items[0].claim, two.items[0].claim
            alike = a.unit == b.unit and not conflict(a.axes, b.axes) and (one.own == two.own or len(levels) == 2)
            if not alike or not a.period or not b.period or order(a.period) == order(b.period):
                continue
            if [i.marks for i in one.items] == [i.marks for i in two.items]:
                return [one, two]
    return []


def _of_rows(table: Table, language: Lexicon, topics: frozenset[str]) -> Iterator[Series]:
    """ "Incoming: Kandar 18,640, Old Bridge 12,475, …": rows whose columns bear names, quarters or years."""
    heads = [_names(line.head, language) if _is_name(line.head) else set() for line in table.columns]
    if sum(bool(h) for h in heads) < LEAST or not (
        _of_measures(table) or all(any(map(is_code, h)) for h in heads if h)
    ):
        return
    for row in table.rows[:MOST_ITEMS]:
        named = [(c, head) for c, head in zip(row.claims, heads, strict=True) if c is not None and head]
        roles = {line.role for line, head in zip(table.columns, heads, strict=True) if head}
        if len(named) < LEAST or len(roles) != 1:
            continue
        unit = "percent" if all(c.unit == PERCENT for c, _ in named) else roles.pop()
        found = _line(table, unit, row.head, _without_total(named), topics)
        if found is not None:
            yield found


def _nets(columns: list[Series]) -> Iterator[Series]:
    """What came in less what went out, where the table gives one column for each."""
    levels = [c for c in columns if c.measure == LEVELS]
    came = [c for c in levels if c.items[0].claim.axes.get("flow") == "in"]
    left = [c for c in levels if c.items[0].claim.axes.get("flow") == "out"]
    if len(came) != 1 or len(left) != 1:
        return
    one, two = came[0], left[0]
    if [i.marks for i in one.items] != [i.marks for i in two.items]:
        return
    items = [replace(i, value=i.value - j.value) for i, j in zip(one.items, two.items, strict=True)]
    yield Series(NETS, items, one.block, one.section, one.topics, frozenset(), True, one.parts, derived=True)


def _of_measures(table: Table) -> bool:
    """Few rows, rows that say what is counted (incoming, outgoing, net), or the total at the end of the rows."""
    rows = [row.head for row in table.rows]
    if len(rows) < LEAST or 2 * sum(not head.tags.isdisjoint(_SAYS_WHAT) for head in rows) > len(rows):
        return True
    units = {next((c.unit for c in row.claims if c is not None), "") for row in table.rows}
    across = any("total" in line.head.tags or _ALL.fullmatch(line.head.text.strip()) for line in table.columns[-2:])
    return across and len(units) > 1 and not any("total" in head.tags for head in rows)


def _is_name(head: Head) -> bool:
    return head.tags.isdisjoint(("total", "rest", "change", "share", "gap"))


def _without_total(named: list[tuple[Claim, set[str]]]) -> list[tuple[Claim, set[str]]]:
    """A last number that the others make is their total."""
    *others, last = named
    whole = last[0].unit == PERCENT and last[0].value == WHOLE
    made = len(others) >= LEAST and total(c.interval for c, _ in others).meets(last[0].interval)
    return others if whole or made else named


def _line(
    table: Table, role: str, head: Head, named: list[tuple[Claim, set[str]]], topics: frozenset[str]
) -> Series | None:
    measure = _measure(role, head, [claim for claim, _ in named])
    found = made(measure, named, table.block, table.section) if measure else None
    if found is not None:
        found.own, found.table = frozenset(head.stems), True
        found.topics = topics | found.own
    return found


def _names(head: Head, language: Lexicon) -> set[str]:
    return marks_of(tokens(head.text, language), head.periods)


def _language(reading: Reading, table: Table) -> str:
    """The language of the table's words."""
    text = " ".join(line.head.text for line in (*table.rows[:6], *table.columns))
    return language_beside(text, reading.language) if cyrillic(text) else "en"


def _measure(role: str, head: Head, claims: list[Claim]) -> str:
    """Counts, shares, differences, rates of change or balances; nothing for ranks and years."""
    if "balance" in head.tags or any(c.role == "balance" for c in claims):
        return NETS if role in ("level", "open") else ""
    signed = any(c.sign in ("+", "-") for c in claims)
    moving = signed or bool(head.tags & {"change", "up", "down", "gap"})
    if role == "percent":
        beyond = sum(c.value > WHOLE for c in claims) * 2 >= len(claims)  # "2024 as a percentage of 2023"
        return RATES if moving or beyond else SHARES
    if role == "points":
        return ""
    if role in ("level", "open"):
        return CHANGES if moving else LEVELS
    return ""


def _topics(reading: Reading, table: Table, language: Lexicon) -> frozenset[str]:
    """Stems of the caption, the heading above and the heading cells; a paragraph before the table is no caption."""
    stems = set(reading.sections[table.section].head.stems)
    if table.block and (reading.blocks[table.block - 1].kind != "paragraph" or "ref" in table.caption.tags):
        stems.update(table.caption.stems)
    for row in reading.blocks[table.block].rows[:1]:
        for piece in row:
            stems.update(read_head(piece.text, language).stems)
    return frozenset(stems)


def _groups(table: Table) -> list[int]:
    """Which stretch between two group or total rows each row stands in."""
    found, group = [], 0
    for role in table.roles:
        group += role in ("total", "subtotal", "group")
        found.append(group)
    return found


__all__ = ["CHANGES", "LEAST", "LEVELS", "NETS", "RATES", "SHARES", "Item", "Series", "marks_of", "series"]
