"""The form of a tidy file: its columns, how texts are written in them, and the seal of every row.

Shapes: one line per observation; first the columns of ``COLUMNS``, then one column per attribute in alphabetical order,
last the seal. Lines end with a line feed, fields are quoted where RFC 4180 needs it, no field holds a line break.
The seal is the beginning of a SHA-256 over the row's number, the number of rows and all other fields: a row that was
changed, and a file from which rows were lost, show. It guards against slips, not against people who want to deceive.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence

COLUMNS = (
    *("indicator", "time_period", "ref_area", "counterpart_area", "breakdown"),
    *("value", "unit_measure", "obs_status", "decimals"),
)
SEAL = "seal"
VALUE = COLUMNS.index("value")
RESERVED = frozenset((*COLUMNS, SEAL, "correction"))
"""Names that no attribute may have; a correction is made by the team, never by a file."""

ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]{0,40}")
TEXT = re.compile(r"[^;=\s](?:[^;=]*[^;=\s])?")
"""A code of a breakdown: agencies' crossing points and regions are called by their names."""
CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/+-]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
DECIMALS = re.compile(r"0|-?[1-9]|-?1[0-2]")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")

_RUNS = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20']")
_SEAL_LENGTH = 12


def line(fields: Sequence[str]) -> str:
    """The fields as one line of CSV, without its end."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(fields)
    return out.getvalue()


def fields(text: str) -> list[str] | None:
    """The fields of a line, or None where it is no line of CSV."""
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error:
        return None


def seal(number: int, rows: int, values: Sequence[str]) -> str:
    """The seal of the row with this number, of so many rows."""
    told = json.dumps([number, rows, *values], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:_SEAL_LENGTH]


def guarded(text: str) -> str:
    """The text so that no spreadsheet program runs it as a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text.removeprefix("'")


def pairs_text(pairs: Sequence[tuple[str, str]]) -> str:
    """A breakdown as ``dimension=code;dimension=code``."""
    return ";".join(f"{dimension}={code}" for dimension, code in pairs)


def pairs(text: str) -> tuple[tuple[str, str], ...] | None:
    """The breakdown that a text stands for; None unless it is written as ``pairs_text`` writes it, in order."""
    if not text:
        return ()
    found = tuple((name, code) for name, _, code in (part.partition("=") for part in text.split(";")))
    names = [name for name, _ in found]
    sound = all(ATTRIBUTE.fullmatch(name) and TEXT.fullmatch(code) and not CONTROL.search(code) for name, code in found)
    return found if sound and names == sorted(set(names)) else None
