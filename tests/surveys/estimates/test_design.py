"""Designs say what cannot be estimated, and why."""

from __future__ import annotations

import numpy as np
import pytest

from mtm.model.errors import MtmError
from mtm.surveys.estimates.design import CENTRE, CERTAINTY, design
from mtm.surveys.estimates.measures import Measure, everybody, partition
from mtm.surveys.estimates.ruled import estimates

EVERY = np.ones(5, dtype=bool)
Y = np.array([1.0, 2.0, 4.0, 4.0, 10.0])
STRATA = (1, 1, 2, 2, 3)


def test_a_stratum_with_one_cluster_is_refused() -> None:
    with pytest.raises(MtmError, match=r'1 stratum has one cluster.*"3".*lonely: certainty'):
        design(np.ones(5), STRATA)


def test_a_cluster_taken_for_certain_adds_no_variance() -> None:
    """Strata 1 and 2: 2 x 0.5 + 2 x 0 = 1."""
    (found,) = estimates(
        design(np.ones(5), STRATA, lonely=CERTAINTY), [Measure("y", "total", Y, EVERY)], [everybody(5)]
    )

    assert found.se == pytest.approx(1.0)


def test_a_lonely_cluster_may_count_its_distance_from_the_centre() -> None:
    """The mean of the five clusters is 21 / 5 = 4.2; 1 + (10 - 4.2)^2 = 34.64."""
    (found,) = estimates(design(np.ones(5), STRATA, lonely=CENTRE), [Measure("y", "total", Y, EVERY)], [everybody(5)])

    assert found.se == pytest.approx(34.64**0.5)


def test_a_stratum_sampled_whole_needs_no_second_cluster() -> None:
    (found,) = estimates(
        design(np.ones(5), STRATA, populations={1: 2, 2: 2, 3: 1}), [Measure("y", "total", Y, EVERY)], [everybody(5)]
    )

    assert found.se == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"weights": [1, 0, 2]}, "1 interview has no positive weight"),
        ({"weights": [1, float("nan"), 2]}, "1 interview has no positive weight"),
        ({"weights": []}, "a design needs interviews"),
        ({"weights": [1, 1, 1], "populations": {"all": 2}}, "fewer clusters in its population than in the sample"),
        ({"weights": [1, 1, 1], "strata": [1, 1, 1], "populations": {2: 9}}, "strata without a population"),
        ({"weights": [1, 1, 1], "populations": [9, 9, 8]}, "state different populations"),
        ({"weights": [1, 1, 1], "lonely": "merge"}, "unknown strategy"),
    ],
)
def test_impossible_designs_are_refused(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(MtmError, match=words):
        design(**arguments)  # type: ignore[arg-type]


def test_answers_that_are_not_known_are_in_no_domain() -> None:
    domains = partition(["sex", "region"], [["F", "M", None, "F"], ["N", "S", "N", ""]])

    assert domains.labels == ((("region", "N"), ("sex", "F")), (("region", "S"), ("sex", "M")))
    assert domains.codes.tolist() == [0, 1, -1, -1]


def test_a_domain_without_answers_has_no_value() -> None:
    measure = Measure("y", "mean", Y, np.array([True, True, False, False, False]))
    found = estimates(design(np.ones(5)), [measure], [partition(["d"], [["a", "a", "b", "b", "b"]])])

    assert [(e.value, e.se, e.n) for e in found][1] == (None, None, 0)
    assert found[1].status == "withheld"
