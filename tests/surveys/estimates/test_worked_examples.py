"""Estimates against worked examples of the survey literature, to four decimals and more."""

from __future__ import annotations

import math
from types import MappingProxyType

import numpy as np
import pytest

from mtm.surveys.estimates import intervals, linear
from mtm.surveys.estimates.design import Design, Floats, design
from mtm.surveys.estimates.estimate import Estimate
from mtm.surveys.estimates.measures import Measure, everybody, partition
from mtm.surveys.estimates.ruled import estimates


def one(sample: Design, kind: str, top: object, base: object = None) -> Estimate:
    values = np.asarray(top, dtype=float)
    denominator = None if base is None else np.asarray(base, dtype=float)
    measure = Measure("y", kind, values, np.ones(len(values), dtype=bool), denominator)
    return estimates(sample, [measure], [everybody(len(values))])[0]


class TestTheStataExampleOfFiniteStrata:
    """The data set fpc of the Stata manual (stata-press.com/data/r7/fpc.dta), also in R's survey package, help(fpc).

    Two strata of 15 and 12 clusters, 5 and 3 drawn. survey 4.x prints svymean(~x): mean 5.448148, SE 0.7412683
    without and 0.6160407 with the finite population correction.
    """

    x = (2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2)
    stratum = (1, 1, 1, 1, 1, 2, 2, 2)
    weights = (3, 3, 3, 3, 3, 4, 4, 4)

    def test_mean_and_standard_error_without_a_finite_population(self) -> None:
        found = one(design(self.weights, self.stratum), "mean", self.x)

        assert found.value == pytest.approx(5.448148, abs=5e-7)
        assert found.se == pytest.approx(0.7412683, abs=5e-8)
        assert found.df == 6

    def test_mean_and_standard_error_with_a_finite_population(self) -> None:
        found = one(design(self.weights, self.stratum, populations={1: 15, 2: 12}), "mean", self.x)

        assert found.se == pytest.approx(0.6160407, abs=5e-8)

    def test_the_variance_worked_by_hand(self) -> None:
        """Stratum 1: mean 5.94, s2 = 25.352 / 4 = 6.338; stratum 2: mean 4.8333, s2 = 4.8067 / 2 = 2.4033.

        V(total) = 15 x 15 x (1 - 5/15) x 6.338 / 5 + 12 x 12 x (1 - 3/12) x 2.4033 / 3 = 190.14 + 86.52 = 276.66;
        the standard error of the mean of 27 is sqrt(276.66) / 27 = 0.6160. The mean is a ratio to the sum of weights,
        15 + 12 = 27, which does not vary here.
        """
        first, second = np.var(self.x[:5], ddof=1), np.var(self.x[5:], ddof=1)
        by_hand = math.sqrt(225 * (1 - 5 / 15) * first / 5 + 144 * (1 - 3 / 12) * second / 3) / 27

        found = one(design(self.weights, self.stratum, populations=(15,) * 5 + (12,) * 3), "mean", self.x)

        assert found.se == pytest.approx(by_hand, abs=1e-12)


class TestLohrsFarmland:
    """Lohr (2022), Sampling: Design and Analysis, third edition, example 3.2: acres of farmland in the United States.

    Four regions with N = 1054, 220, 1382, 422 counties, n = 103, 21, 135, 41, printed means and variances below.
    Printed there: total 909,736,035 with standard error 50,417,248. The sample of 300 is rebuilt from each region's
    printed mean and variance: pairs of values on either side of the mean have both.
    """

    sizes = (1054, 220, 1382, 422)
    drawn = (103, 21, 135, 41)
    means = (300504.16, 97629.81, 211315.04, 662295.51)
    variances = (29618183543, 7647472708, 53587487856, 396185950266)

    def sample(self) -> tuple[Design, Floats]:
        regions = np.repeat(np.arange(4), self.drawn)
        values = np.concatenate([_rebuilt(*row) for row in zip(self.drawn, self.means, self.variances, strict=True)])
        weights = np.repeat([size / n for size, n in zip(self.sizes, self.drawn, strict=True)], self.drawn)
        return design(weights, regions, populations=dict(enumerate(self.sizes))), values

    def test_total_and_standard_error(self) -> None:
        found = one(self.sample()[0], "total", self.sample()[1])

        assert found.value == pytest.approx(909_736_035, abs=5_000)  # the means are printed to two decimals
        assert found.se == pytest.approx(50_417_248, abs=1)

    def test_the_interval_uses_the_degrees_of_freedom_of_the_design(self) -> None:
        """t with 300 - 4 = 296 degrees of freedom is 1.968011: 909,736,035 -+ 99,221,686 (SAS prints 810,514,350)."""
        found = one(self.sample()[0], "total", self.sample()[1])

        assert found.df == 296
        assert found.lower == pytest.approx(810_514_350, abs=5_000)
        assert found.upper == pytest.approx(1_008_957_721, abs=5_000)


