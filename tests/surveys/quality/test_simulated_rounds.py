"""Rounds of honest people, simulated: the checks have nothing against them; what is planted in them is found."""

from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("scipy")

from mtm.model.finding import Severity  # noqa: E402 - after the extra is known to be there
from mtm.surveys import simulated  # noqa: E402
from mtm.surveys.form import Form, Kind, Question  # noqa: E402
from mtm.surveys.quality import Context, run  # noqa: E402
from mtm.surveys.rounds import load_round  # noqa: E402

EXAMPLE = Path(__file__).parents[3] / "examples" / "tarvia"
ROUNDS = sorted(f"{p.parents[1].name}/{p.name}" for p in EXAMPLE.glob("surveys/*/rounds/*"))


@pytest.mark.parametrize("name", ROUNDS)
def test_honest_people_are_not_suspected(name):
    found = run(Context.of(load_round(EXAMPLE, name)))

    assert [f for f in found if f.severity != Severity.NOTE] == []


@pytest.fixture(scope="module")
def honest():
    """A simulated round whose interviews are shared out among ten interviewers."""
    population = simulated.people(7)
    table = simulated.table(population, simulated.draw(population, 3))
    who = pa.array([f"e{row % 10}" for row in range(table.num_rows)]).dictionary_encode()
    if "_interviewer" in table.column_names:
        return table.set_column(table.column_names.index("_interviewer"), "_interviewer", who)
    return table.append_column("_interviewer", who)


def context_of(table, planned):
    kinds = {"earnings": Kind.DECIMAL}
    names = [n for n in table.column_names if f"{n}?" in table.column_names]
    form = Form("f", questions=tuple(Question(n, kinds.get(n, Kind.SELECT_ONE)) for n in names))
    return Context("f/1", form, planned, {"interviews": table}.__getitem__)


@pytest.fixture(scope="module")
def planned():
    return load_round(EXAMPLE, next(name for name in ROUNDS if name.startswith("worker"))).file


def test_ten_honest_interviewers_do_not_differ(honest, planned):
    found = run(context_of(honest, planned))

    assert [f for f in found if f.param("interviewer").startswith("e") and f.severity == Severity.WARNING
            and not f.param("interview")] == []  # fmt: skip


def test_an_interviewer_who_writes_dont_know_everywhere_is_named(honest, planned):
    states = honest["debt?"].to_pylist()
    who = honest["_interviewer"].to_pylist()
    names = [n for n in honest.column_names if n.endswith("?")]
    table = honest
    for name in names[::2]:  # half of the questions of interviewer e4
        states = [2 if w == "e4" and s == 0 else s for w, s in zip(who, honest[name].to_pylist(), strict=True)]
        table = table.set_column(table.column_names.index(name), name, pa.array(states, pa.int8()))

    assert [f.param("interviewer") for f in run(context_of(table, planned)) if f.rule == "dont_know_rates"] == ["e4"]
