"""The grid of regions that a workspace brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.model.errors import WorkspaceError
from mtm.workspace.indicators import load_codes
from mtm.workspace.names import load_names
from mtm.workspace.tiles import load_tiles

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def grid(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "tiles.csv"
    path.write_text("\n".join(("code,column,row", *lines, "")), encoding="utf-8")
    return path


def test_every_region_has_its_column_and_row(tmp_path: Path) -> None:
    assert load_tiles(grid(tmp_path, "TA-01,2,0", "TA-02,3,0")) == {"TA-01": (2, 0), "TA-02": (3, 0)}


def test_no_file_is_no_grid(tmp_path: Path) -> None:
    assert load_tiles(tmp_path / "tiles.csv") == {}


@pytest.mark.parametrize(
    "line", ["TA-02,2,0", "TA-01,5,5", "TA-02,-1,0", "TA-02,x,0", ",1,1", "TA-02,1", "TA-02,999,0"]
)
def test_a_tile_that_cannot_be_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(WorkspaceError, match="line 3"):
        load_tiles(grid(tmp_path, "TA-01,2,0", line))


@pytest.mark.parametrize(("name", "count"), [("kazakhstan", 20), ("tarvia", 8)])
def test_the_grids_of_the_examples_hold_every_region_they_name(name: str, count: int) -> None:
    root = EXAMPLES / name
    _, codes = load_names(root / "names.csv", load_codes(root / "indicators.yml"))

    tiles = load_tiles(root / "tiles.csv")

    assert len(tiles) == count
    assert set(tiles) == codes.breakdowns["region"].codes
