"""Conditions of forms: parsed as XPath has it, evaluated over whole columns, with a blank being the empty text."""

import pytest

pytest.importorskip("numpy")

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mtm.surveys.logic.columns import Column
from mtm.surveys.logic.evaluate import Answers, UnevaluableError, evaluate
from mtm.surveys.logic.expression import Answer, ExpressionError, Operation, Text, answers, functions, parse

ROWS = {
    "age": ["17", "18", "40", "", "x"],
    "work": ["farm site", "site", "", "farm", "farmer"],
    "yes": ["yes", "no", "yes", "", "dk"],
    "day": ["2026-01-01", "2026-03-01", "", "2025-12-31", "2026-03-02T10:00:00"],
}


def column(name):
    values = ROWS.get(name)
    if values is None:
        return None
    distinct = sorted(set(values))
    return Column(np.array([distinct.index(v) for v in values], np.int32), distinct)


def held(text):
    return "".join("x" if value else "." for value in evaluate(parse(text), Answers(column, 5)))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (".xx..", "${age} >= 18"),
        ("x....", "${age} < 18"),
        ("xxx.x", "${age} != ''"),
        ("...x.", "${age} = ''"),
        ("x..x.", "selected(${work}, 'farm')"),  # "farmer" is not "farm"
        (".xx.x", "not(selected(${work}, 'farm'))"),
        ("x....", "count-selected(${work}) = 2"),
        ("x.x..", "${yes} = 'yes'"),
        (".x.xx", "${yes} != 'yes'"),  # a blank differs from yes: the form asks, too
        ("..x..", "${yes} = 'yes' and ${age} > 20"),
        ("x.xx.", "${yes} = 'yes' or ${yes} = ''"),
        ("xxx..", "${age} > 10 or (${yes} = 'no' and ${age} < 3)"),
        ("x.x..", "(${age} = 17 or ${age} = 40) and ${yes} = 'yes'"),
        (".x..x", "${day} >= date('2026-02-01')"),
        ("..xx.", "${age} + 3 > 40 or ${age} = ''"),
        (".x...", "${age} mod 2 = 0 and ${age} div 2 = 9"),
        (".x...", "if(${yes} = 'no', 'a', 'b') = 'a'"),
        ("xx..x", "string-length(${yes}) > 1 and ${work} != '' and ${age} != '40'"),
        ("x..x.", "regex(${work}, 'farm( site)?')"),
        ("x..xx", "contains(${work}, 'farm')"),
        ("x.x..", '"yes" = ${yes}'),
        ("..x..", "-${age} < -20"),
        ("xxxxx", "true()"),
        ("..x..", "coalesce(${work}, ${yes}) = 'yes'"),
    ],
)
def test_a_condition_holds_for_these_rows(expected, text):
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "${a} = ",
        "${a} == 'x'",
        "selected(${a} 'x')",
        "((1)",
        "1 2",
        "${a} = “yes”",
        "a b",
        "/data/a = 1",
        "'x",
        "$ {a}",
    ],
)
def test_what_is_no_condition_says_where(text):
    with pytest.raises(ExpressionError, match="at character"):
        parse(text)


def test_nesting_and_length_are_bounded():
    with pytest.raises(ExpressionError, match="nested too deeply"):
        parse("(" * 5000 + "1" + ")" * 5000)
    with pytest.raises(ExpressionError, match="longer"):
        parse("1 + " * 10_000 + "1")


UNKNOWN = (
    "pulldata('f', 'a', 'b', ${age}) = '1'",
    "count(${age}) > 1",
    "${gone} = 1",
    "jr:choice-name(${yes}, 'yes') = 'Yes'",
)


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_answers_alone_cannot_tell_is_said_to_be_unknown(text):
    with pytest.raises(UnevaluableError):
        held(text)


@pytest.mark.parametrize("pattern", ["(a+)+", "(a*)*b", "(x+x+)+y", "[a-z]+" * 40])
def test_a_pattern_that_may_take_for_ever_is_not_tried(pattern):
    with pytest.raises(UnevaluableError):
        held(f"regex(${{work}}, '{pattern}')")


def test_the_answers_and_functions_that_a_condition_uses_are_known():
    node = parse("selected(${a}, 'x') and not(${b} > ${last-saved#c})")

    assert answers(node) == {"a", "b", "c"}
    assert functions(node) == {"selected", "not"}
    assert parse("${a} = 'b'") == Operation("=", Answer("a"), Text("b"))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_condition_or_an_error_that_says_so(text):
    try:
        parse(text)
    except ExpressionError as error:
        assert 0 <= error.at <= len(text)


NUMBERS = st.integers(-99, 99)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_arithmetic_keeps_its_precedence(a, b, c):
    assert bool(evaluate(parse(f"{a} + {b} * {c} = {a + b * c}"), Answers(column, 1))[0])
    assert bool(evaluate(parse(f"({a} - {b}) * {c} = {(a - b) * c}"), Answers(column, 1))[0])
