"""Rows of a table must add up to its total rows, column by column.

Rule table_totals: which rows a total adds up is found out by trying (all items, the groups, a group's own items); the
reading that most columns keep is taken, and columns that break it are wrong. Where no column keeps any, a total is
wrong that its parts exceed, that lists a rest, or that one slip of typing in a single number would mend: other lists
may be incomplete. It cannot see tables of averages or rates, or totals that are printed elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtm.audit.causes.slips import candidates, digit, exchange
from mtm.audit.claims import Claim
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.table_rows import above, closes_rows
from mtm.audit.meaning.tables import Line, Table
from mtm.audit.relations import SUM, Relation
from mtm.kit.intervals import Interval, total

RULE = "table_totals"
MOST_LEVELS = 4
LEAST_KEPT = 3
MOST_SHORTER = 12  # a group may end before the next one begins, where nothing marks its end
TENS, HUNDREDS = 10, 100
_PARTS = ("item", "rest")


@dataclass(slots=True)
class Scheme:
    """A total row and the rows that it may add up."""

    total: int
    rows: list[int]
    complete: bool
    short: bool = False  # only the first of the rows, where nothing marks an end


Tested = tuple[Scheme, list[Relation]]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every total cell whose rows are known."""
    for table in reading.tables:
        lines = [line for line in table.columns if line.role in ("level", "percent") and _adds(line)]
        if not lines:
            continue
        for schemes in _choices(table):
            yield from _best(table, lines, schemes)


def _adds(line: Line) -> bool:
    """Counts and amounts add up; so do shares, but not changes or averages."""
    if "average" in line.head.tags:
        return False
    if line.role == "level":
        return True
    return not line.head.tags & {"change", "up", "down"} and not any(
        c is not None and c.role == "change" for c in line.claims
    )


def _choices(table: Table) -> Iterator[list[Scheme]]:
    """For each total or group row the sets of rows that it may add up."""
    roles = table.roles
    for index, role in enumerate(roles):
        if role == "total":
            yield _of_total(table, index)
        elif closing := _closing(table, index):
            yield closing
        elif role == "subtotal" or _heads_deeper(table, index):
            rows = _below(table, index)
            rows = _with_first(table, rows, index) or rows
            if len(rows) > 1:
                yield _of_group(table, rows, index)


def _of_group(table: Table, rows: list[int], index: int) -> list[Scheme]:
    """All rows below it, those up to a row of its others, or the first of them."""
    rests = [at for at, row in enumerate(rows) if table.roles[row] == "rest" and at]
    ended = [Scheme(index, rows[: at + 1], True) for at in rests if at + 1 < len(rows)]
    shorter = [Scheme(index, rows[:end], False, True) for end in range(2, min(len(rows), MOST_SHORTER))]
    return [Scheme(index, rows, any(table.roles[r] == "rest" for r in rows)), *ended, *shorter]


def _closing(table: Table, index: int) -> list[Scheme]:
    """ "Sites, subtotal" below the kinds of site: as many of the rows right above it as add up to it."""
    if table.roles[index] != "subtotal":
        return []
    if _ends_block(table, index):
        rows = sorted(above(table.roles, index))
        return [Scheme(index, rows, any(table.roles[r] == "rest" for r in rows))]
    if not closes_rows(table.rows, table.roles, table.columns, index):
        return []
    rows = above(table.roles, index)[:MOST_SHORTER]
    return [Scheme(index, sorted(rows[:end]), False) for end in range(2, len(rows) + 1)]


def _ends_block(table: Table, index: int) -> bool:
    """Rows stand between a heading without numbers and this row, and none of its own follow."""
    rows = above(table.roles, index)
    if len(rows) < 2 or min(rows) == 0 or table.roles[min(rows) - 1] != "group":
        return False
    return table.roles[index + 1 : index + 2] not in (["item"], ["part"])


