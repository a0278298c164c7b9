"""Figures are declared by expressions and evaluated in the order in which they need each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from asking import SCOPE, ask, one
from kazakhstan import CIS, NON_CIS, arrivals, departures, permits

from matrix_samples import known, row
from mtm.figures import FigureError, evaluate, load_definitions
from mtm.model.period import Period

MATRIX = known(arrivals(), departures(), permits())
ARRIVALS = "obs('border_arrivals')"


def test_a_figure_is_one_observation_with_its_cell() -> None:
    figure = one(MATRIX, "obs('border_arrivals')")

    assert figure.value == 3405102
    assert (figure.id, figure.section, figure.kind, figure.unit) == ("s.it", "s", "select", "crossings")
    assert [o.cell for o in figure.origins] == ["B2"]
    assert figure.status == "P"
    assert figure.formula == "border_arrivals"


def test_definitions_may_stand_in_any_order() -> None:
    figures = ask(
        MATRIX, {"net": "balance(into, out)", "out": "obs('border_departures')", "into": "obs('border_arrivals')"}
    )

    # 3,405,102 - 3,554,434 = -149,332
    assert figures.figure("s.net").value == -149332
    assert [f.id for f in figures] == ["s.net", "s.out", "s.into"]


def test_each_makes_one_figure_per_key_in_the_order_of_the_list() -> None:
    figures = ask(
        MATRIX,
        {
            "country": {
                "each": f"area in listed('border_arrivals', under='{CIS}')",
                "value": "obs('border_arrivals', area=area)",
            },
            "share_of_group": {
                "each": f"area in listed('border_arrivals', under='{CIS}')",
                "value": f"share(country[area], obs('border_arrivals', area='{CIS}'))",
            },
        },
    )

    family = figures["s.country"]
    assert list(family) == ["UZB", "KGZ", "RUS", "TJK"]
    assert family["UZB"].id == "s.country.UZB"
    # 1,334,101 / 3,118,045 = 42.786...%
    assert round(figures.figure("s.share_of_group", "UZB").value, 2) == Decimal("42.79")
    assert figures.figure("s.share_of_group.UZB").base.value == 3118045


def test_a_key_that_a_family_does_not_have_is_a_gap() -> None:
    definitions = {
        "country": {"each": "area in ['UZB']", "value": "obs('border_arrivals', area=area)"},
        "other": "share(country['USA'], obs('border_arrivals'))",
    }

    figure = ask(MATRIX, definitions).figure("s.other")

    assert (figure.value, figure.gap) == (None, "not_listed")


def test_figures_of_other_sections_are_reached_through_a_dot() -> None:
    definitions = (
        *load_definitions({"net": "balance(flows.into, obs('border_departures'))"}, "summary"),
        *load_definitions({"into": "obs('border_arrivals')"}, "flows"),
    )

    figures = evaluate(definitions, MATRIX, SCOPE)

    assert figures.figure("summary.net").value == -149332
    assert figures.figure("summary.net").operands[0].id == "flows.into"


def test_lists_of_keys_are_kept_for_the_writer() -> None:
    figures = ask(MATRIX, {"largest": f"listed('border_arrivals', under='{NON_CIS}')"})

    assert figures["s.largest"] == ("CHN", "TUR", "IND", "DEU", "MNG", "KOR")


def test_a_name_may_stand_for_a_period() -> None:
    matrix = known(row("border_arrivals", "2023", "40"), row("border_arrivals", "2022", "50"))
    definitions = {
        "newest": "latest_period('border_arrivals', kind='year')",
        "now": "obs('border_arrivals', period=newest)",
        "before": "obs('border_arrivals', period=year_earlier(newest))",
    }

    figures = ask(matrix, definitions)

    assert figures["s.newest"] == Period.parse("2023")
    assert (figures.figure("s.now").value, figures.figure("s.before").value) == (40, 50)
    assert list(figures.by_name) == ["s.now", "s.before"]


def test_changing_one_value_moves_exactly_the_figures_made_of_it() -> None:
    definitions = {
        "country": {"each": "a in listed('border_arrivals')", "value": "obs('border_arrivals', area=a)"},
        "share": {
            "each": "a in listed('border_arrivals')",
            "value": "share(country[a], obs('border_arrivals', area=group_of(country[a])))",
        },
        "net": "balance(obs('border_arrivals'), obs('border_departures'))",
        "listed_total": "total(country)",
        "unlisted": "residual(obs('border_arrivals'), country)",
    }
    before = ask(MATRIX, definitions)

    for number, changed in enumerate(MATRIX.observations):
        if changed.value is not None:
            rows = list(MATRIX.observations)
            rows[number] = replace(changed, value=changed.value + 1)
            after = ask(known(rows), definitions)
            moved = {f.id for f in before if after.figure(f.id).value != f.value}
            assert moved == {f.id for f in before if changed in f.observations}


def test_a_family_is_asked_for_a_period_by_the_period_itself() -> None:
    matrix = known(row("border_arrivals", "2023-Q3", "40"), row("border_arrivals", "2023-Q4", "50"))
    definitions = {"past": "series('border_arrivals')", "now": "increase(past[period], past[previous(period)])"}

    figures = ask(matrix, definitions)

    assert list(figures["s.past"]) == ["2023-Q3", "2023-Q4"]
    assert figures.figure("s.now").value == 10


def test_decimals_sign_and_tags_can_be_set_for_print() -> None:
    definitions = {"it": {"value": "obs('border_arrivals')", "decimals": -3, "signed": True, "tags": {"tile": "yes"}}}

    figure = ask(MATRIX, definitions).figure("s.it")

    assert (figure.decimals, figure.signed, figure.tags) == (-3, True, (("tile", "yes"),))
    assert figure.value == 3405102


def test_the_same_inputs_give_the_same_figures() -> None:
    definitions = {"net": "balance(obs('border_arrivals'), obs('border_departures'))"}

    assert ask(MATRIX, definitions) == ask(MATRIX, definitions)


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("obs('border_arivals')", 'unknown indicator "border_arivals". Did you mean border_arrivals?'),
        ("ob('border_arrivals')", 'unknown function "ob". Did you mean obs?'),
        ("balance(arivals, arrivals)", 'unknown name "arivals". Did you mean arrivals?'),
        ("flows.arrivals", 'unknown section "flows".'),
        ("s.arivals", 'unknown figure of section s "arivals". Did you mean arrivals?'),
        ("obs('border_arrivals', area='border-service:CSI')", "Did you mean border-service:CIS"),
        ("obs('border_arrivals', period='2023-Q5')", 'unknown period "2023-Q5".'),
        ("members('CSI')", 'unknown group "CSI". Did you mean CIS?'),
        ("balance(arrivals)", "missing 1 required positional argument"),
        ("share(arrivals, ['UZB'])", "share() takes single figures"),
        ("periods('border_arrivals', kind='quarters')", "Did you mean quarter?"),
        ("share(obs('border_arrivals'), share)", 'a function and a figure of the same name "share"'),
        ("10 ** 10 ** 10", "arithmetic is written with functions"),
        ("'a' * 999999999", "arithmetic is written with functions"),
        ("arrivals - arrivals", "arithmetic is written with functions"),
        ("'x'.__class__", "a dot stands only between a section and its figure"),
        ("arrivals.value", 'unknown section "arrivals"'),
        ("[1, 2].append(3)", "only functions of the language can be called"),
        ("'%s'|format(1)", "an expression cannot hold this (filter)"),
        ("obs(", "the expression cannot be read"),
        ("obs('border_arrivals') obs('border_arrivals')", "stands behind the end of the expression"),
        ("(" * 60 + "1" + ")" * 60, "gives no figure"),
        ("'" + "x" * 3000 + "'", "longer than 2000 characters"),
        ("1", "the expression gives no figure"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_was_probably_meant(expression: str, what: str) -> None:
    with pytest.raises(FigureError) as error:
        ask(MATRIX, {"arrivals": ARRIVALS, "share": ARRIVALS, "it": expression})

    assert what in str(error.value)
    assert "figure it" in str(error.value)


def test_figures_that_need_each_other_are_named_as_a_circle() -> None:
    with pytest.raises(FigureError, match=r"circle.*s.a -> s.b -> s.a"):
        ask(MATRIX, {"a": "total([b])", "b": "total([a])"})


def test_an_error_names_file_line_and_figure(tmp_path: Path) -> None:
    file = tmp_path / "flows" / "figures.yml"
    file.parent.mkdir()
    file.write_text("figures:\n  arrivals:\n    value: obs('border_arivals')\n", encoding="utf-8")

    with pytest.raises(FigureError) as error:
        evaluate(load_definitions(file, "flows"), MATRIX, SCOPE)

    assert str(error.value).startswith(
        'flows/figures.yml, line 2, figure arrivals: unknown indicator "border_arivals".'
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("figures:\n  a:\n    vale: obs('x')\n", 'line 3: unknown key "vale". Did you mean value?'),
        ("figures:\n  a: obs('x')\n  a: obs('y')\n", 'line 3: a name is a text that occurs once "a"'),
        ("figures:\n  - a\n", "line 2: figures must be a mapping of names"),
        ("figures: [\n", "is not YAML"),
        ("fgures:\n  a: obs('x')\n", "Did you mean figures?"),
        ("figures:\n  period: obs('x')\n", "this name is a word of the language"),
        ("figures:\n  a:\n    value: obs('x')\n    decimals: many\n", "decimals must be a whole number"),
        ("figures:\n  a:\n    each: area of things\n    value: obs('x')\n", "each is written NAME in LIST"),
        ("figures:\n  a:\n    note: no value\n", "value must be an expression"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "figures.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(FigureError) as error:
        load_definitions(file, "s")

    assert what in str(error.value)


def test_an_empty_file_declares_nothing(tmp_path: Path) -> None:
    file = tmp_path / "figures.yml"
    file.write_text("figures:\n", encoding="utf-8")

    assert load_definitions(file, "s") == ()


def test_the_preferred_source_supplies_a_figure_unless_it_has_no_value() -> None:
    first = row("border_arrivals", "2023-Q4", "…", source="border-service")
    second = row("border_arrivals", "2023-Q4", "7", source="statistics-bureau")
    third = row("border_arrivals", "2023-Q4", "9", source="another")

    assert one(known(first, second, third), "obs('border_arrivals')").value == 7
    assert one(known(first, second, third), "obs('border_arrivals', source='border-service')").gap == "not_collected"


def test_an_area_that_the_data_hold_may_be_asked_for_and_a_misspelt_one_may_not() -> None:
    scope = replace(SCOPE, areas=frozenset({"UZB", "RUS"}))
    matrix = known(row("border_arrivals", "2023-Q4", "7", "XXA"))

    assert one(matrix, "obs('border_arrivals', area='XXA')", scope).value == 7
    assert one(matrix, "obs('border_arrivals', area='RUS')", scope).gap == "not_delivered"
    with pytest.raises(FigureError, match=r'unknown area "UZK"\. Did you mean UZB'):
        one(matrix, "obs('border_arrivals', area='UZK')", scope)


def test_another_reporting_area_is_left_aside() -> None:
    foreign = replace(row("border_arrivals", "2023-Q4", "7"), ref_area="KGZ")
    scope = replace(SCOPE, ref_area="KAZ", period=Period.parse("2023-Q4"))

    assert one(known(foreign), "obs('border_arrivals')", scope).gap == "not_delivered"
