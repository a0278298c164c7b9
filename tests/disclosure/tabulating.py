"""Tables for tests: cross-tabulations with all their margins, and a reader who tries every possible table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from mtm.disclosure import Cell, Key, Table


def crossed(base: dict[tuple[str, ...], int], dimensions: Sequence[str], measure: str = "persons") -> Table:
    """The cross-tabulation of ``base`` (codes, one per dimension) with every margin."""
    cells: dict[Key, int] = {}
    for codes, value in base.items():
        for chosen in product((False, True), repeat=len(dimensions)):
            key = tuple(sorted((d, c) for d, c, take in zip(dimensions, codes, chosen, strict=True) if take))
            cells[key] = cells.get(key, 0) + value
    return Table("table-1", measure, tuple(Cell(key, value) for key, value in cells.items()))


def grid(rows: Sequence[Sequence[int]]) -> Table:
    """A two-way table: rows r0, r1, … by columns c0, c1, …"""
    base = {(f"r{i}", f"c{j}"): value for i, row in enumerate(rows) for j, value in enumerate(row)}
    return crossed(base, ("row", "column"))


def at(table: Table, **codes: str) -> Cell:
    """The cell with these codes."""
    key = tuple(sorted(codes.items()))
    return next(cell for cell in table.cells if cell.key == key)


def possible_values(table: Table, key: Key, most: int) -> set[int]:
    """Every value that a cell of a two-way table with total at most ``most`` can have, by trying all inner tables.

    Written from the definition: no sums are taken from the package, and nothing is optimised.
    """
    shown = {cell.key: int(cell.value) for cell in table.cells if cell.status == "published"}
    rows = sorted({dict(c.key)["row"] for c in table.cells if "row" in dict(c.key)})
    columns = sorted({dict(c.key)["column"] for c in table.cells if "column" in dict(c.key)})
    found = set()
    for inner in _inner_tables(rows, columns, shown, most):
        values = _with_margins(inner, rows, columns)
        if all(values[k] == v for k, v in shown.items()):
            found.add(values[key])
    return found


def _inner_tables(rows: list[str], columns: list[str], shown: dict[Key, int], most: int) -> Iterator[dict[Key, int]]:
    keys: list[Key] = [(("column", c), ("row", r)) for r in rows for c in columns]
    choices = [[shown[k]] if k in shown else range(most + 1) for k in keys]
    for values in product(*choices):
        yield dict(zip(keys, values, strict=True))


def _with_margins(inner: dict[Key, int], rows: list[str], columns: list[str]) -> dict[Key, int]:
    values = dict(inner)
    for r in rows:
        values[(("row", r),)] = sum(inner[("column", c), ("row", r)] for c in columns)
    for c in columns:
        values[(("column", c),)] = sum(inner[("column", c), ("row", r)] for r in rows)
    values[()] = sum(inner.values())
    return values
