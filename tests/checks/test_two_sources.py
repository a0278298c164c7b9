"""Two sources for one thing."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import row

OURS = row("x_in", "2023-Q4", "9595", "RUS")
PASSES = context(OURS, row("x_in", "2023-Q4", "9595", "RUS", source="other"))
FAILS = context(OURS, row("x_in", "2023-Q4", "31200", "RUS", source="other"))


def test_both_values_and_both_sources_are_named() -> None:
    (finding,) = findings("two_sources", FAILS)

    # 31,200 - 9,595 = 21,605
    assert [finding.param(p) for p in ("first", "second", "other", "difference")] == [
        *("9595", "31200", "The Other Agency", "21605")
    ]
    assert (finding.source, finding.severity, len(finding.places)) == ("agency", "warning", 2)


def test_a_rounded_number_does_not_contradict_an_exact_one() -> None:
    rounded = row("x_in", "2023-Q4", "9.6", "RUS", source="other", unit="thousand")
    exact = row("x_in", "2023-Q4", "9.58", "RUS", unit="thousand")

    # 9.6 stands for 9.55 to 9.65, 9.58 for 9.575 to 9.585
    assert findings("two_sources", context(exact, rounded)) == []


def test_different_periods_areas_and_breakdowns_are_different_things() -> None:
    rows = [
        row("x_in", "2023-Q3", "1", "RUS", source="other"),
        row("x_in", "2023-Q4", "1", "UZB", source="other"),
        row("x_in", "2023-Q4", "1", "RUS", source="other", sex="F"),
    ]

    assert findings("two_sources", context(OURS, rows)) == []
