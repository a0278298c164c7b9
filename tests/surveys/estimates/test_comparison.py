"""Two rounds: what changed, what did not, and what cannot be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mtm.surveys.estimates.comparison import Change, Refusal, Side, compare
from mtm.surveys.estimates.estimate import Estimate
from mtm.surveys.form import Choice, Form, Kind, Place, Question
from mtm.surveys.plan import Plan
from mtm.surveys.round_file import RoundFile

YES = Choice("yes", (("en", "Yes"),))
ASKED = Question("unpaid", Kind.SELECT_ONE, labels=(("en", "Were wages withheld?"),), choices=(YES,))
ENTRY = {"id": "unpaid", "question": "unpaid", "window": "P12M"}


def an_estimate(value: float, se: float = 0.02, indicator: str = "unpaid", df: int = 60, **more: Any) -> Estimate:
    made = Estimate(indicator, (), value, se, None, None, 400, 1.0, df, "published", "", True)
    return replace(made, **more)


def a_side(*estimates: Estimate, question: Question = ASKED, kind: str = "probability", **entry: Any) -> Side:
    dates = {"from": date(2026, 5, 4), "to": date(2026, 5, 29)}
    told = RoundFile.model_validate(
        {"dates": dates, "design": {"kind": kind}, "population": entry.pop("of", "workers")}
    )
    plans = [{**ENTRY, **entry}, *({**ENTRY, "id": e.indicator} for e in estimates if e.indicator != "unpaid")]
    return Side("R1", told, Plan.model_validate({"indicators": plans}), Form("f", questions=(question,)), estimates)


def changed(now: Estimate, then: Estimate) -> Change:
    ((one,), refused) = compare(a_side(now), a_side(then))
    assert refused == ()
    return one


def test_a_large_difference_is_a_rise() -> None:
    """0.40 - 0.30 = 0.10; se = sqrt(2) x 0.02 = 0.02828; t = 3.54 with 120 degrees of freedom: p = 0.0006."""
    one = changed(an_estimate(0.40), an_estimate(0.30))

    assert (one.difference, one.se, one.df) == pytest.approx((0.10, 0.0282843, 120), abs=1e-6)
    assert one.p == pytest.approx(0.000578, abs=5e-6)
    assert one.verdict == "rise"
    assert (one.lower, one.upper) == pytest.approx((0.1 - 1.97993 * 0.0282843, 0.1 + 1.97993 * 0.0282843), abs=1e-5)


def test_a_difference_within_the_noise_is_no_clear_change() -> None:
    assert changed(an_estimate(0.33), an_estimate(0.30)).verdict == "no_clear_change"


def test_a_fall_has_its_own_name() -> None:
    assert changed(an_estimate(0.30), an_estimate(0.40)).verdict == "fall"


def test_degrees_of_freedom_follow_satterthwaite() -> None:
    """(0.0004 + 0.0001)^2 / (0.0004^2 / 10 + 0.0001^2 / 60) = 25e-8 / (1.6e-8 + 0.016667e-8) = 15.464."""
    one = changed(an_estimate(0.4, 0.02, df=10), an_estimate(0.3, 0.01))

    assert one.df == pytest.approx(15.464, abs=1e-3)


def test_among_many_differences_one_must_be_clearer() -> None:
    """p = 0.0143 alone is below 0.05; as the smallest of five it becomes 0.0716 (Holm)."""
    others = [an_estimate(0.30, indicator=f"need{n}") for n in range(4)]
    now = a_side(an_estimate(0.37), *others)
    then = a_side(an_estimate(0.30), *others)

    changes, _ = compare(now, then)

    one = next(c for c in changes if c.indicator == "unpaid")
    assert one.p == pytest.approx(0.0147, abs=5e-4)
    assert one.adjusted == pytest.approx(5 * one.p)
    assert (one.family, one.verdict) == (5, "no_clear_change")


def test_two_rounds_without_any_variation_and_equal_shares_have_not_changed() -> None:
    assert changed(an_estimate(0.0, 0.0), an_estimate(0.0, 0.0)).verdict == "no_clear_change"


OTHER_WORDS = replace(ASKED, labels=(("en", "Was any wage withheld?"),))
OTHER_CHOICE = replace(ASKED, choices=(YES, Choice("no", (("en", "No"),))))


@pytest.mark.parametrize(
    ("reason", "side"),
    [
        ("missing", a_side()),
        ("respondents", a_side(an_estimate(0.3), kind="snowball")),
        ("population", a_side(an_estimate(0.3), of="returnees")),
        ("window", a_side(an_estimate(0.3), window="P6M")),
        ("window", a_side(an_estimate(0.3), question=replace(ASKED, place=Place(window="P6M")))),
        ("definition", a_side(an_estimate(0.3), numerator="unpaid == 'yes'")),
        ("definition", a_side(an_estimate(0.3), where="unpaid == 'yes'")),
        ("wording", a_side(an_estimate(0.3), question=OTHER_WORDS)),
        ("wording", a_side(an_estimate(0.3), question=OTHER_CHOICE)),
        ("withheld", a_side(an_estimate(0.3, status="withheld"))),
    ],
)
def test_rounds_that_differ_are_refused(reason: str, side: Side) -> None:
    changes, refused = compare(a_side(an_estimate(0.4)), side)

    assert changes == ()
    assert [one.reason for one in refused] == [reason]


def test_a_refusal_shows_what_differs() -> None:
    _, refused = compare(a_side(an_estimate(0.4)), a_side(an_estimate(0.3), window="P6M"))

    assert refused == (Refusal("unpaid", "window", "“P12M” / “P6M”"),)


def test_spaces_are_no_wording() -> None:
    spaced = replace(ASKED, labels=(("en", "Were  wages withheld? "),))

    assert compare(a_side(an_estimate(0.4)), a_side(an_estimate(0.3), question=spaced))[1] == ()
