"""What cannot be placed is a finding that says what was looked for and what was seen; nothing is read by guess."""

import pytest

from intake_samples import book, sheet, source, take_in
from mtm.kit.messages import sentence
from mtm.layouts import place
from mtm.model.finding import Severity
from mtm.model.labelled import Shape

FORM = """
tables:
  - id: crossings
    rows: counterpart_area
    label: [Страна, Гражданство]
    columns:
      - {heading: [въезд, въехало], indicator: border_arrivals}
      - {heading: [выезд, выехало], indicator: border_departures}
    form: [Страна, въезд, выезд]
"""
GOOD = ["за 2023 год", "Страна | въезд | выезд", "Россия | 7 | 8"]


def test_a_form_that_cannot_be_placed_says_what_it_looked_for_and_what_it_saw(tmp_path):
    found = take_in(source(tmp_path, FORM), book(sheet(["Отчет", "Государство | Прибыло | Выбыло", "Россия | 7 | 8"])))

    assert found.values == {}
    finding = found.placed.findings[-1]
    assert (finding.rule, finding.severity) == ("form_unknown", Severity.WARNING)
    assert "Страна or Гражданство, въезд or въехало, выезд or выехало" in finding.param("looked_for")
    assert "Государство | Прибыло | Выбыло" in finding.param("saw")
    assert "Looked for" in sentence(finding).message


def test_a_missing_column_is_named_and_the_others_are_read(tmp_path):
    found = take_in(source(tmp_path, FORM), book(sheet(["2023 год", "Страна | въезд", "Россия | 7"])))

    assert found.values == {"border_arrivals 2023 RUS": "7"}
    assert found.finding("column_missing")["heading"] == "выезд or выехало"


def test_a_new_column_with_numbers_is_reported_and_its_cells_are_kept_aside(tmp_path):
    found = take_in(
        source(tmp_path, FORM), book(sheet(["2023", "Страна | Код | въезд | выезд", "Россия | 643 | 7 | 8"]))
    )

    assert found.values == {"border_arrivals 2023 RUS": "7", "border_departures 2023 RUS": "8"}
    assert found.finding("column_new")["heading"] == "Код"
    assert [(a.cell.text, a.reason) for a in found.placed.set_aside] == [("643", "column_undeclared")]
    assert (found.finding("column_moved")["was"], found.finding("column_moved")["to"]) == ("B", "C")


def test_changes_are_also_seen_against_the_first_known_shape(tmp_path):
    declared = source(tmp_path, FORM.replace("    form: [Страна, въезд, выезд]\n", ""))
    first = take_in(declared, book(sheet(GOOD))).placed.shapes
    moved = book(sheet(["", "за 2024 год", "Гражданство | выехало | въехало", "Россия | 8 | 7"]))

    from intake_samples import delivery

    findings = place(moved, declared, delivery(), first).findings

    assert sorted(f.rule for f in findings) == ["column_moved", "column_moved", "column_renamed", "headings_moved"]
    assert isinstance(first[0], Shape)


def test_the_second_of_two_equal_tables_on_a_sheet_is_set_aside_and_reported(tmp_path):
    form = sheet([*GOOD, "", "в том числе женщины", "Страна | въезд | выезд", "Россия | 3 | 4"])

    found = take_in(source(tmp_path, FORM), book(form))

    assert found.values == {"border_arrivals 2023 RUS": "7", "border_departures 2023 RUS": "8"}
    assert (found.finding("table_twice")["first"], found.finding("table_twice")["second"]) == ("2", "6")


def test_an_undeclared_table_below_does_not_run_into_the_declared_one(tmp_path):
    form = sheet([*GOOD, "", "По цели поездки", "Цель | 2022 | 2023", "Работа | 1950 | 2010", "Всего | 1 | 2"])

    found = take_in(source(tmp_path, FORM), book(form))

    assert found.values == {"border_arrivals 2023 RUS": "7", "border_departures 2023 RUS": "8"}
    assert found.finding("outside_table")["values"] == "6"


def test_a_heading_over_two_columns_is_not_chosen_between(tmp_path):
    found = take_in(
        source(tmp_path, FORM), book(sheet(["2023", "Страна | въезд | въезд | выезд", "Россия | 7 | 70 | 8"]))
    )

    assert found.values == {"border_departures 2023 RUS": "8"}
    assert found.finding("column_twice")["heading"] == "въезд"


def test_a_country_typed_twice_with_one_value_is_counted_once(tmp_path):
    found = take_in(source(tmp_path, FORM), book(sheet([*GOOD, "РФ | 7 | 9"])))

    assert found.values == {"border_arrivals 2023 RUS": "7"}
    assert found.finding("value_repeated")["values"] == "7, 7"
    assert found.finding("value_conflict")["values"] == "8, 9"  # nothing says which of the two is right


