"""Every indicator of the package's instruments can be estimated from answers to their forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from mtm.survey_files import form_for_use
from mtm.surveys.estimates.estimate import KINDS
from mtm.surveys.estimates.of_round import estimate, of_tables
from mtm.surveys.form import Form, Kind, Question
from mtm.surveys.instruments.catalogue import instruments
from mtm.surveys.instruments.make import make
from mtm.surveys.plan import Plan, fitted, load_plan
from mtm.surveys.round_file import RoundFile
from mtm.surveys.states import choice_column, state_column

ROWS = 120


@pytest.fixture(scope="module", params=instruments())
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Form, Plan]:
    root = tmp_path_factory.mktemp("instrument")
    make(request.param, root)
    folder = root / "surveys" / request.param
    plan = load_plan(folder / "plan.yml")
    return fitted(form_for_use(folder / "form.xlsx"), plan), plan


def columns(question: Question, plan: Plan, random: np.random.Generator) -> dict[str, Any]:
    """Answers by chance: any choice but don't know and refused, any number; one in twelve is not known."""
    known = random.random(ROWS) > 1 / 12
    state = {state_column(question.name): pa.array(np.where(known, 0, 2).astype(np.int8))}
    if question.kind == Kind.SELECT_MULTIPLE:
        taken = {c: random.random(ROWS) < 0.4 for c in question.choice_names}
        parts = {choice_column(question.name, c): pa.array(hits, mask=~known) for c, hits in taken.items()}
        return {question.name: pa.array([""] * ROWS, mask=~known), **parts, **state}
    if question.kind in Kind.NUMBERS:
        return {question.name: pa.array(random.integers(0, 8, ROWS), mask=~known), **state}
    unknown = (*plan.dont_know(question.name), *plan.refused(question.name))
    names = [name for name in question.choice_names if name not in unknown] or ["x"]
    texts = pa.array([names[n % len(names)] for n in random.integers(0, 1000, ROWS)], mask=~known)
    return {question.name: texts.dictionary_encode(), **state}


def test_every_indicator_of_the_plan_has_a_value_or_a_reason(made: tuple[Form, Plan]) -> None:
    form, plan = made
    random = np.random.default_rng(4)
    meta = {
        "_id": pa.array([f"i{n}" for n in range(ROWS)]),
        "_outcome": pa.array(["complete"] * ROWS).dictionary_encode(),
        "_site": pa.array([f"s{n % 9}" for n in range(ROWS)]).dictionary_encode(),
    }
    tables: dict[str, Any] = {"interviews": meta}
    for group in form.repeats:
        tables[group.name] = {"_id": meta["_id"], "_parent": meta["_id"], "_index": pa.array([0] * ROWS)}
    for question in form.questions:
        tables[question.repeat or "interviews"] |= columns(question, plan, random)
    design = {"kind": "probability", "frame": [{"id": "all", "population": 5000}]}
    told = RoundFile.model_validate({"dates": {"from": date(2026, 3, 1), "to": date(2026, 3, 20)}, "design": design})

    found = estimate(of_tables({name: pa.table(table) for name, table in tables.items()}), told, plan)

    estimated = {one.indicator for one in found.estimates if one.value is not None}
    assert plan.indicators
    assert estimated | {one.indicator for one in found.held} == {entry.id for entry in plan.indicators}
    assert all(one.kind in KINDS and one.status for one in found.estimates)


def test_plans_of_the_package_are_put_in_their_place(made: tuple[Form, Plan], tmp_path: Path) -> None:
    _, plan = made

    assert all(entry.may_leave for entry in plan.indicators)
