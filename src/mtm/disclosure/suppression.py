"""Withhold small cells, and as few others as it takes, in all tables that are published together.

Scope: tables in, the same tables with a status on every cell out. The result is audited before it is handed over; what
the audit still exposes is protected further, and if that fails, the tables bound together are withheld whole.
The values stay in the cells: whoever prints must look at the status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mtm.disclosure.auditing import Reader
from mtm.disclosure.primary import Range, sensitive
from mtm.disclosure.relations import Part, System, anchors, cell_text, components, pieces, system
from mtm.disclosure.secondary import Movement
from mtm.disclosure.tables import Cell, Name, Rules, Status, Sum, Table
from mtm.model.finding import Finding, Place, Severity

ROUNDS = 40
"""Times that the audit may send a component back."""

OVERLAPS_SHOWN = 20
TOO_LARGE = "disclosure_too_large"
IMPOSSIBLE = "disclosure_cannot_protect"


@dataclass(frozen=True, slots=True)
class Protected:
    """The tables with statuses, and what was done: how much was withheld, what had to be refused."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]

    @property
    def counted(self) -> dict[str, int]:
        """How many printed cells have each status."""
        return dict(Counter(c.status for t in self.tables for c in t.cells if c.printed))


def suppress(tables: Sequence[Table], rules: Rules) -> Protected:
    """All tables with a status on every cell: published, primary, secondary, or refused with its whole component."""
    found = system([replace(t, cells=tuple(_fresh(c) for c in t.cells)) for t in tables])
    ranges = sensitive(found, rules)
    statuses: dict[Name, str] = {}
    findings = [_overfull(one, tables) for one in found.overfull[:OVERLAPS_SHOWN]]
    for part in components(found):
        inside = {name: ranges[name] for name in part[0] if name in ranges}
        if inside:
            done = _component(found, part, inside, rules)
            statuses |= dict.fromkeys(part[0], Status.REFUSED) if isinstance(done, str) else done
            findings += [_refused(done, part[0], inside, rules, tables)] if isinstance(done, str) else []
    marked = tuple(_marked(table, statuses) for table in tables)
    return Protected(marked, (*findings, *_summary(marked)))


def _component(found: System, part: Part, ranges: dict[Name, Range], rules: Rules) -> dict[Name, str] | str:
    """Statuses of the withheld cells of one component; or the rule why it is refused."""
    names, sums = part
    if len(names) > rules.max_cells:
        return TOO_LARGE
    withheld: set[Name] | str = IMPOSSIBLE
    for held in dict.fromkeys((anchors(sums) - set(ranges), frozenset())):
        if isinstance(withheld, str):
            withheld = _withhold(found, part, ranges, held, rules)
    if isinstance(withheld, str):
        return withheld
    return {name: Status.PRIMARY if name in ranges else Status.SECONDARY for name in withheld}


def _withhold(
    found: System, part: Part, ranges: dict[Name, Range], held: frozenset[Name], rules: Rules
) -> set[Name] | str:
    """The cells to withhold while some are held as they are, piece by piece, proved together."""
    withheld: set[Name] = set(ranges)
    exposed = set(_exposed(found, *part, ranges, withheld))
    inside = [piece for piece in pieces(*part, held) if not exposed.isdisjoint(piece[0])]
    if sum(len(names) * len(exposed.intersection(names)) for names, _ in inside) > rules.max_work:
        return TOO_LARGE
    for names, sums in inside:
        movement = Movement(names, sums, found.cells, withheld, held)
        these = exposed.intersection(names)
        for name in sorted(these, key=lambda n: (found.cells[n].value - ranges[n].high, n)):
            more = movement.protect(name, ranges[name])
            if more is None:
                return IMPOSSIBLE
            withheld |= more
    proved = _prove(found, *part, ranges, withheld) if exposed else withheld
    return IMPOSSIBLE if proved is None else proved


def _prove(
    found: System, names: list[Name], sums: list[Sum], ranges: dict[Name, Range], withheld: set[Name]
) -> set[Name] | None:
    """What must be withheld until the audit has nothing left to say; None where that is never."""
    for _ in range(ROUNDS):
        exposed = _exposed(found, names, sums, ranges, withheld)
        if not exposed:
            return withheld
        more = {name for one in exposed if (name := _neighbour(one, sums, found, withheld))}
        if not more:
            return None
        withheld = withheld | more
    return None


def _exposed(
    found: System, names: list[Name], sums: list[Sum], ranges: dict[Name, Range], withheld: set[Name]
) -> list[Name]:
    marked = {n: replace(c, status=Status.PRIMARY) if n in withheld else c for n, c in found.cells.items()}
    return Reader(replace(found, cells=marked), names, sums).exposed(ranges)


def _neighbour(exposed: Name, sums: list[Sum], found: System, withheld: set[Name]) -> Name | None:
    """The smallest cell still printed that shares a sum with an exposed one, the sums nearest to it first."""
    reached, seen = {exposed}, {exposed}
    while reached:
        near = {n for s in sums for n in (s.whole, *s.parts) if reached & {s.whole, *s.parts}} - seen
        open_ = [n for n in near if n not in withheld and found.cells[n].printed and not found.cells[n].known]
        if open_:
            return min(open_, key=lambda n: (found.cells[n].value == 0, found.cells[n].value, n))
        seen |= near
        reached = near
    return None


def _fresh(cell: Cell) -> Cell:
    return replace(cell, status=Status.PUBLISHED)


def _marked(table: Table, statuses: dict[Name, str]) -> Table:
    cells = (replace(c, status=statuses.get((table.measure, c.key), Status.PUBLISHED)) for c in table.cells)
    return replace(table, cells=tuple(cells))


def _place(tables: Sequence[Table]) -> Place:
    return Place(", ".join(dict.fromkeys(t.id for t in tables)))


def _overfull(one: Sum, tables: Sequence[Table]) -> Finding:
    measure, key = one.whole
    where = _place([t for t in tables if t.measure == measure])
    return Finding.make("disclosure_overlap", Severity.WARNING, where, key=cell_text(key), parts=len(one.parts))


def _refused(
    rule: str, names: Sequence[Name], ranges: dict[Name, Range], rules: Rules, tables: Sequence[Table]
) -> Finding:
    measures = {measure for measure, _ in names}
    where = _place([t for t in tables if t.measure in measures])
    return Finding.make(rule, Severity.BLOCKING, where, cells=len(names), small=len(ranges), limit=rules.max_cells)


def _summary(tables: Sequence[Table]) -> list[Finding]:
    """One note per table on how much of it is withheld."""
    findings = []
    for table in tables:
        counted = Counter(c.status for c in table.cells if c.printed)
        if set(counted) - {Status.PUBLISHED}:
            findings.append(
                Finding.make(
                    "disclosure_withheld",
                    Severity.NOTE,
                    Place(table.id),
                    cells=sum(counted.values()),
                    small=counted[Status.PRIMARY],
                    others=counted[Status.SECONDARY] + counted[Status.REFUSED],
                )
            )
    return findings
