"""What a line of a table may be made of by others, and when such a reading convinces: parts of the rule table_columns.

Scope: columns beside columns, or rows below rows. A reading is accepted when most cells keep it, or the heading says it
and some cells keep it; the cells that break it are then wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.language.periods import order
from mtm.audit.meaning.tables import Line, Table
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SUM, Relation, expect, meets
from mtm.kit.intervals import Interval

RULE = "table_columns"
Row = tuple[Claim, tuple[Claim, ...]]
FEW_ROWS = 3
MAX_TESTS = 20_000


@dataclass(slots=True)
class Idea:
    """A reading of one column: the arithmetic, its rows, and whether the heading speaks for it."""

    kind: str
    rows: list[Row]
    cued: bool
    held: int = 0
    rank: int = 0


def by_nearness(line: Line, levels: list[Line]) -> list[Line]:
    """Columns to the left first, the nearest first."""
    return sorted(levels, key=lambda o: (o.index > line.index, abs(o.index - line.index)))


def pair_ideas(line: Line, levels: list[Line]) -> Iterator[Idea]:
    """Changes between two columns, the later period first; ratios of one column to another."""
    signed = any(c is not None and c.sign for c in line.claims)
    cued = signed or bool(line.head.tags & {"change", "up", "down", "compare"})
    for rank, (a, b) in enumerate(_ordered_pairs(line, levels)):
        both = _three(line, a, b)
        yield Idea(CHANGE, both, cued and rank == 0, rank=rank)
    yield from ratio_ideas(line, levels)


def ratio_ideas(line: Line, levels: list[Line]) -> Iterator[Idea]:
    """What one column is of another, whichever way."""
    for a, b in _ordered_pairs(line, levels):
        for part, whole in ((a, b), (b, a)):
            yield Idea(RATIO, _three(line, part, whole), False, rank=9)


def _ordered_pairs(line: Line, levels: list[Line]) -> list[tuple[Line, Line]]:
    """Pairs (now, before): by their periods where the headings name them, else by position; nearest columns first."""
    pairs = []
    for left, right in combinations(by_nearness(line, levels), 2):
        first, second = order(left.head.period), order(right.head.period)
        pairs.append(
            (left, right) if first > second or (first == second and left.index > right.index) else (right, left)
        )
    for now, before in list(pairs):
        if order(now.head.period) == order(before.head.period) or not (now.head.period and before.head.period):
            pairs.append(
                (before, now)
            )  # "Arrivals | Arrivals, Q2 2025 | Change": the first is of the report's own time
    return pairs


def _three(line: Line, a: Line, b: Line) -> list[Row]:
    rows = zip(line.claims, a.claims, b.claims, strict=True)
    return [(p, (x, y)) for p, x, y in rows if p is not None and x is not None and y is not None]


def difference_ideas(line: Line, others: list[Line]) -> Iterator[Idea]:
    cued = bool(line.head.tags & {"balance", "change", "points"})
    for rank, (a, b) in enumerate(_ordered_pairs(line, [o for o in others if o is not line])):
        yield Idea(DIFFERENCE, _three(line, a, b), cued and rank == 0, rank=rank)
        yield Idea(DIFFERENCE, _three(line, b, a), False, rank=rank)


def level_ideas(line: Line, levels: list[Line]) -> Iterator[Idea]:
    others = [o for o in levels if o is not line]
    units = {c.unit for c in line.claims if c is not None}
    others = [o for o in others if {c.unit for c in o.claims if c is not None} == units]
    yield from _flow_ideas(line, others)
    if line.head.tags & {"balance", "change"} or any(c is not None and c.value < 0 for c in line.claims):
        yield from difference_ideas(line, others)
    yield from _sum_ideas(line, others)


def _flow_ideas(line: Line, others: list[Line]) -> Iterator[Idea]:
    """Balance = in − out where the headings say which is which."""
    if "balance" not in line.head.tags:
        return
    ins = [o for o in others if o.head.tags & {"in", "gained"} and not o.head.tags & {"out", "lost", "balance"}]
    outs = [o for o in others if o.head.tags & {"out", "lost"} and "balance" not in o.head.tags and o not in ins]
    for a in ins[:4]:
        for b in outs[:4]:
            yield Idea(DIFFERENCE, _three(line, a, b), len(ins) == 1 == len(outs), rank=-1)


def _sum_ideas(line: Line, others: list[Line]) -> Iterator[Idea]:
    """A total across: of all other columns, of the run before or after it."""
    cued = "total" in line.head.tags and not line.head.period
    if _is_country(line):
        others = [o for o in others if not _is_country(o)]  # no country is made up of others
    before = [o for o in others if o.index < line.index]
    after = [o for o in others if o.index > line.index]
    runs: list[list[Line]] = []
    for run in (others, before, after):
        if len(run) > 1 and run not in runs:
            runs.append(run)
    runs += [before[-n:] for n in range(2, len(before))] + [after[:n] for n in range(2, len(after))]
    if 3 < len(others) < 9:
        runs += [list(pair) for pair in combinations(others, 2)]
    for rank, run in enumerate(runs):
        rows = []
        for index, target in enumerate(line.claims):
            parts = tuple(o.claims[index] for o in run)
            if target is None or None in parts or _is_rate_of_change(target):
                continue
            rows.append((target, tuple(p for p in parts if p is not None)))
        counts = [row for row in rows if not is_mean(*row)]
        rows = counts if any(not t.decimals for t, _ in counts) else rows
        yield Idea(SUM, rows, cued and rank == 0, rank=rank)


def _is_rate_of_change(cell: Claim) -> bool:
    """ "+1.0" in the row "Growth, %": what a year grew by is not what its quarters grew by, added up."""
    return cell.unit in (PERCENT, POINTS) and (cell.sign in ("+", "-") or cell.role == "change")


def is_mean(target: Claim, parts: tuple[Claim, ...]) -> bool:
    """ "People per boat | 13.0 | 14.4 | 16.1 | 14.5": what lies between its parts and is rounded is no sum of them."""
    amounts = [p.value for p in parts]
    return target.decimals > 0 and min(amounts) > 0 and min(amounts) <= target.value <= max(amounts)


def _is_country(line: Line) -> bool:
    return bool(line.head.area) and ":" not in line.head.area


def accept(
    line: Line, ideas: Iterator[Idea], table: Table, way: str, used: set[frozenset[int]] | None = None
) -> Iterator[Relation]:
    """The best reading of the column, with every row's relation."""
    best: Idea | None = None
    tests = 0
    for idea in ideas:
        if not idea.rows or tests > MAX_TESTS:
            continue
        tests += len(idea.rows)
        idea.held = _held(idea)
        if best is None or _better(idea, best):
            best = idea
        if best.held == len(best.rows) > 2 and best.cued:
            break
    if best is None or not _convinces(best):
        return
    if used is not None and _seen(best, used):
        return
    family = f"{way}{table.block}.{line.index}.{best.kind}"
    signs = _keeps_signs(best)
    for target, operands in best.rows:
        relation = _relation(best, target, operands, family)
        if relation is not None:
            relation.holds = relation.holds and not (signs and _turned(target, relation.expected))
            yield relation


