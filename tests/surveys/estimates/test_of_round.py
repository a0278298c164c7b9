"""A whole round from answers to estimates, and what never leaves it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from mtm.model.errors import MtmError
from mtm.surveys.estimates.estimate import Estimate
from mtm.surveys.estimates.of_round import RoundEstimates, estimate, of_tables
from mtm.surveys.plan import Plan
from mtm.surveys.round_file import RoundFile
from surveys.estimates.rounds import table

N = 80
HALF = N // 2
DATES = {"from": date(2026, 5, 4), "to": date(2026, 5, 29)}
PLACE = {"determinant": "individual", "dissemination": "public"}


def a_round(design: dict[str, Any] | None = None, **more: Any) -> RoundFile:
    frame = [{"id": "north", "population": 400}, {"id": "south", "population": 800}]
    usual = {"kind": "probability", "strata": ["region"], "frame": frame}
    return RoundFile.model_validate({"dates": DATES, "design": design or usual, **more})


def a_plan(*indicators: dict[str, Any], **more: Any) -> Plan:
    return Plan.model_validate({"indicators": [{**PLACE, **one} for one in indicators], **more})


COLUMNS: dict[str, list[Any]] = {
    "region": ["north"] * HALF + ["south"] * HALF,
    "sex": ["F", "M"] * HALF,
    "citizenship": ["X", "Y", "Y", "X"] * (N // 4),
    "unpaid": ["yes"] * 10 + ["no"] * 30 + ["yes"] * 20 + ["no"] * 20,
    "food": ["yes", "no"] * HALF,
    "pay": [100] * HALF + [200] * HALF,
}


def run(plan: Plan, told: RoundFile | None = None, **columns: list[Any]) -> RoundEstimates:
    return estimate(of_tables({"interviews": table({**COLUMNS, **columns})}), told or a_round(), plan)


def only(found: RoundEstimates) -> Estimate:
    (one,) = found.estimates
    return one


def test_strata_are_weighted_by_their_populations() -> None:
    """North 10 of 40, south 20 of 40: (400 x 0.25 + 800 x 0.5) / 1200 = 0.4167.

    Variance: (400^2 x 0.9 x 0.1875 / 39 + 800^2 x 0.95 x 0.25 / 39) / 1200^2, f = 0.1 and 0.05.
    """
    one = only(run(a_plan({"id": "unpaid", "question": "unpaid"})))

    variance = (400**2 * 0.9 * 0.1875 / 39 + 800**2 * 0.95 * 0.25 / 39) / 1200**2
    assert (one.value, one.se, one.n) == pytest.approx((5 / 12, variance**0.5, 80))
    assert one.df == 78


def test_a_total_without_a_number_counts_persons() -> None:
    one = only(run(a_plan({"id": "women", "statistic": "total", "where": "sex == 'F'"})))

    assert one.value == pytest.approx(600)


def test_means_ratios_and_medians_follow_the_plan() -> None:
    found = run(
        a_plan(
            {"id": "mean_pay", "statistic": "mean", "question": "pay"},
            {"id": "per_unpaid", "statistic": "ratio", "numerator": "pay", "denominator": "unpaid == 'yes'"},
            {"id": "median_pay", "statistic": "median", "question": "pay"},
        )
    ).estimates

    assert [e.value for e in found] == pytest.approx([2000 / 12, (400 * 100 + 800 * 200) / 500, 200])


def test_domains_are_estimated_beside_the_whole() -> None:
    found = run(a_plan({"id": "unpaid", "question": "unpaid", "domains": [["sex"]]})).estimates

    assert [e.domain for e in found] == [(), (("sex", "F"),), (("sex", "M"),)]


def test_unknown_answers_leave_the_base() -> None:
    unpaid = ["dk"] * 10 + ["no"] * 30 + ["yes"] * 20 + ["skipped"] * 20

    one = only(run(a_plan({"id": "unpaid", "question": "unpaid"}), unpaid=unpaid))

    assert one.n == 50
    assert one.value == pytest.approx(20 * 20 / (30 * 10 + 20 * 20))


def test_refusals_are_outcomes_and_no_interviews() -> None:
    outcome = ["complete"] * 60 + ["partial"] * 4 + ["refused"] * 10 + ["noncontact"] * 6
    read = of_tables({"interviews": table(COLUMNS, outcome)})

    found = estimate(read, a_round(), a_plan({"id": "unpaid", "question": "unpaid"}))

    assert only(found).n == 64
    assert found.response.rr1 == 60 / 80


def test_a_question_of_several_choices_needs_a_numerator() -> None:
    with pytest.raises(MtmError, match="indicator x: the question is not answered by yes and no"):
        run(a_plan({"id": "x", "question": "region"}))


def test_a_probability_sample_without_weights_is_refused() -> None:
    with pytest.raises(MtmError, match="needs weights"):
        run(a_plan({"id": "unpaid", "question": "unpaid"}), a_round({"kind": "probability"}))


def test_a_stratum_that_the_frame_does_not_have_is_refused() -> None:
    with pytest.raises(MtmError, match='the frame does not have "east"'):
        run(a_plan({"id": "unpaid", "question": "unpaid"}), region=["east"] + ["south"] * (N - 1))


class TestWhatNeverLeaves:
    def test_an_indicator_without_a_place_in_the_plan(self) -> None:
        found = run(a_plan({"id": "unpaid", "question": "unpaid", "dissemination": ""}))

        assert found.estimates == ()
        assert [(h.indicator, h.reason) for h in found.held] == [("unpaid", "no_place")]

    def test_what_is_for_urgent_action(self) -> None:
        found = run(a_plan({"id": "unpaid", "question": "unpaid", "dissemination": "urgent"}))

        assert (found.estimates, found.held[0].reason) == ((), "urgent")

    def test_sensitive_topics_below_the_country(self) -> None:
        entry = {"id": "unpaid", "question": "unpaid", "dissemination": "sensitive", "lowest_level": "region"}

        found = run(a_plan({**entry, "domains": [["region"], ["sex"], ["sex", "region"]]}))

        assert {tuple(d for d, _ in e.domain) for e in found.estimates} == {(), ("sex",)}
        assert [(h.domain, h.reason) for h in found.held] == [
            (("region",), "below_level"),
            (("sex", "region"), "below_level"),
        ]

    def test_public_topics_go_as_low_as_the_plan_says(self) -> None:
        entry = {"id": "unpaid", "question": "unpaid", "lowest_level": "region", "domains": [["region"]]}

        assert len(run(a_plan(entry)).estimates) == 3

    def test_places_go_by_many_names(self) -> None:
        plan = a_plan(settings={"regional": ["wohin"]})
        from mtm.surveys.estimates.planned import is_place

        names = (
            "region",
            "adm1",
            "Admin2",
            "q5_district",
            "site_code",
            "wohin",
            "_site",
            "workplace",
            "sex",
            "cityzen",
        )
        assert [name for name in names if is_place(name, plan)] == list(names[:7])


class TestSamplesWithoutKnownChances:
    def test_snowballs_describe_respondents(self) -> None:
        """30 of 80 respondents, unweighted."""
        one = only(run(a_plan({"id": "unpaid", "question": "unpaid"}), a_round({"kind": "snowball"})))

        assert (one.value, one.lower, one.se, one.probability) == (0.375, None, None, False)
        assert (one.status, one.reason) == ("marked", "respondents")

    def test_key_informants_estimates_are_theirs(self) -> None:
        plan = a_plan({"id": "migrants", "statistic": "total", "question": "pay"})

        one = only(run(plan, a_round({"kind": "key_informants"})))

        assert (one.value, one.se, one.status, one.reason) == (12000, None, "marked", "informants")


class TestCalibration:
    def calibrated(self, **more: Any) -> RoundFile:
        totals = {"by": ["sex"], "totals": {"F": 500, "M": 700}, "source": "register of residents", **more}
        return a_round(calibration=[totals])

    def test_totals_of_a_register_are_repeated(self) -> None:
        plan = a_plan({"id": "women", "statistic": "total", "where": "sex == 'F'"})

        one = only(run(plan, self.calibrated()))

        assert (one.value, one.se) == pytest.approx((500, 0), abs=1e-6)

    @pytest.mark.parametrize("more", [{"estimated": True}, {"source": "Key informants, round 3"}])
    def test_estimates_without_their_error_are_refused(self, more: dict[str, Any]) -> None:
        with pytest.raises(MtmError, match="without their uncertainty"):
            run(a_plan({"id": "unpaid", "question": "unpaid"}), self.calibrated(**more))

    def test_the_regression_estimator_may_be_asked_for(self) -> None:
        plan = a_plan({"id": "women", "statistic": "total", "where": "sex == 'F'"})
        totals = {"by": ["sex"], "totals": {"F": 500, "M": 700}, "source": "register of residents"}

        one = only(run(plan, a_round(calibration=[totals], estimates={"calibration": "linear"})))

        assert (one.value, one.se) == pytest.approx((500, 0), abs=1e-6)

    def test_estimates_with_their_error_carry_it_along(self) -> None:
        errors = {"standard_errors": {"F": 30, "M": 40}, "source": "key informants"}
        plan = a_plan({"id": "women", "statistic": "total", "where": "sex == 'F'"})

        assert only(run(plan, self.calibrated(**errors))).se == pytest.approx(30)


class TestIndex:
    """Needs: unpaid and food, of two determinants."""

    def plan(self, *domains: Any, **more: Any) -> Plan:
        return a_plan(
            {"id": "unpaid", "question": "unpaid", "determinant": "structural", **more},
            {"id": "food", "question": "food", "determinant": "household", "lowest_level": "region"},
            settings={"index": {"needs": ["unpaid", "food"], "domains": list(domains)}},
        )

    def test_the_index_stands_with_its_components(self) -> None:
        """Structural 5/12, household 1/2: mean 45.8333."""
        found = {e.indicator: e.value for e in run(self.plan()).estimates if e.indicator.startswith("vuln")}

        assert found == pytest.approx(
            {
                "vulnerability_index": 100 * (5 / 12 + 1 / 2) / 2,
                "vulnerability_index.household": 50,
                "vulnerability_index.structural": 500 / 12,
            }
        )

    @pytest.mark.parametrize("name", ["citizenship", "q3_nationality", ["sex", "ethnicity"]])
    def test_nationalities_are_never_ranked(self, name: Any) -> None:
        with pytest.raises(MtmError, match="nationalities are never ranked"):
            run(self.plan(name))

    def test_an_index_with_a_sensitive_part_stays_national(self) -> None:
        found = run(self.plan("region", "sex", dissemination="sensitive", lowest_level="region"))

        shown = {tuple(d for d, _ in e.domain) for e in found.estimates if e.indicator == "vulnerability_index"}
        assert shown == {(), ("sex",)}

    def test_an_index_of_public_parts_may_go_lower(self) -> None:
        found = run(self.plan("region", lowest_level="region"))

        assert len([e for e in found.estimates if e.indicator == "vulnerability_index"]) == 3

    def test_a_person_of_whom_too_little_is_known_is_not_counted(self) -> None:
        unpaid = ["skipped"] * 20 + ["no"] * 20 + ["yes"] * 20 + ["no"] * 20

        found = run(self.plan(), unpaid=unpaid).estimates

        assert [e.n for e in found if e.indicator == "vulnerability_index"] == [60]

    def test_an_index_of_something_else_than_needs_is_refused(self) -> None:
        plan = a_plan({"id": "pay", "statistic": "mean", "question": "pay"}, settings={"index": {"needs": ["pay"]}})
        with pytest.raises(MtmError, match="takes proportions of the plan"):
            run(plan)


def test_a_domain_may_be_derived_from_several_answers() -> None:
    derived = {"paid": {"cases": {"WELL": "pay > 150", "BADLY": "pay <= 150 and unpaid == 'no'"}}}
    plan = a_plan({"id": "food", "question": "food", "domains": [["paid"]]}, settings={"derived": derived})

    assert [(e.domain, e.n) for e in run(plan).estimates] == [
        ((), 80),
        ((("paid", "WELL"),), 40),
        ((("paid", "BADLY"),), 30),
    ]


def test_rows_of_a_repeat_are_clustered_in_their_interview() -> None:
    """Two members in each of 40 households of one stratum: the second is like the first, so nothing is gained."""
    import pyarrow as pa

    ids = [f"i{n}" for n in range(40)]
    child = (np.arange(40) % 4 == 0).astype(int)
    members = pa.table(
        {
            "_id": [f"{i}-{m}" for m in range(2) for i in ids],
            "_parent": ids * 2,
            "_index": [0] * 40 + [1] * 40,
            "child": child.tolist() * 2,
        }
    )
    one_region = {name: values[:40] for name, values in COLUMNS.items()}
    read = of_tables({"interviews": table(one_region), "members": members})
    plan = a_plan({"id": "child", "numerator": "child == 1", "repeat": "members"})
    told = a_round({"kind": "probability", "frame": [{"id": "all", "population": 400}]})

    one = only(estimate(read, told, plan))

    assert (one.value, one.n, one.df) == (0.25, 80, 39)
    assert one.deff == pytest.approx(2 * (1 - 40 / 400) * 79 / 78)
