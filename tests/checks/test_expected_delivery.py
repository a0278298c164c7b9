"""Every source owes its deliveries by a day."""

from __future__ import annotations

from datetime import date

from checking import context, findings

from matrix_samples import row
from mtm.model.observation import Delivery
from mtm.model.reference import Expected

OWED = (Expected("agency", "table of crossings", "quarter", 30, ("x_in",), "workspace.yml, line 9"),)
CAME = row("x_in", "2023-Q4", "5", received="2024-01-22")
PASSES = context(CAME, expected=OWED)
FAILS = context(row("x_in", "2023-Q3", "5", received="2023-10-20"), expected=OWED)


def test_a_delivery_that_is_overdue_is_named_with_what_is_there() -> None:
    (finding,) = findings("expected_delivery", FAILS)

    # 31 December 2023 and 30 days: 30 January 2024
    assert (finding.rule, finding.severity, finding.source) == ("expected_delivery", "warning", "agency")
    assert [finding.param(p) for p in ("form", "due", "missing", "latest")] == [
        *("table of crossings", "2024-01-30", "x_in", "2023-09-30")
    ]


def test_a_delivery_that_is_not_due_yet_is_a_note() -> None:
    given = context(row("x_in", "2023-Q3", "5", received="2023-10-20"), expected=OWED, as_of="2024-01-30")

    assert [(f.rule, f.severity) for f in findings("expected_delivery", given)] == [
        ("expected_delivery_pending", "note")
    ]


def test_a_delivery_that_came_late_says_by_how_many_days() -> None:
    given = context(row("x_in", "2023-Q4", "5", received="2024-02-04"), expected=OWED)
    (finding,) = findings("expected_delivery", given)

    assert (finding.rule, finding.param("days")) == ("expected_delivery_late", "5")


def test_a_later_vintage_does_not_make_the_first_one_late() -> None:
    assert (
        findings("expected_delivery", context(CAME, row("x_in", "2023-Q4", "6", received="2024-02-10"), expected=OWED))
        == []
    )


def test_one_of_several_indicators_is_not_enough() -> None:
    owed = (Expected("agency", "tables", "quarter", 30, ("x_in", "x_out")),)
    (finding,) = findings("expected_delivery", context(CAME, expected=owed))

    assert finding.param("missing") == "x_out"


def test_without_named_indicators_any_of_the_source_will_do() -> None:
    owed = (Expected("agency", "tables", "quarter", 30),)

    assert findings("expected_delivery", context(CAME, expected=owed)) == []
    assert findings("expected_delivery", context(row("x_in", "2023-Q3", "5"), expected=owed)) != []


def test_counts_since_january_and_dated_stocks_cover_the_end_of_the_period() -> None:
    since_january = (Expected("agency", "bulletin", "ytd", 30, ("kandas",)),)
    bulletin = row("kandas", "2023-01-01/2023-09-30", "5", received="2023-10-05")
    stock = row("kandas", "2023-10-01", "5", received="2023-10-05")
    early = row("kandas", "2023-01-01/2023-08-31", "5", received="2023-09-05")

    for given in (bulletin, stock):
        assert (
            findings("expected_delivery", context(given, expected=since_january, period="2023-Q3", as_of="2023-11-15"))
            == []
        )
    (finding,) = findings(
        "expected_delivery", context(early, expected=since_january, period="2023-Q3", as_of="2023-11-15")
    )
    assert finding.param("latest") == "2023-08-31"


def test_deliveries_after_the_cut_off_are_pointed_at() -> None:
    after = Delivery("agency", date(2024, 3, 1), "agency/2024-03-01_late.xlsx", "f" * 64, 1)
    given = context(row("x_in", "2023-Q3", "5"), expected=OWED, deliveries=(after,))

    assert findings("expected_delivery", given)[0].param("afterwards") == "agency/2024-03-01_late.xlsx"
