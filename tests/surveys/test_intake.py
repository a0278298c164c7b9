"""Intake: what becomes of every answer, of refusals, versions, broken rows and newer exports."""

import json

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from mtm.model.errors import MtmError
from mtm.surveys.intake.delimited import csv_export
from mtm.surveys.intake.versions import Version
from mtm.surveys.quality import Context, skip_violations
from mtm.surveys.states import State
from mtm.workspace.one_writer import only_writer
from surveys.making import (
    CHOICES,
    SURVEY,
    csv_file,
    form_of,
    round_in,
    rows,
    rules,
    sheets_export,
    taken,
)

STARTED = "2026-03-05T23:10:00.000+05:00"


def states(row):
    return {name[:-1]: State(value).name for name, value in row.items() if name.endswith("?")}


def whole_export(folder):
    """One interview with a personal answer, as KoboToolbox exports it."""
    head = ["start", "consent", "about/full_name", "about/age", "about/works", "_uuid", "__version__"]
    return csv_export(csv_file(folder / "kobo.csv", head, [STARTED, "yes", "MARKER", 31, "yes", "u1", "1"]))


@pytest.fixture
def here(tmp_path):
    return round_in(tmp_path)


def test_skipped_blank_unknown_and_refused_are_four_different_things(here):
    head = ["consent", "age", "works", "jobs", "pay", "_uuid"]
    export = sheets_export(
        w=[head,
           ["yes", 30, "no", "", "", "skipped"],          # jobs and pay were not asked
           ["yes", 30, "yes", "", "", "blank"],           # jobs was asked and left blank, so pay was not asked
           ["yes", 30, "dk", "", "", "unknown"],
           ["yes", 30, "refused", "", "", "refused"],
           ["yes", 17, "yes", "farm", "", "young"]]       # pay is asked from 18 on
    )  # fmt: skip
    _, round_ = taken(here, export)

    found = {row["_id"]: states(row) for row in rows(round_)}
    assert (found["skipped"]["works"], found["skipped"]["jobs"]) == ("ANSWERED", "SKIPPED")
    assert (found["blank"]["jobs"], found["blank"]["pay"]) == ("BLANK", "SKIPPED")
    assert (found["unknown"]["works"], found["unknown"]["jobs"]) == ("DONT_KNOW", "SKIPPED")
    assert found["refused"]["works"] == "REFUSED"
    assert found["young"]["pay"] == "SKIPPED"
    assert [row["works"] for row in rows(round_)] == ["no", "yes", None, None, "yes"]


def test_a_refusal_keeps_its_outcome_and_loses_every_answer(here):
    head = ["start", "consent", "full_name", "age", "works", "_uuid", "_submitted_by", "_index"]
    export = sheets_export(
        w=[head, [STARTED, "no", "MARKER", 44, "yes", "u1", "MARKER", 1]],
        member=[["m_age", "_parent_index"], [40, 1]],
    )
    _, round_ = taken(here, export)

    [row] = rows(round_)
    assert row["_outcome"] == "refused"
    assert {state for state in states(row).values()} == {"SKIPPED"}
    assert [row[name] for name in ("consent", "age", "works")] == [None, None, None]
    assert rows(round_, "member") == []


def test_a_consent_left_blank_is_not_consent(here):
    _, round_ = taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["", 44, "u1"]]))

    assert [(row["_outcome"], row["age"]) for row in rows(round_)] == [("refused", None)]


def test_contacts_that_failed_and_interviews_broken_off_are_outcomes_of_their_own(tmp_path):
    survey = [*SURVEY[:3], ["select_one met", "contact", "Met?", "Кездестіңіз бе?"], *SURVEY[3:],
              ["select_one met", "closing", "End?", "Соңы?", "${consent} = 'yes'"]]  # fmt: skip
    choices = [*CHOICES, *(["met", name, name, name] for name in ("met", "nobody", "child", "done", "stopped"))]
    plan = (
        "roles:\n  outcome: {question: contact, noncontact: [nobody], ineligible: [child]}\n"
        "  ending: {question: closing, partial: [stopped]}\n"
    )
    here = round_in(tmp_path, plan)
    head = ["contact", "consent", "age", "closing", "_uuid"]
    export = sheets_export(
        w=[head, ["met", "yes", 30, "done", "a"], ["met", "no", "", "", "b"], ["nobody", "", "", "", "c"],
           ["child", "", "", "", "d"], ["met", "yes", 31, "stopped", "e"]]
    )  # fmt: skip

    found, round_ = taken(here, export, form_of(survey, choices))

    assert [row["_outcome"] for row in rows(round_)] == ["complete", "refused", "noncontact", "ineligible", "partial"]
    assert found.account["outcomes"] == dict.fromkeys(["complete", "ineligible", "noncontact", "partial", "refused"], 1)
    assert rows(round_)[4]["age"] == 31


