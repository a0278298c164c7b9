"""A value many times larger or smaller than before."""

from __future__ import annotations

import pytest
from checking import context, findings

from matrix_samples import row

BEFORE = row("x_in", "2023-Q3", "3405102")
PASSES = context(BEFORE, row("x_in", "2023-Q4", "4001714"))
FAILS = context(BEFORE, row("x_in", "2023-Q4", "3405"))


def test_a_thousandfold_fall_against_the_quarter_before_is_named() -> None:
    (finding,) = findings("scale_jump", FAILS)

    # 3,405,102 / 3,405 = 1,000.03
    assert [finding.param(p) for p in ("new", "old", "compared", "factor")] == ["3405", "3405102", "2023-Q3", "1000"]


def test_the_same_quarter_of_last_year_is_looked_at_too() -> None:
    given = context(row("x_in", "2022-Q4", "10"), row("x_in", "2023-Q4", "10000"))

    assert findings("scale_jump", given)[0].param("compared") == "2022-Q4"


def test_an_earlier_vintage_must_be_nearer() -> None:
    rows = [row("x_in", "2023-Q4", "600", received="2024-01-10"), row("x_in", "2023-Q4", "100", received="2024-02-10")]

    # a sixfold revision is suspicious, a sixfold change between quarters is not
    assert len(findings("scale_jump", context(rows))) == 1
    assert findings("scale_jump", context(row("x_in", "2023-Q3", "600"), row("x_in", "2023-Q4", "100"))) == []


@pytest.mark.parametrize(
    ("indicator", "before", "now"),
    [
        ("x_in", "1", "9"),
        ("x_in", "0.4", "9.0"),
        ("x_in", "0", "50"),
        ("x_in", "3", "90"),
        ("x_balance", "5", "500"),
        ("unemployment", "0.1", "90.0"),
    ],
)
def test_small_numbers_balances_and_rates_jump_by_chance(indicator: str, before: str, now: str) -> None:
    assert findings("scale_jump", context(row(indicator, "2023-Q3", before), row(indicator, "2023-Q4", now))) == []


def test_a_change_of_unit_that_is_declared_is_no_jump() -> None:
    given = context(row("x_in", "2023-Q3", "3000"), row("x_in", "2023-Q4", "3", unit="thousand"))

    assert findings("scale_jump", given) == []


def test_a_small_number_that_is_suddenly_given_in_another_unit_is_named() -> None:
    found = findings("scale_jump", context(row("x_in", "2023-Q3", "3.4"), row("x_in", "2023-Q4", "3500")))

    assert [f.rule for f in found] == ["scale_jump"]
