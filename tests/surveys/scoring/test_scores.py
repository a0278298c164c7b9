"""Each score against its published definition, worked by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from mtm.model.errors import MtmError
from mtm.surveys.scoring import score, scores
from mtm.surveys.scoring.columns import ScoreColumn


def words(question: str, answers: Sequence[str | None]) -> ScoreColumn:
    labels = sorted({a for a in answers if a is not None})
    codes = np.array([-1 if a is None else labels.index(a) for a in answers], dtype=np.int64)
    return ScoreColumn(question, labels, codes, np.full(len(answers), math.nan))


def numbers(question: str, answers: Sequence[float | None]) -> ScoreColumn:
    values = np.array([math.nan if a is None else a for a in answers])
    return ScoreColumn(question, (), np.full(len(answers), -1), values)


def result(name: str, columns: Sequence[ScoreColumn], **settings: object) -> list[float | None]:
    values, known = score(name, columns, settings)
    return [round(v, 6) if k else None for v, k in zip(values.tolist(), known.tolist(), strict=True)]


def people(*rows: Sequence[str | None]) -> list[ScoreColumn]:
    domains = ("see", "hear", "walk", "remember", "care", "speak")
    return [words(name, [row[n] for row in rows]) for n, name in enumerate(domains)]


def test_one_lot_of_difficulty_is_disability_and_six_times_some_is_not() -> None:
    assert result("washington_group_short", people(["no"] * 5 + ["a_lot"], ["some"] * 6)) == [1, 0]


def test_a_refused_domain_does_not_hide_what_the_others_say() -> None:
    rows = (["cannot", None, None, None, None, None], ["no", None, "no", "no", "no", "no"], [None] * 6)

    assert result("washington_group_short", people(*rows)) == [1, 0, None]


def test_a_form_may_name_its_answers_otherwise() -> None:
    rows = (["ochen"] + ["net"] * 5, ["net"] * 6)

    assert result("washington_group_short", people(*rows), hard=["ochen"], easy=["net"]) == [1, 0]


def test_five_questions_are_no_washington_group_set() -> None:
    with pytest.raises(MtmError, match="made of 6 questions, not 5"):
        score("washington_group_short", people(["no"] * 6)[:5], {})


def test_the_coping_index_weights_days() -> None:
    """7 + 7x2 + 7 + 7 + 7x3 = 56; 2 + 1x2 + 0 + 3 + 1x3 = 10; 8 days are no week; an unknown day decides nothing."""
    rows = ([7, 7, 7, 7, 7], [2, 1, 0, 3, 1], [8, 0, 0, 0, 0], [None, 0, 0, 0, 0], [0, 0, 0, 0, 0])
    columns = [numbers(f"s{n}", [row[n] for row in rows]) for n in range(5)]

    assert result("rcsi", columns) == [56, 10, None, None, 0]


SEVERITY = {"sold_assets": "stress", "less_health": "crisis", "begged": "emergency"}


def strategies(*rows: Sequence[str | None]) -> list[ScoreColumn]:
    return [words(name, [row[n] for row in rows]) for n, name in enumerate(SEVERITY)]


def test_the_most_severe_strategy_counts_used_or_exhausted() -> None:
    rows = (["yes", "no", "no"], ["yes", "exhausted", "no"], ["no", "no", "yes"], ["no", "no", "no"])

    assert result("lcs", strategies(*rows), severity=SEVERITY) == [2, 3, 4, 1]


def test_an_unknown_strategy_matters_only_where_it_could_be_worse() -> None:
    rows = ([None, "yes", "no"], ["yes", "no", None], [None, "no", "yes"], [None, "no", "no"])

    assert result("lcs", strategies(*rows), severity=SEVERITY) == [3, None, 4, None]


def test_a_strategy_without_severity_is_refused() -> None:
    with pytest.raises(MtmError, match="has no severity"):
        score("lcs", strategies(["no", "no", "no"]), {"severity": {"sold_assets": "stress"}})


def test_recruitment_cost_is_counted_in_months_of_the_same_workers_earnings() -> None:
    """(300 + 150) / 300 = 1.5; earnings of 0 and an unknown fee decide nothing; free recruitment is 0."""
    columns = [
        numbers("fee", [300, 300, None, 0]),
        numbers("travel", [150, 150, 150, 0]),
        numbers("earnings", [300, 0, 300, 250]),
    ]

    assert result("recruitment_cost", columns) == [1.5, None, None, 0]


def test_a_score_that_does_not_exist_is_refused() -> None:
    with pytest.raises(MtmError, match="no such score"):
        score("columns", [], {})


def test_every_score_says_its_title_and_source() -> None:
    from importlib import import_module

    for name in scores():
        module = import_module(f"mtm.surveys.scoring.{name}")
        assert module.TITLE
        assert module.SOURCE
