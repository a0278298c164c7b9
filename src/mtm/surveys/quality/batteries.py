"""Batteries: questions in a row that offer the same choices, as a grid on paper.

Scope: finding them in a form.
"""

from __future__ import annotations

from itertools import groupby

from mtm.surveys.form import Form, Kind, Question


def batteries(form: Form, least: int) -> list[tuple[Question, ...]]:
    """Every run of at least ``least`` select-one questions with one list of choices in one group."""
    runs = groupby(form.asked_in(), key=lambda q: (q.kind, q.list_name or q.choice_names, q.groups))
    found = [tuple(run) for (kind, *_), run in runs if kind == Kind.SELECT_ONE]
    return [run for run in found if len(run) >= least and len(run[0].choices) > 1]
