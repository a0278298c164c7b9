"""A derived source's files are taken in like any other delivery, and only as tidy files."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tidied import DAY, observed

from mtm.build import known_matrix
from mtm.derived import write
from mtm.model.errors import WorkspaceError
from mtm.workspace.load import load
from mtm.workspace.scaffold import scaffold


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "w"
    list(scaffold(root))
    (root / "names.csv").write_text("code,language,kind,name\nXAA,en,name,Examplia\n", encoding="utf-8")
    (root / "sources" / "records.yml").write_text(
        "name: {en: Records}\nref_area: XAA\nderived: true\n", encoding="utf-8"
    )
    return root


def test_observations_come_back_from_the_matrix_with_line_attributes_and_vintage(workspace: Path) -> None:
    write(
        [observed(), observed(counterpart_area="_T", value=Decimal(9000))], load(workspace).inbox, "records", DAY, "c"
    )

    known = known_matrix(workspace).select("border_arrivals", source="records")
    assert [(o.counterpart_area, o.value, o.origin.cell) for o in known] == [
        ("UZB", 4321, "line 2, column value"),
        ("_T", 9000, "line 3, column value"),
    ]
    assert {o.attributes for o in known} == {(("dataset", "d1"),)}
    assert {o.vintage for o in known} == {DAY}


def test_a_later_delivery_is_a_later_vintage(workspace: Path) -> None:
    inbox = load(workspace).inbox
    write([observed()], inbox, "records", DAY, "crossings")
    write([observed(value=Decimal(4400))], inbox, "records", DAY.replace(month=4), "crossings")

    [now] = known_matrix(workspace).select("border_arrivals", source="records")
    [before] = known_matrix(workspace, "2025-03-01").select("border_arrivals", source="records")
    assert (now.value, before.value) == (4400, 4321)


def test_a_derived_source_declares_no_tables(workspace: Path) -> None:
    source = workspace / "sources" / "border-service.yml"
    source.write_text(source.read_text(encoding="utf-8") + "derived: true\n", encoding="utf-8")

    with pytest.raises(WorkspaceError, match="is derived and declares tables"):
        load(workspace)


def test_a_fictitious_area_is_known_once_the_workspace_names_it(workspace: Path) -> None:
    inbox = load(workspace).inbox
    write([observed(counterpart_area="XQB")], inbox, "records", DAY, "crossings")
    assert known_matrix(workspace).select("border_arrivals", source="records") == ()

    with (workspace / "names.csv").open("a", encoding="utf-8") as file:
        file.write("XQB,en,name,Neverland\n")
    [found] = known_matrix(workspace).select("border_arrivals", source="records")
    assert found.counterpart_area == "XQB"


def test_crossing_points_are_listed_once_for_entries_and_exits_too(workspace: Path) -> None:
    pairs = (("crossing_point", "North Gate"), ("entry_point", "North Gate"), ("exit_point", "North Gate"))
    write([observed(breakdown=(pair,)) for pair in pairs], load(workspace).inbox, "records", DAY, "points")
    assert known_matrix(workspace).select("border_arrivals", source="records") == ()

    codes = "breakdowns: {crossing_point: {codes: {North Gate: {en: North Gate}}}}\n"
    (workspace / "indicators.yml").write_text(codes, encoding="utf-8")
    found = known_matrix(workspace).select("border_arrivals", source="records")
    assert {o.breakdown for o in found} == {(pair,) for pair in pairs}
