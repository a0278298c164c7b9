"""A round is calibrated to totals of the matrix; estimates among them carry their error, or are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mtm.build.known_totals import Told, with_known_totals
from mtm.codelists.indicators import breakdown_names
from mtm.model.errors import MtmError
from mtm.model.observation import Matrix, Observation, Origin
from mtm.model.period import Period
from mtm.surveys.round_file import Calibration, RoundFile

LABELS = {"q_sex": ["female", "male"]}
ASKED = {"by": "q_sex", "indicator": "holders", "dimension": "sex"}


def total(
    value: int, *breakdown: tuple[str, str], day: str = "2026-01-01", status: str = "A", **told: str
) -> Observation:
    origin = Origin(told.pop("source", "migration-service"), "f.xlsx", "", "s", "A1", str(value))
    return Observation(
        "holders", Period.at(date.fromisoformat(day)), "XAA", "_T", tuple(sorted(breakdown)), Decimal(value), "persons",
        status, 0, date(2026, 2, 1), origin, tuple(sorted(told.items())),
    )  # fmt: skip


def calibrated(*observations: Observation, concept: str = "permit holder", **asked: Any) -> Calibration:
    told = RoundFile.model_validate(
        {
            "dates": {"from": date(2026, 5, 4), "to": date(2026, 5, 29)},
            "design": {"kind": "probability"},
            "estimates": {"calibrate": [{**ASKED, **asked}]},
        }
    )
    matrix = Matrix.known(observations, date(2026, 6, 1))
    (made,) = with_known_totals(told, Told(matrix, breakdown_names(), {"holders": concept}, LABELS)).calibration
    return made


WOMEN, MEN = total(300, ("sex", "F")), total(700, ("sex", "M"))


def test_answers_find_their_codes_in_the_matrix() -> None:
    made = calibrated(WOMEN, MEN, total(1000))

    assert made.totals == {"female": Decimal(300), "male": Decimal(700)}
    assert (made.by, made.estimated) == (("q_sex",), False)
    assert made.source == "migration-service, holders, 2026-01-01"


def test_the_latest_totals_before_the_field_work_ended_are_taken() -> None:
    later = [total(1, ("sex", code), day="2026-06-30") for code in "FM"]
    older = [total(2, ("sex", code), day="2025-01-01") for code in "FM"]

    assert calibrated(WOMEN, MEN, *later, *older).totals["female"] == Decimal(300)


def test_a_period_may_be_named() -> None:
    older = [total(2, ("sex", code), day="2025-01-01") for code in "FM"]

    assert calibrated(WOMEN, MEN, *older, period="2025-01-01").totals["male"] == Decimal(2)


@pytest.mark.parametrize("how", ["status", "concept", "design"])
def test_estimates_are_known_by_status_concept_or_design(how: str) -> None:
    told: dict[str, Any] = {"status": {"status": "E"}, "design": {"design": "key_informants"}}.get(how, {})
    rows = [total(300, ("sex", "F"), **told), total(700, ("sex", "M"), **told)]

    made = calibrated(*rows, concept="estimate of key informants" if how == "concept" else "permit holder")

    assert made.estimated is True


def test_the_standard_errors_beside_the_totals_come_along() -> None:
    errors = [total(30, ("sex", "F"), ("statistic", "se")), total(40, ("sex", "M"), ("statistic", "se"))]

    assert calibrated(WOMEN, MEN, *errors).standard_errors == {"female": Decimal(30), "male": Decimal(40)}


def test_an_answer_without_a_total_is_refused() -> None:
    with pytest.raises(MtmError, match="no total for an answer"):
        calibrated(WOMEN)


def test_a_matrix_without_such_totals_is_refused() -> None:
    with pytest.raises(MtmError, match="no totals to calibrate to"):
        calibrated(total(1000))
