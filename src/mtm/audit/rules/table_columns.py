"""What the columns of a table have to do with each other, found out by trying.

Rule table_columns: shares of a whole, changes between two columns, differences and balances, sums across.
A reading of a column is accepted when most rows keep it (or its heading says it and some rows keep it); the rows that
break it are then wrong. It cannot see a column whose rows are mostly wrong and whose heading says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.gathered.bases import bases_by_row, bases_for
from mtm.audit.language.periods import order
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line, Table
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SHARE, SUM, Relation, expect, meets
from mtm.kit.intervals import HUNDRED, Interval

RULE = "table_columns"
Row = tuple[Claim, tuple[Claim, ...]]
FEW_ROWS = 3
MAX_LEVELS = 16
MAX_TESTS = 20_000


@dataclass(slots=True)
class Idea:
    """A reading of one column: the arithmetic, its rows, and whether the heading speaks for it."""

    kind: str
    rows: list[Row]
    cued: bool
    held: int = 0
    rank: int = 0


def find(reading: Reading) -> Iterator[Relation]:
    """All relations between the columns of every table, and between the rows of tables whose rows are measures."""
    for table in reading.tables:
        yield from _lines(reading, table, table.columns, "column")
        yield from _measures(table)


def _measures(table: Table) -> Iterator[Relation]:
    """Rows such as arrivals, departures, balance: differences down a table, tested over its columns."""
    rows = [row for row in table.rows if any(c is not None for c in row.claims)]
    if not 2 < len(rows) < 40:
        return
    lines = [Line(r.head, r.claims, r.index, _row_role(r)) for r in rows]
    for line in lines:
        if line.role == "level" and line.head.tags & {"balance", "change"}:
            yield from _accept(line, _level_ideas(line, [o for o in lines if o.role == "level"]), table, "row")
        elif line.role == "percent" and line.head.tags & {"change", "share", "up", "down"}:
            levels = [o for o in lines if o.role == "level"]
            yield from _accept(line, chain(_across(table, line, levels), _pair_ideas(line, levels)), table, "row")


def _across(table: Table, line: Line, levels: list[Line]) -> Iterator[Idea]:
    """A row of shares below the counts: of the one cell that stands under the heading of all."""
    wholes = [at for at, column in enumerate(table.columns) if "total" in column.head.tags]
    if len(wholes) != 1 or "share" not in line.head.tags:
        return
    for rank, level in enumerate(_by_nearness(line, levels)):
        whole = level.claims[wholes[0]]
        pairs = zip(line.claims, level.claims, strict=True)
        rows: list[Row] = [
            (p, (a, whole)) for p, a in pairs if whole and p is not None and a is not None and a is not whole
        ]
        yield Idea(SHARE, rows, False, rank=rank)


def _row_role(row: Line) -> str:
    units = {c.unit for c in row.claims if c is not None}
    if units and units <= {PERCENT, POINTS}:
        return "percent"
    return "level" if len(units) == 1 else "mixed"


def _lines(reading: Reading, table: Table, lines: list[Line], way: str) -> Iterator[Relation]:
    levels = [line for line in lines if line.role == "level"][:MAX_LEVELS]
    used: set[frozenset[int]] = set()
    for line in sorted(lines, key=_derived_first):
        if line.role == "percent":
            found = list(_accept(line, _percent_ideas(reading, table, line, levels, lines), table, way))
        elif line.role == "points":
            rates = [other for other in lines if other.role == "percent"]
            found = list(_accept(line, _difference_ideas(line, rates), table, way))
        elif line.role == "open":
            found = list(_open(reading, table, line, levels, lines, way, used))
        elif line.role == "level" and len(levels) > 2:
            found = list(_accept(line, _level_ideas(line, levels), table, way, used))
        else:
            continue
        yield from found


def _derived_first(line: Line) -> tuple[bool, int]:
    """Balances, changes and totals are computed from the others; of plain columns the last is."""
    return (not line.head.tags & {"balance", "change", "total", "share"}, -line.index)


def _open(
    reading: Reading,
    table: Table,
    line: Line,
    levels: list[Line],
    lines: list[Line],
    way: str,
    used: set[frozenset[int]],
) -> Iterator[Relation]:
    """Numbers without a unit under "Share" or "Change": per cent where that fits, else differences."""
    claims = [c for c in line.claims if c is not None]
    _relabel(claims, PERCENT, 1)
    found = list(_accept(line, _percent_ideas(reading, table, line, levels, lines), table, way))
    if not found and levels:
        model = next(c for c in levels[-1].claims if c is not None)
        _relabel(claims, model.unit, model.scale)
        found = list(_accept(line, _difference_ideas(line, levels), table, way, used))
        if not found:
            _relabel(claims, PERCENT, 1)
    yield from found


def _relabel(claims: list[Claim], unit: str, scale: int) -> None:
    decimals = any(c.decimals for c in claims)
    for claim in claims:
        claim.unit, claim.scale, claim.interval_ = unit, scale, None
        claim.exact = not unit and scale == 1 and not decimals


def _percent_ideas(reading: Reading, table: Table, line: Line, levels: list[Line], lines: list[Line]) -> Iterator[Idea]:
    cued = bool(line.head.tags & {"share", "percent"}) and not line.head.tags & {"change", "up", "down"}
    for rank, level in enumerate(_by_nearness(line, levels)):
        for base in bases_for(reading, table, level):
            rows: list[Row] = [
                (p, (a, base))
                for p, a in zip(line.claims, level.claims, strict=True)
                if p is not None and a is not None and a is not base
            ]
            yield Idea(SHARE, rows, cued and rank == 0, rank=rank)
        for heads in bases_by_row(table):
            yield Idea(SHARE, _shares_in_blocks(line, level, heads), cued and rank == 0, rank=rank)
    yield from _pair_ideas(line, levels)
    rates = [other for other in lines if other.role == "percent" and other is not line]
    if line.head.tags & {"change", "points"}:
        yield from _difference_ideas(line, rates)


def _shares_in_blocks(line: Line, level: Line, heads: dict[int, int]) -> list[Row]:
    """Every row's share with its own block's whole; a group's 100 per cent is of itself."""
    rows: list[Row] = []
    for row, head in heads.items():
        share, part, whole = line.claims[row], level.claims[row], level.claims[head]
        if share is not None and part is not None and whole is not None and abs(share.value) != HUNDRED:
            rows.append((share, (part, whole)))
    return rows


