"""The check of a form: each mistake is found in its cell, and a good form has none."""

from pathlib import Path

import pytest

pytest.importorskip("pyxform")
pytest.importorskip("numpy")

from mtm.readers import read
from mtm.surveys.forms.check import check
from mtm.surveys.forms.xlsform import read_form
from mtm.surveys.plan import Plan
from surveys.making import CHOICES, SETTINGS, SURVEY, form_content

REAL = Path(__file__).resolve().parents[3] / "shared" / "realdata" / "survey" / "xlsform_iraq_household_ar_en.xlsx"
PLAN = Plan.model_validate(
    {"questions": {name: {"determinant": "individual", "dissemination": "public"} for name in
                   ("consent", "age", "works", "jobs", "pay", "came", "m_age", "m_works")}}
)  # fmt: skip


def found(survey=SURVEY, choices=CHOICES, settings=SETTINGS, plan=PLAN):
    _, findings = check(form_content(survey, choices, settings), "form.xlsx", plan)
    return findings


def changed(row, **cells):
    """The survey sheet with some cells of one row (counted as in the sheet) replaced."""
    header = [column.partition("::")[0] if "Kazakh" not in column else "kk" for column in SURVEY[0]]
    rows = [list(line) for line in SURVEY]
    line = rows[row - 1] + [""] * (len(header) - len(rows[row - 1]))
    for column, value in cells.items():
        line[header.index(column)] = value
    rows[row - 1] = line
    return rows


def the(findings, rule):
    [one] = [finding for finding in findings if finding.rule == rule]
    return one


def test_a_good_form_has_only_notes():
    # full_name and spot go to the vault; the list yn needs no other answers
    assert {finding.rule for finding in found()} == {"survey_to_the_vault"}


@pytest.mark.parametrize(
    ("rule", "cell", "row", "cells"),
    [
        ("survey_unknown_type", "A7", 7, {"type": "intger"}),
        ("survey_bad_name", "B7", 7, {"name": "my age"}),
        ("survey_no_name", "A7", 7, {"name": ""}),
        ("survey_name_twice", "B7", 7, {"name": "full_name"}),
        ("survey_name_reserved", "B7", 7, {"name": "interviews"}),
        ("survey_unknown_list", "A8", 8, {"type": "select_one gone"}),
        ("survey_logic_not_xpath", "E7", 7, {"relevant": "${works} == 'yes'"}),
        ("survey_logic_unreadable", "E7", 7, {"relevant": "count(${member}[./m_age > 14]) > 0"}),
        ("survey_logic_unknown_name", "E7", 7, {"relevant": "${work} = 'yes'"}),
        ("survey_logic_no_such_choice", "E9", 9, {"relevant": "${works} = 'Yes'"}),
        ("survey_logic_no_such_choice", "E10", 10, {"relevant": "selected(${jobs}, 'frm')"}),
        ("survey_logic_function", "E7", 7, {"relevant": "count(${member}) > 0"}),
        ("survey_text_missing", "D7", 7, {"kk": ""}),
        ("survey_label_twice", "D8", 8, {"kk": "Жасы"}),
    ],
)
def test_a_mistake_is_found_in_its_cell(rule, cell, row, cells):
    finding = the(found(changed(row, **cells)), rule)

    assert (finding.places[0].sheet, finding.places[0].cell) == ("survey", cell)


@pytest.mark.parametrize(
    "text",
    [
        "${works} == 'yes'",
        "${works} = ‘yes’",
        "selected(${jobs}, 'farm'",
        "${works} 'yes'",
        "${age} > 18 &&",
        "${age} > 18 and",
        "${a}${b}",
    ],
)
def test_a_condition_that_is_no_xpath_stops_the_form(text):
    assert the(found(changed(7, relevant=text)), "survey_logic_not_xpath").severity == "blocking"


@pytest.mark.parametrize(
    "text",
    ["${member}[1]/m_age > 3", "instance('x')/root/item[name = ${works}]/label = 'a'", "${age} > 18 | ${age} < 3"],
)
def test_a_condition_that_is_xpath_beyond_our_reading_is_only_a_warning(text):
    assert the(found(changed(7, relevant=text)), "survey_logic_unreadable").severity == "warning"


def test_a_group_that_is_not_closed_and_one_that_was_never_open():
    assert the(found(SURVEY[:-1]), "survey_group_not_closed").places[0].cell == "A14"
    assert the(found([*SURVEY, ["end_group", ""]]), "survey_group_not_open").places[0].cell == "A18"


def test_a_misspelt_column_is_named_with_the_nearest_that_is_known():
    survey = [[*SURVEY[0][:4], "relevent", "constraint"], *SURVEY[1:]]

    assert dict(the(found(survey), "survey_column_unknown").params)["near"] == 'Did you mean "relevant"?'


def test_lists_that_repeat_themselves_or_that_nobody_uses():
    choices = [*CHOICES, ["yn", "no", "Never", "Ешқашан"], ["job", "tent", "On a farm", "Шатырда"],
               ["sizes", "big", "Big", "Үлкен"]]  # fmt: skip

    findings = found(SURVEY, choices)

    assert the(findings, "survey_choice_twice").places[0].cell == "B8"
    assert the(findings, "survey_choice_label_twice").places[0].cell == "C9"
    assert dict(the(findings, "survey_list_unused").params)["list"] == "sizes"


def test_a_choice_without_a_label_in_one_language():
    choices = [*CHOICES[:-1], ["job", "site", "On a building site", ""]]

    assert the(found(SURVEY, choices), "survey_choice_text_missing").places[0].cell == "D7"


