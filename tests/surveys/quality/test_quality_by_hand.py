"""Quality checks on small rounds, worked out by hand."""

from datetime import timedelta
from random import Random

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("scipy")

import numpy as np

from mtm.model.errors import WorkspaceError
from mtm.surveys.form import Kind, Question
from mtm.surveys.quality import run
from mtm.surveys.quality.columns import expected_pairs
from mtm.surveys.quality.comparing import shares_by
from mtm.surveys.quality.context import LIMIT
from mtm.surveys.quality.digit_preference import myers
from mtm.surveys.quality.interviewer_effects import effect
from mtm.surveys.quality.outliers import limits, skewed
from mtm.surveys.states import State
from surveys.quality.cases import CASES, TWENTY, copied
from surveys.quality.rounds_made import MORNING, a_round, number, select


def told(context, rule):
    return [f for f in run(context) if f.rule == rule]


def test_myers_index_is_0_for_even_digits_and_90_for_a_single_one():
    assert myers(np.arange(10, 100)) == 0
    assert myers(np.array([10, 20, 30, 40, 50, 60, 70, 80, 90] * 5)) == 90


def test_myers_index_by_hand_where_only_even_digits_occur():
    # Ages 10, 12, …, 98, once each: every even digit has 20 %, every odd one 0: (5 x 10 + 5 x 10) / 2.
    assert myers(np.arange(10, 100, 2)) == pytest.approx(50)


def test_outliers_lie_three_and_a_half_scaled_deviations_from_the_median():
    # 1 to 9: the median is 5, the deviations 4 3 2 1 0 1 2 3 4, their median 2; 3.5 x 1.4826 x 2 = 10.3782.
    assert limits(np.arange(1.0, 10.0), 3.5, 3) == pytest.approx((5 - 10.3782, 5 + 10.3782))


def test_where_most_are_equal_quartiles_judge_and_where_nearly_all_are_nothing_does():
    # 0 x 6, 4 x 3: the median deviation is 0; the quartiles are 0 and 4, and 4 + 3 x 4 = 16.
    assert limits(np.array([0.0] * 6 + [4.0] * 3), 3.5, 3) == (-12, 16)
    assert limits(np.array([0.0] * 9 + [4.0]), 3.5, 3) == (-np.inf, np.inf)


def test_skewed_amounts_are_compared_as_logarithms_and_nothing_at_all_is_no_outlier():
    # 100 to 1600, doubled step by step: the upper tenth lies farther off than the lower. 1 is 1/400 of the median.
    wages = [100, 200, 400, 800, 1600] * 10 + [0, 1]

    assert skewed(np.array(wages, float), 1.3)
    [found] = told(a_round([number("wage")], {"wage": wages}, 52), "outliers")
    assert found.param("given") == "1"


def test_ages_are_compared_as_they_are():
    assert not skewed(np.arange(18.0, 70.0), 1.3)


def test_so_few_and_so_usual_answers_that_agree_are_only_a_note():
    # Ten yes-no questions, half of each: two of 40 agree with probability 1/1024, of 780 pairs about 0.8 do;
    # of 400 interviews' 79,800 pairs about 78 do.
    questions = [select(f"q{i}", "yes no", list_name=f"l{i}") for i in range(10)]
    random = Random(8)
    answers = {q.name: [random.choice(["yes", "no"]) for _ in range(400)] for q in questions}

    found = run(a_round(questions, answers, 400))

    assert {f.rule for f in found if f.rule.startswith("exact")} == {"exact_duplicates_by_chance"}
    expected = {float(f.param("expected")) for f in found if f.rule.startswith("exact")}
    assert all(60 < one < 100 for one in expected)


def test_chernoffs_bound_by_hand():
    # Eight of ten alike where half are by chance: 0.8 ln 1.6 + 0.2 ln 0.4 = 0.192745; exp(-1.92745) = 0.145519.
    assert expected_pairs(0.8, 10, 0.5, 2) == pytest.approx(0.145519, abs=1e-6)
    assert expected_pairs(1.0, 10, 0.5, 2) == pytest.approx(0.5**10)
    assert expected_pairs(0.4, 10, 0.5, 5) == 10


def test_no_to_every_question_is_no_straight_line_where_most_say_no():
    random = Random(5)
    grid = [select(f"d{i}", "yes no", list_name="d", groups=("abuse",)) for i in range(6)]
    answers = {q.name: [random.choices(["yes", "no"], (1, 3))[0] for _ in range(60)] for q in grid}

    assert told(a_round(grid, answers, 60), "constant_answers") == []