def test_answers_that_cannot_be_meant_are_reported_without_being_printed(here):
    head = ["consent", "age", "works", "jobs", "came", "_uuid"]
    export = sheets_export(w=[head, ["yes", "MARKER", "MARKER", "farm MARKER", "5/11/25", "u1"]])

    found, round_ = taken(here, export)

    unreadable = [dict(f.params) for f in found.findings if f.rule == "survey_unreadable"]
    assert [(one["question"], one["count"]) for one in unreadable] == [
        ("age", "1"), ("came", "1"), ("jobs", "1"), ("works", "1")]  # fmt: skip
    assert "MARKER" not in repr(found)
    assert rows(round_)[0]["age"] is None


def test_a_row_whose_fields_do_not_fit_is_kept_aside_and_the_others_are_taken(here, tmp_path):
    export = csv_export(csv_file(tmp_path / "e.csv", ["consent", "age", "_uuid"], ["yes", 30, "a"], ["MARKER", 1],
                                 ["yes", 31, "c"]))  # fmt: skip

    found, round_ = taken(here, export)

    assert [row["_id"] for row in rows(round_)] == ["a", "c"]
    [finding] = [f for f in found.findings if f.rule == "survey_rows_aside"]
    assert dict(finding.params)["lines"] == "3"
    assert "MARKER" not in repr(found)


def test_a_quotation_that_never_ends_counts_every_row_it_swallowed(here, tmp_path):
    file = csv_file(tmp_path / "e.csv", ["consent", "age", "_uuid"], ["yes", 30, "a"])
    file.write_text(file.read_text(encoding="utf-8") + 'yes,"31\nyes,32,c\nyes,33,d\n', encoding="utf-8")

    found, round_ = taken(here, csv_export(file))

    assert [row["_id"] for row in rows(round_)] == ["a"]
    [finding] = [f for f in found.findings if f.rule == "survey_rows_aside"]
    assert dict(finding.params)["count"] == "3"


def test_a_question_without_a_column_was_not_asked_in_this_version(here):
    found, round_ = taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 30, "u1"]]))

    assert states(rows(round_)[0])["works"] == "NOT_IN_VERSION"
    [finding] = [f for f in found.findings if f.rule == "survey_columns_missing"]
    assert "works" in dict(finding.params)["questions"]


def test_versions_are_merged_and_say_what_changed(here):
    older_survey = [row for row in SURVEY if "works" not in row[1] and "jobs" not in row[1] and row[1] != "pay"]
    older_survey = [*older_survey[:7], ["integer", "income", "Income", "Табыс"], *older_survey[7:]]
    older = form_of(older_survey, CHOICES, [["form_id", "version"], ["workers", "0"]])
    newer_choices = [*CHOICES, ["job", "shop", "In a shop", "Дүкенде"]]
    newer = form_of(SURVEY, newer_choices)
    export = sheets_export(
        w=[["consent", "age", "income", "works", "jobs", "_uuid", "__version__"],
           ["yes", 30, 500, "", "", "old", "0"], ["yes", 31, "", "yes", "shop", "new", "1"]]
    )  # fmt: skip

    found, round_ = taken(here, export, newer, versions=[Version(("0",), older)])

    old, new = rows(round_)
    assert (states(old)["works"], states(old)["income"]) == ("NOT_IN_VERSION", "ANSWERED")
    assert (states(new)["works"], states(new)["income"]) == ("ANSWERED", "NOT_IN_VERSION")
    changed = {(f.rule, dict(f.params)["question"]) for f in found.findings if f.rule.startswith("survey_version")}
    assert ("survey_version_added", "works") in changed
    assert ("survey_version_removed", "income") in changed
    assert round_.form.by_name["income"].kind == "integer"


