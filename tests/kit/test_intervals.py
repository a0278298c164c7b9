"""Intervals keep every value that a printed number may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.kit.intervals import Interval, change, share, total

numbers = st.decimals(min_value=-10_000, max_value=10_000, places=3)


def test_a_number_without_decimals_stands_for_half_a_unit_on_either_side() -> None:
    assert Interval.printed(Decimal(198)) == Interval(Decimal("197.5"), Decimal("198.5"))


def test_one_decimal_stands_for_half_a_tenth_on_either_side() -> None:
    assert Interval.printed(Decimal("55.8"), 1) == Interval(Decimal("55.75"), Decimal("55.85"))


def test_a_scale_word_stretches_the_interval_with_the_number() -> None:
    assert Interval.printed(Decimal("677.3"), 1, 1_000_000) == Interval(Decimal(677_250_000), Decimal(677_350_000))


def test_a_truncated_number_stands_for_what_lies_beyond_it_away_from_zero() -> None:
    assert Interval.truncated(Decimal("2.8"), 1) == Interval(Decimal("2.8"), Decimal("2.9"))
    assert Interval.truncated(Decimal("-2.8"), 1) == Interval(Decimal("-2.9"), Decimal("-2.8"))


def test_a_count_is_exact() -> None:
    assert Interval.exact(78).width == 0


def test_an_interval_cannot_end_below_its_start() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Interval(Decimal(2), Decimal(1))


def test_a_change_is_measured_against_the_earlier_value() -> None:
    # (13.7 - 11.6) / 11.6: the lowest is 13.65/11.65 - 1 = 17.17 %, the highest 13.75/11.55 - 1 = 19.05 %
    found = change(Interval.printed(Decimal("13.7"), 1), Interval.printed(Decimal("11.6"), 1))
    assert round(found.low, 2) == Decimal("17.17")
    assert round(found.high, 2) == Decimal("19.05")


def test_a_share_of_exact_counts_is_one_value() -> None:
    assert share(Interval.exact(1), Interval.exact(8)) == Interval.exact(Decimal("12.5"))


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        share(Interval.exact(1), Interval.printed(Decimal(0)))


def test_the_sum_of_three_rounded_shares_may_miss_one_hundred_by_their_roundings() -> None:
    # 61.4 (0.05) + 30 (0.5) + 8.5 (0.05) = 99.9, give or take 0.6
    parts = [Interval.printed(Decimal("61.4"), 1), Interval.printed(Decimal(30)), Interval.printed(Decimal("8.5"), 1)]
    assert total(parts) == Interval(Decimal("99.3"), Decimal("100.5"))
    assert 100 in total(parts)


def test_two_intervals_apart_have_a_gap_and_nothing_in_common() -> None:
    left, right = Interval(Decimal(1), Decimal(2)), Interval(Decimal(5), Decimal(6))
    assert (left.meets(right), left.gap(right), left.common(right)) == (False, Decimal(3), None)


def test_two_intervals_that_overlap_have_their_overlap_in_common() -> None:
    left, right = Interval(Decimal(1), Decimal(5)), Interval(Decimal(4), Decimal(6))
    assert left.common(right) == Interval(Decimal(4), Decimal(5))
    assert left.gap(right) == 0


def test_the_hull_holds_all() -> None:
    found = Interval.hull([Interval.exact(3), Interval.exact(-1)])
    assert found == Interval(Decimal(-1), Decimal(3))
    assert (found.middle, found.width) == (Decimal(1), Decimal(4))


def test_an_interval_prints_its_ends_and_a_point_prints_once() -> None:
    assert (str(Interval.exact(5)), str(Interval.printed(Decimal(5)))) == ("5", "4.5..5.5")


@given(numbers, numbers, numbers, numbers)
def test_every_operation_holds_the_result_of_every_choice(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    left, right = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    for x in (a, b):
        for y in (c, d):
            assert x + y in left + right
            assert x - y in left - right
            assert x * y in left * right
            assert -x in -left
            assert x * 3 in left.times(3)
            assert x in left.widen(Decimal(1))


@given(numbers)
def test_rounding_a_value_gives_a_printed_number_whose_interval_holds_it(value: Decimal) -> None:
    assert value in Interval.printed(round(value, 1), 1)
