"""Periods that only their neighbours complete: what the table says elsewhere is used, and nothing else."""

import pytest

from intake_samples import book, sheet, source, take_in
from mtm.layouts.period_labels import under_years, written_out

ROWS = """
tables:
  - {id: t, rows: time_period, label: Период, across: counterpart_area, indicator: border_arrivals}
"""
ACROSS = """
tables:
  - {id: t, rows: counterpart_area, label: Страна, across: time_period, indicator: border_arrivals}
"""


def test_quarters_under_a_row_that_names_their_year(tmp_path):
    form = sheet(
        [
            "Период | Россия | Итого",
            "2022 год | | ",
            "III кв. | 3 | 3",
            "IV кв.* | 4 | 4",
            "Всего за 2022 год | 7 | 7",
            "2023 год | | ",
            "I кв. | 1 | 1",
            "* предварительные данные | | ",
        ]
    )

    found = take_in(source(tmp_path, ROWS), book(form))

    assert found.values == {
        "border_arrivals 2022-Q3 RUS": "3",
        "border_arrivals 2022-Q3 _T": "3",
        "border_arrivals 2022-Q4 RUS": "4",
        "border_arrivals 2022-Q4 _T": "4",
        "border_arrivals 2022 RUS": "7",
        "border_arrivals 2022 _T": "7",
        "border_arrivals 2023-Q1 RUS": "1",
        "border_arrivals 2023-Q1 _T": "1",
    }
    assert found.rules == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["2022!", "I кв.!", "II кв.!"], ["2022", "I кв. 2022", "II кв. 2022"]),  # the year's sum stands on top
        (["I кв.!", "2022!", "I кв.!"], ["I кв.", "2022", "I кв."]),  # sums may stand below: nothing is settled
        (["2022!", "I кв.!", "2023!"], ["2022", "I кв.", "2023"]),
        (["2022", "IV кв.!", "I кв.!"], ["2022", "IV кв. 2022", "I кв."]),  # the months begin again: a year is missing
        ([], []),
    ],
)
def test_a_year_is_given_to_the_rows_below_only_where_it_cannot_be_their_sum(labels, expected):
    rows = [(label.rstrip("!"), label.endswith("!")) for label in labels]

    assert [text for text, _ in under_years(rows)] == expected


def test_roman_numerals_under_a_year_are_quarters_where_a_column_for_the_year_stands_beside_them(tmp_path):
    form = sheet(
        [
            "Страна | 2022 | | | | | 2023",
            " | I | II | III | IV | год | I",
            "Россия | 1 | 2 | 3 | 4 | 10 | 5",
        ],
        merges=["A1:A2", "B1:F1"],
    )

    assert take_in(source(tmp_path, ACROSS), book(form)).values == {
        "border_arrivals 2022-Q1 RUS": "1",
        "border_arrivals 2022-Q2 RUS": "2",
        "border_arrivals 2022-Q3 RUS": "3",
        "border_arrivals 2022-Q4 RUS": "4",
        "border_arrivals 2022 RUS": "10",
        "border_arrivals 2023-Q1 RUS": "5",
    }


def test_columns_under_one_year_whose_second_heading_says_nothing_known_are_not_all_that_year(tmp_path):
    """I and II may be months; equal numbers under them are no second saying of one value."""
    form = sheet(["Страна | 2022 | ", " | I | II", "Россия | 4 | 4"], merges=["A1:A2", "B1:C1"])

    found = take_in(source(tmp_path, ACROSS), book(form))

    assert found.values == {}
    assert found.rules == ["headings_alike"]
    assert found.finding("headings_alike")["label"] == "2022 / I, 2022 / II"


def test_the_source_may_say_which_periods_its_headings_mean(tmp_path):
    form = sheet(["Страна | 2022 | ", " | I | II", "Россия | 4 | 5"], merges=["A1:A2", "B1:C1"])
    declared = source(tmp_path, ACROSS.replace("{id: t", "{values: {time_period: {I: январь, II: февраль}}, id: t"))

    found = take_in(declared, book(form))

    assert found.values == {"border_arrivals 2022-01 RUS": "4", "border_arrivals 2022-02 RUS": "5"}


def test_months_with_two_digits_of_their_year_settle_each_other(tmp_path):
    form = sheet(["Страна | дек.22 | янв.23 | фев.23 | I кв. 2023 г.", "Россия | 1 | 2 | 3 | 9"])

    assert take_in(source(tmp_path, ACROSS), book(form)).values == {
        "border_arrivals 2022-12 RUS": "1",
        "border_arrivals 2023-01 RUS": "2",
        "border_arrivals 2023-02 RUS": "3",
        "border_arrivals 2023-Q1 RUS": "9",
    }


def test_a_month_with_two_digits_may_be_a_day_where_its_neighbours_do_not_follow_it():
    assert written_out(["Jan-26", "Feb-26"]) == {"Jan-26": "2026-01", "Feb-26": "2026-02"}
    assert written_out(["Jan-31", "Feb-28", "Mar-31"]) == {}  # the last days of months
    assert written_out(["Mar-26"]) == {}
    assert written_out(["13 мар", "14 мар"]) == {}


@pytest.mark.parametrize(
    ("heading", "text", "period"),
    [
        ("Квартал", "III", "2023-Q3"),
        ("Quarter", "3", "2023-Q3"),
        ("Месяц", "3", "2023-03"),
        ("Месяц", "март", "2023-03"),
    ],
)
def test_year_and_part_of_it_in_columns_of_their_own(tmp_path, heading, text, period):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            columns:
              - {heading: Год, is: time_period}
              - {heading: [Квартал, Quarter, Месяц], is: time_period}
              - {heading: Страна, is: counterpart_area}
              - {heading: Значение, is: value, indicator: border_arrivals}
        """,
    )
    form = sheet([f"Год | {heading} | Страна | Значение", f"2023 | {text} | Россия | 5"])

    assert take_in(declared, book(form)).values == {f"border_arrivals {period} RUS": "5"}


def test_a_hidden_column_does_not_cut_the_table_in_two(tmp_path):
    form = sheet(["Страна | январь 2023 | февраль 2023 | март 2023", "Россия | 1 | 2 | 3"], hidden_columns=[3])

    found = take_in(source(tmp_path, ACROSS), book(form))

    assert found.values == {"border_arrivals 2023-01 RUS": "1", "border_arrivals 2023-03 RUS": "3"}
    assert found.rules == ["cells_hidden"]
