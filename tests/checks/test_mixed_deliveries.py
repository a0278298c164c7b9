"""A figure sets numbers of two deliveries against each other."""

from __future__ import annotations

from decimal import Decimal

from checking import CheckContext, context, findings

from matrix_samples import row
from mtm.model.figure import Figure
from mtm.model.observation import Observation

PART = row("x_in", "2023", "21584", "statistics-bureau:CIS", received="2024-01-12")
TOTAL = row("x_in", "2023", "25399", received="2024-01-12")
REVISED = row("x_in", "2023", "25387", received="2024-02-14")


def shared(whole: Observation, *rows: Observation) -> CheckContext:
    """A report that prints the part's share of this whole."""
    share = Figure(
        "s.share", "s", "share", Decimal(85), "percent", 1, whole.time_period, "part / whole × 100", (PART, whole)
    )
    return context(PART, *rows, figures=(share,))


PASSES = shared(TOTAL, TOTAL)
FAILS = shared(REVISED, TOTAL, REVISED)


def test_a_base_that_the_parts_own_delivery_gives_differently_is_named() -> None:
    (finding,) = findings("mixed_deliveries", FAILS)

    assert (finding.severity, finding.param("first"), finding.param("count")) == ("warning", "s.share", "1")
    assert (finding.param("used"), finding.param("own")) == ("25387", "25399")


def test_a_total_that_came_alone_contradicts_nobody() -> None:
    assert findings("mixed_deliveries", shared(REVISED, REVISED)) == []


def test_a_total_that_was_repeated_unchanged_is_the_same_number() -> None:
    again = row("x_in", "2023", "25399", received="2024-02-14")

    assert findings("mixed_deliveries", shared(again, TOTAL, again)) == []