def _by_nearness(line: Line, levels: list[Line]) -> list[Line]:
    """Columns to the left first, the nearest first."""
    return sorted(levels, key=lambda o: (o.index > line.index, abs(o.index - line.index)))


def _pair_ideas(line: Line, levels: list[Line]) -> Iterator[Idea]:
    """Changes between two columns, the later period first; ratios of one column to another."""
    signed = any(c is not None and c.sign for c in line.claims)
    cued = signed or bool(line.head.tags & {"change", "up", "down", "compare"})
    for rank, (a, b) in enumerate(_ordered_pairs(line, levels)):
        both = _three(line, a, b)
        yield Idea(CHANGE, both, cued and rank == 0, rank=rank)
    for a, b in _ordered_pairs(line, levels):
        for part, whole in ((a, b), (b, a)):
            yield Idea(RATIO, _three(line, part, whole), False, rank=9)


def _ordered_pairs(line: Line, levels: list[Line]) -> list[tuple[Line, Line]]:
    """Pairs (now, before): by their periods where the headings name them, else by position; nearest columns first."""
    pairs = []
    for left, right in combinations(_by_nearness(line, levels), 2):
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


def _difference_ideas(line: Line, others: list[Line]) -> Iterator[Idea]:
    cued = bool(line.head.tags & {"balance", "change", "points"})
    for rank, (a, b) in enumerate(_ordered_pairs(line, [o for o in others if o is not line])):
        yield Idea(DIFFERENCE, _three(line, a, b), cued and rank == 0, rank=rank)
        yield Idea(DIFFERENCE, _three(line, b, a), False, rank=rank)


def _level_ideas(line: Line, levels: list[Line]) -> Iterator[Idea]:
    others = [o for o in levels if o is not line]
    units = {c.unit for c in line.claims if c is not None}
    others = [o for o in others if {c.unit for c in o.claims if c is not None} == units]
    yield from _flow_ideas(line, others)
    if line.head.tags & {"balance", "change"} or any(c is not None and c.value < 0 for c in line.claims):
        yield from _difference_ideas(line, others)
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
        counts = [row for row in rows if not _is_mean(*row)]
        rows = counts if any(not t.decimals for t, _ in counts) else rows
        yield Idea(SUM, rows, cued and rank == 0, rank=rank)


def _is_rate_of_change(cell: Claim) -> bool:
    """ "+1.0" in the row "Growth, %": what a year grew by is not what its quarters grew by, added up."""
    return cell.unit in (PERCENT, POINTS) and (cell.sign in ("+", "-") or cell.role == "change")


def _is_mean(target: Claim, parts: tuple[Claim, ...]) -> bool:
    """ "People per boat | 13.0 | 14.4 | 16.1 | 14.5": what lies between its parts and is rounded is no sum of them."""
    amounts = [p.value for p in parts]
    return target.decimals > 0 and min(amounts) > 0 and min(amounts) <= target.value <= max(amounts)


def _is_country(line: Line) -> bool:
    return bool(line.head.area) and ":" not in line.head.area


def _accept(
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
