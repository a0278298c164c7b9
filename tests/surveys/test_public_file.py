"""Public microdata are off by default; a public file is coarsened until nobody stands out, or refused with a reason."""

import json
from datetime import date, timedelta
from random import Random

import pytest

pa = pytest.importorskip("pyarrow")

from click.testing import CliRunner  # noqa: E402 - after the extra is known to be there

from mtm.cli import main  # noqa: E402
from mtm.kit.messages import templates  # noqa: E402
from mtm.model.errors import WorkspaceError  # noqa: E402
from mtm.surveys.form import Form, Kind, Place, Question  # noqa: E402
from mtm.surveys.public_file import public_file  # noqa: E402
from mtm.surveys.rounds import load_round, write_tables  # noqa: E402
from surveys.quality.rounds_made import a_table, interviews, number, select  # noqa: E402

PUBLIC = Place(dissemination="public")
QUESTIONS = (
    select("sex", "f m", place=PUBLIC),
    number("age", place=PUBLIC),
    select("region", "north south east", place=PUBLIC),
    Question("came", Kind.DATE, place=PUBLIC),
    select("debt", "yes no refused", place=PUBLIC),
    select("abuse", "yes no", place=Place(dissemination="sensitive")),
    Question("name", Kind.TEXT, place=PUBLIC),
)
PLAN = """
settings:
  microdata:
    public: true
    identifiers: [sex, age, region, came]
    sensitive: [debt]
    coarsen:
      age: {bands: [[18, 25, 35, 45, 60], [18, 35]]}
      region: {groups: [{steppe: [north, east]}]}
      came: {dates: [month, quarter, year]}
"""


@pytest.fixture
def made(tmp_path):
    """A round of so many interviews with this plan."""

    def make(rows, plan=PLAN):
        folder = tmp_path / "surveys" / "workers" / "rounds" / "2026-1"
        folder.mkdir(parents=True)
        (folder / "round.yml").write_text(
            "dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: snowball}\n", encoding="utf-8"
        )
        (folder.parent.parent / "plan.yml").write_text(plan, encoding="utf-8")
        random = Random(2)
        answers = {
            "sex": [random.choice("fm") for _ in range(rows)],
            "age": [random.randint(18, 70) for _ in range(rows)],
            "region": [random.choice(["north", "south", "east"]) for _ in range(rows)],
            "came": [date(2024, 1, 1) + timedelta(days=random.randint(0, 700)) for _ in range(rows)],
            "debt": [random.choice(["yes", "no"]) for _ in range(rows)],
            "abuse": [random.choice(["yes", "no"]) for _ in range(rows)],
            "name": ["Aigerim"] * rows,
        }
        table = pa.table(interviews(rows) | a_table(QUESTIONS, answers, rows))
        write_tables(folder / "raw", {"interviews": table}, Form("workers", questions=QUESTIONS))
        return load_round(tmp_path, "2026-1")

    return make


def test_a_public_file_holds_classes_of_five_and_nothing_of_the_interview_itself(made):
    found = public_file(made(400))

    assert found.findings == ()
    heads, *lines = [line.split(",") for line in found.text.splitlines()]
    assert set(heads) <= {"sex", "age", "region", "came", "debt"}
    keys = [tuple(line[:-1]) for line in lines]
    assert min(keys.count(key) for key in set(keys)) >= 5
    assert all(len({line[-1] for line in lines if tuple(line[:-1]) == key}) >= 2 for key in set(keys))
    assert found.account["records"] == len(lines)
    assert float(found.account["mean_risk_percent"]) <= 3
    assert lines == sorted(lines)


def test_the_same_round_gives_the_same_file(made):
    round_ = made(200)

    assert public_file(round_) == public_file(round_)


def test_too_few_interviews_are_refused_with_the_reason(made):
    found = public_file(made(20))

    assert found.text == ""
    assert [(f.rule, f.severity) for f in found.findings] == [("public_file_risk", "blocking")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("public: true", "public: false"),
        ("sensitive: [debt]", "sensitive: [abuse]"),
        ("sensitive: [debt]", "sensitive: [name]"),
        ("sensitive: [debt]", "sensitive: [wage]"),
        ("sensitive: [debt]", "sensitive: [sex]"),
        ("    coarsen:\n      age: {bands: [[18, 25, 35, 45, 60], [18, 35]]}\n", "    coarsen:\n"),
        ("public: true", "public: true\n    k: 3"),
        ("public: true", "public: true\n    keep: 3"),
        ("identifiers: [sex, age, region, came]", "identifiers: []"),
    ],
)
def test_what_the_plan_does_not_allow_is_an_error_that_names_the_key(made, said, words):
    with pytest.raises(WorkspaceError, match=r"plan\.yml, key settings\.microdata"):
        public_file(made(100, PLAN.replace(said, words)))


def test_without_a_word_in_the_plan_there_is_no_public_file(made, tmp_path):
    made(100, "population: workers\n")

    found = CliRunner().invoke(
        main, ["survey", "microdata", str(tmp_path), "2026-1", "--public", str(tmp_path / "p.csv")]
    )

    assert found.exit_code == 2
    assert "allows no public file" in found.output
    assert not (tmp_path / "p.csv").exists()


def test_the_command_writes_the_file_and_its_account(made, tmp_path):
    made(400)

    found = CliRunner().invoke(
        main, ["survey", "microdata", str(tmp_path), "2026-1", "--public", str(tmp_path / "p.csv")]
    )

    assert found.exit_code == 0, found.output
    account = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert account["smallest_class"] >= 5
    assert "Aigerim" not in (tmp_path / "p.csv").read_text(encoding="utf-8")


def test_bands_months_and_groups_say_what_they_mean(made):
    from mtm.surveys.public_file import _PERIODS, _band, _group

    assert [_band((18, 30))(t) for t in ("17", "18", "29", "30")] == ["<18", "18-29", "18-29", "30+"]
    assert [_PERIODS[p]("2025-05-31") for p in ("month", "quarter", "year")] == ["2025-05", "2025-Q2", "2025"]
    assert [_group({"steppe": ("north",)})(t) for t in ("north", "south")] == ["steppe", "other"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_reason_has_a_sentence(language):
    for reason in ("few", "k", "l", "risk", "tried"):
        assert set(templates(language)[f"public_file_{reason}"]) == {"message", "remedy"}