def test_a_form_without_consent_and_one_that_goes_on_after_a_refusal():
    without = [row for row in changed(5, relevant="") if row[1] != "consent"]
    assert "survey_no_consent" in {finding.rule for finding in found(without, plan=None)}

    goes_on = the(found(changed(5, relevant="")), "survey_asked_after_refusal")
    assert dict(goes_on.params)["count"] == "9"  # full_name … spot are seven, the repeat has two


def test_what_stands_before_consent_is_told():
    late = [SURVEY[0], *SURVEY[1:3], ["integer", "shoe", "Shoe size", "Аяқ киім өлшемі"], *SURVEY[3:]]

    finding = the(found(late), "survey_asked_before_consent")
    assert dict(finding.params)["names"] == "shoe"


def test_questions_without_their_place_in_the_plan_are_named():
    findings = found(plan=None)

    missing = [dict(f.params) for f in findings if f.rule == "survey_place_missing"]
    assert {one["part"]: one["count"] for one in missing} == {"determinant": "8", "dissemination": "8"}


def test_an_unknown_place_and_an_unknown_window_are_refused():
    survey = [[*SURVEY[0], "mtm_determinant", "mtm_window"], *SURVEY[1:]]
    survey[6] = ["integer", "age", "Age", "Жасы", "", ". < 120", "personal", "a week"]

    findings = found(survey, plan=None)

    assert the(findings, "survey_place_unknown").places[0].cell == "G7"
    assert the(findings, "survey_window_unknown").places[0].cell == "H7"


def test_a_required_choice_without_a_way_not_to_know():
    survey = [[*SURVEY[0], "required"], *SURVEY[1:]]
    survey[8] = ["select_multiple job", "jobs", "Which work?", "Қандай жұмыс?", "${works} = 'yes'", "", "yes"]
    choices = [*CHOICES, ["job", "shop", "In a shop", "Дүкенде"]]

    missing = [dict(f.params) for f in found(survey, choices) if f.rule == "survey_no_way_out"]
    assert {(one["part"], one["names"]) for one in missing} == {("dont_know", "jobs"), ("refused", "jobs")}


def test_a_number_that_points_to_a_person_is_asked_about():
    finding = the(found(changed(7, name="phone_number"), plan=None), "survey_may_be_personal")

    assert finding.places[0].cell == "B7"


def test_settings_and_times_that_are_missing_are_told():
    findings = found(SURVEY[:2] + SURVEY[3:], settings=[["form_title"], ["Workers"]])

    told = {dict(f.params)["setting"] for f in findings if f.rule == "survey_setting_missing"}
    assert told == {"form_id", "version"}
    assert dict(the(findings, "survey_no_times").params)["types"] == "end"


def test_what_pyxform_refuses_is_told_with_its_row():
    survey = [*SURVEY, ["calculate", "total", "Total", "Барлығы"]]

    finding = the(found(survey, plan=None), "survey_pyxform_error")
    assert finding.places[0].cell == "row 18"
    assert "calculation" in dict(finding.params)["said"]


def test_older_spellings_mean_the_same():
    survey = [["Type", "name", "label:English", "relevance"], ["select one from yn", "consent", "Agree?"],
              ["begin group", "g", "G", "${consent}='yes'"], ["int", "age", "Age"], ["gps", "spot", "Where"],
              ["select all that apply from job", "jobs", "Jobs"], ["end group"]]  # fmt: skip

    form, findings = read_form(form_content(survey), "old.xlsx")

    assert findings == ()
    assert [(q.name, q.kind, q.relevant) for q in form.questions] == [
        ("consent", "select_one", ""),
        ("age", "integer", "${consent}='yes'"),
        ("spot", "place", "${consent}='yes'"),
        ("jobs", "select_multiple", "${consent}='yes'"),
    ]


def test_a_workbook_that_is_no_form_is_told_apart():
    from surveys.making import workbook

    form, findings = check(workbook(data=[["a", "b"], [1, 2]]), "form.xlsx")
    assert form is None
    assert [finding.rule for finding in findings] == ["survey_no_survey_sheet"]


def test_hostile_sizes_are_bounded():
    rows = [["type", "name", "label"], *(["note", f"n{at}", "x"] for at in range(20_002))]

    form, findings = read_form(form_content(rows), "form.xlsx")
    assert form is None
    assert "survey_too_many_rows" in {finding.rule for finding in findings}


def test_a_text_that_no_spreadsheet_program_writes_is_refused_before_anything_looks_at_it():
    findings = found(changed(7, relevant="${age} > 1 or " * 4000))

    assert (the(findings, "survey_text_too_long").places[0].cell, len(findings)) == ("E7", 1)


def test_depth_of_groups_does_not_stop_the_reader():
    rows = [["type", "name", "label", "relevant"]]
    rows += [["begin group", f"g{at}", "x", "1 = 1"] for at in range(300)]
    rows += [["integer", "q", "x"]] + [["end group"]] * 300

    findings = found(rows, plan=None)
    assert "survey_no_consent" in {finding.rule for finding in findings}


@pytest.mark.skipif(not REAL.is_file(), reason="the real form is not in this checkout")
def test_a_real_form_of_two_languages_is_read_whole_and_its_mistake_found():
    content, _ = read(REAL.name, REAL.read_bytes())

    form, findings = check(content, REAL.name)

    assert (len(form.questions), form.languages) == (219, ("en", "ar"))
    assert "survey_pyxform_error" not in {finding.rule for finding in findings}
    mistake = the(findings, "survey_logic_no_such_choice")
    assert (mistake.places[0].cell, dict(mistake.params)["choice"]) == ("J227", "dont_know")
