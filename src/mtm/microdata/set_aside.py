# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""Rows of an extract that were not taken in: listed for the partner, and judged again once the mapping knows more.

Scope: the CSV file of a delivery under ``rejected/``, its lines, and the codes that nobody knew. The rows keep their
texts but never the person's: the line leads back to the partner's own file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.microdata.dataset import Taken
from mtm.microdata.mapping import CODED, Extract
from mtm.microdata.workbench import fill, parquet, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = "rejected"
TEXTS = (
    "time",
    "direction",
    "citizenship",
    "crossing_point",
    "transport",
    "sex",
    "birth_year",
    "purpose",
    "document_type",
)
SHOWN = 8  # codes of one field that are named


@dataclass(frozen=True, slots=True)
class Unknown:
    """Codes of one field that neither the mapping nor mtm knows: the rows they cost, and the most frequent ones."""

    field: str
    rows: int
    codes: tuple[tuple[str, int], ...]
    others: int


def listing(out: Path, taken: Taken) -> Path:
    """Where the rejected rows of a delivery are listed."""
    mark = taken.mark.replace(taken.sha256, taken.sha256[:8])
    return out / FOLDER / f"{taken.received}_{Path(taken.name).stem}.{mark}.csv"


def rejected_sql() -> str:
    """SQL for the rejected rows of a judged piece."""
    texts = ", ".join(f"{name}_text AS {name}" for name in TEXTS)
    bad = f"SELECT line, reason, {texts} FROM judged WHERE reason IS NOT NULL"
    return f"SELECT * FROM ({bad} UNION ALL SELECT line, reason, {_EMPTY} FROM broken) ORDER BY line"


def list_rejected(database: DuckDBPyConnection, stage: Path, target: Path) -> Path:
    """All rejected rows of a stage in one CSV file, in the order of their lines."""
    target.parent.mkdir(exist_ok=True)
    rows = _staged(stage)
    doubled = sorted(stage.glob("duplicates-*.parquet"))
    if doubled:
        rows += f" UNION ALL SELECT line, 'duplicate' AS reason, {_EMPTY} FROM ({parquet(doubled)})"
    part = target.with_name(target.name + ".part")
    database.execute(f"COPY (SELECT * FROM ({rows}) ORDER BY line) TO {quoted(str(part))} (FORMAT csv, HEADER)")
    part.replace(target)
    return target


def remember_lines(database: DuckDBPyConnection, listed: Path) -> None:
    """The table ``again``: the lines of a list of rejected rows."""
    rows = f"read_csv({quoted(str(listed))}, header = true, all_varchar = true)"
    database.execute(f"CREATE OR REPLACE TABLE again AS SELECT CAST(line AS BIGINT) AS line FROM {rows}")


def only_again(database: DuckDBPyConnection, broken: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep of the table ``raw``, and of broken lines, what the table ``again`` names."""
    database.execute("DELETE FROM raw WHERE line NOT IN (SELECT line FROM again)")
    fill(database, "torn", ("line BIGINT",), [(line,) for line, _ in broken])
    meant = database.execute("SELECT line FROM torn WHERE line IN (SELECT line FROM again)").fetchall()
    kept = {line for (line,) in meant}
    return [(line, why) for line, why in broken if line in kept]


def unknown_codes(database: DuckDBPyConnection, stage: Path, mapping: Extract) -> Iterator[Unknown]:
    """For each coded field, the codes of rejected rows that nobody knows, the most frequent first; whatever reason a
    row was rejected for first, so that one look completes the mapping."""
    for name in CODED:
        rows = f"SELECT {name} AS code, count(*) AS rows FROM ({_staged(stage)}) WHERE {name} IS NOT NULL"
        met = database.execute(f"{rows} GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
        found = [(code, count) for code, count in met if mapping.code(name, code) is None]
        if found:
            yield Unknown(name, sum(count for _, count in found), tuple(found[:SHOWN]), len(found[SHOWN:]))


_EMPTY = ", ".join(f"NULL::VARCHAR AS {name}" for name in TEXTS)


def _staged(stage: Path) -> str:
    return parquet(sorted(stage.glob("rejected-*.parquet")))
