"""A workspace's grid of regions (tiles.csv): in which column and row of a map by tiles each region stands.

Scope: columns code, column, row, counted from 0 at the top left; an absent file is no grid. The grid shows where
regions lie to each other and makes no claim about boundaries. Errors: WorkspaceError with file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from mtm.model.errors import WorkspaceError

TILES = "tiles.csv"
MOST = 40


def load_tiles(path: Path) -> Mapping[str, tuple[int, int]]:
    """Column and row by region code."""
    if not path.is_file():
        return {}
    try:
        reader = csv.DictReader(path.read_bytes().decode("utf-8-sig").splitlines())
        found: dict[str, tuple[int, int]] = {}
        for row in reader:
            code, place = _tile(row, f"{path.name}, line {reader.line_num}")
            if code in found or place in found.values():
                raise WorkspaceError("stands in the grid twice", where=f"{path.name}, line {reader.line_num}",
                                     value=code if code in found else f"{place[0]},{place[1]}",
                                     remedy="Give every region a tile of its own.")  # fmt: skip
            found[code] = place
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WorkspaceError("cannot be read as UTF-8 text", where=path.name) from error
    return found


def _tile(row: Mapping[str, str | None], where: str) -> tuple[str, tuple[int, int]]:
    code, column, line = ((row.get(name) or "").strip() for name in ("code", "column", "row"))
    if not code or not (column.isdecimal() and line.isdecimal()) or max(int(column), int(line)) >= MOST:
        raise WorkspaceError("is no tile of a grid", where=where, value=f"{code},{column},{line}",
                             remedy="The columns are code, column, row; columns and rows count from 0.")  # fmt: skip
    return code, (int(column), int(line))
