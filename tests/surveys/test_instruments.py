"""The three instruments: complete in three languages, valid for servers, in their places of the plan."""

import re
from pathlib import Path

import pytest

pytest.importorskip("pyxform")
pytest.importorskip("numpy")

from click.testing import CliRunner

from mtm.cli import main
from mtm.codelists.indicators import units
from mtm.model.errors import MtmError
from mtm.readers import read
from mtm.surveys import scoring
from mtm.surveys.form import Kind
from mtm.surveys.forms.check import check
from mtm.surveys.instruments import catalogue
from mtm.surveys.instruments.catalogue import LANGUAGES, instrument, instruments
from mtm.surveys.instruments.make import make, plan_text, read_regions, workbook
from mtm.surveys.instruments.sheets import sheets
from mtm.surveys.logic.expression import OWN, answers, parse
from mtm.surveys.plan import DETERMINANTS, DISSEMINATION, fitted, load_plan

ALL = ("baseline-mobility-assessment", "flow-monitoring-survey", "migrant-worker-survey")
MODULES = {
    "migrant-worker-survey": {"disability", "food_coping", "livelihood_coping", "recruitment", "documents", "work",
                              "wages", "housing", "health", "remittances", "debt", "plans"},
    "flow-monitoring-survey": {"disability", "journey", "plans"},
    "baseline-mobility-assessment": {"informant", "presence", "conditions"},
}  # fmt: skip
KAZAKH = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Each instrument put into a workspace, read back and checked with its plan."""
    folder = tmp_path_factory.mktemp("workspace")
    found = {}
    for name in ALL:
        make(name, folder)
        here = folder / "surveys" / name
        content, _ = read("form.xlsx", (here / "form.xlsx").read_bytes())
        plan = load_plan(here / "plan.yml")
        form, findings = check(content, "form.xlsx", plan)
        found[name] = (fitted(form, plan), plan, findings)
    return found


def test_there_are_three_instruments():
    assert instruments() == ALL


@pytest.mark.parametrize("name", ALL)
def test_it_is_valid_for_servers_and_fit_for_our_analysis(made, name):
    _, _, findings = made[name]

    # What stands before consent and what goes to the vault is told; nothing else is found, pyxform's warnings included.
    assert sorted(finding.rule for finding in findings) == ["survey_asked_before_consent", "survey_to_the_vault"]


@pytest.mark.parametrize("name", ALL)
def test_every_text_stands_in_all_three_languages(name):
    survey, choices, _ = sheets(instrument(name))

    for table in (survey, choices):
        columns = {column: at for at, column in enumerate(table.header)}
        kinds = {column.partition("::")[0] for column in columns if "::" in column}
        for kind in kinds:
            of_kind = [columns[f"{kind}::{word} ({code})"] for code, word in
                       (("en", "English"), ("ru", "Russian"), ("kk", "Kazakh"))]  # fmt: skip
            for row in table.rows:
                assert len({bool(row[at]) for at in of_kind}) == 1, row
                if kind == "label" and row[of_kind[0]]:
                    assert len({row[at] for at in of_kind}) > 1 or row[of_kind[0]] == row[of_kind[1]]
    labels = " ".join(row[columns["label::Kazakh (kk)"]] for row in choices.rows)
    assert KAZAKH.search(labels)


@pytest.mark.parametrize("name", ALL)
def test_every_constrained_question_says_why_in_three_languages(made, name):
    form, _, _ = made[name]

    constrained = [question for question in form.questions if question.constraint]
    assert constrained
    assert [q.name for q in constrained if len(q.constraint_messages) != len(LANGUAGES)] == []


@pytest.mark.parametrize("name", ALL)
def test_russian_and_kazakh_are_not_left_in_english(name):
    survey, _, _ = sheets(instrument(name))
    at = {column: place for place, column in enumerate(survey.header)}

    for row in survey.rows:
        label = row[at["label::English (en)"]]
        for other in ("label::Russian (ru)", "label::Kazakh (kk)"):
            assert not label or re.search("[а-яА-Я]", row[at[other]]), row


@pytest.mark.parametrize("name", ALL)
def test_everything_behind_consent_depends_on_it(made, name):
    form, _, _ = made[name]
    consent = form.by_name["consent"]

    asked = [q for q in form.questions if q.row > consent.row]
    assert asked
    assert [q.name for q in asked if "consent" not in answers(parse(q.relevant))] == []
    assert [q.name for q in form.questions if q.row < consent.row and q.kind != Kind.META] == [
        "interviewer", "region", "site", "contact"]  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_every_question_and_indicator_is_in_its_place_of_the_plan(made, name):
    form, plan, _ = made[name]

    asked = [question for question in form.questions if question.kind != Kind.META]
    assert set(plan.questions) == {question.name for question in asked}
    assert {question.place.determinant for question in asked} <= set(DETERMINANTS)
    assert {question.place.dissemination for question in asked} <= set(DISSEMINATION)
    assert plan.indicators
    assert [entry.id for entry in plan.indicators if not entry.may_leave] == []
    assert {lang for entry in plan.indicators for lang in entry.title} == set(LANGUAGES)
    assert {entry.unit for entry in plan.indicators} <= set(units())


@pytest.mark.parametrize("name", ALL)
def test_indicators_are_made_of_questions_that_the_form_asks(made, name):
    form, plan, _ = made[name]

    for entry in plan.indicators:
        used = {*entry.questions, *([entry.question] if entry.question else []), *(q for d in entry.domains for q in d)}
        assert used <= set(form.by_name), entry.id
        assert entry.score in ("", *scoring.scores())


def test_sensitive_topics_are_not_shown_below_national_level(made):
    for name in ALL:
        _, plan, _ = made[name]
        low = [
            entry.id
            for entry in plan.indicators
            if entry.dissemination != "public" and entry.lowest_level != "national"
        ]
        assert low == []


def test_nobody_has_to_say_what_they_do_not_know(made):
    for name in ALL:
        form, plan, _ = made[name]
        for question in form.questions:
            if question.name in ("consent", "contact", "region", "closing"):
                continue
            if question.kind in Kind.SELECTS:
                assert {"dk", "refused"} <= set(question.choice_names), question.name
            if question.kind in Kind.NUMBERS:
                assert (plan.questions[question.name].dont_know, plan.questions[question.name].refused) == (
                    ("-98",), ("-99",))  # fmt: skip
                assert question.constraint.endswith("or . = -98 or . = -99")


def test_each_instrument_has_its_modules():
    assert {name: {part.name for part in instrument(name).modules} >= MODULES[name] for name in ALL} == dict.fromkeys(
        ALL, True
    )


def test_the_washington_group_asks_six_domains_with_its_four_answers(made):
    form, _, _ = made["migrant-worker-survey"]

    asked = [q for q in form.questions if q.name.startswith("wg_")]
    assert [q.name for q in asked] == ["wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_selfcare",
                                       "wg_communicating"]  # fmt: skip
    assert {q.choice_names for q in asked} == {("no", "some", "a_lot", "cannot", "dk", "refused")}
    assert not any("disab" in text.lower() for q in asked for _, text in q.labels)


def test_days_of_the_coping_index_run_from_none_to_seven(made):
    form, _, _ = made["migrant-worker-survey"]

    days = [q for q in form.questions if q.name.startswith("rcsi_")]
    assert len(days) == 5
    assert {q.constraint for q in days} == {"(. >= 0 and . <= 7) or . = -98 or . = -99"}
    assert {q.place.window for q in days} == {"P7D"}


def test_what_stands_alone_is_a_choice_of_its_list(made):
    for name in ALL:
        form, _, _ = made[name]
        for question in form.questions:
            if question.kind == Kind.SELECT_MULTIPLE:
                assert answers(parse(question.constraint)) == {OWN}
                assert ("'none'" in question.constraint) == ("none" in question.choice_names)


@pytest.mark.parametrize("name", ALL)
def test_the_same_bytes_are_made_every_time(name):
    assert workbook(instrument(name)) == workbook(instrument(name))
    assert plan_text(instrument(name)) == plan_text(instrument(name))


def test_regions_of_the_country_come_from_a_file(tmp_path):
    (tmp_path / "regions.csv").write_text("code,en,ru,kk\nN-1,North,Север,Солтүстік\n", encoding="utf-8")

    _, choices, _ = sheets(instrument(ALL[0]), read_regions(tmp_path / "regions.csv"))

    assert [row for row in choices.rows if row[0] == "region"] == [("region", "N-1", "North", "Север", "Солтүстік")]


def test_a_list_of_regions_without_a_language_is_refused(tmp_path):
    (tmp_path / "regions.csv").write_text("code,en\nN-1,North\n", encoding="utf-8")

    with pytest.raises(MtmError, match="lacks a column"):
        read_regions(tmp_path / "regions.csv")


def test_new_makes_a_form_that_check_accepts_and_never_writes_over_it(tmp_path):
    run = CliRunner()

    done = run.invoke(main, ["survey", "new", ALL[0], str(tmp_path)])
    checked = run.invoke(main, ["survey", "check", str(tmp_path / "surveys" / ALL[0] / "form.xlsx")])
    again = run.invoke(main, ["survey", "new", ALL[0], str(tmp_path)])
    unknown = run.invoke(main, ["survey", "new", "baseline", str(tmp_path)])

    assert (done.exit_code, checked.exit_code, again.exit_code, unknown.exit_code) == (0, 0, 2, 2)
    assert "there already" in again.output
    assert "no such instrument" in unknown.output


def test_every_instrument_and_module_is_documented():
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "instruments.md").read_text(encoding="utf-8")

    documented = {line.split("|")[1].strip().strip("`") for line in page.splitlines() if line.startswith("|")}
    assert set(instruments()) <= documented
    assert {part.name for name in instruments() for part in instrument(name).parts} <= documented


def test_every_module_file_is_used_by_an_instrument():
    folder = Path(catalogue.__file__).parent / "modules"

    used = {part.name for name in instruments() for part in instrument(name).parts}
    assert {path.stem for path in folder.glob("*.yml")} == used
