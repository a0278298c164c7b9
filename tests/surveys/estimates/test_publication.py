"""The rules of publication, one case on either side of every limit."""

from __future__ import annotations

import numpy as np
import pytest

from mtm.surveys.estimates.estimate import Estimate
from mtm.surveys.estimates.measures import Measure, everybody
from mtm.surveys.estimates.publication import Rules, rule_amounts, rule_proportions
from mtm.surveys.estimates.response import Response
from mtm.surveys.estimates.ruled import described


def share(p: float, n: float, deff: float = 1.0, df: float = 100.0) -> tuple[str, str]:
    """The ruling on a proportion among n answers with this design effect."""
    se = (deff * p * (1 - p) / n) ** 0.5
    status, reason = rule_proportions(*(np.array([[x]]) for x in (p, se, n, df)), Rules())
    return str(status.item()), str(reason.item())


def amount(value: float, se: float, n: float = 100.0, df: float = 50.0) -> tuple[str, str]:
    status, reason = rule_amounts(*(np.array([[x]]) for x in (value, se, n, df)), Rules())
    return str(status.item()), str(reason.item())


@pytest.mark.parametrize(
    ("ruling", "found"),
    [
        (("published", ""), share(0.4, 400)),
        (("withheld", "few"), share(0.5, 29)),
        (("withheld", "few_effective"), share(0.5, 58, deff=2.1)),
        (("withheld", "wide"), share(0.5, 42)),  # Clopper-Pearson for 21 of 42 is 0.342 to 0.658
        (("withheld", "relative"), share(0.05, 100)),  # 5 of 100: 0.016 to 0.113, wider than 1.3 x 0.05 = 0.065
        (("published", ""), share(0.005, 2000)),  # narrower than 0.05: printed however small
        (("marked", "extreme"), share(0.0, 200)),
        (("marked", "df"), share(0.4, 400, df=7)),
        (("published", ""), share(0.4, 400, df=8)),
        (("marked", "complement"), share(0.95, 100)),  # the share is well known, its complement is not
    ],
)
def test_proportions_are_ruled_as_nchs_does(ruling: tuple[str, str], found: tuple[str, str]) -> None:
    assert found == ruling


@pytest.mark.parametrize(
    ("ruling", "found"),
    [
        (("published", ""), amount(100, 16.5)),
        (("marked", "cv_marked"), amount(100, 16.6)),
        (("withheld", "cv"), amount(100, 33.4)),
        (("withheld", "few"), amount(100, 1, n=29)),
        (("marked", "cv_unknown"), amount(0, 0)),
        (("marked", "df"), amount(100, 1, df=7)),
        (("withheld", "df_none"), amount(100, 1, df=0)),
    ],
)
def test_amounts_are_ruled_by_their_coefficient_of_variation(ruling: tuple[str, str], found: tuple[str, str]) -> None:
    assert found == ruling


def test_a_plan_can_only_make_the_rules_stricter() -> None:
    assert Rules.of({"n": 50, "width": 0.2}) == Rules(n=50, width=0.2)
    assert Rules.of({"n": 5, "width": 0.9, "df": 1, "cv": 0.9}) == Rules()


def test_a_sample_without_known_chances_gets_no_interval() -> None:
    answers = np.array([True] * 30 + [False] * 10)

    (found,) = described([Measure("p", "proportion", answers, np.ones(40, dtype=bool))], [everybody(40)])

    assert found == Estimate("p", (), 0.75, None, None, None, 40, None, None, "marked", "respondents", False)


def test_a_few_respondents_are_withheld() -> None:
    (found,) = described([Measure("p", "proportion", np.ones(29), np.ones(29, dtype=bool))], [everybody(29)])

    assert (found.status, found.reason) == ("withheld", "few")


def test_a_stricter_ruling_stands() -> None:
    (found,) = described([Measure("p", "proportion", np.ones(40), np.ones(40, dtype=bool))], [everybody(40)])

    assert found.ruled("withheld", "sensitive").reason == "sensitive"
    assert found.ruled("published", "").status == "marked"


class TestResponseRates:
    """600 complete, 20 partial, 180 refused, 200 not met, 50 not eligible: 1,000 cases."""

    response = Response.of({"complete": 600, "partial": 20, "refused": 180, "noncontact": 200, "ineligible": 50})

    def test_rates_of_the_aapor_standard(self) -> None:
        r = self.response
        assert (r.rr1, r.rr2, r.ref1, r.con1) == (0.6, 0.62, 0.18, 0.8)

    def test_no_cases_no_rate(self) -> None:
        assert Response.of({"ineligible": 3}).rr1 is None
