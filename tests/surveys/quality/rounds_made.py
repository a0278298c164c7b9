"""Rounds for tests, made in memory: columns as lists, questions, and what was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from mtm.surveys.form import Choice, Form, Group, Kind, Question
from mtm.surveys.quality import Context
from mtm.surveys.round_file import RoundFile
from mtm.surveys.states import State, choice_column, state_column

PLANNED: dict[str, Any] = {
    "dates": {"from": date(2026, 3, 1), "to": date(2026, 3, 20)},
    "design": {"kind": "snowball"},
}
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TYPES = {Kind.INTEGER: pa.int64(), Kind.DECIMAL: pa.float64(), Kind.DATE: pa.date32()}
WORDS = pa.dictionary(pa.int32(), pa.string())


def select(name: str, choices: str = "a b c d", **fields: Any) -> Question:
    return Question(name, Kind.SELECT_ONE, choices=tuple(Choice(c) for c in choices.split()), **fields)


def number(name: str, **fields: Any) -> Question:
    return Question(name, Kind.INTEGER, **fields)


def a_table(questions: Sequence[Question], answers: Mapping[str, Sequence[Any]], rows: int) -> dict[str, pa.Array]:
    """The columns of questions: None is a blank, a State is that state, anything else an answer."""
    columns: dict[str, pa.Array] = {}
    for question in questions:
        given = list(answers.get(question.name, [None] * rows))
        states = [v if isinstance(v, State) else State.BLANK if v is None else State.ANSWERED for v in given]
        values = [None if isinstance(v, State) else v for v in given]
        if not question.personal:
            columns[question.name] = pa.array(values, TYPES.get(question.kind, pa.string()))
            if question.kind not in TYPES:
                columns[question.name] = columns[question.name].dictionary_encode()
        if question.kind == Kind.SELECT_MULTIPLE:
            for choice in question.choices:
                taken = [None if v is None else choice.name in v.split() for v in values]
                columns[choice_column(question.name, choice.name)] = pa.array(taken, pa.bool_())
        columns[state_column(question.name)] = pa.array([int(s) for s in states], pa.int8())
    return columns


def interviews(rows: int, **meta: Sequence[Any]) -> dict[str, pa.Array]:
    """Meta columns: interviews i0, i1, … of four interviewers at two sites, 30 minutes each, one an hour, six a day."""
    start = meta.get("start") or [MORNING + timedelta(days=i // 6, hours=i % 6) for i in range(rows)]
    minutes = meta.get("minutes") or [30] * rows
    moments = pa.timestamp("us", tz="UTC")
    return {
        "_id": pa.array([f"i{i}" for i in range(rows)]),
        "_outcome": pa.array(meta.get("outcome") or ["complete"] * rows).dictionary_encode(),
        "_started": pa.array(start, moments),
        "_ended": pa.array([s + timedelta(minutes=m) for s, m in zip(start, minutes, strict=True)], moments),
        "_date": pa.array(meta.get("date") or [s.date() for s in start], pa.date32()),
        "_interviewer": pa.array(meta.get("who") or [f"e{i % 4}" for i in range(rows)]).dictionary_encode(),
        "_site": pa.array(meta.get("site") or ["AB"[i // 2 % 2] for i in range(rows)]).dictionary_encode(),
        "_version": pa.array(meta.get("version") or ["1"] * rows).dictionary_encode(),
    }


def a_round(
    questions: Sequence[Question],
    answers: Mapping[str, Sequence[Any]],
    rows: int,
    planned: Mapping[str, Any] | None = None,
    members: Mapping[str, Sequence[Any]] | None = None,
    quality: Mapping[str, Any] | None = None,
    **meta: Sequence[Any],
) -> Context:
    """A round; ``members`` are the answers of the repeat "member" with ``_parent`` (numbers of interviews)."""
    tables = {
        "interviews": pa.table(
            interviews(rows, **meta) | a_table([q for q in questions if not q.repeat], answers, rows)
        )
    }
    groups = ()
    if members is not None:
        groups = (Group("member", ("member",), repeat=True),)
        count = len(members["_parent"])
        keys = {
            "_id": pa.array([f"m{i}" for i in range(count)]),
            "_parent": pa.array([f"i{i}" for i in members["_parent"]]),
            "_index": pa.array(range(count)),
        }
        tables["member"] = pa.table(keys | a_table([q for q in questions if q.repeat], members, count))
    form = Form("f", questions=tuple(questions), groups=groups)
    file = RoundFile(**(PLANNED | dict(planned or {})))
    return Context("workers/2026-1", form, file, tables.__getitem__, dict(quality or {}))
