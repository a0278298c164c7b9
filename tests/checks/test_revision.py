"""A revision is a new value for what was already delivered."""

from __future__ import annotations

from checking import context, findings

from matrix_samples import row

FIRST = row("x_in", "2023", "25399", received="2024-01-10")
PASSES = context(FIRST, row("x_in", "2023", "25399", received="2024-02-10"))
FAILS = context(FIRST, row("x_in", "2023", "25387", received="2024-02-10"))


def test_old_new_difference_and_delivery_are_named() -> None:
    (finding,) = findings("revision", FAILS)

    # 25,387 - 25,399 = -12
    assert (finding.rule, finding.severity) == ("revision", "note")
    assert [finding.param(p) for p in ("old", "new", "difference", "before")] == ["25399", "25387", "-12", "2024-01-10"]
    assert finding.param("delivery") == "agency/2024-02-10_agency.xlsx"


def test_what_comes_after_the_cut_off_is_no_revision_yet() -> None:
    later = row("x_in", "2023", "25387", received="2024-04-14")

    assert findings("revision", context(FIRST, later)) == []
    assert len(findings("revision", context(FIRST, later, as_of="2024-04-20"))) == 1


def test_a_value_that_is_taken_away_is_a_warning() -> None:
    (finding,) = findings("revision", context(FIRST, row("x_in", "2023", "…", received="2024-02-10")))

    assert (finding.rule, finding.severity) == ("revision_withdrawn", "warning")


def test_a_first_number_in_place_of_none_is_no_revision() -> None:
    rows = [row("x_in", "2023", "…", received="2024-01-10"), row("x_in", "2023", "7", received="2024-02-10")]

    assert findings("revision", context(rows)) == []


def test_a_value_that_is_now_withheld_is_a_note() -> None:
    (finding,) = findings("revision", context(FIRST, row("x_in", "2023", "x", received="2024-02-10")))

    assert (finding.rule, finding.severity) == ("revision_withheld", "note")
