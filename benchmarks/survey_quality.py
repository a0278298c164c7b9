"""How long the quality checks of a large round take: made-up interviews, every check timed by itself.

    python benchmarks/survey_quality.py 200000 300

Answers are drawn at random, a fifth of the questions are skewed numbers, and every seventh has a condition that the
random answers violate, so that the lists of findings are as long as they may be. Times are processor seconds.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from mtm.surveys.form import Choice, Form, Kind, Question
from mtm.surveys.quality import Context, checks, settled
from mtm.surveys.round_file import RoundFile

CHOICES = tuple(Choice(name) for name in "abcde")
STATES = (0, 0, 0, 0, 0, 0, 0, 1, 2, 4)
START = 1_770_000_000


def interviews(random: np.random.Generator, rows: int) -> dict[str, Any]:
    start = START + random.integers(0, 20 * 86_400, rows)
    moments = pa.timestamp("us", tz="UTC")
    took = random.normal(1800, 300, rows).astype(int)
    who, site = (pa.array([f"{k}{n}" for n in range(c)]) for k, c in (("e", 200), ("s", 50)))
    columns = {
        "_id": pa.array([f"i{row}" for row in range(rows)]),
        "_outcome": pa.array(["complete", "refused"]).take(pa.array(random.choice(2, rows, p=(0.8, 0.2)))),
        "_interviewer": who.take(pa.array(random.integers(0, 200, rows))),
        "_site": site.take(pa.array(random.integers(0, 50, rows))),
    }
    columns = {name: column.dictionary_encode() if name != "_id" else column for name, column in columns.items()}
    columns["_started"] = pa.array(start * 1_000_000).cast(moments)
    columns["_ended"] = pa.array((start + took) * 1_000_000).cast(moments)
    return columns | {"_date": columns["_started"].cast(pa.date32())}


def answers(random: np.random.Generator, rows: int, number: int) -> tuple[Question, dict[str, Any]]:
    name, groups = f"q{number}", (f"g{number // 10}",)
    states = random.choice(STATES, rows).astype("int8")
    if number % 5 == 4:
        values = pa.array(random.lognormal(5, 1, rows).astype("int64"), mask=states != 0)
        return Question(name, Kind.INTEGER, groups=groups), {name: values, f"{name}?": pa.array(states)}
    picked = random.choice(5, rows, p=(0.4, 0.3, 0.15, 0.1, 0.05))
    values = pa.array(list("abcde")).take(pa.array(picked, mask=states != 0)).dictionary_encode()
    relevant = "${q0} = 'a'" if number % 7 == 3 else ""
    question = Question(name, Kind.SELECT_ONE, list_name="l", choices=CHOICES, groups=groups, relevant=relevant)
    return question, {name: values, f"{name}?": pa.array(states)}


def main(rows: int, columns: int) -> None:
    random = np.random.default_rng(1)
    made = [answers(random, rows, number) for number in range(columns)]
    table = pa.table(interviews(random, rows) | {name: column for _, more in made for name, column in more.items()})
    planned: dict[str, Any] = {
        "dates": {"from": date(2026, 2, 1), "to": date(2026, 3, 20)},
        "design": {"kind": "snowball"},
    }
    file = RoundFile(**planned, hours=("06:00", "22:00"), zone="Asia/Almaty")
    context = Context("w/1", Form("f", questions=tuple(q for q, _ in made)), file, lambda _name: table)
    total = 0.0
    for name, own in settled({}, context.name).items():
        before = time.process_time()
        found = list(checks()[name].check(context.set_to(own or {})))
        total += (took := time.process_time() - before)
        print(f"{name:24} {took:6.2f} s {len(found):7} findings", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{'all checks':24} {total:6.2f} s; at most {memory:.2f} GB, the made-up answers included")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
