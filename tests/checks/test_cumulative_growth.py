"""A running total must grow by the flow that feeds it."""

from __future__ import annotations

from dataclasses import replace

from checking import CheckContext, context, findings

from matrix_samples import row
from mtm.model.observation import Observation


def since_1991(day: str, raw: str) -> Observation:
    """A total in thousands with one decimal: its last two digits are rounded."""
    return replace(row("kandas_total", day, raw), decimals=-2)


def bulletins(may: str, september: str) -> CheckContext:
    return context(
        since_1991("2023-05-01", may),
        since_1991("2023-09-01", september),
        row("kandas", "2023-01-01/2023-04-30", "6144"),
        row("kandas", "2023-01-01/2023-08-31", "16026"),
    )


PASSES = bulletins("1112600", "1122400")
FAILS = bulletins("1112600", "1123200")


def test_growth_that_rounding_does_not_explain_is_named_beside_the_counts() -> None:
    (finding,) = findings("cumulative_growth", FAILS)

    # 1,123.2 - 1,112.6 = 10.6 thousand, at least 10,500; 16,026 - 6,144 = 9,882
    assert finding.severity == "warning"
    assert [finding.param(p) for p in ("growth", "fed", "since", "until")] == [
        *("10600", "9882", "2023-04-30", "2023-08-31")
    ]
    assert {p.value for p in finding.places} == {"1112600", "1123200", "6144", "16026"}


def test_growth_within_rounding_is_no_finding() -> None:
    # 1,122.4 - 1,112.6 = 9.8 thousand, between 9,700 and 9,900
    assert findings("cumulative_growth", PASSES) == []


def test_over_the_turn_of_the_year_the_rest_of_the_year_is_added() -> None:
    rows = [
        since_1991("2022-09-01", "1000000"),
        since_1991("2023-05-01", "1010000"),
        row("kandas", "2022-01-01/2022-08-31", "4000"),
        row("kandas", "2022", "9000"),
        row("kandas", "2023-01-01/2023-04-30", "5000"),
    ]

    # 9,000 - 4,000 + 5,000 = 10,000
    assert findings("cumulative_growth", context(rows)) == []
    assert findings("cumulative_growth", context([*rows[:-1], row("kandas", "2023-01-01/2023-04-30", "6000")])) != []


def test_without_the_counts_nothing_is_claimed() -> None:
    assert (
        findings("cumulative_growth", context(since_1991("2023-05-01", "1"), since_1991("2023-09-01", "900000"))) == []
    )