def test_an_outlier_in_a_repeat_is_told_with_its_interview():
    members = {"_parent": [i // 2 for i in range(60)], "years": [20 + i % 9 for i in range(59)] + [999]}

    [found] = told(a_round([number("years", repeat="member")], {}, 30, members=members), "outliers")

    assert (found.param("interview"), found.param("row"), found.param("given")) == ("i29", "m59", "999")


def test_interviews_that_differ_only_in_a_repeat_are_no_duplicates():
    questions = [*TWENTY, number("years", repeat="member")]
    same = a_round(questions, copied(0), 40, members={"_parent": [7, 21], "years": [30, 30]})
    other = a_round(questions, copied(0), 40, members={"_parent": [7, 21], "years": [30, 31]})

    assert [f.param("first") for f in told(same, "exact_duplicates")] == ["i7"]
    assert told(other, "exact_duplicates") == []


def test_a_long_interview_overlaps_with_all_that_begin_before_it_ends():
    start = [MORNING + timedelta(minutes=m) for m in (0, 30, 60, 200)]

    found = told(a_round([], {}, 4, start=start, minutes=[120, 10, 10, 10], who=["e1"] * 4), "overlapping_interviews")

    assert [(f.param("interview"), f.param("other"), f.param("minutes")) for f in found] == [
        ("i1", "i0", "10"),
        ("i2", "i0", "10"),
    ]


def test_one_interviewer_does_not_overlap_with_another():
    assert told(a_round([], {}, 3, start=[MORNING] * 3, who=["e1", "e2", "e3"]), "overlapping_interviews") == []


def test_near_copies_are_found_in_a_round_too_large_for_all_pairs():
    random = Random(11)
    questions = [select(f"q{i}", list_name=f"l{i}") for i in range(60)]
    rows = [[random.choice("abcd") for _ in questions] for _ in range(1500)]
    for number_ in range(30):  # thirty copies, each with three answers of sixty changed: 95 % alike
        copy = list(rows[number_])
        for place in random.sample(range(60), 3):
            copy[place] = "abcd"["abcd".index(copy[place]) - 1]
        rows[1000 + number_] = copy
    answers = {q.name: [row[i] for row in rows] for i, q in enumerate(questions)}
    quality = {"near_duplicates": {"all_pairs": 100}}

    context = a_round(questions, answers, 1500, quality=quality)

    assert {f.param("interview") for f in told(context, "near_duplicates")} == {f"i{1000 + n}" for n in range(30)}
    [limit] = told(context, "near_duplicates_limit")
    assert float(limit.param("found")) > 95


def test_the_same_choice_all_along_is_usual_where_many_give_it():
    # Nobody has difficulties in any of six domains: half of all interviews, so it says nothing.
    grid = [select(f"d{i}", "none some", list_name="d", groups=("wg",)) for i in range(6)]
    answers = {q.name: ["none"] * 30 + ["none", "some"] * 15 for q in grid}

    assert told(a_round(grid, answers, 60), "constant_answers") == []


def test_a_condition_is_not_judged_where_an_answer_that_it_needs_is_not_known():
    questions = [select("works", "yes no"), number("hours", relevant="${works} = 'yes'")]
    answers = {"works": [State.DONT_KNOW, State.REFUSED, "no"], "hours": [40, 40, 40]}

    found = told(a_round(questions, answers, 3), "skip_violations")

    assert [f.param("interview") for f in found] == ["i2"]


def test_a_condition_that_looks_at_dont_know_or_refused_is_judged_by_the_code_that_the_form_compared():
    # works != 'no' holds for dk and for refused, works = 'yes' for neither; two codes for one state say nothing
    works = select("works", "yes no dk refused")
    asked = number("hours", relevant="${works} != 'no'")
    answers = {"works": [State.DONT_KNOW, State.REFUSED, "no", "yes"], "hours": [40, 40, 40, 40]}
    assert [f.param("interview") for f in told(a_round([works, asked], answers, 4), "skip_violations")] == ["i2"]

    not_asked = number("hours", relevant="${works} = 'yes'")
    found = told(a_round([works, not_asked], answers, 4), "skip_violations")
    assert [f.param("interview") for f in found] == ["i0", "i1", "i2"]

    two = select("works", "yes no dk dont_know refused")
    found = told(a_round([two, not_asked], answers, 4), "skip_violations")
    assert [f.param("interview") for f in found] == ["i1", "i2"]


def test_a_required_question_that_only_a_dont_know_opened_is_missed_too():
    works = select("works", "yes no dk")
    why = number("hours", relevant="${works} = 'dk'", required=True)
    answers = {"works": [State.DONT_KNOW, "yes"], "hours": [None, State.SKIPPED]}

    found = told(a_round([works, why], answers, 2), "skip_violations_required")

    assert [f.param("interview") for f in found] == ["i0"]


def test_a_condition_that_answers_cannot_decide_is_told_once():
    questions = [number("age", relevant="pulldata('list', 'a', 'b', 'c') = '1'")]

    [found] = told(a_round(questions, {"age": [3, 4]}, 2), "skip_violations_not_judged")

    assert found.param("why") == "pulldata()"


def test_refusals_and_interviews_without_contact_are_not_judged():
    outcome = ["complete"] * 38 + ["refused", "noncontact"]

    assert (
        told(
            a_round([], {}, 40, {"sites": [{"id": "A"}, {"id": "B"}]}, site=["A"] * 38 + ["", ""], outcome=outcome),
            "outside_plan_site",
        )
        == []
    )


def test_hours_are_those_of_the_rounds_time_zone():
    # 03:30 UTC is 08:30 in Almaty (five hours ahead since March 2024).
    planned = {"hours": ("08:00", "20:00"), "zone": "Asia/Almaty"}
    start = [MORNING.replace(hour=3, minute=30), MORNING.replace(hour=2, minute=30)]

    [found] = told(a_round([], {}, 2, planned, start=start), "outside_plan_hours")

    assert (found.param("interview"), found.param("hour")) == ("i1", "07:30")


@pytest.mark.parametrize("planned", [{"zone": "Asia"}, {"zone": "Almaty"}, {"hours": ("8", "20:00")}])
def test_a_zone_or_an_hour_that_is_none_is_an_error_that_names_the_key(planned):
    with pytest.raises(WorkspaceError, match=r"round\.yml, key (zone|hours)"):
        run(a_round([], {}, 2, {"hours": ("08:00", "20:00")} | planned))


def test_the_distance_of_an_interviewer_by_hand():
    # e0 has 4 hits in 4 interviews of base 1, the others 8 in 16. Variance among the others 0.25;
    # the standard error is sqrt(0.25 x (1/4 + 1/16)) = 0.27951, the distance (1 - 0.5) / 0.27951.
    from mtm.surveys.logic.columns import Column

    who = Column(np.array([0] * 4 + [1] * 16, np.int32), ("e0", "e1"))
    hits = np.array([1.0] * 4 + [1.0, 0.0] * 8)

    [first, _] = shares_by(who, hits, np.ones(20), 4)

    assert (first.share, first.others) == (1, 0.5)
    assert first.distance == pytest.approx(0.5 / 0.27951, rel=1e-4)


def test_interviewer_effect_by_hand():
    # Two interviewers, one site, values 1 1 0 0 and 1 0 0 0: means 0.5 and 0.25 around 0.375.
    # Between: 2 x 4 x 0.125^2 = 0.125 (1 degree); inside: 4 x 0.25 + 3/4 = 1.75 over 6 degrees = 0.291667.
    # Correlation: (0.125 - 0.291667) / (0.125 + 3 x 0.291667) = -0.166667.
    found = effect(np.array([[4.0], [4.0]]), np.array([2.0, 1.0]), np.array([3.0]), 3.0)

    assert found.correlation == pytest.approx(-0.166667, abs=1e-6)


def test_what_sites_explain_is_no_effect_of_interviewers():
    # Everyone in A says a, in B b; both interviewers work in both.
    answers = {"q0": ["a" if i // 2 % 2 else "b" for i in range(80)]}
    who = [f"e{i % 2}{i // 4 % 2}" for i in range(80)]

    assert told(a_round(TWENTY[:1], answers, 80, who=who), "interviewer_effects") == []


def test_texts_that_somebody_typed_stand_in_no_finding():
    note = Question("remark", Kind.TEXT)
    answers = copied(0) | {"remark": [State.STRIPPED] * 40}

    assert all("remark" not in str(f.params) for f in run(a_round([*TWENTY, note], answers, 40)))


def test_long_lists_are_cut_and_the_cut_is_told():
    rows = LIMIT + 7
    context = a_round([], {}, rows, {"sites": [{"id": "C"}]}, start=[MORNING] * rows, who=[""] * rows)

    found = run(context)

    assert sum(f.rule == "outside_plan_site" for f in found) == LIMIT
    [cut] = [f for f in found if f.rule == "quality_list_cut"]
    assert (cut.param("check"), cut.param("count")) == ("outside_plan_site", str(rows))


def test_a_check_can_be_set_and_switched_off_in_round_yml():
    fails = CASES["short_interviews"][1]()
    off = a_round([], {}, 40, minutes=[30] * 39 + [14], quality={"short_interviews": "off"})
    lower = a_round([], {}, 40, minutes=[30] * 39 + [14], quality={"short_interviews": {"share": 0.4}})

    assert told(fails, "short_interviews")
    assert told(off, "short_interviews") == told(lower, "short_interviews") == []


@pytest.mark.parametrize(
    ("quality", "words"),
    [
        ({"short_interview": "off"}, 'no such check "short_interview". Did you mean'),
        ({"short_interviews": {"shares": 1}}, 'no such setting "shares". Did you mean'),
        ({"short_interviews": {"share": "half"}}, 'is not a number "half"'),
        ({"short_interviews": 3}, "is no list of settings"),
    ],
)
def test_a_setting_that_no_check_has_is_an_error_that_names_the_key(quality, words):
    with pytest.raises(WorkspaceError, match=r"round\.yml, key quality") as error:
        run(a_round([], {}, 4, quality=quality))
    assert words in str(error.value)


def test_a_round_without_interviews_has_no_findings():
    assert run(a_round([*TWENTY, number("age")], {}, 0)) == ()


def test_a_form_without_interviewers_times_or_sites_is_checked_for_the_rest():
    context = CASES["outliers"][1]()
    bare = context.read("interviews").select(["_id", "wage", "wage?"])

    found = run(type(context)(context.name, context.form, context.file, lambda _name: bare))

    assert {f.rule for f in found} == {"outliers"}
