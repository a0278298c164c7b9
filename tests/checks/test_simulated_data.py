"""What is simulated never passes for a fact."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import row
from mtm.model.finding import Severity

REAL = row("permits", "2023-Q4", "10")
STATUS = row("x_in", "2023-Q4", "20", status="I")
WITHHELD = row("x_out", "2023-Q4", "x", attributes=(("simulated", "yes"),))

PASSES = context(STATUS, WITHHELD, REAL, simulated=True)
FAILS = context(STATUS, WITHHELD, REAL)


def test_simulated_values_stop_the_release_of_a_workspace_that_is_not_simulated() -> None:
    [found] = findings("simulated_data", FAILS)

    assert (found.severity, found.param("count")) == (Severity.BLOCKING, "2")


def test_values_of_any_period_stop_it() -> None:
    assert findings("simulated_data", context(STATUS, period="2030-Q1"))


def test_a_report_on_real_values_is_not_touched() -> None:
    assert findings("simulated_data", context(REAL)) == []