def test_hidden_rows_columns_and_sheets_are_reported_and_not_read(tmp_path):
    rows = ["2023", "Страна | въезд | выезд", "Россия | 7 | 8", "Китай | 5 | 6"]
    seen = sheet(rows, hidden_rows=[4], hidden_columns=[3])

    found = take_in(source(tmp_path, FORM), book(seen, sheet(rows, name="старое", hidden=True)))

    assert found.values == {"border_arrivals 2023 RUS": "7"}
    assert found.finding("cells_hidden")["count"] == "5"
    assert found.finding("sheet_hidden")["count"] == "10"


def test_a_sheet_that_nothing_reads_is_reported(tmp_path):
    found = take_in(source(tmp_path, FORM), book(sheet(GOOD), sheet(["Курс | 450,5"], name="Справочно")))

    assert found.finding("sheet_unread")["texts"] == "Курс | 450,5"


def test_a_row_without_a_label_is_kept_aside(tmp_path):
    found = take_in(source(tmp_path, FORM), book(sheet([*GOOD, " | 1 | 2", "Китай | 5 | 6"])))

    assert "border_arrivals 2023 CHN" in found.values
    assert [(a.cell.text, a.reason) for a in found.placed.set_aside] == [
        ("1", "row_unlabelled"),
        ("2", "row_unlabelled"),
    ]


def test_a_group_heading_that_nobody_declared_ends_the_group_before_it(tmp_path):
    declared = source(tmp_path, FORM + "groups: {CIS: {labels: Страны СНГ}}\n")
    form = sheet(
        ["2023", "Страна | въезд | выезд", "Страны СНГ | |", "Россия | 7 | 8", "Страны ЕС | |", "Польша | 1 | 2"]
    )

    found = take_in(declared, book(form))
    groups = {o.counterpart_area: o.attribute("group") for o in found.harmonised.observations}

    assert groups == {"RUS": "agency:CIS", "POL": None}
    assert found.finding("heading_unknown")["label"] == "Страны ЕС"


def test_a_total_that_may_be_the_groups_or_the_tables_is_not_chosen_between(tmp_path):
    declared = source(tmp_path, FORM + "groups: {CIS: {labels: Страны СНГ}}\n")
    form = sheet(["2023", "Страна | въезд | выезд", "Страны СНГ | |", "Россия | 7 | 8", "Итого | 7 | 8"])

    found = take_in(declared, book(form))

    assert list(found.values) == ["border_arrivals 2023 RUS", "border_departures 2023 RUS"]
    assert found.finding("total_unclear")["label"] == "Итого"


def test_an_empty_column_says_nothing_not_even_that_values_are_missing(tmp_path):
    found = take_in(
        source(tmp_path, FORM), book(sheet(["2023", "Страна | въезд | выезд", "Россия | 7 |", "Китай | 5 |"]))
    )

    assert list(found.values) == ["border_arrivals 2023 RUS", "border_arrivals 2023 CHN"]
    assert found.finding("column_empty")["heading"] == "выезд"


@pytest.mark.parametrize("rows", [[""], ["Россия | 7 | 8"], ["Страна | въезд | выезд"], ["Страна"], ["въезд | выезд"]])
def test_files_without_the_table_never_raise(tmp_path, rows):
    found = take_in(source(tmp_path, FORM), book(sheet(rows)))

    assert found.values == {}


def test_a_sentence_that_is_missing_and_numbers_that_no_sentence_reads_are_reported(tmp_path):
    declared = source(
        tmp_path,
        """
        sentences:
          - {id: a, pattern: "въехали {value} человек", indicator: border_arrivals, period: "2023"}
          - {id: b, pattern: "выехали {value} человек", indicator: border_departures, period: "2023"}
        """,
    )
    found = take_in(declared, book(kind="docx", paragraphs=["За год въехали 1,2 тыс. человек.", "Задержано 17 лиц."]))

    assert found.values == {"border_arrivals 2023 _T": "1200"}
    assert found.finding("sentence_not_found")["looked_for"] == "выехали {value} человек"
    assert found.finding("paragraph_unread")["text"] == "Задержано 17 лиц."


def test_a_mark_in_the_middle_of_a_heading_points_to_its_note(tmp_path):
    declared = source(tmp_path, FORM.replace("въехало", '"въезд, человек"') + "provisional: [данные предварительные]\n")
    rows = ["2023", "Страна | въезд2, человек | выезд", "Россия | 7 | 8", "", "2 данные предварительные"]

    found = take_in(declared, book(sheet(rows)))

    assert {o.indicator: o.obs_status for o in found.harmonised.observations} == {
        "border_arrivals": "P",
        "border_departures": "A",
    }


def test_a_marked_note_to_which_nothing_points_concerns_the_whole_table(tmp_path):
    declared = source(tmp_path, FORM + "provisional: [данные предварительные]\n")

    found = take_in(declared, book(sheet([*GOOD, "", "2) данные предварительные"])))

    assert {o.obs_status for o in found.harmonised.observations} == {"P"}