def _keeps_signs(idea: Idea) -> bool:
    """A column of changes whose falls bear a minus, or whose unsigned numbers are rises, says what a sign means."""
    if idea.kind != CHANGE:
        return False
    right = turned = falls = 0
    for target, operands in idea.rows:
        expected = expect(idea.kind, [o.interval for o in operands])
        if expected is not None and target.value:
            right += target.interval.meets(expected)
            falls += target.value < 0 and target.interval.meets(expected)
            turned += _turned(target, expected)
    return right > 1 and (right >= 3 * turned or (turned == 1 and falls > 0))


def _turned(target: Claim, expected: Interval) -> bool:
    """The size is right and the sign is not."""
    return bool(target.value) and not target.interval.meets(expected) and target.interval.meets(-expected)


def _seen(idea: Idea, used: set[frozenset[int]]) -> bool:
    """a = b + c and b = a − c are one relation; a column takes part in the first that is found."""
    target, operands = idea.rows[0]
    key = frozenset([target.column, *(o.column for o in operands)])
    if key in used:
        return True
    used.add(key)
    return False


def _held(idea: Idea) -> int:
    """How many rows keep it; after three rows without one that does, an uncued reading is given up."""
    held = 0
    for number, (target, operands) in enumerate(idea.rows):
        held += _keeps(idea.kind, target, operands)
        if number == 3 and not held and not idea.cued:
            return 0
    return held


def _better(idea: Idea, best: Idea) -> bool:
    one, other = idea.held / len(idea.rows), best.held / len(best.rows)
    return (one + 0.15 * idea.cued, idea.held, -idea.rank) > (other + 0.15 * best.cued, best.held, -best.rank)


def _convinces(idea: Idea) -> bool:
    rows = len(idea.rows)
    ratio = idea.held / rows
    if idea.kind == SUM and rows <= FEW_ROWS and len(idea.rows[0][1]) < FEW_ROWS:
        return idea.held == rows  # two columns of many make a third in one of two rows by chance
    if idea.cued:
        return idea.held >= 1 and (ratio >= 0.4 or _exchanged(idea))
    if idea.held < 2 or _trivial(idea) or _of_each_other(idea):
        return False
    return ratio > 0.6 if rows > 4 else ratio >= 0.66


def _of_each_other(idea: Idea) -> bool:
    """A row of shares under the row that they are taken of keeps whatever that row keeps: together they are one."""
    units = Counter(target.unit for target, operands in idea.rows if _keeps(idea.kind, target, operands))
    return max(units.values(), default=0) < 2


def _exchanged(idea: Idea) -> bool:
    """Two rows break it, and both keep it once two cells of one column are exchanged."""
    broken = [row for row in idea.rows if not _keeps(idea.kind, *row)]
    if len(broken) != 2 or len(broken[0][1]) != len(broken[1][1]):
        return False
    (one, first), (two, second) = broken
    if _keeps(idea.kind, two, first) and _keeps(idea.kind, one, second):
        return True
    for at in range(len(first)):
        here = (*first[:at], second[at], *first[at + 1 :])
        there = (*second[:at], first[at], *second[at + 1 :])
        if _keeps(idea.kind, one, here) and _keeps(idea.kind, two, there):
            return True
    return False


def _keeps(kind: str, target: Claim, operands: tuple[Claim, ...]) -> bool:
    expected = expect(kind, [o.interval for o in operands])
    return expected is not None and meets(target, expected)


def _trivial(idea: Idea) -> bool:
    """Rows of zeros or of equal numbers keep any relation."""
    telling = [t for t, operands in idea.rows if t.value and len({o.value for o in operands}) > 1]
    return len(telling) < 2


def _relation(idea: Idea, target: Claim, operands: tuple[Claim, ...], family: str) -> Relation | None:
    expected = expect(idea.kind, [o.interval for o in operands])
    if expected is None:
        return None
    if idea.kind == CHANGE:
        target.role = "change"
    return Relation(
        RULE, idea.kind, target, operands, expected, meets(target, expected), family=family, support=idea.held
    )
