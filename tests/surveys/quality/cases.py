"""One round that each check lets pass, and one in which it finds something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from mtm.surveys.quality import Context
from mtm.surveys.states import State
from surveys.quality.rounds_made import MORNING, a_round, number, select

TWENTY = [select(f"q{i}", groups=("views",), list_name=f"list{i}") for i in range(20)]
GRID = [select(f"g{i}", groups=("grid",), list_name="grid") for i in range(6)]
Case = Callable[[], Context]


def varied(rows: int = 40, questions: int = 20, seed: int = 1) -> dict[str, list[str]]:
    random = Random(seed)
    return {f"q{i}": [random.choice("abcd") for _ in range(rows)] for i in range(questions)}


def copied(changed: int) -> dict[str, list[str]]:
    """Interview 7 copied to interview 21, with so many answers changed."""
    answers = varied()
    for i, values in enumerate(answers.values()):
        values[21] = values[7] if i >= changed else {"a": "b", "b": "a", "c": "d", "d": "c"}[values[7]]
    return answers


def ages(rounded: bool) -> dict[str, list[int]]:
    """400 ages from 18 to 77, evenly; rounded to the nearest five."""
    years = Random(5).sample([18 + i % 60 for i in range(400)], 400)
    return {"age": [5 * round(y / 5) for y in years] if rounded else years}


def grids(often: bool) -> dict[str, list[str]]:
    """The grid answered all over; or by interviewer e3 always "c" all along."""
    random = Random(4)
    answers = {q.name: [random.choice("abcd") for _ in range(200)] for q in GRID}
    for values in answers.values() if often else ():
        values[3::4] = ["c"] * 50
    return answers


def asking(depends: bool) -> dict[str, list[str]]:
    """Every second interview says "a"; or all of interviewer e2's do and few others."""
    if depends:
        return {"q0": ["a" if i % 4 == 2 or i % 20 == 0 else "b" for i in range(200)]}
    return {"q0": ["ab"[i // 4 % 2] for i in range(200)]}


def knowing(less: bool) -> dict[str, list[str | State]]:
    """ "Don't know" once in twenty answers; or with interviewer e1 every second time."""
    found: dict[str, list[str | State]] = {}
    for q in range(20):
        found[f"q{q}"] = [State.DONT_KNOW if (i + q) % 20 == 0 else "a" for i in range(80)]
        if less:
            found[f"q{q}"][1::4] = [State.DONT_KNOW if (i + q) % 2 else "a" for i in range(20)]
    return found


BLOCK = [select(f"b{i}", groups=("work",)) for i in range(4)]
SKIP = [select("works", "yes no"), number("hours", relevant="${works} = 'yes'", required=True)]
AB = [{"id": "A", "target": 20}, {"id": "B", "target": 20}]
WAGES = [900 + 10 * i for i in range(40)]

CASES: dict[str, tuple[Case, Case]] = {
    "exact_duplicates": (lambda: a_round(TWENTY, varied(), 40), lambda: a_round(TWENTY, copied(0), 40)),
    "near_duplicates": (lambda: a_round(TWENTY, copied(3), 40), lambda: a_round(TWENTY, copied(2), 40)),
    "short_interviews": (
        lambda: a_round([], {}, 40, minutes=[30] * 39 + [16]),
        lambda: a_round([], {}, 40, minutes=[30] * 39 + [14]),
    ),
    "overlapping_interviews": (
        lambda: a_round([], {}, 40),
        lambda: a_round([], {}, 3, start=[MORNING, MORNING + timedelta(minutes=20), MORNING], who=["e1", "e1", "e2"]),
    ),
    "outside_plan": (
        lambda: a_round([], {}, 40, {"sites": AB, "hours": ("08:00", "20:00")}),
        lambda: a_round(
            [], {}, 4, {"sites": AB}, site=["A", "B", "C", "A"], date=[date(2026, 3, 20)] * 3 + [date(2026, 3, 21)]
        ),
    ),
    "constant_answers": (
        lambda: a_round(GRID, grids(False), 200),
        lambda: a_round(GRID, grids(True), 200, quality={"constant_answers": {"usual": 0.5}}),
    ),
    "outliers": (
        lambda: a_round([number("wage")], {"wage": WAGES}, 40),
        lambda: a_round([number("wage")], {"wage": [*WAGES[:-1], 11_000]}, 40),
    ),
    "missing_blocks": (
        lambda: a_round(BLOCK, {q.name: ["a"] * 40 for q in BLOCK}, 40),
        lambda: a_round(BLOCK, {q.name: [None] + ["a"] * 39 for q in BLOCK}, 40),
    ),
    "digit_preference": (
        lambda: a_round([number("age")], ages(False), 400),
        lambda: a_round([number("age")], ages(True), 400),
    ),
    "skip_violations": (
        lambda: a_round(SKIP, {"works": ["yes", "no"], "hours": [40, State.SKIPPED]}, 2),
        lambda: a_round(SKIP, {"works": ["yes", "no"], "hours": [None, 40]}, 2),
    ),
    "targets": (lambda: a_round([], {}, 40, {"sites": AB}), lambda: a_round([], {}, 36, {"sites": AB})),
    "dont_know_rates": (lambda: a_round(TWENTY, knowing(False), 80), lambda: a_round(TWENTY, knowing(True), 80)),
    "interviewer_effects": (
        lambda: a_round(TWENTY[:1], asking(False), 200),
        lambda: a_round(TWENTY[:1], asking(True), 200),
    ),
}