def test_versions_that_nobody_gave_are_told_unless_there_is_one_form_and_one_version(here, tmp_path):
    def found(*versions):
        export = sheets_export(w=[["consent", "_uuid", "__version__"], *(["yes", f"u{v}", v] for v in versions)])
        return rules(taken(round_in(tmp_path / "".join(versions)), export)[0].findings)

    assert "survey_version_unknown" not in found("vServerCallsItSo")
    assert "survey_version_unknown" in found("vA", "vB")


def test_a_question_that_changed_its_wording_its_choices_or_its_condition_is_named(here):
    older = [list(row) for row in SURVEY]
    older[6] = ["integer", "age", "How old?", "Жасы"]
    older[9] = ["decimal", "pay", "Pay", "Еңбекақы", "${age} >= 16"]
    old_form = form_of(older, [*CHOICES, ["job", "mine", "In a mine", "Шахтада"]])

    found, _ = taken(here, sheets_export(w=[["consent", "_uuid"], ["yes", "u"]]), versions=[Version(("0",), old_form)])

    changed = {(f.rule, dict(f.params)["question"]) for f in found.findings if f.rule.startswith("survey_version")}
    assert ("survey_version_wording", "age") in changed
    assert ("survey_version_logic", "pay") in changed
    assert ("survey_version_choices", "jobs") in changed


def test_a_teams_own_form_and_csv_are_mapped_by_the_plan(tmp_path):
    survey = [["type", "name", "label"], ["select_one a", "agree", "ok?"], ["integer", "hh", "How many?"],
              ["text", "village", "Village"], ["select_one a", "head", "Head?"]]  # fmt: skip
    choices = [["list_name", "name", "label"], ["a", "1", "Ja"], ["a", "2", "Nein"], ["a", "9", "Weiss nicht"]]
    plan = (
        "roles: {consent: {question: agree, yes: ['1']}, site: village}\n"
        "codes: {dont_know: ['9'], refused: []}\n"
        "questions: {village: {personal: false}, hh: {dont_know: ['-1']}}\n"
    )
    here = round_in(tmp_path, plan)
    export = csv_export(csv_file(tmp_path / "own.csv", ["agree", "How many?", "village", "head"],
                                 ["Ja", 4, "Aul", "9"], ["1", "-1", "Aul", "Nein"]))  # fmt: skip

    _, round_ = taken(here, export, form_of(survey, choices, [["form_id"], ["own"]]))

    first, second = rows(round_)
    assert (first["hh"], first["_site"], first["village"], first["_id"]) == (4, "Aul", "Aul", "row-000002")
    assert (states(first)["head"], states(second)["hh"]) == ("DONT_KNOW", "DONT_KNOW")
    assert second["head"] == "2"


def test_a_choice_from_a_file_attached_to_the_form_is_taken_as_written(tmp_path):
    survey = [["type", "name", "label"], ["select_one_from_file towns.csv", "town", "Town"]]

    _, round_ = taken(
        round_in(tmp_path), sheets_export(w=[["town", "_uuid"], ["T1", "a"], ["dk", "b"]]), form_of(survey)
    )

    assert [(row["town"], row["town?"]) for row in rows(round_)] == [("T1", 0), (None, State.DONT_KNOW)]


def test_ninety_eight_is_an_age_unless_the_plan_says_that_it_is_not(here):
    _, round_ = taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 98, "u1"]]))

    assert rows(round_)[0]["age"] == 98


def test_the_same_export_taken_twice_changes_nothing(here):
    export = [["consent", "age", "_uuid"], ["yes", 98, "u1"]]
    taken(here, sheets_export(w=export))
    before = {path.name: path.read_bytes() for path in sorted((here / "raw").iterdir())}

    found, _ = taken(here, sheets_export(w=export))

    assert found.again
    assert {path.name: path.read_bytes() for path in sorted((here / "raw").iterdir())} == before


def test_a_newer_export_replaces_the_tables_and_keeps_what_stood_there(here):
    taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 30, "u1"], ["yes", 31, "u2"]]))
    (here / "clean").mkdir()
    (here / "clean" / "interviews.parquet").write_bytes(b"made of the older raw tables")

    newer = sheets_export(w=[["consent", "age", "_uuid"], ["yes", 31, "u2"], ["yes", 32, "u3"]])
    found, round_ = taken(here, newer, sha="1" * 64)

    assert [row["_id"] for row in rows(round_)] == ["u2", "u3"]
    [finding] = [f for f in found.findings if f.rule == "survey_taken_anew"]
    assert dict(finding.params) == {"come": "1", "gone": "1"}
    assert (here / "earlier" / "1" / "raw" / "interviews.parquet").is_file()
    assert (here / "earlier" / "1" / "vault.bin").is_file()
    assert (here / "earlier" / "1" / "clean").is_dir()
    assert not (here / "clean").exists()


