"""Rounds on disk: found by name, written whole or not at all, read back as they were."""

import pytest

pa = pytest.importorskip("pyarrow")

from mtm.model.errors import MtmError, WorkspaceError  # noqa: E402 - after the extra is known to be there
from mtm.surveys.form import Choice, Form, Group, Kind, Place, Question  # noqa: E402
from mtm.surveys.form_json import load_form_json, to_json  # noqa: E402
from mtm.surveys.rounds import finish, load_round, replace_stage, started, write_tables  # noqa: E402

FORM = Form(
    id="workers",
    version="2",
    languages=("en", "kk"),
    questions=(
        Question("sex", Kind.SELECT_ONE, choices=(Choice("f", (("en", "Woman"), ("kk", "Әйел"))), Choice("m"))),
        Question(
            "age", Kind.INTEGER, relevant="${sex} = 'f'", groups=("about",), place=Place(determinant="individual")
        ),
    ),
    groups=(Group("about", ("about",)), Group("member", ("member",), repeat=True)),
)
ROUND = "dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: snowball}\n"


@pytest.fixture
def workspace(tmp_path):
    for instrument in ("workers", "transit"):
        folder = tmp_path / "surveys" / instrument / "rounds" / "2026-1"
        folder.mkdir(parents=True)
        (folder / "round.yml").write_text(ROUND, encoding="utf-8")
        (tmp_path / "surveys" / instrument / "plan.yml").write_text("population: workers\n", encoding="utf-8")
    (tmp_path / "surveys" / "workers" / "rounds" / "2026-2").mkdir()
    (tmp_path / "surveys" / "workers" / "rounds" / "2026-2" / "round.yml").write_text(ROUND, encoding="utf-8")
    return tmp_path


def test_a_round_is_named_with_its_instrument_or_alone_where_only_one_has_it(workspace):
    assert load_round(workspace, "2026-2").id == "workers/2026-2"
    assert load_round(workspace, "transit/2026-1").instrument == "transit"
    with pytest.raises(MtmError, match=r"several instruments.*workers/2026-1"):
        load_round(workspace, "2026-1")
    with pytest.raises(MtmError, match="Did you mean"):
        load_round(workspace, "workers/2026-3")


def test_tables_and_form_come_back_as_they_were_written(workspace):
    folder = workspace / "surveys" / "workers" / "rounds" / "2026-2"
    table = pa.table({"_id": ["a", "b"], "age": pa.array([31, None], pa.int64()), "age?": pa.array([0, 3], pa.int8())})

    write_tables(folder / "raw", {"interviews": table, "member": table.select(["_id"])}, FORM)

    found = load_round(workspace, "2026-2")
    assert found.tables == ("interviews", "member")
    assert found.table().equals(table)
    assert found.table(columns=["age"]).column_names == ["age"]
    assert found.columns("member") == ("_id",)
    assert found.form == FORM


def test_raw_answers_are_never_written_over(workspace):
    folder = workspace / "surveys" / "workers" / "rounds" / "2026-2"
    write_tables(folder / "raw", {"interviews": pa.table({"_id": ["a"]})}, FORM)

    with pytest.raises(MtmError, match="there already"):
        write_tables(folder / "raw", {"interviews": pa.table({"_id": ["b"]})}, FORM)
    assert load_round(workspace, "2026-2").table()["_id"].to_pylist() == ["a"]


def test_a_replacement_stopped_between_its_two_renames_is_finished_when_the_round_is_opened(workspace):
    folder = workspace / "surveys" / "workers" / "rounds" / "2026-2"
    write_tables(folder / "raw", {"interviews": pa.table({"_id": ["a"]})}, FORM)
    (folder / "raw").rename(folder / "aside")  # what a kill leaves: the old one moved away, the new one ready
    part = started(folder / "raw")
    (folder / "aside").rename(part / "old")
    for file in (part / "old").iterdir():
        file.rename(part / file.name)
    (part / "old").rmdir()
    (part / "ready").write_text("", encoding="utf-8")

    assert load_round(workspace, "2026-2").table()["_id"].to_pylist() == ["a"]
    assert not part.exists()


def test_what_was_replaced_is_kept_where_it_was_asked_to(workspace):
    folder = workspace / "surveys" / "workers" / "rounds" / "2026-2"
    write_tables(folder / "raw", {"interviews": pa.table({"_id": ["a"]})}, FORM)
    (folder / "raw").rename(folder / "new")
    write_tables(folder / "raw", {"interviews": pa.table({"_id": ["b"]})}, FORM)
    (folder / "new").rename(folder / "raw.part")

    replace_stage(folder / "raw", folder / "earlier" / "1")

    assert load_round(workspace, "2026-2").table()["_id"].to_pylist() == ["a"]
    assert (folder / "earlier" / "1" / "interviews.parquet").is_file()


def test_a_half_written_part_is_not_taken_for_the_real_one(workspace):
    folder = workspace / "surveys" / "workers" / "rounds" / "2026-2"
    started(folder / "raw")

    with pytest.raises(MtmError, match="no such table"):
        load_round(workspace, "2026-2").table()
    finish(folder / "raw")
    assert load_round(workspace, "2026-2").tables == ()


def test_a_plan_that_names_an_unknown_question_is_refused_with_the_nearest_one(workspace):
    instrument = workspace / "surveys" / "workers"
    write_tables(instrument / "rounds" / "2026-2" / "raw", {"interviews": pa.table({"_id": ["a"]})}, FORM)
    (instrument / "plan.yml").write_text("questions: {agee: {determinant: individual}}\n", encoding="utf-8")

    with pytest.raises(WorkspaceError, match='Did you mean "age"'):
        _ = load_round(workspace, "2026-2").form


def test_the_plan_stands_above_the_columns_of_the_form(workspace):
    instrument = workspace / "surveys" / "workers"
    write_tables(instrument / "rounds" / "2026-2" / "raw", {"interviews": pa.table({"_id": ["a"]})}, FORM)
    (instrument / "plan.yml").write_text(
        "questions: {age: {determinant: household, dissemination: public, window: P12M}}\n", encoding="utf-8"
    )

    age = load_round(workspace, "2026-2").form.by_name["age"]
    assert (age.place.determinant, age.place.dissemination, age.place.window) == ("household", "public", "P12M")


def test_a_form_is_the_same_after_writing_and_reading_it(tmp_path):
    (tmp_path / "form.json").write_text(to_json(FORM), encoding="utf-8")

    assert load_form_json(tmp_path / "form.json") == FORM


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dates: {from: 2026-03-20, to: 2026-03-01}\ndesign: {kind: snowball}\n", "ends before it begins"),
        ("dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: random}\n", "design.kind"),
        ("dates: {from: 2026-03-01, to: 2026-03-20}\n", 'lacks the key "design"'),
    ],
)
def test_a_round_file_that_cannot_be_meant_is_refused_with_its_place(workspace, text, said):
    (workspace / "surveys" / "workers" / "rounds" / "2026-2" / "round.yml").write_text(text, encoding="utf-8")

    with pytest.raises(WorkspaceError, match=said):
        load_round(workspace, "2026-2")