def _of_total(table: Table, index: int) -> list[Scheme]:
    """Rows before a closing total, or after an opening one: the items, the groups, or groups with loose items."""
    if period := table.rows[index].period:  # "Total | Q1 2020" adds up the rows of that quarter
        rows = [r for r, row in enumerate(table.rows) if row.period == period and table.roles[r] in _PARTS]
        return [Scheme(index, rows, True)] if len(rows) > 1 else []
    above = _span(table, index - 1, -1)
    below = _span(table, index + 1, 1)
    found: list[Scheme] = []
    for rows in (above, below):
        items = [r for r in rows if table.roles[r] in _PARTS]
        groups = [r for r in rows if table.roles[r] == "subtotal"]
        top = [r for r in rows if table.roles[r] != "group" and table.indents[r] == min(table.indents[x] for x in rows)]
        loose = groups + [r for r in rows if table.roles[r] == "rest"]
        own = groups + [r for r in rows if table.roles[r] == "rest" and not table.rows[r].head.area]
        nearest = [items[:end] for end in range(2, min(len(items), MOST_SHORTER))]
        for choice in (items, groups, sorted(loose), sorted(own), top, *nearest):
            choice = sorted(choice)
            if len(choice) > 1 and choice not in [s.rows for s in found]:
                short = choice in nearest
                found.append(Scheme(index, choice, any(table.roles[r] == "rest" for r in choice), short))
    return found


def _span(table: Table, start: int, step: int) -> list[int]:
    """Rows up to the next total row."""
    rows = []
    index = start
    while 0 <= index < len(table.roles) and table.roles[index] != "total":
        if table.roles[index] != "blank":
            rows.append(index)
        index += step
    return rows


def _heads_deeper(table: Table, index: int) -> bool:
    following = index + 1
    return (
        following < len(table.indents)
        and table.indents[following] > table.indents[index]
        and table.roles[index] == "item"
        and len(set(table.indents)) <= MOST_LEVELS  # labels set flush right begin anywhere
    )


def _below(table: Table, index: int) -> list[int]:
    """The rows under a group, up to the next group, total, or row that is not deeper."""
    rows = []
    deeper = _heads_deeper(table, index)
    for row in range(index + 1, len(table.roles)):
        if table.roles[row] in ("total", "subtotal", "group"):
            break
        if deeper and table.indents[row] <= table.indents[index]:
            break
        if table.roles[row] in _PARTS:
            rows.append(row)
    return rows


def _with_first(table: Table, rows: list[int], index: int) -> list[int]:
    """ "CIS" / "of which: Russia" / "Uzbekistan" / "other CIS": the words lead to the first row of the list."""
    first = index + 1
    if not rows or rows[0] != first + 1 or table.roles[first] != "part" or not table.rows[first].head.area:
        return []
    return [first, *rows]


def _best(table: Table, lines: list[Line], schemes: list[Scheme]) -> Iterator[Relation]:
    """The reading that the most columns keep; without any, only what no reading allows."""
    tested = [(scheme, _test(table, lines, scheme)) for scheme in schemes]
    tested = [(scheme, relations) for scheme, relations in tested if relations]
    if not tested:
        return
    scheme, relations = _closest(tested)
    levels = [r for r in relations if r.target.unit != "%"]
    kept = sum(r.holds for r in levels) or sum(r.holds for r in relations)
    distinct = len({r.target.amount for r in levels if r.holds})
    if scheme.short and distinct < max(LEAST_KEPT, len(relations) - kept + 1):
        return  # one column adds up by chance
    for relation in relations:
        relation.family = f"down{table.block}.{scheme.total}"
        relation.support = kept
        if relation.holds:
            yield relation
        elif not (_is_mean(relation) or _of_rates(relation) or _below_a_part(relation)):
            wrong = kept or _wrong_alone(relation, scheme)
            relation.certain = bool(wrong) or not _small(relation)
            if wrong or (len(levels) == 1 and levels[0] is relation and not scheme.short and _mistyped(relation)):
                yield relation


def _closest(tested: list[Tested]) -> Tested:
    """The reading that the most columns keep; where none is kept, that which slips of typing explain best."""
    if len(tested) == 1:
        return tested[0]
    best = max(tested, key=lambda t: sum(r.holds for r in t[1]))
    return best if any(r.holds for r in best[1]) else max(tested, key=_explained)


def _explained(tested: Tested) -> tuple[int, float]:
    """In how many columns a slip of typing explains what is amiss, and how little that is."""
    slips = sum(bool(candidates(r.target, r.expected)) for r in tested[1])
    return slips, -sum(_gap(r) for r in tested[1])


