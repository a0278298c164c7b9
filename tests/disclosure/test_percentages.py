"""A percentage beside its base gives the count away, as far as its decimals allow."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtm.disclosure import counts_behind


def test_a_third_of_twelve_is_four():
    assert list(counts_behind(Decimal("33.3"), 12)) == [4]


def test_without_decimals_a_large_base_hides_the_count_a_little():
    # 2.5 % to 3.5 % of 400: 10 to 14.
    assert list(counts_behind(Decimal(3), 400)) == [10, 11, 12, 13, 14]


def test_a_percentage_that_no_count_prints_as_has_none_behind_it():
    assert list(counts_behind(Decimal("33.4"), 12)) == []


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), st.integers(0, 2))
def test_the_true_count_is_always_among_those_found(pair, decimals):
    n, count = pair
    printed = (Decimal(100) * count / n).quantize(Decimal(1).scaleb(-decimals))

    assert count in counts_behind(printed, n)
