"""A table or a list that repeats the numbers of a table under the same names, save one or two.

Rule copied_column: a chart's data, an annex or a list in running text repeats a column of a table; where most rows are
equal to the digit, those that are not are wrong in one of the two places. The one whose own table bears it out is
right. It cannot see copies of fewer than four rows, rows under other names, or columns that say they are revised or
provisional; and it is silent where both numbers are borne out by others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mtm.audit.claims import LEVEL, Claim
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.heads import LABEL, Head, Table
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, Relation

RULE = "copied_column"
LAST = True
LEAST_EQUAL, MOST_COLUMNS = 3, 400
LEAST_DIGITS = 2
_VERSION = re.compile(
    r"revis|prelim|provision|first (?:publish|deliver|releas)|previously|known now|vintage|предварит|уточн|пересм"
    r"|ранее опубл|оперативн|алдын ала|нақтылан|қайта қара|бұрын жариялан",
    re.I,
)
Name = tuple[str, ...]


@dataclass(slots=True)
class Column:
    """The numbers of one column by the names of their rows."""

    table: int
    cells: dict[Name, Claim]


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per number that its copy contradicts."""
    columns = [column for table in reading.tables for column in _columns(table)]
    if columns:  # lists of running text are held against tables
        columns += [column for sentence in reading.sentences for column in _listed(sentence)]
    pairs = list(_unequal(columns[:MOST_COLUMNS]))
    if not pairs:
        return
    held = {id(c) for r in reading.relations if r.holds and r.kind != SAME for c in r.claims}
    broken = {id(c) for r in reading.relations if not r.holds for c in r.claims}
    told: set[int] = set()
    for claim, twin in pairs:
        if id(claim) in held and id(twin) in held:
            continue
        target, model = (twin, claim) if id(claim) in held or id(twin) in broken else (claim, twin)
        if id(target) not in told:
            told.add(id(target))
            family = f"copied{model.table}.{model.column}"
            yield Relation(RULE, SAME, target, (model,), model.interval, False, family=family, note="copied")


def _columns(table: Table) -> Iterator[Column]:
    """Columns of counts, amounts and rates with four named rows or more that are not versions of something."""
    if _VERSION.search(table.caption.text):
        return
    names = _names(table)
    for line in table.columns:
        if line.role in ("level", "percent") and not _VERSION.search(line.head.text):
            cells = {n: c for n, c in zip(names, line.claims, strict=True) if n is not None and c is not None}
            if len(cells) > LEAST_EQUAL:
                yield Column(table.block, cells)


def _listed(sentence: Sentence) -> Iterator[Column]:
    """ "Arrivals: Peru, 4,120; Chad, 2,950; …": the named numbers of one sentence, counts and rates apart."""
    found: dict[str, list[Claim]] = {}
    for claim in sentence.claims:
        if claim.area and claim.table < 0 and claim.role == LEVEL and not claim.hedge:
            found.setdefault(claim.unit, []).append(claim)
    for claims in found.values():
        often = Counter(c.area for c in claims)
        cells = {_named(c): c for c in claims if often[c.area] == 1}
        if len(cells) > LEAST_EQUAL:
            yield Column(-1 - claims[0].sentence, cells)


def _named(claim: Claim) -> Name:
    return tuple(claim.area.removeprefix(LABEL).split()) if claim.area.startswith(LABEL) else (claim.area,)


def _names(table: Table) -> list[Name | None]:
    """What each row is called; None where two rows of the table have one name."""
    found = [_name(row.head) for row in table.rows]
    often = Counter(found)
    return [name if often[name] == 1 else None for name in found]


def _name(head: Head) -> Name | None:
    if "rest" in head.tags or "total" in head.tags:
        return None  # of which group it is depends on the table
    return (head.area, *head.periods) if head.area else (*head.stems, *head.periods) or None


def _unequal(columns: list[Column]) -> Iterator[tuple[Claim, Claim]]:
    """The numbers in which two columns of different tables differ that are otherwise copies of each other."""
    places: dict[tuple[Name, Decimal, str], list[int]] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for number, column in enumerate(columns):
        for name, claim in column.cells.items():
            known = places.setdefault((name, claim.value, claim.unit), [])
            shared.update((before, number) for before in known if 0 <= columns[before].table != column.table)
            known.append(number)
    for (first, second), equal in shared.items():
        if equal >= LEAST_EQUAL:
            yield from _exceptions(columns[first], columns[second])


def _exceptions(one: Column, other: Column) -> list[tuple[Claim, Claim]]:
    """Few rows that differ among many that are equal; nothing where the columns say that they are not the same."""
    pairs = [(claim, other.cells[name]) for name, claim in one.cells.items() if name in other.cells]
    if any(_differ(a, b) for a, b in pairs):
        return []
    unequal = [(a, b) for a, b in pairs if not a.interval.meets(b.interval)]
    telling = {a.value for a, b in pairs if a.value == b.value and len(a.digits) >= LEAST_DIGITS}
    return unequal if len(telling) >= LEAST_EQUAL * max(1, len(unequal)) else []


def _differ(one: Claim, other: Claim) -> bool:
    """They say themselves that they are of different times, flows or units."""
    return (
        one.unit != other.unit
        or one.scale != other.scale
        or not compatible(one.period, other.period)
        or conflict(one.axes, other.axes)
    )
