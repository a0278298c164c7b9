"""The simulated population, and whether intervals from its samples cover what is true of it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from mtm.surveys import simulated
from mtm.surveys.coverage import coverage
from mtm.surveys.simulated import People


@pytest.fixture(scope="module")
def population() -> People:
    return simulated.people(7)


def test_the_same_seed_gives_the_same_people(population: People) -> None:
    again = simulated.people(7)

    assert all((population.answers[q] == again.answers[q]).all() for q in ("sex", "debt", "see"))
    assert not (simulated.people(8).settlement[:500] == population.settlement[:500]).all()


def test_weights_add_up_to_about_the_population(population: People) -> None:
    drawn = simulated.draw(population, 1)
    held = drawn.outcome == "complete"

    assert drawn.weight[held].sum() == pytest.approx(population.size, rel=0.1)


def test_some_visits_are_refused_and_some_meet_nobody(population: People) -> None:
    outcomes = Counter(simulated.draw(population, 1).outcome.tolist())

    assert set(outcomes) == {"complete", "refused", "noncontact"}
    assert 0.75 < outcomes["complete"] / sum(outcomes.values()) < 0.95


def test_a_visit_without_interview_has_no_answers(population: People) -> None:
    table = simulated.table(population, simulated.draw(population, 1))
    refused = np.array(table["_outcome"].to_pylist()) != "complete"

    for name in ("sex", "debt", "earnings", "weight"):
        assert all(value is None for value in np.array(table[name].to_pylist(), dtype=object)[refused])


def test_questions_that_do_not_apply_are_skipped(population: People) -> None:
    table = simulated.table(population, simulated.draw(population, 1)).to_pylist()
    jobless = [row for row in table if row["employed"] == "no"]

    assert jobless
    assert all(row["wages_withheld"] is None and row["wages_withheld?"] == 1 for row in jobless)


@pytest.mark.slow
def test_intervals_cover_the_truth_as_often_as_they_say(population: People) -> None:
    """The short form: 40 samples, eleven estimates together. The long form is benchmarks/survey_coverage.py."""
    found = coverage(population, range(5000, 5040))

    assert 0.93 <= sum(found.values()) / len(found) <= 0.97
    assert min(found.values()) >= 0.85
