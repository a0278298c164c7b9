"""Totals, balances, residuals and differences: amounts of one unit and one concept, gaps never taken for 0."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from asking import SCOPE, ask, one
from hypothesis import given, settings
from hypothesis import strategies as st
from kazakhstan import CIS, NON_CIS, arrivals, departures, permanent_in, permits

from matrix_samples import known, row
from mtm.figures import FigureError
from mtm.figures.figures import UNFIT
from mtm.kit.messages import templates
from mtm.model.figure import Figure
from mtm.model.reference import Indicator

MATRIX = known(arrivals(), departures(), permits(), permanent_in())


def test_a_balance_is_in_minus_out_with_its_sign_and_formula() -> None:
    figure = one(MATRIX, f"balance(obs('border_arrivals', area='{CIS}'), obs('border_departures', area='{CIS}'))")

    # 3,118,045 - 3,237,044 = -118,999
    assert figure.value == -118999
    assert figure.signed
    assert figure.formula == "border_arrivals[CIS] − border_departures[CIS]"
    assert figure.area == CIS


def test_a_total_adds_a_family() -> None:
    definitions = {
        "country": {
            "each": f"a in listed('border_arrivals', under='{CIS}')",
            "value": "obs('border_arrivals', area=a)",
        },
        "listed_total": "total(country)",
    }

    figure = ask(MATRIX, definitions).figure("s.listed_total")

    # 1,334,101 + 737,942 + 688,069 + 284,540 = 3,044,652
    assert figure.value == 3044652
    assert figure.status == "P"
    assert len(figure.origins) == 4


def test_a_missing_operand_makes_a_gap_with_its_reason_and_whom_to_ask() -> None:
    figure = one(MATRIX, "total([obs('border_departures', area='MNG'), obs('border_departures', area='CHN')])")

    assert (figure.value, figure.gap) == (None, "not_collected")
    assert dict(figure.missing) == {
        "indicator": "border_departures",
        "period": "2023-Q4",
        "area": "MNG",
        "breakdown": "",
        "source": "border-service",
        "name": "Border Service",
    }


def test_what_was_never_delivered_is_asked_of_those_who_supply_it() -> None:
    figure = one(MATRIX, "obs('border_arrivals', period=year_earlier(period))")

    assert (figure.gap, figure.period.code) == ("not_delivered", "2022-Q4")
    assert dict(figure.missing)["name"] == "Border Service"


@pytest.mark.parametrize(("raw", "gap"), [("…", "not_collected"), ("x", "withheld"), ("-", "nil"), ("", "blank")])
def test_four_ways_to_have_no_number_stay_apart(raw: str, gap: str) -> None:
    figure = one(known(row("border_arrivals", "2023-Q4", raw)), "obs('border_arrivals')")

    assert (figure.value, figure.gap) == (None, gap)


def test_zero_is_a_number() -> None:
    figure = one(known(row("border_arrivals", "2023-Q4", "0")), "obs('border_arrivals')")

    assert (figure.value, figure.gap) == (0, "")


def test_a_total_of_nothing_is_a_gap() -> None:
    assert one(MATRIX, "total([])").gap == "nothing_listed"


def test_a_residual_is_what_the_source_does_not_list() -> None:
    definitions = {
        "country": {"each": "a in listed('temporary_permits')", "value": "obs('temporary_permits', area=a)"},
        "rest": "residual(obs('temporary_permits'), country)",
    }

    figure = ask(MATRIX, definitions).figure("s.rest")

    # 111,563 + 35,718 + 7,727 + 3,436 + 2,175 + 556 + 378 = 161,553; 162,411 - 161,553 = 858
    assert figure.value == 858
    assert figure.kind == "residual"
    assert ("derived", "not_listed") in figure.tags


def test_a_residual_holds_the_parts_that_have_no_value_and_names_them() -> None:
    definitions = {
        "country": {
            "each": f"a in listed('border_departures', under='{NON_CIS}')",
            "value": "obs('border_departures', area=a)",
        },
        "rest": f"residual(obs('border_departures', area='{NON_CIS}'), country)",
    }

    figure = ask(MATRIX, definitions).figure("s.rest")

    # 317,390 - (117,472 + 35,308 + 27,583 + 14,477) = 122,550
    assert figure.value == 122550
    assert dict(figure.tags)["holds"] == "KOR,MNG"


def test_different_units_are_not_added() -> None:
    with pytest.raises(FigureError, match="needs one unit, not crossings and persons"):
        one(MATRIX, "total([obs('border_arrivals'), obs('temporary_permits')])")


def test_one_indicator_delivered_in_two_units_is_a_gap_and_a_finding() -> None:
    matrix = known(
        row("border_arrivals", "2023-Q4", "5", unit="crossings"), row("border_arrivals", "2022-Q4", "4", unit="persons")
    )

    figures = ask(matrix, {"it": "change(obs('border_arrivals'), obs('border_arrivals', period='2022-Q4'))"})

    assert figures.figure("s.it").gap == "units_differ"
    assert [f.rule for f in figures.findings] == ["figure_units_differ"]


def test_every_finding_of_a_figure_has_its_sentence() -> None:
    assert [gap for gap in UNFIT if f"figure_{gap}" not in templates("en")] == []


def test_percentages_are_not_added() -> None:
    matrix = known(row("border_arrivals", "2023-Q4", "61.4", unit="percent"))

    with pytest.raises(FigureError, match="not made of percentages"):
        one(matrix, "total([obs('border_arrivals')])")


def test_a_stock_and_a_flow_are_not_added() -> None:
    matrix = known(row("residents", "2023-12-31", "5"), row("kandas", "2023-Q4", "5"))

    with pytest.raises(FigureError, match="cannot put a flow and a stock together"):
        one(matrix, "total([obs('residents', period=at_end(period)), obs('kandas')])")


def test_a_crossing_and_a_registration_are_not_added() -> None:
    matrix = known(row("kandas", "2023", "5"), row("permanent_residence_in", "2023", "5"))
    concepts = {
        "kandas": Indicator("kandas", "persons", concept="status granted"),
        "permanent_residence_in": Indicator("permanent_residence_in", "persons", concept="registration"),
    }
    scope = replace(SCOPE, indicators=concepts)

    with pytest.raises(FigureError, match="two concepts together: registration and status granted"):
        one(matrix, "total([latest('kandas', kind='year'), latest('permanent_residence_in', kind='year')])", scope)


def test_indicators_that_overlap_are_not_added() -> None:
    matrix = known(row("kandas", "2023", "5"), row("permanent_residence_in", "2023", "5"))
    overlapping = {"permanent_residence_in": Indicator("permanent_residence_in", "persons")}
    scope = replace(SCOPE, indicators={**SCOPE.indicators, **overlapping})

    with pytest.raises(FigureError, match="declared as overlapping"):
        one(matrix, "total([latest('kandas', kind='year'), latest('permanent_residence_in', kind='year')])", scope)


def test_nine_months_and_a_quarter_are_not_added() -> None:
    matrix = known(row("border_arrivals", "2023-01-01/2023-09-30", "5"), row("border_arrivals", "2023-Q2", "5"))
    expression = (
        "total([obs('border_arrivals', period='2023-01-01/2023-09-30'), obs('border_arrivals', period='2023-Q2')])"
    )

    figures = ask(matrix, {"it": expression})

    assert figures.figure("s.it").gap == "periods_differ"
    assert [f.rule for f in figures.findings] == ["figure_periods_differ"]
    assert figures.findings[0].param("periods") == "2023-01-01/2023-09-30, 2023-Q2"


def test_quarters_of_one_flow_add_up_to_their_span() -> None:
    matrix = known(*(row("border_arrivals", f"2023-Q{n}", str(n), unit="crossings") for n in (1, 2, 3, 4)))
    definitions = {
        "quarter": {"each": "p in periods('border_arrivals')", "value": "obs('border_arrivals', period=p)"},
        "whole": "total(quarter)",
    }

    figure = ask(matrix, definitions).figure("s.whole")

    assert (figure.value, figure.period.code) == (10, "2023")


def test_stocks_are_not_added_over_time() -> None:
    matrix = known(row("residents", "2023-09-30", "5"), row("residents", "2023-12-31", "6"))
    expression = "total([obs('residents', period='2023-09-30'), obs('residents', period='2023-12-31')])"

    assert one(matrix, expression).gap == "periods_differ"


SERIES = {"source": "statistics-bureau", "received": "2023-02-10", "file": "statistics-bureau/2023-02-10_ryad.csv"}


def test_a_quarter_is_differenced_from_cumulative_values_of_one_delivery() -> None:
    matrix = known(
        row("permanent_residence_in", "2022-01-01/2022-06-30", "7287", **SERIES),
        row("permanent_residence_in", "2022-01-01/2022-09-30", "11000", **SERIES),
    )
    expression = (
        "difference(obs('permanent_residence_in', period='2022-01-01/2022-09-30'),"
        " obs('permanent_residence_in', period='2022-01-01/2022-06-30'))"
    )

    figure = one(matrix, expression)

    # 11,000 - 7,287 = 3,713, July to September
    assert (figure.value, figure.period.code) == (3713, "2022-Q3")
    assert not figure.signed


def test_values_of_two_deliveries_are_never_differenced() -> None:
    matrix = known(
        row("permanent_residence_in", "2022-01-01/2022-06-30", "7287", **SERIES),
        row("permanent_residence_in", "2022-01-01/2022-09-30", "11000", source="statistics-bureau"),
    )
    expression = (
        "difference(obs('permanent_residence_in', period='2022-01-01/2022-09-30'),"
        " obs('permanent_residence_in', period='2022-01-01/2022-06-30'))"
    )

    figures = ask(matrix, {"it": expression})

    assert figures.figure("s.it").gap == "different_vintages"
    assert figures.findings[0].rule == "figure_different_vintages"


def test_the_value_given_in_the_same_delivery_can_be_asked_for() -> None:
    matrix = known(
        row("permanent_residence_in", "2022-01-01/2022-06-30", "7000", **SERIES),
        row("permanent_residence_in", "2022-01-01/2022-06-30", "7300", source="statistics-bureau"),
        row("permanent_residence_in", "2022-01-01/2022-09-30", "11000", **SERIES),
    )
    definitions = {
        "nine": "obs('permanent_residence_in', period='2022-01-01/2022-09-30')",
        "six": "obs('permanent_residence_in', period='2022-01-01/2022-06-30', delivery_of=nine)",
        "third": "difference(nine, six)",
    }

    # the current six months are 7,300, but the delivery of the nine months said 7,000
    assert ask(matrix, definitions).figure("s.third").value == 4000


AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=1, min_value=-(10**9), max_value=10**9)


@settings(deadline=None)
@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_a_total_and_its_residual_are_inverse(values: list[Decimal]) -> None:
    rows = [row("border_arrivals", "2023-Q4", str(v), f"A{n:02}") for n, v in enumerate(values)]
    definitions = {
        "part": {"each": "a in listed('border_arrivals')", "value": "obs('border_arrivals', area=a)"},
        "whole": "total(part)",
        "rest": "residual(whole, part)",
    }

    figures = ask(known(*rows), definitions)

    assert figures.figure("s.whole").value == sum(values)
    assert figures.figure("s.rest").value == 0


def operand_ids(figure: Figure) -> list[str]:
    return [o.id for o in figure.operands if isinstance(o, Figure)]


def test_operands_keep_their_names() -> None:
    figures = ask(MATRIX, {"a": "obs('border_arrivals')", "b": "obs('border_departures')", "net": "balance(a, b)"})

    assert operand_ids(figures.figure("s.net")) == ["s.a", "s.b"]


def test_a_total_beside_an_empty_list_is_no_residual() -> None:
    matrix = known([row("x", "2023-Q4", "20")])
    definitions = {
        "country": {"each": "a in listed('x')", "value": "obs('x', area=a)"},
        "rest": "residual(obs('x'), [country, obs('x', area=rest())])",
    }

    figure = ask(matrix, definitions).figure("s.rest")

    assert (figure.value, figure.gap) == (None, "nothing_listed")


def test_what_stood_on_the_day_after_the_period_is_the_state_at_its_end() -> None:
    matrix = known([row("residents", "2024-01-01", "20"), row("residents", "2024-01-02", "30")])

    figure = one(matrix, "latest('residents')")

    assert figure.value == 20  # 1 January is the end of December; 2 January is after the period
