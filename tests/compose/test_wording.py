"""Which word a number deserves."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mtm.compose import wording
from mtm.model.figure import Doubt, Figure


def figure(value: str | None, decimals: int = 1, name: str = "x") -> Figure:
    number = None if value is None else Decimal(value)
    return Figure(f"s.{name}", "s", "share", number, "percent", decimals, None, "x", gap="" if value else "blank")


@pytest.mark.parametrize(
    ("value", "sign"),
    [("3", "up"), ("-0.1", "down"), ("0", "same"), ("0.04", "same"), ("-0.04", "same"), (None, "absent")],
)
def test_the_sign_is_that_of_the_number_as_printed(value: str | None, sign: str) -> None:
    assert wording.sign(figure(value)) == sign


def test_a_doubted_sign_is_unclear() -> None:
    assert wording.sign(replace(figure("209"), doubts=(Doubt("grouping"),))) == "unclear"


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("100", "all"),
        ("99.96", "all"),  # prints 100.0
        ("97.5", "nearly_all"),
        ("91.6", "great_majority"),
        ("84.98", "majority"),
        ("52.5", "majority"),
        ("50.1", "just_over_half"),
        ("50.04", "half"),  # prints 50.0
        ("50", "half"),
        ("49.9", "nearly_half"),
        ("45", "nearly_half"),
        ("44.9", "minority"),
        ("33.3", "third"),
        ("25", "quarter"),
        ("10", "tenth"),
        ("3", "minority"),
        ("0", "none"),
        (None, "absent"),
    ],
)
def test_a_share_gets_the_hedge_that_its_printed_number_bears(value: str | None, key: str) -> None:
    assert wording.portion(figure(value)) == key


def test_figures_are_ordered_by_printed_value_with_gaps_last_and_ties_as_given() -> None:
    a, b, c, d = (figure(v, 0, n) for v, n in (("5", "a"), (None, "b"), ("7", "c"), ("5.2", "d")))

    assert wording.ordered([a, b, c, d]) == (c, a, d, b)  # 5 and 5.2 both print 5


def test_equal_printed_values_share_a_place() -> None:
    a, b, c = figure("7", 0, "a"), figure("5", 0, "b"), figure("5.3", 0, "c")

    assert [wording.place(f, [a, b, c]) for f in (a, b, c)] == [1, 2, 2]


def test_two_counts_are_compared_as_printed_and_not_at_all_without_a_value() -> None:
    assert wording.compared(figure("737942", 0), figure("688069", 0)) == "up"
    assert wording.compared(figure("1"), figure(None)) == "absent"