def test_equal_inputs_give_equal_bytes(tmp_path):
    made = []
    for name in ("one", "two"):
        here = round_in(tmp_path / name)
        taken(here, whole_export(tmp_path))
        files = [path for path in sorted(here.rglob("*")) if path.is_file()]
        made.append([(path.name, path.read_bytes()) for path in files])

    assert made[0] == made[1]


def test_an_export_of_another_form_is_refused(here):
    with pytest.raises(MtmError, match="no column of this export is a question of the form"):
        taken(here, sheets_export(w=[["a", "b"], [1, 2]]))


def test_a_failed_intake_leaves_the_round_as_it_was(here, tmp_path):
    taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 30, "u1"]]))
    before = {path: path.read_bytes() for path in sorted(here.rglob("*")) if path.is_file()}
    broken = csv_file(tmp_path / "broken.csv", ["consent", "full_name", "_uuid"], ["yes", "x" * 2_100_000, "u1"])
    broken.write_bytes(broken.read_bytes() + b"yes,\xff,u2\n")  # behind what is looked at before the intake begins

    with pytest.raises(MtmError, match="cannot be read to its end"):
        taken(here, csv_export(broken), sha="2" * 64)

    assert {path: path.read_bytes() for path in sorted(here.rglob("*")) if path.is_file()} == before


def test_every_answer_that_intake_counts_outside_the_logic_is_listed_by_quality(here):
    pytest.importorskip("scipy")
    head = ["consent", "age", "works", "jobs", "_uuid"]
    export = sheets_export(
        w=[head, ["yes", 30, "dk", "farm", "u1"], ["yes", 30, "refused", "farm", "u2"],
           ["yes", 30, "no", "farm", "u3"], ["yes", 30, "yes", "farm", "u4"]]
    )  # fmt: skip

    found, round_ = taken(here, export)
    [told] = [f for f in found.findings if f.rule == "survey_outside_logic"]
    listed = [f.param("interview") for f in skip_violations.check(Context.of(round_)) if f.param("question") == "jobs"]

    assert told.param("count") == "3"
    assert listed == ["u1", "u2", "u3"]


def test_two_intakes_of_one_round_at_once_are_refused(here):
    with only_writer(here), pytest.raises(MtmError, match="Another intake or cleaning of this round is writing here"):
        taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 30, "u1"]]))
    assert not (here / "raw").exists()


def test_the_account_names_no_value(here, tmp_path):
    taken(here, whole_export(tmp_path))

    account = json.loads((here / "intake.json").read_text(encoding="utf-8"))
    assert account["tables"] == {"interviews": 1}
    assert account["outcomes"] == {"complete": 1}
    assert "MARKER" not in json.dumps(account)


def test_an_export_of_another_form_that_shares_some_questions_is_refused_and_the_round_stays(here):
    taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 30, "u1"]]))
    other = sheets_export(
        w=[["consent", "site", "informant", "migrants", "families", "_uuid"], ["yes", "A", "x", 9, 4, "u9"]]
    )

    with pytest.raises(MtmError, match="does not belong to the form"):
        taken(here, other, sha="1" * 64)

    assert [path.name for path in sorted(here.iterdir()) if "new" in path.name or "part" in path.name] == []
    assert not (here / "earlier").exists()


def test_an_export_without_an_interview_never_replaces_interviews(here):
    taken(here, sheets_export(w=[["consent", "age", "_uuid"], ["yes", 30, "u1"]]))

    with pytest.raises(MtmError, match="holds no interview"):
        taken(here, sheets_export(w=[["consent", "age", "works", "jobs", "_uuid"]]), sha="1" * 64)

    assert (here / "raw" / "interviews.parquet").is_file()
    assert [
        path.name for path in sorted(here.iterdir()) if ".new" in path.name or path.name.startswith("vault.bin.")
    ] == []
