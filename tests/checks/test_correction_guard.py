"""A correction holds only while the value it was written for still stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checking import CheckContext, context, findings

from matrix_samples import row
from mtm.model.reference import Correction

WRITTEN = Correction(
    id="digits-swapped",
    source="agency",
    indicator="x_in",
    period="2023-Q4",
    area="UZB",
    raw="13",
    value=Decimal(31),
    reason="digits swapped, confirmed by telephone",
    author="A. Analyst",
    place="corrections.yml, line 3",
)


def correcting(raw: str, correction: Correction = WRITTEN, period: str = "2023-Q4") -> CheckContext:
    return context(row("x_in", period, raw, "UZB"), corrections=(correction,))


PASSES = correcting("77", replace(WRITTEN, status="withdrawn"))
FAILS = correcting("77")


def test_a_third_value_stops_the_release() -> None:
    (finding,) = findings("correction_guard", FAILS)

    assert (finding.rule, finding.severity) == ("correction_guard", "blocking")
    assert [finding.param(p) for p in ("expected", "now", "corrected")] == ["13", "77", "31"]


def test_a_correction_that_was_applied_is_a_note() -> None:
    (finding,) = findings("correction_guard", correcting("13"))

    assert (finding.rule, finding.severity) == ("correction_guard_applied", "note")


def test_a_source_that_repaired_the_value_ends_the_correction() -> None:
    (finding,) = findings("correction_guard", correcting("31"))

    assert (finding.rule, finding.severity) == ("correction_guard_repaired", "warning")


def test_a_correction_without_its_value_is_idle() -> None:
    (finding,) = findings("correction_guard", correcting("13", period="2023-Q3"))

    assert (finding.rule, finding.severity) == ("correction_guard_idle", "note")


def test_a_broken_guard_on_data_of_another_report_does_not_stop_this_one() -> None:
    old = replace(WRITTEN, period="2021-Q4")

    assert [f.severity for f in findings("correction_guard", correcting("77", old, "2021-Q4"))] == ["warning"]
