"""Exports saved again by a spreadsheet program of another locale: its numbers, dates, delimiter and code page."""

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from mtm.survey_files import export_in
from mtm.surveys.intake.spelling import dated, number
from surveys.making import CHOICES, SURVEY, form_of, round_in, rows, rules, sheets_export, taken

WAGES = "consent;age;works;jobs;pay;came;_uuid\n"


@pytest.fixture
def here(tmp_path):
    return round_in(tmp_path)


def saved(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode(encoding))
    return export_in(path)


def test_a_csv_saved_by_a_russian_spreadsheet_program_is_read_as_it_was_meant(here, tmp_path):
    text = WAGES + 'yes;1 030,0;yes;farm;"1 200,5";05.03.2026;u1\nyes;31;yes;farm;0,125;5.3.2026 9:30;u2\n'

    found, round_ = taken(here, saved(tmp_path, text))

    assert [(row["age"], row["pay"], str(row["came"])) for row in rows(round_)] == [
        (1030, 1200.5, "2026-03-05"),
        (31, 0.125, "2026-03-05"),
    ]
    assert "survey_unreadable" not in rules(found.findings)


def test_a_condition_compares_with_the_number_that_was_meant(here, tmp_path):
    # pay is asked from 18 on: "1 030" is 1030, and is more than 18
    _, round_ = taken(here, saved(tmp_path, WAGES + "yes;1\u00a0030;yes;farm;;;u1\nyes;17;yes;farm;;;u2\n"))

    assert [row["pay?"] for row in rows(round_)] == [4, 1]  # blank where it was asked, skipped where it was not


def test_one_comma_and_three_digits_are_a_decimal_only_where_semicolons_part_the_columns(here, tmp_path):
    head = "consent,age,works,jobs,pay,_uuid\n"
    _, semicolons = taken(here, saved(tmp_path, WAGES + "yes;30;yes;farm;1,200;;u1\n"))
    assert rows(semicolons)[0]["pay"] == 1.2

    found, commas = taken(here, saved(tmp_path, head + 'yes,30,yes,farm,"1,200",u1\n'), sha="1" * 64)
    assert rows(commas)[0]["pay"] is None
    assert "survey_unreadable" in rules(found.findings)


def test_an_integer_with_a_fraction_is_unreadable_in_any_spelling(here, tmp_path):
    found, round_ = taken(here, saved(tmp_path, WAGES + "yes;30,5;yes;farm;1;;u1\n"))

    assert rows(round_)[0]["age"] is None
    assert "survey_unreadable" in rules(found.findings)


def test_a_text_that_looks_like_a_number_of_another_locale_stays_a_text(tmp_path):
    survey = [row if row[:2] != ["text", "full_name"] else [*row, "", "", "no"] for row in SURVEY]
    survey[0] = [*SURVEY[0], "mtm_personal"]
    here = round_in(tmp_path)

    export = sheets_export(w=[["consent", "full_name", "_uuid"], ["yes", "1 200,5", "u1"], ["yes", "05.03.2026", "u2"]])
    _, round_ = taken(here, export, form_of(survey, CHOICES))

    assert [row["full_name"] for row in rows(round_)] == ["1 200,5", "05.03.2026"]


@pytest.mark.parametrize("encoding", ["cp1251", "kz1048"])
def test_a_csv_in_a_cyrillic_code_page_is_read_and_says_so(here, tmp_path, encoding):
    label = {"cp1251": "Работает", "kz1048": "Жұмыс істейсіз бе?"}[encoding]
    yes = {"cp1251": "Да", "kz1048": "Иә"}[encoding]
    survey = [[*row[:3], label, *row[4:]] if row[1] == "works" else row for row in SURVEY]
    form = form_of(survey, [[*row[:3], yes] if row[1] == "yes" else row for row in CHOICES])
    name = "Фёдорова, улица Мира, Караганда"

    export = saved(tmp_path, f"consent;{label};full_name;_uuid\nyes;{yes};{name};u1\n", encoding)
    found, round_ = taken(here, export, form)

    assert rows(round_)[0]["works"] == "yes"
    assert any(rule.startswith("survey_code_page") for rule in rules(found.findings))
    [told] = [f for f in found.findings if f.rule.startswith("survey_code_page")]
    assert dict(told.params)["encoding"] == encoding


def test_commas_inside_labels_do_not_make_them_the_delimiter(here, tmp_path):
    survey = [
        [*row[:2], "Do you work, now, here, or elsewhere?", *row[3:]] if row[1] == "works" else row for row in SURVEY
    ]

    export = saved(tmp_path, "consent;Do you work, now, here, or elsewhere?;_uuid\nyes;yes;u1\nyes;no;u2\n")
    _, round_ = taken(here, export, form_of(survey))

    assert [row["works"] for row in rows(round_)] == ["yes", "no"]


def test_the_line_that_tells_spreadsheet_programs_the_delimiter_is_no_header(here, tmp_path):
    _, round_ = taken(here, saved(tmp_path, "\ufeffsep=;\r\nconsent;age;_uuid\r\nyes;30;u1\r\nyes;x;\r\n"))

    assert [row["age"] for row in rows(round_)] == [30, None]
    assert rows(round_)[1]["_id"] == "row-000004"  # the row's number in the file


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("1 200,5", "1200.5"),
        ("1\u00a0200\u00a0300", "1200300"),
        ("1\u202f200.5", "1200.5"),
        ("-0,25", "-0.25"),
        ("1200,125", "1200.125"),
        ("1,200", "1,200"),  # 1.2 or 1200
        ("12 00", "12 00"),  # no group of three
        ("1,200,300", "1,200,300"),
        ("98 701 2345678", "98 701 2345678"),
        ("1.200,5", "1.200,5"),
    ],
)
def test_numbers_are_spelled_anew_only_where_they_mean_one_number(written, spelled):
    assert number(written) == spelled


def test_a_date_with_dots_has_its_day_first_and_one_with_slashes_stays():
    assert dated("5.3.2026") == "2026-03-05"
    assert dated("05.03.2026 9:30:05") == "2026-03-05 09:30:05"
    assert dated("05/03/2026") == "05/03/2026"
    assert dated("5.3.26") == "5.3.26"
