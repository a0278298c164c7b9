"""Which cells bind each other: every sum that a reader of all tables can write down.

Scope: tables to one system of named cells and sums. Sums along a dimension are derived from the keys. Where the parts
fall short of their whole, what is left can be had by subtraction: it becomes a cell of its own that nobody prints.
Errors: MtmError where two tables give one cell different values.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mtm.disclosure.tables import Cell, Key, Name, Sum, Table
from mtm.model.errors import MtmError

REST = "_rest"
"""The code of what a dimension's given codes leave out."""


ANCHOR = 4
"""A whole of more sums than this is held as it is while other cells can be withheld instead."""


@dataclass(frozen=True, slots=True)
class System:
    """All cells by name, the sums that bind them, and per measure its kind and rounding.

    ``overfull`` are wholes that their parts exceed: their codes overlap, so no sum binds them.
    """

    cells: dict[Name, Cell]
    sums: tuple[Sum, ...]
    kinds: dict[str, str]
    rounding: dict[str, Decimal]
    overfull: tuple[Sum, ...]


def system(tables: Sequence[Table]) -> System:
    """The cells and sums of all tables together; equal names are one cell, withheld if it is withheld anywhere."""
    cells: dict[Name, Cell] = {}
    for table in tables:
        for cell in table.cells:
            name = (table.measure, cell.key)
            cells[name] = cell if name not in cells else _stricter(cells[name], cell, table)
    for measure in dict.fromkeys(t.measure for t in tables):
        cells.update(_rests(measure, cells))
    derived = _along_dimensions(cells)
    given = [s for table in tables for s in table.sums if all(n in cells for n in (s.whole, *s.parts))]
    sums = list(dict.fromkeys([*derived, *given]))
    bound = [s for s in sums if _gap(s, cells) == 0]
    return System(
        cells,
        tuple(bound),
        {t.measure: t.kind for t in tables},
        {t.measure: t.rounding for t in tables},
        tuple(s for s in sums if _gap(s, cells) < 0),
    )


def _stricter(one: Cell, other: Cell, table: Table) -> Cell:
    """Of two descriptions of a cell: printed if printed anywhere, withheld if withheld anywhere."""
    if one.value != other.value:
        remedy = "Tables of different universes (other respondents, other filters) need different measures."
        value = f"{one.value} and {other.value} for {cell_text(one.key)}"
        raise MtmError("two values for one cell", where=f"{table.id} ({table.measure})", value=value, remedy=remedy)
    status = max((one.status, other.status), key=("published", "secondary", "primary", "refused").index)
    return replace(one, status=status, printed=one.printed or other.printed, known=one.known or other.known)


def _rests(measure: str, cells: dict[Name, Cell]) -> dict[Name, Cell]:
    """The cells that readers can make by subtraction, until no new one appears."""
    known = {key: cell for (of, key), cell in cells.items() if of == measure}
    given = len(known)
    new = _left_out(known)
    while new:
        known.update(new)
        new = _left_out(known)
    return {(measure, key): known[key] for key in list(known)[given:]}


def _left_out(known: dict[Key, Cell]) -> dict[Key, Cell]:
    """What each whole leaves over after its parts along one dimension."""
    made = {}
    for (dimension, whole), keys in _parts(known).items():
        rest = with_code(whole, dimension, REST)
        if whole in known and rest not in known:
            parts = [known[key] for key in keys]
            left = known[whole].value - sum(part.value for part in parts)
            if left > 0:
                made[rest] = _rest(rest, left, known[whole], parts)
    return made


def _rest(key: Key, left: int | Decimal, whole: Cell, parts: list[Cell]) -> Cell:
    counted = [p.contributors for p in parts]
    people = None
    if whole.contributors is not None and all(c is not None for c in counted):
        people = max(whole.contributors - sum(c or 0 for c in counted), 0)
    return Cell(key, left, contributors=people, printed=False)


def _parts(keys: Iterable[Key]) -> dict[tuple[str, Key], list[Key]]:
    """For every dimension and every key without it, the keys that add one of its codes."""
    found: dict[tuple[str, Key], list[Key]] = defaultdict(list)
    for key in keys:
        for place, (dimension, _) in enumerate(key):
            found[dimension, key[:place] + key[place + 1 :]].append(key)
    return found


def _along_dimensions(cells: dict[Name, Cell]) -> list[Sum]:
    known: dict[str, list[Key]] = defaultdict(list)
    for measure, key in cells:
        known[measure].append(key)
    return [
        Sum((measure, whole), tuple((measure, part) for part in parts))
        for measure, keys in known.items()
        for (_, whole), parts in sorted(_parts(sorted(keys)).items())
        if (measure, whole) in cells
    ]


def _gap(one: Sum, cells: dict[Name, Cell]) -> int | Decimal:
    return cells[one.whole].value - sum(cells[part].value for part in one.parts)


def cell_text(key: Key) -> str:
    """A key as people write it: region=A, sex=F."""
    return ", ".join(f"{dimension}={code}" for dimension, code in key) or "total"


def with_code(key: Key, dimension: str, code: str) -> Key:
    return tuple(sorted((*key, (dimension, code))))


Part = tuple[list[Name], list[Sum]]


def components(found: System) -> list[Part]:
    """Cells and sums in groups that share nothing: what is withheld in one says nothing about another."""
    return pieces(list(found.cells), found.sums, frozenset())


def pieces(names: Sequence[Name], sums: Sequence[Sum], held: frozenset[Name]) -> list[Part]:
    """Cells and sums in groups that share nothing but cells that are held as they are; those stand in each group."""
    home: dict[Name, Name] = {}

    def root(name: Name) -> Name:
        while home.setdefault(name, name) != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    free = {id(one): [n for n in (one.whole, *one.parts) if n not in held] for one in sums}
    for bound in free.values():
        for name in bound[1:]:
            home[root(name)] = root(bound[0])
    cells: dict[Name, dict[Name, None]] = defaultdict(dict)
    grouped: dict[Name, list[Sum]] = defaultdict(list)
    for name in names:
        if name not in held:
            cells[root(name)][name] = None
    for one in sums:
        if free[id(one)]:
            key = root(free[id(one)][0])
            grouped[key].append(one)
            cells[key].update(dict.fromkeys((one.whole, *one.parts)))
    return [(list(inside), grouped[key]) for key, inside in cells.items()]


def anchors(sums: Sequence[Sum]) -> frozenset[Name]:
    """Wholes of so many sums that withholding one would cost many others: the base of every question of a form."""
    counted = Counter(one.whole for one in sums)
    return frozenset(name for name, times in counted.items() if times > ANCHOR)
