"""A tabulation is one SQL file: its header says what it counts, its text runs unchanged on every engine.

Scope: reading the files, their headers, and putting whole numbers in place of parameters. Nothing is run here.
Header lines are ``-- key: value`` and continue on lines that begin with ``--   ``. Required keys: tabulation, version,
title, definition, ties, source, unit, runs, parameters; ``enforcement`` and ``reads`` where they apply.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from mtm.model.errors import MtmError

REQUIRED = ("tabulation", "version", "title", "definition", "ties", "source", "unit", "runs", "parameters")

# Functions that were seen to give the same rows on DuckDB and on Spark; a test holds every file to this list.
# What looks alike and differs silently (date_diff by month, ordered list, strftime quarters, approximate counts) stays
# out, and so does what one engine lacks (grouping of two columns, quantile_cont, isodow).
ALLOWED = frozenset(
    ("cast", "coalesce", "concat", "count", "greatest", "lag", "lead", "least", "max", "min", "row_number", "sum")
)

# Words that stand before a parenthesis without being functions.
_WORDS = frozenset(
    ("and", "as", "by", "case", "else", "from", "in", "join", "not", "on", "or", "over", "select", "sets", "where")
)


@dataclass(frozen=True, slots=True)
class Tabulation:
    """One tabulation: ``runs`` is "at once" or "by persons" (its rows add up over groups of persons).

    ``enforcement`` names the column by which results point at enforcement, ``reads`` another tabulation whose rows
    it starts from; both may be empty.
    """

    name: str
    version: str
    title: str
    definition: str
    ties: str
    source: str
    unit: str
    runs: str
    parameters: tuple[str, ...]
    enforcement: str
    reads: str
    sql: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the result's columns: measure first, value last."""
        return _columns(self.sql)

    def text(self, parameters: Mapping[str, int]) -> str:
        """The SQL with every ``:parameter`` replaced by its whole number."""
        missing = [name for name in self.parameters if name not in parameters]
        if missing:
            raise MtmError("A tabulation needs a parameter", where=self.name, value=missing[0], remedy="Give it.")
        return re.sub(r"(?<!:):([a-z_]+)", lambda found: str(int(parameters[found[1]])), self.sql)


def names() -> tuple[str, ...]:
    """All tabulations, in alphabetical order."""
    folder = files("mtm.microdata").joinpath("tabulations")
    return tuple(sorted(entry.name.removesuffix(".sql") for entry in folder.iterdir() if entry.name.endswith(".sql")))


@lru_cache(maxsize=64)
def tabulation(name: str) -> Tabulation:
    """The tabulation of that name; raises MtmError for an unknown one."""
    if name not in names():
        raise MtmError("Unknown tabulation", value=name, remedy=f"Choose from: all, {', '.join(names())}.")
    text = files("mtm.microdata").joinpath("tabulations", f"{name}.sql").read_text(encoding="utf-8")
    return parse(name, text)


def parse(name: str, text: str) -> Tabulation:
    """A tabulation from the text of its file; a header that lacks something is an error."""
    header = _header(text)
    missing = [key for key in REQUIRED if not header.get(key)]
    if missing or header["tabulation"] != name:
        raise MtmError(
            "The header of a tabulation lacks", where=f"{name}.sql", value=", ".join(missing or ["its name"])
        )
    sql = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--")).strip()
    parameters = tuple(part.strip() for part in header["parameters"].split(",") if part.strip() != "none")
    fields = {key: header.get(key, "") for key in (*REQUIRED, "enforcement", "reads") if key != "tabulation"}
    return Tabulation(name=name, sql=sql, **{**fields, "parameters": parameters})  # type: ignore[arg-type]


def _header(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if line.startswith("--   "):
            found[key] += " " + line[5:].strip()
        else:
            key, _, value = line[3:].partition(":")
            found[key] = value.strip()
    return found


def functions(sql: str) -> frozenset[str]:
    """The functions that a query calls."""
    called = {name.lower() for name in re.findall(r"\b([A-Za-z_]+)\s*\(", sql)}
    defined = {name.lower() for name in re.findall(r"\b([A-Za-z_]+)\s+AS\s*\(", sql)}
    return frozenset(called - _WORDS - defined - {"f", "p", "w"})


@lru_cache(maxsize=64)
def _columns(sql: str) -> tuple[str, ...]:
    last = _top_level(sql).rpartition("UNION ALL")[2]
    listed = re.split(r"\bFROM\b", last, maxsplit=1)[0].partition("SELECT")[2]
    return tuple(part.split()[-1].rpartition(".")[2] for part in _split(listed))


def _top_level(sql: str) -> str:
    """The query without what stands in parentheses."""
    depth, kept = 0, []
    for letter in sql:
        depth += letter == "("
        if depth == 0:
            kept.append(letter)
        depth -= letter == ")"
    return "".join(kept)


def _split(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]