def _gap(relation: Relation) -> float:
    return float(relation.target.interval.gap(relation.expected) / (abs(relation.target.amount) or 1))


def _test(table: Table, lines: list[Line], scheme: Scheme) -> list[Relation]:
    found = []
    rests = [r for r in scheme.rows if table.roles[r] == "rest"]
    for line in lines:
        target = line.claims[scheme.total]
        parts = [line.claims[r] for r in scheme.rows]
        present = tuple(p for p in parts if p is not None)
        if target is not None and target.unit == "%" and not 99 <= target.value <= 101:
            continue  # a total's rate is no sum of its rows' rates
        if target is None or len(present) < 2 or len(present) * 2 < len(parts):
            continue
        if any(line.claims[r] is None for r in rests):
            continue  # what the listed rows leave is not known
        expected = total(p.interval for p in present)
        found.append(Relation(RULE, SUM, target, present, expected, expected.meets(target.interval)))
    return found


def _below_a_part(relation: Relation) -> bool:
    """A total smaller than one of its parts, all of one sign, and by no slip: rates and means add up to nothing."""
    values = [o.amount for o in relation.operands]
    if not values or min(values) < 0 < max(values) or candidates(relation.target, relation.expected):
        return False
    return abs(relation.target.amount) < max(map(abs, values))


def _is_mean(relation: Relation) -> bool:
    """The total row lies between the least and the greatest of its rows: an average or a rate of all, no sum."""
    values = [o.value for o in relation.operands]
    inside = min(values) <= relation.target.value <= max(values) and min(values) > 0
    return inside and relation.target.decimals > 0 and not _one_slip(relation)


def _of_rates(relation: Relation) -> bool:
    """Signed numbers with decimals, some up, some down, whose total lies far from their sum: changes in per cent."""
    values = [c.value for c in relation.claims]
    if not any(c.decimals for c in relation.claims) or not min(values) < 0 < max(values):
        return False
    return relation.target.interval.gap(relation.expected) > abs(relation.target.amount) / 2


def _wrong_alone(relation: Relation, scheme: Scheme) -> bool:
    """No column adds up: a list with a rest claims to be complete; otherwise only parts above their total are wrong."""
    if scheme.complete:
        return True
    signed = any(c.value < 0 for c in relation.claims)
    return not signed and relation.expected.low > relation.target.interval.high and _single(relation)


def _mistyped(relation: Relation) -> bool:
    """A hundred or more is missing, and one digit, or two exchanged, in one number makes the list complete.

    What an incomplete list leaves out is such a difference once in a hundred lists. Tens count only where they are far
    less than the least of the rows.
    """
    numbers = relation.claims
    decimals = max(c.decimals for c in numbers)
    if any(c.value <= 0 or c.hedge for c in numbers):
        return False
    missing = relation.target.value - sum(o.value for o in relation.operands)
    steps = missing.scaleb(decimals)
    if steps < TENS or (steps < HUNDREDS and not _small(relation)):
        return False
    return _one_slip(relation)


def _one_slip(relation: Relation) -> bool:
    """One digit, or two exchanged, in the total or in one of its parts makes them agree."""
    target, parts = relation.target, relation.operands
    others = [(o, target.interval - total(p.interval for p in parts if p is not o)) for o in parts]
    return any(digit(c, wanted) or exchange(c, wanted) for c, wanted in ((target, relation.expected), *others))


def _small(relation: Relation) -> bool:
    """Less than a tenth of the least of the rows is missing."""
    missing = relation.target.value - sum(o.value for o in relation.operands)
    decimals = max(c.decimals for c in relation.claims)
    return missing.scaleb(decimals) < HUNDREDS and missing * TENS < min(o.value for o in relation.operands)


def _single(relation: Relation) -> bool:
    """Not a table whose groups and items stand in one column: half the sum would fit."""
    half = Interval(relation.expected.low / 2, relation.expected.high / 2)
    return not half.meets(relation.target.interval) and not any(
        c.interval.meets(relation.target.interval) for c in relation.operands
    )


__all__ = ["RULE", "Claim", "find"]
