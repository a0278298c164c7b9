# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""The register of a quarter: who was met in it, marked so that counting distinct persons is counting marks.

Scope: one file per quarter, one row for each person and citizenship met in it, written at intake. ``code`` is the
citizenship * MARKS + marks; a mark says that this row counts one in one of the printed counts of distinct persons:
under its citizenship or under everyone, in the quarter or in its year, of those who left, who came, or either. A person
of several citizenships counts under everyone with one row only, and a person met in an earlier quarter of the year
does not count in the year again: so every count is the number of rows with its mark.

The marks of the year depend on the quarters before: a late delivery renews the registers from its quarter to the end
of the year. Groups of citizenships are dated and chosen later; they cannot be marked. Who has one citizenship in the
quarter counts in a group where the citizenship does; the rows of the others (SEVERAL) stand first, with their person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mtm.microdata.dataset import Dataset, Part
from mtm.microdata.workbench import parquet, write_parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SIDES = 3  # the two lowest bits: left (1), came (2) in the quarter, under this citizenship
EVERYONE = 2  # from this bit on: left, came, met in the quarter, under everyone
YEAR = 5  # left, came, met for the first time in the year under this citizenship
YEAR_EVERYONE = 8  # left, came, met for the first time in the year
SEVERAL = 11  # the person was met on several citizenships in the quarter
MARKS = 2**12


def write_registers(
    database: DuckDBPyConnection,
    dataset: Dataset,
    touched: Iterable[int],
    plan: str,
    step: Callable[[str, int, int], None],
) -> Dataset:
    """Write the registers of the quarters that have new crossings, and of those after them in the same year."""
    begun = {quarter // 10: quarter for quarter in sorted(touched, reverse=True)}
    renewed = [quarter for quarter in dataset.quarters if begun.get(quarter // 10, quarter + 1) <= quarter]
    parts = {part.key: part for part in dataset.registers}
    for done, quarter in enumerate(renewed):
        step("registers", done, len(renewed))
        path = dataset.root / "registers" / f"quarter={quarter}" / f"{plan}.parquet"
        earlier = [part for key, part in parts.items() if quarter - quarter % 10 <= key < quarter]
        if not path.exists():
            write_parquet(database, _register_sql(dataset, quarter, earlier), path)
        rows = database.execute(f"SELECT count(*) FROM ({parquet([path])})").fetchall()[0][0]
        parts[quarter] = Part(quarter, path.relative_to(dataset.root).as_posix(), int(rows))
    return replace(dataset, registers=tuple(parts[key] for key in sorted(parts)))


def _register_sql(dataset: Dataset, quarter: int, earlier: Iterable[Part]) -> str:
    """The register of a quarter, from its records and from the registers of the year's earlier quarters."""
    records = parquet(dataset.paths(dataset.crossings_of(quarter)), "person, citizenship, direction")
    paths = dataset.paths(tuple(earlier))
    known = parquet(paths, "person, code") if paths else "SELECT 0 AS person, 0 AS code WHERE false"
    return f"""
        WITH here AS (
            SELECT person, CAST(citizenship AS INTEGER) AS citizenship, bit_or(1 << CAST(direction AS INTEGER)) AS sides
            FROM ({records}) GROUP BY person, citizenship),
        listed AS (
            SELECT *, row_number() OVER w = 1 AS alone, count(*) OVER (PARTITION BY person) > 1 AS several,
                   coalesce(bit_or(sides) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS listed_sides
            FROM here WINDOW w AS (PARTITION BY person ORDER BY citizenship)),
        before AS (
            SELECT person, code // {MARKS} AS citizenship, bit_or(code & {SIDES}) AS sides
            FROM ({known}) GROUP BY ALL),
        before_all AS (SELECT person, bit_or(sides) AS sides FROM before GROUP BY person),
        marked AS (
            SELECT l.person, l.citizenship, l.several, l.sides
                | ((l.sides & ({SIDES} - l.listed_sides)) << {EVERYONE})
                | CASE WHEN l.alone THEN {4 << EVERYONE} ELSE 0 END
                | ((l.sides & ({SIDES} - coalesce(b.sides, 0))) << {YEAR})
                | CASE WHEN b.sides IS NULL THEN {4 << YEAR} ELSE 0 END
                | ((l.sides & ({SIDES} - (l.listed_sides | coalesce(a.sides, 0)))) << {YEAR_EVERYONE})
                | CASE WHEN l.alone AND a.sides IS NULL THEN {4 << YEAR_EVERYONE} ELSE 0 END
                | CASE WHEN l.several THEN {1 << SEVERAL} ELSE 0 END AS marks
            FROM listed l LEFT JOIN before b USING (person, citizenship) LEFT JOIN before_all a ON a.person = l.person)
        SELECT person, CAST(citizenship * {MARKS} + marks AS INTEGER) AS code
        FROM marked ORDER BY several DESC, person, citizenship"""
