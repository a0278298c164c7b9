"""A section may print data older or longer than the report's period, but it must be known."""

from __future__ import annotations

from checking import CheckContext, context, findings

from matrix_samples import row
from mtm.model.figure import Figure
from mtm.model.observation import Observation


def printed(*rows: Observation, section: str = "kandas") -> CheckContext:
    """A report whose section prints these observations."""
    figures = tuple(
        Figure(f"{section}.f{n}", section, "select", o.value, o.unit_measure, 0, o.time_period, o.indicator, (o,))
        for n, o in enumerate(rows)
    )
    return context(list(rows), figures=figures)


QUARTER = row("x_in", "2023-Q4", "5")
PASSES = printed(QUARTER, row("x_in", "2022-Q4", "4"), section="flows")
FAILS = printed(row("kandas", "2023-01-01/2023-08-31", "16026"))


def test_data_of_the_first_of_september_in_a_fourth_quarter_are_named() -> None:
    (finding,) = findings("period_mismatch", FAILS)

    assert (finding.rule, finding.severity, finding.indicator) == ("period_mismatch", "warning", "kandas")
    assert [finding.param(p) for p in ("section", "report", "until")] == ["kandas", "2023-Q4", "2023-08-31"]


def test_nine_months_end_too_early_as_well() -> None:
    assert [f.rule for f in findings("period_mismatch", printed(row("x_in", "2023-01-01/2023-09-30", "5")))] == [
        "period_mismatch"
    ]


def test_a_year_in_a_quarterly_report_is_a_note() -> None:
    assert [(f.rule, f.severity) for f in findings("period_mismatch", printed(row("x_in", "2023", "5")))] == [
        ("period_mismatch_length", "note")
    ]


def test_a_stock_at_the_end_of_the_period_fits() -> None:
    assert findings("period_mismatch", printed(row("x_in", "2023-12-31", "5"), row("x_in", "2024-01-01", "5"))) == []


def test_earlier_periods_printed_for_comparison_are_no_mismatch() -> None:
    assert findings("period_mismatch", PASSES) == []


def test_a_newest_value_that_is_missing_does_not_count_as_printed() -> None:
    given = printed(row("kandas", "2023-Q4", "…"), row("kandas", "2023-Q3", "5"))

    assert [f.period for f in findings("period_mismatch", given)] == ["2023-Q3"]
