"""Calibrated weights repeat what is known, and variances say what that is worth."""

from __future__ import annotations

import numpy as np
import pytest

from mtm.model.errors import MtmError
from mtm.surveys.estimates.calibration import Totals, linear, linear_margins, rake
from mtm.surveys.estimates.design import Design, design
from mtm.surveys.estimates.estimate import Estimate
from mtm.surveys.estimates.measures import Measure, everybody
from mtm.surveys.estimates.ruled import estimates

SEX = np.array([0, 0, 1, 1])
Y = np.array([1.0, 3.0, 5.0, 9.0])


def total(sample: Design, y: object = Y, kind: str = "total") -> Estimate:
    values = np.asarray(y, dtype=float)
    return estimates(sample, [Measure("y", kind, values, np.ones(len(values), dtype=bool))], [everybody(len(values))])[
        0
    ]


def sample(populations: object = None) -> Design:
    return design(np.full(4, 2.5), populations=populations)  # type: ignore[arg-type]


class TestPoststratification:
    """Four interviews of ten persons; a register counts six women and four men: weights 3, 3, 2, 2."""

    register = Totals.of("sex", [6, 4], "register")

    def test_weights_repeat_the_register(self) -> None:
        assert rake(sample(), [(SEX, self.register)]).weights.tolist() == pytest.approx([3, 3, 2, 2])

    def test_the_variance_is_that_of_the_residuals(self) -> None:
        """Total 3 x 4 + 2 x 14 = 40; residuals -1, 1, -2, 2 times weights: squares 9 + 9 + 16 + 16; x 4/3 = 66.6667."""
        found = total(rake(sample(), [(SEX, self.register)]))

        assert found.value == pytest.approx(40)
        assert found.se == pytest.approx((200 / 3) ** 0.5)

    def test_a_finite_population_shrinks_it(self) -> None:
        """x (1 - 4/10): 40."""
        assert total(rake(sample({"all": 10}), [(SEX, self.register)])).se == pytest.approx(40**0.5)

    def test_what_the_register_counts_does_not_vary(self) -> None:
        found = total(rake(sample(), [(SEX, self.register)]), y=SEX)

        assert (found.value, found.se) == pytest.approx((4, 0), abs=1e-9)

    def test_a_mean_is_a_ratio_of_calibrated_sums(self) -> None:
        """40 / 10 = 4; the population is known, so the standard error is that of the total over 10."""
        found = total(rake(sample(), [(SEX, self.register)]), kind="mean")

        assert (found.value, found.se) == pytest.approx((4, (200 / 3) ** 0.5 / 10))


class TestTotalsThatAreEstimates:
    def test_counts_of_key_informants_without_their_error_are_refused(self) -> None:
        with pytest.raises(MtmError, match=r'estimates themselves come without their uncertainty "key_informants"'):
            rake(sample(), [(SEX, Totals.of("sex", [6, 4], "key_informants"))])

    def test_their_uncertainty_becomes_part_of_the_variance(self) -> None:
        """Means 2 and 7, standard errors 1 and 2: 66.6667 + 2^2 x 1^2 + 7^2 x 2^2 = 266.6667."""
        counts = Totals.of("sex", [6, 4], "key_informants", [1, 2])

        assert total(rake(sample(), [(SEX, counts)])).se == pytest.approx((200 / 3 + 200) ** 0.5)

    def test_what_was_counted_varies_as_the_count_does(self) -> None:
        counts = Totals.of("sex", [6, 4], "key_informants", [1, 2])

        assert total(rake(sample(), [(SEX, counts)]), y=SEX).se == pytest.approx(2)

    def test_an_unknown_origin_is_refused(self) -> None:
        with pytest.raises(MtmError, match="unknown origin"):
            rake(sample(), [(SEX, Totals.of("sex", [6, 4], "hearsay"))])


class TestRaking:
    def test_both_margins_hold_and_the_association_stays(self) -> None:
        """Raking leaves the odds ratio of the table as it was (Deming and Stephan 1940)."""
        rows, columns = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
        made = rake(
            design([10, 20, 30, 40]),
            [(rows, Totals.of("a", [50, 50], "census")), (columns, Totals.of("b", [30, 70], "census"))],
        )

        assert np.bincount(rows, made.weights) == pytest.approx([50, 50])
        assert np.bincount(columns, made.weights) == pytest.approx([30, 70])
        a, b, c, d = made.weights
        assert a * d / (b * c) == pytest.approx(10 * 40 / (20 * 30))

    def test_margins_of_different_sums_are_refused(self) -> None:
        with pytest.raises(MtmError, match="does not come to rest"):
            rake(sample(), [(SEX, Totals.of("a", [6, 4], "census")), (SEX, Totals.of("b", [7, 5], "census"))])

    def test_a_category_without_interviews_is_refused(self) -> None:
        with pytest.raises(MtmError, match="do not match"):
            rake(sample(), [(SEX, Totals.of("sex", [6, 4, 1], "census"))])

    def test_an_unknown_answer_is_refused(self) -> None:
        with pytest.raises(MtmError, match="1 interview has no answer"):
            rake(sample(), [(np.array([0, 0, 1, -1]), Totals.of("sex", [6, 4], "census"))])


class TestLinear:
    x = np.array([1.0, 2.0, 3.0])

    def test_one_total_worked_by_hand(self) -> None:
        """sum x 6, sum x^2 14, wanted 9.5: lambda 3.5 / 14 = 0.25; weights 1.25, 1.5, 1.75."""
        made = linear(design(np.ones(3)), self.x, Totals.of("x", [9.5], "census"))

        assert made.weights.tolist() == pytest.approx([1.25, 1.5, 1.75])

    def test_it_is_the_regression_estimator(self) -> None:
        """y = 2, 3, 7: B = (2 + 6 + 21) / 14 = 29 / 14; 12 + 29 / 14 x 3.5 = 19.25."""
        found = total(linear(design(np.ones(3)), self.x, Totals.of("x", [9.5], "census")), y=(2, 3, 7))

        assert found.value == pytest.approx(19.25)

    def test_margins_of_one_classification_poststratify(self) -> None:
        """With a single classification raking and the regression estimator are the same."""
        register = Totals.of("sex", [6, 4], "register")

        assert linear_margins(sample(), [(SEX, register)]).weights.tolist() == pytest.approx([3, 3, 2, 2])

    def test_two_margins_hold_and_estimates_keep_their_error(self) -> None:
        rows, columns = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
        margins = [
            (rows, Totals.of("a", [50, 50], "census")),
            (columns, Totals.of("b", [30, 70], "survey", [2, 3])),
        ]

        made = linear_margins(design([10, 20, 30, 40]), margins)

        assert np.bincount(rows, made.weights) == pytest.approx([50, 50])
        assert np.bincount(columns, made.weights) == pytest.approx([30, 70])
        assert made.controls is not None
        assert made.controls.covariance is not None
        assert np.diag(made.controls.covariance).tolist() == [0, 0, 4, 9]

    def test_negative_weights_are_refused(self) -> None:
        with pytest.raises(MtmError, match="zero or negative"):
            linear(design(np.ones(3)), self.x, Totals.of("x", [0.5], "census"))

    def test_totals_that_contradict_each_other_are_refused(self) -> None:
        twice = np.column_stack([self.x, self.x])
        with pytest.raises(MtmError, match="cannot be met"):
            linear(design(np.ones(3)), twice, Totals.of("x", [7, 8], "census"))
