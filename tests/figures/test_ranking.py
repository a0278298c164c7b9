"""Ranks carry everything they were ranked among; equal values share a place."""

from __future__ import annotations

import pytest
from asking import ask, one
from kazakhstan import CIS, arrivals

from matrix_samples import known, row, table
from mtm.figures import FigureError

MATRIX = known(arrivals())
COUNTRY = {"each": f"a in listed('border_arrivals', under='{CIS}')", "value": "obs('border_arrivals', area=a)"}


def test_the_largest_has_rank_one_among_all_it_was_compared_with() -> None:
    figures = ask(MATRIX, {"country": COUNTRY, "place": "rank(country['KGZ'], country)"})

    figure = figures.figure("s.place")
    assert (figure.value, figure.kind, figure.area) == (2, "rank", "KGZ")
    assert [o.id for o in figure.operands] == ["s.country.KGZ", "s.country.UZB", "s.country.RUS", "s.country.TJK"]
    assert figure.formula == "rank of border_arrivals[KGZ] among 4"


def test_the_top_three_are_ranks_by_key_largest_first() -> None:
    figures = ask(MATRIX, {"country": COUNTRY, "first": "top(3, country)"})

    assert [(key, f.id, f.value) for key, f in figures["s.first"].items()] == [
        ("UZB", "s.first.UZB", 1),
        ("KGZ", "s.first.KGZ", 2),
        ("RUS", "s.first.RUS", 3),
    ]


def test_equal_values_share_a_place_and_are_both_kept() -> None:
    matrix = known(table("x", "2023-Q4", {"AAA": "9", "BBB": "5", "CCC": "5", "DDD": "1"}))
    definitions = {"all": {"each": "a in listed('x')", "value": "obs('x', area=a)"}, "first": "top(2, all)"}

    assert [(k, f.value) for k, f in ask(matrix, definitions)["s.first"].items()] == [
        ("AAA", 1),
        ("BBB", 2),
        ("CCC", 2),
    ]


def test_a_figure_without_a_value_is_not_ranked_but_stays_among_the_operands() -> None:
    matrix = known(table("x", "2023-Q4", {"AAA": "9", "BBB": "…"}))
    definitions = {
        "all": {"each": "a in listed('x')", "value": "obs('x', area=a)"},
        "first": "top(2, all)",
        "unknown": "rank(all['BBB'], all)",
        "many": "count_of(all)",
    }

    figures = ask(matrix, definitions)

    assert list(figures["s.first"]) == ["AAA"]
    assert figures.figure("s.unknown").gap == "not_collected"
    assert len(figures.figure("s.first.AAA").operands) == 2
    assert (figures.figure("s.many").value, figures.figure("s.many").unit) == (1, "count")


def test_a_country_is_ranked_within_its_group() -> None:
    definitions = {
        "country": {"each": "a in listed('border_arrivals')", "value": "obs('border_arrivals', area=a)"},
        "place": {
            "each": "a in listed('border_arrivals')",
            "value": "rank(country[a], within(country, group_of(country[a])))",
        },
    }

    figures = ask(MATRIX, definitions)

    # China's 115,436 are fifth of all and first outside the CIS
    assert [figures.figure("s.place", a).value for a in ("UZB", "TJK", "CHN", "KOR")] == [1, 4, 1, 6]


def test_different_units_are_not_ranked() -> None:
    matrix = known(row("x", "2023-Q4", "1"), row("y", "2023-Q4", "1", unit="crossings"))

    with pytest.raises(FigureError, match="needs one unit"):
        one(matrix, "rank(obs('x'), [obs('x'), obs('y')])")
