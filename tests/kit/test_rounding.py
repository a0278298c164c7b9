"""Numbers are rounded half away from zero, once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtm.kit.rounding import print_value, rounded
from mtm.model.figure import Figure


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("0.25", 1, "0.3"),
        ("-0.25", 1, "-0.3"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("40.2136", 1, "40.2"),
        ("198", 1, "198.0"),
        ("1123249", -2, "1123200"),
        ("1123250", -2, "1123300"),
        ("-0.04", 1, "0.0"),
        ("99999999999999999999.95", 1, "100000000000000000000.0"),
    ],
)
def test_half_goes_away_from_zero(value: str, decimals: int, printed: str) -> None:
    assert f"{rounded(Decimal(value), decimals):f}" == printed


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12), st.integers(0, 4))
def test_rounding_is_symmetric_and_stays_within_half_a_unit(value: Decimal, decimals: int) -> None:
    result = rounded(value, decimals)

    assert rounded(-value, decimals) == -result
    assert abs(result - value) <= Decimal(5).scaleb(-decimals - 1)


def test_a_figure_is_rounded_to_its_own_decimals_and_a_gap_prints_no_number() -> None:
    figure = Figure("s.x", "s", "share", Decimal("92.45"), "percent", 1, None, "a / b × 100")
    gap = Figure("s.y", "s", "share", None, "percent", 1, None, "a / b × 100", gap="withheld")

    assert (print_value(figure), print_value(gap)) == (Decimal("92.5"), None)
