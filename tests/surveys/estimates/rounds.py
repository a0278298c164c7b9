"""Small rounds for tests: answers written as lists, with the states that go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from mtm.surveys.estimates.answers import Answers
from mtm.surveys.estimates.of_round import of_tables

ANSWERED, SKIPPED, DONT_KNOW, REFUSED = 0, 1, 2, 3
WORDS = {"skipped": SKIPPED, "dk": DONT_KNOW, "refused": REFUSED}


def table(columns: Mapping[str, Sequence[Any]], outcome: Sequence[str] | None = None) -> pa.Table:
    """Interviews; an answer "skipped", "dk" or "refused" is a state, a set of choices a select-multiple."""
    size = len(next(iter(columns.values())))
    made: dict[str, Any] = {
        "_id": pa.array([f"i{n}" for n in range(size)]),
        "_outcome": pa.array(list(outcome or ["complete"] * size)).dictionary_encode(),
    }
    for name, answers in columns.items():
        made |= _question(name, answers)
    return pa.table(made)


def _question(name: str, answers: Sequence[Any]) -> dict[str, Any]:
    if name.startswith("_"):
        return {name: pa.array(list(answers))}
    states = [WORDS.get(a, ANSWERED) if isinstance(a, str) else ANSWERED for a in answers]
    values = [a if s == ANSWERED else None for a, s in zip(answers, states, strict=True)]
    made = {f"{name}?": pa.array(states, pa.int8())}
    if any(isinstance(v, frozenset) for v in values):
        choices = sorted({c for v in values if v is not None for c in v})
        made |= {f"{name}/{c}": pa.array([None if v is None else c in v for v in values]) for c in choices}
        made[name] = pa.array([None if v is None else " ".join(sorted(v)) for v in values])
    elif any(isinstance(v, str) for v in values):
        made[name] = pa.array(values).dictionary_encode()
    else:
        made[name] = pa.array(values)
    return made


def answers(outcome: Sequence[str] | None = None, **columns: Sequence[Any]) -> Answers:
    return Answers.of(of_tables({"interviews": table(columns, outcome)}))
