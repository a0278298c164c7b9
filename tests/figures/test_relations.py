"""Shares, changes and percentage points name their base; what cannot be divided or compared is a gap."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asking import ask, one
from hypothesis import given, settings
from hypothesis import strategies as st
from kazakhstan import CIS, NON_CIS, arrivals, remittances

from matrix_samples import known, row
from mtm.figures import FigureError
from mtm.kit.rounding import rounded

MATRIX = known(arrivals(), remittances())
NINE, NINE_BEFORE = "2023-01-01/2023-09-30", "2022-01-01/2022-09-30"


def test_a_share_is_in_per_cent_of_its_base() -> None:
    figure = one(MATRIX, f"share(obs('border_arrivals', area='CHN'), obs('border_arrivals', area='{NON_CIS}'))")

    # 115,436 / 287,057 = 40.2136...%
    assert rounded(figure.value, figure.decimals) == Decimal("40.2")
    assert (figure.unit, figure.base.value, figure.area) == ("percent", 287057, "CHN")
    assert figure.formula == "border_arrivals[CHN] / border_arrivals[NON_CIS] × 100"


def test_a_share_of_nothing_is_a_gap() -> None:
    matrix = known(row("border_arrivals", "2023-Q4", "0"), row("border_arrivals", "2023-Q4", "0", "UZB"))

    assert one(matrix, "share(obs('border_arrivals', area='UZB'), obs('border_arrivals'))").gap == "division_by_zero"


def test_a_change_is_in_per_cent_of_the_earlier_value() -> None:
    figure = one(
        MATRIX,
        f"change(obs('remittances_in', area='RUS', period='{NINE}'),"
        f" obs('remittances_in', area='RUS', period='{NINE_BEFORE}'))",
    )

    # (55.8 - 145.9) / 145.9 = -61.75...%, not -161.5% of the later value
    assert rounded(figure.value, figure.decimals) == Decimal("-61.8")
    assert (figure.base.value, figure.compared_with.code) == (Decimal("145.9"), NINE_BEFORE)
    assert figure.period.code == NINE
    assert figure.formula == (
        f"(remittances_in[RUS, {NINE}] − remittances_in[RUS, {NINE_BEFORE}]) / remittances_in[RUS, {NINE_BEFORE}] × 100"
    )


def test_a_change_without_an_earlier_value_says_so() -> None:
    figure = one(MATRIX, "change(obs('border_arrivals'), obs('border_arrivals', period=previous(period)))")

    assert figure.gap == "no_earlier_period"
    assert dict(figure.missing)["period"] == "2023-Q3"


def test_a_change_from_zero_or_below_has_no_percentage() -> None:
    matrix = known(
        row("border_arrivals", "2023-Q4", "5"),
        row("border_arrivals", "2023-Q3", "0"),
        row("border_departures", "2023-Q4", "5"),
        row("border_departures", "2023-Q3", "-5"),
    )

    change = "change(obs('{0}'), obs('{0}', period=previous(period)))"
    assert one(matrix, change.format("border_arrivals")).gap == "division_by_zero"
    assert one(matrix, change.format("border_departures")).gap == "negative_base"


def test_a_quarter_is_not_compared_with_nine_months() -> None:
    matrix = known(row("border_arrivals", "2023-Q4", "5"), row("border_arrivals", NINE, "9"))

    assert (
        one(matrix, f"change(obs('border_arrivals'), obs('border_arrivals', period='{NINE}'))").gap == "periods_differ"
    )


def test_one_indicator_is_not_compared_with_another() -> None:
    matrix = known(row("border_arrivals", "2023-Q4", "5"), row("border_departures", "2023-Q3", "9"))

    with pytest.raises(FigureError, match="compares different indicators"):
        one(matrix, "change(obs('border_arrivals'), obs('border_departures', period=previous(period)))")


SHARES = known(
    row("kandas_share", "2023-Q3", "68.8", unit="percent", age="WORKING"),
    row("kandas_share", "2023-Q4", "61.4", unit="percent", age="WORKING"),
)


def test_percentage_points_are_the_difference_of_two_percentages() -> None:
    now, before = "obs('kandas_share', age='WORKING')", "obs('kandas_share', period=previous(period), age='WORKING')"

    figure = one(SHARES, f"points({now}, {before})")

    # 61.4 - 68.8 = -7.4 percentage points
    assert (figure.value, figure.unit) == (Decimal("-7.4"), "percentage_points")
    with pytest.raises(FigureError, match="points"):
        one(SHARES, f"change({now}, {before})")
    with pytest.raises(FigureError, match="two percentages"):
        one(MATRIX, "points(obs('border_arrivals'), obs('border_arrivals', area='UZB'))")


def test_a_ratio_of_two_units_needs_a_name() -> None:
    matrix = known(row("border_arrivals", "2023-Q4", "6"), row("remittances_in", "2023-Q4", "3", unit="usd_million"))

    with pytest.raises(FigureError, match="needs one unit"):
        one(matrix, "ratio(obs('remittances_in'), obs('border_arrivals'))")
    figure = one(matrix, "ratio(obs('remittances_in'), obs('border_arrivals'), unit='usd_million_per_crossing')")
    assert (figure.value, figure.unit, figure.decimals) == (Decimal("0.5"), "usd_million_per_crossing", 2)


def test_the_increase_in_units_stands_beside_the_change() -> None:
    matrix = known(row("border_arrivals", "2023-Q4", "120"), row("border_arrivals", "2022-Q4", "150"))

    figure = one(matrix, "increase(obs('border_arrivals'), obs('border_arrivals', period=year_earlier(period)))")

    assert (figure.value, figure.signed, figure.compared_with.code) == (-30, True, "2022-Q4")


def test_a_number_taken_over_as_published_names_its_publisher_and_period() -> None:
    pairs = (("published_by", "IOM"), ("compared_with", "2023-Q3"))
    matrix = known(row("border_arrivals_change", "2023-Q4", "-40.4", "RUS", unit="percent", attributes=pairs))

    figure = one(matrix, "published(obs('border_arrivals_change', area='RUS'))")

    assert (figure.kind, figure.value, figure.published_by) == (
        "published",
        Decimal("-40.4"),
        "IOM",
    )
    assert (figure.signed, figure.compared_with.code, figure.doubts) == (True, "2023-Q3", ())


def test_the_most_recent_value_before_the_end_of_the_period_is_found() -> None:
    eight, four = "2023-01-01/2023-08-31", "2023-01-01/2023-04-30"
    later = "2024-01-01/2024-06-30"
    matrix = known(row("kandas", four, "6144"), row("kandas", eight, "16026"), row("kandas", later, "8758"))

    figures = ask(
        matrix,
        {
            "latest_count": "latest('kandas')",
            "again": "obs('kandas', period=latest_period('kandas', kind='ytd'))",
            "quarter": "latest('kandas', kind='quarter')",
        },
    )

    assert (figures.figure("s.latest_count").value, figures.figure("s.latest_count").period.code) == (16026, eight)
    assert figures.figure("s.again").value == 16026
    assert figures.figure("s.quarter").gap == "not_delivered"


def test_a_series_of_quarters_is_never_fed_by_cumulative_totals() -> None:
    matrix = known(
        row("border_arrivals", "2023-Q1", "1"),
        row("border_arrivals", "2023-01-01/2023-06-30", "3"),
        row("border_arrivals", "2023-Q3", "…"),
        row("border_arrivals", "2023-Q4", "2"),
        row("border_arrivals", "2024-Q1", "9"),
    )

    figures = ask(matrix, {"past": "series('border_arrivals')", "so_far": "series('border_arrivals', kind='ytd')"})

    assert list(figures["s.past"]) == ["2023-Q1", "2023-Q4"]
    assert list(figures["s.so_far"]) == ["2023-Q1", "2023-01-01/2023-06-30"]


def test_areas_are_listed_by_size_under_their_own_group_with_gaps_last() -> None:
    common = {"source": "border-service"}
    matrix = known(
        row("border_arrivals", "2023-Q4", "3", "UZB", group=CIS, **common),
        row("border_arrivals", "2023-Q4", "…", "ARM", group=CIS, **common),
        row("border_arrivals", "2023-Q4", "7", "RUS", group=CIS, **common),
        row("border_arrivals", "2023-Q4", "5", "CHN", group=NON_CIS, **common),
        row("border_arrivals", "2023-Q4", "10", CIS, **common),
        row("border_arrivals", "2023-Q4", "1", f"{CIS}/_O", **common),
    )

    figures = ask(
        matrix,
        {
            "under": f"listed('border_arrivals', under='{CIS}')",
            "ours": "listed('border_arrivals', under='CIS')",
            "all": "listed('border_arrivals')",
            "totals": "groups('border_arrivals')",
            "dated": "members('CIS')",
        },
    )

    assert figures["s.under"] == ("RUS", "UZB", "ARM")
    assert figures["s.ours"] == ("RUS", "UZB", "ARM")
    assert figures["s.all"] == ("RUS", "CHN", "UZB", "ARM")
    assert figures["s.totals"] == (CIS,)
    assert figures["s.dated"] == ("ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "UZB")


def test_the_codes_of_a_breakdown_are_listed_by_size() -> None:
    rows = [row("kandas", "2023-Q4", raw, region=code) for code, raw in (("A", "3"), ("B", "9"), ("C", "x"))]

    figures = ask(
        known(*rows),
        {"region": {"each": "code in codes('kandas', 'region')", "value": "obs('kandas', region=code)"}},
    )

    assert [(key, f.value) for key, f in figures["s.region"].items()] == [("B", 9), ("A", 3), ("C", None)]


@settings(deadline=None)
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_change_undone_gives_back_the_base(now: int, before: int) -> None:
    matrix = known(row("border_arrivals", "2023-Q4", str(now)), row("border_arrivals", "2023-Q3", str(before)))

    figure = one(matrix, "change(obs('border_arrivals'), obs('border_arrivals', period=previous(period)))")

    assert rounded(before * (1 + figure.value / 100), 6) == now


def test_a_period_is_not_compared_with_itself() -> None:
    assert one(MATRIX, "change(obs('border_arrivals'), obs('border_arrivals'))").gap == "periods_differ"


@pytest.mark.parametrize(
    ("statuses", "worst"), [("AP", "P"), ("PE", "E"), ("EI", "I"), ("AA", "A"), ("IA", "I"), ("UA", "U"), ("UP", "P")]
)
def test_a_figure_has_the_worst_status_of_its_operands(statuses: str, worst: str) -> None:
    whole, part = (row("x", "2023-Q4", "8", area, status=s) for area, s in zip(("_T", "UZB"), statuses, strict=True))

    assert one(known(whole, part), "share(obs('x', area='UZB'), obs('x'))").status == worst
