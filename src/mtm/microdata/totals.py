"""Published totals that a simulation is calibrated to: a small CSV file of quarter, citizenship, entries and exits.

Scope: reading and checking the file. Errors: MtmError with file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from mtm.microdata.calibration import Total
from mtm.model.errors import MtmError

COLUMNS = ("quarter", "citizenship", "entries", "exits")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_COUNT = re.compile(r"[0-9]{1,12}")


def read_totals(path: Path) -> tuple[Total, ...]:
    """The totals of a file, every quarter and citizenship once."""
    found = tuple(_totals(path))
    keys = [(total.quarter, total.citizenship) for total in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice or not found:
        what = "gives a quarter and citizenship twice" if twice else "holds no totals"
        raise MtmError(f"The file of totals {what}", where=str(path), value=str(twice[0]) if twice else "")
    return found


def quarter_number(text: str) -> int:
    """2023-Q4 as the number 20234. Errors: MtmError."""
    told = _QUARTER.fullmatch(text)
    if not told:
        raise MtmError("This is not a quarter", value=text, remedy="Write it like 2023-Q4.")
    return int(told[1]) * 10 + int(told[2])


def _totals(path: Path) -> Iterator[Total]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise MtmError("The file of totals cannot be read as UTF-8 text", where=str(path)) from None
    rows = csv.reader(line for line in lines if line.strip() and not line.startswith("#"))
    if tuple(next(rows, ())) != COLUMNS:
        raise MtmError(
            "The file of totals has another first line", where=str(path), remedy=f"Begin it with {','.join(COLUMNS)}."
        )
    for number, row in enumerate(rows, start=1):
        yield _total(row, f"{path}, row {number}")


def _total(row: list[str], where: str) -> Total:
    if len(row) != len(COLUMNS) or not all(_COUNT.fullmatch(text) for text in row[2:]):
        remedy = "Write lines such as 2023-Q4,UZB,1334101,1469172."
        raise MtmError("This is not a quarter, a citizenship and two counts", where=where, remedy=remedy)
    if not re.fullmatch(r"[A-Z]{3}", row[1]):
        remedy = "Write an ISO 3166-1 alpha-3 code."
        raise MtmError("This is not a citizenship", where=where, value=row[1], remedy=remedy)
    return Total(quarter_number(row[0]), row[1], int(row[2]), int(row[3]))