def _rebuilt(n: int, mean: float, variance: float) -> Floats:
    """Values with this mean and variance: half above, half below, one in the middle of an odd number."""
    half = n // 2
    away = math.sqrt(variance * (n - 1) / (2 * half))
    return np.concatenate([np.full(half, mean - away), np.full(half, mean + away), np.full(n - 2 * half, mean)])


class TestTheIceCreamStudy:
    """SAS/STAT User's Guide, The SURVEYMEANS Procedure: spending of 40 pupils of a school of 4,000, worked by hand."""

    grade_spending = (
        "7 7 7 7 8 12 9 10 7 1 7 10 7 3 8 20 8 19 7 2 7 2 9 15 8 16 7 6 7 6 7 6 9 15 8 17 8 14 9 8 "
        "9 8 9 7 7 3 7 12 7 4 9 14 8 18 9 9 7 2 7 1 7 4 7 11 9 8 8 10 8 13 7 2 9 6 9 11 7 2 7 9"
    )
    numbers = np.array([int(word) for word in grade_spending.split()]).reshape(-1, 2)
    grade, spending = numbers[:, 0], numbers[:, 1].astype(float)
    schools = MappingProxyType({7: 1824, 8: 1025, 9: 1151})

    def test_a_simple_random_sample_by_the_textbook_formula(self) -> None:
        """350 / 40 = 8.75; s2 = (4188 - 350^2 / 40) / 39 = 28.8590; se = sqrt(0.99 x 28.8590 / 40) = 0.8451."""
        found = one(design(np.full(40, 100.0), populations={"all": 4000}), "mean", self.spending)

        assert found.value == 8.75
        assert found.se == pytest.approx(0.8451, abs=5e-5)
        assert (found.lower, found.upper) == pytest.approx((7.04054539, 10.4594546), abs=5e-8)  # as the guide prints it
        assert found.deff == pytest.approx(0.99, abs=1e-12)  # the correction alone: 1 - 40 / 4000

    def test_strata_by_the_textbook_formula(self) -> None:
        """Cochran (1977), formulas 5.1 and 5.9: means and variances of the three grades, each with its weight."""
        drawn = {g: self.spending[self.grade == g] for g in self.schools}
        mean = sum(size * drawn[g].mean() for g, size in self.schools.items()) / 4000
        variance = sum(
            size**2 * (1 - len(drawn[g]) / size) * np.var(drawn[g], ddof=1) / len(drawn[g])
            for g, size in self.schools.items()
        )
        weights = [self.schools[g] / len(drawn[g]) for g in self.grade.tolist()]

        found = one(design(weights, self.grade, populations=self.schools), "mean", self.spending)

        assert found.value == pytest.approx(mean, abs=1e-12)
        assert found.se == pytest.approx(math.sqrt(variance) / 4000, abs=1e-12)
        assert found.df == 37
        printed = (9.141298, 0.531799, 8.06377052, 10.2188254)  # the guide's table "Statistics" of this analysis
        assert (found.value, found.se, found.lower, found.upper) == pytest.approx(printed, abs=5e-7)


