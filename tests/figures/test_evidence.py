"""A direction is not established where another number that the data allow would turn it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from asking import SCOPE, ask, one
from kazakhstan import CIS, IN_CIS, IN_OTHER, NON_CIS, arrivals, departures, permanent_in, permanent_out, remittances

from matrix_samples import known, row, table
from mtm.figures import Scope
from mtm.figures.evidence import ORDER, reasons
from mtm.model.figure import Figure
from mtm.model.reference import AgencyGroup, Question, Unit

COUNTED = replace(SCOPE, units={"persons": Unit("persons"), "crossings": Unit("crossings")})
UNGROUPED = replace(COUNTED, agency_groups={})
RESIDENCE = known(permanent_in(), permanent_out())


def balance(group: str) -> str:
    into, out = (f"obs('permanent_residence_{way}', area='{group}', period='2023')" for way in ("in", "out"))
    return f"balance({into}, {out})"


def reasons_of(figure: Figure) -> list[str]:
    return [doubt.reason for doubt in figure.doubts]


def test_every_reason_is_found_in_its_order() -> None:
    assert [reason.__module__.rpartition(".")[2] for reason in reasons()] == list(ORDER)


def test_a_contested_area_that_turns_the_sign_when_it_changes_groups_is_named() -> None:
    figure = one(RESIDENCE, balance(IN_OTHER), COUNTED)

    # 3,799 - 3,590 = +209; with Ukraine's 338 counted as CIS: 209 - 338 = -129
    assert figure.value == 209
    assert not figure.established
    assert [dict(d.params) for d in figure.doubts if d.reason == "grouping"] == [
        {"area": "UKR", "group": "CIS", "agency_group": IN_OTHER, "moved": "338", "turned": "-129"}
    ]


def test_a_balance_that_no_regrouping_turns_is_established() -> None:
    figure = one(RESIDENCE, balance(IN_CIS), COUNTED)

    # 21,584 - 12,410 = +9,174; with Ukraine 9,174 + 338 = +9,512, less at most the 521 departures that are not listed
    assert figure.value == 9174
    assert figure.established


def test_what_a_withheld_row_may_hold_can_hold_the_sign_too() -> None:
    # 100 - 90 = +10 for the others; Ukraine's arrivals are withheld, and 30 of the group's 100 are not listed
    into = {"agency:NON_CIS": "100", "DEU < agency:NON_CIS": "70", "UKR < agency:NON_CIS": "x"}
    matrix = known(table("x_in", "2023-Q4", into), table("x_out", "2023-Q4", {"agency:NON_CIS": "90"}))
    groups = {"agency:NON_CIS": AgencyGroup("agency:NON_CIS", outside="CIS")}
    scope = replace(SCOPE, agency_groups=groups)

    figure = one(matrix, "balance(obs('x_in', area='agency:NON_CIS'), obs('x_out', area='agency:NON_CIS'))", scope)

    assert dict(figure.doubts[0].params)["turned"] == "-20"


def test_without_a_contested_area_the_grouping_raises_no_doubt() -> None:
    scope = replace(COUNTED, groups={})

    assert one(RESIDENCE, balance(IN_OTHER), scope).established


def test_a_residual_larger_than_the_balance_leaves_its_sign_open() -> None:
    # 100 = 60 + 30 + 10 left over; B: 30 - 35 = -5, with the 10 it would be +5; A: 60 - 35 = +25 stays positive
    into = {"_T": "100", "agency:A": "60", "agency:B": "30"}
    out = {"_T": "70", "agency:A": "35", "agency:B": "35"}
    matrix = known(table("x_in", "2023-Q4", into), table("x_out", "2023-Q4", out))

    first = one(matrix, "balance(obs('x_in', area='agency:A'), obs('x_out', area='agency:A'))", UNGROUPED)
    second = one(matrix, "balance(obs('x_in', area='agency:B'), obs('x_out', area='agency:B'))", UNGROUPED)

    assert first.established
    assert [(d.reason, dict(d.params)) for d in second.doubts] == [("parts", {"gap": "10", "turned": "5"})]


def test_parts_that_add_up_within_rounding_raise_no_doubt() -> None:
    into = {"_T": "10.1", "agency:A": "6.0", "agency:B": "4.0"}
    matrix = known(
        table("x_in", "2023-Q4", into, unit="usd_million"),
        row("x_out", "2023-Q4", "4.05", "agency:B", unit="usd_million"),
    )

    assert one(matrix, "balance(obs('x_in', area='agency:B'), obs('x_out', area='agency:B'))", UNGROUPED).established


def test_a_list_that_does_not_mean_to_be_complete_is_no_broken_identity() -> None:
    matrix = known(table("x", "2023-Q4", {"_T": "100", "UZB": "3"}), row("x", "2022-Q4", "5", "UZB"))

    figure = one(matrix, "increase(obs('x', area='UZB'), obs('x', area='UZB', period=year_earlier(period)))", COUNTED)

    assert figure.established


def test_an_earlier_vintage_that_turns_the_balance_is_named() -> None:
    rows = [
        row("x_in", "2023-Q4", "100", received="2024-01-10"),
        row("x_out", "2023-Q4", "105", received="2024-01-10"),
        row("x_in", "2023-Q4", "110", received="2024-02-10"),
        row("x_out", "2023-Q4", "105", received="2024-02-10"),
    ]

    figure = one(known(*rows), "balance(obs('x_in'), obs('x_out'))")

    # 110 - 105 = +5 now, 100 - 105 = -5 in January
    assert [(d.reason, dict(d.params)) for d in figure.doubts] == [
        ("vintages", {"vintage": "2024-01-10", "turned": "-5"})
    ]
    assert one(known(*rows[:2]), "balance(obs('x_in'), obs('x_out'))").established


def test_of_several_earlier_states_the_latest_is_named() -> None:
    into = [
        row("x_in", "2023-Q4", raw, received=day)
        for raw, day in (("1", "2024-01-10"), ("2", "2024-01-20"), ("9", "2024-02-01"))
    ]
    out = row("x_out", "2023-Q4", "5", received="2024-01-10")

    (doubt,) = one(known(into, out), "balance(obs('x_in'), obs('x_out'))").doubts

    assert dict(doubt.params) == {"vintage": "2024-01-20", "turned": "-3"}


def test_a_vintage_is_taken_as_a_whole() -> None:
    # January: 100 - 90 = +10, February: 200 - 190 = +10. January's 100 against February's 190 was never said.
    rows = [
        row(f"x_{way}", "2023-Q4", raw, received=f"2024-{month}-10")
        for month, pair in (("01", ("100", "90")), ("02", ("200", "190")))
        for way, raw in zip(("in", "out"), pair, strict=True)
    ]

    assert one(known(*rows), "balance(obs('x_in'), obs('x_out'))").established


def test_another_source_that_turns_the_change_is_named() -> None:
    rows = [
        row("x", "2023-Q4", "100", source="border-service"),
        row("x", "2022-Q4", "90", source="border-service"),
        row("x", "2023-Q4", "80", source="statistics-bureau"),
    ]
    figure = one(known(*rows), "change(obs('x'), obs('x', period=year_earlier(period)))")

    # (80 - 90) / 90 = -11.1%
    assert reasons_of(figure) == ["sources"]
    assert dict(figure.doubts[0].params)["name"] == "Bureau of National Statistics"


NINE, BEFORE = "2023-01-01/2023-09-30", "2022-01-01/2022-09-30"
CHANGE = (
    f"change(obs('remittances_in', area='RUS', period='{NINE}'), obs('remittances_in', area='RUS', period='{BEFORE}'))"
)
ASKED = Question("cell-55.8", "national-bank", "remittances_in", NINE, "RUS", raw="55.8")


def asking(question: Question) -> Scope:
    return replace(SCOPE, questions=(question,))


def test_a_question_whose_bounds_do_not_turn_the_change_leaves_it_established() -> None:
    bounded = replace(ASKED, low=Decimal("65.53"), high=Decimal("65.80"))

    # (65.53 - 145.9) / 145.9 and (65.80 - 145.9) / 145.9 are both negative, as is the -61.8% of 55.8
    assert one(known(remittances()), CHANGE, asking(bounded)).established


def test_a_question_whose_bounds_turn_the_rank_leaves_it_open() -> None:
    bounded = replace(ASKED, low=Decimal("54.0"), high=Decimal("65.8"))
    definitions = {
        "country": {
            "each": f"a in listed('remittances_in', period='{NINE}')",
            "value": f"obs('remittances_in', area=a, period='{NINE}')",
        },
        "first": "top(1, country)",
    }

    # 55.8 stands before 55.5, 54.0 would stand behind it
    figure = ask(known(remittances()), definitions, asking(bounded)).figure("s.first.RUS")

    assert "question" in reasons_of(figure)


def test_a_question_without_bounds_leaves_the_direction_open_until_it_is_settled() -> None:
    matrix = known(remittances())

    assert reasons_of(one(matrix, CHANGE, asking(ASKED))) == ["question"]
    assert one(matrix, CHANGE, asking(replace(ASKED, open=False))).established
    assert one(matrix, CHANGE, asking(replace(ASKED, raw="65.8"))).established


def test_a_question_about_meaning_leaves_changes_open_but_not_the_order_in_one_table() -> None:
    meaning = Question("flow-or-stock", "agency", "x")
    rows = [*table("x", "2023-Q4", {"UZB": "5", "RUS": "3"}), row("x", "2022-Q4", "4", "UZB")]
    definitions = {
        "country": {"each": "a in listed('x')", "value": "obs('x', area=a)"},
        "first": "top(1, country)",
        "rise": "change(country['UZB'], obs('x', area='UZB', period=year_earlier(period)))",
    }

    figures = ask(known(*rows), definitions, asking(meaning))

    assert figures.figure("s.first.UZB").established
    assert reasons_of(figures.figure("s.rise")) == ["question"]


def test_a_rank_holds_among_those_listed_only_where_the_rest_is_larger() -> None:
    definitions = {
        "country": {
            "each": f"a in listed('border_arrivals', under='{NON_CIS}')",
            "value": "obs('border_arrivals', area=a)",
        },
        "first": "top(2, country)",
    }

    figures = ask(known(arrivals()), definitions)

    # not listed: 77,613; China's 115,436 is larger in any case, Türkiye's 34,472 is not
    assert figures.figure("s.first.CHN").established
    assert [(d.reason, dict(d.params)) for d in figures.figure("s.first.TUR").doubts] == [
        ("unlisted", {"rest": "77613", "value": "34472"})
    ]


def test_rows_without_a_value_belong_to_what_is_not_listed() -> None:
    definitions = {
        "country": {
            "each": f"a in listed('border_departures', under='{NON_CIS}')",
            "value": "obs('border_departures', area=a)",
        },
        "first": "top(1, country)",
    }

    # 317,390 - (117,472 + 35,308 + 27,583 + 14,477) = 122,550, more than China's 117,472
    doubts = ask(known(departures()), definitions).figure("s.first.CHN").doubts

    assert [dict(d.params)["rest"] for d in doubts] == ["122550"]


def test_without_a_total_a_row_without_a_value_leaves_the_rank_open() -> None:
    definitions = {"country": {"each": "a in listed('x')", "value": "obs('x', area=a)"}, "first": "top(1, country)"}

    withheld = ask(known(table("x", "2023-Q4", {"AAA": "9", "BBB": "x"})), definitions)
    full = ask(known(table("x", "2023-Q4", {"AAA": "9", "BBB": "2"})), definitions)

    assert reasons_of(withheld.figure("s.first.AAA")) == ["unlisted"]
    assert full.figure("s.first.AAA").established


def test_a_share_and_a_count_have_no_direction_to_doubt() -> None:
    expression = f"share(obs('border_arrivals', area='TUR'), obs('border_arrivals', area='{NON_CIS}'))"

    assert one(known(arrivals()), expression).doubts == ()
    assert one(known(arrivals()), f"obs('border_arrivals', area='{CIS}')").doubts == ()
