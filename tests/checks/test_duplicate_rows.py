"""One delivery gives the same thing twice."""

from __future__ import annotations

from dataclasses import replace

from checking import context, findings

from matrix_samples import row
from mtm.model.observation import Observation


def on_sheet(o: Observation, sheet: str) -> Observation:
    return replace(o, origin=replace(o.origin, sheet=sheet))


FIRST = row("x_in", "2023-Q4", "5", "UZB", cell="B3")
PASSES = context(FIRST, row("x_in", "2023-Q4", "5", "KGZ", cell="B4"))
FAILS = context(FIRST, row("x_in", "2023-Q4", "7", "UZB", cell="B9"))


def test_two_values_for_one_row_are_named_with_both_cells() -> None:
    (finding,) = findings("duplicate_rows", FAILS)

    assert (finding.rule, finding.severity, finding.param("values")) == ("duplicate_rows", "warning", "5, 7")
    assert [p.cell for p in finding.places] == ["B3", "B9"]


def test_a_repeated_row_with_one_value_is_a_note() -> None:
    given = context(FIRST, row("x_in", "2023-Q4", "5", "UZB", cell="B9"))

    assert [(f.rule, f.severity) for f in findings("duplicate_rows", given)] == [("duplicate_rows_equal", "note")]


def test_a_total_repeated_on_another_sheet_is_no_repetition() -> None:
    assert findings("duplicate_rows", context(FIRST, on_sheet(FIRST, "Summary"))) == []


def test_two_deliveries_are_two_vintages() -> None:
    assert findings("duplicate_rows", context(FIRST, row("x_in", "2023-Q4", "7", "UZB", received="2024-02-01"))) == []