class TestClusters:
    """Three clusters of one stratum, weight 1: sums 3, 5, 10 of sizes 2, 2, 4, worked by hand."""

    y = (1, 2, 2, 3, 1, 2, 3, 4)
    cluster = (1, 1, 2, 2, 3, 3, 3, 3)

    def test_the_total_varies_as_the_sums_of_clusters_do(self) -> None:
        """Mean of sums 6; squares 9 + 1 + 16 = 26; variance 3 / 2 x 26 = 39."""
        found = one(design(np.ones(8), clusters=self.cluster), "total", self.y)

        assert found.value == 18
        assert found.se == pytest.approx(math.sqrt(39))
        assert found.df == 2

    def test_the_mean_is_a_ratio_of_sums(self) -> None:
        """18 / 8 = 2.25; residuals 3 - 4.5, 5 - 4.5, 10 - 9 = -1.5, 0.5, 1; 3/2 x 3.5 = 5.25; se = sqrt(5.25) / 8."""
        found = one(design(np.ones(8), clusters=self.cluster), "mean", self.y)

        assert found.value == 2.25
        assert found.se == pytest.approx(math.sqrt(5.25) / 8)

    def test_the_design_effect_compares_with_a_simple_random_sample(self) -> None:
        """s2 = 7.5 / 7, over 8: 0.13393; 5.25 / 64 = 0.08203; 0.6125."""
        found = one(design(np.ones(8), clusters=self.cluster), "mean", self.y)

        assert found.deff == pytest.approx(0.6125)

    def test_clusters_of_equal_name_in_two_strata_are_two(self) -> None:
        found = one(design(np.ones(4), strata=(1, 1, 2, 2), clusters=("a", "b", "a", "b")), "total", (1, 2, 3, 5))

        assert found.df == 2
        assert found.se == pytest.approx(math.sqrt(2 * 0.5 + 2 * 2))

    def test_clusters_outside_the_domain_count_as_zeros(self) -> None:
        """Domain in clusters 1 and 2 only, sums 3 and 5 and 0: mean 8/3, squares 12.6667, variance 3/2 x that = 19."""
        y = np.array(self.y, dtype=float)
        measure = Measure("y", "total", y, np.ones(8, dtype=bool))
        domains = partition(["d"], [["in"] * 4 + [None] * 4])

        found = linear.estimate(design(np.ones(8), clusters=self.cluster), [measure], [domains])[0]

        assert found.value.item() == 8
        assert found.se.item() == pytest.approx(math.sqrt(19))


class TestRatio:
    def test_a_ratio_by_the_textbook_formula(self) -> None:
        """Cochran (1977), formula 6.13: R = 12 / 6 = 2, residuals y - 2x = 0, -1, 1; s2 = 1; se = sqrt(1/3) / 2."""
        found = one(design(np.ones(3)), "ratio", (2, 3, 7), (1, 2, 3))

        assert found.value == 2
        assert found.se == pytest.approx(math.sqrt(1 / 3) / 2)


class TestExactIntervals:
    def test_clopper_and_pearson_for_no_case_in_thirty(self) -> None:
        """The upper bound solves (1 - p)^30 = 0.025: 1 - 0.025^(1/30) = 0.1157 (the tables print 0 to 0.1157)."""
        low, high = (b.item() for b in intervals.korn_graubard(*(np.array([x]) for x in (0.0, 0.0, 30.0, 29.0))))

        assert low == 0
        assert high == pytest.approx(1 - 0.025 ** (1 / 30), abs=1e-12)

    def test_all_of_thirty_mirrors_none_of_thirty(self) -> None:
        none = intervals.korn_graubard(*(np.array([x]) for x in (0.0, 0.0, 30.0, 29.0)))
        every = intervals.korn_graubard(*(np.array([x]) for x in (1.0, 0.0, 30.0, 29.0)))

        assert every[1].item() == 1
        assert every[0].item() == pytest.approx(1 - none[1].item())

    def test_three_of_ten_is_the_tabled_interval(self) -> None:
        """Clopper-Pearson for 3 of 10 is 0.0667 to 0.6525 (Clopper and Pearson 1934, as in every table of it)."""
        se = math.sqrt(0.21 / 10)
        low, high = (b.item() for b in intervals.korn_graubard(*(np.array([x]) for x in (0.3, se, 10.0, 9.0))))

        assert (round(low, 4), round(high, 4)) == (0.0667, 0.6525)
